"""A self-test under way: a session whose bouts are trials, and which stores only results and pain."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from rearguard.app.person.clock import new_id
from rearguard.app.person.diary import Diary
from rearguard.app.training.live_session import LiveSession
from rearguard.core.bout_progress import BoutProgress
from rearguard.core.errors import IllegalCommand, InvalidRequest
from rearguard.core.message import Message
from rearguard.core.side import Side
from rearguard.journal.entry import EventKind
from rearguard.library.exercise import Exercise, Level
from rearguard.plan.plan import Step, StepKind
from rearguard.plan.self_test_plan import plan_self_test
from rearguard.progress.self_test_trials import Trial, is_settled, result_of_trials
from rearguard.session import event, self_test_pacing, session
from rearguard.session.event import SessionEvent
from rearguard.session.session import SessionState, Transition
from rearguard.session.state import MODERATE_PAIN_FROM, SessionStatus

MAX_COUNT = 99
"""Greatest count that a person may enter; more chair stands in half a minute are a typing error."""

REFUSED_COMMANDS = {"back", "easier"}
"""Session commands that a self-test refuses: a trial is not repeated and not made easier."""


class SelfTestSession(LiveSession):
    """A self-test under way."""

    def __init__(
        self, session_id: UUID, started_at: datetime, state: SessionState, diary: Diary, exercise: Exercise
    ) -> None:
        super().__init__(session_id, started_at, state, diary, diary.clock)
        self.exercise = exercise
        self.results: list[dict[str, Any]] = []
        """The data of the entries written so far."""
        self._trials: dict[Side, list[Trial]] = {}
        self._progress: BoutProgress | None = None

    @property
    def holds(self) -> bool:
        """Whether the test times a hold; otherwise it counts repetitions."""
        return self.exercise.dose.measure == "hold"

    @property
    def awaits_count(self) -> bool:
        """Whether the test is over and waits for the person's own count."""
        return self.is_over and any(trial.number is None for trials in self._trials.values() for trial in trials)

    def apply(self, command: str, *, score: object = None) -> tuple[SessionEvent, ...]:
        """Apply a command as a session does, or "counted" with the person's own count as the score.

        In a timed hold "skip" ends the trial with the time reached. A trial that a pause or pain interrupted restarts;
        at a pain of 4 or more the test ends.
        """
        if command == "counted":
            return self._record_count(score)
        step = self._current_trial()
        if command in REFUSED_COMMANDS or (command == "skip" and step is not None and not self.holds):
            raise IllegalCommand(f"can't {command} in a self-test")
        if command == "skip" and step is not None:
            return self._stop_trial(step)
        was_interrupted = step is not None and self.state.status is not SessionStatus.RUNNING
        is_too_painful = command == "pain" and isinstance(score, int) and score >= MODERATE_PAIN_FROM
        events = super().apply(command, score=score)
        if is_too_painful and not self.is_over:  # a self-test can't be made easier
            events += super().apply("stop")
        if was_interrupted and self.state.status is SessionStatus.RUNNING:
            events += self._apply_change(self_test_pacing.restart_try)
        return events + self._skip_needless_trials()

    def follow_progress(self, progress: BoutProgress | None) -> tuple[SessionEvent, ...]:
        """Start and end trials by what the camera sees."""
        lost = progress is None and self._progress is not None and self._current_trial() is not None
        self._progress = progress
        if progress is None:
            # Out of view, anything may have happened: a trial that began in view restarts.
            events = super().follow_progress(None)
            return (
                events
                + (self._apply_change(self_test_pacing.restart_try) if lost else ())
                + self._skip_needless_trials()
            )
        events = self._apply_change(lambda state, now: self_test_pacing.follow_try(state, progress, now))
        step = self._current_trial()
        if (
            progress.first_hold_s is not None
            and step is not None
            and self.state.step_index == progress.bout
            and not self.is_over
        ):
            self._record_trial(step, min(progress.first_hold_s, step.seconds))
            events += self._apply_change(session.skip_step)
        return events + self._skip_needless_trials()

    def log_judged_set(self, report: Mapping[str, Any]) -> None:
        """Store nothing: the results already hold what the camera saw."""

    def abandon(self) -> None:
        """End the test."""
        self.apply("tick")
        if not self.is_over:
            self.apply("stop")

    def test_json(self) -> dict[str, Any]:
        """Return the state of the test as JSON values."""
        return {
            "id": self.exercise.id,
            "holds": self.holds,
            "awaits": self.awaits_count,
            "tries": [
                {"side": side.value, "value": trial.number, "by": trial.by}
                for side, trials in self._trials.items()
                for trial in trials
            ],
        }

    def _apply_change(self, change: Callable[[SessionState, float], Transition]) -> tuple[SessionEvent, ...]:
        state, events = change(self.state, self._clock.seconds())
        self._store_events(state, events)
        return events

    def _current_trial(self) -> Step | None:
        """Return the step of the trial under way, or None."""
        index = self.state.step_index
        step = None if index is None else self.state.timeline.steps[index]
        return step if step is not None and step.kind is StepKind.WORK else None

    def _stop_trial(self, step: Step) -> tuple[SessionEvent, ...]:
        """End a trial at a tap."""
        events = self._apply_change(session.advance_session)
        if self._current_trial() is step and self.state.status is SessionStatus.RUNNING:
            elapsed_s = self.state.position - step.at
            if elapsed_s > 0:
                self._record_trial(step, elapsed_s, tapped=True)
            events += self._apply_change(session.skip_step)
        return events + self._skip_needless_trials()

    def _store_events(self, state: SessionState, events: Iterable[SessionEvent]) -> None:
        for emitted in events:
            match emitted:
                case event.StepDone(step=step) if step.kind is StepKind.WORK:
                    self._record_trial(step, self._timed_result(step))
                case event.PainRated(score=score):
                    self._diary.write((EventKind.FELT, {"pain": score, "exercise": self.exercise.id}))
        has_ended = any(isinstance(emitted, event.Ended) for emitted in events)
        self.state = state
        for side in [*self._trials]:
            if (has_ended or self._is_settled(side)) and not self.awaits_count:
                self._write_result(side)

    def _timed_result(self, step: Step) -> float | None:
        """Return the result of a trial whose time is up; None if the person has to count."""
        if self.holds:
            return float(step.seconds)
        return None if self._progress is None else float(self._progress.reps + self._progress.is_moving)

    def _record_trial(self, step: Step, number: float | None, *, tapped: bool = False) -> None:
        progress = None if tapped else self._progress
        faults = frozenset() if self._progress is None else self._progress.faults
        rounded = None if number is None else round(number, 1)
        self._trials.setdefault(step.side, []).append(Trial(rounded, "tap" if progress is None else "camera", faults))

    def _is_settled(self, side: Side) -> bool:
        return is_settled(self.exercise, self._trials.get(side, []))

    def _skip_needless_trials(self) -> tuple[SessionEvent, ...]:
        """Skip the trials that are not needed any more."""
        events: tuple[SessionEvent, ...] = ()
        while not self.is_over and self.state.step_index is not None and self.state.status is not SessionStatus.HURT:
            step = self.state.timeline.steps[self.state.step_index]
            if not self._is_settled(step.side):
                break
            events = self._apply_change(session.skip_step)
        return events

    def _record_count(self, number: object) -> tuple[SessionEvent, ...]:
        if not self.awaits_count:
            raise IllegalCommand("nothing is to be counted")
        if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number <= MAX_COUNT:
            raise InvalidRequest(Message("The count must be a whole number from 0 to {most}.", {"most": MAX_COUNT}))
        for side, trials in self._trials.items():
            self._trials[side] = [Trial(float(number), "tap") if trial.number is None else trial for trial in trials]
            self._write_result(side)
        return ()

    def _write_result(self, side: Side) -> None:
        """Store the result of a side, once."""
        if any(result["side"] == side.value for result in self.results):
            return
        level = self.state.timeline.steps[0].level
        data = result_of_trials(self.exercise, level, side, self._trials[side])
        if data is not None:
            self._diary.write((EventKind.TESTED, data))
            self.results.append(data)


def start_self_test(exercise: Exercise, level: Level, diary: Diary, *, lead: float, rate: float) -> SelfTestSession:
    """Start a self-test."""
    clock = diary.clock
    now = clock.now()
    state = session.start_session(
        plan_self_test(exercise, level),
        {exercise.id: exercise},
        clock.seconds(),
        lead=lead,
        speed=clock.speed,
        rate=rate,
    )
    return SelfTestSession(new_id(now), now, state, diary, exercise)
