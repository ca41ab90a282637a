"""One thing to be said at one moment."""

from __future__ import annotations

from enum import StrEnum

from rearguard.core.message import Message
from rearguard.core.value import value


class CueKind(StrEnum):
    """What a cue is for; a listener may want only some."""

    SETUP = "setup"  # what comes, and how to get into it
    START = "start"
    TEMPO = "tempo"
    FORM = "form"
    HALFWAY = "halfway"
    LAST = "last"  # the last repetition
    COUNT = "count"  # three, two, one
    SWITCH = "switch"  # to the other side
    REST = "rest"
    WHERE = "where"  # after an interruption: where you are
    COACH = "coach"  # what a coach sees; never on the timeline
    DONE = "done"


@value
class Cue:
    """A text and the position on the timeline, in seconds, at which it is due."""

    at: float
    kind: CueKind
    text: Message
