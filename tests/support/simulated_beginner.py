"""Somebody who begins, does sessions through the application on a turned clock, and says how they were."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from rearguard.app.application import Application
from rearguard.app.person.paths import Home
from rearguard.app.person.symptoms import Feeling, feel
from rearguard.app.reports.progress_report import after, report
from rearguard.app.training.planning import Wish
from rearguard.core.message import untranslated
from support.home_fixture import TurnedClock, answer

HOUR = 3600.0
DAY = 24 * HOUR


class Novice:
    """Trains on the days they are told to, at one hour of the day."""

    def __init__(self, home: Home, clock: TurnedClock) -> None:
        self.home = home
        self.clock = clock
        answer(home, clock)
        clock.turn(60)
        self.application = Application(home, clock)

    def rest(self, days: float) -> None:
        """Let days go by."""
        self.clock.turn(days * DAY)

    def train(
        self,
        *,
        minutes: float = 7,
        effort: int | None = 5,
        pain: int = 0,
        at: str = "glute-bridge",
        until: int | None = None,
    ) -> str:
        """Do a session and return its id.

        Args:
            minutes: how long.
            effort: how hard it was; None: not said.
            pain: how much it hurt, 0 to 10, in the first set of one exercise.
            at: that exercise.
            until: stop after so many seconds.
        """
        training = self.application.begin(Wish(minutes=minutes), lead=0.0)
        seconds = 0
        while not training.over:
            self.clock.turn(1)
            seconds += 1
            training.do("tick")
            step = (
                None
                if training.over or training.state.step is None
                else training.state.timeline.steps[training.state.step]
            )
            if pain and step is not None and step.exercise == at and step.kind == "work":
                training.do("hurts")
                training.do("pain", score=pain)
                pain = 0
            if until is not None and seconds >= until and not training.over:
                training.do("stop")
        if effort is not None:
            feel(self.application.diary, Feeling(effort=effort, session=training.name))
        return str(training.name)

    def wake(self, session: str, pain: int) -> None:
        """Sleep, and say how much it hurts on the next morning."""
        self.clock.turn(20 * HOUR)
        feel(self.application.diary, Feeling(pain=pain, morning_after=UUID(session)))

    def stands(self, exercise: str = "glute-bridge") -> tuple[str, int]:
        """Return the level and the repetitions, or seconds, of an exercise."""
        one = next(one for one in self.report()["exercises"] if one["exercise"] == exercise)
        return one["level"], one["reps"] or one["seconds"]

    def planned(self, exercise: str = "glute-bridge", minutes: float = 7) -> tuple[str, int | None]:
        """Return the level and the repetitions that a plan made now has."""
        steps = self.application.plan(Wish(minutes=minutes)).steps
        step = next(step for step in steps if step.exercise == exercise and step.kind == "work")
        return step.level, step.reps

    def report(self) -> dict[str, Any]:
        """Return progress as it is told."""
        return report(self.application.diary, self.application.library.exercises, untranslated)

    def told_after(self, session: str) -> dict[str, tuple[str, str]]:
        """Return what is told after a session: action and reason, by exercise."""
        told = after(self.application.diary, self.application.library.exercises, session, untranslated)
        return {one["exercise"]: (one["action"], one["why"]) for one in told}
