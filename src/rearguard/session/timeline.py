"""A plan laid along one absolute axis: seconds from its beginning, negative during the lead-in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping

from rearguard.core.message import Translate, untranslated
from rearguard.core.value import value
from rearguard.library.exercise import Exercise
from rearguard.plan.plan import Kind, Plan, Step
from rearguard.session.cue import Cue
from rearguard.session.cue_schedule import cues

LEAD = 10.0
"""Seconds to get into the first position, before the plan's own time begins."""


@value
class Timeline:
    """What is due when; nothing in it changes."""

    plan: Plan
    cues: tuple[Cue, ...]
    lead: float
    rate: float
    """How fast its cues are spoken, times the usual."""
    translate: Translate = untranslated
    """Into the language in which they are spoken."""

    @property
    def steps(self) -> tuple[Step, ...]:
        """The plan's steps."""
        return self.plan.steps

    @property
    def seconds(self) -> float:
        """Where it ends."""
        return float(self.plan.seconds)

    def index(self, position: float) -> int | None:
        """Return which step is under way at a position; None in the lead-in and at the end."""
        if not 0 <= position < self.seconds:
            return None
        return bisect_right(self.steps, position, key=lambda step: step.at) - 1

    def due(self, after: float, until: float) -> Iterator[Cue]:
        """Yield the cues in (after, until]."""
        first = bisect_right(self.cues, after, key=lambda cue: cue.at)
        last = bisect_right(self.cues, until, key=lambda cue: cue.at)
        yield from self.cues[first:last]

    def next_time(self, position: float) -> float:
        """Return the next position, after this one, at which a step or a cue begins or all ends."""
        times = [self.seconds]
        index = bisect_right(self.steps, position, key=lambda step: step.at)
        if index < len(self.steps):
            times.append(self.steps[index].at)
        index = bisect_right(self.cues, position, key=lambda cue: cue.at)
        if index < len(self.cues):
            times.append(self.cues[index].at)
        return min(times)

    def opening(self, index: int) -> float:
        """Return where getting ready for a step's bout begins: after the work before it."""
        while index and self.steps[index - 1].kind is not Kind.WORK:
            index -= 1
        return float(self.steps[index].at)


def timeline(
    plan: Plan,
    exercises: Mapping[str, Exercise],
    lead: float = LEAD,
    rate: float = 1.0,
    translate: Translate = untranslated,
) -> Timeline:
    """Return the timeline of a plan."""
    return Timeline(plan, cues(plan, exercises, lead, rate, translate), lead, rate, translate)
