"""The journal in memory."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from support.journal_contract import JournalContract

from rearguard.journal.journal import Journal
from rearguard.journal.memory import MemoryJournal


class TestMemoryJournal(JournalContract):
    @pytest.fixture
    def fresh(self) -> Callable[[], Journal]:
        return MemoryJournal
