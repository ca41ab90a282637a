"""How a camera judges an exercise: the values of a file's `watch` tables.

Measures are named as in `body.quantity`. A bound is given in the measure's own unit.
"""

from __future__ import annotations

from typing import Literal

from rearguard.core.value import value


@value(kw_only=True)
class CameraPlacement:
    """Where the camera stands."""

    place: Literal["front", "side"]
    """The side of the body that it looks at; lying on one's side, `front` is the front of the body still."""
    height: Literal["floor", "seat", "hip"]
    """How high it stands: a hand above the floor, as high as a seat, as high as the hips."""
    say: str
    """How to put it, in a sentence that is said and shown."""


@value(kw_only=True)
class MeasureLimit:
    """A measure that must lie above a bound, below one, or between two."""

    measure: str
    """Its name."""
    above: float | None = None
    """The lower bound."""
    below: float | None = None
    """The upper bound."""
    slack: float | None = None
    """Once it is so, how far past the bound it may waver; left out: a fifth of a clear change of the measure."""
    say: str = ""
    """In `view`: what to do, in a short sentence that is spoken."""


@value(kw_only=True)
class CountRule:
    """What counts: a measure that rises past `up` and comes back."""

    measure: str
    """Its name."""
    up: float
    """From here on a repetition has come far enough."""
    down: float
    """Down to here it is back; it is also when it has come two thirds of the way back."""
    range: float
    """How far the peak must be from where the repetition began, at least."""
    seconds: float = 0.5
    """How long a repetition takes at least; what is shorter is a slip of the camera."""
    approach: float | None = None
    """By what fraction one's size in the picture may change from begin to end: who comes nearer walks somewhere. Left
    out, it is not looked at: who settles down changes it too."""
    alike: bool = True
    """Whether one's repetitions go about equally far, so that what goes half as far is half of one. Steps need not."""
    longest: float = 30.0
    """How long a repetition takes at most; what is longer is a rest."""


@value(kw_only=True)
class StillnessRule:
    """How still a measure is while one holds."""

    measure: str
    """Its name."""
    most: float
    """How far it may go up and down within `seconds`."""
    seconds: float = 1.0
    """Within which time."""


@value(kw_only=True)
class MaxDropRule:
    """What must stay as it was when the hold began: people differ in how high they get."""

    measure: str
    """Its name."""
    fall: float
    """How far below that it may be."""
    first: float = 3.0
    """Seconds from the beginning of the hold; the middle of what was seen in them is how it was."""


@value(kw_only=True)
class HoldRule:
    """What is held: the seconds count in which every limit is kept."""

    within: tuple[MeasureLimit, ...]
    """The limits."""
    still: tuple[StillnessRule, ...] = ()
    """What must keep still as well."""
    kept: tuple[MaxDropRule, ...] = ()
    """What must stay as it was when the hold began."""
    seconds: float = 2.0
    """How long a hold lasts at least; what is shorter is passing by."""
    lapse: float = 0.5
    """For so long it may seem to be left and count on: a camera errs for moments."""


@value(kw_only=True)
class SideDetector:
    """How a camera tells which side works, where nobody says it."""

    measure: str
    """Greater than nothing for the left side, less for the right."""
    by: Literal["sign", "change"] = "sign"
    """Its sign while one works, or the sign of its change over a repetition."""


@value(kw_only=True)
class FaultRule:
    """Something to do better that a camera can see. Exactly one of `above` and `below` is there."""

    id: str
    """Short, and never changed: a person's journal names it."""
    measure: str
    """Its name."""
    above: float | None = None
    """Good is up to here."""
    below: float | None = None
    """Good is down to here."""
    margin: float
    """How far past the bound it must be to be spoken of: a camera is not exact."""
    when: Literal["always", "peak"] = "always"
    """Looked at all the time in position or while one holds, or near the peak of a repetition only."""
    baseline: bool = False
    """Whether it is the change since the repetition began, or since before one held, that is bounded."""
    mirrored: bool = False
    """Whether the measure is meant for the left side, and has the other sign on the right."""
    seconds: float = 0.5
    """How long it must last, where it is looked at all the time."""
    weight: float = 0.25
    """What it takes off the score of 1 when it is in every repetition."""
    cue: str
    """What to do, in a short sentence that is spoken."""


@value(kw_only=True)
class FollowUpQuestion:
    """A question after the set, where the camera is blind."""

    id: str
    """Short, and never changed: a person's journal names it."""
    text: str
    """The question: yes is the answer of who should do something better."""
    advice: str
    """What to say to a yes."""


@value(kw_only=True)
class WatchAdjustment:
    """What is different in what a camera sees of one level."""

    count: CountRule | None = None
    """What counts, instead."""
    without: tuple[str, ...] = ()
    """Ids of flaws that are none here."""
    flaws: tuple[FaultRule, ...] = ()
    """Flaws that come to the exercise's."""


@value(kw_only=True)
class WatchSpec:
    """What a camera sees of an exercise: exactly one of `count` and `hold`."""

    camera: CameraPlacement
    """Where it stands."""
    view: tuple[MeasureLimit, ...] = ()
    """What is so when the camera looks from the right side; each says what to do where it is not."""
    posture: tuple[MeasureLimit, ...]
    """What is so as long as one is in the exercise's posture: nothing else is ever counted."""
    count: CountRule | None = None
    """What counts, where repetitions or steps do."""
    hold: HoldRule | None = None
    """What is held, where a position is."""
    side: SideDetector | None = None
    """How to tell the sides apart."""
    flaws: tuple[FaultRule, ...] = ()
    """What to do better, the most important first."""
    ask: tuple[FollowUpQuestion, ...] = ()
    """What to ask after the set."""


def adjust_watch(watch: WatchSpec, adjustment: WatchAdjustment | None) -> WatchSpec:
    """Return what is watched at a level."""
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
