"""How many of a session's cues are spoken."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from rearguard.session.cue import CUE_TRAITS, Cue, CueKind


class Verbosity(StrEnum):
    """How talkative a session is."""

    ALL = "all"
    CHANGES = "changes"  # what comes next and when to begin; neither the tempo nor how to do an exercise
    TONES = "tones"
    SILENT = "silent"


def filter_cues(cues: Iterable[Cue], verbosity: Verbosity) -> tuple[Cue, ...]:
    """Return the cues to speak. Of the cues before an exercise, only its name is a change."""
    if verbosity is Verbosity.ALL:
        return tuple(cues)
    if verbosity is not Verbosity.CHANGES:
        return ()
    spoken: list[Cue] = []
    previous_kind: CueKind | None = None
    for cue in cues:
        if CUE_TRAITS[cue.kind].is_change or (cue.kind is CueKind.SETUP and previous_kind is not CueKind.SETUP):
            spoken.append(cue)
        previous_kind = cue.kind
    return tuple(spoken)
