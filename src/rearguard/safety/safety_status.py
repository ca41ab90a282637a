"""Whether a person may exercise now, and if not, why."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from rearguard.core.message import Message
from rearguard.core.value import value
from rearguard.safety.clearance import Clearance

SafetyStatusCode = Literal["missing", "due", "clear", "blocked", "emergency"]


@value(kw_only=True)
class SafetyStatus:
    """A person's safety status at one moment. Only `clear` has a clearance.

    Raises:
        ValueError: `clear` has no clearance, or another status has one.
    """

    status: SafetyStatusCode
    text: Message
    """What the status means, and what to do."""
    clearance: Clearance | None = None
    answered_at: datetime | None = None
    """When the questions were last answered; None: never."""
    due_at: datetime | None = None
    """When the questions are due again, while clear."""

    def __post_init__(self) -> None:
        if (self.status == "clear") is (self.clearance is None):
            raise ValueError("a clearance needs the status clear, and clear needs a clearance")
