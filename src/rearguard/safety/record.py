"""What is known of someone that decides whether they may exercise: a fold, small enough to be kept as a snapshot.

It holds what was answered and felt, never a verdict: that is worked out anew whenever somebody asks.
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
    """The last screen, the last session and the last alarm. Start with `ScreeningRecord()`; the order of folding is free."""

    screened_at: datetime | None = None
    answers: Mapping[str, Any] = field(default_factory=dict)
    cleared_by_clinician: bool = False
    last_session_at: datetime | None = None
    alarm_at: datetime | None = None

    def with_screening(self, at: datetime, data: Mapping[str, Any]) -> Self:
        """Return the record after a screen: `data` is `{"answers": {…}, "cleared_by_clinician": bool}`.

        What is malformed in it counts as not answered and not stated.
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
        """Return the record after something was felt: `pain` from 0 to 10."""
        if not is_alarm(pain=pain, new_numbness=new_numbness):
            return self
        return replace(self, alarm_at=max(at, self.alarm_at or at))

    def status_at(self, now: datetime) -> SafetyStatus:
        """Return where this person stands at `now`."""
        if self.screened_at is None:
            return SafetyStatus(status="missing", text=Message("Please do the safety check first (about two minutes)."))
        outcome = evaluate_answers(self.answers, cleared_by_clinician=self.cleared_by_clinician)
        # Time lifts nothing: who was stopped stays so until they answer again.
        if outcome.verdict is Verdict.EMERGENCY:
            return SafetyStatus(status="emergency", text=outcome.text, answered_at=self.screened_at)
        if outcome.verdict is Verdict.BLOCK:
            return SafetyStatus(status="blocked", text=outcome.text, answered_at=self.screened_at)
        if outcome.clearance is None:
            return SafetyStatus(status="missing", text=outcome.text, answered_at=self.screened_at)
        why = rescreening_reason(self.screened_at, now, last_session_at=self.last_session_at, alarm_at=self.alarm_at)
        if why is not None:
            return SafetyStatus(status="due", text=why, answered_at=self.screened_at)
        return SafetyStatus(
            status="clear",
            text=outcome.text,
            clearance=outcome.clearance,
            answered_at=self.screened_at,
            due_at=rescreening_due_at(self.screened_at, last_session_at=self.last_session_at),
        )

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON values, to be kept as a snapshot."""
        return {
            "screened_at": self.screened_at and self.screened_at.isoformat(),
            "answers": dict(self.answers),
            "cleared_by_clinician": self.cleared_by_clinician,
            "last_session_at": self.last_session_at and self.last_session_at.isoformat(),
            "alarm_at": self.alarm_at and self.alarm_at.isoformat(),
        }

    @classmethod
    def from_json(cls, data: object) -> Self | None:
        """Return the record that `as_json` wrote; None when it can't be read as such: fold the journal again."""
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
