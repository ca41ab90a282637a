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
from rearguard.library.exercise import AmountRange, Source, Tempo
from rearguard.library.toml_reader import FileFinding, KeyPath

FileRule = Callable[..., Iterator[FileFinding]]

ID_PATTERN = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
"""Lower-case words with hyphens: an id is a file name, part of an address, and typed by hand."""

MAX_SETS = 20
MAX_REPS = 100
MAX_BOUT_S = 600
"""Seconds. These three keep a slip of the finger (1000 for 10) out of somebody's session."""

MAX_TEMPO_PART_S = 60
"""Seconds of one part of a repetition, or of stepping in."""


def run_rules(rules: Iterable[FileRule], known: Mapping[str, Any]) -> list[FileFinding]:
    """Return what the rules find wrong, each given the values it asks for by name."""
    findings: list[FileFinding] = []
    for rule in rules:
        wanted = inspect.signature(rule).parameters
        if all(name in known for name in wanted):
            findings.extend(rule(**{name: known[name] for name in wanted}))
    return findings


def check_id(id: str, stem: str) -> Iterator[FileFinding]:  # noqa: A002 - the field's name is its request
    """The id is well formed and is the file's name."""
    yield from check_id_format(id, ("id",))
    if id != stem:
        yield ("id",), Message("must be the file name without its ending: “{stem}”", {"stem": stem})


def check_links(sources: tuple[Source, ...]) -> Iterator[FileFinding]:
    """Links lead somewhere."""
    for i, source in enumerate(sources):
        if source.link and not re.fullmatch(r"https://[^\s/.]+(\.[^\s/.]+)+(/\S*)?", source.link):
            yield ("sources", i, "link"), Message("must be a full address that starts with https://")
        elif re.match(r"https://(dx\.)?doi\.org/(?!10\.\d{4,}/\S)", source.link):
            yield ("sources", i, "link"), Message("a DOI continues with “10.”, at least four digits and “/”")


def check_id_format(text: str, path: KeyPath) -> Iterator[FileFinding]:
    """Find an id of the wrong form."""
    if not ID_PATTERN.fullmatch(text):
        yield path, Message("can only contain small letters a to z, digits and single hyphens")


def unknown_name_message(name: str, names: Collection[str]) -> Message:
    """Return what to say of a name that is none of those there are."""
    close = difflib.get_close_matches(name, names, n=1)
    if close:
        return Message("there is no such value; did you mean “{name}”?", {"name": close[0]})
    return Message("must be one of these: {names}", {"names": ", ".join(names)})


def check_between(number: int, minimum: int, maximum: int, path: KeyPath) -> Iterator[FileFinding]:
    """Find a number outside its bounds."""
    if not minimum <= number <= maximum:
        yield path, Message("must be from {least} to {most}", {"least": minimum, "most": maximum})


def check_amount_range(amount: AmountRange | None, maximum: int, path: KeyPath) -> Iterator[FileFinding]:
    """Find a range out of order or out of bounds."""
    if amount is None:
        return
    for name in ("smallest", "usual", "largest"):
        yield from check_between(getattr(amount, name), 1, maximum, (*path, name))
    if not amount.smallest <= amount.usual <= amount.largest:
        yield path, Message("must grow from smallest to usual to largest")


def check_tempo(tempo: Tempo | None, path: KeyPath) -> Iterator[FileFinding]:
    """Find a repetition that takes no time, or too much."""
    if tempo is None:
        return
    for name in ("up", "hold", "down"):
        yield from check_between(getattr(tempo, name), 0, MAX_TEMPO_PART_S, (*path, name))
    if tempo.seconds < 1:
        yield path, Message("a rep must take at least a second")
