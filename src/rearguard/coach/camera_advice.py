"""Advice on how to get into the camera's picture."""

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
"""By a part of a landmark's name; the first entry that fits counts."""

HIDDEN_ADVICE = Message("I can't see you clearly. Step back and turn on a light.")

MAX_OUTSIDE_PARTS = 2
"""With advice on more parts than this, the person is simply too close."""


def visibility_advice(image: FloatArray | None, landmarks: Sequence[Landmark]) -> Message:
    """Return the advice for a frame.

    Args:
        image: [33, 4], the landmarks of the followed person; None when no person is in the picture.
        landmarks: the required landmarks.
    """
    if image is None:
        return NOBODY_ADVICE
    across, down = (image[list(landmarks), i] for i in (0, 1))
    outside = (abs(across - 0.5) > 0.5 + MAX_OUTSIDE_SHARE) | (abs(down - 0.5) > 0.5 + MAX_OUTSIDE_SHARE)
    names = [landmark.name for landmark, is_outside in zip(landmarks, outside, strict=True) if is_outside]
    advice = [message for part, message in OUT_OF_PICTURE_ADVICE if any(part in name for name in names)]
    if len({message.text for message in advice}) > MAX_OUTSIDE_PARTS:
        return TOO_CLOSE_ADVICE
    return advice[0] if advice else HIDDEN_ADVICE
