"""The volume of a body as capsules round the bones, to detect parts that touch or overlap."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from itertools import combinations

from rearguard.body.landmark import Landmark, Landmarks
from rearguard.body.proportion import FLESH_RADIUS_M, HAND_M, HEAD_HEIGHT_M, TRUNK_SLICES_M
from rearguard.body.vector import Vector, add, interpolate, multiply, normalize, subtract
from rearguard.core.value import value

LIMB_CAPSULES = {
    f"{side}_{name}": (Landmark[f"{side}_{upper}".upper()], Landmark[f"{side}_{lower}".upper()], upper, lower)
    for side in ("left", "right")
    for name, upper, lower in (
        ("thigh", "hip", "knee"),
        ("shank", "knee", "ankle"),
        ("upper_arm", "shoulder", "elbow"),
        ("forearm", "elbow", "wrist"),
        ("foot", "heel", "foot_index"),
    )
}
"""For each limb part its two landmarks, and the names of its two radii."""

DELTOID_SHARE = 0.4
"""The share of the upper arm that belongs to the chest."""


@value
class TaperedCapsule:
    """A body part: the volume of a ball that moves from `begin` to `end` while its radius changes linearly."""

    begin: Vector
    end: Vector
    begin_radius: float
    """Radius at `begin`, in metres."""
    end_radius: float
    """Radius at `end`, in metres."""

    @property
    def lowest_y(self) -> float:
        """The height of the lowest point."""
        return min(self.begin[1] - self.begin_radius, self.end[1] - self.end_radius)

    @property
    def bounding_sphere(self) -> tuple[float, float, float, float]:
        """The centre and radius of a ball round the whole part."""
        x, y, z = interpolate(self.begin, self.end, 0.5)
        return x, y, z, math.dist(self.begin, self.end) / 2 + max(self.begin_radius, self.end_radius)

    def overlap_depth(self, other: TaperedCapsule) -> float:
        """Return how deep two parts overlap, in metres; negative where they are apart.

        Measured where the axes are nearest, which is exact for constant radii and within millimetres for ours.
        """
        (ax, ay, az), (bx, by, bz) = self.begin, subtract(self.end, self.begin)
        (cx, cy, cz), (dx, dy, dz) = other.begin, subtract(other.end, other.begin)
        ex, ey, ez = ax - cx, ay - cy, az - cz
        a, d = bx * bx + by * by + bz * bz, dx * dx + dy * dy + dz * dz
        b = bx * dx + by * dy + bz * dz
        c, f = bx * ex + by * ey + bz * ez, dx * ex + dy * ey + dz * ez
        # Ericson 2005, Real-Time Collision Detection, 5.1.9: the nearest points of two segments.
        across = a * d - b * b
        s = min(max((b * f - c * d) / across, 0.0), 1.0) if across > NEAR_ZERO * a * d else 0.0
        t = (b * s + f) / d if d > NEAR_ZERO else -1.0
        if not 0 <= t <= 1:
            t = min(max(t, 0.0), 1.0)
            s = min(max((b * t - c) / a, 0.0), 1.0) if a > NEAR_ZERO else 0.0
        apart = math.sqrt((ex + s * bx - t * dx) ** 2 + (ey + s * by - t * dy) ** 2 + (ez + s * bz - t * dz) ** 2)
        reach = (
            self.begin_radius
            + (self.end_radius - self.begin_radius) * s
            + other.begin_radius
            + (other.end_radius - other.begin_radius) * t
        )
        return reach - apart


NEAR_ZERO = 1e-9
"""Square metres, and a share: a shorter or more parallel segment has no meaningful direction."""


def body_capsules(marks: Landmarks) -> dict[str, TaperedCapsule]:
    """Return a body's parts by name: left_thigh, … left_hand, head, and the trunk's slices from pelvis to chest."""
    return dict(_named_capsules(marks))


def _named_capsules(marks: Landmarks) -> Iterator[tuple[str, TaperedCapsule]]:
    for name, (upper, lower, begin_part, end_part) in LIMB_CAPSULES.items():
        begin = marks[upper]
        if begin_part == "shoulder":
            begin = interpolate(begin, marks[lower], DELTOID_SHARE)
        yield name, TaperedCapsule(begin, marks[lower], FLESH_RADIUS_M[begin_part], FLESH_RADIUS_M[end_part])
    for side in ("left", "right"):
        wrist, index, pinky = (marks[Landmark[f"{side}_{part}".upper()]] for part in ("wrist", "index", "pinky"))
        # At rest the fingers are bent, so they reach less far than straight.
        tip = add(wrist, multiply(normalize(subtract(interpolate(index, pinky, 0.5), wrist)), 0.85 * HAND_M))
        yield f"{side}_hand", TaperedCapsule(wrist, tip, FLESH_RADIUS_M["palm"], FLESH_RADIUS_M["fingers"])
    ear = interpolate(marks[Landmark.LEFT_EAR], marks[Landmark.RIGHT_EAR], 0.5)
    mouth = interpolate(marks[Landmark.MOUTH_LEFT], marks[Landmark.MOUTH_RIGHT], 0.5)
    eyes = interpolate(marks[Landmark.LEFT_EYE], marks[Landmark.RIGHT_EYE], 0.5)
    crown = add(ear, multiply(normalize(subtract(eyes, mouth)), HEAD_HEIGHT_M / 3))
    yield "head", TaperedCapsule(ear, crown, FLESH_RADIUS_M["head"], FLESH_RADIUS_M["head"])
    hips = interpolate(marks[Landmark.LEFT_HIP], marks[Landmark.RIGHT_HIP], 0.5)
    shoulders = interpolate(marks[Landmark.LEFT_SHOULDER], marks[Landmark.RIGHT_SHOULDER], 0.5)
    low = normalize(subtract(marks[Landmark.LEFT_HIP], marks[Landmark.RIGHT_HIP]))
    high = normalize(subtract(marks[Landmark.LEFT_SHOULDER], marks[Landmark.RIGHT_SHOULDER]))
    for name, (share, half, radius) in TRUNK_SLICES_M.items():
        middle, aside = interpolate(hips, shoulders, share), multiply(normalize(interpolate(low, high, share)), half)
        yield name, TaperedCapsule(add(middle, aside), subtract(middle, aside), radius, radius)


CONNECTED_PARTS = [
    {"thigh", "shank"},
    {"shank", "foot"},
    {"upper_arm", "forearm"},
    {"forearm", "hand"},
    {"thigh", "pelvis"},
    {"thigh", "belly"},
    *({"upper_arm", part} for part in TRUNK_SLICES_M),
]
"""Parts of the same side that are connected."""


def _side_of(name: str) -> str:
    return name.partition("_")[0] if name.startswith(("left", "right")) else ""


def _are_separate(name: str, other: str) -> bool:
    """Return whether two parts must not overlap."""
    sides = _side_of(name), _side_of(other)
    if sides == ("", ""):
        return False
    kinds = {name.removeprefix(f"{sides[0]}_"), other.removeprefix(f"{sides[1]}_")}
    return kinds not in CONNECTED_PARTS or (sides[0] != sides[1] and "" not in sides)


PART_NAMES = (*LIMB_CAPSULES, "left_hand", "right_hand", "head", *TRUNK_SLICES_M)
SEPARATE_PAIRS = tuple((name, other) for name, other in combinations(PART_NAMES, 2) if _are_separate(name, other))
"""Pairs of parts that must not overlap."""


def find_overlaps(parts: Mapping[str, TaperedCapsule]) -> Iterator[tuple[str, str, float]]:
    """Yield the overlapping pairs of parts and their depth in metres."""
    balls = {name: part.bounding_sphere for name, part in parts.items()}
    for name, other in SEPARATE_PAIRS:
        (ax, ay, az, radius), (bx, by, bz, other_radius) = balls[name], balls[other]
        if (ax - bx) ** 2 + (ay - by) ** 2 + (az - bz) ** 2 >= (radius + other_radius) ** 2:
            continue  # most pairs are far apart
        depth = parts[name].overlap_depth(parts[other])
        if depth > 0:
            yield name, other, depth
