"""Decides which cue the voice says now: of the due cues at most one, and only while it is still worth saying.

A voice takes time, and a session doesn't wait for it. So a heavier cue interrupts a lighter one, a lighter one waits
for the end of a heavier one, and a cue that has waited too long is dropped.
"""

from __future__ import annotations

from rearguard.core.value import value
from rearguard.session.cue import CUE_TRAITS, URGENT_WEIGHT, Cue, CueKind


@value
class Announcer:
    """The voice at one moment."""

    speaking: Cue | None = None
    queued: Cue | None = None


def enqueue_cue(announcer: Announcer, cue: Cue) -> Announcer:
    """Queue a due cue. It replaces a queued one, unless it is only a word of the tempo."""
    if announcer.queued is not None and cue.kind is CueKind.TEMPO:
        return announcer
    return Announcer(announcer.speaking, cue)


def announce_next(announcer: Announcer, position: float, stale_after_s: float) -> tuple[Announcer, Cue | None]:
    """Return the next announcer, and the cue that it starts to say now, if any.

    Args:
        announcer: the announcer; its `speaking` is None when the voice is silent.
        position: the session's position on the timeline.
        stale_after_s: seconds for which a cue is worth saying.
    """
    cue, current = announcer.queued, announcer.speaking
    if cue is None:
        return announcer, None
    if position - cue.at > stale_after_s:
        return Announcer(current), None
    if current is None or _interrupts(cue, current):
        return Announcer(cue), cue
    return (Announcer(current) if cue.kind is CueKind.TEMPO else announcer), None


def _interrupts(cue: Cue, current: Cue) -> bool:
    weight, current_weight = CUE_TRAITS[cue.kind].weight, CUE_TRAITS[current.kind].weight
    return weight > current_weight or (
        weight == current_weight and (weight == URGENT_WEIGHT or cue.kind is CueKind.TEMPO)
    )
