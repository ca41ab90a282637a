"""A self-test under way: a training whose bouts are tries, and that keeps results and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any, Literal
from uuid import UUID

from rearguard.app.person.clock import new_id
from rearguard.app.person.diary import Diary
from rearguard.app.training.live_session import LiveSession
from rearguard.core.errors import IllegalCommand, InvalidRequest
from rearguard.core.message import Message
from rearguard.core.side import Side
from rearguard.core.value import value
from rearguard.journal.entry import EventKind
from rearguard.library.exercise import Exercise, Level
from rearguard.plan.plan import Step, StepKind
from rearguard.plan.self_test_plan import plan_self_test
from rearguard.session import event, session, test_pacing
from rearguard.session.event import SessionEvent
from rearguard.session.pace import BoutProgress
from rearguard.session.session import SessionState, Transition
from rearguard.session.state import MODERATE_PAIN_FROM, SessionStatus

MAX_COUNT = 99
"""Of what one counts oneself: more stands in half a minute are a slip of the finger."""

NO_FAULTS: Mapping[str, int] = MappingProxyType({})

REFUSED_COMMANDS = {"back", "easier"}
"""Commands of a session that a test does not know: a try is done once, and as hard as it is."""


@value
class Trial:
    """One try."""

    number: float | None
    """Seconds, or how many; None: nobody counted yet."""
    by: Literal["tap", "camera"]
    faults: frozenset[str] = frozenset()


class SelfTestSession(LiveSession):
    """One self-test under way."""

    def __init__(self, name: UUID, started: datetime, state: SessionState, diary: Diary, exercise: Exercise) -> None:
        super().__init__(name, started, state, diary, diary.clock)
        self.exercise = exercise
        self.results: list[dict[str, Any]] = []
        """What was written: the data of the entries."""
        self._trials: dict[Side, list[Trial]] = {}
        self._progress: BoutProgress | None = None

    @property
    def holds(self) -> bool:
        """Whether a position is held; else one counts."""
        return self.exercise.dose.measure == "hold"

    @property
    def awaits_count(self) -> bool:
        """Whether it is over, and the person is to say how many they counted."""
        return self.is_over and any(one.number is None for done in self._trials.values() for one in done)

    def apply(self, command: str, *, score: object = None) -> tuple[SessionEvent, ...]:
        """Carry out a command as a training does; besides these "counted", with how many one counted.

        In a try of what is held "skip" ends it: its time is what counts. One that was broken off by a pause or by pain
        begins anew; from a pain of 4 on, the test ends.
        """
        if command == "counted":
            return self._record_count(score)
        step = self._current_trial()
        if command in REFUSED_COMMANDS or (command == "skip" and step is not None and not self.holds):
            raise IllegalCommand(f"can't {command} in a self-test")
        if command == "skip" and step is not None:
            return self._stop_trial(step)
        broken = step is not None and self.state.status is not SessionStatus.RUNNING
        hurts = command == "pain" and isinstance(score, int) and score >= MODERATE_PAIN_FROM
        events = super().apply(command, score=score)
        if hurts and not self.is_over:  # a test can't be made easier
            events += super().apply("stop")
        if broken and self.state.status is SessionStatus.RUNNING:
            events += self._apply_change(test_pacing.restart_try)
        return events + self._skip_needless_trials()

    def follow_progress(self, progress: BoutProgress | None) -> tuple[SessionEvent, ...]:
        """Let who is watched begin and end their tries."""
        lost = progress is None and self._progress is not None and self._current_trial() is not None
        self._progress = progress
        if progress is None:
            # Who is not seen any more may be doing anything: what was begun before a camera begins anew.
            events = super().follow_progress(None)
            return events + (self._apply_change(test_pacing.restart_try) if lost else ()) + self._skip_needless_trials()
        events = self._apply_change(lambda state, now: test_pacing.follow_try(state, progress, now))
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

    def log_judged_set(self, found: Mapping[str, Any]) -> None:
        """Keep nothing of it: what was seen is in the results."""

    def abandon(self) -> None:
        """End it: nobody went on with it."""
        self.apply("tick")
        if not self.is_over:
            self.apply("stop")

    def test_json(self) -> dict[str, Any]:
        """Return what there is to know of it as JSON values."""
        return {
            "id": self.exercise.id,
            "holds": self.holds,
            "awaits": self.awaits_count,
            "tries": [
                {"side": side.value, "value": one.number, "by": one.by}
                for side, done in self._trials.items()
                for one in done
            ],
        }

    def _apply_change(self, change: Callable[[SessionState, float], Transition]) -> tuple[SessionEvent, ...]:
        state, events = change(self.state, self._clock.seconds())
        self._store_events(state, events)
        return events

    def _current_trial(self) -> Step | None:
        """Return the try under way."""
        index = self.state.step_index
        step = None if index is None else self.state.timeline.steps[index]
        return step if step is not None and step.kind is StepKind.WORK else None

    def _stop_trial(self, step: Step) -> tuple[SessionEvent, ...]:
        """End a try by a tap."""
        events = self._apply_change(session.advance_session)
        if self._current_trial() is step and self.state.status is SessionStatus.RUNNING:
            passed = self.state.position - step.at
            if passed > 0:
                self._record_trial(step, passed, tapped=True)
            events += self._apply_change(session.skip_step)
        return events + self._skip_needless_trials()

    def _store_events(self, state: SessionState, events: Iterable[SessionEvent]) -> None:
        for one in events:
            match one:
                case event.StepDone(step=step) if step.kind is StepKind.WORK:
                    self._record_trial(step, self._timed_result(step))
                case event.PainRated(score=score):
                    self._diary.write((EventKind.FELT, {"pain": score, "exercise": self.exercise.id}))
        ended = any(isinstance(one, event.Ended) for one in events)
        self.state = state
        for side in [*self._trials]:
            if (ended or self._is_settled(side)) and not self.awaits_count:
                self._write_result(side)

    def _timed_result(self, step: Step) -> float | None:
        """Return what a try came to whose time is up."""
        if self.holds:
            return float(step.seconds)
        return None if self._progress is None else float(self._progress.reps + self._progress.is_moving)

    def _record_trial(self, step: Step, number: float | None, *, tapped: bool = False) -> None:
        seen = None if tapped else self._progress
        flaws = frozenset() if self._progress is None else self._progress.faults
        rounded = None if number is None else round(number, 1)
        self._trials.setdefault(step.side, []).append(Trial(rounded, "tap" if seen is None else "camera", flaws))

    def _is_settled(self, side: Side) -> bool:
        """Whether no other try could be better, or there is none."""
        done = self._trials.get(side, [])
        seconds = self.exercise.dose.seconds
        most = None if seconds is None or not self.holds else seconds.usual
        return len(done) >= self.exercise.dose.sets.usual or any(
            most is not None and one.number is not None and one.number >= most for one in done
        )

    def _skip_needless_trials(self) -> tuple[SessionEvent, ...]:
        """Leave out the tries that are not needed any more."""
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
        for side, done in self._trials.items():
            self._trials[side] = [Trial(float(number), "tap") if one.number is None else one for one in done]
            self._write_result(side)
        return ()

    def _write_result(self, side: Side) -> None:
        """Keep the result of a side, once."""
        done = [one for one in self._trials[side] if one.number is not None]
        if not done or any(one["side"] == side.value for one in self.results):
            return
        best = max(done, key=lambda one: one.number or 0.0)
        flaws = Counter(flaw for one in done for flaw in one.faults)
        level = self.state.timeline.steps[0].level
        numbers = [one.number for one in done if one.number is not None]
        data = self_test_result_data(
            self.exercise, level, side, numbers, by=best.by, faults=dict(sorted(flaws.items()))
        )
        self._diary.write((EventKind.TESTED, data))
        self.results.append(data)


def self_test_result_data(
    exercise: Exercise,
    level: str,
    side: Side,
    trials: Sequence[float],
    *,
    by: str,
    faults: Mapping[str, int] = NO_FAULTS,
) -> dict[str, Any]:
    """Return a result as the journal keeps it.

    Args:
        exercise: which test.
        level: how it was done.
        side: of the body.
        trials: all tries, seconds or how many; the best one is the value.
        by: "tap" or "camera".
        faults: in how many tries the camera saw which flaw.
    """
    seconds = exercise.dose.seconds
    limit = None if seconds is None or exercise.dose.measure != "hold" else seconds.usual
    holds = exercise.dose.measure == "hold"
    return {
        "test": exercise.id,
        "level": level,
        "side": side.value,
        "value": max(trials) if holds else int(max(trials)),
        "unit": "s" if holds else "reps",
        "by": by,
        "limit": limit,
        "trials": [one if holds else int(one) for one in trials],
        "seen": dict(faults),
    }


def start_self_test(exercise: Exercise, level: Level, diary: Diary, *, lead: float, rate: float) -> SelfTestSession:
    """Begin a self-test."""
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
