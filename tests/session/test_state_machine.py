"""A session under anything that a person and a clock can do to it, against a simple account of the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from support.sample_exercises import ARTICLE
from support.sample_plans import HARDER, LADDERS, LUNGE, PLAN, STRETCH_ONLY

from rearguard.core.errors import IllegalCommand
from rearguard.library.exercise import Exercise
from rearguard.plan.plan import Kind, Plan
from rearguard.session import event, session
from rearguard.session.cue import Moment
from rearguard.session.event import Event
from rearguard.session.session import GAP, RESTART, STALE, Session
from rearguard.session.state import TRANSITIONS, Status, Trigger, pain_trigger

COMMANDS = {
    Trigger.PAUSE: session.pause,
    Trigger.RESUME: session.resume,
    Trigger.SKIP: session.skip,
    Trigger.BACK: session.back,
    Trigger.EASIER: session.easier,
    Trigger.HURTS: session.hurts,
    Trigger.STOP: session.stop,
}
PLANS: dict[str, tuple[Plan, Mapping[str, Exercise]]] = {
    "seven minutes": (PLAN, ARTICLE),
    "ladders": (HARDER, LADDERS),
    "one stretch": (STRETCH_ONLY, {"lunge": LUNGE}),
}
OVER = {Status.DONE, Status.STOPPED}
CLOSE = 1e-6

waits = st.floats(0, 1.2) | st.floats(0, GAP - 0.01) | st.sampled_from([0.0, 0.1, 1.0])
pauses = waits | st.floats(GAP + 0.01, 1e5)
# Seldom the last word, or hardly a session would be long.
commands = st.sampled_from([*COMMANDS] * 3 + [Trigger.RESUME] * 6).filter(lambda one: one is not Trigger.STOP)


class Sessions(RuleBasedStateMachine):
    """Keeps account of where the session must be, and of what it may tell."""

    @initialize(
        which=st.sampled_from(sorted(PLANS)),
        now=st.floats(0, 1e6),
        lead=st.sampled_from([0.0, 10.0]),
    )
    def begin(self, which: str, now: float, lead: float) -> None:
        self.which = which
        self.now = now
        self.session: Session = session.begin(*PLANS[which], now, lead=lead)
        self.run_from = -lead
        self.jumped()
        self.done: set[int] = set()
        self.ended = 0

    def jumped(self) -> None:
        """From here on steps begin and cues are said in order, each once."""
        self.began: list[int] = []
        self.said: list[float] = []

    def listen(self, events: tuple[Event, ...], now_at: Session) -> None:
        """Check what is told against the rules that always hold."""
        wheres = 0
        for one in events:
            match one:
                case event.StepBegan(at=at, index=index, step=step):
                    assert now_at.timeline.steps[index] == step
                    assert at == step.at <= now_at.position
                    self.began.append(index)
                case event.StepDone(at=at, index=index, step=step):
                    assert at == step.end <= now_at.position
                    assert self.run_from <= step.at
                    assert index not in self.done
                    self.done.add(index)
                case event.Said(cue=cue) if cue.moment is Moment.WHERE:
                    wheres += 1
                case event.Said(at=at, cue=cue):
                    assert at == cue.at
                    assert 0 <= now_at.position - at <= STALE
                    self.said.append(at)
                case event.Ended():
                    self.ended += 1
        assert wheres <= 1
        assert self.began == sorted(set(self.began))
        assert self.said == sorted(set(self.said))
        assert self.done == now_at.done

    def account(self) -> None:
        """Check that all that has been run through is done, and nothing else is."""
        if self.session.status in {Status.RUNNING, Status.DONE}:
            for i, step in enumerate(self.session.timeline.steps):
                if self.run_from <= step.at and step.end <= self.session.position:
                    assert i in self.done

    def look(self) -> None:
        """Look at the session: it has moved exactly as long as it ran."""
        before, waited = self.session, self.now - self.session.looked
        after, events = session.advance(before, self.now)
        if before.status is not Status.RUNNING or waited < 0:
            assert (after.status, after.position, events) == (before.status, before.position, ())
        elif waited > GAP:
            assert (after.status, after.cause, after.position) == (Status.PAUSED, "gap", before.position)
            assert events == (event.Paused(before.position, "gap"),)
        else:
            wanted = min(before.position + waited, before.timeline.seconds)
            assert after.position == pytest.approx(wanted, abs=CLOSE)
            ends = after.position == after.timeline.seconds
            assert after.status is (Status.DONE if ends else Status.RUNNING)
        self.session = after
        self.listen(events, after)
        self.account()

    @rule(seconds=waits)
    def wait(self, seconds: float) -> None:
        self.now += seconds
        self.look()

    @rule()
    def wait_for_what_is_next(self) -> None:
        position = self.session.position
        self.now += min(self.session.timeline.next_time(position) - position, GAP - 0.01)
        self.look()

    @rule(seconds=st.floats(GAP + 0.01, 1e5))
    def suspend(self, seconds: float) -> None:
        self.now += seconds
        self.look()

    @rule(seconds=st.floats(0, 1e4))
    def set_the_clock_back(self, seconds: float) -> None:
        self.now -= seconds
        self.look()

    @rule(trigger=commands, seconds=pauses)
    def command(self, trigger: Trigger, seconds: float) -> None:
        self.obey(trigger, seconds)

    @rule(score=st.integers(0, 10), seconds=pauses)
    def answer(self, score: int, seconds: float) -> None:
        self.obey(pain_trigger(score), seconds, score)

    @precondition(lambda self: self.session.position > self.session.timeline.seconds / 2)
    @rule()
    def stop(self) -> None:
        self.obey(Trigger.STOP, 0.5)

    def obey(self, trigger: Trigger, seconds: float, score: int | None = None) -> None:
        """Give a command: it does what the table says, or raises and changes nothing."""
        self.now += seconds
        before, copy = self.session, replace(self.session)
        looked, first = session.advance(before, self.now)
        if trigger not in TRANSITIONS[looked.status]:
            with pytest.raises(IllegalCommand):
                self.do(trigger, score)
            assert before == copy
            return
        after, events = self.do(trigger, score)
        assert events[: len(first)] == first
        self.look()
        assert self.session == looked
        self.session = after
        self.expect(trigger, looked)
        self.listen(events[len(first) :], after)
        self.account()

    def do(self, trigger: Trigger, score: int | None) -> tuple[Session, tuple[Event, ...]]:
        if score is not None:
            return session.pain(self.session, score, self.now)
        return COMMANDS[trigger](self.session, self.now)

    def expect(self, trigger: Trigger, looked: Session) -> None:
        """Check where a command has led, from what it met."""
        after = self.session
        at, end = looked.position, looked.timeline.seconds
        status = TRANSITIONS[looked.status][trigger]
        if trigger is Trigger.SKIP:
            step = None if looked.step is None else looked.timeline.steps[looked.step]
            at = step.end if step else 0.0 if at < 0 else end
            self.run_from = at
            self.jumped()
        elif trigger is Trigger.BACK:
            starts = [-looked.timeline.lead, *(step.at for step in looked.timeline.steps if step.kind is Kind.WORK)]
            at = after.position
            assert any(abs(at - start) < CLOSE for start in starts)
            assert at <= looked.position
            assert not any(at + CLOSE < start <= looked.position - RESTART for start in starts)
            self.run_from = min(starts, key=lambda start: abs(start - at))
            self.jumped()
        elif trigger in {Trigger.EASIER, Trigger.MODERATE}:
            assert after.revision == looked.revision + 1
            assert len(after.timeline.steps) == len(looked.timeline.steps)
            at, end = min(after.position, at), after.timeline.seconds
            self.jumped()
        if status is Status.RUNNING and at >= end:
            status = Status.DONE
        if trigger is Trigger.SKIP and at >= end:
            status = Status.DONE
        assert after.status is status
        assert after.position == pytest.approx(at, abs=CLOSE)
        assert (after.cause is None) == (after.status is not Status.PAUSED)

    @rule()
    def crash_and_go_on(self) -> None:
        line = self.session.timeline
        if self.session.status in OVER:
            return
        found = session.restore(line.plan, self.session.exercises, self.now, done=frozenset(self.done), lead=line.lead)
        left = [i for i, step in enumerate(line.steps) if step.kind is Kind.WORK and i not in self.done]
        first = line.steps[left[0]].at if left else line.seconds
        assert (found.status, found.cause) == (Status.PAUSED, "resumed")
        assert found.position <= first
        assert not any(step.kind is Kind.WORK and found.position < step.end <= first for step in line.steps)
        self.session = found
        self.run_from = found.position
        self.jumped()

    @precondition(lambda self: self.session.status in OVER)
    @rule()
    def begin_again(self) -> None:
        line = self.session.timeline
        self.begin(self.which, self.now, line.lead)

    @invariant()
    def it_is_on_its_timeline(self) -> None:
        line = self.session.timeline
        assert -line.lead <= self.session.position <= line.seconds
        assert all(a.end == b.at for a, b in zip(line.steps, line.steps[1:], strict=False))

    @invariant()
    def it_ends_once(self) -> None:
        assert self.ended == (self.session.status in OVER)


TestSessions = Sessions.TestCase
TestSessions.settings = settings(max_examples=60, stateful_step_count=60, deadline=None)
