"""Pose detection in a video. Needs the extra `video`, and no network."""

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

from rearguard.app.media.pose_model import pose_model_path, require_video_support
from rearguard.body.recording import DetectedPerson, PoseFrame
from rearguard.core.errors import Refusal
from rearguard.core.message import Message

STUBBED_MODULES = ("sounddevice", "matplotlib", "matplotlib.pyplot")

BgrPicture = NDArray[np.uint8]
"""[height, width, 3], blue first."""

VideoMoment = tuple[PoseFrame, BgrPicture, float]
"""The poses, the picture, and the position in the video, 0 to 1."""

MAX_PICTURE_SIDE_PX = 960
"""Most pixels on the long side for the model, which scales to 256: more only takes longer."""

MIN_PICTURE_INTERVAL_S = 1 / 31
"""Seconds between two analysed pictures: 60 a second judge a set no better than 30."""

MAX_PEOPLE = 2
"""More than 1, so that a passer-by is not taken for the person who exercises."""


@contextlib.contextmanager
def silence_stderr() -> Iterator[None]:
    """Discard the output of native libraries on standard error, which they write past Python."""
    sys.stderr.flush()
    stderr_copy = os.dup(2)
    devnull = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(devnull, 2)
        yield
    finally:
        sys.stderr.flush()
        os.dup2(stderr_copy, 2)
        os.close(stderr_copy)
        os.close(devnull)


@contextlib.contextmanager
def stub_modules() -> Iterator[None]:
    """Replace modules that MediaPipe imports but a pose does not need.

    Its sound library runs a compiler to find its own parts; its plot library runs a program to list the fonts and
    writes that list into the person's folders.
    """
    stubs = {name: ModuleType(name) for name in STUBBED_MODULES if name not in sys.modules}
    sys.modules.update(stubs)
    for name, module in stubs.items():
        parent, _, child = name.rpartition(".")
        if parent in stubs:
            setattr(stubs[parent], child, module)
    try:
        yield
    finally:
        for name in stubs:
            del sys.modules[name]


def read_moments(path: Path) -> Generator[VideoMoment, None, None]:
    """Yield the poses and the picture of each moment of a video.

    Only the current picture is in memory, so a video may have any length.

    Raises:
        Refusal: it is no video, or the extra or the model is missing.
    """
    require_video_support()
    # Only this file: some formats may refer to other files or to addresses.
    os.environ["OPENCV_FFMPEG_CAPTURE_OPTIONS"] = "protocol_whitelist;file"
    with silence_stderr():
        with stub_modules():
            import mediapipe  # noqa: PLC0415 - an extra, and slow
            from mediapipe.tasks.python import BaseOptions, vision  # noqa: PLC0415 - as above

        options = vision.PoseLandmarkerOptions(
            base_options=BaseOptions(model_asset_path=str(pose_model_path())),
            running_mode=vision.RunningMode.VIDEO,
            num_poses=MAX_PEOPLE,
        )
        with vision.PoseLandmarker.create_from_options(options) as landmarker:
            for picture, t, position in _read_pictures(path):
                image = mediapipe.Image(
                    image_format=mediapipe.ImageFormat.SRGB, data=np.ascontiguousarray(picture[..., ::-1])
                )
                detection = landmarker.detect_for_video(image, round(t * 1000))
                people = tuple(
                    _to_person(image_marks, world_marks)
                    for image_marks, world_marks in zip(
                        detection.pose_landmarks, detection.pose_world_landmarks, strict=True
                    )
                )
                height, width = picture.shape[:2]
                yield PoseFrame(t=t, people=people, size=(width, height)), picture, position


def _read_pictures(path: Path) -> Iterator[tuple[BgrPicture, float, float]]:
    """Yield pictures at reduced size and rate, with their increasing times and the position, 0 to 1."""
    import cv2  # noqa: PLC0415 - an extra

    if not path.is_file():
        raise Refusal(Message("There is no file {file}", {"file": str(path)}))
    video = cv2.VideoCapture(str(path.absolute()), cv2.CAP_FFMPEG)
    try:
        if not video.isOpened():
            raise Refusal(Message("{file} is not a video that Rearguard can read", {"file": str(path)}))
        rate = video.get(cv2.CAP_PROP_FPS) or 30.0
        count = max(video.get(cv2.CAP_PROP_FRAME_COUNT), 1.0)
        number, last = 0, -np.inf
        while video.grab():
            t = video.get(cv2.CAP_PROP_POS_MSEC) / 1000
            # Some files have no or broken times: then their stated frame rate counts.
            t = t if number == 0 or t > 0 else number / rate
            number += 1
            if t - last < MIN_PICTURE_INTERVAL_S:
                continue
            has_picture, picture = video.retrieve()
            if not has_picture:
                continue
            last = t
            yield _shrink(np.asarray(picture, np.uint8)), t, min(number / count, 1.0)
        if np.isinf(last):
            raise Refusal(Message("{file} has no readable picture", {"file": str(path)}))
    finally:
        video.release()


def _shrink(picture: BgrPicture) -> BgrPicture:
    import cv2  # noqa: PLC0415 - an extra

    height, width = picture.shape[:2]
    scale = MAX_PICTURE_SIDE_PX / max(height, width)
    if scale >= 1:
        return picture
    size = (max(round(width * scale), 1), max(round(height * scale), 1))
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)


def _to_person(image_marks: Iterable[Any], world_marks: Iterable[Any]) -> DetectedPerson:
    return DetectedPerson(
        image=np.array([(mark.x, mark.y, mark.z, mark.visibility) for mark in image_marks], np.float64),
        world=np.array([(mark.x, mark.y, mark.z) for mark in world_marks], np.float64),
    )
