"""A document that can't be used, and where and why."""

from __future__ import annotations

from rearguard.core.message import Message
from rearguard.core.problem import Problem


class ImportFileError(Exception):
    """The document is none of its kind, or wrong in one place; nothing of it counts."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.render())
        self.problem = problem


def import_file_error(file: str, key: str, message: Message) -> ImportFileError:
    """Return what is wrong at a place, ready to be raised."""
    return ImportFileError(Problem(file, key, message))
