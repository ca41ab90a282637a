"""JSON Schemas of library files, so that an editor can complete and explain their keys.

They contain the types, with the docstrings as descriptions. The rules between fields are not included:
`rearguard library check` has those.
"""

from __future__ import annotations

from types import GenericAlias
from typing import Any, Literal

from pydantic import ConfigDict, TypeAdapter

from rearguard.library.exercise import Exercise
from rearguard.library.program import Program
from rearguard.library.serialization import Json, TypeForm
from rearguard.library.validation import STRICT_CONFIG

SCHEMA_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def file_schema(kind: Literal["exercise", "program"]) -> dict[str, Any]:
    """Return the JSON Schema of an exercise file or a programme file."""
    wrapper: TypeForm = GenericAlias(tuple, ({"exercise": Exercise, "program": Program}[kind],))
    schema = TypeAdapter(wrapper, config=ConfigDict(**STRICT_CONFIG, use_attribute_docstrings=True)).json_schema()
    definitions = schema["$defs"]
    (reference,) = schema["prefixItems"]
    top = definitions.pop(reference["$ref"].removeprefix("#/$defs/"))
    return {"$schema": SCHEMA_DIALECT, **_without_null({**top, "$defs": definitions})}


def _without_null(node: Json) -> Json:
    """Return a schema without null, which TOML doesn't have, and without titles, which only repeat the keys."""
    if isinstance(node, list):
        return [_without_null(inner) for inner in node]
    if not isinstance(node, dict):
        return node
    cleaned = {
        key: _without_null(inner) for key, inner in node.items() if not (key == "title" and isinstance(inner, str))
    }
    if cleaned.get("default", ...) is None:
        del cleaned["default"]
    alternatives = [alternative for alternative in cleaned.pop("anyOf", []) if alternative != {"type": "null"}]
    return {
        **cleaned,
        **(alternatives[0] if len(alternatives) == 1 else {"anyOf": alternatives} if alternatives else {}),
    }
