"""What the coach says and when, and whether a bout waits for the person."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.sample_exercises import ARTICLE_EXERCISES
from support.sample_plans import SEVEN_MINUTE_PLAN

from rearguard.core.bout_progress import BoutProgress
from rearguard.core.message import Message
from rearguard.session import session
from rearguard.session.coach_speech import ADVICE_LIFETIME_S, CoachSpeech, follow_cue, next_words, offer_feedback
from rearguard.session.coach_waiting import PersonVisibility, progress_to_follow
from rearguard.session.cue import Cue, CueKind
from rearguard.session.session import SessionState
from rearguard.session.state import SessionStatus

FEEDBACK, CAMERA_ADVICE = Message("Knees out."), Message("Camera at hip height.")
NOT_READY = BoutProgress(bout=1, in_posture=False, reps=0, is_holding=False)


@pytest.fixture
def waiting_session() -> SessionState:
    """A session whose own next cue is a minute away."""
    state = session.start_session(SEVEN_MINUTE_PLAN, ARTICLE_EXERCISES, 0.0)
    cues = tuple(cue for cue in state.timeline.cues if cue.at > 60)
    return replace(state, timeline=replace(state.timeline, cues=cues))


def test_feedback_comes_before_advice_on_the_camera_and_each_is_said_once(waiting_session: SessionState) -> None:
    speech = offer_feedback(CoachSpeech(camera_advice=CAMERA_ADVICE), FEEDBACK, 0.0)
    speech, first = next_words(speech, waiting_session, 0.0, 1.0)
    _, too_early = next_words(speech, waiting_session, 0.1, 1.0)
    speech, second = next_words(speech, waiting_session, speech.speaking_until, 1.0)
    _, third = next_words(speech, waiting_session, speech.speaking_until, 1.0)
    assert [cue and cue.text for cue in (first, too_early, second, third)] == [FEEDBACK, None, CAMERA_ADVICE, None]
    assert first is not None
    assert first.kind is CueKind.COACH


def test_old_feedback_is_dropped(waiting_session: SessionState) -> None:
    speech = offer_feedback(CoachSpeech(), FEEDBACK, 0.0)
    speech, cue = next_words(speech, waiting_session, ADVICE_LIFETIME_S + 0.1, 1.0)
    assert (speech.feedback, cue) == (None, None)


def test_the_coach_waits_for_a_cue_but_not_for_the_tempo(waiting_session: SessionState) -> None:
    speech = offer_feedback(CoachSpeech(), FEEDBACK, 0.0)
    tempo = follow_cue(speech, Cue(0.0, CueKind.TEMPO, Message("up")), 0.0, 1.0)
    other = follow_cue(speech, Cue(0.0, CueKind.HALFWAY, Message("Halfway.")), 0.0, 1.0)
    assert next_words(tempo, waiting_session, 0.0, 1.0)[1] is not None
    assert next_words(other, waiting_session, 0.0, 1.0)[1] is None


def test_the_coach_is_silent_while_the_session_is_paused(waiting_session: SessionState) -> None:
    paused = replace(waiting_session, status=SessionStatus.PAUSED)
    assert next_words(offer_feedback(CoachSpeech(), FEEDBACK, 0.0), paused, 0.0, 1.0)[1] is None


def test_a_bout_waits_until_the_person_is_ready() -> None:
    coming = PersonVisibility(has_begun=False, is_unseen=False, was_ready=False)
    assert progress_to_follow(NOT_READY, coming, waits_for_person=True) == (NOT_READY, True)


def test_after_a_bout_without_anyone_in_view_the_next_does_not_wait() -> None:
    absent = PersonVisibility(has_begun=True, is_unseen=True, was_ready=False)
    assert progress_to_follow(NOT_READY, absent, waits_for_person=True) == (None, False)
    coming = PersonVisibility(has_begun=False, is_unseen=True, was_ready=False)
    assert progress_to_follow(NOT_READY, coming, waits_for_person=False) == (
        replace(NOT_READY, in_posture=True),
        False,
    )


def test_bouts_wait_again_after_the_person_was_in_position() -> None:
    ready = replace(NOT_READY, in_posture=True)
    present = PersonVisibility(has_begun=False, is_unseen=False, was_ready=True)
    assert progress_to_follow(ready, present, waits_for_person=False) == (ready, True)
