"""A coach watches one set of one exercise."""

from __future__ import annotations

from rearguard.body.recording import Sight
from rearguard.coach.showing import Showing
from rearguard.core.observation import Observation
from rearguard.core.side import Side
from rearguard.library.exercise import Exercise, Level
from rearguard.library.watch import watch_at


class Coach:
    """Watches one set: sights in, observations out."""

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
        self._side = side
        self._showing = Showing(side=side)

    def see(self, sight: Sight) -> tuple[Observation, ...]:
        """Take in one moment and return what came of it."""
        del sight
        return ()

    def finish(self) -> tuple[Observation, ...]:
        """Close what is under way, at the time of the last sight."""
        return ()

    @property
    def showing(self) -> Showing:
        """What a page draws now."""
        return self._showing
