"""Watches a training: what the page's camera sees becomes pace, words, and a judgement of each set."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from rearguard.app.media.recording_buffer import RecordingBuffer
from rearguard.app.person.clock import Clock
from rearguard.app.person.diary import Diary
from rearguard.app.training.coached_set import CoachedSet
from rearguard.app.training.live_session import LiveSession
from rearguard.body.recording import DetectedPerson, PoseFrame
from rearguard.core.errors import InvalidRequest
from rearguard.core.message import Message, Translate
from rearguard.journal.entry import EventKind
from rearguard.library.watch import FollowUpQuestion
from rearguard.session import event
from rearguard.session.coach_pacing import current_bout
from rearguard.session.cue import Cue, CueKind
from rearguard.session.cue_schedule import speech_seconds
from rearguard.session.event import SessionEvent
from rearguard.session.pace import BoutProgress
from rearguard.session.speech_gap import has_speech_gap
from rearguard.session.state import SessionStatus

CAMERA_TIMEOUT_S = 2.0
"""Seconds without a word from the camera after which the session goes on by the clock: the slowest that is judged
by sends eight pictures a second."""

MIN_FRAME_INTERVAL_S = 1 / 65
"""Seconds between two sights that are looked at: no camera of a desk worker is faster than 60 a second."""

ADVICE_LIFETIME_S = 1.5
"""Seconds for which what the coach wants to say is still true. What found no quiet by then is not said."""

BoutKey = tuple[int, float, int]
LandmarkNumbers = Sequence[float | None]


class LiveCoach:
    """Watches one training. Made at the first sight of it."""

    def __init__(self, training: LiveSession, diary: Diary, clock: Clock) -> None:
        self.live_session = training
        self._diary = diary
        self._clock = clock
        self._coached_set: CoachedSet | None = None
        self._bout_key: BoutKey | None = None
        self._last_frame_at: float | None = None
        """When the camera was last heard of, by the training's clock."""
        self._last_frame_t = -MIN_FRAME_INTERVAL_S
        self._camera_clock_offset = 0.0
        self._camera_place: tuple[str, str] | None = None
        self._pending_advice: tuple[Message, float] | None = None
        """What is to be said, and since when."""
        self._speaking_until = -math.inf
        """Until when something is being said."""
        self._camera_advice: Message | None = None
        """How to put the camera, as long as that was not said."""
        self._spoken_cue: Cue | None = None
        self._waits_for_person = True
        """Whether a bout waits for somebody to be in position."""
        self._open_question: tuple[FollowUpQuestion, CoachedSet] | None = None
        self.last_recording: RecordingBuffer | None = None
        """What was seen of the last set that ended."""

    def process_frame(
        self, t: float, size: tuple[int, int], people: Sequence[tuple[LandmarkNumbers, LandmarkNumbers]]
    ) -> None:
        """Take in what a camera sees: for each person 33 × 4 and 33 × 3 numbers, as in a recording."""
        now = self._clock.seconds()
        if (
            t + self._camera_clock_offset < self._last_frame_t
        ):  # another page, or the same one loaded anew: its clock began anew
            gone = 0.0 if self._last_frame_at is None else max(now - self._last_frame_at, MIN_FRAME_INTERVAL_S)
            self._camera_clock_offset = self._last_frame_t + gone - t
        t += self._camera_clock_offset
        if t - self._last_frame_t < MIN_FRAME_INTERVAL_S:
            return
        self._last_frame_t, self._last_frame_at = t, now
        self.on_events()
        state = self.live_session.state
        if self._coached_set is None or state.status is not SessionStatus.RUNNING:
            return
        sight = PoseFrame(t=t, people=tuple(_to_person(*one) for one in people), size=size)
        begun = state.step_index == self._coached_set.index
        words = self._coached_set.process_sight(sight, begun=begun)
        if words is not None:
            self._pending_advice = (words, now)
        self.on_events(self.live_session.follow_progress(self._bout_progress(self._coached_set, begun=begun)))
        self._speak_pending(now)

    def stop_watching(self) -> None:
        """Take in that the camera watches no more: the session goes on by the clock."""
        self._last_frame_at = None
        self.on_events(self.live_session.follow_progress(None))

    def on_events(self, events: Iterable[SessionEvent] = ()) -> None:
        """Follow the training: close the set that is over, open the one that is next. Call it whenever it moved.

        Args:
            events: what happened.
        """
        for one in events:
            if isinstance(one, event.CueDue) and one.cue.kind is not CueKind.TEMPO:
                self._speaking_until = self._clock.seconds() + speech_seconds(one.cue.text) * self._clock.speed
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
        if self._coached_set.camera_place != self._camera_place:
            self._camera_place = self._coached_set.camera_place
            self._camera_advice = self._coached_set.camera_advice

    @property
    def current_set(self) -> CoachedSet | None:
        """The set before the camera."""
        return self._coached_set

    @property
    def open_question_id(self) -> str | None:
        """The id of the question that waits for an answer."""
        return None if self._open_question is None else self._open_question[0].id

    def answer_question(self, *, yes: bool) -> None:
        """Keep the answer to what was asked.

        Raises:
            Misuse: nothing was asked.
        """
        if self._open_question is None:
            raise InvalidRequest(Message("There is no question to answer."))
        inquiry, watched = self._open_question
        said = {"question": inquiry.id, "answer": "yes" if yes else "no", "exercise": watched.exercise.id}
        self._diary.write(
            (EventKind.ANSWERED, {"session": str(self.live_session.session_id), "index": watched.index, **said})
        )
        self._open_question = None
        if yes:
            self._pending_advice = (Message(inquiry.advice), self._clock.seconds())
            self._speak_pending(self._clock.seconds())

    def coach_json(self, translate: Translate) -> dict[str, Any]:
        """Return what a page shows and says now as JSON values; what it says is told once."""
        saying, self._spoken_cue = self._spoken_cue, None
        asked = self._open_question
        watched = self._coached_set if self._last_frame_at is not None else None
        return {
            "showing": None if watched is None else watched.coach_state_json(),
            "advice": None if watched is None or watched.advice is None else watched.advice.render(translate),
            "camera": None if self._coached_set is None else self._coached_set.camera_advice.render(translate),
            "say": None
            if saying is None
            else {"at": round(saying.at, 3), "moment": saying.kind, "text": saying.text.render(translate)},
            "ask": None
            if asked is None
            else {"id": asked[0].id, "text": translate(asked[0].text), "exercise": asked[1].exercise.id},
            "take": self.last_recording is not None,
        }

    def _bout_progress(self, watched: CoachedSet, *, begun: bool) -> BoutProgress | None:
        """Return what sets the pace; None where the clock does."""
        progress = watched.progress
        if progress.in_posture:
            self._waits_for_person = True
        elif begun and watched.is_unseen:
            # Nobody came, however long it waited: it does not wait again before somebody was there.
            self._waits_for_person = self._waits_for_person and watched.was_ready
            return None
        return progress if begun or self._waits_for_person else replace(progress, in_posture=True)

    def _speak_pending(self, now: float) -> None:
        """Say what waits as soon as nothing else is being said, or never."""
        state, watched = self.live_session.state, self._coached_set
        if self._pending_advice is not None and now - self._pending_advice[1] > ADVICE_LIFETIME_S * self._clock.speed:
            self._pending_advice = None
        if watched is not None and (watched.progress.in_posture or state.step_index == watched.index):
            self._camera_advice = None
        words = self._pending_advice[0] if self._pending_advice else self._camera_advice
        if (
            words is None
            or now < self._speaking_until
            or state.status is not SessionStatus.RUNNING
            or not has_speech_gap(state, words)
        ):
            return
        self._spoken_cue = Cue(state.position, CueKind.COACH, words)
        self._speaking_until = now + speech_seconds(words) * self._clock.speed
        if words is self._camera_advice:
            self._camera_advice = None
        else:
            self._pending_advice = None

    def _finish_set(self) -> None:
        """End the set: judge it, keep that, and see what to ask."""
        over, self._coached_set = self._coached_set, None
        self._pending_advice = None
        if over is None:
            return
        judged = over.finish()
        if judged is None:
            return
        self.live_session.log_judged_set(judged)
        self.last_recording = over.recording
        self._open_question = (over.questions[0], over) if over.questions else None


def _to_person(image: LandmarkNumbers, world: LandmarkNumbers) -> DetectedPerson:
    return DetectedPerson(
        image=np.array(image, np.float64).reshape(33, 4),  # None becomes NaN
        world=np.array(world, np.float64).reshape(33, 3),
    )
