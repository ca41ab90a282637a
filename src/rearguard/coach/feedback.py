"""What is said of what is seen: one cue at a time, the most important, and none again too soon."""

from __future__ import annotations

import math
from collections.abc import Iterable

from rearguard.core.message import Message
from rearguard.core.observation import Fault, Hold, Lost, Observation, Rep, Seen
from rearguard.library.watch import Watch

AGAIN = 6.0
"""Seconds before the same is said again."""

APART = 3.0
"""Seconds between any two things that are said: one is heard, and tried, before the next."""

PRAISE = Message("Good, that's it.")

MENDED = 2
"""Repetitions without a fault that was spoken of, before that is praised."""

KEPT = 4.0
"""Seconds of a hold without it, likewise."""


class Prompter:
    """Turns the observations of one set into words."""

    def __init__(self, watch: Watch) -> None:
        """Begin a set; `watch` is the coach's own."""
        self._cues = {flaw.id: Message(flaw.cue) for flaw in watch.flaws}
        self._always = {flaw.id for flaw in watch.flaws if flaw.when == "always"}
        self._held = watch.hold is not None
        self._said: dict[str, float] = {}
        self._last = -math.inf
        self._lost: Lost | None = None
        self._lasting: dict[str, float] = {}
        self._waiting: dict[str, float] = {}
        self._to_mend: dict[str, int] = {}
        self._ended: dict[str, float] = {}
        self._praised: set[str] = set()

    def hear(self, t: float, observations: Iterable[Observation]) -> Message | None:
        """Return what to say at a moment, if anything. Call it at every sight, also when nothing came of it.

        Args:
            t: the time of the sight, on the camera's clock.
            observations: what came of it.
        """
        praise = self._listen(observations)
        if self._lost is not None:
            return self._say(t, "", self._lost.advice)
        cue = self._cue(t)
        if cue is not None:
            return cue
        praise = praise or self._kept(t)
        if praise is None:
            return None
        self._praised.add(praise)
        del self._to_mend[praise]
        return self._say(t, "+", PRAISE)

    def _listen(self, observations: Iterable[Observation]) -> str | None:
        """Take in what there is, and return a fault that is mended by it."""
        praise = None
        for observation in observations:
            match observation:
                case Lost():
                    self._lost = observation
                    self._lasting.clear()
                    self._waiting.clear()
                case Seen():
                    self._lost = None
                case Fault():
                    self._hear_fault(observation)
                case Rep():
                    praise = self._mended(observation) or praise
                case Hold():
                    self._lasting.clear()
        return praise

    def _cue(self, t: float) -> Message | None:
        """Return the most important cue that may be said now."""
        for name, cue in self._cues.items():
            recent = t - self._waiting.get(name, -math.inf) < APART
            if name in self._lasting or recent:
                said = self._say(t, name, cue)
                if said is not None:
                    self._waiting.pop(name, None)
                    self._to_mend[name] = 0
                    return said
        return None

    def _hear_fault(self, fault: Fault) -> None:
        """Keep a fault that lasts until it comes again as over; one of a whole repetition is over at once."""
        if fault.id in self._lasting:
            del self._lasting[fault.id]
            self._ended[fault.id] = fault.end
        elif fault.id in self._cues:
            where = self._lasting if fault.id in self._always else self._waiting
            where[fault.id] = fault.end
            if fault.id in self._to_mend:
                self._to_mend[fault.id] = 0

    def _mended(self, rep: Rep) -> str | None:
        """Return a fault that was spoken of and has not been seen for some repetitions."""
        for name in self._to_mend:
            self._to_mend[name] = 0 if name in rep.faults else self._to_mend[name] + 1
        ripe = (name for name, reps in self._to_mend.items() if reps >= MENDED and name not in self._praised)
        return next(ripe, None)

    def _kept(self, t: float) -> str | None:
        """Return a fault of a hold that was spoken of and has been over for some time."""
        if not self._held:
            return None
        ripe = (
            name
            for name in self._to_mend
            if name not in self._lasting and t - self._ended.get(name, t) >= KEPT and name not in self._praised
        )
        return next(ripe, None)

    def _say(self, t: float, name: str, message: Message) -> Message | None:
        if t - self._last < APART or t - self._said.get(name, -math.inf) < AGAIN:
            return None
        self._last = self._said[name] = t
        return message
