"""A session under every command and clock change, against a simple model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from support.sample_exercises import ARTICLE_EXERCISES
from support.sample_plans import LUNGE, MIDDLE_LEVEL_PLAN, SEVEN_MINUTE_PLAN, STRETCH_ONLY_PLAN, THREE_LEVEL_EXERCISES

from rearguard.core.errors import IllegalCommand
from rearguard.library.exercise import Exercise
from rearguard.plan.plan import Plan, StepKind
from rearguard.session import event, session
from rearguard.session.cue import CueKind
from rearguard.session.event import SessionEvent
from rearguard.session.session import AUTO_PAUSE_AFTER_S, BACK_TO_PREVIOUS_WITHIN_S, CUE_STALE_AFTER_S, SessionState
from rearguard.session.state import SESSION_TRANSITIONS, SessionStatus, SessionTrigger, classify_pain

COMMANDS = {
    SessionTrigger.PAUSE: session.pause_session,
    SessionTrigger.RESUME: session.resume_session,
    SessionTrigger.SKIP: session.skip_step,
    SessionTrigger.BACK: session.go_back,
    SessionTrigger.EASIER: session.make_easier,
    SessionTrigger.HURTS: session.report_pain,
    SessionTrigger.STOP: session.stop_session,
}
PLANS: dict[str, tuple[Plan, Mapping[str, Exercise]]] = {
    "seven minutes": (SEVEN_MINUTE_PLAN, ARTICLE_EXERCISES),
    "ladders": (MIDDLE_LEVEL_PLAN, THREE_LEVEL_EXERCISES),
    "one stretch": (STRETCH_ONLY_PLAN, {"lunge": LUNGE}),
}
OVER = {SessionStatus.DONE, SessionStatus.STOPPED}
CLOSE = 1e-6

waits = st.floats(0, 1.2) | st.floats(0, AUTO_PAUSE_AFTER_S - 0.01) | st.sampled_from([0.0, 0.1, 1.0])
pauses = waits | st.floats(AUTO_PAUSE_AFTER_S + 0.01, 1e5)
# Rarely the last command, or hardly any session would be long.
commands = st.sampled_from([*COMMANDS] * 3 + [SessionTrigger.RESUME] * 6).filter(
    lambda candidate: candidate is not SessionTrigger.STOP
)


class Sessions(RuleBasedStateMachine):
    """Tracks where the session must be, and what it may report."""

    @initialize(
        which=st.sampled_from(sorted(PLANS)),
        now=st.floats(0, 1e6),
        lead=st.sampled_from([0.0, 10.0]),
    )
    def begin(self, which: str, now: float, lead: float) -> None:
        self.which = which
        self.now = now
        self.session: SessionState = session.start_session(*PLANS[which], now, lead=lead)
        self.run_from = -lead
        self.jumped()
        self.done: set[int] = set()
        self.ended = 0

    def jumped(self) -> None:
        """From here on steps begin and cues are said in order, each once."""
        self.began: list[int] = []
        self.said: list[float] = []

    def listen(self, events: tuple[SessionEvent, ...], now_at: SessionState) -> None:
        """Check the events against the rules that always hold."""
        wheres = 0
        for emitted in events:
            match emitted:
                case event.StepStarted(at=at, index=index, step=step):
                    assert now_at.timeline.steps[index] == step
                    assert at == step.at <= now_at.position
                    self.began.append(index)
                case event.StepDone(at=at, index=index, step=step):
                    assert at == step.end <= now_at.position
                    assert self.run_from <= step.at
                    assert index not in self.done
                    self.done.add(index)
                case event.CueDue(cue=cue) if cue.kind is CueKind.WHERE:
                    wheres += 1
                case event.CueDue(at=at, cue=cue):
                    assert at == cue.at
                    assert 0 <= now_at.position - at <= CUE_STALE_AFTER_S
                    self.said.append(at)
                case event.Ended():
                    self.ended += 1
        assert wheres <= 1
        assert self.began == sorted(set(self.began))
        assert self.said == sorted(set(self.said))
        assert self.done == now_at.done_steps

    def account(self) -> None:
        """Check that all steps so far are done, and nothing else is."""
        if self.session.status in {SessionStatus.RUNNING, SessionStatus.DONE}:
            for i, step in enumerate(self.session.timeline.steps):
                if self.run_from <= step.at and step.end <= self.session.position:
                    assert i in self.done

    def look(self) -> None:
        """Tick the session: it has moved exactly as long as it ran."""
        before, waited = self.session, self.now - self.session.last_tick
        after, events = session.advance_session(before, self.now)
        if before.status is not SessionStatus.RUNNING or waited < 0:
            assert (after.status, after.position, events) == (before.status, before.position, ())
        elif waited > AUTO_PAUSE_AFTER_S:
            assert (after.status, after.cause, after.position) == (SessionStatus.PAUSED, "gap", before.position)
            assert events == (event.Paused(before.position, "gap"),)
        else:
            expected = min(before.position + waited, before.timeline.seconds)
            assert after.position == pytest.approx(expected, abs=CLOSE)
            ends = after.position == after.timeline.seconds
            assert after.status is (SessionStatus.DONE if ends else SessionStatus.RUNNING)
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
        self.now += min(self.session.timeline.next_change_at(position) - position, AUTO_PAUSE_AFTER_S - 0.01)
        self.look()

    @rule(seconds=st.floats(AUTO_PAUSE_AFTER_S + 0.01, 1e5))
    def suspend(self, seconds: float) -> None:
        self.now += seconds
        self.look()

    @rule(seconds=st.floats(0, 1e4))
    def set_the_clock_back(self, seconds: float) -> None:
        self.now -= seconds
        self.look()

    @rule(trigger=commands, seconds=pauses)
    def command(self, trigger: SessionTrigger, seconds: float) -> None:
        self.obey(trigger, seconds)

    @rule(score=st.integers(0, 10), seconds=pauses)
    def answer(self, score: int, seconds: float) -> None:
        self.obey(classify_pain(score), seconds, score)

    @precondition(lambda self: self.session.position > self.session.timeline.seconds / 2)
    @rule()
    def stop(self) -> None:
        self.obey(SessionTrigger.STOP, 0.5)

    def obey(self, trigger: SessionTrigger, seconds: float, score: int | None = None) -> None:
        """Give a command: it does what the table says, or raises and changes nothing."""
        self.now += seconds
        before, copy = self.session, replace(self.session)
        looked, first = session.advance_session(before, self.now)
        if trigger not in SESSION_TRANSITIONS[looked.status]:
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

    def do(self, trigger: SessionTrigger, score: int | None) -> tuple[SessionState, tuple[SessionEvent, ...]]:
        if score is not None:
            return session.rate_pain(self.session, score, self.now)
        return COMMANDS[trigger](self.session, self.now)

    def expect(self, trigger: SessionTrigger, looked: SessionState) -> None:
        """Check the effect of a command on the state before it."""
        after = self.session
        at, end = looked.position, looked.timeline.seconds
        status = SESSION_TRANSITIONS[looked.status][trigger]
        if trigger is SessionTrigger.SKIP:
            step = None if looked.step_index is None else looked.timeline.steps[looked.step_index]
            at = step.end if step else 0.0 if at < 0 else end
            self.run_from = at
            self.jumped()
        elif trigger is SessionTrigger.BACK:
            starts = [-looked.timeline.lead, *(step.at for step in looked.timeline.steps if step.kind is StepKind.WORK)]
            at = after.position
            assert any(abs(at - start) < CLOSE for start in starts)
            assert at <= looked.position
            assert not any(at + CLOSE < start <= looked.position - BACK_TO_PREVIOUS_WITHIN_S for start in starts)
            self.run_from = min(starts, key=lambda start: abs(start - at))
            self.jumped()
        elif trigger in {SessionTrigger.EASIER, SessionTrigger.MODERATE}:
            assert after.revision == looked.revision + 1
            assert len(after.timeline.steps) == len(looked.timeline.steps)
            at, end = min(after.position, at), after.timeline.seconds
            self.jumped()
        if status is SessionStatus.RUNNING and at >= end:
            status = SessionStatus.DONE
        if trigger is SessionTrigger.SKIP and at >= end:
            status = SessionStatus.DONE
        assert after.status is status
        assert after.position == pytest.approx(at, abs=CLOSE)
        assert (after.cause is None) == (after.status is not SessionStatus.PAUSED)

    @rule()
    def crash_and_go_on(self) -> None:
        line = self.session.timeline
        if self.session.status in OVER:
            return
        restored = session.restore_session(
            line.plan, self.session.exercises, self.now, done=frozenset(self.done), lead=line.lead
        )
        remaining = [i for i, step in enumerate(line.steps) if step.kind is StepKind.WORK and i not in self.done]
        first = line.steps[remaining[0]].at if remaining else line.seconds
        assert (restored.status, restored.cause) == (SessionStatus.PAUSED, "resumed")
        assert restored.position <= first
        assert not any(step.kind is StepKind.WORK and restored.position < step.end <= first for step in line.steps)
        self.session = restored
        self.run_from = restored.position
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
