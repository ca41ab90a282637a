"""What to say now: of the cues that have come, at most one, and none that is no longer worth it.

A voice takes time, and a session doesn't wait for it. So a cue of more weight cuts a lighter one short, one of
less weight waits for its end, and what has waited for longer than it is worth is never said.
"""

from __future__ import annotations

from rearguard.core.value import value
from rearguard.session.cue import Cue, CueKind

URGENT_WEIGHT = 3
"""Of this weight a cue is worth nothing later: it cuts its like short, too."""

SENTENCE_WEIGHT = 2

CUE_WEIGHTS = {
    CueKind.TEMPO: 0,
    CueKind.FORM: 1,
    CueKind.COACH: 1,
    CueKind.COUNT: URGENT_WEIGHT,
    CueKind.LAST: URGENT_WEIGHT,
    CueKind.START: URGENT_WEIGHT,
    CueKind.SWITCH: URGENT_WEIGHT,
    CueKind.DONE: URGENT_WEIGHT,
}
"""What is not here is a sentence."""


@value
class Announcer:
    """A voice at one moment."""

    speaking: Cue | None = None
    queued: Cue | None = None


def enqueue_cue(announcer: Announcer, cue: Cue) -> Announcer:
    """Take in a cue that is due. What waits already gives way to it, unless it is only a word of the tempo."""
    if announcer.queued is not None and cue.kind is CueKind.TEMPO:
        return announcer
    return Announcer(announcer.speaking, cue)


def announce_next(announcer: Announcer, position: float, stale_after_s: float) -> tuple[Announcer, Cue | None]:
    """Return the announcer as it goes on, and what it begins to say now, if anything.

    Args:
        announcer: its `saying` is None once that has been said.
        position: where on the timeline the session is.
        stale_after_s: seconds for which a cue is worth saying.
    """
    cue, saying = announcer.queued, announcer.speaking
    if cue is None:
        return announcer, None
    if position - cue.at > stale_after_s:
        return Announcer(saying), None
    if saying is None or _interrupts(cue, saying):
        return Announcer(cue), cue
    return (Announcer(saying) if cue.kind is CueKind.TEMPO else announcer), None


def _interrupts(cue: Cue, other: Cue) -> bool:
    mine, its = CUE_WEIGHTS.get(cue.kind, SENTENCE_WEIGHT), CUE_WEIGHTS.get(other.kind, SENTENCE_WEIGHT)
    return mine > its or (mine == its and (mine == URGENT_WEIGHT or cue.kind is CueKind.TEMPO))
