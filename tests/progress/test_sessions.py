"""From the journal's entries to sessions; odd entries never prevent a plan."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from support.training_history import EXERCISES, MONDAY

from rearguard.core.identity import UUID7_RANDOM_BYTES, uuid7
from rearguard.journal.entry import Entry, EventKind
from rearguard.library.exercise import Equipment, Trait
from rearguard.progress.fold import TrainingProgress, fold_progress
from rearguard.progress.sessions import LATE_AFTER, PROGRESS_EVENT_KINDS, TrainedSession, read_progress_events
from rearguard.progress.targets import level_targets

STEPS = [
    {"kind": "work", "exercise": "lift", "level": "plain", "side": "both", "sets": 2, "reps": 10, "seconds": 40},
    {"kind": "rest", "exercise": "lift", "level": "plain", "side": "both", "sets": 2, "reps": None, "seconds": 20},
    {"kind": "work", "exercise": "lift", "level": "plain", "side": "both", "sets": 2, "reps": 10, "seconds": 40},
    {"kind": "work", "exercise": "open", "level": "plain", "side": "left", "sets": 1, "reps": 10, "seconds": 30},
]


def entry(kind: EventKind, data: dict[str, Any], *, later: timedelta = timedelta(minutes=5)) -> Entry:
    at = MONDAY + later
    return Entry(id=uuid7(at, bytes(UUID7_RANDOM_BYTES)), person="me", at=at, kind=kind, data=data)


def began(**more: object) -> Entry:
    return entry(EventKind.SESSION_STARTED, {"session": "s", "plan": {"steps": STEPS}, **more}, later=timedelta())


def step_done(index: int) -> Entry:
    return entry(EventKind.STEP_DONE, {"session": "s", "index": index})


def the_session(*entries: Entry) -> TrainedSession:
    (session,) = read_progress_events(entries)
    assert isinstance(session, TrainedSession)
    return session


def test_a_session_is_what_was_planned_and_what_of_it_was_done_felt_and_seen() -> None:
    judged_set = {"session": "s", "index": 2, "seen": 1.0, "planned": {"reps": 10}, "reps": [{}] * 9, "score": 0.5}
    session = the_session(
        began(have=["band"], barred=["single-leg"]),
        *map(step_done, (0, 1, 2)),
        entry(EventKind.SET_JUDGED, judged_set),
        entry(EventKind.FELT, {"session": "s", "exercise": "lift", "pain": 2}),
        entry(EventKind.FELT, {"session": "s", "effort": 7}),
        entry(EventKind.FELT, {"session": "s", "effort": 5}),
        entry(EventKind.FELT, {"morning_after": "s", "pain": 1}),
        entry(EventKind.SESSION_ENDED, {"session": "s", "reason": "stopped"}),
    )
    (lift,) = session.performances
    assert (lift.planned_bouts, lift.done_bouts, lift.amount, lift.sets) == (2, 2, 10, 2)
    assert (lift.pain, lift.score, lift.was_counted_short) == (2, 0.5, True)
    assert (session.effort, session.morning_pain, session.has_new_numbness, session.was_cut_short) == (
        5,
        1,
        False,
        False,
    )
    assert (session.availability.equipment, session.availability.barred_traits) == (
        frozenset({Equipment.BAND}),
        frozenset({Trait.SINGLE_LEG}),
    )


def test_a_late_report_does_not_count() -> None:
    late = entry(EventKind.FELT, {"session": "s", "effort": 5}, later=LATE_AFTER + timedelta(seconds=1))
    assert the_session(began(), step_done(0), late).effort is None


def test_what_a_camera_hardly_saw_is_no_count() -> None:
    judged_set = {"session": "s", "index": 0, "seen": 0.7, "planned": {"reps": 10}, "reps": [], "score": None}
    (lift,) = the_session(began(), step_done(0), entry(EventKind.SET_JUDGED, judged_set)).performances
    assert (lift.was_counted_short, lift.score) == (False, None)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-20, 20) | st.floats(allow_nan=False) | st.sampled_from(["s", "lift", "x"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["steps", "reps", "x"]), inner, max_size=3)
    ),
    max_leaves=6,
)
NAMES = ["session", "morning_after", "exercise", "index", "pain", "effort", "plan", "have", "barred", "level", "undone"]
NAMES += ["reason", "planned", "seen", "reps", "score", "new_numbness"]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(PROGRESS_EVENT_KINDS), st.dictionaries(st.sampled_from(NAMES), JSON)), max_size=12
    )
)
def test_whatever_stands_in_a_journal_there_is_a_plan_from_it(rows: list[tuple[EventKind, dict[str, Any]]]) -> None:
    entries = [began(), step_done(0), *(entry(kind, {"session": "s", **data}) for kind, data in rows)]
    progress = fold_progress(TrainingProgress(), read_progress_events(entries), EXERCISES)
    assert level_targets(progress, EXERCISES, MONDAY + timedelta(days=1)).keys() <= EXERCISES.keys()
