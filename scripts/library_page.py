"""The reference page of the library's files: their JSON Schemas and rules as text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from rearguard.body.quantity import QUANTITIES
from rearguard.library.exercise_rules import EXERCISE_RULES
from rearguard.library.figure_rules import FIGURE_RULES
from rearguard.library.lint import FileRule
from rearguard.library.program_rules import PROGRAM_RULES
from rearguard.library.schema import file_schema
from rearguard.library.watch_rules import WATCH_RULES

PAGE_HEAD = """\
# The files of exercises and programmes

<!-- Generated from the schemas and the rules themselves: uv run --group dev just write -->

Files are TOML, UTF-8, at most a megabyte. Yours are in `exercises/` and `programs/` in the configuration folder
(`~/.config/rearguard` on Linux, `~/Library/Application Support/rearguard` on a Mac, `%LOCALAPPDATA%\\rearguard` on
Windows; with `REARGUARD_HOME` set, `config` inside that). If your file has the same name as one of ours, yours is used
instead. `rearguard library check` names every mistake with its file and key; `levels.2.effort` is the effort of the
second level. A file with a mistake is ignored; the others still load.

`rearguard library schema exercise` and `rearguard library schema program` print the JSON Schemas for your editor.
"""

TYPE_NAMES = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
    "object": "table",
}


def render_library_page() -> str:
    """Return the page."""
    return "\n".join(
        [
            PAGE_HEAD,
            *_file("An exercise", "exercise", EXERCISE_RULES + FIGURE_RULES + WATCH_RULES),
            *_file("A programme", "program", PROGRAM_RULES),
        ]
    )


def _file(title: str, kind: Literal["exercise", "program"], rules: tuple[FileRule, ...]) -> Iterator[str]:
    whole = file_schema(kind)
    definitions: dict[str, Any] = whole["$defs"]
    yield f"## {title}\n"
    yield from _table(whole, definitions)
    for name, definition in definitions.items():
        if "properties" in definition and (kind == "exercise" or name != "Source"):
            yield f"### {name}\n\n{definition['description']}\n"
            yield from _table(definition, definitions)
    if kind == "exercise":
        yield from _measures()
    yield "Rules that keys must meet together:\n"
    yield from (f"- {rule.__doc__}" for rule in rules)
    yield ""


def _measures() -> Iterator[str]:
    yield "### Measures\n"
    yield "What a camera can measure, for the keys called `measure`. × is times a length of the same body.\n"
    yield "| measure | unit | from | to | |\n| --- | --- | --- | --- | --- |"
    for name, quantity in QUANTITIES.items():
        yield f"| `{name}` | {quantity.unit} | {quantity.minimum:g} | {quantity.maximum:g} | {quantity.description} |"
    yield ""


def _table(node: dict[str, Any], definitions: dict[str, Any]) -> Iterator[str]:
    yield "| key | is a | |\n| --- | --- | --- |"
    for key, value in node["properties"].items():
        must = "" if key in node.get("required", ()) else " Can be left out."
        yield f"| `{key}` | {_type(value, definitions)} | {value['description']}{must} |"
    yield ""


def _type(node: dict[str, Any], definitions: dict[str, Any]) -> str:
    if "$ref" in node:
        name = node["$ref"].removeprefix("#/$defs/")
        return _type(definitions[name], definitions) if "enum" in definitions[name] else f"[{name}](#{name.lower()})"
    if "enum" in node:
        return "one of " + ", ".join(f"`{value}`" for value in node["enum"])
    if "prefixItems" in node:
        return f"list of {len(node['prefixItems'])}, each " + _type(node["prefixItems"][0], definitions)
    if node["type"] == "array" and node["items"] == {"type": "string"}:
        return "list of texts"
    if node["type"] == "array":
        return "list, each " + _type(node["items"], definitions)
    return TYPE_NAMES[node["type"]]
