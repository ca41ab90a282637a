"""A video, as the pose model sees it. Needs the extra `video`, and nothing from anywhere else."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Generator, Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rearguard.app.media.pose_model import model, require
from rearguard.body.recording import Person, Sight
from rearguard.core.errors import Refusal
from rearguard.core.message import Message

UNNEEDED = ("sounddevice", "matplotlib", "matplotlib.pyplot")

Picture = NDArray[np.uint8]
"""[height, width, 3], blue first."""

Moment = tuple[Sight, Picture, float]
"""What was seen, the picture, and the part of the video that is over, 0 to 1."""

LONG = 960
"""Pixels on the long side that the model is shown at most: it looks at 256 of them, and larger only takes longer."""

FASTEST = 1 / 31
"""Seconds between two pictures that are looked at: no set is judged better by 60 a second than by 30."""

PEOPLE = 2
"""So that somebody who walks past is not taken for the one who exercises."""


@contextlib.contextmanager
def hushed() -> Iterator[None]:
    """Keep what the libraries beneath print on standard error away; they write past Python."""
    sys.stderr.flush()
    kept = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        sys.stderr.flush()
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


@contextlib.contextmanager
def spared() -> Iterator[None]:
    """Stand in for what MediaPipe imports and a pose needs not.

    For sound it has a library that runs a compiler to find its own parts; for plots one that runs a program to list
    the fonts, and writes that list into the person's folders.
    """
    standing = {name: ModuleType(name) for name in UNNEEDED if name not in sys.modules}
    sys.modules.update(standing)
    for name, module in standing.items():
        parent, _, child = name.rpartition(".")
        if parent in standing:
            setattr(standing[parent], child, module)
    try:
        yield
    finally:
        for name in standing:
            del sys.modules[name]


def sights(path: Path) -> Generator[Moment, None, None]:
    """Yield each moment of a video.

    Only one picture is held at a time, so a video may be of any length.

    Raises:
        Refusal: it is no video, or the extra or the model is missing.
    """
    require()
    # The file and nothing else: some formats may name others, or addresses.
    os.environ["OPENCV_FFMPEG_CAPTURE_OPTIONS"] = "protocol_whitelist;file"
    with hushed():
        with spared():
            import mediapipe  # noqa: PLC0415 - an extra, and slow
            from mediapipe.tasks.python import BaseOptions, vision  # noqa: PLC0415 - as above

        options = vision.PoseLandmarkerOptions(
            base_options=BaseOptions(model_asset_path=str(model())),
            running_mode=vision.RunningMode.VIDEO,
            num_poses=PEOPLE,
        )
        with vision.PoseLandmarker.create_from_options(options) as landmarker:
            for picture, t, over in _pictures(path):
                image = mediapipe.Image(
                    image_format=mediapipe.ImageFormat.SRGB, data=np.ascontiguousarray(picture[..., ::-1])
                )
                found = landmarker.detect_for_video(image, round(t * 1000))
                people = tuple(
                    _person(here, there)
                    for here, there in zip(found.pose_landmarks, found.pose_world_landmarks, strict=True)
                )
                height, width = picture.shape[:2]
                yield Sight(t=t, people=people, size=(width, height)), picture, over


def _pictures(path: Path) -> Iterator[tuple[Picture, float, float]]:
    """Yield pictures, no larger and no more often than need be, with their times, which rise."""
    import cv2  # noqa: PLC0415 - an extra

    if not path.is_file():
        raise Refusal(Message("There is no file {file}", {"file": str(path)}))
    video = cv2.VideoCapture(str(path.absolute()), cv2.CAP_FFMPEG)
    try:
        if not video.isOpened():
            raise Refusal(Message("{file} is not a video that can be read here", {"file": str(path)}))
        rate = video.get(cv2.CAP_PROP_FPS) or 30.0
        count = max(video.get(cv2.CAP_PROP_FRAME_COUNT), 1.0)
        number, last = 0, -np.inf
        while video.grab():
            t = video.get(cv2.CAP_PROP_POS_MSEC) / 1000
            # Some files have no times, or broken ones: then the rate that they claim counts.
            t = t if number == 0 or t > 0 else number / rate
            number += 1
            if t - last < FASTEST:
                continue
            done, picture = video.retrieve()
            if not done:
                continue
            last = t
            yield _smaller(np.asarray(picture, np.uint8)), t, min(number / count, 1.0)
        if np.isinf(last):
            raise Refusal(Message("{file} holds no picture that can be read", {"file": str(path)}))
    finally:
        video.release()


def _smaller(picture: Picture) -> Picture:
    import cv2  # noqa: PLC0415 - an extra

    height, width = picture.shape[:2]
    scale = LONG / max(height, width)
    if scale >= 1:
        return picture
    size = (max(round(width * scale), 1), max(round(height * scale), 1))
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)


def _person(here: Iterable[Any], there: Iterable[Any]) -> Person:
    return Person(
        image=np.array([(one.x, one.y, one.z, one.visibility) for one in here], np.float64),
        world=np.array([(one.x, one.y, one.z) for one in there], np.float64),
    )
