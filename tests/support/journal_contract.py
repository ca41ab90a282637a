"""The contract of every journal: subclass `JournalContract`, or `DurableJournalContract` if it outlives its process.

class TestPaperJournal(JournalContract):
    @pytest.fixture
    def fresh(self): return PaperJournal
"""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import run_state_machine_as_test

from rearguard.core.errors import IllegalCommand
from rearguard.core.identity import uuid7
from rearguard.journal.entry import Entry, EventKind
from rearguard.journal.journal import Journal
from support.journal_entries import NOON, JsonObject, make_entry
from support.journal_state_machine import JournalStateMachine

JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)

CONTRACT_SETTINGS = settings(
    # The fixture `fresh` makes a new journal for each example, and each store runs the same tests.
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.differing_executors],
    deadline=None,
    max_examples=50,
)


class JournalContract(ABC):
    """The tests. A subclass says how a journal is made."""

    @pytest.fixture
    @abstractmethod
    def fresh(self) -> Callable[[], Journal]:
        """Return a function that makes an empty journal; a test may call it many times, and closes each journal."""

    @pytest.fixture
    def journal(self, fresh: Callable[[], Journal]) -> Iterator[Journal]:
        with fresh() as journal:
            yield journal

    # Appending

    def test_a_new_journal_is_empty(self, journal: Journal) -> None:
        assert list(journal.entries("ada")) == []
        assert journal.people() == frozenset()

    def test_what_was_appended_comes_back_equal(self, journal: Journal) -> None:
        entry = Entry(
            id=uuid7(NOON, bytes(range(10))),
            person="ada",
            at=NOON,
            kind=EventKind.STEP_DONE,
            version=3,
            data={"reps": 10, "side": "left", "tempo": None, "share": 0.1, "cues": ["up", "down"]},
        )
        assert journal.append([entry]) == 1
        assert list(journal.entries("ada")) == [entry]

    def test_appending_nothing_is_nothing(self, journal: Journal) -> None:
        assert journal.append([]) == 0

    def test_append_takes_any_iterable_and_counts_what_was_new(self, journal: Journal) -> None:
        assert journal.append(make_entry(number) for number in range(3)) == 3
        assert journal.append([make_entry(2), make_entry(3)]) == 1

    def test_appending_twice_is_appending_once(self, journal: Journal) -> None:
        journal.append([make_entry(1), make_entry(2)])
        assert journal.append([make_entry(2), make_entry(1)]) == 0
        assert journal.append([make_entry(3), make_entry(3)]) == 1
        assert list(journal.entries("ada")) == [make_entry(1), make_entry(2), make_entry(3)]

    def test_an_id_keeps_what_was_first_appended_under_it(self, journal: Journal) -> None:
        journal.append([make_entry(1), make_entry(1, data={"other": True})])
        journal.append([make_entry(1, data={"third": True}), make_entry(1, person="bob")])
        assert list(journal.entries("ada")) == [make_entry(1)]
        assert journal.people() == {"ada"}

    @pytest.mark.parametrize(
        "data",
        [
            pytest.param({"share": float("nan")}, id="not a number"),
            pytest.param({"sides": ("left", "right")}, id="a tuple"),
            pytest.param({1: "one"}, id="a key that is no string"),
            pytest.param({"at": NOON}, id="a datetime"),
        ],
    )
    def test_data_that_json_would_not_give_back_is_a_mistake_and_nothing_is_stored(
        self, journal: Journal, data: JsonObject
    ) -> None:
        with pytest.raises(ValueError, match="not JSON"):
            journal.append([make_entry(1), make_entry(2, data=data)])
        assert list(journal.entries("ada")) == []

    def test_entries_that_end_in_an_error_are_not_stored(self, journal: Journal) -> None:
        def broken() -> Iterator[Entry]:
            yield make_entry(1)
            raise RuntimeError("no more")

        with pytest.raises(RuntimeError, match="no more"):
            journal.append(broken())
        assert list(journal.entries("ada")) == []
        assert journal.append([make_entry(1)]) == 1

    def test_changing_the_data_afterwards_changes_nothing_here(self, journal: Journal) -> None:
        data = {"answers": ["no"]}
        journal.append([make_entry(1, data=data)])
        data["answers"].append("yes")
        next(journal.entries("ada")).data["answers"].append("unsure")
        assert next(journal.entries("ada")).data == {"answers": ["no"]}

    # Queries

    @pytest.mark.parametrize(
        ("query", "expected"),
        [({"by": "hand"}, [1, 4]), ({"by": "hand", "how": "walking"}, [4]), ({"by": "50 %_"}, [5]), ({}, range(7))],
    )
    def test_of_all_entries_those_whose_data_hold_a_text_can_be_asked_for(
        self, journal: Journal, query: dict[str, str], expected: list[int]
    ) -> None:
        contents: list[JsonObject] = [
            {"by": "watch"},
            {"by": "hand", "from": 7},
            {"by": "HAND"},
            {"note": '"by":"hand"'},
            {"how": "walking", "inner": [{"by": "hand"}]},
            {"by": "50 %_"},
            {"by": "50 xyz"},
        ]
        journal.append(make_entry(number, data=data) for number, data in enumerate(contents))
        for newest_first in (False, True):
            numbers = [make_entry(number, data=contents[number]) for number in expected]
            read = list(journal.entries("ada", having=query, newest_first=newest_first))
            assert read == (numbers[::-1] if newest_first else numbers)

    # Fidelity

    @CONTRACT_SETTINGS
    @given(data=st.dictionaries(st.text(), JSON_VALUES, max_size=4))
    def test_any_json_survives(self, fresh: Callable[[], Journal], data: dict[str, Any]) -> None:
        with fresh() as journal:
            journal.append([make_entry(1, data=data)])
            # Compare as text, because 1 == 1.0 == True and 0.0 == -0.0.
            assert repr(next(journal.entries("ada")).data) == repr(data)

    @pytest.mark.parametrize(
        "value",
        [
            pytest.param("Füße, 臀部, 🍑, \0, \u2028, \ud800", id="any character, half a pair too"),
            pytest.param("x" * 3_000_000, id="megabytes"),
            pytest.param(10**400, id="a number of 400 digits"),
            pytest.param([5e-324, 1.7976931348623157e308, -0.0, 0.1 + 0.2], id="floats to the last bit"),
            pytest.param({"": {"a.b": {"$ref": [[[[[[[[{}]]]]]]]]}}}, id="odd keys and much nesting"),
        ],
    )
    def test_odd_data_survives(self, journal: Journal, value: object) -> None:
        journal.append([make_entry(1, data={"value": value})])
        read = next(journal.entries("ada")).data
        assert repr(read) == repr({"value": value})

    @CONTRACT_SETTINGS
    @given(person=st.text())
    def test_a_person_may_have_any_name(self, fresh: Callable[[], Journal], person: str) -> None:
        with fresh() as journal:
            journal.append([make_entry(1, person=person)])
            assert list(journal.entries(person)) == [make_entry(1, person=person)]
            assert journal.people() == {person}
            assert journal.forget(person) == 1

    @pytest.mark.parametrize(
        "at",
        [
            datetime(2026, 3, 2, 12, 0, 0, 1, tzinfo=UTC),
            datetime(2026, 3, 2, 12, 0, 0, 999_999, tzinfo=UTC),
            datetime(1970, 1, 1, tzinfo=UTC),
            datetime(9999, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC),
        ],
    )
    def test_a_time_survives_to_the_microsecond(self, journal: Journal, at: datetime) -> None:
        journal.append([make_entry(1, at=at)])
        assert next(journal.entries("ada")).at == at

    @pytest.mark.parametrize("year", [1, 1969])
    def test_a_time_before_1970_survives(self, journal: Journal, year: int) -> None:
        at = datetime(year, 2, 3, 4, 5, 6, 7, tzinfo=UTC)
        journal.append([Entry(id=make_entry(1).id, person="ada", at=at, kind=EventKind.SAT)])
        assert next(journal.entries("ada")).at == at

    def test_a_time_in_another_zone_is_the_same_moment_in_utc(self, journal: Journal) -> None:
        kathmandu = timezone(timedelta(hours=5, minutes=45))
        journal.append([make_entry(1, at=NOON.astimezone(kathmandu))])
        (read,) = journal.entries("ada", since=NOON.astimezone(kathmandu))
        assert read.at == NOON
        assert read.at.tzinfo is UTC
        assert list(journal.entries("ada", until=NOON.astimezone(kathmandu))) == []

    # Reading

    def test_entries_come_in_the_order_of_time_however_they_were_appended(self, journal: Journal) -> None:
        journal.append([make_entry(3), make_entry(1)])
        journal.append([make_entry(2)])
        assert list(journal.entries("ada")) == [make_entry(1), make_entry(2), make_entry(3)]
        assert list(journal.entries("ada", newest_first=True)) == [make_entry(3), make_entry(2), make_entry(1)]

    def test_entries_of_one_moment_come_in_the_order_of_their_ids(self, journal: Journal) -> None:
        moment = [make_entry(number, at=NOON) for number in range(20)]
        journal.append(moment[1::2] + moment[-2::-2])
        assert list(journal.entries("ada")) == moment
        assert list(journal.entries("ada", newest_first=True)) == moment[::-1]

    def test_since_is_included_and_until_is_not(self, journal: Journal) -> None:
        journal.append(make_entry(number) for number in range(6))
        two, four = make_entry(2).at, make_entry(4).at
        assert list(journal.entries("ada", since=two)) == [make_entry(2), make_entry(3), make_entry(4), make_entry(5)]
        assert list(journal.entries("ada", until=four)) == [make_entry(0), make_entry(1), make_entry(2), make_entry(3)]
        assert list(journal.entries("ada", since=two, until=four)) == [make_entry(2), make_entry(3)]
        assert list(journal.entries("ada", since=two, until=four, newest_first=True)) == [make_entry(3), make_entry(2)]
        assert list(journal.entries("ada", since=four, until=two)) == []
        a_little_later = two + timedelta(microseconds=1)
        assert next(journal.entries("ada", since=a_little_later)) == make_entry(3)
        assert next(journal.entries("ada", until=a_little_later, newest_first=True)) == make_entry(2)

    def test_times_must_be_aware(self, journal: Journal) -> None:
        naive = NOON.replace(tzinfo=None)
        with pytest.raises(ValueError, match="aware"):
            journal.entries("ada", since=naive)
        with pytest.raises(ValueError, match="aware"):
            journal.entries("ada", until=naive)

    def test_only_the_kinds_that_were_asked_for(self, journal: Journal) -> None:
        journal.append(make_entry(number, kind=kind) for number, kind in enumerate(EventKind))
        kinds = {EventKind.SAT, EventKind.FELT, EventKind.IMPORTED}
        assert {each.kind for each in journal.entries("ada", kinds=kinds)} == kinds
        assert [each.kind for each in journal.entries("ada", kinds=[EventKind.SAT])] == [EventKind.SAT]
        assert list(journal.entries("ada", kinds=[])) == []
        assert [each.kind for each in journal.entries("ada", kinds=None)] == list(EventKind)

    def test_many_entries_are_read_in_order_and_each_once(self, journal: Journal) -> None:
        # More than two of any page, with every second entry at the same moment as the one before.
        many = [make_entry(number, at=NOON + timedelta(seconds=number // 2)) for number in range(1301)]
        journal.append(many)
        assert list(journal.entries("ada")) == many
        assert list(journal.entries("ada", newest_first=True)) == many[::-1]
        assert list(journal.entries("ada", since=many[601].at, until=many[1201].at)) == many[600:1200]

    def test_appending_while_reading_disturbs_neither(self, journal: Journal) -> None:
        before = [make_entry(number) for number in range(0, 2400, 2)]
        journal.append(before)
        entries_read = []
        for place, each in enumerate(journal.entries("ada")):
            entries_read.append(each)
            if place < 100:
                journal.append([make_entry(2 * place + 1), make_entry(5000 + place)])
        places = [(each.at, each.id) for each in entries_read]
        assert places == sorted(set(places))
        assert {each.id for each in before} <= {each.id for each in entries_read}

    def test_a_reader_that_stops_halfway_blocks_no_other(self, journal: Journal) -> None:
        journal.append(make_entry(number) for number in range(1200))
        reader = journal.entries("ada")
        next(reader)
        journal.append([make_entry(5000)])
        assert journal.forget("ada") == 1201
        assert journal.people() == frozenset()

    # People

    def test_people_do_not_see_each_others_entries(self, journal: Journal) -> None:
        journal.append([make_entry(1), make_entry(2, person="bob"), make_entry(3, person="Ada")])
        assert list(journal.entries("bob")) == [make_entry(2, person="bob")]
        assert list(journal.entries("eve")) == []
        assert journal.people() == {"ada", "bob", "Ada"}

    def test_forgetting_a_person_leaves_the_others(self, journal: Journal) -> None:
        journal.append([make_entry(1), make_entry(2), make_entry(3, person="bob")])
        assert journal.forget("ada") == 2
        assert journal.forget("ada") == 0
        assert list(journal.entries("ada")) == []
        assert list(journal.entries("bob")) == [make_entry(3, person="bob")]
        assert journal.people() == {"bob"}

    def test_an_erased_person_may_come_back(self, journal: Journal) -> None:
        journal.append([make_entry(1)])
        journal.forget("ada")
        assert journal.append([make_entry(1)]) == 1
        assert list(journal.entries("ada")) == [make_entry(1)]

    # Devices and threads

    @CONTRACT_SETTINGS
    @given(st.data())
    def test_two_devices_merge_into_the_same_journal_in_whatever_order(
        self, fresh: Callable[[], Journal], draw: st.DataObject
    ) -> None:
        numbers = st.lists(st.integers(0, 30), max_size=20)
        desk = [make_entry(number) for number in draw.draw(numbers, "desk")]
        home = [make_entry(number) for number in draw.draw(numbers, "home")]
        shuffled = draw.draw(st.permutations(desk + home), "in any order")
        cut = draw.draw(st.integers(0, len(shuffled)), "in two parts")
        union = {each.id: each for each in desk + home}
        for parts in ([desk, home], [home, desk], [shuffled[:cut], shuffled[cut:], desk]):
            with fresh() as journal:
                assert sum(journal.append(part) for part in parts) == len(union)
                assert list(journal.entries("ada")) == sorted(union.values(), key=lambda each: (each.at, each.id))

    def test_threads_append_at_once_and_nothing_is_lost(self, journal: Journal) -> None:
        threads, each_appends = 8, 25
        together = threading.Barrier(threads)

        def append(thread: int) -> int:
            together.wait()
            own = (make_entry(1000 * (thread + 1) + number) for number in range(each_appends))
            # One stream per thread and one that all of them append to.
            return sum(journal.append([each, make_entry(number)]) for number, each in enumerate(own))

        with ThreadPoolExecutor(threads) as pool:
            new = sum(pool.map(append, range(threads)))
        assert new == threads * each_appends + each_appends
        assert len(list(journal.entries("ada"))) == new

    def test_threads_read_while_others_append(self, journal: Journal) -> None:
        def append(number: int) -> int:
            return journal.append([make_entry(number)])

        def read(_: int) -> bool:
            ids = [each.id for each in journal.entries("ada")]
            return ids == sorted(ids)

        with ThreadPoolExecutor(4) as pool:
            appended, ordered = pool.map(append, range(100)), pool.map(read, range(50))
            assert sum(appended) == 100
            assert all(ordered)

    def test_it_does_what_a_plain_dictionary_would(self, fresh: Callable[[], Journal]) -> None:
        class Machine(JournalStateMachine):
            def __init__(self) -> None:
                super().__init__(fresh())

        run_state_machine_as_test(
            Machine,
            settings=settings(max_examples=25, stateful_step_count=20, deadline=None),
        )

    # Closing

    def test_closing_twice_is_closing_once(self, journal: Journal) -> None:
        journal.close()
        journal.close()

    @pytest.mark.parametrize(
        "use",
        [
            pytest.param(lambda journal: journal.append([make_entry(1)]), id="append"),
            pytest.param(lambda journal: journal.entries("ada"), id="entries"),
            pytest.param(lambda journal: journal.people(), id="people"),
            pytest.param(lambda journal: journal.forget("ada"), id="forget"),
        ],
    )
    def test_a_closed_journal_refuses_everything(self, journal: Journal, use: Callable[[Journal], object]) -> None:
        journal.close()
        with pytest.raises(IllegalCommand, match="closed"):
            use(journal)

    def test_leaving_the_context_closes_it(self, fresh: Callable[[], Journal]) -> None:
        with fresh() as journal:
            journal.append([make_entry(1)])
        with pytest.raises(IllegalCommand):
            journal.people()
