"""A coach watches one set of one exercise."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from rearguard.body.recording import Array, Recording, Sight
from rearguard.coach.camera_advice import advice
from rearguard.coach.coach_state import Showing
from rearguard.coach.frame_measures import Reader, Reading, Smoother, there
from rearguard.coach.judge import Judge
from rearguard.coach.person_tracking import Following
from rearguard.coach.visibility import GONE, TURNED, Belief, Constancy, Gate, Standing
from rearguard.core.message import Message
from rearguard.core.observation import Lost, Observation, Seen
from rearguard.core.side import Side
from rearguard.library.exercise import Exercise, Level
from rearguard.library.watch import watch_at


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
        if exercise.watch is None:
            raise ValueError(f"{exercise.id} has no watch")
        self.watch = watch_at(exercise.watch, (level or exercise.levels[0]).watch)
        self._reader = Reader(self.watch)
        self._gate = Gate(self.watch, self._reader.index, len(self._reader.vital))
        self._smooth = Smoother(self._reader.names)
        self._judge = Judge(self.watch, self._reader.index, side)
        self._following = Following()
        self._constancy = Constancy()
        self._free = True
        self._seen, self._ready = Belief(), Belief()
        self._advice: Message | None = None
        self._unseen: float | None = None
        self._blind: float | None = None
        """Since when nothing is known."""
        self._first: float | None = None
        """When something was known first."""
        self._counts: float | None = None
        """From when on what is done counts; None: it doesn't."""
        self._last = -math.inf
        self._person: int | None = None

    def see(self, sight: Sight) -> tuple[Observation, ...]:
        """Take in one moment and return what came of it. A moment that is not later than the last is passed over."""
        people = sight.people
        if not people:
            return self.take(sight.t, ())
        image = np.stack([person.image for person in people])
        world = np.stack([person.world for person in people])
        return self.take(sight.t, tuple(self._reader.read(image, world, sight.size)))

    def review(self, recording: Recording) -> Iterator[Observation]:
        """Yield what comes of a whole recording: as if its sights were seen one by one, and closed. Much quicker."""
        readings = self._reader.read(recording.image, recording.world, recording.size)
        for t, someone, reading in zip(recording.t.tolist(), there(recording.image).tolist(), readings, strict=True):
            yield from self.take(t, (reading,) if someone else ())
        yield from self.finish()

    def finish(self) -> tuple[Observation, ...]:
        """Close what is under way, at the time of the last sight."""
        return tuple(self._judge.finish(ready=self._ready.now))

    @property
    def showing(self) -> Showing:
        """What a page draws now."""
        judge, count = self._judge, self.watch.count
        return Showing(
            seen=self._seen.now,
            ready=self._ready.now,
            advice=self._advice,
            person=self._person,
            reps=judge.reps,
            held=judge.held,
            moving=judge.moving,
            holding=judge.holding,
            value=judge.value,
            up=None if count is None else count.up,
            down=None if count is None else count.down,
            side=judge.side,
        )

    def take(self, t: float, people: tuple[Reading, ...]) -> tuple[Observation, ...]:
        """Take in one moment that is measured already."""
        if not self._last < t < math.inf:
            return ()
        self._last = t
        fits = [self._gate.fits(person.values) for person in people] if len(people) > 1 else [True] * len(people)
        chosen = self._person = self._following.choose(people, fits, free=self._free)
        if self._following.switched:
            self._smooth.reset()
        values = self._smooth(t, None if chosen is None else people[chosen].values)
        standing = self._gate.look(values)
        self._blind = None if standing.known else t if self._blind is None else self._blind
        # For a moment without a picture, nothing is learned.
        slip = self._blind is not None and t - self._blind < GONE
        size = math.nan if chosen is None else people[chosen].size
        inside = self._constancy.take(size) and standing.inside
        found = self._tell(t, standing, self._image(people, chosen), slip=slip)
        self._first = t if self._first is None and standing.known else self._first
        since = self._ready.take(t, seems=inside) if self._ready.now or not slip else None
        if since is not None:
            # Who is in posture as one first looks did not get into it just now.
            self._counts = None if not self._ready.now else since if since == self._first else t
            self._free = self._free and not self._ready.now
            if self._seen.now and not found:
                found.append(Seen(at=t, ready=self._ready.now))
        if standing.known:
            found += self._judge.take(
                t,
                values,
                values if chosen is None else people[chosen].values,
                inside=inside,
                since=self._counts,
                size=size,
            )
        elif not (self._seen.now or slip):
            found += self._judge.stop()
        return tuple(found)

    @staticmethod
    def _image(people: tuple[Reading, ...], chosen: int | None) -> Array | None:
        """Return the landmarks to give advice about: of who is followed, or of the one who is too close to be."""
        if chosen is not None:
            return people[chosen].image
        return people[0].image if len(people) == 1 and math.isnan(people[0].size) else None

    def _tell(self, t: float, standing: Standing, image: Array | None, *, slip: bool) -> list[Observation]:
        """Return the news of being seen or not."""
        visible = standing.known and not (standing.turn and standing.posed)
        gone = TURNED if standing.known else GONE
        news = self._seen.take(t, seems=visible, gone=gone) if self._seen.now or not slip else None
        if visible:
            self._unseen = None
            if self._seen.now:
                self._advice = None
            return [Seen(at=t, ready=self._ready.now)] if news is not None else []
        self._unseen = t if self._unseen is None else self._unseen
        if t - self._unseen < gone and self._advice is None:
            return []
        told, self._advice = (
            self._advice,
            Message(standing.turn) if standing.turn else advice(image, self._reader.marks),
        )
        if told is not None:
            return []
        self._following.forget()
        self._free = True
        return [Lost(at=self._unseen, advice=self._advice)]
