"""What to do so that a camera sees one."""

from __future__ import annotations

from collections.abc import Sequence

from rearguard.body.landmark import Landmark
from rearguard.body.pose_features import MAX_OUTSIDE_SHARE
from rearguard.body.recording import FloatArray
from rearguard.core.message import Message

NOBODY_ADVICE = Message("I can't see you. Come into the picture.")

TOO_CLOSE_ADVICE = Message("I can only see part of you. Step back a little.")

OUT_OF_PICTURE_ADVICE: tuple[tuple[str, Message], ...] = (
    ("FOOT", Message("Your feet are out of the picture. Step back, or tilt the camera.")),
    ("HEEL", Message("Your feet are out of the picture. Step back, or tilt the camera.")),
    ("ANKLE", Message("Your feet are out of the picture. Step back, or tilt the camera.")),
    ("KNEE", Message("Your knees are out of the picture. Step back, or tilt the camera.")),
    ("HIP", Message("Your hips are out of the picture. Step back, or tilt the camera.")),
    ("SHOULDER", Message("Your shoulders are out of the picture. Step back, or tilt the camera.")),
)
"""By a part of the landmarks' names."""

HIDDEN_ADVICE = Message("I can't see you clearly. Step back and turn on a light.")

MAX_OUTSIDE_PARTS = 2
"""So many parts outside, and it is not about one of them."""


def visibility_advice(image: FloatArray | None, landmarks: Sequence[Landmark]) -> Message:
    """Return what to do.

    Args:
        image: [33, 4], the landmarks of who is followed; None where nobody is seen.
        landmarks: the landmarks that are needed.
    """
    if image is None:
        return NOBODY_ADVICE
    across, down = (image[list(landmarks), i] for i in (0, 1))
    outside = (abs(across - 0.5) > 0.5 + MAX_OUTSIDE_SHARE) | (abs(down - 0.5) > 0.5 + MAX_OUTSIDE_SHARE)
    names = [mark.name for mark, out in zip(landmarks, outside, strict=True) if out]
    found = list(
        dict.fromkeys(message.text for part, message in OUT_OF_PICTURE_ADVICE if any(part in name for name in names))
    )
    if len(found) > MAX_OUTSIDE_PARTS:
        return TOO_CLOSE_ADVICE
    return next(
        (message for part, message in OUT_OF_PICTURE_ADVICE if any(part in name for name in names)), HIDDEN_ADVICE
    )
