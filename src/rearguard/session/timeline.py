"""A plan on one absolute time axis: seconds from its beginning, negative during the lead-in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping

from rearguard.core.message import Translate, untranslated
from rearguard.core.value import value
from rearguard.library.exercise import Exercise
from rearguard.plan.plan import Plan, Step, StepKind
from rearguard.session.cue import Cue
from rearguard.session.cue_schedule import schedule_cues

LEAD_IN_S = 10.0
"""Seconds to get into the first position, before the plan's own time begins."""


@value
class Timeline:
    """The steps and cues of a plan with their times; immutable."""

    plan: Plan
    cues: tuple[Cue, ...]
    lead: float
    speech_rate: float
    """The speech rate of its cues; 1 is the usual."""
    translate: Translate = untranslated
    """Into the spoken language."""

    @property
    def steps(self) -> tuple[Step, ...]:
        """The plan's steps."""
        return self.plan.steps

    @property
    def seconds(self) -> float:
        """The position of its end."""
        return float(self.plan.seconds)

    def step_index_at(self, position: float) -> int | None:
        """Return the index of the step at a position; None in the lead-in and at the end."""
        if not 0 <= position < self.seconds:
            return None
        return bisect_right(self.steps, position, key=lambda step: step.at) - 1

    def cues_between(self, after: float, until: float) -> Iterator[Cue]:
        """Yield the cues in (after, until]."""
        first = bisect_right(self.cues, after, key=lambda cue: cue.at)
        last = bisect_right(self.cues, until, key=lambda cue: cue.at)
        yield from self.cues[first:last]

    def next_change_at(self, position: float) -> float:
        """Return the next position after this one at which a step or a cue begins, or the plan ends."""
        candidates = [self.seconds]
        index = bisect_right(self.steps, position, key=lambda step: step.at)
        if index < len(self.steps):
            candidates.append(self.steps[index].at)
        index = bisect_right(self.cues, position, key=lambda cue: cue.at)
        if index < len(self.cues):
            candidates.append(self.cues[index].at)
        return min(candidates)

    def preparation_start(self, index: int) -> float:
        """Return where the preparation for a step's bout begins: after the work before it."""
        while index and self.steps[index - 1].kind is not StepKind.WORK:
            index -= 1
        return float(self.steps[index].at)


def make_timeline(
    plan: Plan,
    exercises: Mapping[str, Exercise],
    lead: float = LEAD_IN_S,
    rate: float = 1.0,
    translate: Translate = untranslated,
) -> Timeline:
    """Return the timeline of a plan."""
    return Timeline(plan, schedule_cues(plan, exercises, lead, rate, translate), lead, rate, translate)
