import json
import random
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rearguard.core.message import Message
from rearguard.safety.clearance import Clearance, Verdict
from rearguard.safety.questions import SAFETY_QUESTIONS
from rearguard.safety.record import ScreeningRecord
from rearguard.safety.safety_status import SafetyStatus

ASKED = datetime(2026, 3, 1, 9, tzinfo=UTC)
NOW = ASKED + timedelta(days=1)
ALL_NO = {question.id: "no" for question in SAFETY_QUESTIONS}
IDS = list(ALL_NO)


def screened(*, cleared_by_clinician: object = False, **answers: str) -> ScreeningRecord:
    data = {"answers": {**ALL_NO, **answers}, "cleared_by_clinician": cleared_by_clinician}
    return ScreeningRecord().with_screening(ASKED, data)


def test_without_a_safety_check_there_is_no_clearance() -> None:
    standing = ScreeningRecord().with_session(ASKED).status_at(NOW)
    assert standing.status == "missing"
    assert standing.clearance is None
    assert standing.answered_at is None


def test_no_to_everything_clears_until_it_is_due() -> None:
    standing = screened().status_at(NOW)
    assert standing.status == "clear"
    assert standing.clearance == Clearance(Verdict.OK)
    assert standing.answered_at == ASKED
    assert standing.due_at == ASKED + timedelta(days=90)


@pytest.mark.parametrize(
    ("answers", "status"),
    [({"E1": "yes"}, "emergency"), ({"B5": "unsure"}, "blocked"), ({"C9": "yes"}, "clear")],
)
@pytest.mark.parametrize("later", [1, 400])
def test_a_verdict_that_stops_is_not_lifted_by_time(answers: dict[str, str], status: str, later: int) -> None:
    standing = (
        ScreeningRecord()
        .with_screening(ASKED, {"answers": {**ALL_NO, **answers}})
        .status_at(ASKED + timedelta(days=later))
    )
    assert standing.status == (status if status != "clear" or later == 1 else "due")
    assert (standing.clearance is None) is (standing.status != "clear")


def test_a_clinicians_clearance_counts_only_when_it_was_stated() -> None:
    assert screened(B5="yes", cleared_by_clinician=True).status_at(NOW).status == "clear"
    assert screened(B5="yes", cleared_by_clinician="no").status_at(NOW).status == "blocked"
    assert screened(E1="yes", cleared_by_clinician=True).status_at(NOW).status == "emergency"


def test_the_last_screen_counts() -> None:
    record = screened(E1="yes").with_screening(ASKED + timedelta(hours=1), {"answers": ALL_NO})
    assert record.status_at(NOW).status == "clear"
    assert record.with_screening(ASKED, {"answers": {}}) == record


def test_strong_pain_asks_again_and_a_new_screen_settles_it() -> None:
    record = screened().with_symptoms(ASKED + timedelta(hours=1), pain=6)
    assert record.status_at(NOW).status == "due"
    assert record.with_screening(ASKED + timedelta(hours=2), {"answers": ALL_NO}).status_at(NOW).status == "clear"


def test_what_is_no_alarm_changes_nothing() -> None:
    assert screened().with_symptoms(NOW, pain=5) == screened()


@pytest.mark.parametrize("data", [{}, {"answers": None}, {"answers": "no"}, {"answers": [["E1", "no"]]}])
def test_a_malformed_screening_gives_no_clearance(data: dict[str, Any]) -> None:
    standing = ScreeningRecord().with_screening(ASKED, data).status_at(NOW)
    assert standing.status == "missing"
    assert "safety questions left" in str(standing.text)


def test_a_question_that_is_new_since_then_has_to_be_answered() -> None:
    answers = {id_: answer for id_, answer in ALL_NO.items() if id_ != "E8"}
    assert ScreeningRecord().with_screening(ASKED, {"answers": answers}).status_at(NOW).status == "missing"


def test_being_clear_and_having_a_clearance_are_the_same() -> None:
    with pytest.raises(ValueError, match="clearance"):
        SafetyStatus(status="clear", text=Message("x"))
    with pytest.raises(ValueError, match="clearance"):
        SafetyStatus(status="due", text=Message("x"), clearance=Clearance(Verdict.OK))


times = st.datetimes(datetime(2025, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  takes naive bounds
sheets = st.dictionaries(st.sampled_from(IDS), st.sampled_from(["no", "yes", "unsure"]))
events = st.lists(
    st.tuples(
        times,
        st.one_of(
            st.builds(
                lambda answers, cleared: {"answers": answers, "cleared_by_clinician": cleared},
                sheets | st.just(ALL_NO),
                st.booleans(),
            ),
            st.just("trained"),
            st.integers(0, 10),
        ),
    ),
    max_size=8,
    unique_by=lambda event: event[0],
)


def fold(happened: list[tuple[datetime, Any]]) -> ScreeningRecord:
    record = ScreeningRecord()
    for at, answers in happened:
        if answers == "trained":
            record = record.with_session(at)
        elif isinstance(answers, int):
            record = record.with_symptoms(at, pain=answers)
        else:
            record = record.with_screening(at, answers)
    return record


@given(happened=events, shuffled=st.randoms(use_true_random=False))
def test_the_order_in_which_entries_are_folded_does_not_matter(
    happened: list[tuple[datetime, Any]], shuffled: random.Random
) -> None:
    other = list(happened)
    shuffled.shuffle(other)
    assert fold(other) == fold(happened)


@given(happened=events, now=times)
def test_a_snapshot_reads_back_as_it_was(happened: list[tuple[datetime, Any]], now: datetime) -> None:
    record = fold(happened)
    read = ScreeningRecord.from_json(json.loads(json.dumps(record.as_json())))
    assert read == record
    assert read.status_at(now) == record.status_at(now)


@given(happened=events, now=times)
def test_only_a_complete_and_still_valid_screening_gives_a_clearance(
    happened: list[tuple[datetime, Any]], now: datetime
) -> None:
    record = fold(happened)
    if record.status_at(now).status == "clear":
        assert record.screened_at is not None
        assert now - timedelta(days=90) <= record.screened_at <= now + timedelta(days=1)
        assert record.alarm_at is None or record.alarm_at <= record.screened_at


@pytest.mark.parametrize("key", list(ScreeningRecord().as_json()))
@pytest.mark.parametrize("value", [7, "yesterday", "2026-03-01T09:00:00", [], "gone"])
def test_a_snapshot_that_is_spoiled_is_not_read(key: str, value: object) -> None:
    snapshot = screened().with_session(NOW).with_symptoms(NOW, pain=8).as_json()
    snapshot[key] = value
    if value == "gone":
        del snapshot[key]
    assert ScreeningRecord.from_json(snapshot) is None


@pytest.mark.parametrize("data", [None, [], "", 3, {}])
def test_what_is_no_snapshot_is_not_read(data: object) -> None:
    assert ScreeningRecord.from_json(data) is None


def test_it_can_be_read_without_loading_anything_heavy() -> None:
    code = "import sys, rearguard.safety.record; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert {"rearguard.safety.record"} <= set(loaded)
    assert {"pydantic", "sqlalchemy", "sqlite3", "numpy", "asyncio", "fastapi", "click"}.isdisjoint(loaded)
