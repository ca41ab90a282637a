"""Suggestions for mistyped names."""

from __future__ import annotations

from collections.abc import Iterable


def closest_name(name: str, names: Iterable[str]) -> str | None:
    """Return the name that looks most like a mistyped one; None if none is close."""
    from difflib import get_close_matches  # noqa: PLC0415 - only for mistakes

    return next(iter(get_close_matches(name, list(names), n=1)), None)
