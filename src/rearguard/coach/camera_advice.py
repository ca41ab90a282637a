"""What to do so that a camera sees one."""

from __future__ import annotations

from collections.abc import Sequence

from rearguard.body.landmark import Landmark
from rearguard.body.pose_features import BEYOND
from rearguard.body.recording import Array
from rearguard.core.message import Message

NOBODY = Message("I can't see you. Come into the picture.")

TOO_CLOSE = Message("I see only a part of you. Step back, or move the camera away.")

OUTSIDE: tuple[tuple[str, Message], ...] = (
    ("FOOT", Message("Your feet are out of the picture. Step back, or tilt the camera.")),
    ("HEEL", Message("Your feet are out of the picture. Step back, or tilt the camera.")),
    ("ANKLE", Message("Your feet are out of the picture. Step back, or tilt the camera.")),
    ("KNEE", Message("Your knees are out of the picture. Step back, or tilt the camera.")),
    ("HIP", Message("Your hips are out of the picture. Step back, or tilt the camera.")),
    ("SHOULDER", Message("Your shoulders are out of the picture. Step back, or tilt the camera.")),
)
"""By a part of the landmarks' names."""

HIDDEN = Message("I can't see you well. Step back until all of you is in the picture, and put on some light.")

PARTS = 2
"""So many parts outside, and it is not about one of them."""


def advice(image: Array | None, marks: Sequence[Landmark]) -> Message:
    """Return what to do.

    Args:
        image: [33, 4], the landmarks of who is followed; None where nobody is seen.
        marks: the landmarks that are needed.
    """
    if image is None:
        return NOBODY
    across, down = (image[list(marks), i] for i in (0, 1))
    outside = (abs(across - 0.5) > 0.5 + BEYOND) | (abs(down - 0.5) > 0.5 + BEYOND)
    names = [mark.name for mark, out in zip(marks, outside, strict=True) if out]
    found = list(dict.fromkeys(message.text for part, message in OUTSIDE if any(part in name for name in names)))
    if len(found) > PARTS:
        return TOO_CLOSE
    return next((message for part, message in OUTSIDE if any(part in name for name in names)), HIDDEN)
