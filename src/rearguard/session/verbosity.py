"""How much of a session is said."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from rearguard.session.cue import Cue, Moment


class Talk(StrEnum):
    """How talkative a session is."""

    ALL = "all"
    CHANGES = "changes"  # what comes next and when to begin, but neither tempo nor how to do it
    TONES = "tones"
    SILENT = "silent"


CHANGES = frozenset({Moment.START, Moment.SWITCH, Moment.REST, Moment.LAST, Moment.WHERE, Moment.DONE})


def wanted(cues: Iterable[Cue], talk: Talk) -> tuple[Cue, ...]:
    """Return the cues to be spoken. Of what is said before an exercise, only its name is a change."""
    if talk is Talk.ALL:
        return tuple(cues)
    if talk is not Talk.CHANGES:
        return ()
    kept: list[Cue] = []
    before: Moment | None = None
    for cue in cues:
        if cue.moment in CHANGES or (cue.moment is Moment.SETUP and before is not Moment.SETUP):
            kept.append(cue)
        before = cue.moment
    return tuple(kept)
