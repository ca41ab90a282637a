"""Whether a bout waits for the person in front of the camera."""

from __future__ import annotations

from dataclasses import replace

from rearguard.core.bout_progress import BoutProgress
from rearguard.core.value import value


@value(kw_only=True)
class PersonVisibility:
    """What the camera has seen of the person around a bout."""

    has_begun: bool
    """Whether the bout is under way."""
    is_unseen: bool
    """Whether the person has been out of view for so long that the clock must continue."""
    was_ready: bool
    """Whether the person was in position at least once."""


def progress_to_follow(
    progress: BoutProgress, visibility: PersonVisibility, *, waits_for_person: bool
) -> tuple[BoutProgress | None, bool]:
    """Return the progress that sets the pace, None where the clock does; and whether bouts wait from now on.

    After a bout in which nobody came into view, bouts don't wait again before somebody is in position.
    """
    if progress.in_posture:
        return progress, True
    if visibility.has_begun and visibility.is_unseen:
        return None, waits_for_person and visibility.was_ready
    if visibility.has_begun or waits_for_person:
        return progress, waits_for_person
    return replace(progress, in_posture=True), waits_for_person
