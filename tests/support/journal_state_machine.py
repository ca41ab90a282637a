"""A journal beside the simplest equivalent: a dictionary of entries by id."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from rearguard.core.identity import uuid7
from rearguard.journal.entry import Entry, EventKind
from rearguard.journal.journal import Journal

START = datetime(2026, 3, 2, tzinfo=UTC)

# Few of each, so that ids, moments and people often coincide.
person_names = st.sampled_from(["ada", "bob", "Ada"])
times = st.integers(0, 12).map(lambda hour: START + timedelta(hours=hour, microseconds=hour % 3))
kinds = st.sampled_from([EventKind.SAT, EventKind.FELT, EventKind.SCREENED])
entries = st.builds(
    lambda number, at, person, kind: Entry(
        id=uuid7(START, number.to_bytes(10, "big")), person=person, at=at, kind=kind, data={"number": number}
    ),
    st.integers(0, 15),
    times,
    person_names,
    kinds,
)


class JournalStateMachine(RuleBasedStateMachine):
    """Does the same to both, and compares the results."""

    def __init__(self, journal: Journal) -> None:
        super().__init__()
        self.journal = journal
        self.model: dict[UUID, Entry] = {}

    @rule(batch=st.lists(entries, max_size=5))
    def append(self, batch: list[Entry]) -> None:
        before = len(self.model)
        for each in batch:
            self.model.setdefault(each.id, each)
        assert self.journal.append(batch) == len(self.model) - before

    @rule(
        person=person_names,
        since=st.none() | times,
        until=st.none() | times,
        kinds=st.none() | st.sets(kinds),
        newest_first=st.booleans(),
    )
    def read(
        self,
        person: str,
        since: datetime | None,
        until: datetime | None,
        kinds: set[EventKind] | None,
        newest_first: bool,  # noqa: FBT001 -- hypothesis passes by name
    ) -> None:
        expected = sorted(
            (
                each
                for each in self.model.values()
                if each.person == person
                and (kinds is None or each.kind in kinds)
                and (since is None or each.at >= since)
                and (until is None or each.at < until)
            ),
            key=lambda each: (each.at, each.id),
            reverse=newest_first,
        )
        entries = self.journal.entries(person, kinds=kinds, since=since, until=until, newest_first=newest_first)
        assert list(entries) == expected

    @rule(person=person_names)
    def forget(self, person: str) -> None:
        theirs = [each.id for each in self.model.values() if each.person == person]
        for each in theirs:
            del self.model[each]
        assert self.journal.forget(person) == len(theirs)

    @invariant()
    def people_match(self) -> None:
        assert self.journal.people() == {each.person for each in self.model.values()}

    def teardown(self) -> None:
        self.journal.close()
