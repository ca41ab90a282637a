"""How an exercise is drawn, for a face that draws it."""

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
"""Bodies a cycle: 10 a second or more for what takes up to five seconds, and motion is smooth between them."""


def figure_json(library: Library, name: str, level_id: str | None = None, side: Side | None = None) -> dict[str, Any]:
    """Return one cycle of an exercise as JSON values, places in metres.

    x is to the left of who stands there facing z, y is up. The view's yaw goes round the upright: at 0 one looks from
    where z is ahead, at 90 from where x is; its pitch is how far from above.

    Args:
        library: the library with the exercise.
        name: the exercise's id.
        level_id: one of its levels; None for the first.
        side: the side that works or is stretched; None for the left, or for both where both work at once.

    Raises:
        Misuse: there is no such exercise, level or side.
        Refusal: it has no figure.
    """
    exercise = library.exercise(name)
    if exercise.figure is None:
        raise Refusal(Message("There is no drawing of this exercise yet."))
    level = exercise.levels[0] if level_id is None else exercise.level(level_id)
    resolved = exercise.at(level)
    together = resolved.sides is Sidedness.TOGETHER
    if side is None:
        side = Side.BOTH if together else Side.LEFT
    if together != (side is Side.BOTH):
        raise InvalidRequest(Message("This exercise isn't done on that side."))
    figure = exercise.figure
    moving = make_motion(figure, level, resolved.tempo)
    sign = -1.0 if side is Side.RIGHT else 1.0
    return {
        "exercise": exercise.id,
        "level": level.id,
        "side": side.value,
        "seconds": moving.seconds,
        "view": {"yaw": sign * figure.view.yaw, "pitch": figure.view.pitch},
        "frames": [
            [[round(number, 4) + 0.0 for number in place] for place in marks]  # + 0.0: no minus before nothing
            for marks in animation_frames(exercise, level, side, FRAMES_PER_CYCLE)
        ],
        "props": [_prop_json(prop, mirror=side is Side.RIGHT) for prop in moving.props],
        "muscles": {"working": list(figure.working), "stretched": list(figure.stretched)},
    }


def _prop_json(prop: Prop, *, mirror: bool) -> dict[str, Any]:
    """Return a thing that is drawn with the body, on the other side for the right."""
    said: dict[str, Any] = value_json(prop, sparse=True)
    if "around" in said:
        said["around"] = [spot.replace("-", "_") for spot in said["around"]]
    if mirror:
        for key in ("point", "normal", "seat"):
            if key in said:
                said[key] = [-said[key][0] + 0.0, *said[key][1:]]
        if "min" in said and "max" in said:
            left, right = -said["max"][0] + 0.0, -said["min"][0] + 0.0
            said["min"], said["max"] = [left, said["min"][1]], [right, said["max"][1]]
    return said
