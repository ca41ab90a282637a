"""What of a body and its things is drawn with dots: limbs that are filled, and edges of things."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from rearguard.body.body_volume import Round, rounds
from rearguard.body.landmark import Landmark, Landmarks
from rearguard.body.proportion import FLESH, TRUNK_FLESH
from rearguard.body.vector import Vector, between
from rearguard.core.value import value
from rearguard.library.figure import Prop
from rearguard.library.motion import landmark

BACK = 0.42
"""Metres that a chair's back rises over its seat."""

ROOT = 0.35
"""The share of a thigh that is of one piece with the trunk."""

Edge = tuple[Vector, Vector]
"""From here to there, in metres."""


@value
class Limb:
    """What is drawn as one."""

    solid: tuple[Round, ...]
    """What is filled."""
    edge: tuple[Round, ...]
    """What keeps off from what is behind it."""


def limbs(marks: Landmarks) -> Iterator[Limb]:
    """Yield the trunk with the head, the legs and the arms."""
    parts = rounds(marks)
    slices = [parts[name] for name in TRUNK_FLESH]
    high = between(marks[Landmark.LEFT_SHOULDER], marks[Landmark.RIGHT_SHOULDER], 0.5)
    neck = Round(high, parts["head"].begin, FLESH["shoulder"], FLESH["shoulder"])
    collar = Round(marks[Landmark.LEFT_SHOULDER], marks[Landmark.RIGHT_SHOULDER], FLESH["elbow"], FLESH["elbow"])
    sides = [
        Round(one, other, low.thick, top.thick)
        for low, top in pairwise(slices)
        for one, other in ((low.begin, top.begin), (low.end, top.end), (_middle(low), _middle(top)))
    ]
    yield Limb((*slices, *sides, collar, neck, parts["head"]), (parts["head"],))
    for side in ("left", "right"):
        thigh, shank, foot = (parts[f"{side}_{name}"] for name in ("thigh", "shank", "foot"))
        root = between(thigh.begin, thigh.end, ROOT)
        yield Limb((thigh, shank, foot), (Round(root, thigh.end, FLESH["knee"], FLESH["knee"]), shank, foot))
        upper, fore, hand = (parts[f"{side}_{name}"] for name in ("upper_arm", "forearm", "hand"))
        shoulder = Round(marks[Landmark[f"{side.upper()}_SHOULDER"]], upper.begin, FLESH["shoulder"], FLESH["shoulder"])
        yield Limb((shoulder, upper, fore, hand), (upper, fore, hand))


def edges(prop: Prop, marks: Landmarks, sign: float) -> Iterable[Edge]:
    """Return the edges of a thing; `sign` is −1 in a mirror."""
    if prop.kind == "chair" and prop.seat is not None and prop.size is not None:
        (x, y, z), (w, _, d) = prop.seat, prop.size
        seat = [(sign * x + a * w / 2, y, z + b * d / 2) for a, b in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
        legs = [(corner, (corner[0], 0.0, corner[2])) for corner in seat]
        left, right = [(cx, cy + BACK, cz) for cx, cy, cz in seat[:2]]
        return [*pairwise([*seat, seat[0]]), *legs, (seat[0], left), (seat[1], right), (left, right)]
    if prop.kind == "band" and prop.around is not None:
        one, other = (_on_leg(marks, landmark(spot), prop.offset or 0.0) for spot in prop.around)
        return [(one, other)]
    return []


def _middle(part: Round) -> Vector:
    return between(part.begin, part.end, 0.5)


def _on_leg(marks: Landmarks, spot: Landmark, offset: float) -> Vector:
    """Return the place on a leg so far down the shank from a knee, or up the thigh."""
    side, _, name = spot.name.partition("_")
    if name != "KNEE":
        return marks[spot]
    towards = Landmark[f"{side}_{'ANKLE' if offset >= 0 else 'HIP'}"]
    return between(marks[spot], marks[towards], abs(offset))
