"""Postures that are a little different from how they are drawn: what a fault is made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from rearguard.body.posture import BodyPose

NumberPath = tuple[str | int, ...]
"""The way to a number in a posture: ("left_leg", "at", 2)."""

FIXED_FIELDS = {"thumb", "neck_rotation", "along", "on", "towards", "is_placed_by_shoulders"}
"""What no fault is made of: hands, head, and which part of a thigh an ankle lies on."""

ANGLE_FIELDS = {"pelvis_rotation", "spine_rotation", "ball_joint", "hinge", "foot"}
"""What is in degrees; the rest is in metres, or a direction."""


def list_numbers(node: Any, path: NumberPath = ()) -> Iterator[tuple[NumberPath, float]]:  # noqa: ANN401 - any part of a posture
    """Yield the numbers of a posture that may change, each with the way to it."""
    if isinstance(node, float | int) and not isinstance(node, bool):
        yield path, float(node)
    elif isinstance(node, tuple):
        for i, inner in enumerate(node):
            yield from list_numbers(inner, (*path, i))
    elif is_dataclass(node):
        for field in fields(node):
            if field.name not in FIXED_FIELDS and not (field.name == "point" and "arm" in str(path[0])):
                yield from list_numbers(getattr(node, field.name), (*path, field.name))


def step_size(path: NumberPath) -> float:
    """Return what a small change of a number is: degrees, or metres."""
    return 5.0 if ANGLE_FIELDS & set(path) else 0.1 if {"bend", "point"} & set(path) else 0.03


def add_amounts(posture: BodyPose, amounts: Mapping[NumberPath, float]) -> BodyPose:
    """Return a posture with something added to some of its numbers."""
    changed: BodyPose = _moved(posture, (), amounts, {path[:i] for path in amounts for i in range(len(path) + 1)})
    return changed


def _moved(node: Any, path: NumberPath, amounts: Mapping[NumberPath, float], ways: set[NumberPath]) -> Any:  # noqa: ANN401 - as numbers
    if path not in ways:
        return node
    if path in amounts:
        return node + amounts[path]
    if isinstance(node, tuple):
        return tuple(_moved(inner, (*path, i), amounts, ways) for i, inner in enumerate(node))
    said = {field.name: getattr(node, field.name) for field in fields(node)}
    return type(node)(**{name: _moved(inner, (*path, name), amounts, ways) for name, inner in said.items()})
