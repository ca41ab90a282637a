"""Postures by the angles of their joints, as bodies on the floor."""

from __future__ import annotations

import numpy as np

from rearguard.body.posture import BodyPose, LimbAngles
from rearguard.body.recording import FloatArray
from rearguard.body.skeleton import build_body
from rearguard.body.vector import Vector
from rearguard.library.exercise import Posture as Place

Leg = tuple[float, float, float]
"""Hip bent, thigh to the side, knee bent; degrees."""
Arm = tuple[float, float, float]
"""Raised forward, to the side, elbow bent; degrees."""

LANDMARK_CLEARANCE_M = 0.012
"""Metres: how high the lowest landmark is above the floor; it lies in the flesh."""


def make_pose(
    *,
    turn: Vector = (0, 0, 0),
    spine: Vector = (0, 0, 0),
    left: Leg = (0, 0, 0),
    right: Leg | None = None,
    left_arm: Arm = (5, 8, 15),
    right_arm: Arm | None = None,
    at: tuple[float, float] = (0, 0),
    seat: float | None = None,
) -> FloatArray:
    """Return a body [33, 3] that touches the floor, or whose hips are at the height of a seat.

    Args:
        turn: of the pelvis: pitch, yaw, roll.
        spine: of the chest against the pelvis.
        left: the left leg; the foot keeps level as far as it can.
        right: the right leg; None: as the left one.
        left_arm: the left arm.
        right_arm: the right arm; None: as the left one.
        at: where in the room, metres: x and z.
        seat: metres.
    """
    body = build_body(
        BodyPose(
            position=(at[0], 0.0, at[1]),
            pelvis_rotation=turn,
            spine_rotation=spine,
            left_arm=_arm(left_arm),
            right_arm=_arm(right_arm or left_arm),
            left_leg=_leg(left),
            right_leg=_leg(right or left),
        )
    )
    marks = np.array(body.landmarks)
    marks[:, 1] += LANDMARK_CLEARANCE_M - marks[:, 1].min() if seat is None else seat
    return marks


def _leg(leg: Leg) -> LimbAngles:
    flexion, abduction, knee = leg
    level = float(np.clip(knee - flexion, -35, 20))
    return LimbAngles(ball_joint=(flexion, abduction, 0.0), hinge=knee, foot=level)


def _arm(arm: Arm) -> LimbAngles:
    return LimbAngles(ball_joint=(arm[0], arm[1], 0.0), hinge=arm[2])


STANDING = make_pose()
SITTING = make_pose(left=(85, 5, 88), left_arm=(25, 8, 60), seat=0.53)
ON_THE_BACK = make_pose(turn=(-90, 0, 0), left=(55, 3, 100))

NEUTRAL_POSTURES = {Place.STANDING: STANDING, Place.CHAIR: SITTING, Place.FLOOR: ON_THE_BACK}
"""What one does before and after an exercise in each place, if nothing else."""


def align_body(lying: FloatArray, body: FloatArray) -> FloatArray:
    """Return a body moved to the position of another, with its head to the same side if both lie."""
    ways = [marks[11:13].mean(axis=0) - marks[23:25].mean(axis=0) for marks in (lying, body)]
    angles = [np.arctan2(way[0], way[2]) for way in ways]
    flat = all(np.hypot(way[0], way[2]) > abs(way[1]) for way in ways)
    turn = angles[1] - angles[0] if flat else 0.0
    cosine, sine = np.cos(turn), np.sin(turn)
    around: FloatArray = lying @ np.array([[cosine, 0, -sine], [0, 1, 0], [sine, 0, cosine]])
    shift = body[23:25].mean(axis=0) - around[23:25].mean(axis=0)
    there: FloatArray = around + shift * np.array([1.0, 0.0, 1.0])
    return there
