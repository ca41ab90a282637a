"""A self-test under way: a training whose bouts are tries, and that keeps results and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any, Literal
from uuid import UUID

from rearguard.app.person.clock import identifier
from rearguard.app.person.diary import Diary
from rearguard.app.training.live_session import Training
from rearguard.core.errors import IllegalCommand, Misuse
from rearguard.core.message import Message
from rearguard.core.side import Side
from rearguard.core.value import value
from rearguard.journal.entry import Kind
from rearguard.library.exercise import Exercise, Level
from rearguard.plan.plan import Kind as StepKind
from rearguard.plan.plan import Step
from rearguard.plan.self_test_plan import tries
from rearguard.session import event, session, test_pacing
from rearguard.session.event import Event
from rearguard.session.pace import Progress
from rearguard.session.session import Outcome, Session
from rearguard.session.state import MODERATE_PAIN, Status

MOST = 99
"""Of what one counts oneself: more stands in half a minute are a slip of the finger."""

NOTHING: Mapping[str, int] = MappingProxyType({})

UNFIT = {"back", "easier"}
"""Commands of a session that a test does not know: a try is done once, and as hard as it is."""


@value
class Try:
    """One try."""

    number: float | None
    """Seconds, or how many; None: nobody counted yet."""
    by: Literal["tap", "camera"]
    flaws: frozenset[str] = frozenset()


class SelfTest(Training):
    """One self-test under way."""

    def __init__(self, name: UUID, started: datetime, state: Session, diary: Diary, exercise: Exercise) -> None:
        super().__init__(name, started, state, diary, diary.clock)
        self.exercise = exercise
        self.results: list[dict[str, Any]] = []
        """What was written: the data of the entries."""
        self._tries: dict[Side, list[Try]] = {}
        self._seen: Progress | None = None

    @property
    def holds(self) -> bool:
        """Whether a position is held; else one counts."""
        return self.exercise.dose.measure == "hold"

    @property
    def awaits(self) -> bool:
        """Whether it is over, and the person is to say how many they counted."""
        return self.over and any(one.number is None for done in self._tries.values() for one in done)

    def do(self, command: str, *, score: object = None) -> tuple[Event, ...]:
        """Carry out a command as a training does; besides these "counted", with how many one counted.

        In a try of what is held "skip" ends it: its time is what counts. One that was broken off by a pause or by pain
        begins anew; from a pain of 4 on, the test ends.
        """
        if command == "counted":
            return self._count(score)
        step = self._working()
        if command in UNFIT or (command == "skip" and step is not None and not self.holds):
            raise IllegalCommand(f"can't {command} in a self-test")
        if command == "skip" and step is not None:
            return self._stopped(step)
        broken = step is not None and self.state.status is not Status.RUNNING
        hurts = command == "pain" and isinstance(score, int) and score >= MODERATE_PAIN
        events = super().do(command, score=score)
        if hurts and not self.over:  # a test can't be made easier
            events += super().do("stop")
        if broken and self.state.status is Status.RUNNING:
            events += self._go(test_pacing.anew)
        return events + self._pass_over()

    def follow(self, progress: Progress | None) -> tuple[Event, ...]:
        """Let who is watched begin and end their tries."""
        lost = progress is None and self._seen is not None and self._working() is not None
        self._seen = progress
        if progress is None:
            # Who is not seen any more may be doing anything: what was begun before a camera begins anew.
            events = super().follow(None)
            return events + (self._go(test_pacing.anew) if lost else ()) + self._pass_over()
        events = self._go(lambda state, now: test_pacing.follow(state, progress, now))
        step = self._working()
        if progress.ended is not None and step is not None and self.state.step == progress.bout and not self.over:
            self._tried(step, min(progress.ended, step.seconds))
            events += self._go(session.skip)
        return events + self._pass_over()

    def judged(self, found: Mapping[str, Any]) -> None:
        """Keep nothing of it: what was seen is in the results."""

    def give_up(self) -> None:
        """End it: nobody went on with it."""
        self.do("tick")
        if not self.over:
            self.do("stop")

    def test(self) -> dict[str, Any]:
        """Return what there is to know of it as JSON values."""
        return {
            "id": self.exercise.id,
            "holds": self.holds,
            "awaits": self.awaits,
            "tries": [
                {"side": side.value, "value": one.number, "by": one.by}
                for side, done in self._tries.items()
                for one in done
            ],
        }

    def _go(self, change: Callable[[Session, float], Outcome]) -> tuple[Event, ...]:
        state, events = change(self.state, self._clock.seconds())
        self._keep(state, events)
        return events

    def _working(self) -> Step | None:
        """Return the try under way."""
        index = self.state.step
        step = None if index is None else self.state.timeline.steps[index]
        return step if step is not None and step.kind is StepKind.WORK else None

    def _stopped(self, step: Step) -> tuple[Event, ...]:
        """End a try by a tap."""
        events = self._go(session.advance)
        if self._working() is step and self.state.status is Status.RUNNING:
            passed = self.state.position - step.at
            if passed > 0:
                self._tried(step, passed, tapped=True)
            events += self._go(session.skip)
        return events + self._pass_over()

    def _keep(self, state: Session, events: Iterable[Event]) -> None:
        for one in events:
            match one:
                case event.StepDone(step=step) if step.kind is StepKind.WORK:
                    self._tried(step, self._reached(step))
                case event.PainRated(score=score):
                    self._diary.write((Kind.FELT, {"pain": score, "exercise": self.exercise.id}))
        ended = any(isinstance(one, event.Ended) for one in events)
        self.state = state
        for side in [*self._tries]:
            if (ended or self._settled(side)) and not self.awaits:
                self._write(side)

    def _reached(self, step: Step) -> float | None:
        """Return what a try came to whose time is up."""
        if self.holds:
            return float(step.seconds)
        return None if self._seen is None else float(self._seen.reps + self._seen.moving)

    def _tried(self, step: Step, number: float | None, *, tapped: bool = False) -> None:
        seen = None if tapped else self._seen
        flaws = frozenset() if self._seen is None else self._seen.flaws
        rounded = None if number is None else round(number, 1)
        self._tries.setdefault(step.side, []).append(Try(rounded, "tap" if seen is None else "camera", flaws))

    def _settled(self, side: Side) -> bool:
        """Whether no other try could be better, or there is none."""
        done = self._tries.get(side, [])
        seconds = self.exercise.dose.seconds
        most = None if seconds is None or not self.holds else seconds.usual
        return len(done) >= self.exercise.dose.sets.usual or any(
            most is not None and one.number is not None and one.number >= most for one in done
        )

    def _pass_over(self) -> tuple[Event, ...]:
        """Leave out the tries that are not needed any more."""
        events: tuple[Event, ...] = ()
        while not self.over and self.state.step is not None and self.state.status is not Status.HURT:
            step = self.state.timeline.steps[self.state.step]
            if not self._settled(step.side):
                break
            events = self._go(session.skip)
        return events

    def _count(self, number: object) -> tuple[Event, ...]:
        if not self.awaits:
            raise IllegalCommand("nothing is to be counted")
        if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number <= MOST:
            raise Misuse(Message("How often is a whole number from 0 to {most}.", {"most": MOST}))
        for side, done in self._tries.items():
            self._tries[side] = [Try(float(number), "tap") if one.number is None else one for one in done]
            self._write(side)
        return ()

    def _write(self, side: Side) -> None:
        """Keep the result of a side, once."""
        done = [one for one in self._tries[side] if one.number is not None]
        if not done or any(one["side"] == side.value for one in self.results):
            return
        best = max(done, key=lambda one: one.number or 0.0)
        flaws = Counter(flaw for one in done for flaw in one.flaws)
        level = self.state.timeline.steps[0].level
        numbers = [one.number for one in done if one.number is not None]
        data = outcome(self.exercise, level, side, numbers, by=best.by, seen=dict(sorted(flaws.items())))
        self._diary.write((Kind.TESTED, data))
        self.results.append(data)


def outcome(
    exercise: Exercise, level: str, side: Side, trials: Sequence[float], *, by: str, seen: Mapping[str, int] = NOTHING
) -> dict[str, Any]:
    """Return a result as the journal keeps it.

    Args:
        exercise: which test.
        level: how it was done.
        side: of the body.
        trials: all tries, seconds or how many; the best one is the value.
        by: "tap" or "camera".
        seen: in how many tries the camera saw which flaw.
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
        "seen": dict(seen),
    }


def start(exercise: Exercise, level: Level, diary: Diary, *, lead: float, rate: float) -> SelfTest:
    """Begin a self-test."""
    clock = diary.clock
    now = clock.now()
    state = session.begin(
        tries(exercise, level), {exercise.id: exercise}, clock.seconds(), lead=lead, speed=clock.speed, rate=rate
    )
    return SelfTest(identifier(now), now, state, diary, exercise)
