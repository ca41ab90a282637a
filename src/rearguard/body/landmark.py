"""The 33 landmarks of BlazePose, by name, in its order (Bazarevsky et al. 2020, arXiv:2006.10204)."""

from __future__ import annotations

from enum import IntEnum

from rearguard.body.vector import Vector


class Landmark(IntEnum):
    """A point of the body; left and right are the body's own."""

    NOSE = 0
    LEFT_EYE_INNER = 1
    LEFT_EYE = 2
    LEFT_EYE_OUTER = 3
    RIGHT_EYE_INNER = 4
    RIGHT_EYE = 5
    RIGHT_EYE_OUTER = 6
    LEFT_EAR = 7
    RIGHT_EAR = 8
    MOUTH_LEFT = 9
    MOUTH_RIGHT = 10
    LEFT_SHOULDER = 11
    RIGHT_SHOULDER = 12
    LEFT_ELBOW = 13
    RIGHT_ELBOW = 14
    LEFT_WRIST = 15
    RIGHT_WRIST = 16
    LEFT_PINKY = 17
    RIGHT_PINKY = 18
    LEFT_INDEX = 19
    RIGHT_INDEX = 20
    LEFT_THUMB = 21
    RIGHT_THUMB = 22
    LEFT_HIP = 23
    RIGHT_HIP = 24
    LEFT_KNEE = 25
    RIGHT_KNEE = 26
    LEFT_ANKLE = 27
    RIGHT_ANKLE = 28
    LEFT_HEEL = 29
    RIGHT_HEEL = 30
    LEFT_FOOT_INDEX = 31
    RIGHT_FOOT_INDEX = 32


Landmarks = tuple[Vector, ...]
"""33 positions in metres, in the order of `Landmark`."""


def _opposite_landmark(mark: Landmark) -> Landmark:
    name = mark.name
    opposite_name = name.replace("LEFT", "RIGHT") if "LEFT" in name else name.replace("RIGHT", "LEFT")
    return Landmark[opposite_name]


OPPOSITE_LANDMARKS = tuple(_opposite_landmark(mark) for mark in Landmark)
"""For each landmark the landmark on the other side of the body."""


def mirror_landmarks(marks: Landmarks) -> Landmarks:
    """Return landmarks mirrored at the plane x = 0: left becomes right."""
    return tuple((-marks[other][0], marks[other][1], marks[other][2]) for other in OPPOSITE_LANDMARKS)
