"""The pose model that finds bodies in pictures: the same file for the page and for videos."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from rearguard.core.errors import Refusal
from rearguard.core.message import Message


def model() -> Path:
    """Return where it is, if the page was built."""
    return Path(__file__).parents[2] / "web" / "static" / "pose" / "pose_landmarker_full.task"


def able() -> bool:
    """Return whether the extra is installed that runs it here; in the page the browser does."""
    return find_spec("mediapipe") is not None and find_spec("cv2") is not None


def require() -> None:
    """Make sure that a video can be looked at.

    Raises:
        Refusal: the extra or the model is missing.
    """
    if not able():
        raise Refusal(Message("To look at videos install the extra: pip install 'rearguard[video]'"))
    if not model().is_file():
        raise Refusal(Message("The pose model is missing: install the package again, or build the page"))
