"""The server's responses in tests/wire: the page's tests read the same files, so that neither can drift alone.

`REARGUARD_WRITE_WIRE=1 pytest tests/web/test_wire_snapshots.py` writes them.
"""

from __future__ import annotations

import itertools
import json
import os
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from uuid import UUID

import pytest
from support.home_fixture import ManualClock
from support.http_client import Json
from support.wire_answers import everything

from rearguard.app.person.paths import Paths
from rearguard.core.identity import UUID7_RANDOM_BYTES, uuid7

WIRE = Path(__file__).parents[1] / "wire"
NAMES = [
    "closing",
    "coach",
    "day",
    "days",
    "effects",
    "exports",
    "history",
    "holdings",
    "library",
    "plan",
    "prescription",
    "progress",
    "reminders",
    "screen",
    "screen-next",
    "session",
    "settings",
    "state",
    "tests",
    "texts",
    "under-test",
    "voice",
    "what-if",
    "why",
]


@pytest.fixture(scope="module")
def snapshots(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Json]]:
    """The server's responses to a person who was cut off one evening and did the seven minutes the next."""
    folder = tmp_path_factory.mktemp("wire")
    home, clock = Paths(folder / "config", folder / "data", folder / "cache"), ManualClock()
    count = itertools.count(1)

    def identifier(at: datetime) -> UUID:
        return uuid7(at, next(count).to_bytes(UUID7_RANDOM_BYTES, "big"))

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REARGUARD_HOME", str(folder))
        patch.setenv("TZ", "CET-1")
        time.tzset()
        patch.setattr("rearguard.app.person.diary.new_id", identifier)
        patch.setattr("rearguard.app.training.live_session.new_id", identifier)
        yield everything(home, clock)
    time.tzset()


def to_text(value: Json) -> str:
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"


@pytest.mark.parametrize("name", NAMES)
def test_the_servers_responses_equal_those_of_the_pages_tests(name: str, snapshots: dict[str, Json]) -> None:
    file = WIRE / f"{name}.json"
    if os.environ.get("REARGUARD_WRITE_WIRE"):
        file.write_text(to_text(snapshots[name]), "utf-8")
    assert file.read_text("utf-8") == to_text(snapshots[name]), (
        "REARGUARD_WRITE_WIRE=1 writes it anew; then try the page"
    )


def test_there_is_a_file_for_each_answer_and_no_other(snapshots: dict[str, Json]) -> None:
    # Another machine's sine may round otherwise: tests/app/test_app_figure.py compares the figure with some tolerance.
    assert sorted({path.stem for path in WIRE.iterdir()} - {"figure"}) == NAMES == sorted(snapshots)
