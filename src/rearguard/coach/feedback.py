"""Spoken feedback of the coach: one cue at a time, the most important, and none repeated too soon."""

from __future__ import annotations

import math
from collections.abc import Iterable

from rearguard.core.message import Message
from rearguard.core.observation import Fault, Hold, Observation, Rep, TrackingLost, TrackingRegained
from rearguard.library.watch import WatchSpec

REPEAT_AFTER_S = 6.0
"""Seconds before the same cue is repeated."""

MIN_FEEDBACK_GAP_S = 3.0
"""Seconds between any two cues: time to hear a cue and to act on it."""

PRAISE_TEXT = Message("That's better.")

PRAISE_AFTER_REPS = 2
"""Repetitions without a fault that was cued before, until that is praised."""

PRAISE_AFTER_HOLD_S = 4.0
"""Seconds of a hold without it, likewise."""


class FeedbackSpeaker:
    """A speaker that turns the observations of one set into words."""

    def __init__(self, watch: WatchSpec) -> None:
        """Begin a set; `watch` is the coach's own."""
        self._cues = {rule.id: Message(rule.cue) for rule in watch.flaws}
        self._always = {rule.id for rule in watch.flaws if rule.when == "always"}
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
        """Return what to say at a frame, if anything. Call it at every frame, also without observations.

        Args:
            t: the time of the frame, on the camera's clock.
            observations: those of the frame.
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
        """Process observations, and return the id of a fault that they show to be fixed."""
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
        for fault_id, cue in self._cues.items():
            is_recent = t - self._recent_faults.get(fault_id, -math.inf) < MIN_FEEDBACK_GAP_S
            if fault_id in self._lasting_faults or is_recent:
                words = self._say(t, fault_id, cue)
                if words is not None:
                    self._recent_faults.pop(fault_id, None)
                    self._clean_reps[fault_id] = 0
                    return words
        return None

    def _process_fault(self, fault: Fault) -> None:
        """Store a lasting fault until it is reported again as over; a repetition's fault is over at once."""
        if fault.id in self._lasting_faults:
            del self._lasting_faults[fault.id]
            self._ended_at[fault.id] = fault.end
        elif fault.id in self._cues:
            faults = self._lasting_faults if fault.id in self._always else self._recent_faults
            faults[fault.id] = fault.end
            if fault.id in self._clean_reps:
                self._clean_reps[fault.id] = 0

    def _fault_fixed_in_reps(self, rep: Rep) -> str | None:
        """Return a cued fault that some repetitions in a row did not have."""
        for fault_id in self._clean_reps:
            self._clean_reps[fault_id] = 0 if fault_id in rep.faults else self._clean_reps[fault_id] + 1
        fixed = (
            fault_id
            for fault_id, reps in self._clean_reps.items()
            if reps >= PRAISE_AFTER_REPS and fault_id not in self._praised
        )
        return next(fixed, None)

    def _fault_fixed_in_hold(self, t: float) -> str | None:
        """Return a cued fault of a hold that has been over for some time."""
        if not self._is_hold:
            return None
        fixed = (
            fault_id
            for fault_id in self._clean_reps
            if fault_id not in self._lasting_faults
            and t - self._ended_at.get(fault_id, t) >= PRAISE_AFTER_HOLD_S
            and fault_id not in self._praised
        )
        return next(fixed, None)

    def _say(self, t: float, topic: str, message: Message) -> Message | None:
        """Return the message if it may be said now."""
        if t - self._last_spoken_at < MIN_FEEDBACK_GAP_S or t - self._spoken_at.get(topic, -math.inf) < REPEAT_AFTER_S:
            return None
        self._last_spoken_at = self._spoken_at[topic] = t
        return message
