"""Whether this person may exercise now.

The truth is in the journal; what was folded from it is remembered beside it (`app/person/snapshot_cache.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from rearguard.app.person import snapshot_cache
from rearguard.app.person.diary import Diary
from rearguard.core.errors import Misuse, NotCleared
from rearguard.core.message import Message, Translate
from rearguard.journal.entry import Kind
from rearguard.safety.clearance import Clearance, Verdict
from rearguard.safety.record import Record
from rearguard.safety.safety_status import Standing
from rearguard.safety.screen import evaluate

VERDICTS = {"blocked": Verdict.BLOCK.name, "emergency": Verdict.EMERGENCY.name}

SNAPSHOT = "safety.json"


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
    before = snapshot_cache.mark(diary.home)
    kept = Record.from_json(snapshot_cache.recall(diary.home, SNAPSHOT, before))
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
    if before and before == snapshot_cache.mark(diary.home):
        snapshot_cache.keep(diary.home, SNAPSHOT, before, record.as_json())
    return record
