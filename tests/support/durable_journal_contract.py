"""The contract of a journal that outlives its process, besides that of every journal."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from contextlib import closing

import pytest

from rearguard.journal.journal import Journal
from support.journal_contract import JournalContract
from support.journal_entries import make_entry


class DurableJournalContract(JournalContract):
    """The tests for a journal that outlives its process."""

    @pytest.fixture
    @abstractmethod
    def again(self) -> Callable[[], Journal]:
        """Return a function that opens one and the same journal, empty at first, each time that it is called."""

    def test_what_was_appended_is_there_when_it_is_opened_again(self, again: Callable[[], Journal]) -> None:
        with again() as journal:
            journal.append([make_entry(1), make_entry(2, person="bob")])
        with again() as journal:
            assert list(journal.entries("ada")) == [make_entry(1)]
            assert journal.append([make_entry(1)]) == 0
            assert journal.people() == {"ada", "bob"}

    def test_what_was_forgotten_is_gone_when_it_is_opened_again(self, again: Callable[[], Journal]) -> None:
        with again() as journal:
            journal.append([make_entry(1)])
            journal.forget("ada")
        with again() as journal:
            assert list(journal.entries("ada")) == []

    def test_two_that_have_it_open_see_what_the_other_appends(self, again: Callable[[], Journal]) -> None:
        with again() as journal, closing(again()) as other:
            assert journal.append([make_entry(1)]) == 1
            assert list(other.entries("ada")) == [make_entry(1)]
            assert other.append([make_entry(1), make_entry(2)]) == 1
            assert list(journal.entries("ada")) == [make_entry(1), make_entry(2)]
            assert journal.forget("ada") == 2
            assert other.people() == frozenset()
