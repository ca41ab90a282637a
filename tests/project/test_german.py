"""German as it is spoken: each line fits its time, as the English ones do, and no safety message is lost."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from support.sample_exercises import CLEARED

from rearguard.app.person.language import SYSTEM_LANGUAGE, _, set_language
from rearguard.core.message import Translate, untranslated
from rearguard.library.lint import MAX_CUE_CHARS
from rearguard.library.loader import load_folders
from rearguard.plan.plan import StepKind
from rearguard.plan.planner import make_plan
from rearguard.plan.request import PlanInputs
from rearguard.safety.questions import SAFETY_QUESTIONS
from rearguard.safety.referral import CIRCULATION_EMERGENCY, SPINE_EMERGENCY
from rearguard.session.cue import Cue, CueKind
from rearguard.session.cue_schedule import BREATH_S, speech_seconds
from rearguard.session.timeline import LEAD_IN_S, Timeline, make_timeline

LIBRARY = load_folders()
SENTENCES = set(CueKind) - {CueKind.TEMPO, CueKind.COUNT}


@pytest.fixture(autouse=True)
def _german() -> Iterator[None]:
    set_language("de")
    yield
    set_language(SYSTEM_LANGUAGE)


def line(program: str, minutes: int, translate: Translate = _) -> Timeline:
    plan = make_plan(PlanInputs(program=LIBRARY.programs[program], budget_s=minutes * 60), LIBRARY.exercises, CLEARED)
    return make_timeline(plan, LIBRARY.exercises, LEAD_IN_S, 1.0, translate)


def over(cue: Cue) -> float:
    """Return the times at which it was spoken."""
    return cue.at + speech_seconds(cue.text, translate=_) - BREATH_S


PROGRAMS = [("article", minutes) for minutes in (2, 3, 5, 7, 12)] + [("desk-snack", 3)]


@pytest.mark.parametrize(("program", "minutes"), PROGRAMS)
def test_what_is_said_is_over_before_the_next_sentence_or_gives_way_to_what_matters_more(
    program: str, minutes: int
) -> None:
    spoken = line(program, minutes)
    starts = {step.at for step in spoken.steps if step.kind is StepKind.WORK}
    sentences = [cue for cue in spoken.cues if cue.kind in SENTENCES]
    for sentence, following in pairwise(sentences):
        if sentence.kind is CueKind.FORM or (sentence.kind is CueKind.SETUP and following.at not in starts):
            assert over(sentence) <= following.at + 1e-9, _(str(sentence.text))
    for one, following in pairwise(spoken.cues):
        if one.kind is CueKind.LAST and following.kind is CueKind.COUNT:
            assert over(one) <= following.at + 1e-9


@pytest.mark.parametrize(("program", "minutes"), PROGRAMS)
def test_it_tells_nearly_as_much_as_the_english(program: str, minutes: int) -> None:
    german, english = (
        [cue.kind for cue in line(program, minutes, translate).cues if cue.kind in SENTENCES]
        for translate in (_, untranslated)
    )
    assert [one for one in german if one is not CueKind.FORM and one is not CueKind.SETUP] == [
        one for one in english if one is not CueKind.FORM and one is not CueKind.SETUP
    ]
    assert len(german) >= 0.9 * len(english)


def test_every_line_can_be_said_in_one_breath() -> None:
    for exercise in LIBRARY.exercises.values():
        cues = exercise.say.cues
        for text in filter(None, (*exercise.say.setup, cues.start, *cues.work, cues.halfway, cues.last, cues.switch)):
            assert len(_(text)) <= MAX_CUE_CHARS, _(text)


def test_every_safety_question_is_asked_and_the_emergency_says_where_to_go() -> None:
    questions = [question.text.render(_) for question in SAFETY_QUESTIONS]
    assert len(set(questions)) == len(SAFETY_QUESTIONS)
    assert [text for text in questions if not text.endswith("?")] == []
    assert set(questions).isdisjoint(str(question.text) for question in SAFETY_QUESTIONS)
    for text in (SPINE_EMERGENCY.render(_), CIRCULATION_EMERGENCY.render(_)):
        assert "Notaufnahme" in text
        assert "Notruf" in text
