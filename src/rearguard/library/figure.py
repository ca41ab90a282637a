"""How an exercise is drawn: the values of a file's `figure` tables.

Places are in metres: x to the left of who stands there facing z, y up, z ahead. A figure is drawn for the left side
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
"""A joint, or a heel."""


@value(kw_only=True)
class Contact:
    """Where a wrist or an ankle rests; the joints between follow.

    Directions are the room's, or the pelvis's (its left, up and ahead) for what rests `on` the body.
    """

    on: BodyPoint | None = None
    """The joint that it moves with; left out, it rests in the room."""
    towards: BodyPoint | None = None
    """Another joint: it rests on the way there."""
    along: float | None = None
    """How far on that way, 0 to 1."""
    at: Triple | None = None
    """Where: metres in the room, or from the joint or the way."""
    bend: Triple | None = None
    """Where the knee or the elbow points."""
    point: Triple | None = None
    """Where toes or fingers point."""
    thumb: Triple | None = None
    """Where the thumb points."""
    foot: float | None = None
    """Degrees that the foot is drawn up, where `point` does not say how it is."""


@value(kw_only=True)
class LegAngles:
    """A leg that rests nowhere: angles in degrees."""

    hip: Triple | None = None
    """Bent forward, to the side, turned outwards."""
    knee: float | None = None
    """Bent."""
    ankle: float | None = None
    """The foot drawn up."""


@value(kw_only=True)
class ArmAngles:
    """An arm that rests nowhere: angles in degrees."""

    shoulder: Triple | None = None
    """Raised forward, to the side, turned outwards."""
    elbow: float | None = None
    """Bent."""


@value(kw_only=True)
class Pose:
    """A posture, or what is different in it. Angles are in degrees; a turn is pitch (leaning forward), yaw, roll.

    What no table says is as in who stands upright with hanging arms.
    """

    pelvis: Triple | None = None
    """Where the middle between the hips is."""
    shoulders: Triple | None = None
    """Instead of `pelvis`: where the middle between the shoulders is."""
    turn: Triple | None = None
    """The pelvis, and all with it."""
    spine: Triple | None = None
    """The chest against the pelvis."""
    neck: Triple | None = None
    """The head against the chest."""
    left_leg: LegAngles | None = None
    """By angles."""
    right_leg: LegAngles | None = None
    """By angles."""
    left_arm: ArmAngles | None = None
    """By angles."""
    right_arm: ArmAngles | None = None
    """By angles."""
    left_foot: Contact | None = None
    """Where the left ankle rests, instead of `left_leg`."""
    right_foot: Contact | None = None
    """Where the right ankle rests, instead of `right_leg`."""
    left_hand: Contact | None = None
    """Where the left wrist rests, instead of `left_arm`."""
    right_hand: Contact | None = None
    """Where the right wrist rests, instead of `right_arm`."""


@value(kw_only=True)
class Keyframe:
    """A moment of the cycle, and what is different at it from the figure's `pose`."""

    part: Literal["up", "hold", "down", "cycle"] = "cycle"
    """The part of a repetition's tempo in which it lies; `cycle`: the whole, for what has no tempo."""
    share: float = 0.0
    """How far in that part, from 0 to less than 1."""
    pose: Pose
    """What is different."""


@value(kw_only=True)
class ViewAngle:
    """From where it is seen best."""

    yaw: float
    """Degrees round the upright: 0 from where z is ahead, 90 from x."""
    pitch: float
    """Degrees from above."""


@value(kw_only=True)
class Prop:
    """Something that is drawn with the body; which keys it has depends on its kind."""

    kind: Literal["mat", "wall", "chair", "band", "weight"]
    """What it is."""
    min: tuple[float, float] | None = None
    """Mat: a corner, x and z."""
    max: tuple[float, float] | None = None
    """Mat: the opposite corner."""
    point: Triple | None = None
    """Wall: a point of it."""
    normal: Triple | None = None
    """Wall: the direction into the room."""
    seat: Triple | None = None
    """Chair: the middle of the seat's upper side."""
    size: Triple | None = None
    """Chair: width of the seat, height of the back above it, depth."""
    around: tuple[BodyPoint, BodyPoint] | None = None
    """Band: the two joints that it runs round."""
    offset: float | None = None
    """Band: how far from those joints down the shanks, 0 to 1; less than 0 is up the thighs."""
    at: Literal["pelvis"] | None = None
    """Weight: where it lies."""


Muscle = Literal["gluteus-maximus", "gluteus-medius", "hip-flexors", "piriformis"]


@value(kw_only=True)
class Figure:
    """How an exercise is drawn, over one cycle of its work."""

    view: ViewAngle
    """From where it is seen best; mirrored with the figure."""
    working: tuple[Muscle, ...] = ()
    """The muscles that work."""
    stretched: tuple[Muscle, ...] = ()
    """The muscles that get long."""
    seconds: float | None = None
    """How long a cycle takes, for what has no tempo."""
    props: tuple[Prop, ...] = ()
    """What is drawn with the body."""
    pose: Pose
    """The posture, as far as it stays the same."""
    keys: tuple[Keyframe, ...]
    """The moments of one cycle, in order; the body moves smoothly from one to the next, and from the last to the
    first. What is equal in two moments that follow each other stays still between them."""


@value(kw_only=True)
class FigureVariation:
    """What is different in the figure of one level."""

    props: tuple[Prop, ...] = ()
    """What comes to the figure's `props`."""
    pose: Pose | None = None
    """What is different in the figure's `pose`."""
    keys: tuple[Keyframe, ...] | None = None
    """Other moments instead of the figure's `keys`."""
