"""The live coach: turns the page's camera frames into the session's pace, feedback and a report of each set."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from rearguard.app.media.recording_buffer import RecordingBuffer
from rearguard.app.person.clock import Clock
from rearguard.app.person.diary import Diary
from rearguard.app.training.live_session import LiveSession
from rearguard.body.recording import DetectedPerson, PoseFrame
from rearguard.coach.coached_set import CoachedSet
from rearguard.core.bout_progress import BoutProgress
from rearguard.core.errors import InvalidRequest
from rearguard.core.message import Message, Translate
from rearguard.journal.entry import EventKind
from rearguard.library.watch import FollowUpQuestion
from rearguard.session import event
from rearguard.session.coach_pacing import current_bout
from rearguard.session.coach_speech import CoachSpeech, follow_cue, next_words, offer_feedback
from rearguard.session.coach_waiting import PersonVisibility, progress_to_follow
from rearguard.session.cue import Cue
from rearguard.session.event import SessionEvent
from rearguard.session.state import SessionStatus

CAMERA_TIMEOUT_S = 2.0
"""Seconds without a frame after which the session continues by the clock; the slowest supported camera sends eight
pictures a second."""

MIN_FRAME_INTERVAL_S = 1 / 65
"""Shortest interval, in seconds, between two frames that are processed: usual webcams send at most 60 a second."""

BoutKey = tuple[int, float, int]
LandmarkNumbers = Sequence[float | None]


class LiveCoach:
    """The coach of one session, created with its first camera frame."""

    def __init__(self, training: LiveSession, diary: Diary, clock: Clock) -> None:
        self.live_session = training
        self._diary = diary
        self._clock = clock
        self._coached_set: CoachedSet | None = None
        self._bout_key: BoutKey | None = None
        self._last_frame_at: float | None = None
        """When the last frame came, by the session's clock."""
        self._last_frame_t = -MIN_FRAME_INTERVAL_S
        self._camera_clock_offset = 0.0
        self._camera_place: tuple[str, str] | None = None
        self._speech = CoachSpeech()
        self._spoken_cue: Cue | None = None
        self._waits_for_person = True
        """Whether a bout waits for the person to get into position."""
        self._recording = RecordingBuffer()
        """The frames of the current set."""
        self._open_question: tuple[FollowUpQuestion, CoachedSet] | None = None
        self.last_recording: RecordingBuffer | None = None
        """The recording of the last set that ended."""

    def process_frame(
        self, t: float, size: tuple[int, int], people: Sequence[tuple[LandmarkNumbers, LandmarkNumbers]]
    ) -> None:
        """Process a camera frame: for each person 33 × 4 and 33 × 3 numbers, as in a recording."""
        now = self._clock.seconds()
        if t + self._camera_clock_offset < self._last_frame_t:
            # Another page, or the same one reloaded: its clock restarted.
            away_s = 0.0 if self._last_frame_at is None else max(now - self._last_frame_at, MIN_FRAME_INTERVAL_S)
            self._camera_clock_offset = self._last_frame_t + away_s - t
        t += self._camera_clock_offset
        if t - self._last_frame_t < MIN_FRAME_INTERVAL_S:
            return
        self._last_frame_t, self._last_frame_at = t, now
        self.on_events()
        state = self.live_session.state
        if self._coached_set is None or state.status is not SessionStatus.RUNNING:
            return
        frame = PoseFrame(t=t, people=tuple(_to_person(*person) for person in people), size=size)
        has_begun = state.step_index == self._coached_set.index
        feedback = self._coached_set.process_frame(frame, has_begun=has_begun)
        if has_begun:
            self._recording.add(frame, self._coached_set.person_index)
        if feedback is not None:
            self._speech = offer_feedback(self._speech, feedback, now)
        self.on_events(self.live_session.follow_progress(self._bout_progress(self._coached_set, has_begun=has_begun)))
        self._speak_pending(now)

    def stop_watching(self) -> None:
        """Continue the session by the clock: the camera is off."""
        self._last_frame_at = None
        self.on_events(self.live_session.follow_progress(None))

    def on_events(self, events: Iterable[SessionEvent] = ()) -> None:
        """Follow the session: close the set that is over, open the next one. Call it after every change.

        Args:
            events: what the session emitted.
        """
        for emitted in events:
            if isinstance(emitted, event.CueDue):
                self._speech = follow_cue(self._speech, emitted.cue, self._clock.seconds(), self._clock.speed)
        state = self.live_session.state
        if (
            self._last_frame_at is not None
            and self._clock.seconds() - self._last_frame_at > CAMERA_TIMEOUT_S * self._clock.speed
        ):
            self.stop_watching()
        index = None if self.live_session.is_over else current_bout(state)
        key = None if index is None else (index, state.contiguous_since, state.revision)
        if key == self._bout_key:
            return
        self._finish_set()
        self._bout_key = key
        if index is None:
            return
        step = state.timeline.steps[index]
        exercise = state.exercises[step.exercise]
        if exercise.watch is None:
            return
        self._coached_set = CoachedSet(index, step, exercise)
        self._recording = RecordingBuffer()
        if self._coached_set.camera_place != self._camera_place:
            self._camera_place = self._coached_set.camera_place
            self._speech = replace(self._speech, camera_advice=self._coached_set.camera_advice)

    @property
    def current_set(self) -> CoachedSet | None:
        """The set before the camera."""
        return self._coached_set

    @property
    def open_question_id(self) -> str | None:
        """The id of the question that waits for an answer."""
        return None if self._open_question is None else self._open_question[0].id

    def answer_question(self, *, yes: bool) -> None:
        """Store the answer to the open question.

        Raises:
            InvalidRequest: no question is open.
        """
        if self._open_question is None:
            raise InvalidRequest(Message("There is no question to answer."))
        question, coached_set = self._open_question
        answer = {"question": question.id, "answer": "yes" if yes else "no", "exercise": coached_set.exercise.id}
        self._diary.write(
            (EventKind.ANSWERED, {"session": str(self.live_session.session_id), "index": coached_set.index, **answer})
        )
        self._open_question = None
        if yes:
            self._speech = offer_feedback(self._speech, Message(question.advice), self._clock.seconds())
            self._speak_pending(self._clock.seconds())

    def coach_json(self, translate: Translate) -> dict[str, Any]:
        """Return what a page shows and says now as JSON values; each cue is returned once."""
        cue, self._spoken_cue = self._spoken_cue, None
        question = self._open_question
        coached_set = self._coached_set if self._last_frame_at is not None else None
        return {
            "showing": None if coached_set is None else coached_set.coach_state_json(),
            "advice": None
            if coached_set is None or coached_set.advice is None
            else coached_set.advice.render(translate),
            "camera": None if self._coached_set is None else self._coached_set.camera_advice.render(translate),
            "say": None
            if cue is None
            else {"at": round(cue.at, 3), "moment": cue.kind, "text": cue.text.render(translate)},
            "ask": None
            if question is None
            else {"id": question[0].id, "text": translate(question[0].text), "exercise": question[1].exercise.id},
            "take": self.last_recording is not None,
        }

    def _bout_progress(self, coached_set: CoachedSet, *, has_begun: bool) -> BoutProgress | None:
        """Return the progress that sets the pace; None where the clock does."""
        visibility = PersonVisibility(
            has_begun=has_begun, is_unseen=coached_set.is_unseen, was_ready=coached_set.was_ready
        )
        progress, self._waits_for_person = progress_to_follow(
            coached_set.progress, visibility, waits_for_person=self._waits_for_person
        )
        return progress

    def _speak_pending(self, now: float) -> None:
        """Speak what is pending if nothing else is being spoken."""
        state, coached_set = self.live_session.state, self._coached_set
        if coached_set is not None and (coached_set.progress.in_posture or state.step_index == coached_set.index):
            self._speech = replace(self._speech, camera_advice=None)
        self._speech, cue = next_words(self._speech, state, now, self._clock.speed)
        self._spoken_cue = cue or self._spoken_cue

    def _finish_set(self) -> None:
        """End the set: store its report and open its question."""
        coached_set, self._coached_set = self._coached_set, None
        self._speech = replace(self._speech, feedback=None)
        if coached_set is None:
            return
        report = coached_set.finish()
        if report is None:
            return
        self.live_session.log_judged_set(report)
        self.last_recording = self._recording
        self._open_question = (coached_set.questions[0], coached_set) if coached_set.questions else None


def _to_person(image: LandmarkNumbers, world: LandmarkNumbers) -> DetectedPerson:
    return DetectedPerson(
        image=np.array(image, np.float64).reshape(33, 4),  # None becomes NaN
        world=np.array(world, np.float64).reshape(33, 3),
    )
