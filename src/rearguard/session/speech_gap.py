"""Whether there is time to say something that is not on the timeline."""

from __future__ import annotations

import math
from bisect import bisect_right

from rearguard.core.message import Message
from rearguard.session.cue import CueKind
from rearguard.session.cue_schedule import speech_seconds
from rearguard.session.session import SessionState

INTERRUPTIBLE_CUES = frozenset({CueKind.TEMPO, CueKind.FORM})
"""These give way to a coach: what one does wrong matters more than what one might do wrong."""


def has_speech_gap(session: SessionState, text: Message) -> bool:
    """Return whether a text can be said from now on, before the timeline's next sentence."""
    pace = session.pace
    if pace is not None and not math.isinf(pace.waits_at) and session.position >= pace.waits_at:
        return True  # it waits, and so does the next sentence
    cues = session.timeline.cues
    following = bisect_right(cues, session.position, key=lambda cue: cue.at)
    due = next((cue.at for cue in cues[following:] if cue.kind not in INTERRUPTIBLE_CUES), math.inf)
    return session.position + speech_seconds(text) <= due
