"""What a schema cannot say: rules that the fields of a file keep together.

A rule takes the fields that it looks at by their names, and yields what is wrong. When one of those fields did
not validate, the rule is passed over and the others still speak.
"""

from __future__ import annotations

import difflib
import inspect
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

from rearguard.core.message import Message
from rearguard.library.exercise import Range, Source, Tempo
from rearguard.library.toml_reader import Finding, Place

Rule = Callable[..., Iterator[Finding]]

IDENTIFIER = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
"""Lower-case words with hyphens: an id is a file name, part of an address, and typed by hand."""

MOST_SETS = 20
MOST_REPS = 100
LONGEST = 600
"""Seconds. These three keep a slip of the finger (1000 for 10) out of somebody's session."""

SLOWEST = 60
"""Seconds of one part of a repetition, or of stepping in."""


def lint(rules: Iterable[Rule], known: Mapping[str, Any]) -> list[Finding]:
    """Return what the rules find wrong, each given the values it asks for by name."""
    findings: list[Finding] = []
    for rule in rules:
        wanted = inspect.signature(rule).parameters
        if all(name in known for name in wanted):
            findings.extend(rule(**{name: known[name] for name in wanted}))
    return findings


def identity(id: str, stem: str) -> Iterator[Finding]:  # noqa: A002 - the field's name is its request
    """The id is well formed and is the file's name."""
    yield from identifier(id, ("id",))
    if id != stem:
        yield ("id",), Message("must be the file's name without its ending: “{stem}”", {"stem": stem})


def links(sources: tuple[Source, ...]) -> Iterator[Finding]:
    """Links lead somewhere."""
    for i, source in enumerate(sources):
        if source.link and not re.fullmatch(r"https://[^\s/.]+(\.[^\s/.]+)+(/\S*)?", source.link):
            yield ("sources", i, "link"), Message("must be a whole address that begins with https://")
        elif re.match(r"https://(dx\.)?doi\.org/(?!10\.\d{4,}/\S)", source.link):
            yield ("sources", i, "link"), Message("a DOI goes on with “10.”, four digits or more, and “/”")


def identifier(text: str, place: Place) -> Iterator[Finding]:
    """Find an id of the wrong form."""
    if not IDENTIFIER.fullmatch(text):
        yield place, Message("must be made of small letters a to z, digits and single hyphens")


def known_as(name: str, names: Collection[str]) -> Message:
    """Return what to say of a name that is none of those there are."""
    close = difflib.get_close_matches(name, names, n=1)
    if close:
        return Message("there is no such value; did you mean “{name}”?", {"name": close[0]})
    return Message("must be one of these: {names}", {"names": ", ".join(names)})


def between(number: int, least: int, most: int, place: Place) -> Iterator[Finding]:
    """Find a number outside its bounds."""
    if not least <= number <= most:
        yield place, Message("must be from {least} to {most}", {"least": least, "most": most})


def ordered(amount: Range | None, most: int, place: Place) -> Iterator[Finding]:
    """Find a range out of order or out of bounds."""
    if amount is None:
        return
    for name in ("smallest", "usual", "largest"):
        yield from between(getattr(amount, name), 1, most, (*place, name))
    if not amount.smallest <= amount.usual <= amount.largest:
        yield place, Message("must grow from smallest over usual to largest")


def tempo(of: Tempo | None, place: Place) -> Iterator[Finding]:
    """Find a repetition that takes no time, or too much."""
    if of is None:
        return
    for name in ("up", "hold", "down"):
        yield from between(getattr(of, name), 0, SLOWEST, (*place, name))
    if of.seconds < 1:
        yield place, Message("a repetition must take a second at least")
