"""Rules that a schema can't express: conditions between the fields of a file.

A rule takes fields as parameters of the same names, and yields findings. When one of its fields did not validate, the
rule is skipped and the others still run. A rule's docstring is its text in the reference page.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

from rearguard.core.message import Message
from rearguard.core.suggestion import closest_name
from rearguard.library.exercise import AmountRange, Source, Tempo
from rearguard.library.toml_reader import FileFinding, KeyPath

FileRule = Callable[..., Iterator[FileFinding]]

ID_PATTERN = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
"""Lower-case words with hyphens: an id is a file name and part of an address, and people type it."""

MAX_CUE_CHARS = 120
"""Characters that can be said in one breath, about eight seconds; our cues take half of it."""

MAX_SETS = 20
MAX_REPS = 100
MAX_BOUT_S = 600
"""Seconds. These three limits keep a typing error (1000 for 10) out of a session."""

MAX_TEMPO_PART_S = 60
"""Seconds of one part of a repetition, or of stepping in."""


def run_rules(rules: Iterable[FileRule], fields: Mapping[str, Any]) -> list[FileFinding]:
    """Return the findings of the rules, each called with the fields that its parameters name."""
    findings: list[FileFinding] = []
    for rule in rules:
        parameters = inspect.signature(rule).parameters
        if all(name in fields for name in parameters):
            findings.extend(rule(**{name: fields[name] for name in parameters}))
    return findings


def check_id(id: str, stem: str) -> Iterator[FileFinding]:  # noqa: A002 - the field's name
    """The id is well formed and equals the file's name."""
    yield from check_id_format(id, ("id",))
    if id != stem:
        yield ("id",), Message("must be the file name without its ending: “{stem}”", {"stem": stem})


def check_links(sources: tuple[Source, ...]) -> Iterator[FileFinding]:
    """Links are complete addresses."""
    for i, source in enumerate(sources):
        if source.link and not re.fullmatch(r"https://[^\s/.]+(\.[^\s/.]+)+(/\S*)?", source.link):
            yield ("sources", i, "link"), Message("must be a full address that starts with https://")
        elif re.match(r"https://(dx\.)?doi\.org/(?!10\.\d{4,}/\S)", source.link):
            yield ("sources", i, "link"), Message("a DOI continues with “10.”, at least four digits and “/”")


def check_id_format(text: str, path: KeyPath) -> Iterator[FileFinding]:
    """Check that an id is well formed."""
    if not ID_PATTERN.fullmatch(text):
        yield path, Message("can only contain small letters a to z, digits and single hyphens")


def unknown_name_message(name: str, names: Collection[str]) -> Message:
    """Return the message for a name that isn't among `names`."""
    close = closest_name(name, names)
    if close is not None:
        return Message("there is no such value; did you mean “{name}”?", {"name": close})
    return Message("must be one of these: {names}", {"names": ", ".join(names)})


def check_spoken_length(text: str, path: KeyPath) -> Iterator[FileFinding]:
    """Check that a text can be said in one breath."""
    if len(text) > MAX_CUE_CHARS:
        yield (
            path,
            Message("is too long to say in one breath: use {count} characters at most", {"count": MAX_CUE_CHARS}),
        )


def check_between(number: int, minimum: int, maximum: int, path: KeyPath) -> Iterator[FileFinding]:
    """Check that a number is within its bounds."""
    if not minimum <= number <= maximum:
        yield path, Message("must be from {least} to {most}", {"least": minimum, "most": maximum})


def check_amount_range(amount: AmountRange | None, maximum: int, path: KeyPath) -> Iterator[FileFinding]:
    """Check that a range is in order and within its bounds."""
    if amount is None:
        return
    for name in ("smallest", "usual", "largest"):
        yield from check_between(getattr(amount, name), 1, maximum, (*path, name))
    if not amount.smallest <= amount.usual <= amount.largest:
        yield path, Message("must grow from smallest to usual to largest")


def check_tempo(tempo: Tempo | None, path: KeyPath) -> Iterator[FileFinding]:
    """Check that a repetition takes some time, but not too much."""
    if tempo is None:
        return
    for name in ("up", "hold", "down"):
        yield from check_between(getattr(tempo, name), 0, MAX_TEMPO_PART_S, (*path, name))
    if tempo.seconds < 1:
        yield path, Message("a rep must take at least a second")
