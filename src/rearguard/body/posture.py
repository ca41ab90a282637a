"""A body's pose: joint angles, and where hands and feet rest."""

from __future__ import annotations

from rearguard.body.landmark import Landmark
from rearguard.body.vector import Vector
from rearguard.core.value import value


@value(kw_only=True)
class LimbAngles:
    """An arm or a leg by its joint angles in degrees, all 0 when standing with hanging arms."""

    ball_joint: Vector = (0.0, 0.0, 0.0)
    """Shoulder or hip: flexion, abduction, outward rotation."""
    hinge: float = 0.0
    """Flexion of the elbow or knee."""
    foot: float = 0.0
    """Dorsiflexion of the foot; unused for an arm."""


@value(kw_only=True)
class LimbContact:
    """The place where a wrist or an ankle rests; the joints between follow.

    Directions are the room's for a place in the room, and the pelvis's for a place on the body.
    """

    on: Landmark | None = None
    """The landmark that the place moves with; None for a place in the room."""
    towards: Landmark | None = None
    """With `along`: the place is on the line from `on` to this landmark."""
    along: float = 0.0
    """The position on that line, 0 to 1."""
    at: Vector = (0.0, 0.0, 0.0)
    """The place in metres, from `on` or in the room."""
    bend: Vector
    """The direction of the knee or the elbow."""
    point: Vector | None = None
    """The direction of toes or fingers; None: the foot as in `foot`, the hand in line with the forearm."""
    thumb: Vector | None = None
    """The direction of the thumb; None: as the forearm's."""
    foot: float = 0.0
    """Dorsiflexion of the foot, where `point` is None."""


LimbPose = LimbAngles | LimbContact


@value(kw_only=True)
class BodyPose:
    """The pose of a whole body. Angles are in degrees, positions in metres."""

    position: Vector
    """The position of the middle of the pelvis, or of the shoulders."""
    is_placed_by_shoulders: bool = False
    """Whether `position` is the shoulders': lying, they stay in place while the pelvis moves."""
    pelvis_rotation: Vector = (0.0, 0.0, 0.0)
    """The pelvis's rotation in the room: pitch, yaw, roll (see `vector.rotate`)."""
    spine_rotation: Vector = (0.0, 0.0, 0.0)
    """The chest's rotation against the pelvis: pitch, yaw, roll."""
    neck_rotation: Vector = (0.0, 0.0, 0.0)
    """The head's rotation against the chest: pitch, yaw, roll."""
    left_arm: LimbPose
    right_arm: LimbPose
    left_leg: LimbPose
    right_leg: LimbPose
