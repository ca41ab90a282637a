"""What a session never goes beyond, whatever happens in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field

from rearguard.core.value import value
from rearguard.session.state import SessionTrigger, classify_pain


@value(kw_only=True)
class SessionLimits:
    """Kept with the session, so that they hold for the rest of one that was interrupted, too."""

    levels: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """By exercise, the levels to which it may be changed: an exercise that is absent, to all."""
    most_pain: int | None = None
    """From 0 to 10: above it the session ends, as it does above what holds for everybody."""

    def allows_level(self, exercise: str, level: str) -> bool:
        """Whether an exercise may be changed to a level."""
        return level in self.levels.get(exercise, (level,))

    def pain_trigger(self, score: int) -> SessionTrigger:
        """Return what a pain of 0 to 10 leads to.

        Raises:
            ValueError: the score is outside 0 to 10.
        """
        trigger = classify_pain(score)
        return SessionTrigger.SEVERE if self.most_pain is not None and score > self.most_pain else trigger


NO_LIMITS = SessionLimits()
"""None besides those that hold for everybody."""
