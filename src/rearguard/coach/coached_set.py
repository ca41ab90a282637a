"""A set in front of the camera, from getting into position to the last repetition."""

from __future__ import annotations

from typing import Any

from rearguard.body.recording import PoseFrame
from rearguard.coach.coach import Coach
from rearguard.coach.feedback import FeedbackSpeaker
from rearguard.coach.report import build_set_report, set_report_json
from rearguard.core.bout_progress import BoutProgress
from rearguard.core.message import Message
from rearguard.core.observation import Fault, Hold, Observation, Rep, TrackingLost, TrackingRegained
from rearguard.core.side import Side
from rearguard.library.exercise import Exercise, Role
from rearguard.library.watch import FollowUpQuestion
from rearguard.plan.plan import Step

UNSEEN_TIMEOUT_S = 3.0
"""Seconds out of view after which the session continues by the clock: long enough to turn round, short enough not to
feel like waiting."""


class CoachedSet:
    """The coaching of one bout. Frames before its start give the posture and a baseline; nothing in them counts."""

    def __init__(self, index: int, step: Step, exercise: Exercise) -> None:
        self.index = index
        self.step = step
        self.exercise = exercise
        # In a self-test the camera must find out which side works, since the result belongs to that side.
        side = None if step.side is Side.BOTH or self._is_self_test else step.side
        self._coach = Coach(exercise, level=exercise.level(step.level), side=side)
        self._prompter = FeedbackSpeaker(self._coach.watch)
        self._observations: list[Observation] = []
        self._last_visibility: TrackingRegained | TrackingLost | None = None
        """The last change of visibility before the bout began."""
        self._began_at: float | None = None
        self._last_t = 0.0
        self._unseen_since: float | None = None
        self.was_ready = False
        """Whether the person was in position at least once."""
        self.reps = 0
        """Repetitions since the bout began."""
        self._final_hold_s: float | None = None
        self._switch_announced = False
        """Whether the cue to switch sides was given."""

    def process_frame(self, frame: PoseFrame, *, has_begun: bool) -> Message | None:
        """Process a frame and return the feedback to say, if any."""
        if has_begun and self._began_at is None:
            self._begin(frame.t)
        observations = [observation for observation in self._coach.observe(frame) if self._belongs_to_bout(observation)]
        self._observations += observations
        self.reps += sum(isinstance(observation, Rep) for observation in observations)
        self._last_t = frame.t
        state = self._coach.state
        # A hold that ends because the person left the picture may continue out of view.
        holds = [
            observation
            for observation in observations
            if isinstance(observation, Hold) and state.is_visible and self._is_expected_side
        ]
        if holds and self._final_hold_s is None:
            self._final_hold_s = self._seconds_since_begin(holds[0].start, holds[0].seconds)
        self.was_ready = self.was_ready or state.in_posture
        self._unseen_since = None if state.is_visible else frame.t if self._unseen_since is None else self._unseen_since
        if has_begun and state.is_holding and not self._is_expected_side and not self._switch_announced:
            self._switch_announced = True
            return Message(self.exercise.say.cues.switch)
        return self._prompter.next_feedback(frame.t, observations)

    @property
    def person_index(self) -> int | None:
        """Which of the last frame's people is followed."""
        return self._coach.state.person_index

    @property
    def is_unseen(self) -> bool:
        """Whether the person has been out of view for so long that the clock must continue."""
        return self._unseen_since is not None and self._last_t - self._unseen_since >= UNSEEN_TIMEOUT_S

    @property
    def progress(self) -> BoutProgress:
        """The progress of the bout."""
        state = self._coach.state
        is_counted_hold = state.is_holding and self._is_expected_side
        since = self._last_t if self._began_at is None else self._began_at
        held_s = 0.0 if not is_counted_hold else min(state.held_s, self._last_t - since)
        return BoutProgress(
            bout=self.index,
            in_posture=state.in_posture,
            reps=self.reps,
            is_holding=state.is_holding,
            is_moving=state.is_moving,
            held_s=held_s if self._final_hold_s is None else self._final_hold_s,
            first_hold_s=self._final_hold_s,
            faults=frozenset(observation.id for observation in self._observations if isinstance(observation, Fault)),
        )

    @property
    def _is_self_test(self) -> bool:
        return self.exercise.role is Role.TEST

    @property
    def _is_expected_side(self) -> bool:
        """Whether the working side is the planned one, as far as the camera shows."""
        return not self._is_self_test or self._coach.state.side in {None, Side.BOTH, self.step.side}

    def _seconds_since_begin(self, start: float, seconds: float) -> float:
        """Return the seconds of a hold that fall in the bout."""
        return seconds - max(0.0, (self._began_at or start) - start)

    @property
    def camera_advice(self) -> Message:
        """Where to put the camera, as a sentence."""
        return Message(self._coach.watch.camera.say)

    @property
    def camera_place(self) -> tuple[str, str]:
        """The camera's place and height; equal to the previous set's, they need no new advice."""
        camera = self._coach.watch.camera
        return camera.place, camera.height

    @property
    def questions(self) -> tuple[FollowUpQuestion, ...]:
        """The questions to ask after the set."""
        return self._coach.watch.ask

    def coach_state_json(self) -> dict[str, Any]:
        """Return the state of the coach as JSON values, without texts."""
        state = self._coach.state
        side = state.side or self.step.side
        return {
            "bout": self.index,
            "seen": state.is_visible,
            "ready": state.in_posture,
            "person": state.person_index,
            "reps": self.reps,
            "held": round(state.held_s, 1),
            "holding": state.is_holding,
            "value": None if state.current_value is None else round(state.current_value, 3),
            "up": state.up_threshold,
            "down": state.down_threshold,
            "side": side.value,
        }

    @property
    def advice(self) -> Message | None:
        """What the person can do so that the camera sees them."""
        return self._coach.state.advice

    def finish(self) -> dict[str, Any] | None:
        """Close the set and return its report as the journal stores it, times in seconds from the start of the bout.

        None if the bout never began or nobody was visible in it.
        """
        if self._began_at is None:
            return None
        self._observations += [
            observation for observation in self._coach.finish() if self._belongs_to_bout(observation)
        ]
        report = build_set_report(self.exercise.id, self._coach.watch, self._observations, self._began_at, self._last_t)
        if not report.visible_share:
            return None
        step = {key: getattr(self.step, key) for key in ("level", "side", "set", "sets")}
        planned = {"reps": self.step.reps, "seconds": self.step.seconds}
        return {
            "index": self.index,
            **step,
            "planned": planned,
            **_shift_times(set_report_json(report), self._began_at),
        }

    def _begin(self, t: float) -> None:
        self._began_at = t
        visibility, self._observations = self._last_visibility, []
        if isinstance(visibility, TrackingRegained):
            self._observations.append(TrackingRegained(at=t, in_posture=visibility.in_posture))

    def _belongs_to_bout(self, observation: Observation) -> bool:
        """Return whether an observation belongs to the bout; before it, only visibility counts."""
        if isinstance(observation, TrackingRegained | TrackingLost):
            self._last_visibility = observation
            return True
        if self._began_at is None:
            return False
        match observation:
            case Rep(peak=at) | Hold(end=at) | Fault(end=at):
                return at >= self._began_at
        return True


def _shift_times(report: dict[str, Any], start: float) -> dict[str, Any]:
    """Return a report's JSON with its times relative to `start`."""

    def shifted(row: dict[str, Any]) -> dict[str, Any]:
        times = {"start", "peak", "end", "from", "to"}
        return {key: round(entry - start, 3) if key in times else entry for key, entry in row.items()}

    lists = {key: [shifted(row) for row in report[key]] for key in ("reps", "holds", "faults")}
    return {**report, **lists}
