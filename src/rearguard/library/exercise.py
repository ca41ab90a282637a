"""All there is to know of one exercise: the values that a file of `exercises/` becomes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal

from rearguard.core.dose import Effort


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


class Sides(StrEnum):
    """Whether both sides work at once."""

    TOGETHER = "together"
    EACH = "each"


class Need(StrEnum):
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """The smallest, usual and largest amount of something."""

    smallest: int
    usual: int
    largest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tempo:
    """Seconds of one repetition's three parts."""

    up: int
    hold: int
    down: int

    @property
    def seconds(self) -> int:
        """How long one repetition takes."""
        return self.up + self.hold + self.down


@dataclass(frozen=True, slots=True, kw_only=True)
class Prescription:
    """What the magazine article says, verbatim as numbers; None where it says nothing."""

    sets: int | None = None
    reps: int | None = None
    seconds: int | None = None
    rest: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Doses:
    """How much of it, and how it is counted.

    `reps` with `tempo` for what is counted; `seconds` for what is timed: exactly one of the two.
    """

    measure: Literal["reps", "hold", "steps"]
    """`reps`: counted; `hold`: one position is held; `steps`: moving for a time."""
    sets: Range
    reps: Range | None = None
    tempo: Tempo | None = None
    seconds: Range | None = None
    rest: int = 0
    """Seconds of rest between two sets with nothing in between."""
    step_in: int = 0
    """Seconds to get into position before each side, where one must step or sit into it."""
    article: Prescription | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One step of the ladder. What is None is as the exercise says."""

    id: str
    name: str
    origin: Literal["article", "rearguard"]
    """Whose step it is: the article's, or ours from the studies in `sources`."""
    change: str = ""
    """What is different from the step before, said to the user."""
    effort: Effort
    needs: frozenset[Need] = frozenset()
    """What this step needs besides what the exercise needs."""
    traits: frozenset[Trait] = frozenset()
    """What this step asks of the body besides what the exercise asks."""
    sides: Sides | None = None
    tempo: Tempo | None = None
    branch: bool = False
    """A side branch: never reached by progressing, only by choice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """What is said at which moment; each a short sentence that can be spoken."""

    start: str
    work: tuple[str, ...] = ()
    halfway: str = ""
    last: str = ""
    switch: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Say:
    """What is said and shown."""

    setup: tuple[str, ...]
    cues: Cues
    tempo_words: tuple[str, str, str] | None = None
    """The words for up, hold and down, where there is a tempo."""
    feel: str
    """Where it should be felt."""
    stop: tuple[str, ...]
    """Signs to stop at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a statement comes from."""

    cite: str
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise:
    """One exercise. `figure` and `watch` are kept as they stand in the file until a room reads them."""

    id: str
    name: str
    summary: str
    role: Role
    posture: Posture
    sides: Sides
    needs: frozenset[Need] = frozenset()
    traits: frozenset[Trait] = frozenset()
    good_for: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    dose: Doses
    levels: tuple[Level, ...]
    say: Say
    figure: dict[str, Any] | None = None
    watch: dict[str, Any] | None = None

    def level(self, level_id: str) -> Level:
        """Return the level of that id; KeyError when there is none."""
        for level in self.levels:
            if level.id == level_id:
                return level
        raise KeyError(level_id)
