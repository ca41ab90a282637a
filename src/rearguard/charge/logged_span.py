"""The rules for a period of activity that a person logs by hand."""

from __future__ import annotations

from datetime import datetime, timedelta

from rearguard.core.errors import InvalidRequest
from rearguard.core.message import Message

MAX_LOGGED_SPAN = timedelta(hours=24)
"""Longest period; a longer one is a wrong date."""


def check_logged_span(start: datetime, end: datetime, now: datetime) -> None:
    """Check a period that a person logs.

    Raises:
        InvalidRequest: the period is empty, in the future or longer than `MAX_LOGGED_SPAN`.
    """
    if not start < end:
        raise InvalidRequest(Message("The end must be after the start."))
    if end > now:
        raise InvalidRequest(Message("It can't end in the future."))
    if end - start > MAX_LOGGED_SPAN:
        raise InvalidRequest(Message("It can't be longer than a day."))
