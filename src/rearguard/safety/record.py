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
from rearguard.safety.safety_status import Standing
from rearguard.safety.screen import evaluate
from rearguard.safety.validity import due, due_at, is_alarm


@value(kw_only=True)
class Record:
    """The last screen, the last session and the last alarm. Start with `Record()`; the order of folding is free."""

    screened_at: datetime | None = None
    answers: Mapping[str, Any] = field(default_factory=dict)
    cleared_by_clinician: bool = False
    last_session_at: datetime | None = None
    alarm_at: datetime | None = None

    def screened(self, at: datetime, data: Mapping[str, Any]) -> Self:
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

    def trained(self, at: datetime) -> Self:
        """Return the record after a session."""
        return replace(self, last_session_at=max(at, self.last_session_at or at))

    def felt(self, at: datetime, *, pain: float | None = None, new_numbness: bool = False) -> Self:
        """Return the record after something was felt: `pain` from 0 to 10."""
        if not is_alarm(pain=pain, new_numbness=new_numbness):
            return self
        return replace(self, alarm_at=max(at, self.alarm_at or at))

    def standing(self, now: datetime) -> Standing:
        """Return where this person stands at `now`."""
        if self.screened_at is None:
            return Standing(
                status="missing", text=Message("Please answer the safety questions first; it takes about a minute.")
            )
        outcome = evaluate(self.answers, cleared_by_clinician=self.cleared_by_clinician)
        # Time lifts nothing: who was stopped stays so until they answer again.
        if outcome.verdict is Verdict.EMERGENCY:
            return Standing(status="emergency", text=outcome.text, at=self.screened_at)
        if outcome.verdict is Verdict.BLOCK:
            return Standing(status="blocked", text=outcome.text, at=self.screened_at)
        if outcome.clearance is None:
            return Standing(status="missing", text=outcome.text, at=self.screened_at)
        why = due(self.screened_at, now, last_session_at=self.last_session_at, alarm_at=self.alarm_at)
        if why is not None:
            return Standing(status="due", text=why, at=self.screened_at)
        return Standing(
            status="clear",
            text=outcome.text,
            clearance=outcome.clearance,
            at=self.screened_at,
            due_at=due_at(self.screened_at, last_session_at=self.last_session_at),
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
                        screened_at=_time(screened_at),
                        answers=answers,
                        cleared_by_clinician=cleared_by_clinician,
                        last_session_at=_time(last_session_at),
                        alarm_at=_time(alarm_at),
                    )
        except ValueError:
            pass
        return None


def _time(text: str | None) -> datetime | None:
    if text is None:
        return None
    time = datetime.fromisoformat(text)
    if time.tzinfo is None:
        raise ValueError("a time without an offset")
    return time
