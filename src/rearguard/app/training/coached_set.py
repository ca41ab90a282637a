"""One set before the camera: from getting ready for it to its last repetition."""

from __future__ import annotations

from typing import Any

from rearguard.app.media.recording_buffer import Take
from rearguard.body.recording import Sight
from rearguard.coach.coach import Coach
from rearguard.coach.feedback import Prompter
from rearguard.coach.report import report, to_json
from rearguard.core.message import Message
from rearguard.core.observation import Fault, Hold, Lost, Observation, Rep, Seen
from rearguard.core.side import Side
from rearguard.library.exercise import Exercise, Role
from rearguard.library.watch import Inquiry
from rearguard.plan.plan import Step
from rearguard.session.pace import Progress

BLIND = 3.0
"""Seconds unseen after which the session goes on by the clock: long enough to turn round, short enough not to be
noticed as waiting."""


class WatchedSet:
    """Watches one bout. What is done before it begins is looked at, for a posture and a baseline, and not counted."""

    def __init__(self, index: int, step: Step, exercise: Exercise) -> None:
        self.index = index
        self.step = step
        self.exercise = exercise
        # In a test it must be seen which side it really is: the result is that side's.
        side = None if step.side is Side.BOTH or self._tested else step.side
        self._coach = Coach(exercise, level=exercise.level(step.level), side=side)
        self._prompter = Prompter(self._coach.watch)
        self._observations: list[Observation] = []
        self._news: Seen | Lost | None = None
        """The last word of being seen or not before the bout began."""
        self._begun: float | None = None
        self._last = 0.0
        self._unseen: float | None = None
        self.was_ready = False
        """Whether anybody was in position yet."""
        self.reps = 0
        """Repetitions of the bout itself."""
        self._ended: float | None = None
        self._told = False
        """Whether it was said that it is the other side's turn."""
        self.take = Take()
        """What was seen of the bout."""

    def see(self, sight: Sight, *, begun: bool) -> Message | None:
        """Take in a moment and return what to say of it, if anything."""
        if begun and self._begun is None:
            self._begin(sight.t)
        observations = [one for one in self._coach.see(sight) if self._counts(one)]
        self._observations += observations
        self.reps += sum(isinstance(one, Rep) for one in observations)
        self._last = sight.t
        showing = self._coach.showing
        # What ends because nobody can be seen any more may go on unseen.
        ended = [one for one in observations if isinstance(one, Hold) and showing.seen and self._its_side]
        if ended and self._ended is None:
            self._ended = self._since_begun(ended[0].start, ended[0].seconds)
        self.was_ready = self.was_ready or showing.ready
        self._unseen = None if showing.seen else sight.t if self._unseen is None else self._unseen
        if begun:
            self.take.add(sight, showing.person)
        if begun and showing.holding and not self._its_side and not self._told:
            self._told = True
            return Message(self.exercise.say.cues.switch)
        return self._prompter.hear(sight.t, observations)

    @property
    def blind(self) -> bool:
        """Whether nobody was seen for so long that the clock must go on."""
        return self._unseen is not None and self._last - self._unseen >= BLIND

    @property
    def progress(self) -> Progress:
        """How far the bout has come."""
        showing = self._coach.showing
        holding = showing.holding and self._its_side
        begun = self._last if self._begun is None else self._begun
        held = 0.0 if not holding else min(showing.held, self._last - begun)
        return Progress(
            bout=self.index,
            ready=showing.ready,
            reps=self.reps,
            holding=showing.holding,
            moving=showing.moving,
            held=held if self._ended is None else self._ended,
            ended=self._ended,
            flaws=frozenset(one.id for one in self._observations if isinstance(one, Fault)),
        )

    @property
    def _tested(self) -> bool:
        return self.exercise.role is Role.TEST

    @property
    def _its_side(self) -> bool:
        """Whether what is held is held on the side whose turn it is, as far as a camera can tell."""
        return not self._tested or self._coach.showing.side in {None, Side.BOTH, self.step.side}

    def _since_begun(self, start: float, seconds: float) -> float:
        """Return how much of a hold was in the bout."""
        return seconds - max(0.0, (self._begun or start) - start)

    @property
    def camera(self) -> Message:
        """How to put the camera."""
        return Message(self._coach.watch.camera.say)

    @property
    def place(self) -> tuple[str, str]:
        """Where the camera stands: if the set before had it there, it stands right."""
        camera = self._coach.watch.camera
        return camera.place, camera.height

    @property
    def questions(self) -> tuple[Inquiry, ...]:
        """What to ask after it."""
        return self._coach.watch.ask

    def showing(self) -> dict[str, Any]:
        """Return how things stand as JSON values, but for texts."""
        now = self._coach.showing
        side = now.side or self.step.side
        return {
            "bout": self.index,
            "seen": now.seen,
            "ready": now.ready,
            "person": now.person,
            "reps": self.reps,
            "held": round(now.held, 1),
            "holding": now.holding,
            "value": None if now.value is None else round(now.value, 3),
            "up": now.up,
            "down": now.down,
            "side": side.value,
        }

    @property
    def advice(self) -> Message | None:
        """What to do so that one is seen."""
        return self._coach.showing.advice

    def judged(self) -> dict[str, Any] | None:
        """Close it, and return what a journal keeps; None when it never began or nobody was seen in it.

        Times are seconds from its beginning.
        """
        if self._begun is None:
            return None
        self._observations += [one for one in self._coach.finish() if self._counts(one)]
        found = report(self.exercise.id, self._coach.watch, self._observations, self._begun, self._last)
        if not found.seen:
            return None
        step = {key: getattr(self.step, key) for key in ("level", "side", "set", "sets")}
        planned = {"reps": self.step.reps, "seconds": self.step.seconds}
        return {"index": self.index, **step, "planned": planned, **_from_zero(to_json(found), self._begun)}

    def _begin(self, t: float) -> None:
        self._begun = t
        news, self._observations = self._news, []
        if isinstance(news, Seen):
            self._observations.append(Seen(at=t, ready=news.ready))

    def _counts(self, one: Observation) -> bool:
        """Keep what belongs to the bout; before it only being seen or not is news."""
        if isinstance(one, Seen | Lost):
            self._news = one
            return True
        if self._begun is None:
            return False
        match one:
            case Rep(peak=at) | Hold(end=at) | Fault(end=at):
                return at >= self._begun
        return True


def _from_zero(document: dict[str, Any], begun: float) -> dict[str, Any]:
    """Return a report's JSON with its times counted from a moment."""

    def moved(row: dict[str, Any]) -> dict[str, Any]:
        times = {"start", "peak", "end", "from", "to"}
        return {key: round(one - begun, 3) if key in times else one for key, one in row.items()}

    lists = {key: [moved(row) for row in document[key]] for key in ("reps", "holds", "faults")}
    return {**document, **lists}
