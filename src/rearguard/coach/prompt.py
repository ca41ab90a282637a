"""What is said of what is seen: one cue at a time, the most important, and none again too soon."""

from __future__ import annotations

from collections.abc import Iterable

from rearguard.core.message import Message
from rearguard.core.observation import Observation
from rearguard.library.watch import Watch


class Prompter:
    """Turns the observations of one set into words."""

    def __init__(self, watch: Watch) -> None:
        """Begin a set; `watch` is the coach's own."""
        self._watch = watch

    def hear(self, t: float, observations: Iterable[Observation]) -> Message | None:
        """Return what to say at a moment, if anything.

        Args:
            t: the time of the sight, on the camera's clock.
            observations: what came of it.
        """
        del t, observations
        return None
