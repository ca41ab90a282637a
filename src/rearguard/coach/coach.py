"""A coach watches one set of one exercise."""

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
    """Watches one set: sights in, observations out.

    A fault that lasts comes twice: when it has lasted long enough to speak of, and when it is over; start and id are
    the same. `Seen` comes when the person is seen, and whenever they get ready or cease to be.
    """

    def __init__(self, exercise: Exercise, *, level: Level | None = None, side: Side | None = None) -> None:
        """Begin a set.

        Args:
            exercise: what is done.
            level: the step of its ladder; None for the first.
            side: the side that works, where it is known; None: the coach finds out.

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
        """Since when nothing is known."""
        self._first_known_at: float | None = None
        """When something was known first."""
        self._counting_since: float | None = None
        """From when on what is done counts; None: it doesn't."""
        self._last_t = -math.inf
        self._person_index: int | None = None

    def observe(self, frame: PoseFrame) -> tuple[Observation, ...]:
        """Take in one moment and return what came of it. A moment that is not later than the last is passed over."""
        people = frame.people
        if not people:
            return self.observe_measures(frame.t, ())
        image = np.stack([person.image for person in people])
        world = np.stack([person.world for person in people])
        return self.observe_measures(frame.t, tuple(self._reader.measure_frames(image, world, frame.size)))

    def review(self, recording: PoseRecording) -> Iterator[Observation]:
        """Yield what comes of a whole recording: as if its sights were seen one by one, and closed. Much quicker."""
        readings = self._reader.measure_frames(recording.image, recording.world, recording.size)
        for t, someone, reading in zip(
            recording.t.tolist(), has_person(recording.image).tolist(), readings, strict=True
        ):
            yield from self.observe_measures(t, (reading,) if someone else ())
        yield from self.finish()

    def finish(self) -> tuple[Observation, ...]:
        """Close what is under way, at the time of the last sight."""
        return tuple(self._judge.finish(ready=self._in_posture.is_true))

    @property
    def state(self) -> CoachState:
        """What a page draws now."""
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
        """Take in one moment that is measured already."""
        if not self._last_t < t < math.inf:
            return ()
        self._last_t = t
        fits = [self._gate.might_fit(person.values) for person in people] if len(people) > 1 else [True] * len(people)
        chosen = self._person_index = self._tracker.choose(people, fits, free=self._may_switch_person)
        if self._tracker.has_switched:
            self._smoother.reset()
        values = self._smoother(t, None if chosen is None else people[chosen].values)
        standing = self._gate.update(values)
        self._unknown_since = None if standing.all_known else t if self._unknown_since is None else self._unknown_since
        # For a moment without a picture, nothing is learned.
        slip = self._unknown_since is not None and t - self._unknown_since < LOST_AFTER_S
        size = math.nan if chosen is None else people[chosen].trunk_length
        inside = self._size_stability.update(size) and standing.may_count
        found = self._update_visibility(t, standing, self._advice_image(people, chosen), slip=slip)
        self._first_known_at = t if self._first_known_at is None and standing.all_known else self._first_known_at
        since = self._in_posture.update(t, seems_true=inside) if self._in_posture.is_true or not slip else None
        if since is not None:
            # Who is in posture as one first looks did not get into it just now.
            self._counting_since = (
                None if not self._in_posture.is_true else since if since == self._first_known_at else t
            )
            self._may_switch_person = self._may_switch_person and not self._in_posture.is_true
            if self._visible.is_true and not found:
                found.append(TrackingRegained(at=t, in_posture=self._in_posture.is_true))
        if standing.all_known:
            found += self._judge.update(
                t,
                values,
                values if chosen is None else people[chosen].values,
                inside=inside,
                since=self._counting_since,
                size=size,
            )
        elif not (self._visible.is_true or slip):
            found += self._judge.stop()
        return tuple(found)

    @staticmethod
    def _advice_image(people: tuple[FrameMeasures, ...], chosen: int | None) -> FloatArray | None:
        """Return the landmarks to give advice about: of who is followed, or of the one who is too close to be."""
        if chosen is not None:
            return people[chosen].image
        return people[0].image if len(people) == 1 and math.isnan(people[0].trunk_length) else None

    def _update_visibility(
        self, t: float, standing: Visibility, image: FloatArray | None, *, slip: bool
    ) -> list[Observation]:
        """Return the news of being seen or not."""
        visible = standing.all_known and not (standing.view_advice and standing.in_posture)
        gone = WRONG_VIEW_AFTER_S if standing.all_known else LOST_AFTER_S
        news = (
            self._visible.update(t, seems_true=visible, release_after_s=gone)
            if self._visible.is_true or not slip
            else None
        )
        if visible:
            self._unseen_since = None
            if self._visible.is_true:
                self._advice = None
            return [TrackingRegained(at=t, in_posture=self._in_posture.is_true)] if news is not None else []
        self._unseen_since = t if self._unseen_since is None else self._unseen_since
        if t - self._unseen_since < gone and self._advice is None:
            return []
        told, self._advice = (
            self._advice,
            Message(standing.view_advice)
            if standing.view_advice
            else visibility_advice(image, self._reader.required_landmarks),
        )
        if told is not None:
            return []
        self._tracker.reset()
        self._may_switch_person = True
        return [TrackingLost(at=self._unseen_since, advice=self._advice)]
