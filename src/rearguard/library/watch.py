"""The form check of an exercise by camera: the values of a file's `watch` tables.

Measures are named as in `body.quantity`. A bound is in the measure's unit.
"""

from __future__ import annotations

from typing import Literal

from rearguard.core.value import value


@value(kw_only=True)
class CameraPlacement:
    """The position of the camera."""

    place: Literal["front", "side"]
    """The side of the body that it faces; for a person who lies on one side, `front` is still the front of the body."""
    height: Literal["floor", "seat", "hip"]
    """The camera's height: a hand above the floor, a seat's height, or hip height."""
    say: str
    """How to place it, in a sentence that is spoken and shown."""


@value(kw_only=True)
class MeasureLimit:
    """A measure that must be above a bound, below a bound, or between two."""

    measure: str
    """The measure's name."""
    above: float | None = None
    """The lower bound."""
    below: float | None = None
    """The upper bound."""
    slack: float | None = None
    """How far past the bound it may waver once within; default: a fifth of a clear change of the measure."""
    say: str = ""
    """In `view`: what to do, in a short spoken sentence."""


@value(kw_only=True)
class CountRule:
    """A repetition or step to count: a measure that rises past `up` and comes back."""

    measure: str
    """The measure's name."""
    up: float
    """The value from which a repetition has gone far enough."""
    down: float
    """The value at which it is back; it also counts as back after two thirds of the way."""
    range: float
    """The smallest distance of the peak from the start of the repetition."""
    seconds: float = 0.5
    """The shortest repetition in seconds; anything shorter is an error of the camera."""
    approach: float | None = None
    """The largest relative change of a person's size in the picture during a repetition: a larger change means walking.
    Default: not checked, since settling down changes it too."""
    alike: bool = True
    """Whether repetitions go about equally far, so that half as far is half a repetition; not true for steps."""
    longest: float = 30.0
    """The longest repetition in seconds; anything longer is a rest."""


@value(kw_only=True)
class StillnessRule:
    """How still a measure must be during a hold."""

    measure: str
    """The measure's name."""
    most: float
    """The largest variation within `seconds`."""
    seconds: float = 1.0
    """The time window in seconds."""


@value(kw_only=True)
class MaxDropRule:
    """A measure that must not drop from its value at the start of the hold: people differ in how high they get."""

    measure: str
    """The measure's name."""
    fall: float
    """The largest drop."""
    first: float = 3.0
    """Seconds from the start of the hold whose median is the starting value."""


@value(kw_only=True)
class HoldRule:
    """A position to hold: the seconds within all limits count."""

    within: tuple[MeasureLimit, ...]
    """The limits."""
    still: tuple[StillnessRule, ...] = ()
    """Measures that must also keep still."""
    kept: tuple[MaxDropRule, ...] = ()
    """Measures that must not drop from their value at the start of the hold."""
    seconds: float = 2.0
    """The shortest hold in seconds; anything shorter is passing through."""
    lapse: float = 0.5
    """Seconds that a hold may seem interrupted and still continue, since the camera makes brief errors."""


@value(kw_only=True)
class SideDetector:
    """How the camera detects the working side."""

    measure: str
    """The measure's name; it is positive for the left side, negative for the right."""
    by: Literal["sign", "change"] = "sign"
    """The measure's sign during the work, or the sign of its change over a repetition."""


@value(kw_only=True)
class FaultRule:
    """A form fault that the camera can see, with exactly one of `above` and `below`."""

    id: str
    """Short, and never changed: journals refer to it."""
    measure: str
    """The measure's name."""
    above: float | None = None
    """The largest good value."""
    below: float | None = None
    """The smallest good value."""
    margin: float
    """How far past the bound a value must be to be reported, since the camera is not exact."""
    when: Literal["always", "peak"] = "always"
    """Checked all the time in position and during holds, or only near the peak of a repetition."""
    baseline: bool = False
    """Whether the bound applies to the change since the start of the repetition, or since before the hold."""
    mirrored: bool = False
    """Whether the measure is for the left side and has the opposite sign on the right."""
    seconds: float = 0.5
    """Seconds that it must last, with `always`."""
    weight: float = 0.25
    """The deduction from the form score of 1 when it is in every repetition."""
    cue: str
    """What to do, in a short spoken sentence."""


@value(kw_only=True)
class FollowUpQuestion:
    """A question after the set about something the camera can't see."""

    id: str
    """Short, and never changed: journals refer to it."""
    text: str
    """The question; yes means that something should be improved."""
    advice: str
    """The advice after a yes."""


@value(kw_only=True)
class WatchAdjustment:
    """The differences in the form check of one level."""

    count: CountRule | None = None
    """The count rule in place of the exercise's."""
    without: tuple[str, ...] = ()
    """Ids of the exercise's flaws that don't apply at this level."""
    flaws: tuple[FaultRule, ...] = ()
    """Flaws in addition to the exercise's."""


@value(kw_only=True)
class WatchSpec:
    """The form check of an exercise, with exactly one of `count` and `hold`."""

    camera: CameraPlacement
    """Where to place the camera."""
    view: tuple[MeasureLimit, ...] = ()
    """Limits that hold when the camera is in the right place; each says what to do otherwise."""
    posture: tuple[MeasureLimit, ...]
    """Limits that hold in the exercise's posture: nothing outside it is ever counted."""
    count: CountRule | None = None
    """The count rule, for repetitions or steps."""
    hold: HoldRule | None = None
    """The hold rule, for a held position."""
    side: SideDetector | None = None
    """How to detect the working side."""
    flaws: tuple[FaultRule, ...] = ()
    """The form faults, the most important first."""
    ask: tuple[FollowUpQuestion, ...] = ()
    """The questions after the set."""


def adjust_watch(watch: WatchSpec, adjustment: WatchAdjustment | None) -> WatchSpec:
    """Return the form check with a level's differences applied."""
    if adjustment is None:
        return watch
    return WatchSpec(
        camera=watch.camera,
        view=watch.view,
        posture=watch.posture,
        count=adjustment.count or watch.count,
        hold=watch.hold,
        side=watch.side,
        flaws=(*(flaw for flaw in watch.flaws if flaw.id not in adjustment.without), *adjustment.flaws),
        ask=watch.ask,
    )
