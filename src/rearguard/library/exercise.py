"""An exercise: the values of a file in `exercises/`."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from rearguard.core.dose import Effort
from rearguard.core.errors import InvalidRequest
from rearguard.core.message import Message
from rearguard.core.value import value
from rearguard.library.figure import Figure, FigureVariation
from rearguard.library.watch import WatchAdjustment, WatchSpec, adjust_watch


class Role(StrEnum):
    """The purpose of an exercise."""

    STRENGTHEN = "strengthen"
    STRETCH = "stretch"
    TEST = "test"


class Posture(StrEnum):
    """The posture of an exercise. A plan goes through them in this order: the user starts in a chair."""

    CHAIR = "chair"
    STANDING = "standing"
    FLOOR = "floor"


class Sidedness(StrEnum):
    """Whether both sides work at the same time."""

    TOGETHER = "together"
    EACH = "each"


class Equipment(StrEnum):
    """Something an exercise needs."""

    BAND = "band"
    WALL = "wall"
    CHAIR = "chair"
    FLOOR = "floor"
    WEIGHT = "weight"


class Trait(StrEnum):
    """A demand on the body, by which the safety check removes exercises."""

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
    """The smallest amount worth planning."""
    usual: int
    """The amount that a plan starts from."""
    largest: int
    """The largest amount."""


@value(kw_only=True)
class Tempo:
    """The seconds of a repetition's three parts."""

    up: int
    """Seconds into the end position."""
    hold: int
    """Seconds in the end position."""
    down: int
    """Seconds back."""

    @property
    def seconds(self) -> int:
        """The seconds of one repetition."""
        return self.up + self.hold + self.down


@value(kw_only=True)
class ArticleDose:
    """The magazine article's own numbers, as far as it gives any."""

    sets: int | None = None
    """Sets per side."""
    reps: int | None = None
    """Repetitions per set."""
    seconds: int | None = None
    """Seconds per set."""
    rest: int | None = None
    """Seconds between two sets."""


@value(kw_only=True)
class Dosage:
    """The amount of an exercise, and how it is counted.

    A counted exercise has `reps` with `tempo`, a timed exercise `seconds`: exactly one of the two.
    """

    measure: Literal["reps", "hold", "steps"]
    """`reps`: counted; `hold`: one position is held; `steps`: movement for a time."""
    sets: AmountRange
    """Sets per side."""
    reps: AmountRange | None = None
    """Repetitions per set, for a counted exercise."""
    tempo: Tempo | None = None
    """The tempo of a repetition; with `reps`."""
    seconds: AmountRange | None = None
    """Seconds per set, for a timed exercise."""
    rest: int = 0
    """Seconds of rest between two consecutive sets."""
    step_in: int = 0
    """Seconds to get into position before each side, for an exercise that needs them."""
    article: ArticleDose | None = None
    """The magazine article's numbers, for its exercises."""

    def tempo_at(self, level: Level) -> Tempo | None:
        """Return the tempo at a level; None for a timed exercise."""
        return level.tempo or self.tempo


@value(kw_only=True)
class Level:
    """A level of an exercise. Omitted keys take the exercise's values."""

    id: str
    """Short, and never changed: journals refer to it."""
    name: str
    """The name that the user sees."""
    origin: Literal["article", "rearguard"]
    """The source of the level: the article, or our own choice from the studies in `sources`."""
    change: str = ""
    """The difference from the level before, shown to the user."""
    effort: Effort
    """The effort of the two muscles."""
    needs: frozenset[Equipment] = frozenset()
    """The level's needs in addition to the exercise's."""
    traits: frozenset[Trait] = frozenset()
    """The level's demands on the body in addition to the exercise's."""
    sides: Sidedness | None = None
    """Whether both sides work at the same time, where it differs."""
    tempo: Tempo | None = None
    """The tempo of a repetition, where it differs."""
    branch: bool = False
    """A side branch: reached by choice only, never by progression."""
    figure: FigureVariation | None = None
    """The differences in the figure."""
    watch: WatchAdjustment | None = None
    """The differences in the form check."""


