"""Whether someone may exercise now, and if not, why."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from rearguard.core.message import Message, Translate, untranslated
from rearguard.core.value import value
from rearguard.safety.clearance import Clearance

Status = Literal["missing", "due", "clear", "blocked", "emergency"]


@value(kw_only=True)
class Standing:
    """Where someone stands at one moment. Only `clear` has a clearance.

    Raises:
        ValueError: `clear` without a clearance, or a clearance with anything else.
    """

    status: Status
    text: Message
    """What it means and what to do."""
    clearance: Clearance | None = None
    at: datetime | None = None
    """When the questions were last answered; None: never."""
    due_at: datetime | None = None
    """When they are due again, while clear."""

    def __post_init__(self) -> None:
        if (self.status == "clear") is (self.clearance is None):
            raise ValueError("a clearance is what being clear means")

    def as_json(self, translate: Translate = untranslated) -> dict[str, Any]:
        """Return it as JSON values with texts in the reader's language. It is for showing: nothing reads it back."""
        clearance = self.clearance
        return {
            "status": self.status,
            "text": self.text.render(translate),
            "at": self.at and self.at.isoformat(),
            "due_at": self.due_at and self.due_at.isoformat(),
            "removes": {}
            if clearance is None
            else {trait.value: reason.render(translate) for trait, reason in clearance.removes.items()},
            "longest_hold": clearance and clearance.longest_hold,
            "lowest_level": clearance is not None and clearance.lowest_level,
            "advice": [text.render(translate) for text in clearance.advice] if clearance else [],
        }
