"""JSON Schemas of the files, so that an editor can complete and explain what one writes.

They say what the types say. The rules that fields keep together are not in them: `rearguard library check` has
those. Descriptions are our docstrings.
"""

from __future__ import annotations

from types import GenericAlias
from typing import Any, Literal

from pydantic import ConfigDict, TypeAdapter

from rearguard.library.exercise import Exercise
from rearguard.library.program import Program
from rearguard.library.serialization import Json, TypeForm
from rearguard.library.validation import CONFIG

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema(kind: Literal["exercise", "program"]) -> dict[str, Any]:
    """Return the JSON Schema of an exercise's or a programme's file."""
    around: TypeForm = GenericAlias(tuple, ({"exercise": Exercise, "program": Program}[kind],))
    whole = TypeAdapter(around, config=ConfigDict(**CONFIG, use_attribute_docstrings=True)).json_schema()
    definitions = whole["$defs"]
    (inside,) = whole["prefixItems"]
    top = definitions.pop(inside["$ref"].removeprefix("#/$defs/"))
    return {"$schema": DIALECT, **_as_toml({**top, "$defs": definitions})}


def _as_toml(node: Json) -> Json:
    """Return a schema without null, which TOML does not have, and without titles that only repeat the key."""
    if isinstance(node, list):
        return [_as_toml(inner) for inner in node]
    if not isinstance(node, dict):
        return node
    kept = {key: _as_toml(inner) for key, inner in node.items() if not (key == "title" and isinstance(inner, str))}
    if kept.get("default", ...) is None:
        del kept["default"]
    arms = [arm for arm in kept.pop("anyOf", []) if arm != {"type": "null"}]
    return {**kept, **(arms[0] if len(arms) == 1 else {"anyOf": arms} if arms else {})}
