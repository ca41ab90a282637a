"""Which exercises belong together, and how much of each: the values that a file of `programs/` becomes."""

from __future__ import annotations

from datetime import date

from rearguard.core.value import value
from rearguard.library.exercise import Equipment, Source


@value(kw_only=True)
class ProgramItem:
    """One exercise of a programme with its full dose."""

    exercise: str
    """Its id."""
    sets: int
    """The most that are planned."""
    seconds: int | None = None
    """The longest bout of what is timed; left out: the exercise's largest."""
    reps: int | None = None
    """Repetitions in place of the ladder's, where a prescriber says so."""
    level: str | None = None
    """The step of the ladder on which it is done, whatever progress says; left out: the one that is reached."""
    without_levels: tuple[str, ...] = ()
    """Steps of the ladder that are never done."""


@value(kw_only=True)
class Prescription:
    """Who prescribed a programme, when it holds, and its limits."""

    by: str
    """Who: as they want to be named."""
    valid_from: str
    """The first day on which it holds, as "2026-03-02"."""
    valid_until: str | None = None
    """The last day; left out: until another takes its place."""
    per_week: int | None = None
    """On how many days a week."""
    most_pain: int | None = None
    """From 0 to 10: who felt more in the last day is given no plan, and told to ask; more in a session ends it."""
    without: frozenset[Equipment] = frozenset()
    """What is not used, even where it is at hand."""
    note: str = ""
    """What the person should know, in the prescriber's words."""

    def is_valid_on(self, day: date) -> bool:
        """Whether it is to be followed on a day."""
        last = date.max if self.valid_until is None else date.fromisoformat(self.valid_until)
        return date.fromisoformat(self.valid_from) <= day <= last


@value(kw_only=True)
class Program:
    """Exercises in the order in which they are preferred."""

    id: str
    """The file's name without its ending: small letters, digits, hyphens."""
    name: str
    """As the user reads it."""
    summary: str = ""
    """What it is for, in a sentence."""
    items: tuple[ProgramItem, ...]
    """The exercises, the most wanted first, each once."""
    prescribed: Prescription | None = None
    """Only where somebody prescribed it: it is then planned in place of ours while it holds."""
    sources: tuple[Source, ...] = ()
    """Where the choice comes from."""
