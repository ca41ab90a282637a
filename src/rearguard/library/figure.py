"""The drawn figure of an exercise: the values of a file's `figure` tables.

Positions are in metres: x to the left of a person who faces z, y up, z ahead. A figure is drawn for the left side
and mirrored for the right. All bodies are 1.70 m tall.
"""

from __future__ import annotations

from typing import Literal

from rearguard.core.value import value

Triple = tuple[float, float, float]

BodyPoint = Literal[
    "left-shoulder",
    "right-shoulder",
    "left-hip",
    "right-hip",
    "left-knee",
    "right-knee",
    "left-ankle",
    "right-ankle",
    "left-heel",
    "right-heel",
]
"""A joint or a heel."""


@value(kw_only=True)
class Contact:
    """The place where a wrist or an ankle rests; the joints between follow.

    Directions are the room's, or the pelvis's (its left, up and ahead) for a place `on` the body.
    """

    on: BodyPoint | None = None
    """The joint that the place moves with; default: a place in the room."""
    towards: BodyPoint | None = None
    """Another joint: the place is on the line to it."""
    along: float | None = None
    """The position on that line, 0 to 1."""
    at: Triple | None = None
    """The place in metres: in the room, or from the joint or the point on the line."""
    bend: Triple | None = None
    """The direction of the knee or the elbow."""
    point: Triple | None = None
    """The direction of toes or fingers."""
    thumb: Triple | None = None
    """The direction of the thumb."""
    foot: float | None = None
    """Degrees that the foot is drawn up, without `point`."""


@value(kw_only=True)
class LegAngles:
    """A free leg, by angles in degrees."""

    hip: Triple | None = None
    """Flexion forward, abduction to the side, outward rotation."""
    knee: float | None = None
    """Flexion."""
    ankle: float | None = None
    """Dorsiflexion: the foot drawn up."""


@value(kw_only=True)
class ArmAngles:
    """A free arm, by angles in degrees."""

    shoulder: Triple | None = None
    """Flexion forward, abduction to the side, outward rotation."""
    elbow: float | None = None
    """Flexion."""


@value(kw_only=True)
class Pose:
    """A pose, or the differences from one. Angles are in degrees; a rotation is pitch (leaning forward), yaw, roll.

    Omitted keys are as in a person who stands upright with hanging arms.
    """

    pelvis: Triple | None = None
    """The position of the middle between the hips."""
    shoulders: Triple | None = None
    """Instead of `pelvis`: the position of the middle between the shoulders."""
    turn: Triple | None = None
    """The rotation of the pelvis, and of the body with it."""
    spine: Triple | None = None
    """The rotation of the chest against the pelvis."""
    neck: Triple | None = None
    """The rotation of the head against the chest."""
    left_leg: LegAngles | None = None
    """The left leg by angles."""
    right_leg: LegAngles | None = None
    """The right leg by angles."""
    left_arm: ArmAngles | None = None
    """The left arm by angles."""
    right_arm: ArmAngles | None = None
    """The right arm by angles."""
    left_foot: Contact | None = None
    """The place where the left ankle rests, instead of `left_leg`."""
    right_foot: Contact | None = None
    """The place where the right ankle rests, instead of `right_leg`."""
    left_hand: Contact | None = None
    """The place where the left wrist rests, instead of `left_arm`."""
    right_hand: Contact | None = None
    """The place where the right wrist rests, instead of `right_arm`."""


@value(kw_only=True)
class Keyframe:
    """A moment of the cycle, and its differences from the figure's `pose`."""

    part: Literal["up", "hold", "down", "cycle"] = "cycle"
    """The part of the tempo that the moment is in; `cycle`: the whole cycle, for an exercise without a tempo."""
    share: float = 0.0
    """The position in that part, from 0 to less than 1."""
    pose: Pose
    """The differences from the figure's `pose`."""


@value(kw_only=True)
class ViewAngle:
    """The camera angle that shows a figure best."""

    yaw: float
    """Degrees round the vertical axis: 0 from the z side, 90 from the x side."""
    pitch: float
    """Degrees above the horizon."""


@value(kw_only=True)
class Prop:
    """An object that is drawn with the body; its keys depend on its kind."""

    kind: Literal["mat", "wall", "chair", "band", "weight"]
    """The kind of object."""
    min: tuple[float, float] | None = None
    """Mat: a corner, x and z."""
    max: tuple[float, float] | None = None
    """Mat: the opposite corner."""
    point: Triple | None = None
    """Wall: one of its points."""
    normal: Triple | None = None
    """Wall: the direction into the room."""
    seat: Triple | None = None
    """Chair: the middle of the seat's top."""
    size: Triple | None = None
    """Chair: width of the seat, height of the back above it, depth."""
    around: tuple[BodyPoint, BodyPoint] | None = None
    """Band: the two joints that it goes round."""
    offset: float | None = None
    """Band: the offset from those joints down the shanks, 0 to 1; negative: up the thighs."""
    at: Literal["pelvis"] | None = None
    """Weight: its place on the body."""


Muscle = Literal["gluteus-maximus", "gluteus-medius", "hip-flexors", "piriformis"]


@value(kw_only=True)
class Figure:
    """The figure of an exercise, over one cycle of its work."""

    view: ViewAngle
    """The camera angle that shows it best; mirrored with the figure."""
    working: tuple[Muscle, ...] = ()
    """The working muscles."""
    stretched: tuple[Muscle, ...] = ()
    """The stretched muscles."""
    seconds: float | None = None
    """Seconds of a cycle, for an exercise without a tempo."""
    props: tuple[Prop, ...] = ()
    """The objects that are drawn with the body."""
    pose: Pose
    """The part of the pose that is the same at all moments."""
    keys: tuple[Keyframe, ...]
    """The moments of one cycle, in order; the body moves smoothly from each to the next, and from the last to the
    first. A value that is equal in two consecutive moments stays still between them."""


@value(kw_only=True)
class FigureVariation:
    """The differences in the figure of one level."""

    props: tuple[Prop, ...] = ()
    """Objects in addition to the figure's `props`."""
    pose: Pose | None = None
    """Differences from the figure's `pose`."""
    keys: tuple[Keyframe, ...] | None = None
    """Moments in place of the figure's `keys`."""
