"""A programme: the values of a file in `programs/`."""

from __future__ import annotations

from datetime import date

from rearguard.core.value import value
from rearguard.library.exercise import Equipment, Source


@value(kw_only=True)
class ProgramItem:
    """An exercise of a programme with its full dose."""

    exercise: str
    """The exercise's id."""
    sets: int
    """The most sets in a plan."""
    seconds: int | None = None
    """The longest set of a timed exercise; default: the exercise's largest."""
    reps: int | None = None
    """Prescribed repetitions in place of the level's."""
    level: str | None = None
    """The prescribed level, regardless of progress; default: the level reached."""
    without_levels: tuple[str, ...] = ()
    """Levels that are never planned."""


@value(kw_only=True)
class Prescription:
    """A clinician's prescription of a programme: the prescriber, the dates and the limits."""

    by: str
    """The prescriber's name, as it should be shown."""
    valid_from: str
    """The first day, as "2026-03-02"."""
    valid_until: str | None = None
    """The last day; default: until another prescription replaces it."""
    per_week: int | None = None
    """Days per week."""
    most_pain: int | None = None
    """Pain limit, from 0 to 10: more in the last day means no plan and advice to ask; more in a session ends it."""
    without: frozenset[Equipment] = frozenset()
    """Equipment that is not used, even if available."""
    note: str = ""
    """The prescriber's note to the person."""

    def is_valid_on(self, day: date) -> bool:
        """Return whether the prescription is valid on a day."""
        last = date.max if self.valid_until is None else date.fromisoformat(self.valid_until)
        return date.fromisoformat(self.valid_from) <= day <= last


@value(kw_only=True)
class Program:
    """A programme: exercises in order of preference."""

    id: str
    """The file's name without its ending: small letters, digits, hyphens."""
    name: str
    """As the user reads it."""
    summary: str = ""
    """The purpose in one sentence."""
    items: tuple[ProgramItem, ...]
    """The exercises, the most preferred first, each once."""
    prescribed: Prescription | None = None
    """Only for a prescribed programme, which replaces ours while it is valid."""
    sources: tuple[Source, ...] = ()
    """The sources of the choice."""
