"""What need not be read again of a journal that is open."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from rearguard.core.value import value
from rearguard.library.exercise import Exercise
from rearguard.progress.fold import Progress


@value(kw_only=True)
class Settled:
    """The fold of all sessions that began before a moment."""

    until: datetime
    progress: Progress
    exercises: Mapping[str, Exercise]
    """What it was folded with."""
