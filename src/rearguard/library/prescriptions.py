"""The prescribed programmes of a library: which one is valid on a day, and which one ended last."""

from __future__ import annotations

from datetime import date

from rearguard.core.message import Message
from rearguard.library.library import Library
from rearguard.library.program import Program


def find_prescription(library: Library, day: date) -> Program | None:
    """Return the prescribed programme that is valid on a day; of several the one that began last."""
    valid = [
        program
        for program in library.programs.values()
        if program.prescribed is not None and program.prescribed.is_valid_on(day)
    ]
    return max(
        valid, key=lambda program: (program.prescribed and program.prescribed.valid_from, program.id), default=None
    )


def lapsed_notice(library: Library, day: date) -> Message | None:
    """Return the notice on a day about the prescription that ended last; None if no prescription has ended."""
    ended = [
        (program.prescribed.valid_until, program.prescribed.by)
        for program in library.programs.values()
        if program.prescribed is not None
        and program.prescribed.valid_until
        and program.prescribed.valid_until < day.isoformat()
    ]
    if not ended:
        return None
    until, by = max(ended)
    values = {"by": by, "until": until}
    return Message(
        "The programme from {by} ended on {until}, so this is the usual one. Ask them how to continue.", values
    )
