"""The facts that decide whether a person may exercise, folded from the journal and small enough for a snapshot.

It holds answers and symptoms, never a verdict: the verdict is computed at each query.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import datetime
from typing import Any, Self

from rearguard.core.message import Message
from rearguard.core.value import value
from rearguard.safety.clearance import Verdict
from rearguard.safety.safety_status import SafetyStatus
from rearguard.safety.screen import evaluate_answers
from rearguard.safety.validity import is_alarm, rescreening_due_at, rescreening_reason


@value(kw_only=True)
class ScreeningRecord:
    """The latest safety check, session and alarm. Start with `ScreeningRecord()`; events may be folded in any order."""

    screened_at: datetime | None = None
    answers: Mapping[str, Any] = field(default_factory=dict)
    cleared_by_clinician: bool = False
    last_session_at: datetime | None = None
    alarm_at: datetime | None = None

    def with_screening(self, at: datetime, data: Mapping[str, Any]) -> Self:
        """Return the record after a safety check: `data` is `{"answers": {…}, "cleared_by_clinician": bool}`.

        Malformed parts count as not answered and not stated.
        """
        if self.screened_at is not None and at < self.screened_at:
            return self
        answers = data.get("answers")
        return replace(
            self,
            screened_at=at,
            answers=dict(answers) if isinstance(answers, Mapping) else {},
            cleared_by_clinician=data.get("cleared_by_clinician") is True,
        )

    def with_session(self, at: datetime) -> Self:
        """Return the record after a session."""
        return replace(self, last_session_at=max(at, self.last_session_at or at))

    def with_symptoms(self, at: datetime, *, pain: float | None = None, new_numbness: bool = False) -> Self:
        """Return the record after a report of symptoms: `pain` from 0 to 10."""
        if not is_alarm(pain=pain, new_numbness=new_numbness):
            return self
        return replace(self, alarm_at=max(at, self.alarm_at or at))

    def status_at(self, now: datetime) -> SafetyStatus:
        """Return the safety status at `now`."""
        if self.screened_at is None:
            return SafetyStatus(status="missing", text=Message("Please do the safety check first (about two minutes)."))
        result = evaluate_answers(self.answers, cleared_by_clinician=self.cleared_by_clinician)
        # A block or an emergency does not expire: it lasts until the questions are answered again.
        if result.verdict is Verdict.EMERGENCY:
            return SafetyStatus(status="emergency", text=result.text, answered_at=self.screened_at)
        if result.verdict is Verdict.BLOCK:
            return SafetyStatus(status="blocked", text=result.text, answered_at=self.screened_at)
        if result.clearance is None:
            return SafetyStatus(status="missing", text=result.text, answered_at=self.screened_at)
        reason = rescreening_reason(self.screened_at, now, last_session_at=self.last_session_at, alarm_at=self.alarm_at)
        if reason is not None:
            return SafetyStatus(status="due", text=reason, answered_at=self.screened_at)
        return SafetyStatus(
            status="clear",
            text=result.text,
            clearance=result.clearance,
            answered_at=self.screened_at,
            due_at=rescreening_due_at(self.screened_at, last_session_at=self.last_session_at),
        )

    def as_json(self) -> dict[str, Any]:
        """Return the record as JSON values for a snapshot."""
        return {
            "screened_at": self.screened_at and self.screened_at.isoformat(),
            "answers": dict(self.answers),
            "cleared_by_clinician": self.cleared_by_clinician,
            "last_session_at": self.last_session_at and self.last_session_at.isoformat(),
            "alarm_at": self.alarm_at and self.alarm_at.isoformat(),
        }

    @classmethod
    def from_json(cls, data: object) -> Self | None:
        """Return the record from `as_json`'s values; None if they are malformed: then fold the journal again."""
        try:
            match data:
                case {
                    "screened_at": str() | None as screened_at,
                    "answers": dict() as answers,
                    "cleared_by_clinician": bool() as cleared_by_clinician,
                    "last_session_at": str() | None as last_session_at,
                    "alarm_at": str() | None as alarm_at,
                }:
                    return cls(
                        screened_at=_parse_time(screened_at),
                        answers=answers,
                        cleared_by_clinician=cleared_by_clinician,
                        last_session_at=_parse_time(last_session_at),
                        alarm_at=_parse_time(alarm_at),
                    )
        except ValueError:
            pass
        return None


def _parse_time(text: str | None) -> datetime | None:
    if text is None:
        return None
    time = datetime.fromisoformat(text)
    if time.tzinfo is None:
        raise ValueError("a time without an offset")
    return time
