"""The real pose model's estimate of a drawn person; it needs the extra `video`."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from rearguard.body.recording import FloatArray, PoseRecording
from support.simulation.clip import render_pictures
from support.simulation.person import SimulatedPerson
from support.simulation.picture import Appearance

LONG_SIDE_PX = 480
"""Pixels of the pictures' long side: the model itself takes 256."""


def estimate_with_mediapipe(person: SimulatedPerson, model: Path, *, fps: float, looks: Appearance) -> PoseRecording:
    """Return a recording of a drawn person, made by MediaPipe from pictures of them.

    Args:
        person: who is drawn, from their own viewpoint.
        model: the `.task` file.
        fps: pictures a second.
        looks: colours.

    Raises:
        ModuleNotFoundError: MediaPipe is not installed.
    """
    mediapipe: Any = import_module("mediapipe")
    vision: Any = import_module("mediapipe.tasks.python.vision")
    base: Any = import_module("mediapipe.tasks.python.core.base_options")
    options = vision.PoseLandmarkerOptions(
        base_options=base.BaseOptions(model_asset_path=str(model)), running_mode=vision.RunningMode.VIDEO
    )
    width, height = person.viewpoint.size
    shrink = LONG_SIDE_PX / max(width, height)
    size = (round(width * shrink / 2) * 2, round(height * shrink / 2) * 2)
    t = np.arange(0.0, person.t[-1], 1 / fps)
    image, world = np.full((len(t), 33, 4), np.nan), np.full((len(t), 33, 3), np.nan)
    with vision.PoseLandmarker.create_from_options(options) as landmarker:
        viewpoint = replace(person.viewpoint, size=size)
        for i, picture in enumerate(render_pictures(person, t, viewpoint, looks)):
            frame = mediapipe.Image(image_format=mediapipe.ImageFormat.SRGB, data=picture)
            result = landmarker.detect_for_video(frame, round(t[i] * 1000))
            if result.pose_landmarks:
                image[i] = _numbers(result.pose_landmarks[0], "x", "y", "z", "visibility")
                world[i] = _numbers(result.pose_world_landmarks[0], "x", "y", "z")
    return PoseRecording(t=t, image=image, world=world, size=size)


def _numbers(marks: Any, *names: str) -> FloatArray:  # noqa: ANN401 - MediaPipe's own
    return np.array([[getattr(mark, name) for name in names] for mark in marks])
