"""The animated figure of an exercise, as JSON values for the page."""

from __future__ import annotations

from typing import Any

from rearguard.core.errors import InvalidRequest, Refusal
from rearguard.core.message import Message
from rearguard.core.side import Side
from rearguard.library.exercise import Sidedness
from rearguard.library.figure import Prop
from rearguard.library.library import Library
from rearguard.library.motion import animation_frames, make_motion
from rearguard.library.serialization import value_json

FRAMES_PER_CYCLE = 48
"""Frames per cycle: at least 10 a second for cycles of up to five seconds; the page interpolates between them."""


def figure_json(library: Library, name: str, level_id: str | None = None, side: Side | None = None) -> dict[str, Any]:
    """Return a cycle of an exercise as JSON values, positions in metres.

    x points to the left of a person who faces z, y is up. The view's yaw turns around the vertical: at 0 the viewer is
    on the z axis, in front of that person, at 90 on the x axis; pitch is the angle from above.

    Args:
        library: the library with the exercise.
        name: the exercise's id.
        level_id: a level of it; None: the first.
        side: the side that works or is stretched; None: the left, or both if both work at once.

    Raises:
        InvalidRequest: there is no such exercise, level or side.
        Refusal: it has no figure.
    """
    exercise = library.exercise(name)
    if exercise.figure is None:
        raise Refusal(Message("There is no drawing of this exercise yet."))
    level = exercise.levels[0] if level_id is None else exercise.level(level_id)
    resolved = exercise.at(level)
    works_together = resolved.sides is Sidedness.TOGETHER
    if side is None:
        side = Side.BOTH if works_together else Side.LEFT
    if works_together != (side is Side.BOTH):
        raise InvalidRequest(Message("This exercise isn't done on that side."))
    figure = exercise.figure
    motion = make_motion(figure, level, resolved.tempo)
    sign = -1.0 if side is Side.RIGHT else 1.0
    return {
        "exercise": exercise.id,
        "level": level.id,
        "side": side.value,
        "seconds": motion.seconds,
        "view": {"yaw": sign * figure.view.yaw, "pitch": figure.view.pitch},
        "frames": [
            [
                [round(coordinate, 4) + 0.0 for coordinate in position] for position in landmarks
            ]  # + 0.0: turns -0.0 into 0.0
            for landmarks in animation_frames(exercise, level, side, FRAMES_PER_CYCLE)
        ],
        "props": [_prop_json(prop, mirror=side is Side.RIGHT) for prop in motion.props],
        "muscles": {"working": list(figure.working), "stretched": list(figure.stretched)},
    }


def _prop_json(prop: Prop, *, mirror: bool) -> dict[str, Any]:
    """Return a prop of the figure as JSON values, mirrored for the right side."""
    data: dict[str, Any] = value_json(prop, sparse=True)
    if "around" in data:
        data["around"] = [landmark.replace("-", "_") for landmark in data["around"]]
    if mirror:
        for key in ("point", "normal", "seat"):
            if key in data:
                data[key] = [-data[key][0] + 0.0, *data[key][1:]]
        if "min" in data and "max" in data:
            min_x, max_x = -data["max"][0] + 0.0, -data["min"][0] + 0.0
            data["min"], data["max"] = [min_x, data["min"][1]], [max_x, data["max"][1]]
    return data
