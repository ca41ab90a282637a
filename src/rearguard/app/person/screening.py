"""Whether this person may exercise now.

The truth is in the journal; what was folded from it is remembered beside it (`app/person/snapshot_cache.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from rearguard.app.person import snapshot_cache
from rearguard.app.person.diary import Diary
from rearguard.core.errors import InvalidRequest, NotCleared
from rearguard.core.message import Message, Translate
from rearguard.journal.entry import EventKind
from rearguard.safety.clearance import Clearance, Verdict
from rearguard.safety.record import ScreeningRecord
from rearguard.safety.safety_status import SafetyStatus
from rearguard.safety.screen import evaluate_answers

VERDICT_NAMES = {"blocked": Verdict.BLOCK.name, "emergency": Verdict.EMERGENCY.name}

SAFETY_SNAPSHOT = "safety.json"


def safety_status(diary: Diary) -> SafetyStatus:
    """Return where this person stands now."""
    return _fold_record(diary).status_at(diary.clock.now())


def require_clearance(diary: Diary) -> Clearance:
    """Return leave to exercise.

    Raises:
        NotCleared: there is none; the message says why and names the command that asks the questions.
    """
    found = safety_status(diary)
    if found.clearance is None:
        raise NotCleared(Message("{why} Run: rearguard screen", {"why": found.text}))
    return found.clearance


def record_screening(
    diary: Diary, answers: Mapping[str, object], *, cleared_by_clinician: bool = False
) -> SafetyStatus:
    """Record a screen and return where it leads.

    Raises:
        Misuse: an answer or a question is unknown, or one that was reached is missing. Nothing is recorded then.
    """
    outcome = evaluate_answers(answers, cleared_by_clinician=cleared_by_clinician)
    if outcome.problems:
        listed = "; ".join(f"{problem.key}: {problem.message}" for problem in outcome.problems)
        raise InvalidRequest(Message("The answers can't be used: {problems}", {"problems": listed}))
    if outcome.unanswered:
        listed = ", ".join(question.id for question in outcome.unanswered)
        raise InvalidRequest(Message("Answer these questions too: {ids}", {"ids": listed}))
    diary.write((EventKind.SCREENED, {"answers": dict(answers), "cleared_by_clinician": cleared_by_clinician}))
    return safety_status(diary)


def safety_json(found: SafetyStatus, translate: Translate) -> dict[str, Any]:
    """Return where someone stands as JSON values, in their language."""
    leave = found.clearance
    removed = [] if leave is None else [reason.render(translate) for reason in leave.removed_traits.values()]
    if leave is not None and leave.max_hold_s is not None:
        hold = Message("Nothing is held for more than {seconds} seconds.", {"seconds": leave.max_hold_s})
        removed.append(hold.render(translate))
    if leave is not None and leave.lowest_level_only:
        removed.append(Message("Every exercise at its easiest level.").render(translate))
    return {
        "status": found.status,
        "verdict": VERDICT_NAMES.get(found.status) if leave is None else leave.verdict.name,
        "text": found.text.render(translate),
        "advice": [] if leave is None else [advice.render(translate) for advice in leave.advice],
        "removed": list(dict.fromkeys(one[:1].upper() + one[1:] for one in removed)),
        "at": found.answered_at and found.answered_at.astimezone().isoformat(),
        "due_at": found.due_at and found.due_at.astimezone().isoformat(),
    }


def preview_status(answers: Mapping[str, object], now: datetime, *, cleared_by_clinician: bool = False) -> SafetyStatus:
    """Return where answers would lead if they were recorded now."""
    return (
        ScreeningRecord()
        .with_screening(now, {"answers": answers, "cleared_by_clinician": cleared_by_clinician})
        .status_at(now)
    )


def close_with_snapshot(diary: Diary) -> None:
    """Close a diary that was written to, and keep what it says of safety for the next one."""
    diary.close()
    if diary.has_written:
        _fold_record(diary)
        diary.close()


def _fold_record(diary: Diary) -> ScreeningRecord:
    """Return the fold, from the snapshot if the journal's files are as they were."""
    before = snapshot_cache.journal_mark(diary.paths)
    kept = ScreeningRecord.from_json(snapshot_cache.recall_snapshot(diary.paths, SAFETY_SNAPSHOT, before))
    if kept is not None:
        return kept
    record = ScreeningRecord()
    for entry in diary.read(EventKind.SCREENED, EventKind.SESSION_STARTED, EventKind.FELT):
        if entry.kind is EventKind.SCREENED:
            record = record.with_screening(entry.at, entry.data)
        elif entry.kind is EventKind.SESSION_STARTED:
            record = record.with_session(entry.at)
        else:
            record = record.with_symptoms(
                entry.at, pain=entry.data.get("pain"), new_numbness=entry.data.get("new_numbness") is True
            )
    if before and before == snapshot_cache.journal_mark(diary.paths):
        snapshot_cache.store_snapshot(diary.paths, SAFETY_SNAPSHOT, before, record.as_json())
    return record
