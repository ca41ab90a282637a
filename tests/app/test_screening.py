"""Whether a person may exercise now: the journal is the truth, the snapshot beside it only saves opening a database."""

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
from support.home_fixture import (
    ALL_NO_ANSWERS,
    BLOCKING_ANSWERS,
    EMERGENCY_ANSWERS,
    NOON,
    ManualClock,
    answer_screening,
)

from rearguard.app.person.diary import Diary
from rearguard.app.person.paths import Paths
from rearguard.app.person.screening import (
    SAFETY_SNAPSHOT,
    close_with_snapshot,
    preview_status,
    record_screening,
    require_clearance,
    safety_json,
    safety_status,
)
from rearguard.core.errors import InvalidRequest, NotCleared
from rearguard.core.message import untranslated
from rearguard.journal.entry import EventKind
from rearguard.safety.record import ScreeningRecord
from rearguard.safety.safety_status import SafetyStatus

CLEAR = ScreeningRecord().with_screening(NOON, {"answers": ALL_NO_ANSWERS, "cleared_by_clinician": False}).as_json()


class LockedDiary(Diary):
    """A person whose journal must not be opened."""

    @property
    def journal(self) -> NoReturn:
        raise AssertionError("the journal was opened")


def stands(home: Paths, clock: ManualClock) -> SafetyStatus:
    with Diary(home, clock) as diary:
        return safety_status(diary)


def read_snapshot(home: Paths) -> dict[str, object]:
    report: dict[str, object] = json.loads((home.data / SAFETY_SNAPSHOT).read_bytes())
    return report


def test_without_answers_there_is_no_leave_and_nothing_is_made(home: Paths, clock: ManualClock) -> None:
    with Diary(home, clock) as diary, pytest.raises(NotCleared, match="rearguard screen"):
        require_clearance(diary)
    assert not home.data.exists()


def test_a_fresh_snapshot_spares_the_database(home: Paths, clock: ManualClock) -> None:
    answer_screening(home, clock)
    status = stands(home, clock)
    assert status.status == "clear"
    assert safety_status(LockedDiary(home, clock)) == status
    assert require_clearance(LockedDiary(home, clock)) == status.clearance


def test_the_snapshot_is_private(home: Paths, clock: ManualClock) -> None:
    answer_screening(home, clock)
    assert stat.S_IMODE((home.data / SAFETY_SNAPSHOT).stat().st_mode) == 0o600


def test_a_snapshot_holds_only_while_the_journal_is_as_it_was(home: Paths, clock: ManualClock) -> None:
    answer_screening(home, clock)
    with Diary(home, clock) as diary:
        diary.write((EventKind.FELT, {"pain": 8}))
    with pytest.raises(AssertionError, match="opened"):
        safety_status(LockedDiary(home, clock))
    assert stands(home, clock).status == "clear", "pain at the moment of the answers was there when they were given"
    clock.advance(1)
    with Diary(home, clock) as diary:
        diary.write((EventKind.FELT, {"pain": 8}))
    assert stands(home, clock).status == "due"


def test_a_change_of_time_alone_is_a_change(home: Paths, clock: ManualClock) -> None:
    answer_screening(home, clock)
    home.journal.touch()
    with pytest.raises(AssertionError, match="opened"):
        safety_status(LockedDiary(home, clock))


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
def test_a_damaged_snapshot_is_not_believed(damage: Callable[[Path], None], home: Paths, clock: ManualClock) -> None:
    answer_screening(home, clock, EMERGENCY_ANSWERS)
    damage(home.data / SAFETY_SNAPSHOT)
    assert stands(home, clock).status == "emergency"
    # It is rebuilt on the way, and is right again.
    assert safety_status(LockedDiary(home, clock)).status == "emergency"


def test_a_snapshot_of_another_journal_is_not_believed(home: Paths, clock: ManualClock, tmp_path: Path) -> None:
    other = Paths(tmp_path / "c", tmp_path / "other", tmp_path / "c")
    answer_screening(other, clock)
    answer_screening(home, clock, EMERGENCY_ANSWERS)
    shutil.copy2(other.data / SAFETY_SNAPSHOT, home.data / SAFETY_SNAPSHOT)
    assert stands(home, clock).status == "emergency"


def test_a_snapshot_without_a_journal_is_not_believed(home: Paths, clock: ManualClock) -> None:
    answer_screening(home, clock)
    home.journal.unlink()
    assert stands(home, clock).status == "missing"
    (home.data / SAFETY_SNAPSHOT).write_text(json.dumps({"journal": [], "record": CLEAR}))
    assert stands(home, clock).status == "missing"


def test_a_snapshot_that_can_not_be_written_costs_only_time(home: Paths, clock: ManualClock) -> None:
    answer_screening(home, clock)
    (home.data / SAFETY_SNAPSHOT).unlink()
    (home.data / SAFETY_SNAPSHOT).mkdir()
    assert stands(home, clock).status == "clear"
    assert {path.name for path in home.data.iterdir()} == {SAFETY_SNAPSHOT, home.journal.name}, (
        "nothing is left lying about"
    )


