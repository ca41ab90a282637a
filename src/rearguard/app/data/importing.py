"""Imports from other programs into the journal: all of a file or nothing, without duplicates."""

from __future__ import annotations

import json
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from rearguard.app.person.diary import Diary
from rearguard.charge.activity_entries import activity_entry
from rearguard.core.errors import InvalidRequest, Refusal
from rearguard.core.message import Message
from rearguard.core.value import value
from rearguard.formats.activitywatch import AFK_BUCKET_TYPE, parse_sitting_bouts
from rearguard.formats.import_error import ImportFileError

MAX_IMPORT_BYTES = 256_000_000
"""Bytes. Ten years at a desk are a tenth of it; more would fill the memory."""

LOOPBACK_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})
"""Hosts that an import may connect to: this machine only."""

IMPORT_TIMEOUT_S = 30.0
"""Seconds to wait for an answer of the server."""


@value(kw_only=True)
class ActivityImportResult:
    """The result of an import."""

    bouts: int
    """Periods of sitting in the data."""
    new: int
    """Periods that were not in the journal yet."""
    seconds: float
    """Total length of all periods."""


def import_activitywatch_file(diary: Diary, path: Path) -> ActivityImportResult:
    """Import the periods of sitting from an ActivityWatch export.

    Raises:
        Refusal: the file can't be read or is not valid; nothing was stored.
    """
    if path.is_dir():
        raise Refusal(Message("{file} is a folder. Give the exported file", {"file": str(path)}))
    if path.stat().st_size > MAX_IMPORT_BYTES:
        raise Refusal(
            Message(
                "{file} is larger than {most} MB. Export one bucket at a time", _size_values(path, MAX_IMPORT_BYTES)
            )
        )
    return _store_bouts(diary, _parse_json(path.read_bytes(), str(path)), str(path))


def import_activitywatch_server(diary: Diary, address: str) -> ActivityImportResult:
    """Import the periods of sitting from a running ActivityWatch server.

    Args:
        diary: of the person.
        address: such as `http://localhost:5600`, on this machine.

    Raises:
        InvalidRequest: the address is not on this machine.
        Refusal: the server does not answer, or not like ActivityWatch; nothing was stored.
    """
    parts = urlsplit(address)
    if parts.scheme != "http" or parts.hostname not in LOOPBACK_HOSTS:
        raise InvalidRequest(
            Message(
                "{address} is not on this computer. Use an address like http://localhost:5600", {"address": address}
            )
        )
    connection = HTTPConnection(parts.hostname, parts.port or 5600, timeout=IMPORT_TIMEOUT_S)
    try:
        buckets = _get_json(connection, "/api/0/buckets/", address)
        if not isinstance(buckets, dict):
            raise Refusal(Message("{address} responds, but not like ActivityWatch", {"address": address}))
        afk_buckets = {
            name: {
                **bucket,
                "events": _get_json(connection, f"/api/0/buckets/{quote(name, safe='')}/events?limit=-1", address),
            }
            for name, bucket in buckets.items()
            if isinstance(bucket, dict) and bucket.get("type") == AFK_BUCKET_TYPE
        }
    except (OSError, HTTPException) as error:
        raise Refusal(Message("{address} isn't responding. Is ActivityWatch running?", {"address": address})) from error
    finally:
        connection.close()
    return _store_bouts(diary, {"buckets": afk_buckets}, address)


def _get_json(connection: HTTPConnection, path: str, address: str) -> Any:  # noqa: ANN401 - JSON
    connection.request("GET", path)
    return _parse_json(connection.getresponse().read(MAX_IMPORT_BYTES), address)


def _parse_json(text: bytes, name: str) -> Any:  # noqa: ANN401 - JSON
    try:
        return json.loads(text)
    except RecursionError:
        raise Refusal(Message("{file} is nested too deeply", {"file": name})) from None
    except ValueError as error:
        raise Refusal(Message("{file} is not JSON: {why}", {"file": name, "why": str(error)})) from None


def _store_bouts(diary: Diary, document: object, name: str) -> ActivityImportResult:
    try:
        bouts = parse_sitting_bouts(document, name, diary.clock.now().timestamp())
    except ImportFileError as error:
        raise Refusal(Message("{problem}. Nothing was imported.", {"problem": error.problem.render()})) from None
    new = diary.journal.append(activity_entry(diary.person, bout, "activitywatch") for bout in bouts)
    return ActivityImportResult(bouts=len(bouts), new=new, seconds=sum(bout.end - bout.start for bout in bouts))


def _size_values(path: Path, most: int) -> dict[str, str | int | float | Message]:
    return {"file": str(path), "most": most // 1_000_000}
