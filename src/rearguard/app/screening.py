"""Whether this person may exercise now.

The truth is in the journal. What was folded from it is kept beside it with the size and time of the journal's
files, so that who only wants a plan need not open a database; when the files have changed it is not believed.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from rearguard.app.diary import Diary
from rearguard.app.home import Home
from rearguard.core.errors import Misuse, NotCleared
from rearguard.core.message import Message, Translate
from rearguard.journal.entry import Kind
from rearguard.safety.clearance import Clearance, Verdict
from rearguard.safety.record import Record
from rearguard.safety.screen import evaluate
from rearguard.safety.standing import Standing

VERDICTS = {"blocked": Verdict.BLOCK.name, "emergency": Verdict.EMERGENCY.name}

SNAPSHOT = "safety.json"
Mark = list[list[int]]


def standing(diary: Diary) -> Standing:
    """Return where this person stands now."""
    return _record(diary).standing(diary.clock.now())


def clearance(diary: Diary) -> Clearance:
    """Return leave to exercise.

    Raises:
        NotCleared: there is none; the message says why and names the command that asks the questions.
    """
    found = standing(diary)
    if found.clearance is None:
        raise NotCleared(Message("{why} Run: rearguard screen", {"why": found.text}))
    return found.clearance


def screen(diary: Diary, answers: Mapping[str, object], *, cleared_by_clinician: bool = False) -> Standing:
    """Record a screen and return where it leads.

    Raises:
        Misuse: an answer or a question is unknown, or one that was reached is missing. Nothing is recorded then.
    """
    outcome = evaluate(answers, cleared_by_clinician=cleared_by_clinician)
    if outcome.problems:
        listed = "; ".join(f"{problem.key}: {problem.message}" for problem in outcome.problems)
        raise Misuse(Message("The answers can't be used: {problems}", {"problems": listed}))
    if outcome.missing:
        listed = ", ".join(question.id for question in outcome.missing)
        raise Misuse(Message("These questions still need an answer: {ids}", {"ids": listed}))
    diary.write((Kind.SCREENED, {"answers": dict(answers), "cleared_by_clinician": cleared_by_clinician}))
    return standing(diary)


def document(found: Standing, translate: Translate) -> dict[str, Any]:
    """Return where someone stands as JSON values, in their language."""
    leave = found.clearance
    removed = [] if leave is None else [reason.render(translate) for reason in leave.removes.values()]
    if leave is not None and leave.longest_hold is not None:
        hold = Message("No hold longer than {seconds} seconds.", {"seconds": leave.longest_hold})
        removed.append(hold.render(translate))
    if leave is not None and leave.lowest_level:
        removed.append(translate("Every exercise at its easiest."))
    return {
        "status": found.status,
        "verdict": VERDICTS.get(found.status) if leave is None else leave.verdict.name,
        "text": found.text.render(translate),
        "advice": [] if leave is None else [advice.render(translate) for advice in leave.advice],
        "removed": list(dict.fromkeys(removed)),
        "at": found.at and found.at.astimezone().isoformat(),
        "due_at": found.due_at and found.due_at.astimezone().isoformat(),
    }


def preview(answers: Mapping[str, object], now: datetime, *, cleared_by_clinician: bool = False) -> Standing:
    """Return where answers would lead if they were recorded now."""
    return Record().screened(now, {"answers": answers, "cleared_by_clinician": cleared_by_clinician}).standing(now)


def keep_snapshot(diary: Diary) -> None:
    """Close a diary that was written to, and keep what it says of safety for the next one."""
    diary.close()
    if diary.wrote:
        _record(diary)
        diary.close()


def _record(diary: Diary) -> Record:
    """Return the fold, from the snapshot if the journal's files are as they were."""
    before = _mark(diary.home)
    kept = _kept(diary.home, before)
    if kept is not None:
        return kept
    record = Record()
    for entry in diary.read(Kind.SCREENED, Kind.SESSION_STARTED, Kind.FELT):
        if entry.kind is Kind.SCREENED:
            record = record.screened(entry.at, entry.data)
        elif entry.kind is Kind.SESSION_STARTED:
            record = record.trained(entry.at)
        else:
            record = record.felt(
                entry.at, pain=entry.data.get("pain"), new_numbness=entry.data.get("new_numbness") is True
            )
    if before and before == _mark(diary.home):
        _keep(diary.home, before, record)
    return record


def _mark(home: Home) -> Mark:
    """Return size and time of the journal's files. An empty write-ahead log is as good as none."""
    marks: Mark = []
    for path in (home.journal, home.journal.with_name(home.journal.name + "-wal")):
        with contextlib.suppress(OSError):
            status = path.stat()
            if status.st_size:
                marks.append([status.st_size, status.st_mtime_ns])
    return marks


def _kept(home: Home, mark: Mark) -> Record | None:
    try:
        data: dict[str, Any] = json.loads((home.data / SNAPSHOT).read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    if not mark or not isinstance(data, dict) or data.get("journal") != mark:
        return None
    return Record.from_json(data.get("record"))


def _keep(home: Home, mark: Mark, record: Record) -> None:
    """Write the snapshot, private, whole or not at all; a folder that can't be written to only makes it slower."""
    path = home.data / SNAPSHOT
    part = path.with_name(f"{SNAPSHOT}.{os.getpid()}")
    with contextlib.suppress(OSError):
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            json.dump({"journal": mark, "record": record.as_json()}, file)
        part.replace(path)
    with contextlib.suppress(OSError):  # left only where it could not be put in place
        part.unlink()
