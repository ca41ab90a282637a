"""The pose model that detects bodies in pictures: the same file for the page and for videos."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from rearguard.core.errors import Refusal
from rearguard.core.message import Message


def pose_model_path() -> Path:
    """Return the path of the model, which exists if the page is built."""
    return Path(__file__).parents[2] / "web" / "static" / "pose" / "pose_landmarker_full.task"


def can_analyse_video() -> bool:
    """Return whether the extra that runs the model here is installed; in the page the browser runs it."""
    return find_spec("mediapipe") is not None and find_spec("cv2") is not None


def require_video_support() -> None:
    """Check that videos can be analysed.

    Raises:
        Refusal: the extra or the model is missing.
    """
    if not can_analyse_video():
        raise Refusal(Message("To check videos, install the extra: pip install 'rearguard[video]'"))
    if not pose_model_path().is_file():
        raise Refusal(Message("The pose model is missing. Reinstall Rearguard, or build the page"))
