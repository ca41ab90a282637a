"""Which exercises belong together, and how much of each: the values that a file of `programs/` becomes."""

from __future__ import annotations

from rearguard.core.value import value
from rearguard.library.exercise import Source


@value(kw_only=True)
class Item:
    """One exercise of a programme with its full dose."""

    exercise: str
    """Its id."""
    sets: int
    """The most that are planned."""
    seconds: int | None = None
    """The longest bout of what is timed; left out: the exercise's largest."""
    reps: int | None = None
    """Repetitions in place of the ladder's, where a prescriber says so."""


@value(kw_only=True)
class Program:
    """Exercises in the order in which they are preferred."""

    id: str
    """The file's name without its ending: small letters, digits, hyphens."""
    name: str
    """As the user reads it."""
    summary: str = ""
    """What it is for, in a sentence."""
    items: tuple[Item, ...]
    """The exercises, the most wanted first, each once."""
    sources: tuple[Source, ...] = ()
    """Where the choice comes from."""
