"""A text to say at one position of the timeline, and how its kind competes for the voice."""

from __future__ import annotations

from enum import StrEnum

from rearguard.core.message import Message
from rearguard.core.value import value


class CueKind(StrEnum):
    """The purpose of a cue; a listener may want only some kinds."""

    SETUP = "setup"  # the next exercise, and how to get into position
    START = "start"
    TEMPO = "tempo"
    FORM = "form"
    HALFWAY = "halfway"
    LAST = "last"  # the last repetition
    COUNT = "count"  # three, two, one
    SWITCH = "switch"  # to the other side
    REST = "rest"
    WHERE = "where"  # after an interruption: the current exercise and the time left
    COACH = "coach"  # feedback of the camera's coach; never on the timeline
    DONE = "done"


@value
class Cue:
    """A text and the position on the timeline, in seconds, at which it is due."""

    at: float
    kind: CueKind
    text: Message


WORD_WEIGHT, HINT_WEIGHT, SENTENCE_WEIGHT, URGENT_WEIGHT = 0, 1, 2, 3
"""A heavier cue interrupts a lighter one. An urgent cue is worthless later, so it also interrupts its equals."""


@value
class CueTraits:
    """How a kind of cue competes for the voice."""

    rank: int
    """Of two cues at the same time, the one with the lower rank is said."""
    weight: int
    is_interruptible: bool = False
    """Whether it gives way to the coach, and to the timeline's other sentences."""
    is_change: bool = False
    """Whether it announces a change: not the tempo, nor how to do an exercise."""


CUE_TRAITS = {
    CueKind.DONE: CueTraits(0, URGENT_WEIGHT, is_change=True),
    CueKind.COUNT: CueTraits(1, URGENT_WEIGHT),
    CueKind.LAST: CueTraits(2, URGENT_WEIGHT, is_change=True),
    CueKind.START: CueTraits(3, URGENT_WEIGHT, is_change=True),
    CueKind.SWITCH: CueTraits(4, URGENT_WEIGHT, is_change=True),
    CueKind.SETUP: CueTraits(5, SENTENCE_WEIGHT),
    CueKind.REST: CueTraits(6, SENTENCE_WEIGHT, is_change=True),
    CueKind.HALFWAY: CueTraits(7, SENTENCE_WEIGHT),
    CueKind.FORM: CueTraits(8, HINT_WEIGHT, is_interruptible=True),
    CueKind.TEMPO: CueTraits(9, WORD_WEIGHT, is_interruptible=True),
    CueKind.WHERE: CueTraits(10, SENTENCE_WEIGHT, is_change=True),
    CueKind.COACH: CueTraits(11, HINT_WEIGHT),
}
"""The page has the same weights and changes in `frontend/src/sound/cue_kinds.ts`."""
