"""Whether one may exercise now: the journal is the truth, the snapshot beside it only saves opening a database."""

from __future__ import annotations

import json
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.home_fixture import ALL_NO, BLOCK, EMERGENCY, NOON, TurnedClock, answer

from rearguard.app.person.diary import Diary
from rearguard.app.person.paths import Home
from rearguard.app.person.screening import SNAPSHOT, clearance, document, keep_snapshot, preview, screen, standing
from rearguard.core.errors import Misuse, NotCleared
from rearguard.core.message import untranslated
from rearguard.journal.entry import Kind
from rearguard.safety.record import Record
from rearguard.safety.safety_status import Standing

CLEAR = Record().screened(NOON, {"answers": ALL_NO, "cleared_by_clinician": False}).as_json()


class LockedDiary(Diary):
    """A diary whose journal must not be opened."""

    @property
    def journal(self) -> NoReturn:
        raise AssertionError("the journal was opened")


def stands(home: Home, clock: TurnedClock) -> Standing:
    with Diary(home, clock) as diary:
        return standing(diary)


def kept(home: Home) -> dict[str, object]:
    found: dict[str, object] = json.loads((home.data / SNAPSHOT).read_bytes())
    return found


def test_without_answers_there_is_no_leave_and_nothing_is_made(home: Home, clock: TurnedClock) -> None:
    with Diary(home, clock) as diary, pytest.raises(NotCleared, match="rearguard screen"):
        clearance(diary)
    assert not home.data.exists()


def test_a_fresh_snapshot_spares_the_database(home: Home, clock: TurnedClock) -> None:
    answer(home, clock)
    said = stands(home, clock)
    assert said.status == "clear"
    assert standing(LockedDiary(home, clock)) == said
    assert clearance(LockedDiary(home, clock)) == said.clearance


def test_the_snapshot_is_private(home: Home, clock: TurnedClock) -> None:
    answer(home, clock)
    assert stat.S_IMODE((home.data / SNAPSHOT).stat().st_mode) == 0o600


def test_a_snapshot_holds_only_while_the_journal_is_as_it_was(home: Home, clock: TurnedClock) -> None:
    answer(home, clock)
    with Diary(home, clock) as diary:
        diary.write((Kind.FELT, {"pain": 8}))
    with pytest.raises(AssertionError, match="opened"):
        standing(LockedDiary(home, clock))
    assert stands(home, clock).status == "clear", "pain at the moment of the answers was there when they were given"
    clock.turn(1)
    with Diary(home, clock) as diary:
        diary.write((Kind.FELT, {"pain": 8}))
    assert stands(home, clock).status == "due"


def test_a_change_of_time_alone_is_a_change(home: Home, clock: TurnedClock) -> None:
    answer(home, clock)
    home.journal.touch()
    with pytest.raises(AssertionError, match="opened"):
        standing(LockedDiary(home, clock))


@pytest.mark.parametrize(
    "damage",
    [
        lambda path: path.unlink(),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"\xff\xfe{"),
        lambda path: path.write_text("["),
        lambda path: path.write_text("[" * 100_000),
        lambda path: path.write_text("null"),
        lambda path: path.write_text(json.dumps({"journal": [], "record": CLEAR})),
        lambda path: path.write_text(json.dumps({"journal": None, "record": CLEAR})),
        lambda path: path.write_text(json.dumps({"journal": [[1, 2]], "record": CLEAR})),
        lambda path: path.write_text(json.dumps({"record": CLEAR})),
        lambda path: path.write_text(json.dumps({**json.loads(path.read_bytes()), "record": None})),
        lambda path: path.write_text(json.dumps({**json.loads(path.read_bytes()), "record": {**CLEAR, "answers": 1}})),
    ],
)
def test_a_damaged_snapshot_is_not_believed(damage: Callable[[Path], None], home: Home, clock: TurnedClock) -> None:
    answer(home, clock, EMERGENCY)
    damage(home.data / SNAPSHOT)
    assert stands(home, clock).status == "emergency"
    # It is made anew on the way, and is right again.
    assert standing(LockedDiary(home, clock)).status == "emergency"


def test_a_snapshot_of_another_journal_is_not_believed(home: Home, clock: TurnedClock, tmp_path: Path) -> None:
    other = Home(tmp_path / "c", tmp_path / "other", tmp_path / "c")
    answer(other, clock)
    answer(home, clock, EMERGENCY)
    shutil.copy2(other.data / SNAPSHOT, home.data / SNAPSHOT)
    assert stands(home, clock).status == "emergency"


