"""The error of a document that can't be imported, with the place and the reason."""

from __future__ import annotations

from rearguard.core.message import Message
from rearguard.core.problem import Problem


class ImportFileError(Exception):
    """The document is of another kind, or not valid in one place; nothing of it is used."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.render())
        self.problem = problem


def import_file_error(file: str, key: str, message: Message) -> ImportFileError:
    """Build the error for a place in a file."""
    return ImportFileError(Problem(file, key, message))
