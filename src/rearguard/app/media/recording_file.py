"""Reading a recording's file, which anybody may have written: nothing in it is believed before it was looked at."""

from __future__ import annotations

import io
import math
import zipfile
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray

from rearguard.body.recording import Array, Recording
from rearguard.core.errors import Refusal
from rearguard.core.message import Message

LANDMARKS = 33

MOST = 250_000
"""Moments: more than two hours at 30 a second. A set takes minutes; more would only fill the memory."""

SHAPES = {"t": (), "image": (LANDMARKS, 4), "world": (LANDMARKS, 3)}
"""What each moment holds."""

LONGEST = MOST * LANDMARKS * 4 * 8 + 1024
"""Bytes of the largest array that can be one of ours, its header included."""

HEADERS = {(1, 0): np.lib.format.read_array_header_1_0, (2, 0): np.lib.format.read_array_header_2_0}
"""How to read the header of an array, by the version of its form."""


def read_recording(path: Path) -> Recording:
    """Return what a `.npz` holds.

    Raises:
        Refusal: it can't be read, or holds no recording.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            arrays = {name: _array(archive, name, path) for name in (*SHAPES, "size")}
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, NotImplementedError, RuntimeError):
        raise _refusal(path, Message("it is not a recording (.npz), or damaged")) from None
    t = _numbers(arrays["t"], "t", path)
    moments = len(t) if t.ndim == 1 else 0
    for name, shape in SHAPES.items():
        if arrays[name].shape != (moments, *shape):
            wanted = " × ".join(str(one) for one in ("N", *shape))
            found = " × ".join(str(one) for one in arrays[name].shape)
            raise _refusal(
                path,
                Message("{name} must be {wanted}, and is {found}", {"name": name, "wanted": wanted, "found": found}),
            )
    if moments == 0:
        raise _refusal(path, Message("it holds no moment at all"))
    if moments > MOST:
        raise _refusal(path, Message("it is longer than {most} moments: cut it", {"most": MOST}))
    if not np.isfinite(t).all() or (np.diff(t) <= 0).any():
        raise _refusal(path, Message("its times, t, must be numbers that rise"))
    return Recording(
        t=t,
        image=_numbers(arrays["image"], "image", path),
        world=_numbers(arrays["world"], "world", path),
        size=_size(arrays["size"], path),
    )


def _array(archive: zipfile.ZipFile, name: str, path: Path) -> NDArray[np.generic]:
    """Return one array of the archive; its header is read first, and no more than it says."""
    try:
        entry = archive.getinfo(f"{name}.npy")
    except KeyError:
        raise _refusal(path, Message("{name} is missing in it", {"name": name})) from None
    if entry.file_size > LONGEST:
        raise _refusal(path, Message("{name} is too large to be a recording's", {"name": name}))
    with archive.open(entry) as file:
        try:
            return _checked(file, entry.file_size)
        except ValueError:
            raise _refusal(path, Message("{name} is no array of numbers", {"name": name})) from None


def _checked(file: IO[bytes], size: int) -> NDArray[np.generic]:
    """Return an array that is as large as its header says: room is made for no more than is there.

    Raises:
        ValueError: it is not, or holds something else than numbers.
    """
    content = io.BytesIO(file.read(size))
    version = np.lib.format.read_magic(content)
    if version not in HEADERS:
        raise ValueError("a header for other things than plain numbers")
    shape, _in_columns, dtype = HEADERS[version](content, max_header_size=1000)
    if dtype.kind not in "fiu" or math.prod(shape) * dtype.itemsize != size - content.tell():
        raise ValueError("not the numbers that it says")
    content.seek(0)
    array: NDArray[np.generic] = np.lib.format.read_array(content, allow_pickle=False, max_header_size=1000)
    return array


def _numbers(array: NDArray[np.generic], name: str, path: Path) -> Array:
    numbers = array.astype(np.float64)
    if np.isinf(numbers).any():
        raise _refusal(path, Message("{name} holds infinite numbers", {"name": name}))
    return numbers


def _size(array: NDArray[np.generic], path: Path) -> tuple[int, int]:
    if array.shape != (2,) or not (np.isfinite(array.astype(np.float64)).all() and (array > 0).all()):  # type: ignore[operator]
        raise _refusal(path, Message("size must be the pictures' width and height in pixels"))
    width, height = (int(one) for one in array.astype(np.float64))
    return max(width, 1), max(height, 1)


def _refusal(path: Path, why: Message) -> Refusal:
    return Refusal(Message("{file}: {why}", {"file": str(path), "why": why}))