def test_a_snapshot_without_a_journal_is_not_believed(home: Home, clock: TurnedClock) -> None:
    answer(home, clock)
    home.journal.unlink()
    assert stands(home, clock).status == "missing"
    (home.data / SNAPSHOT).write_text(json.dumps({"journal": [], "record": CLEAR}))
    assert stands(home, clock).status == "missing"


def test_a_snapshot_that_can_not_be_written_costs_only_time(home: Home, clock: TurnedClock) -> None:
    answer(home, clock)
    (home.data / SNAPSHOT).unlink()
    (home.data / SNAPSHOT).mkdir()
    assert stands(home, clock).status == "clear"
    assert {path.name for path in home.data.iterdir()} == {SNAPSHOT, home.journal.name}, "nothing is left lying about"


def test_the_snapshot_is_no_verdict_but_worked_out_by_the_clock(home: Home, clock: TurnedClock) -> None:
    answer(home, clock)
    clock.turn(91 * 24 * 3600)
    assert standing(LockedDiary(home, clock)).status == "due"


def test_a_worse_screen_of_another_process_is_seen_at_once(home: Home, clock: TurnedClock) -> None:
    answer(home, clock)
    with Diary(home, clock) as diary:
        assert diary.journal is not None
        assert clearance(diary) is not None
        words = [sys.executable, "-m", "rearguard", "screen", "--answers", "-"]
        done = subprocess.run(words, input=json.dumps(EMERGENCY), text=True, capture_output=True, check=False)
        assert done.returncode == 1
        assert standing(diary).status == "emergency"
        with pytest.raises(NotCleared):
            clearance(diary)


def test_of_two_open_diaries_each_sees_what_the_other_wrote(home: Home, clock: TurnedClock) -> None:
    with Diary(home, clock) as one, Diary(home, clock) as other:
        for answers, status in ((ALL_NO, "clear"), (BLOCK, "blocked"), (ALL_NO, "clear"), (EMERGENCY, "emergency")):
            clock.turn(1)
            assert screen(one, answers).status == status
            assert standing(other).status == status
            one, other = other, one  # noqa: PLW2901 - they take turns


@pytest.mark.parametrize("answers", [{}, {"N0": "no"}, {**ALL_NO, "N0": "perhaps"}, {**ALL_NO, "Q1": "no"}])
def test_answers_that_are_not_all_there_are_refused_and_not_kept(
    answers: Mapping[str, object], home: Home, clock: TurnedClock
) -> None:
    with Diary(home, clock) as diary:
        with pytest.raises(Misuse):
            screen(diary, answers)
        keep_snapshot(diary)
    assert not home.data.exists()


def test_a_preview_keeps_nothing(home: Home, clock: TurnedClock) -> None:
    assert preview(ALL_NO, clock.now()).status == "clear"
    assert preview(BLOCK, clock.now()).status == "blocked"
    assert preview(BLOCK, clock.now(), cleared_by_clinician=True).status == "clear"
    assert preview(EMERGENCY, clock.now(), cleared_by_clinician=True).status == "emergency"
    assert preview({}, clock.now()).status == "missing"
    assert not home.data.exists()


def test_what_a_caution_removes_is_said_in_words_once(clock: TurnedClock) -> None:
    found = document(preview({**ALL_NO, "C1": "yes", "C3": "yes", "C1-front": "no"}, clock.now()), untranslated)
    assert (found["status"], found["verdict"]) == ("clear", "CAUTION")
    assert len(found["removed"]) == len(set(found["removed"])) > 1
    assert document(preview(ALL_NO, clock.now()), untranslated)["removed"] == []


@pytest.mark.parametrize(("answers", "verdict"), [(BLOCK, "BLOCK"), (EMERGENCY, "EMERGENCY"), ({}, None)])
def test_who_is_not_cleared_is_told_a_verdict_and_no_exceptions_to_it(
    answers: Mapping[str, object], verdict: str | None, clock: TurnedClock
) -> None:
    found = document(preview(answers, clock.now()), untranslated)
    assert found["verdict"] == verdict
    assert found["text"]
    assert (found["removed"], found["due_at"]) == ([], None)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@settings(deadline=None)  # each one waits for a disk
@given(mark=json_values)
def test_whatever_a_snapshot_says_it_belongs_to_a_blocked_person_stays_blocked(
    mark: object, blocked_home: Home
) -> None:
    (blocked_home.data / SNAPSHOT).write_text(json.dumps({"journal": mark, "record": CLEAR}))
    assert stands(blocked_home, TurnedClock()).status == "blocked"


@pytest.fixture(scope="module")
def blocked_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    folder = tmp_path_factory.mktemp("blocked")
    home = Home(folder / "config", folder / "data", folder / "cache")
    answer(home, TurnedClock(), BLOCK)
    assert kept(home)["record"] is not None
    return home
