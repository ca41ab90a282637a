"""ActivityWatch's data, imported into the journal."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.home_fixture import NOON, run_command

from rearguard.app.person.clock import SystemClock
from rearguard.app.person.diary import Diary
from rearguard.app.person.paths import Paths
from rearguard.formats.activitywatch import parse_sitting_bouts
from rearguard.formats.import_error import ImportFileError

NOW = NOON.timestamp()


def row(minutes: float, lasts: float, status: str = "not-afk", **other: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    """Return an event that began some minutes after nine and lasted some minutes."""
    begun = NOON - timedelta(hours=3) + timedelta(minutes=minutes)
    return {"id": 1, "timestamp": begun.isoformat(), "duration": lasts * 60, "data": {"status": status}, **other}


def export(*events: dict[str, Any], kind: str = "afkstatus", name: str = "aw-watcher-afk_desk") -> dict[str, Any]:
    """Return an export as ActivityWatch writes it, with a bucket of another kind."""
    bucket: dict[str, Any] = {
        "id": name,
        "created": "2024-01-01T08:00:00+00:00",
        "name": None,
        "type": kind,
        "client": "aw-watcher-afk",
        "hostname": "desk",
        "data": {},
        "events": list(events),
    }
    window = {**bucket, "id": "aw-watcher-window_desk", "type": "currentwindow", "events": [{"data": {"app": "x"}}]}
    return {"buckets": {name: bucket, "aw-watcher-window_desk": window}}


def minutes(document: object) -> list[tuple[float, float]]:
    start = (NOON - timedelta(hours=3)).timestamp()
    return [((s.start - start) / 60, (s.end - start) / 60) for s in parse_sitting_bouts(document, "f", NOW)]


def test_overlapping_rows_count_once_and_rows_may_come_in_any_order() -> None:
    rows = [row(60, 30), row(0, 20), row(10, 30), row(15, 1), row(40, 5, "afk"), row(90, 0)]
    assert minutes(export(*rows)) == [(0, 40), (60, 90)]


def test_a_gap_of_five_minutes_is_reading_and_a_longer_one_is_not_known() -> None:
    assert minutes(export(row(0, 10), row(15, 10), row(31, 10))) == [(0, 25), (31, 41)]


def test_two_buckets_of_two_machines_count_once() -> None:
    both = {"buckets": {**export(row(0, 10))["buckets"], **export(row(5, 10), name="other")["buckets"]}}
    assert minutes(both) == [(0, 15)]


rows = st.lists(st.builds(row, st.integers(0, 120), st.floats(0, 60), st.sampled_from(["afk", "not-afk"])), max_size=12)


@given(rows)
def test_what_is_found_is_no_longer_than_the_clock_and_never_overlaps(events: list[dict[str, Any]]) -> None:
    bouts = parse_sitting_bouts(export(*events), "f", NOW)
    assert all(before.end < after.start for before, after in pairwise(bouts))
    assert sum(spell.end - spell.start for spell in bouts) <= 3 * 3600


@given(rows, st.randoms())
def test_the_order_of_the_rows_does_not_matter(events: list[dict[str, Any]], dice: Any) -> None:  # noqa: ANN401
    shuffled = list(events)
    dice.shuffle(shuffled)
    assert minutes(export(*shuffled)) == minutes(export(*events))


@pytest.mark.parametrize(
    ("document", "place"),
    [
        ([], "buckets"),
        ({"buckets": []}, "buckets"),
        ({"buckets": {"a": 1}}, "buckets.a"),
        ({"buckets": {"a": {"type": "afkstatus"}}}, "buckets.a.events"),
        (export(row(0, 1), {}), "buckets.aw-watcher-afk_desk.events.1"),
        (export({**row(0, 1), "timestamp": "2026-03-02T09:00:00"}), "events.0.timestamp"),
        (export({**row(0, 1), "timestamp": "yesterday"}), "events.0.timestamp"),
        (export({**row(0, 1), "duration": -1}), "events.0.duration"),
        (export({**row(0, 1), "duration": True}), "events.0.duration"),
        (export({**row(0, 1), "duration": float("inf")}), "events.0.duration"),
        (export({**row(0, 1), "duration": float("nan")}), "events.0.duration"),
        (export(row(0, 1, "asleep")), "events.0.data.status"),
        (export(row(0, 1, "asleep", data={"status": []})), "events.0.data.status"),
        (export(row(170, 60)), "events.0"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(document: object, place: str) -> None:
    with pytest.raises(ImportFileError) as refused:
        parse_sitting_bouts(document, "aw.json", NOW)
    assert refused.value.problem.key.endswith(place)
    assert refused.value.problem.file == "aw.json"


def count_entries(home: Paths) -> int:
    with Diary(home, SystemClock()) as diary:
        return len(list(diary.read()))


def test_twice_is_once(home: Paths, tmp_path: Path) -> None:
    path = tmp_path / "aw.json"
    path.write_text(json.dumps(export(row(0, 40), row(60, 30))))
    first, second = (
        json.loads(run_command("import", "activitywatch", str(path), "--json", home=home).stdout) for _ in range(2)
    )
    assert (first["spells"], first["new"], first["seconds"]) == (2, 2, 70 * 60)
    assert (second["spells"], second["new"]) == (2, 0)
    assert count_entries(home) == 2


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no json",
        "[" * 100_000,
        '{"buckets": {"a": {"type": "afkstatus", "events": [' + json.dumps(row(0, 1)) + ", 7]}}}",
        json.dumps(export(row(0, 1))).replace("2026", "2996"),
        "\x00\xff",
    ],
    ids=["empty", "text", "deep", "half right", "future", "binary"],
)
def test_a_hostile_file_gives_one_line_and_nothing_of_it_is_saved(text: str, home: Paths, tmp_path: Path) -> None:
    path = tmp_path / "aw.json"
    path.write_bytes(text.encode("latin-1"))
    result = run_command("import", "activitywatch", str(path), home=home)
    assert (result.returncode, result.stdout, result.stderr.count("\n")) == (1, "", 1)
    assert count_entries(home) == 0


def test_a_file_that_is_too_large_is_not_read(home: Paths, tmp_path: Path) -> None:
    path = tmp_path / "aw.json"
    with path.open("wb") as file:
        file.truncate(10**9)  # sparse: it takes no room
    result = run_command("import", "activitywatch", str(path), home=home)
    assert (result.returncode, result.stderr.count("\n")) == (1, 1)


@contextmanager
def watching(document: dict[str, Any]) -> Iterator[str]:
    """Serve an `aw-server`'s answers."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.split("?")[0].removeprefix("/api/0/buckets/")
            name = path.removesuffix("/events")
            bare = {n: {k: v for k, v in b.items() if k != "events"} for n, b in document["buckets"].items()}
            body = json.dumps(document["buckets"][name]["events"] if name else bare).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: object) -> None:
            """Log nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_a_running_activitywatch_is_queried(home: Paths) -> None:
    with watching(export(row(0, 40))) as address:
        result = run_command("import", "activitywatch", "--from-server", address, "--json", home=home)
    assert json.loads(result.stdout)["new"] == 1


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["--from-server", "http://example.org:5600"], 2),
        (["--from-server", "https://localhost"], 2),
        (["--from-server", "http://localhost.example.org"], 2),
        (["--from-server", "http://127.0.0.1:1"], 1),
        ([], 2),
        (["no-such-file"], 2),
    ],
)
def test_another_machine_is_not_asked_and_silence_is_said(words: list[str], status: int, home: Paths) -> None:
    result = run_command("import", "activitywatch", *words, home=home)
    assert (result.returncode, result.stdout, result.stderr.count("\n")) == (status, "", 1)