@value(kw_only=True)
class CueTexts:
    """The spoken cues by moment, each a short sentence."""

    start: str
    """At the start of the work."""
    work: tuple[str, ...] = ()
    """During the work, in turn."""
    halfway: str = ""
    """In the middle of a set."""
    last: str = ""
    """At the last repetition, or shortly before the end."""
    switch: str = ""
    """At the switch to the other side."""


@value(kw_only=True)
class Instructions:
    """The spoken and shown instructions."""

    setup: tuple[str, ...]
    """How to get into position, line by line."""
    cues: CueTexts
    """The spoken cues by moment."""
    tempo_words: tuple[str, str, str] | None = None
    """The words for up, hold and down, for an exercise with a tempo."""
    feel: str
    """Where the exercise should be felt."""
    stop: tuple[str, ...]
    """Signs to stop immediately."""


@value(kw_only=True)
class Source:
    """The source of a statement."""

    cite: str
    """The citation: authors, year and place."""
    link: str = ""
    """An address that starts with https://, preferably a DOI."""


@value(kw_only=True)
class Exercise:
    """An exercise with its dose, levels, instructions, figure and form check."""

    id: str
    """The file's name without its ending: small letters, digits, hyphens."""
    name: str
    """The name that the user sees."""
    summary: str
    """The movement in one sentence."""
    role: Role
    """The purpose: a plan needs both strengthening and stretching."""
    posture: Posture
    """The body's posture."""
    sides: Sidedness
    """Whether both sides work at the same time or in turn."""
    needs: frozenset[Equipment] = frozenset()
    """The required equipment; optional help belongs in `say.setup`."""
    traits: frozenset[Trait] = frozenset()
    """The demands on the body, by which the safety check removes exercises."""
    good_for: tuple[str, ...] = ()
    """The benefits, each in a few words."""
    notes: tuple[str, ...] = ()
    """A teacher's remarks: doubts, choices, help with problems."""
    sources: tuple[Source, ...] = ()
    """The sources of this file's statements."""
    dose: Dosage
    """The amount."""
    levels: tuple[Level, ...]
    """The levels, from easy to hard."""
    say: Instructions
    """What to say and show."""
    figure: Figure | None = None
    """The figure to draw."""
    watch: WatchSpec | None = None
    """The form check by camera."""

    @property
    def level_ids(self) -> tuple[str, ...]:
        """The ids of the levels, from easy to hard."""
        return tuple(level.id for level in self.levels)

    def level_index(self, level_id: str) -> int | None:
        """Return the position of a level, from 0; None if there is no such level."""
        return next((i for i, level in enumerate(self.levels) if level.id == level_id), None)

    def level(self, level_id: str) -> Level:
        """Return the level with an id.

        Raises:
            InvalidRequest: there is no such level.
        """
        for level in self.levels:
            if level.id == level_id:
                return level
        names = ", ".join(self.level_ids)
        raise InvalidRequest(
            Message("There is no level {name}. Choose from: {names}", {"name": level_id, "names": names})
        )

    def at(self, level: Level) -> ExerciseAtLevel:
        """Return the exercise at one of its levels, with each value resolved."""
        return ExerciseAtLevel(self, level)


@value
class ExerciseAtLevel:
    """An exercise at one of its levels: the level's values, and the exercise's for all that the level omits."""

    exercise: Exercise
    level: Level

    @property
    def tempo(self) -> Tempo | None:
        """The tempo of a repetition; None for a timed exercise."""
        return self.exercise.dose.tempo_at(self.level)

    @property
    def sides(self) -> Sidedness:
        """Whether both sides work at the same time or in turn."""
        return self.level.sides or self.exercise.sides

    @property
    def needs(self) -> frozenset[Equipment]:
        """The required equipment."""
        return self.exercise.needs | self.level.needs

    @property
    def traits(self) -> frozenset[Trait]:
        """The demands on the body."""
        return self.exercise.traits | self.level.traits

    @property
    def watch(self) -> WatchSpec | None:
        """The form check by camera; None if there is none."""
        return None if self.exercise.watch is None else adjust_watch(self.exercise.watch, self.level.watch)
