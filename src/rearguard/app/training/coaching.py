"""Watches a training: what the page's camera sees becomes pace, words, and a judgement of each set."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from rearguard.app.media.recording_buffer import Take
from rearguard.app.person.clock import Clock
from rearguard.app.person.diary import Diary
from rearguard.app.training.coached_set import WatchedSet
from rearguard.app.training.live_session import Training
from rearguard.body.recording import Person, Sight
from rearguard.core.errors import Misuse
from rearguard.core.message import Message, Translate
from rearguard.journal.entry import Kind
from rearguard.library.watch import Inquiry
from rearguard.session import event
from rearguard.session.coach_pacing import bout
from rearguard.session.cue import Cue, Moment
from rearguard.session.cue_schedule import spoken
from rearguard.session.event import Event
from rearguard.session.pace import Progress
from rearguard.session.speech_gap import quiet
from rearguard.session.state import Status

SILENT = 2.0
"""Seconds without a word from the camera after which the session goes on by the clock: the slowest that is judged
by sends eight pictures a second."""

FASTEST = 1 / 65
"""Seconds between two sights that are looked at: no camera of a desk worker is faster than 60 a second."""

STALE = 1.5
"""Seconds for which what the coach wants to say is still true. What found no quiet by then is not said."""

Key = tuple[int, float, int]
Numbers = Sequence[float | None]


class Coaching:
    """Watches one training. Made at the first sight of it."""

    def __init__(self, training: Training, diary: Diary, clock: Clock) -> None:
        self.training = training
        self._diary = diary
        self._clock = clock
        self._set: WatchedSet | None = None
        self._key: Key | None = None
        self._heard: float | None = None
        """When the camera was last heard of, by the training's clock."""
        self._last = -FASTEST
        self._offset = 0.0
        self._place: tuple[str, str] | None = None
        self._waiting: tuple[Message, float] | None = None
        """What is to be said, and since when."""
        self._busy = -math.inf
        """Until when something is being said."""
        self._camera: Message | None = None
        """How to put the camera, as long as that was not said."""
        self._saying: Cue | None = None
        self._patient = True
        """Whether a bout waits for somebody to be in position."""
        self._asking: tuple[Inquiry, WatchedSet] | None = None
        self.take: Take | None = None
        """What was seen of the last set that ended."""

    def see(self, t: float, size: tuple[int, int], people: Sequence[tuple[Numbers, Numbers]]) -> None:
        """Take in what a camera sees: for each person 33 × 4 and 33 × 3 numbers, as in a recording."""
        now = self._clock.seconds()
        if t + self._offset < self._last:  # another page, or the same one loaded anew: its clock began anew
            gone = 0.0 if self._heard is None else max(now - self._heard, FASTEST)
            self._offset = self._last + gone - t
        t += self._offset
        if t - self._last < FASTEST:
            return
        self._last, self._heard = t, now
        self.heed()
        state = self.training.state
        if self._set is None or state.status is not Status.RUNNING:
            return
        sight = Sight(t=t, people=tuple(_person(*one) for one in people), size=size)
        begun = state.step == self._set.index
        words = self._set.see(sight, begun=begun)
        if words is not None:
            self._waiting = (words, now)
        self.heed(self.training.follow(self._progress(self._set, begun=begun)))
        self._speak(now)

    def unsee(self) -> None:
        """Take in that the camera watches no more: the session goes on by the clock."""
        self._heard = None
        self.heed(self.training.follow(None))

    def heed(self, events: Iterable[Event] = ()) -> None:
        """Follow the training: close the set that is over, open the one that is next. Call it whenever it moved.

        Args:
            events: what happened.
        """
        for one in events:
            if isinstance(one, event.Said) and one.cue.moment is not Moment.TEMPO:
                self._busy = self._clock.seconds() + spoken(one.cue.text) * self._clock.speed
        state = self.training.state
        if self._heard is not None and self._clock.seconds() - self._heard > SILENT * self._clock.speed:
            self.unsee()
        index = None if self.training.over else bout(state)
        key = None if index is None else (index, state.since, state.revision)
        if key == self._key:
            return
        self._close()
        self._key = key
        if index is None:
            return
        step = state.timeline.steps[index]
        exercise = state.exercises[step.exercise]
        if exercise.watch is None:
            return
        self._set = WatchedSet(index, step, exercise)
        if self._set.place != self._place:
            self._place = self._set.place
            self._camera = self._set.camera

    @property
    def watched(self) -> WatchedSet | None:
        """The set before the camera."""
        return self._set

    @property
    def asked(self) -> str | None:
        """The id of the question that waits for an answer."""
        return None if self._asking is None else self._asking[0].id

    def answer(self, *, yes: bool) -> None:
        """Keep the answer to what was asked.

        Raises:
            Misuse: nothing was asked.
        """
        if self._asking is None:
            raise Misuse(Message("Nothing was asked."))
        inquiry, watched = self._asking
        said = {"question": inquiry.id, "answer": "yes" if yes else "no", "exercise": watched.exercise.id}
        self._diary.write((Kind.ANSWERED, {"session": str(self.training.name), "index": watched.index, **said}))
        self._asking = None
        if yes:
            self._waiting = (Message(inquiry.advice), self._clock.seconds())
            self._speak(self._clock.seconds())

    def document(self, translate: Translate) -> dict[str, Any]:
        """Return what a page shows and says now as JSON values; what it says is told once."""
        saying, self._saying = self._saying, None
        asked = self._asking
        watched = self._set if self._heard is not None else None
        return {
            "showing": None if watched is None else watched.showing(),
            "advice": None if watched is None or watched.advice is None else watched.advice.render(translate),
            "camera": None if self._set is None else self._set.camera.render(translate),
            "say": None
            if saying is None
            else {"at": round(saying.at, 3), "moment": saying.moment, "text": saying.text.render(translate)},
            "ask": None
            if asked is None
            else {"id": asked[0].id, "text": translate(asked[0].text), "exercise": asked[1].exercise.id},
            "take": self.take is not None,
        }

    def _progress(self, watched: WatchedSet, *, begun: bool) -> Progress | None:
        """Return what sets the pace; None where the clock does."""
        progress = watched.progress
        if progress.ready:
            self._patient = True
        elif begun and watched.blind:
            # Nobody came, however long it waited: it does not wait again before somebody was there.
            self._patient = self._patient and watched.was_ready
            return None
        return progress if begun or self._patient else replace(progress, ready=True)

    def _speak(self, now: float) -> None:
        """Say what waits as soon as nothing else is being said, or never."""
        state, watched = self.training.state, self._set
        if self._waiting is not None and now - self._waiting[1] > STALE * self._clock.speed:
            self._waiting = None
        if watched is not None and (watched.progress.ready or state.step == watched.index):
            self._camera = None
        words = self._waiting[0] if self._waiting else self._camera
        if words is None or now < self._busy or state.status is not Status.RUNNING or not quiet(state, words):
            return
        self._saying = Cue(state.position, Moment.COACH, words)
        self._busy = now + spoken(words) * self._clock.speed
        if words is self._camera:
            self._camera = None
        else:
            self._waiting = None

    def _close(self) -> None:
        """End the set: judge it, keep that, and see what to ask."""
        over, self._set = self._set, None
        self._waiting = None
        if over is None:
            return
        judged = over.judged()
        if judged is None:
            return
        self.training.judged(judged)
        self.take = over.take
        self._asking = (over.questions[0], over) if over.questions else None


def _person(image: Numbers, world: Numbers) -> Person:
    return Person(
        image=np.array(image, np.float64).reshape(33, 4),  # None becomes NaN
        world=np.array(world, np.float64).reshape(33, 3),
    )