def test_the_snapshot_is_no_verdict_but_worked_out_by_the_clock(home: Paths, clock: ManualClock) -> None:
    answer_screening(home, clock)
    clock.advance(91 * 24 * 3600)
    assert safety_status(LockedDiary(home, clock)).status == "due"


def test_a_worse_screen_of_another_process_is_seen_at_once(home: Paths, clock: ManualClock) -> None:
    answer_screening(home, clock)
    with Diary(home, clock) as diary:
        assert diary.journal is not None
        assert require_clearance(diary) is not None
        words = [sys.executable, "-m", "rearguard", "screen", "--answers", "-"]
        result = subprocess.run(words, input=json.dumps(EMERGENCY_ANSWERS), text=True, capture_output=True, check=False)
        assert result.returncode == 1
        assert safety_status(diary).status == "emergency"
        with pytest.raises(NotCleared):
            require_clearance(diary)


def test_of_two_open_diaries_each_sees_what_the_other_wrote(home: Paths, clock: ManualClock) -> None:
    with Diary(home, clock) as first, Diary(home, clock) as other:
        for answers, status in (
            (ALL_NO_ANSWERS, "clear"),
            (BLOCKING_ANSWERS, "blocked"),
            (ALL_NO_ANSWERS, "clear"),
            (EMERGENCY_ANSWERS, "emergency"),
        ):
            clock.advance(1)
            assert record_screening(first, answers).status == status
            assert safety_status(other).status == status
            first, other = other, first  # noqa: PLW2901 - they take turns


@pytest.mark.parametrize(
    "answers", [{}, {"N0": "no"}, {**ALL_NO_ANSWERS, "N0": "perhaps"}, {**ALL_NO_ANSWERS, "Q1": "no"}]
)
def test_incomplete_answers_are_refused_and_not_saved(
    answers: Mapping[str, object], home: Paths, clock: ManualClock
) -> None:
    with Diary(home, clock) as diary:
        with pytest.raises(InvalidRequest):
            record_screening(diary, answers)
        close_with_snapshot(diary)
    assert not home.data.exists()


def test_a_preview_keeps_nothing(home: Paths, clock: ManualClock) -> None:
    assert preview_status(ALL_NO_ANSWERS, clock.now()).status == "clear"
    assert preview_status(BLOCKING_ANSWERS, clock.now()).status == "blocked"
    assert preview_status(BLOCKING_ANSWERS, clock.now(), cleared_by_clinician=True).status == "clear"
    assert preview_status(EMERGENCY_ANSWERS, clock.now(), cleared_by_clinician=True).status == "emergency"
    assert preview_status({}, clock.now()).status == "missing"
    assert not home.data.exists()


def test_what_a_caution_removes_is_said_in_words_once(clock: ManualClock) -> None:
    document = safety_json(
        preview_status({**ALL_NO_ANSWERS, "C1": "yes", "C3": "yes", "C1-front": "no"}, clock.now()), untranslated
    )
    assert (document["status"], document["verdict"]) == ("clear", "CAUTION")
    assert len(document["removed"]) == len(set(document["removed"])) > 1
    assert safety_json(preview_status(ALL_NO_ANSWERS, clock.now()), untranslated)["removed"] == []


@pytest.mark.parametrize(
    ("answers", "verdict"), [(BLOCKING_ANSWERS, "BLOCK"), (EMERGENCY_ANSWERS, "EMERGENCY"), ({}, None)]
)
def test_without_a_clearance_there_is_a_verdict_and_no_exceptions_to_it(
    answers: Mapping[str, object], verdict: str | None, clock: ManualClock
) -> None:
    document = safety_json(preview_status(answers, clock.now()), untranslated)
    assert document["verdict"] == verdict
    assert document["text"]
    assert (document["removed"], document["due_at"]) == ([], None)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@settings(deadline=None)  # each example waits for a disk
@given(mark=json_values)
def test_whatever_a_snapshot_says_it_belongs_to_a_blocked_person_stays_blocked(
    mark: object, blocked_home: Paths
) -> None:
    (blocked_home.data / SAFETY_SNAPSHOT).write_text(json.dumps({"journal": mark, "record": CLEAR}))
    assert stands(blocked_home, ManualClock()).status == "blocked"


@pytest.fixture(scope="module")
def blocked_home(tmp_path_factory: pytest.TempPathFactory) -> Paths:
    folder = tmp_path_factory.mktemp("blocked")
    home = Paths(folder / "config", folder / "data", folder / "cache")
    answer_screening(home, ManualClock(), BLOCKING_ANSWERS)
    assert read_snapshot(home)["record"] is not None
    return home
