"""Limits that hold for a whole session, whatever happens in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field

from rearguard.core.value import value
from rearguard.session.state import SessionTrigger, classify_pain


@value(kw_only=True)
class SessionLimits:
    """The limits of one session; stored with it, so that they also hold after an interruption."""

    levels: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """By exercise, the levels to which it may be changed; an exercise that is absent may change to any."""
    most_pain: int | None = None
    """From 0 to 10: above it the session ends, as it does above the general limit."""

    def allows_level(self, exercise: str, level: str) -> bool:
        """Return whether an exercise may be changed to a level."""
        return level in self.levels.get(exercise, (level,))

    def pain_trigger(self, score: int) -> SessionTrigger:
        """Return the trigger of a pain score from 0 to 10.

        Raises:
            ValueError: the score is outside 0 to 10.
        """
        trigger = classify_pain(score)
        return SessionTrigger.SEVERE if self.most_pain is not None and score > self.most_pain else trigger


NO_LIMITS = SessionLimits()
"""No limits besides the general ones."""
