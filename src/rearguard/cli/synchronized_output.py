"""Synchronised output: a terminal shows a redraw all at once, without tearing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console

BEGIN_SYNC, END_SYNC = "\x1b[?2026h", "\x1b[?2026l"
"""The control sequences (private mode 2026). A terminal that does not know them ignores them."""


@contextmanager
def synchronized_output(console: Console) -> Iterator[None]:
    """Show the output of the block all at once."""
    is_supported = console.is_terminal and not console.is_dumb_terminal and not console.legacy_windows
    if is_supported:
        console.file.write(BEGIN_SYNC)
    try:
        yield
    finally:
        if is_supported:
            console.file.write(END_SYNC)
            console.file.flush()
