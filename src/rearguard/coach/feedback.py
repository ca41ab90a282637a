"""What is said of what is seen: one cue at a time, the most important, and none again too soon."""

from __future__ import annotations

import math
from collections.abc import Iterable

from rearguard.core.message import Message
from rearguard.core.observation import Fault, Hold, Observation, Rep, TrackingLost, TrackingRegained
from rearguard.library.watch import WatchSpec

REPEAT_AFTER_S = 6.0
"""Seconds before the same is said again."""

MIN_FEEDBACK_GAP_S = 3.0
"""Seconds between any two things that are said: one is heard, and tried, before the next."""

PRAISE_TEXT = Message("That's better.")

PRAISE_AFTER_REPS = 2
"""Repetitions without a fault that was spoken of, before that is praised."""

PRAISE_AFTER_HOLD_S = 4.0
"""Seconds of a hold without it, likewise."""


class FeedbackSpeaker:
    """Turns the observations of one set into words."""

    def __init__(self, watch: WatchSpec) -> None:
        """Begin a set; `watch` is the coach's own."""
        self._cues = {flaw.id: Message(flaw.cue) for flaw in watch.flaws}
        self._always = {flaw.id for flaw in watch.flaws if flaw.when == "always"}
        self._is_hold = watch.hold is not None
        self._spoken_at: dict[str, float] = {}
        self._last_spoken_at = -math.inf
        self._lost: TrackingLost | None = None
        self._lasting_faults: dict[str, float] = {}
        self._recent_faults: dict[str, float] = {}
        self._clean_reps: dict[str, int] = {}
        self._ended_at: dict[str, float] = {}
        self._praised: set[str] = set()

    def next_feedback(self, t: float, observations: Iterable[Observation]) -> Message | None:
        """Return what to say at a moment, if anything. Call it at every sight, also when nothing came of it.

        Args:
            t: the time of the sight, on the camera's clock.
            observations: what came of it.
        """
        praise = self._process(observations)
        if self._lost is not None:
            return self._say(t, "", self._lost.advice)
        cue = self._most_important_cue(t)
        if cue is not None:
            return cue
        praise = praise or self._fault_fixed_in_hold(t)
        if praise is None:
            return None
        self._praised.add(praise)
        del self._clean_reps[praise]
        return self._say(t, "+", PRAISE_TEXT)

    def _process(self, observations: Iterable[Observation]) -> str | None:
        """Take in what there is, and return a fault that is mended by it."""
        praise = None
        for observation in observations:
            match observation:
                case TrackingLost():
                    self._lost = observation
                    self._lasting_faults.clear()
                    self._recent_faults.clear()
                case TrackingRegained():
                    self._lost = None
                case Fault():
                    self._process_fault(observation)
                case Rep():
                    praise = self._fault_fixed_in_reps(observation) or praise
                case Hold():
                    self._lasting_faults.clear()
        return praise

    def _most_important_cue(self, t: float) -> Message | None:
        """Return the most important cue that may be said now."""
        for name, cue in self._cues.items():
            recent = t - self._recent_faults.get(name, -math.inf) < MIN_FEEDBACK_GAP_S
            if name in self._lasting_faults or recent:
                said = self._say(t, name, cue)
                if said is not None:
                    self._recent_faults.pop(name, None)
                    self._clean_reps[name] = 0
                    return said
        return None

    def _process_fault(self, fault: Fault) -> None:
        """Keep a fault that lasts until it comes again as over; one of a whole repetition is over at once."""
        if fault.id in self._lasting_faults:
            del self._lasting_faults[fault.id]
            self._ended_at[fault.id] = fault.end
        elif fault.id in self._cues:
            where = self._lasting_faults if fault.id in self._always else self._recent_faults
            where[fault.id] = fault.end
            if fault.id in self._clean_reps:
                self._clean_reps[fault.id] = 0

    def _fault_fixed_in_reps(self, rep: Rep) -> str | None:
        """Return a fault that was spoken of and has not been seen for some repetitions."""
        for name in self._clean_reps:
            self._clean_reps[name] = 0 if name in rep.faults else self._clean_reps[name] + 1
        ripe = (
            name for name, reps in self._clean_reps.items() if reps >= PRAISE_AFTER_REPS and name not in self._praised
        )
        return next(ripe, None)

    def _fault_fixed_in_hold(self, t: float) -> str | None:
        """Return a fault of a hold that was spoken of and has been over for some time."""
        if not self._is_hold:
            return None
        ripe = (
            name
            for name in self._clean_reps
            if name not in self._lasting_faults
            and t - self._ended_at.get(name, t) >= PRAISE_AFTER_HOLD_S
            and name not in self._praised
        )
        return next(ripe, None)

    def _say(self, t: float, name: str, message: Message) -> Message | None:
        if t - self._last_spoken_at < MIN_FEEDBACK_GAP_S or t - self._spoken_at.get(name, -math.inf) < REPEAT_AFTER_S:
            return None
        self._last_spoken_at = self._spoken_at[name] = t
        return message
