"""Prescribed programmes: which one is valid today, import and removal."""

from __future__ import annotations

import contextlib
import re
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from rearguard.app.person.diary import Diary
from rearguard.app.person.files import make_private_folder, write_atomically
from rearguard.core.errors import InvalidRequest, Refusal
from rearguard.core.message import Message, Translate
from rearguard.core.problem import Problem
from rearguard.core.value import value
from rearguard.journal.entry import EventKind
from rearguard.library.library import Library
from rearguard.library.loader import BUILT_IN_FOLDER
from rearguard.library.prescriptions import find_prescription
from rearguard.library.program import Prescription, Program

PAIN_WINDOW = timedelta(hours=24)
"""Age after which reported pain no longer counts: the question about pain is asked until the next morning."""

MAX_PROGRAM_BYTES = 1_000_000
"""Bytes, as for every file of the library."""


@value(kw_only=True)
class ProgramImportResult:
    """The result of importing a programme."""

    program: Program
    is_new: bool
    """Whether the same file was not there yet."""


def prescription_to_follow(library: Library, diary: Diary) -> Program | None:
    """Return the prescribed programme to follow now.

    Raises:
        Refusal: the reported pain is above the prescription's limit.
    """
    now = diary.clock.now()
    program = find_prescription(library, _local_date(now))
    if program is not None and program.prescribed is not None:
        _refuse_pain(program.prescribed, diary, now)
    return program


def prescription_json(library: Library, diary: Diary, translate: Translate) -> dict[str, Any] | None:
    """Return today's prescription as JSON values; `days` counts those of the last seven on which it was followed."""
    now = diary.clock.now()
    program = find_prescription(library, _local_date(now))
    if program is None or program.prescribed is None:
        return None
    prescribed = program.prescribed
    week = diary.read(EventKind.SESSION_STARTED, since=now - timedelta(days=7))
    return {
        "program": program.id,
        "name": translate(program.name),
        "by": prescribed.by,
        "since": prescribed.valid_from,
        "until": prescribed.valid_until,
        "per_week": prescribed.per_week,
        "note": prescribed.note,
        "days": len({_local_date(entry.at) for entry in week if entry.data["program"] == program.id}),
    }


def import_program(diary: Diary, content: bytes, name: str, *, replace_it: bool = False) -> ProgramImportResult:
    """Save a programme's file among the person's own.

    Args:
        diary: the person's journal, which records the import.
        content: of the file.
        name: of the file, for messages.
        replace_it: whether it may replace another programme with its id.

    Raises:
        Refusal: the file is not a valid programme, or its id is taken; nothing was saved.
    """
    program = _check_program(content, name, diary)
    path = diary.paths.library / "programs" / f"{program.id}.toml"
    if path.exists() and path.read_bytes() == content:
        return ProgramImportResult(program=program, is_new=False)
    if not replace_it and (path.exists() or (BUILT_IN_FOLDER / "programs" / path.name).exists()):
        raise Refusal(Message("There is already another programme {id}. To replace it: --replace", {"id": program.id}))
    _write_file(path, content)
    prescribed = program.prescribed
    diary.write(
        (
            EventKind.IMPORTED,
            {
                "what": "program",
                "program": program.id,
                "by": prescribed and prescribed.by,
                "from": prescribed and prescribed.valid_from,
                "until": prescribed and prescribed.valid_until,
            },
        )
    )
    return ProgramImportResult(program=program, is_new=True)


def remove_program(diary: Diary, program_id: str) -> None:
    """Delete the file of an imported programme.

    Raises:
        InvalidRequest: the person has no programme with this id.
    """
    own = {path.stem: path for path in (diary.paths.library / "programs").glob("*.toml")}
    if program_id not in own:
        raise InvalidRequest(Message("You have no programme {name} of your own.", {"name": program_id}))
    own[program_id].unlink()


def _local_date(now: datetime) -> date:
    return now.astimezone().date()


def _refuse_pain(prescription: Prescription, diary: Diary, now: datetime) -> None:
    if prescription.most_pain is None:
        return
    scores = [entry.data.get("pain") for entry in diary.read(EventKind.FELT, since=now - PAIN_WINDOW)]
    worst = max((pain for pain in scores if isinstance(pain, int | float)), default=0)
    if worst > prescription.most_pain:
        raise Refusal(
            Message(
                "You reported pain of {pain} out of 10 in the last day, and {by} allows at most {most}. Rest "
                "today, and ask them if it doesn't go away.",
                {"pain": worst, "by": prescription.by, "most": prescription.most_pain},
            )
        )


def _check_program(content: bytes, name: str, diary: Diary) -> Program:
    """Return the programme of a file, checked under its id and not under the name of the file."""
    from rearguard.library.loader import load_for_check  # noqa: PLC0415 - its imports take 100 ms

    if len(content) > MAX_PROGRAM_BYTES:
        raise Refusal(Message("{file} is larger than 1 MB, so it isn't a programme", {"file": name}))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "programs" / f"{_read_id(content)}.toml"
        path.parent.mkdir()
        path.write_bytes(content)
        loaded = load_for_check(path, diary.paths.library)
    if loaded.problems:
        raise Refusal(
            Message("{problems}. Nothing was imported.", {"problems": "; ".join(_problem_lines(loaded.problems, name))})
        )
    return next(iter(loaded.programs.values()))


def _problem_lines(problems: Iterable[Problem], name: str) -> list[str]:
    return [replace(problem, file=name).render() for problem in problems]


def _read_id(content: bytes) -> str:
    """Return the id in a file if it can be a file name; the later check reports a bad one."""
    import tomllib  # noqa: PLC0415 - takes a while to import

    with contextlib.suppress(ValueError, RecursionError):
        program_id = str(tomllib.loads(content.decode("utf-8-sig")).get("id"))
        if re.fullmatch(r"[a-z0-9-]{1,60}", program_id):
            return program_id
    return "programme"


def _write_file(path: Path, content: bytes) -> None:
    """Write a file atomically."""
    try:
        make_private_folder(path.parent)
        write_atomically(path, content)
    except OSError as error:
        why = error.strerror or str(error)
        raise Refusal(Message("{file} can't be written: {why}", {"file": str(path), "why": why})) from error
