"""A document that can't be used, and where and why."""

from __future__ import annotations

from rearguard.core.message import Message
from rearguard.core.problem import Problem


class Unreadable(Exception):
    """The document is none of its kind, or wrong in one place; nothing of it counts."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.render())
        self.problem = problem


def wrong(file: str, key: str, message: Message) -> Unreadable:
    """Return what is wrong at a place, ready to be raised."""
    return Unreadable(Problem(file, key, message))
