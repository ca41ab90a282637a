"""Whether there is time to say something that is not on the timeline."""

from __future__ import annotations

import math
from bisect import bisect_right

from rearguard.core.message import Message
from rearguard.session.cue import Moment
from rearguard.session.cue_schedule import spoken
from rearguard.session.session import Session

LIGHT = frozenset({Moment.TEMPO, Moment.FORM})
"""These give way to a coach: what one does wrong matters more than what one might do wrong."""


def quiet(session: Session, text: Message) -> bool:
    """Return whether a text can be said from now on, before the timeline's next sentence."""
    pace = session.pace
    if pace is not None and not math.isinf(pace.until) and session.position >= pace.until:
        return True  # it waits, and so does the next sentence
    cues = session.timeline.cues
    following = bisect_right(cues, session.position, key=lambda cue: cue.at)
    due = next((cue.at for cue in cues[following:] if cue.moment not in LIGHT), math.inf)
    return session.position + spoken(text) <= due
