"""One set before the camera: from getting ready for it to its last repetition."""

from __future__ import annotations

from typing import Any

from rearguard.app.media.recording_buffer import RecordingBuffer
from rearguard.body.recording import PoseFrame
from rearguard.coach.coach import Coach
from rearguard.coach.feedback import FeedbackSpeaker
from rearguard.coach.report import build_set_report, set_report_json
from rearguard.core.message import Message
from rearguard.core.observation import Fault, Hold, Observation, Rep, TrackingLost, TrackingRegained
from rearguard.core.side import Side
from rearguard.library.exercise import Exercise, Role
from rearguard.library.watch import FollowUpQuestion
from rearguard.plan.plan import Step
from rearguard.session.pace import BoutProgress

UNSEEN_TIMEOUT_S = 3.0
"""Seconds unseen after which the session goes on by the clock: long enough to turn round, short enough not to be
noticed as waiting."""


class CoachedSet:
    """Watches one bout. What is done before it begins is looked at, for a posture and a baseline, and not counted."""

    def __init__(self, index: int, step: Step, exercise: Exercise) -> None:
        self.index = index
        self.step = step
        self.exercise = exercise
        # In a test it must be seen which side it really is: the result is that side's.
        side = None if step.side is Side.BOTH or self._is_self_test else step.side
        self._coach = Coach(exercise, level=exercise.level(step.level), side=side)
        self._prompter = FeedbackSpeaker(self._coach.watch)
        self._observations: list[Observation] = []
        self._last_visibility: TrackingRegained | TrackingLost | None = None
        """The last word of being seen or not before the bout began."""
        self._began_at: float | None = None
        self._last_t = 0.0
        self._unseen_since: float | None = None
        self.was_ready = False
        """Whether anybody was in position yet."""
        self.reps = 0
        """Repetitions of the bout itself."""
        self._final_hold_s: float | None = None
        self._switch_announced = False
        """Whether it was said that it is the other side's turn."""
        self.recording = RecordingBuffer()
        """What was seen of the bout."""

    def process_sight(self, sight: PoseFrame, *, begun: bool) -> Message | None:
        """Take in a moment and return what to say of it, if anything."""
        if begun and self._began_at is None:
            self._begin(sight.t)
        observations = [one for one in self._coach.observe(sight) if self._belongs_to_bout(one)]
        self._observations += observations
        self.reps += sum(isinstance(one, Rep) for one in observations)
        self._last_t = sight.t
        showing = self._coach.state
        # What ends because nobody can be seen any more may go on unseen.
        ended = [one for one in observations if isinstance(one, Hold) and showing.is_visible and self._is_expected_side]
        if ended and self._final_hold_s is None:
            self._final_hold_s = self._seconds_since_begin(ended[0].start, ended[0].seconds)
        self.was_ready = self.was_ready or showing.in_posture
        self._unseen_since = (
            None if showing.is_visible else sight.t if self._unseen_since is None else self._unseen_since
        )
        if begun:
            self.recording.add(sight, showing.person_index)
        if begun and showing.is_holding and not self._is_expected_side and not self._switch_announced:
            self._switch_announced = True
            return Message(self.exercise.say.cues.switch)
        return self._prompter.next_feedback(sight.t, observations)

    @property
    def is_unseen(self) -> bool:
        """Whether nobody was seen for so long that the clock must go on."""
        return self._unseen_since is not None and self._last_t - self._unseen_since >= UNSEEN_TIMEOUT_S

    @property
    def progress(self) -> BoutProgress:
        """How far the bout has come."""
        showing = self._coach.state
        holding = showing.is_holding and self._is_expected_side
        begun = self._last_t if self._began_at is None else self._began_at
        held = 0.0 if not holding else min(showing.held_s, self._last_t - begun)
        return BoutProgress(
            bout=self.index,
            in_posture=showing.in_posture,
            reps=self.reps,
            is_holding=showing.is_holding,
            is_moving=showing.is_moving,
            held_s=held if self._final_hold_s is None else self._final_hold_s,
            first_hold_s=self._final_hold_s,
            faults=frozenset(one.id for one in self._observations if isinstance(one, Fault)),
        )

    @property
    def _is_self_test(self) -> bool:
        return self.exercise.role is Role.TEST

    @property
    def _is_expected_side(self) -> bool:
        """Whether what is held is held on the side whose turn it is, as far as a camera can tell."""
        return not self._is_self_test or self._coach.state.side in {None, Side.BOTH, self.step.side}

    def _seconds_since_begin(self, start: float, seconds: float) -> float:
        """Return how much of a hold was in the bout."""
        return seconds - max(0.0, (self._began_at or start) - start)

    @property
    def camera_advice(self) -> Message:
        """How to put the camera."""
        return Message(self._coach.watch.camera.say)

    @property
    def camera_place(self) -> tuple[str, str]:
        """Where the camera stands: if the set before had it there, it stands right."""
        camera = self._coach.watch.camera
        return camera.place, camera.height

    @property
    def questions(self) -> tuple[FollowUpQuestion, ...]:
        """What to ask after it."""
        return self._coach.watch.ask

    def coach_state_json(self) -> dict[str, Any]:
        """Return how things stand as JSON values, but for texts."""
        now = self._coach.state
        side = now.side or self.step.side
        return {
            "bout": self.index,
            "seen": now.is_visible,
            "ready": now.in_posture,
            "person": now.person_index,
            "reps": self.reps,
            "held": round(now.held_s, 1),
            "holding": now.is_holding,
            "value": None if now.current_value is None else round(now.current_value, 3),
            "up": now.up_threshold,
            "down": now.down_threshold,
            "side": side.value,
        }

    @property
    def advice(self) -> Message | None:
        """What to do so that one is seen."""
        return self._coach.state.advice

    def finish(self) -> dict[str, Any] | None:
        """Close it, and return what a journal keeps; None when it never began or nobody was seen in it.

        Times are seconds from its beginning.
        """
        if self._began_at is None:
            return None
        self._observations += [one for one in self._coach.finish() if self._belongs_to_bout(one)]
        found = build_set_report(self.exercise.id, self._coach.watch, self._observations, self._began_at, self._last_t)
        if not found.visible_share:
            return None
        step = {key: getattr(self.step, key) for key in ("level", "side", "set", "sets")}
        planned = {"reps": self.step.reps, "seconds": self.step.seconds}
        return {"index": self.index, **step, "planned": planned, **_shift_times(set_report_json(found), self._began_at)}

    def _begin(self, t: float) -> None:
        self._began_at = t
        news, self._observations = self._last_visibility, []
        if isinstance(news, TrackingRegained):
            self._observations.append(TrackingRegained(at=t, in_posture=news.in_posture))

    def _belongs_to_bout(self, one: Observation) -> bool:
        """Keep what belongs to the bout; before it only being seen or not is news."""
        if isinstance(one, TrackingRegained | TrackingLost):
            self._last_visibility = one
            return True
        if self._began_at is None:
            return False
        match one:
            case Rep(peak=at) | Hold(end=at) | Fault(end=at):
                return at >= self._began_at
        return True


def _shift_times(document: dict[str, Any], begun: float) -> dict[str, Any]:
    """Return a report's JSON with its times counted from a moment."""

    def moved(row: dict[str, Any]) -> dict[str, Any]:
        times = {"start", "peak", "end", "from", "to"}
        return {key: round(one - begun, 3) if key in times else one for key, one in row.items()}

    lists = {key: [moved(row) for row in document[key]] for key in ("reps", "holds", "faults")}
    return {**document, **lists}
