"""All there is to know of one exercise: the values that a file of `exercises/` becomes."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from rearguard.core.dose import Effort
from rearguard.core.value import value
from rearguard.library.figure import Figure, FigureVariation
from rearguard.library.watch import WatchAdjustment, WatchSpec


class Role(StrEnum):
    """What an exercise is for."""

    STRENGTHEN = "strengthen"
    STRETCH = "stretch"
    TEST = "test"


class Posture(StrEnum):
    """Where the body is. A plan goes through them in this order: the user starts in a chair."""

    CHAIR = "chair"
    STANDING = "standing"
    FLOOR = "floor"


class Sidedness(StrEnum):
    """Whether both sides work at once."""

    TOGETHER = "together"
    EACH = "each"


class Equipment(StrEnum):
    """Something one must have at hand."""

    BAND = "band"
    WALL = "wall"
    CHAIR = "chair"
    FLOOR = "floor"
    WEIGHT = "weight"


class Trait(StrEnum):
    """What an exercise asks of the body, so that a safety verdict can remove all that ask it."""

    ON_BACK = "on-back"
    SIDE_LYING = "side-lying"
    CROSSED_HIP_FLEXION = "crossed-hip-flexion"  # the knee drawn across and up, as in the piriformis stretch
    DEEP_HIP_FLEXION = "deep-hip-flexion"  # the hip bent beyond a right angle
    HIP_EXTENSION_STRETCH = "hip-extension-stretch"  # the front of the hip drawn long
    SINGLE_LEG = "single-leg"
    WIDE_STEP = "wide-step"
    RESISTANCE_BAND = "resistance-band"
    EXTERNAL_WEIGHT = "external-weight"
    UNSUPPORTED_STANDING = "unsupported-standing"


@value(kw_only=True)
class AmountRange:
    """The smallest, usual and largest amount of something."""

    smallest: int
    """The least that is worth planning."""
    usual: int
    """What a plan begins with."""
    largest: int
    """The most."""


@value(kw_only=True)
class Tempo:
    """Seconds of one repetition's three parts."""

    up: int
    """Seconds into the end position."""
    hold: int
    """Seconds in it."""
    down: int
    """Seconds back."""

    @property
    def seconds(self) -> int:
        """How long one repetition takes."""
        return self.up + self.hold + self.down


@value(kw_only=True)
class ArticleDose:
    """What the magazine article says, verbatim as numbers; left out where it says nothing."""

    sets: int | None = None
    """Sets, a side."""
    reps: int | None = None
    """Repetitions a set."""
    seconds: int | None = None
    """Seconds a set."""
    rest: int | None = None
    """Seconds between two sets."""


@value(kw_only=True)
class Dosage:
    """How much of it, and how it is counted.

    `reps` with `tempo` for what is counted; `seconds` for what is timed: exactly one of the two.
    """

    measure: Literal["reps", "hold", "steps"]
    """`reps`: counted; `hold`: one position is held; `steps`: moving for a time."""
    sets: AmountRange
    """Sets, a side."""
    reps: AmountRange | None = None
    """Repetitions a set, of what is counted."""
    tempo: Tempo | None = None
    """How one repetition goes; with `reps`."""
    seconds: AmountRange | None = None
    """Seconds a set, of what is timed."""
    rest: int = 0
    """Seconds of rest between two sets with nothing in between."""
    step_in: int = 0
    """Seconds to get into position before each side, where one must step or sit into it."""
    article: ArticleDose | None = None
    """What the magazine article says, for its exercises."""


@value(kw_only=True)
class Level:
    """One step of the ladder. What is left out is as the exercise says."""

    id: str
    """Short, and never changed: a person's journal names it."""
    name: str
    """As the user reads it."""
    origin: Literal["article", "rearguard"]
    """Whose step it is: the article's, or ours from the studies in `sources`."""
    change: str = ""
    """What is different from the step before, said to the user."""
    effort: Effort
    """How hard the two muscles work."""
    needs: frozenset[Equipment] = frozenset()
    """What this step needs besides what the exercise needs."""
    traits: frozenset[Trait] = frozenset()
    """What this step asks of the body besides what the exercise asks."""
    sides: Sidedness | None = None
    """Where this step differs: whether both sides work at once."""
    tempo: Tempo | None = None
    """Where this step differs: how one repetition goes."""
    branch: bool = False
    """A side branch: never reached by progressing, only by choice."""
    figure: FigureVariation | None = None
    """How it is drawn, where that differs."""
    watch: WatchAdjustment | None = None
    """How a camera judges it, where that differs."""


@value(kw_only=True)
class CueTexts:
    """What is said at which moment; each a short sentence that can be spoken."""

    start: str
    """As the work begins."""
    work: tuple[str, ...] = ()
    """During the work, one after the other."""
    halfway: str = ""
    """In the middle of a set."""
    last: str = ""
    """At the last repetition, or shortly before the end."""
    switch: str = ""
    """When the other side's turn comes."""


@value(kw_only=True)
class Instructions:
    """What is said and shown."""

    setup: tuple[str, ...]
    """How to get into position, line by line."""
    cues: CueTexts
    """What is said at which moment."""
    tempo_words: tuple[str, str, str] | None = None
    """The words for up, hold and down, where there is a tempo."""
    feel: str
    """Where it should be felt."""
    stop: tuple[str, ...]
    """Signs to stop at once."""


@value(kw_only=True)
class Source:
    """Where a statement comes from."""

    cite: str
    """Authors, year and place, as one would cite it."""
    link: str = ""
    """An address that begins with https://, best a DOI's."""


@value(kw_only=True)
class Exercise:
    """One exercise."""

    id: str
    """The file's name without its ending: small letters, digits, hyphens."""
    name: str
    """As the user reads it."""
    summary: str
    """What one does, in a sentence."""
    role: Role
    """What it is for: the plan wants both kinds."""
    posture: Posture
    """Where the body is."""
    sides: Sidedness
    """Whether both sides work at once, or one after the other."""
    needs: frozenset[Equipment] = frozenset()
    """What one must have at hand; what only helps belongs into `say.setup`."""
    traits: frozenset[Trait] = frozenset()
    """What it asks of the body: the safety questions remove exercises by these."""
    good_for: tuple[str, ...] = ()
    """What it does, each a few words."""
    notes: tuple[str, ...] = ()
    """What an honest teacher would add: doubts, choices, help with troubles."""
    sources: tuple[Source, ...] = ()
    """Where all this comes from."""
    dose: Dosage
    """How much of it."""
    levels: tuple[Level, ...]
    """The ladder, from easy to hard."""
    say: Instructions
    """What is said and shown, and when."""
    figure: Figure | None = None
    """How to draw it."""
    watch: WatchSpec | None = None
    """How a camera judges it."""

    def level(self, level_id: str) -> Level:
        """Return the level of that id; KeyError when there is none."""
        for level in self.levels:
            if level.id == level_id:
                return level
        raise KeyError(level_id)
