"""Whether this person may exercise now.

The journal is the truth; a snapshot beside it saves reading it (`app/person/snapshot_cache.py`).
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
    """Return this person's safety status now."""
    return _load_record(diary).status_at(diary.clock.now())


def require_clearance(diary: Diary) -> Clearance:
    """Return the clearance to exercise.

    Raises:
        NotCleared: there is none; the message says why and names the command that asks the questions.
    """
    status = safety_status(diary)
    if status.clearance is None:
        raise NotCleared(Message("{why} Run: rearguard screen", {"why": status.text}))
    return status.clearance


def record_screening(
    diary: Diary, answers: Mapping[str, object], *, cleared_by_clinician: bool = False
) -> SafetyStatus:
    """Record the answers of a safety check and return the safety status.

    Raises:
        InvalidRequest: an answer or a question is unknown, or a required answer is missing. Nothing is recorded then.
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


def safety_json(status: SafetyStatus, translate: Translate) -> dict[str, Any]:
    """Return a safety status as JSON values, translated."""
    clearance = status.clearance
    removed = [] if clearance is None else [reason.render(translate) for reason in clearance.removed_traits.values()]
    if clearance is not None and clearance.max_hold_s is not None:
        hold = Message("Nothing is held for more than {seconds} seconds.", {"seconds": clearance.max_hold_s})
        removed.append(hold.render(translate))
    if clearance is not None and clearance.lowest_level_only:
        removed.append(Message("Every exercise at its easiest level.").render(translate))
    return {
        "status": status.status,
        "verdict": VERDICT_NAMES.get(status.status) if clearance is None else clearance.verdict.name,
        "text": status.text.render(translate),
        "advice": [] if clearance is None else [advice.render(translate) for advice in clearance.advice],
        "removed": list(dict.fromkeys(restriction[:1].upper() + restriction[1:] for restriction in removed)),
        "at": status.answered_at and status.answered_at.astimezone().isoformat(),
        "due_at": status.due_at and status.due_at.astimezone().isoformat(),
    }


def preview_status(answers: Mapping[str, object], now: datetime, *, cleared_by_clinician: bool = False) -> SafetyStatus:
    """Return the safety status that answers would lead to if they were recorded now."""
    return (
        ScreeningRecord()
        .with_screening(now, {"answers": answers, "cleared_by_clinician": cleared_by_clinician})
        .status_at(now)
    )


def close_with_snapshot(diary: Diary) -> None:
    """Close a diary, and if it was written to, store a safety snapshot for the next one."""
    diary.close()
    if diary.has_written:
        _load_record(diary)
        diary.close()


def _load_record(diary: Diary) -> ScreeningRecord:
    """Return the screening record, from the snapshot while the journal's files are unchanged."""
    mark = snapshot_cache.journal_mark(diary.paths)
    snapshot = ScreeningRecord.from_json(snapshot_cache.recall_snapshot(diary.paths, SAFETY_SNAPSHOT, mark))
    if snapshot is not None:
        return snapshot
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
    if mark and mark == snapshot_cache.journal_mark(diary.paths):
        snapshot_cache.store_snapshot(diary.paths, SAFETY_SNAPSHOT, mark, record.as_json())
    return record
