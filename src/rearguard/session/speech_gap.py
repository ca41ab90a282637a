"""Whether there is time to say something that is not on the timeline."""

from __future__ import annotations

import math
from bisect import bisect_right

from rearguard.core.message import Message
from rearguard.session.cue import CUE_TRAITS
from rearguard.session.cue_schedule import speech_seconds
from rearguard.session.session import SessionState


def has_speech_gap(session: SessionState, text: Message) -> bool:
    """Return whether a text fits between now and the timeline's next sentence.

    Hints about form and words of the tempo give way: an observed fault matters more than a possible one.
    """
    pace = session.pace
    if pace is not None and not math.isinf(pace.waits_at) and session.position >= pace.waits_at:
        return True  # the session waits, and so does its next sentence
    cues = session.timeline.cues
    following = bisect_right(cues, session.position, key=lambda cue: cue.at)
    next_at = next((cue.at for cue in cues[following:] if not CUE_TRAITS[cue.kind].is_interruptible), math.inf)
    return session.position + speech_seconds(text) <= next_at
