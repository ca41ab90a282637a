"""The shapes that are drawn with dots: a body's limbs, which are filled, and the edges of props."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from rearguard.body.body_volume import TaperedCapsule, body_capsules
from rearguard.body.landmark import Landmark, Landmarks
from rearguard.body.proportion import FLESH_RADIUS_M, TRUNK_SLICES_M
from rearguard.body.vector import Vector, interpolate
from rearguard.core.value import value
from rearguard.library.figure import Prop
from rearguard.library.motion import landmark_named

CHAIR_BACK_M = 0.42
"""The height of a chair's back above its seat, in metres."""

THIGH_ROOT_SHARE = 0.35
"""The share of a thigh, from the hip, that is drawn without a halo as part of the trunk."""

Edge = tuple[Vector, Vector]
"""The two ends of an edge, in metres."""


@value
class Limb:
    """A part of the body that is drawn as one."""

    solid: tuple[TaperedCapsule, ...]
    """The volumes that are filled."""
    edge: tuple[TaperedCapsule, ...]
    """The volumes that get a halo, a gap between them and what is behind."""


def limbs(landmarks: Landmarks) -> Iterator[Limb]:
    """Yield the trunk with the head, the legs and the arms."""
    parts = body_capsules(landmarks)
    slices = [parts[name] for name in TRUNK_SLICES_M]
    high = interpolate(landmarks[Landmark.LEFT_SHOULDER], landmarks[Landmark.RIGHT_SHOULDER], 0.5)
    neck = TaperedCapsule(high, parts["head"].begin, FLESH_RADIUS_M["shoulder"], FLESH_RADIUS_M["shoulder"])
    collar = TaperedCapsule(
        landmarks[Landmark.LEFT_SHOULDER],
        landmarks[Landmark.RIGHT_SHOULDER],
        FLESH_RADIUS_M["elbow"],
        FLESH_RADIUS_M["elbow"],
    )
    sides = [
        TaperedCapsule(begin, end, low.begin_radius, top.begin_radius)
        for low, top in pairwise(slices)
        for begin, end in ((low.begin, top.begin), (low.end, top.end), (_middle(low), _middle(top)))
    ]
    yield Limb((*slices, *sides, collar, neck, parts["head"]), (parts["head"],))
    for side in ("left", "right"):
        thigh, shank, foot = (parts[f"{side}_{name}"] for name in ("thigh", "shank", "foot"))
        root = interpolate(thigh.begin, thigh.end, THIGH_ROOT_SHARE)
        yield Limb(
            (thigh, shank, foot),
            (TaperedCapsule(root, thigh.end, FLESH_RADIUS_M["knee"], FLESH_RADIUS_M["knee"]), shank, foot),
        )
        upper, fore, hand = (parts[f"{side}_{name}"] for name in ("upper_arm", "forearm", "hand"))
        shoulder = TaperedCapsule(
            landmarks[Landmark[f"{side.upper()}_SHOULDER"]],
            upper.begin,
            FLESH_RADIUS_M["shoulder"],
            FLESH_RADIUS_M["shoulder"],
        )
        yield Limb((shoulder, upper, fore, hand), (upper, fore, hand))


def edges(prop: Prop, landmarks: Landmarks, sign: float) -> Iterable[Edge]:
    """Return the edges of a prop; `sign` is −1 for the mirror image."""
    if prop.kind == "chair" and prop.seat is not None and prop.size is not None:
        (x, y, z), (w, _, d) = prop.seat, prop.size
        seat = [(sign * x + a * w / 2, y, z + b * d / 2) for a, b in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
        legs = [(corner, (corner[0], 0.0, corner[2])) for corner in seat]
        left, right = [(cx, cy + CHAIR_BACK_M, cz) for cx, cy, cz in seat[:2]]
        return [*pairwise([*seat, seat[0]]), *legs, (seat[0], left), (seat[1], right), (left, right)]
    if prop.kind == "band" and prop.around is not None:
        begin, end = (_point_on_leg(landmarks, landmark_named(name), prop.offset or 0.0) for name in prop.around)
        return [(begin, end)]
    return []


def _middle(capsule: TaperedCapsule) -> Vector:
    return interpolate(capsule.begin, capsule.end, 0.5)


def _point_on_leg(landmarks: Landmarks, landmark: Landmark, offset: float) -> Vector:
    """Return a landmark; a knee is moved by a share of the shank (`offset` > 0) or of the thigh (< 0)."""
    side, _, name = landmark.name.partition("_")
    if name != "KNEE":
        return landmarks[landmark]
    towards = Landmark[f"{side}_{'ANKLE' if offset >= 0 else 'HIP'}"]
    return interpolate(landmarks[landmark], landmarks[towards], abs(offset))
