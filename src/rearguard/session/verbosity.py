"""How much of a session is said."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from rearguard.session.cue import Cue, CueKind


class Verbosity(StrEnum):
    """How talkative a session is."""

    ALL = "all"
    CHANGES = "changes"  # what comes next and when to begin, but neither tempo nor how to do it
    TONES = "tones"
    SILENT = "silent"


CHANGE_CUES = frozenset({CueKind.START, CueKind.SWITCH, CueKind.REST, CueKind.LAST, CueKind.WHERE, CueKind.DONE})


def filter_cues(cues: Iterable[Cue], verbosity: Verbosity) -> tuple[Cue, ...]:
    """Return the cues to be spoken. Of what is said before an exercise, only its name is a change."""
    if verbosity is Verbosity.ALL:
        return tuple(cues)
    if verbosity is not Verbosity.CHANGES:
        return ()
    kept: list[Cue] = []
    before: CueKind | None = None
    for cue in cues:
        if cue.kind in CHANGE_CUES or (cue.kind is CueKind.SETUP and before is not CueKind.SETUP):
            kept.append(cue)
        before = cue.kind
    return tuple(kept)
