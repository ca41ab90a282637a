"""Against tearing: a terminal shows what is redrawn all at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console

BEGIN, END = "\x1b[?2026h", "\x1b[?2026l"
"""Synchronised output (private mode 2026); a terminal that does not know it takes no notice."""


@contextmanager
def at_once(console: Console) -> Iterator[None]:
    """Show what is written in between when it is whole: without flicker."""
    able = console.is_terminal and not console.is_dumb_terminal and not console.legacy_windows
    if able:
        console.file.write(BEGIN)
    try:
        yield
    finally:
        if able:
            console.file.write(END)
            console.file.flush()
