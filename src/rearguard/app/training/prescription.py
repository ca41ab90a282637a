"""The programme that somebody prescribed: which one holds today, taking one in, and letting it go."""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from rearguard.app.person.diary import Diary
from rearguard.app.person.paths import PRIVATE
from rearguard.core.errors import Misuse, Refusal
from rearguard.core.message import Message, Translate
from rearguard.core.problem import Problem
from rearguard.core.value import value
from rearguard.journal.entry import Kind
from rearguard.library.library import Library
from rearguard.library.loader import OURS
from rearguard.library.program import Prescribed, Program

FRESH = timedelta(hours=24)
"""Pain is asked about until the next morning: older pain says nothing of today."""

LARGEST = 1_000_000
"""Bytes, as of every file of the library."""


@value(kw_only=True)
class Brought:
    """What taking in a file came to."""

    program: Program
    new: bool
    """Whether it was not here yet, word for word."""


def current(library: Library, day: date) -> Program | None:
    """Return the prescribed programme that holds on a day; of several the one that began last."""
    holding = [one for one in library.programs.values() if one.prescribed is not None and one.prescribed.holds(day)]
    return max(holding, key=lambda one: (one.prescribed and one.prescribed.valid_from, one.id), default=None)


def lapsed(library: Library, day: date) -> Message | None:
    """Return what is to be said on a day of the prescription that ended last; None where there was none."""
    over = [
        (one.prescribed.valid_until, one.prescribed.by)
        for one in library.programs.values()
        if one.prescribed is not None and one.prescribed.valid_until and one.prescribed.valid_until < day.isoformat()
    ]
    if not over:
        return None
    until, by = max(over)
    values = {"by": by, "until": until}
    return Message(
        "What {by} prescribed ended on {until}, so this is the usual programme. Ask them how to go on.", values
    )


def followed(library: Library, diary: Diary) -> Program | None:
    """Return the prescribed programme that is to be done now.

    Raises:
        Refusal: more pain was felt than it allows.
    """
    now = diary.clock.now()
    found = current(library, _day(now))
    if found is not None and found.prescribed is not None:
        _refuse_pain(found.prescribed, diary, now)
    return found


def document(library: Library, diary: Diary, translate: Translate) -> dict[str, Any] | None:
    """Return the prescription of today as JSON values, with the days of the last seven on which it was followed."""
    now = diary.clock.now()
    found = current(library, _day(now))
    if found is None or found.prescribed is None:
        return None
    said = found.prescribed
    week = diary.read(Kind.SESSION_STARTED, since=now - timedelta(days=7))
    return {
        "program": found.id,
        "name": translate(found.name),
        "by": said.by,
        "since": said.valid_from,
        "until": said.valid_until,
        "per_week": said.per_week,
        "note": said.note,
        "days": len({_day(entry.at) for entry in week if entry.data["program"] == found.id}),
    }


def take_in(diary: Diary, content: bytes, name: str, *, replace_it: bool = False) -> Brought:
    """Keep a programme's file among the person's own.

    Args:
        diary: the journal, which notes that it came.
        content: the file's.
        name: of the file, for what is wrong.
        replace_it: whether it may take the place of another one with its id.

    Raises:
        Refusal: it is none, or something in it is wrong, or another is in its place; nothing was kept.
    """
    program = _checked(content, name, diary)
    path = diary.home.library / "programs" / f"{program.id}.toml"
    if path.exists() and path.read_bytes() == content:
        return Brought(program=program, new=False)
    if not replace_it and (path.exists() or (OURS / "programs" / path.name).exists()):
        raise Refusal(
            Message("There is another programme {id} already. To put this in its place: --replace", {"id": program.id})
        )
    _write(path, content)
    said = program.prescribed
    diary.write(
        (
            Kind.IMPORTED,
            {
                "what": "program",
                "program": program.id,
                "by": said and said.by,
                "from": said and said.valid_from,
                "until": said and said.valid_until,
            },
        )
    )
    return Brought(program=program, new=True)


def let_go(diary: Diary, name: str) -> None:
    """Delete the file of a programme that was taken in.

    Raises:
        Misuse: there is none of that id among the person's own.
    """
    own = {path.stem: path for path in (diary.home.library / "programs").glob("*.toml")}
    if name not in own:
        raise Misuse(Message("There is no programme {name} of yours.", {"name": name}))
    own[name].unlink()


def _day(now: datetime) -> date:
    return now.astimezone().date()


def _refuse_pain(said: Prescribed, diary: Diary, now: datetime) -> None:
    if said.most_pain is None:
        return
    felt = [entry.data.get("pain") for entry in diary.read(Kind.FELT, since=now - FRESH)]
    worst = max((pain for pain in felt if isinstance(pain, int | float)), default=0)
    if worst > said.most_pain:
        raise Refusal(
            Message(
                "You felt pain of {pain} of 10 in the last day, and {by} allows {most} at most. Rest today, and ask "
                "them if it stays.",
                {"pain": worst, "by": said.by, "most": said.most_pain},
            )
        )


def _checked(content: bytes, name: str, diary: Diary) -> Program:
    """Return the programme of a file; under whatever name it came, it is judged under its id."""
    from rearguard.library.loader import check  # noqa: PLC0415 - with what it needs it takes 100 ms

    if len(content) > LARGEST:
        raise Refusal(Message("{file} is larger than a megabyte: this is no programme", {"file": name}))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "programs" / f"{_id(content)}.toml"
        path.parent.mkdir()
        path.write_bytes(content)
        found = check(path, diary.home.library)
    if found.problems:
        raise Refusal(
            Message("{problems}. Nothing was imported.", {"problems": "; ".join(_lines(found.problems, name))})
        )
    return next(iter(found.programs.values()))


def _lines(problems: Iterable[Problem], name: str) -> list[str]:
    return [replace(problem, file=name).render() for problem in problems]


def _id(content: bytes) -> str:
    """Return the id that a file gives itself, when it can be a file's name; the check says what is wrong with it."""
    import tomllib  # noqa: PLC0415 - takes a while to import

    with contextlib.suppress(ValueError, RecursionError):
        said = str(tomllib.loads(content.decode("utf-8-sig")).get("id"))
        if re.fullmatch(r"[a-z0-9-]{1,60}", said):
            return said
    return "programme"


def _write(path: Path, content: bytes) -> None:
    """Write it whole or not at all."""
    part = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        why = error.strerror or str(error)
        raise Refusal(Message("{file} can't be written: {why}", {"file": str(path), "why": why})) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink()
