"""German as it is spoken: each line in its time, as the English ones are, and nothing lost that keeps people safe."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from support.sample_exercises import CLEARED

from rearguard.app.person.language import SYSTEM, _, choose
from rearguard.core.message import Translate, untranslated
from rearguard.library.exercise_rules import LONGEST_CUE
from rearguard.library.loader import load
from rearguard.plan.plan import Kind
from rearguard.plan.planner import plan
from rearguard.plan.request import Request
from rearguard.safety.questions import QUESTIONS
from rearguard.safety.referral import CIRCULATION, SPINE
from rearguard.session.cue import Cue, Moment
from rearguard.session.cue_schedule import BREATH, spoken
from rearguard.session.timeline import LEAD, Timeline, timeline

LIBRARY = load()
SENTENCES = set(Moment) - {Moment.TEMPO, Moment.COUNT}


@pytest.fixture(autouse=True)
def _german() -> Iterator[None]:
    choose("de")
    yield
    choose(SYSTEM)


def line(program: str, minutes: int, translate: Translate = _) -> Timeline:
    found = plan(Request(program=LIBRARY.programs[program], budget=minutes * 60), LIBRARY.exercises, CLEARED)
    return timeline(found, LIBRARY.exercises, LEAD, 1.0, translate)


def over(cue: Cue) -> float:
    """Return when it was said."""
    return cue.at + spoken(cue.text, translate=_) - BREATH


PROGRAMS = [("article", minutes) for minutes in (2, 3, 5, 7, 12)] + [("desk-snack", 3)]


@pytest.mark.parametrize(("program", "minutes"), PROGRAMS)
def test_what_is_said_is_over_before_the_next_sentence_or_gives_way_to_what_matters_more(
    program: str, minutes: int
) -> None:
    said = line(program, minutes)
    starts = {step.at for step in said.steps if step.kind is Kind.WORK}
    sentences = [cue for cue in said.cues if cue.moment in SENTENCES]
    for one, following in pairwise(sentences):
        if one.moment is Moment.FORM or (one.moment is Moment.SETUP and following.at not in starts):
            assert over(one) <= following.at + 1e-9, _(str(one.text))
    for one, following in pairwise(said.cues):
        if one.moment is Moment.LAST and following.moment is Moment.COUNT:
            assert over(one) <= following.at + 1e-9


@pytest.mark.parametrize(("program", "minutes"), PROGRAMS)
def test_it_tells_nearly_as_much_as_the_english(program: str, minutes: int) -> None:
    german, english = (
        [cue.moment for cue in line(program, minutes, translate).cues if cue.moment in SENTENCES]
        for translate in (_, untranslated)
    )
    assert [one for one in german if one is not Moment.FORM and one is not Moment.SETUP] == [
        one for one in english if one is not Moment.FORM and one is not Moment.SETUP
    ]
    assert len(german) >= 0.9 * len(english)


def test_every_line_can_be_said_in_one_breath() -> None:
    for exercise in LIBRARY.exercises.values():
        cues = exercise.say.cues
        for text in filter(None, (*exercise.say.setup, cues.start, *cues.work, cues.halfway, cues.last, cues.switch)):
            assert len(_(text)) <= LONGEST_CUE, _(text)


def test_every_safety_question_is_asked_and_the_emergency_says_where_to_go() -> None:
    asked = [question.text.render(_) for question in QUESTIONS]
    assert len(set(asked)) == len(QUESTIONS)
    assert [text for text in asked if not text.endswith("?")] == []
    assert set(asked).isdisjoint(str(question.text) for question in QUESTIONS)
    for text in (SPINE.render(_), CIRCULATION.render(_)):
        assert "Notaufnahme" in text
        assert "Notruf" in text
