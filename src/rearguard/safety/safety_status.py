"""Whether someone may exercise now, and if not, why."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from rearguard.core.message import Message
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
