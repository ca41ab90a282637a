"""The measures of a body: names, units and ranges, without the arithmetic.

A library file refers to a measure by its name here; `body.measure` has the functions.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from rearguard.body.landmark import Landmark
from rearguard.core.value import value

_L = Landmark
SHOULDERS = (_L.LEFT_SHOULDER, _L.RIGHT_SHOULDER)
HIPS = (_L.LEFT_HIP, _L.RIGHT_HIP)
KNEES = (_L.LEFT_KNEE, _L.RIGHT_KNEE)
ANKLES = (_L.LEFT_ANKLE, _L.RIGHT_ANKLE)
HEELS = (_L.LEFT_HEEL, _L.RIGHT_HEEL)
TOES = (_L.LEFT_FOOT_INDEX, _L.RIGHT_FOOT_INDEX)


@value(kw_only=True)
class Quantity:
    """The unit, range and landmarks of a measure."""

    unit: Literal["°", "×", "s"]
    """Degrees, times another length of the same body, or seconds."""
    minimum: float
    """The smallest possible value."""
    maximum: float
    """The largest meaningful value."""
    clear_change: float
    """A clearly visible change: the filter treats changes of this size per second as movement, and a posture may waver
    by a fifth of it."""
    landmarks: tuple[Landmark, ...] = ()
    """The landmarks that it needs; empty: it is measured over a whole repetition."""
    description: str
    """The description in the reference page."""


def _angle(description: str, *marks: tuple[Landmark, ...], minimum: float = 0.0, maximum: float = 180.0) -> Quantity:
    return Quantity(
        unit="°", minimum=minimum, maximum=maximum, clear_change=25.0, landmarks=sum(marks, ()), description=description
    )


def _ratio(description: str, *marks: tuple[Landmark, ...], minimum: float = 0.0, maximum: float = 5.0) -> Quantity:
    return Quantity(
        unit="×", minimum=minimum, maximum=maximum, clear_change=0.25, landmarks=sum(marks, ()), description=description
    )


QUANTITIES: Mapping[str, Quantity] = {
    # From any side.
    "trunk-tilt": _angle("The trunk from upright: 90 lying, more with the head lower than the hips.", SHOULDERS, HIPS),
    "trunk-lean": _angle("The trunk from upright in space, whichever way it leans: rough.", SHOULDERS, HIPS),
    "breadth": _ratio(
        "The shoulders' width over the trunk's length: what shows from which side one is seen.", SHOULDERS, HIPS
    ),
    "hip-bend": _angle("The hips' angle in space, 180 straight: rough.", SHOULDERS, HIPS, KNEES),
    "knee-bend": _angle(
        "The knees' angle in space, 180 straight: rough; a straight one reads 150 to 165.", HIPS, KNEES, ANKLES
    ),
    # From the side. Both legs are combined, weighted by their visibility.
    "hip-angle": _angle("Between trunk and thighs, 180 straight, past it more.", SHOULDERS, HIPS, KNEES, maximum=210.0),
    "knee-angle": _angle("Between thighs and shanks, 180 straight.", HIPS, KNEES, ANKLES),
    "bent-knee": _angle("The angle of the knee that is bent more.", HIPS, KNEES, ANKLES),
    "hip-line": _ratio(
        "How far the hips are above the line from shoulders to knees, over the trunk's length.",
        SHOULDERS,
        HIPS,
        KNEES,
        minimum=-1.0,
        maximum=1.0,
    ),
    "heel-lift": _ratio(
        "How far the heels are above the toes, over the trunk's length.",
        SHOULDERS,
        HIPS,
        HEELS,
        TOES,
        minimum=-1.0,
        maximum=1.0,
    ),
    "stride": _ratio("How far the feet are apart from front to back, over the thigh's length.", HIPS, KNEES, ANKLES),
    "rear-extension": _angle(
        "How far the thigh of the leg behind is behind the trunk's line; less than 0 before it.",
        SHOULDERS,
        HIPS,
        KNEES,
        ANKLES,
        HEELS,
        TOES,
        minimum=-180.0,
    ),
    "rear-knee": _angle("The angle of the knee of the leg behind.", HIPS, KNEES, ANKLES, HEELS, TOES),
    "front-knee": _angle("The angle of the knee of the leg in front.", HIPS, KNEES, ANKLES, HEELS, TOES),
    "lean-back": _angle(
        "How far the trunk leans back; less than 0 forward.", SHOULDERS, HIPS, HEELS, TOES, minimum=-180.0
    ),
    # From the front.
    "knee-gap": _ratio("Between the knees, over the thigh's length.", HIPS, KNEES),
    "feet-gap": _ratio("Between the ankles, over the thigh's length.", HIPS, KNEES, ANKLES),
    "step-width": _ratio(
        "Between the ankles, from side to side, over the shoulders' width; less than 0 with crossed legs.",
        SHOULDERS,
        ANKLES,
        minimum=-5.0,
    ),
    "feet-rise": _ratio("How far one ankle is above the other, over the thigh's length.", HIPS, KNEES, ANKLES),
    "feet-ahead": _ratio(
        "How far one foot is ahead of the other, over the thigh's length: rough.", SHOULDERS, HIPS, KNEES, ANKLES
    ),
    "knees-to-ankles": _ratio("Between the knees, over between the ankles.", KNEES, ANKLES),
    "sway": _angle("How far the trunk leans to either side.", SHOULDERS, HIPS, maximum=90.0),
    "hips-slant": _angle("How far one hip is lower than the other, either side.", HIPS, maximum=90.0),
    "hips-tilt": _angle(
        "How far the left hip is above the right, of the line between them; less than 0 below it.",
        HIPS,
        minimum=-90.0,
        maximum=90.0,
    ),
    "standing-foot": _ratio(
        "Where the lower foot stands, from the picture's middle to its right, over the thigh's length.",
        HIPS,
        KNEES,
        ANKLES,
        minimum=-100.0,
        maximum=100.0,
    ),
    "shoulders-slant": _angle(
        "How far one shoulder is lower than the other, either side; from the front only.", SHOULDERS, HIPS, maximum=90.0
    ),
    # Of crossed legs.
    "crossing": _ratio(
        "From the nearer ankle to the other leg's knee, over that leg's shank: 1 with both feet on the floor.",
        KNEES,
        ANKLES,
    ),
    # To detect the side: positive for the left.
    "upper-knee": _ratio(
        "How far the left knee is above the right, over the thigh's length.", HIPS, KNEES, minimum=-5.0
    ),
    "leg-behind": _ratio(
        "How far the left foot is behind the right, over the thigh's length.",
        HIPS,
        KNEES,
        ANKLES,
        HEELS,
        TOES,
        minimum=-5.0,
    ),
    "leg-across": _ratio(
        "How much closer the left ankle is to the right knee than the right to the left, over the shanks' lengths.",
        KNEES,
        ANKLES,
        minimum=-5.0,
    ),
    "foot-up": _ratio(
        "How far the right foot is above the left, over the thigh's length: who stands on the left leg.",
        HIPS,
        KNEES,
        ANKLES,
        minimum=-5.0,
    ),
    "place": _ratio(
        "Where one stands, to one's own left, over the shoulders' width.",
        SHOULDERS,
        HIPS,
        minimum=-100.0,
        maximum=100.0,
    ),
    # Over a whole repetition.
    "way-back": Quantity(
        unit="s", minimum=0.0, maximum=60.0, clear_change=1.0, description="How long the way back from the peak takes."
    ),
}
"""All measures by name."""
