"""Which exercises belong together, and how much of each: the values that a file of `programs/` becomes."""

from __future__ import annotations

from dataclasses import dataclass

from rearguard.library.exercise import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One exercise of a programme with its full dose.

    `sets` is the most that is planned; `seconds` the longest bout of what is timed (None: the exercise's
    largest); `reps` replaces the ladder's repetitions where a prescriber says so.
    """

    exercise: str
    sets: int
    seconds: int | None = None
    reps: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """Exercises in the order in which they are preferred."""

    id: str
    name: str
    summary: str = ""
    items: tuple[Item, ...]
    sources: tuple[Source, ...] = ()
