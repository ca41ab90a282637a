"""What a voice says now, and what it lets be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rearguard.core.message import Message
from rearguard.session.announcer import Announcer, announce, hear
from rearguard.session.cue import Cue, Moment
from rearguard.session.verbosity import Talk, wanted

STALE = 1.0


def cue(at: float, moment: Moment) -> Cue:
    return Cue(at, moment, Message("Text."))


def said(cue_due: Cue, saying: Cue | None, position: float | None = None) -> tuple[Announcer, Cue | None]:
    at = cue_due.at if position is None else position
    return announce(hear(Announcer(saying), cue_due), at, STALE)


@pytest.mark.parametrize("mine", [Moment.COUNT, Moment.LAST, Moment.SWITCH, Moment.START, Moment.DONE])
@pytest.mark.parametrize("its", Moment)
def test_what_is_worth_nothing_later_cuts_whatever_is_being_said(mine: Moment, its: Moment) -> None:
    due = cue(1, mine)
    assert said(due, cue(0, its)) == (Announcer(due), due)


@pytest.mark.parametrize("its", [moment for moment in Moment if moment is not Moment.TEMPO])
def test_a_word_of_the_tempo_cuts_no_sentence_and_is_not_said_after_it(its: Moment) -> None:
    sentence = cue(0, its)
    announcer, now = said(cue(1, Moment.TEMPO), sentence)
    assert (announcer, now) == (Announcer(sentence), None)


def test_a_line_of_the_set_up_waits_for_the_one_before_but_not_longer_than_it_is_worth() -> None:
    first, second = cue(0, Moment.SETUP), cue(2, Moment.SETUP)
    announcer, now = said(second, first)
    assert now is None
    ended = Announcer(None, announcer.waiting)
    assert announce(ended, 2.9, STALE) == (Announcer(second), second)
    assert announce(ended, 3.1, STALE) == (Announcer(), None)


def test_of_several_the_latest_is_said_but_a_sentence_rather_than_a_word_of_the_tempo() -> None:
    half, tempo, count = cue(1, Moment.HALFWAY), cue(1.2, Moment.TEMPO), cue(1.4, Moment.COUNT)
    assert hear(hear(Announcer(), half), tempo).waiting == half
    assert hear(hear(Announcer(), half), count).waiting == count


@given(
    cues=st.lists(st.tuples(st.floats(0, 60), st.sampled_from(Moment)), max_size=40),
    looks=st.lists(st.floats(0, 60), max_size=40),
    lasts=st.floats(0, 5),
)
def test_nothing_is_said_late_or_twice(cues: list[tuple[float, Moment]], looks: list[float], lasts: float) -> None:
    due = [cue(at, moment) for at, moment in sorted(set(cues))]
    announcer, begun, spoken = Announcer(), -10.0, []
    for look in sorted(looks):
        while due and due[0].at <= look:
            announcer = hear(announcer, due.pop(0))
        if look - begun > lasts:
            announcer = Announcer(None, announcer.waiting)
        announcer, now = announce(announcer, look, STALE)
        if now is not None:
            assert look - now.at <= STALE
            spoken.append(now)
            begun = look
    assert len(set(map(id, spoken))) == len(spoken)


def test_of_changes_the_name_of_what_comes_is_said_and_nothing_on_the_way() -> None:
    moments = (
        Moment.SETUP, Moment.SETUP, Moment.START, Moment.TEMPO, Moment.FORM, Moment.HALFWAY, Moment.LAST, Moment.REST,
        Moment.SETUP, Moment.START, Moment.COUNT, Moment.SWITCH, Moment.START, Moment.WHERE, Moment.DONE,
    )  # fmt: skip
    cues = [cue(at, moment) for at, moment in enumerate(moments)]
    assert [(one.at, one.moment) for one in wanted(cues, Talk.CHANGES)] == [
        (0, "setup"), (2, "start"), (6, "last"), (7, "rest"), (8, "setup"), (9, "start"), (11, "switch"),
        (12, "start"), (13, "where"), (14, "done"),
    ]  # fmt: skip
    assert wanted(cues, Talk.ALL) == tuple(cues)
    assert wanted(cues, Talk.TONES) == wanted(cues, Talk.SILENT) == ()
