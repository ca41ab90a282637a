"""What a voice says now, and what it skips."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rearguard.core.message import Message
from rearguard.session.announcer import Announcer, announce_next, enqueue_cue
from rearguard.session.cue import Cue, CueKind
from rearguard.session.verbosity import Verbosity, filter_cues

STALE = 1.0


def cue(at: float, moment: CueKind) -> Cue:
    return Cue(at, moment, Message("Text."))


def announce(cue_due: Cue, saying: Cue | None, position: float | None = None) -> tuple[Announcer, Cue | None]:
    at = cue_due.at if position is None else position
    return announce_next(enqueue_cue(Announcer(saying), cue_due), at, STALE)


@pytest.mark.parametrize("mine", [CueKind.COUNT, CueKind.LAST, CueKind.SWITCH, CueKind.START, CueKind.DONE])
@pytest.mark.parametrize("its", CueKind)
def test_what_is_worth_nothing_later_cuts_whatever_is_being_said(mine: CueKind, its: CueKind) -> None:
    due = cue(1, mine)
    assert announce(due, cue(0, its)) == (Announcer(due), due)


@pytest.mark.parametrize("its", [moment for moment in CueKind if moment is not CueKind.TEMPO])
def test_a_word_of_the_tempo_cuts_no_sentence_and_is_not_said_after_it(its: CueKind) -> None:
    sentence = cue(0, its)
    announcer, now = announce(cue(1, CueKind.TEMPO), sentence)
    assert (announcer, now) == (Announcer(sentence), None)


def test_a_set_up_line_waits_for_the_previous_line_but_not_longer_than_it_is_useful() -> None:
    first, second = cue(0, CueKind.SETUP), cue(2, CueKind.SETUP)
    announcer, now = announce(second, first)
    assert now is None
    ended = Announcer(None, announcer.queued)
    assert announce_next(ended, 2.9, STALE) == (Announcer(second), second)
    assert announce_next(ended, 3.1, STALE) == (Announcer(), None)


def test_of_several_the_latest_is_said_but_a_sentence_rather_than_a_word_of_the_tempo() -> None:
    half, tempo, count = cue(1, CueKind.HALFWAY), cue(1.2, CueKind.TEMPO), cue(1.4, CueKind.COUNT)
    assert enqueue_cue(enqueue_cue(Announcer(), half), tempo).queued == half
    assert enqueue_cue(enqueue_cue(Announcer(), half), count).queued == count


@given(
    cues=st.lists(st.tuples(st.floats(0, 60), st.sampled_from(CueKind)), max_size=40),
    looks=st.lists(st.floats(0, 60), max_size=40),
    lasts=st.floats(0, 5),
)
def test_nothing_is_said_late_or_twice(cues: list[tuple[float, CueKind]], looks: list[float], lasts: float) -> None:
    due = [cue(at, moment) for at, moment in sorted(set(cues))]
    announcer, begun, spoken = Announcer(), -10.0, []
    for look in sorted(looks):
        while due and due[0].at <= look:
            announcer = enqueue_cue(announcer, due.pop(0))
        if look - begun > lasts:
            announcer = Announcer(None, announcer.queued)
        announcer, now = announce_next(announcer, look, STALE)
        if now is not None:
            assert look - now.at <= STALE
            spoken.append(now)
            begun = look
    assert len(set(map(id, spoken))) == len(spoken)


def test_of_changes_the_name_of_what_comes_is_said_and_nothing_on_the_way() -> None:
    moments = (
        CueKind.SETUP, CueKind.SETUP, CueKind.START, CueKind.TEMPO, CueKind.FORM, CueKind.HALFWAY, CueKind.LAST,
        CueKind.REST, CueKind.SETUP, CueKind.START, CueKind.COUNT, CueKind.SWITCH, CueKind.START, CueKind.WHERE,
        CueKind.DONE,
    )  # fmt: skip
    cues = [cue(at, moment) for at, moment in enumerate(moments)]
    assert [(filtered.at, filtered.kind) for filtered in filter_cues(cues, Verbosity.CHANGES)] == [
        (0, "setup"), (2, "start"), (6, "last"), (7, "rest"), (8, "setup"), (9, "start"), (11, "switch"),
        (12, "start"), (13, "where"), (14, "done"),
    ]  # fmt: skip
    assert filter_cues(cues, Verbosity.ALL) == tuple(cues)
    assert filter_cues(cues, Verbosity.TONES) == filter_cues(cues, Verbosity.SILENT) == ()
