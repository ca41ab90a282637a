"""What the coach says and when: feedback in the gaps of the session's own speech, or not at all."""

from __future__ import annotations

import math
from dataclasses import replace

from rearguard.core.message import Message
from rearguard.core.value import value
from rearguard.session.cue import Cue, CueKind
from rearguard.session.cue_schedule import speech_seconds
from rearguard.session.session import SessionState
from rearguard.session.speech_gap import has_speech_gap
from rearguard.session.state import SessionStatus

ADVICE_LIFETIME_S = 1.5
"""Seconds for which feedback stays true. Feedback that found no gap in the speech by then is dropped."""


@value(kw_only=True)
class CoachSpeech:
    """The texts that wait to be spoken, and the speech under way. Times are those of the session's clock."""

    feedback: Message | None = None
    feedback_at: float = -math.inf
    """When the feedback came up."""
    camera_advice: Message | None = None
    """Where to put the camera, until it was spoken or is no longer needed."""
    speaking_until: float = -math.inf
    """When the current speech ends."""


def offer_feedback(speech: CoachSpeech, text: Message, now: float) -> CoachSpeech:
    """Return the speech with new feedback in place of older feedback."""
    return replace(speech, feedback=text, feedback_at=now)


def follow_cue(speech: CoachSpeech, cue: Cue, now: float, speed: float) -> CoachSpeech:
    """Return the speech after the session began to speak a cue; words of the tempo may be interrupted."""
    if cue.kind is CueKind.TEMPO:
        return speech
    return replace(speech, speaking_until=now + speech_seconds(cue.text) * speed)


def next_words(speech: CoachSpeech, state: SessionState, now: float, speed: float) -> tuple[CoachSpeech, Cue | None]:
    """Return the speech a moment later, and the cue to speak now, if any.

    Args:
        speech: what waits.
        state: of the session.
        now: by the session's clock.
        speed: of that clock.
    """
    if speech.feedback is not None and now - speech.feedback_at > ADVICE_LIFETIME_S * speed:
        speech = replace(speech, feedback=None)
    words = speech.feedback or speech.camera_advice
    if (
        words is None
        or now < speech.speaking_until
        or state.status is not SessionStatus.RUNNING
        or not has_speech_gap(state, words)
    ):
        return speech, None
    camera_advice = speech.camera_advice if words is speech.feedback else None
    until = now + speech_seconds(words) * speed
    rest = CoachSpeech(feedback=None, camera_advice=camera_advice, speaking_until=until)
    return rest, Cue(state.position, CueKind.COACH, words)
