"""The reader of recording files, which come from anywhere: everything in them is checked before use."""

from __future__ import annotations

import io
import math
import zipfile
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray

from rearguard.body.recording import FloatArray, PoseRecording
from rearguard.core.errors import Refusal
from rearguard.core.message import Message

LANDMARK_COUNT = 33

MAX_RECORDED_MOMENTS = 250_000
"""Most frames: more than two hours at 30 a second. A set takes minutes; more would only fill the memory."""

ARRAY_SHAPES = {"t": (), "image": (LANDMARK_COUNT, 4), "world": (LANDMARK_COUNT, 3)}
"""Shape of each array per frame."""

MAX_ARRAY_BYTES = MAX_RECORDED_MOMENTS * LANDMARK_COUNT * 4 * 8 + 1024
"""Bytes of the largest valid array, its header included."""

HEADER_READERS = {(1, 0): np.lib.format.read_array_header_1_0, (2, 0): np.lib.format.read_array_header_2_0}
"""Readers of an array's header, by version of the NPY format."""


def read_recording(path: Path) -> PoseRecording:
    """Read a recording from a `.npz` file.

    Raises:
        Refusal: it can't be read, or holds no recording.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            arrays = {name: _read_array(archive, name, path) for name in (*ARRAY_SHAPES, "size")}
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, NotImplementedError, RuntimeError):
        raise _refusal(path, Message("it is not a recording (.npz), or it is damaged")) from None
    t = _to_numbers(arrays["t"], "t", path)
    frame_count = len(t) if t.ndim == 1 else 0
    for name, shape in ARRAY_SHAPES.items():
        if arrays[name].shape != (frame_count, *shape):
            expected = " × ".join(str(size) for size in ("N", *shape))
            actual = " × ".join(str(size) for size in arrays[name].shape)
            raise _refusal(
                path,
                Message("{name} must be {wanted}, but is {found}", {"name": name, "wanted": expected, "found": actual}),
            )
    if frame_count == 0:
        raise _refusal(path, Message("it is empty"))
    if frame_count > MAX_RECORDED_MOMENTS:
        raise _refusal(path, Message("it has more than {most} frames: cut it", {"most": MAX_RECORDED_MOMENTS}))
    if not np.isfinite(t).all() or (np.diff(t) <= 0).any():
        raise _refusal(path, Message("its times (t) must be increasing numbers"))
    return PoseRecording(
        t=t,
        image=_to_numbers(arrays["image"], "image", path),
        world=_to_numbers(arrays["world"], "world", path),
        size=_read_size(arrays["size"], path),
    )


def _read_array(archive: zipfile.ZipFile, name: str, path: Path) -> NDArray[np.generic]:
    """Read an array of the archive, after a check of its header."""
    try:
        entry = archive.getinfo(f"{name}.npy")
    except KeyError:
        raise _refusal(path, Message("{name} is missing", {"name": name})) from None
    if entry.file_size > MAX_ARRAY_BYTES:
        raise _refusal(path, Message("{name} is too large for a recording", {"name": name}))
    with archive.open(entry) as file:
        try:
            return _read_checked(file, entry.file_size)
        except ValueError:
            raise _refusal(path, Message("{name} is not an array of numbers", {"name": name})) from None


def _read_checked(file: IO[bytes], size: int) -> NDArray[np.generic]:
    """Read an array whose size matches its header, so that no more memory is allocated than the file has.

    Raises:
        ValueError: the size differs, or the array holds something other than numbers.
    """
    content = io.BytesIO(file.read(size))
    version = np.lib.format.read_magic(content)
    if version not in HEADER_READERS:
        raise ValueError("a header for other things than plain numbers")
    shape, _in_columns, dtype = HEADER_READERS[version](content, max_header_size=1000)
    if dtype.kind not in "fiu" or math.prod(shape) * dtype.itemsize != size - content.tell():
        raise ValueError("not the numbers that it says")
    content.seek(0)
    array: NDArray[np.generic] = np.lib.format.read_array(content, allow_pickle=False, max_header_size=1000)
    return array


def _to_numbers(array: NDArray[np.generic], name: str, path: Path) -> FloatArray:
    numbers = array.astype(np.float64)
    if np.isinf(numbers).any():
        raise _refusal(path, Message("{name} contains infinite numbers", {"name": name}))
    return numbers


def _read_size(array: NDArray[np.generic], path: Path) -> tuple[int, int]:
    if array.shape != (2,) or not (np.isfinite(array.astype(np.float64)).all() and (array > 0).all()):  # type: ignore[operator]
        raise _refusal(path, Message("size must be the width and height of the picture in pixels"))
    width, height = (int(pixels) for pixels in array.astype(np.float64))
    return max(width, 1), max(height, 1)


def _refusal(path: Path, reason: Message) -> Refusal:
    return Refusal(Message("{file}: {why}", {"file": str(path), "why": reason}))
