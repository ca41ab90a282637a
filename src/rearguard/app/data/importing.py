"""What other programs know of a person, brought into the journal: all of a file or nothing, and never twice."""

from __future__ import annotations

import json
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from rearguard.app.person.activity_entries import activity_entry
from rearguard.app.person.diary import Diary
from rearguard.core.errors import InvalidRequest, Refusal
from rearguard.core.message import Message
from rearguard.core.value import value
from rearguard.formats.activitywatch import AFK_BUCKET_TYPE, parse_sitting_bouts
from rearguard.formats.import_error import ImportFileError

MAX_IMPORT_BYTES = 256_000_000
"""Bytes. Ten years of somebody at a desk are a tenth of it; more would fill the memory."""

LOOPBACK_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})
"""Where a server may be: nothing is asked of another machine."""

IMPORT_TIMEOUT_S = 30.0
"""Seconds for an answer of that server."""


@value(kw_only=True)
class ActivityImportResult:
    """What an import came to."""

    bouts: int
    """Stretches of sitting that were found."""
    new: int
    """Those that were not in the journal yet."""
    seconds: float
    """How long they are together."""


def import_activitywatch_file(diary: Diary, path: Path) -> ActivityImportResult:
    """Keep what an export of ActivityWatch tells.

    Raises:
        Refusal: it can't be read, or is wrong somewhere; nothing was kept.
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
    """Keep what a running ActivityWatch tells.

    Args:
        diary: the journal.
        address: `http://localhost:5600`; another machine is not asked.

    Raises:
        InvalidRequest: the address is none of this machine.
        Refusal: it does not answer, or not as it must; nothing was kept.
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
        found = {
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
    return _store_bouts(diary, {"buckets": found}, address)


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
        found = parse_sitting_bouts(document, name, diary.clock.now().timestamp())
    except ImportFileError as error:
        raise Refusal(Message("{problem}. Nothing was imported.", {"problem": error.problem.render()})) from None
    new = diary.journal.append(activity_entry(diary.person, spell, "activitywatch") for spell in found)
    return ActivityImportResult(bouts=len(found), new=new, seconds=sum(spell.end - spell.start for spell in found))


def _size_values(path: Path, most: int) -> dict[str, str | int | float | Message]:
    return {"file": str(path), "most": most // 1_000_000}
