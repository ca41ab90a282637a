"""Training progress that an open journal need not fold again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from rearguard.core.value import value
from rearguard.library.exercise import Exercise
from rearguard.progress.fold import TrainingProgress


@value(kw_only=True)
class ProgressCheckpoint:
    """Training progress from all sessions that began before a moment."""

    until: datetime
    progress: TrainingProgress
    exercises: Mapping[str, Exercise]
    """The exercises that it was computed with."""
