"""A posture: angles of joints, and where hands and feet rest."""

from __future__ import annotations

from rearguard.body.landmark import Landmark
from rearguard.body.vector import Vector
from rearguard.core.value import value


@value(kw_only=True)
class LimbAngles:
    """An arm or a leg by the angles of its joints, in degrees; standing with hanging arms all are 0."""

    ball_joint: Vector = (0.0, 0.0, 0.0)
    """Shoulder or hip: flexion, abduction, rotation outwards."""
    hinge: float = 0.0
    """How far elbow or knee are bent."""
    foot: float = 0.0
    """How far the foot is drawn up; of no meaning for an arm."""


@value(kw_only=True)
class LimbContact:
    """A wrist or an ankle that rests somewhere; the joints between follow.

    Its directions are the room's while it rests in the room, the pelvis's while it rests on the body.
    """

    on: Landmark | None = None
    """The place on the body that it moves with; None for a place in the room."""
    towards: Landmark | None = None
    """With `along`: it rests on the way from `on` to here."""
    along: float = 0.0
    """How far on that way, 0 to 1."""
    at: Vector = (0.0, 0.0, 0.0)
    """Where, in metres, from `on` or in the room."""
    bend: Vector
    """Where the knee or the elbow points."""
    point: Vector | None = None
    """Where toes or fingers point; None: the foot as `foot` says, the hand straight on."""
    thumb: Vector | None = None
    """Where the thumb points; None: as the forearm has it."""
    foot: float = 0.0
    """How far the foot is drawn up, where `point` does not say it."""


LimbPose = LimbAngles | LimbContact


@value(kw_only=True)
class BodyPose:
    """A whole body. Angles in degrees, places in metres."""

    position: Vector
    """Where the middle of the pelvis is, or of the shoulders."""
    is_placed_by_shoulders: bool = False
    """Whether it is the shoulders: lying, they stay where they are while the pelvis moves."""
    pelvis_rotation: Vector = (0.0, 0.0, 0.0)
    """How the pelvis is turned in the room: pitch, yaw, roll (see `vector.turned`)."""
    spine_rotation: Vector = (0.0, 0.0, 0.0)
    """How the chest is turned against the pelvis: pitch, yaw, roll."""
    neck_rotation: Vector = (0.0, 0.0, 0.0)
    """How the head is turned against the chest: pitch, yaw, roll."""
    left_arm: LimbPose
    right_arm: LimbPose
    left_leg: LimbPose
    right_leg: LimbPose
