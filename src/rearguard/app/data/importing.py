"""What other programs know of a person, brought into the journal: all of a file or nothing, and never twice."""

from __future__ import annotations

import json
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from rearguard.app.person.activity_entries import watched
from rearguard.app.person.diary import Diary
from rearguard.core.errors import Misuse, Refusal
from rearguard.core.message import Message
from rearguard.core.value import value
from rearguard.formats.activitywatch import AFK, spells
from rearguard.formats.import_error import Unreadable

LARGEST = 256_000_000
"""Bytes. Ten years of somebody at a desk are a tenth of it; more would fill the memory."""

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
"""Where a server may be: nothing is asked of another machine."""

PATIENCE = 30.0
"""Seconds for an answer of that server."""


@value(kw_only=True)
class Imported:
    """What an import came to."""

    spells: int
    """Stretches of sitting that were found."""
    new: int
    """Those that were not in the journal yet."""
    seconds: float
    """How long they are together."""


def from_file(diary: Diary, path: Path) -> Imported:
    """Keep what an export of ActivityWatch tells.

    Raises:
        Refusal: it can't be read, or is wrong somewhere; nothing was kept.
    """
    if path.is_dir():
        raise Refusal(Message("{file} is a folder: name the exported file", {"file": str(path)}))
    if path.stat().st_size > LARGEST:
        raise Refusal(Message("{file} is larger than {most} MB: export one bucket at a time", _size(path, LARGEST)))
    return _keep(diary, _parsed(path.read_bytes(), str(path)), str(path))


def from_server(diary: Diary, address: str) -> Imported:
    """Keep what a running ActivityWatch tells.

    Args:
        diary: the journal.
        address: `http://localhost:5600`; another machine is not asked.

    Raises:
        Misuse: the address is none of this machine.
        Refusal: it does not answer, or not as it must; nothing was kept.
    """
    parts = urlsplit(address)
    if parts.scheme != "http" or parts.hostname not in LOOPBACK:
        raise Misuse(Message("{address} is not on this machine: http://localhost:5600", {"address": address}))
    connection = HTTPConnection(parts.hostname, parts.port or 5600, timeout=PATIENCE)
    try:
        buckets = _asked(connection, "/api/0/buckets/", address)
        if not isinstance(buckets, dict):
            raise Refusal(Message("{address} does not answer as ActivityWatch does", {"address": address}))
        found = {
            name: {
                **bucket,
                "events": _asked(connection, f"/api/0/buckets/{quote(name, safe='')}/events?limit=-1", address),
            }
            for name, bucket in buckets.items()
            if isinstance(bucket, dict) and bucket.get("type") == AFK
        }
    except (OSError, HTTPException) as error:
        raise Refusal(Message("{address} does not answer: is it running?", {"address": address})) from error
    finally:
        connection.close()
    return _keep(diary, {"buckets": found}, address)


def _asked(connection: HTTPConnection, path: str, address: str) -> Any:  # noqa: ANN401 - JSON
    connection.request("GET", path)
    return _parsed(connection.getresponse().read(LARGEST), address)


def _parsed(text: bytes, name: str) -> Any:  # noqa: ANN401 - JSON
    try:
        return json.loads(text)
    except RecursionError:
        raise Refusal(Message("{file} is nested too deep", {"file": name})) from None
    except ValueError as error:
        raise Refusal(Message("{file} is no JSON: {why}", {"file": name, "why": str(error)})) from None


def _keep(diary: Diary, document: object, name: str) -> Imported:
    try:
        found = spells(document, name, diary.clock.now().timestamp())
    except Unreadable as error:
        raise Refusal(Message("{problem}. Nothing was imported.", {"problem": error.problem.render()})) from None
    new = diary.journal.append(watched(diary.person, spell, "activitywatch") for spell in found)
    return Imported(spells=len(found), new=new, seconds=sum(spell.end - spell.start for spell in found))


def _size(path: Path, most: int) -> dict[str, str | int | float | Message]:
    return {"file": str(path), "most": most // 1_000_000}
