"""The coach of one set of one exercise: frames in, observations out."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from rearguard.body.recording import FloatArray, PoseFrame, PoseRecording
from rearguard.coach.camera_advice import visibility_advice
from rearguard.coach.coach_state import CoachState
from rearguard.coach.frame_measures import FrameMeasurer, FrameMeasures, MeasureSmoother, has_person
from rearguard.coach.judge import SetJudge
from rearguard.coach.person_tracking import PersonTracker
from rearguard.coach.visibility import (
    LOST_AFTER_S,
    WRONG_VIEW_AFTER_S,
    Debounced,
    SizeStability,
    Visibility,
    VisibilityGate,
)
from rearguard.core.message import Message
from rearguard.core.observation import Observation, TrackingLost, TrackingRegained
from rearguard.core.side import Side
from rearguard.library.exercise import Exercise, Level


class Coach:
    """A coach that watches one set.

    A lasting fault is returned twice: when it has lasted long enough to report, and when it is over, with the same id
    and start. `TrackingRegained` comes when the person becomes visible, and whenever they get into or leave posture.
    """

    def __init__(self, exercise: Exercise, *, level: Level | None = None, side: Side | None = None) -> None:
        """Begin a set.

        Args:
            exercise: the exercise.
            level: its level; None for the first.
            side: the working side; None: the coach detects it.

        Raises:
            ValueError: the exercise has no `watch`.
        """
        watch = exercise.at(level or exercise.levels[0]).watch
        if watch is None:
            raise ValueError(f"{exercise.id} has no watch")
        self.watch = watch
        self._reader = FrameMeasurer(self.watch)
        self._gate = VisibilityGate(self.watch, self._reader.columns, len(self._reader.required_names))
        self._smoother = MeasureSmoother(self._reader.measure_names)
        self._judge = SetJudge(self.watch, self._reader.columns, side)
        self._tracker = PersonTracker()
        self._size_stability = SizeStability()
        self._may_switch_person = True
        self._visible, self._in_posture = Debounced(), Debounced()
        self._advice: Message | None = None
        self._unseen_since: float | None = None
        self._unknown_since: float | None = None
        """The time since which the required measures are unknown; None while they are known."""
        self._first_known_at: float | None = None
        """The first time at which all required measures were known."""
        self._counting_since: float | None = None
        """The time from which movement counts; None while it doesn't count."""
        self._last_t = -math.inf
        self._person_index: int | None = None

    def observe(self, frame: PoseFrame) -> tuple[Observation, ...]:
        """Process a frame and return its observations. A frame not later than the last one is ignored."""
        people = frame.people
        if not people:
            return self.observe_measures(frame.t, ())
        image = np.stack([person.image for person in people])
        world = np.stack([person.world for person in people])
        return self.observe_measures(frame.t, tuple(self._reader.measure_frames(image, world, frame.size)))

    def review(self, recording: PoseRecording) -> Iterator[Observation]:
        """Yield the observations of a whole recording: those of `observe` and `finish`, but much faster."""
        frames = self._reader.measure_frames(recording.image, recording.world, recording.size)
        for t, is_person, measures in zip(
            recording.t.tolist(), has_person(recording.image).tolist(), frames, strict=True
        ):
            yield from self.observe_measures(t, (measures,) if is_person else ())
        yield from self.finish()

    def finish(self) -> tuple[Observation, ...]:
        """End the set at the time of the last frame, and return the observations that this completes."""
        return tuple(self._judge.finish(ready=self._in_posture.is_true))

    @property
    def state(self) -> CoachState:
        """The current state, for display."""
        judge, count = self._judge, self.watch.count
        return CoachState(
            is_visible=self._visible.is_true,
            in_posture=self._in_posture.is_true,
            advice=self._advice,
            person_index=self._person_index,
            reps=judge.reps,
            held_s=judge.held_s,
            is_moving=judge.is_moving,
            is_holding=judge.is_holding,
            current_value=judge.current_value,
            up_threshold=None if count is None else count.up,
            down_threshold=None if count is None else count.down,
            side=judge.side,
        )

    def observe_measures(self, t: float, people: tuple[FrameMeasures, ...]) -> tuple[Observation, ...]:
        """Process a frame whose measures are computed already."""
        if not self._last_t < t < math.inf:
            return ()
        self._last_t = t
        fits = [self._gate.might_fit(person.values) for person in people] if len(people) > 1 else [True] * len(people)
        index = self._person_index = self._tracker.choose(people, fits, free=self._may_switch_person)
        if self._tracker.has_switched:
            self._smoother.reset()
        values = self._smoother(t, None if index is None else people[index].values)
        visibility = self._gate.update(values)
        self._unknown_since = (
            None if visibility.all_known else t if self._unknown_since is None else self._unknown_since
        )
        # A dropout this short changes nothing.
        is_dropout = self._unknown_since is not None and t - self._unknown_since < LOST_AFTER_S
        size = math.nan if index is None else people[index].trunk_length
        inside = self._size_stability.update(size) and visibility.may_count
        observations = self._update_visibility(t, visibility, self._advice_image(people, index), is_dropout=is_dropout)
        self._first_known_at = t if self._first_known_at is None and visibility.all_known else self._first_known_at
        since = self._in_posture.update(t, seems_true=inside) if self._in_posture.is_true or not is_dropout else None
        if since is not None:
            # A person who is in posture from the first frame on did not get into it just now.
            self._counting_since = (
                None if not self._in_posture.is_true else since if since == self._first_known_at else t
            )
            self._may_switch_person = self._may_switch_person and not self._in_posture.is_true
            if self._visible.is_true and not observations:
                observations.append(TrackingRegained(at=t, in_posture=self._in_posture.is_true))
        if visibility.all_known:
            observations += self._judge.update(
                t,
                values,
                values if index is None else people[index].values,
                inside=inside,
                since=self._counting_since,
                size=size,
            )
        elif not (self._visible.is_true or is_dropout):
            observations += self._judge.stop()
        return tuple(observations)

    @staticmethod
    def _advice_image(people: tuple[FrameMeasures, ...], index: int | None) -> FloatArray | None:
        """Return the landmarks to advise on: the followed person's, or those of a single person without hips."""
        if index is not None:
            return people[index].image
        return people[0].image if len(people) == 1 and math.isnan(people[0].trunk_length) else None

    def _update_visibility(
        self, t: float, visibility: Visibility, image: FloatArray | None, *, is_dropout: bool
    ) -> list[Observation]:
        """Update whether the person is visible, and return the observation when that changes."""
        is_visible = visibility.all_known and not (visibility.view_advice and visibility.in_posture)
        lost_after_s = WRONG_VIEW_AFTER_S if visibility.all_known else LOST_AFTER_S
        changed_since = (
            self._visible.update(t, seems_true=is_visible, release_after_s=lost_after_s)
            if self._visible.is_true or not is_dropout
            else None
        )
        if is_visible:
            self._unseen_since = None
            if self._visible.is_true:
                self._advice = None
            return [TrackingRegained(at=t, in_posture=self._in_posture.is_true)] if changed_since is not None else []
        self._unseen_since = t if self._unseen_since is None else self._unseen_since
        if t - self._unseen_since < lost_after_s and self._advice is None:
            return []
        previous_advice, self._advice = (
            self._advice,
            Message(visibility.view_advice)
            if visibility.view_advice
            else visibility_advice(image, self._reader.required_landmarks),
        )
        if previous_advice is not None:
            return []
        self._tracker.reset()
        self._may_switch_person = True
        return [TrackingLost(at=self._unseen_since, advice=self._advice)]
