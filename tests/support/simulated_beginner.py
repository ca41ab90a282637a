"""A simulated beginner who does sessions through the application on a manual clock, and rates them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from rearguard.app.application import Application
from rearguard.app.person.paths import Paths
from rearguard.app.person.symptoms import Symptoms, log_symptoms
from rearguard.app.reports.progress_report import progress_json, session_changes_json
from rearguard.app.training.planning import PlanRequest
from rearguard.core.message import untranslated
from support.home_fixture import ManualClock, answer_screening

HOUR_S = 3600.0
DAY_S = 24 * HOUR_S


class SimulatedBeginner:
    """Trains on given days, at one hour of the day."""

    def __init__(self, home: Paths, clock: ManualClock) -> None:
        self.home = home
        self.clock = clock
        answer_screening(home, clock)
        clock.advance(60)
        self.application = Application(home, clock)

    def skip_days(self, days: float) -> None:
        """Let days go by."""
        self.clock.advance(days * DAY_S)

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
            effort: how hard it was; None: no answer.
            pain: how much it hurt, 0 to 10, in the first set of one exercise.
            at: that exercise.
            until: stop after so many seconds.
        """
        training = self.application.start_session(PlanRequest(minutes=minutes), lead=0.0)
        seconds = 0
        while not training.is_over:
            self.clock.advance(1)
            seconds += 1
            training.apply("tick")
            step = (
                None
                if training.is_over or training.state.step_index is None
                else training.state.timeline.steps[training.state.step_index]
            )
            if pain and step is not None and step.exercise == at and step.kind == "work":
                training.apply("hurts")
                training.apply("pain", score=pain)
                pain = 0
            if until is not None and seconds >= until and not training.is_over:
                training.apply("stop")
        if effort is not None:
            log_symptoms(self.application.diary, Symptoms(effort=effort, session=training.session_id))
        return str(training.session_id)

    def report_morning_pain(self, session: str, pain: int) -> None:
        """Sleep, and report pain on the next morning."""
        self.clock.advance(20 * HOUR_S)
        log_symptoms(self.application.diary, Symptoms(pain=pain, morning_after=UUID(session)))

    def find_current_level(self, exercise: str = "glute-bridge") -> tuple[str, int]:
        """Return the current level of an exercise and its repetitions or seconds."""
        report = next(report for report in self.build_progress_report()["exercises"] if report["exercise"] == exercise)
        return report["level"], report["reps"] or report["seconds"]

    def find_planned_level(self, exercise: str = "glute-bridge", minutes: float = 7) -> tuple[str, int | None]:
        """Return the level and the repetitions or seconds in a plan made now."""
        steps = self.application.make_plan(PlanRequest(minutes=minutes)).steps
        step = next(step for step in steps if step.exercise == exercise and step.kind == "work")
        return step.level, step.reps

    def build_progress_report(self) -> dict[str, Any]:
        """Return the progress report."""
        return progress_json(self.application.diary, self.application.library.exercises, untranslated)

    def list_changes_after(self, session: str) -> dict[str, tuple[str, str]]:
        """Return the changes after a session: action and reason, by exercise."""
        changes = session_changes_json(
            self.application.diary, self.application.library.exercises, session, untranslated
        )
        return {change["exercise"]: (change["action"], change["why"]) for change in changes}
