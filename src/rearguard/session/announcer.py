"""What to say now: of the cues that have come, at most one, and none that is no longer worth it.

A voice takes time, and a session doesn't wait for it. So a cue of more weight cuts a lighter one short, one of
less weight waits for its end, and what has waited for longer than it is worth is never said.
"""

from __future__ import annotations

from rearguard.core.value import value
from rearguard.session.cue import Cue, Moment

URGENT = 3
"""Of this weight a cue is worth nothing later: it cuts its like short, too."""

SENTENCE = 2

WEIGHT = {
    Moment.TEMPO: 0,
    Moment.FORM: 1,
    Moment.COACH: 1,
    Moment.COUNT: URGENT,
    Moment.LAST: URGENT,
    Moment.START: URGENT,
    Moment.SWITCH: URGENT,
    Moment.DONE: URGENT,
}
"""What is not here is a sentence."""


@value
class Announcer:
    """A voice at one moment."""

    saying: Cue | None = None
    waiting: Cue | None = None


def hear(announcer: Announcer, cue: Cue) -> Announcer:
    """Take in a cue that is due. What waits already gives way to it, unless it is only a word of the tempo."""
    if announcer.waiting is not None and cue.moment is Moment.TEMPO:
        return announcer
    return Announcer(announcer.saying, cue)


def announce(announcer: Announcer, position: float, stale: float) -> tuple[Announcer, Cue | None]:
    """Return the announcer as it goes on, and what it begins to say now, if anything.

    Args:
        announcer: its `saying` is None once that has been said.
        position: where on the timeline the session is.
        stale: seconds for which a cue is worth saying.
    """
    cue, saying = announcer.waiting, announcer.saying
    if cue is None:
        return announcer, None
    if position - cue.at > stale:
        return Announcer(saying), None
    if saying is None or _cuts(cue, saying):
        return Announcer(cue), cue
    return (Announcer(saying) if cue.moment is Moment.TEMPO else announcer), None


def _cuts(cue: Cue, other: Cue) -> bool:
    mine, its = WEIGHT.get(cue.moment, SENTENCE), WEIGHT.get(other.moment, SENTENCE)
    return mine > its or (mine == its and (mine == URGENT or cue.moment is Moment.TEMPO))
