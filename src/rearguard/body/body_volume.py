"""A body's flesh: how thick it is round the bones, so that one can tell what touches and what would be inside."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from itertools import combinations

from rearguard.body.landmark import Landmark, Landmarks
from rearguard.body.proportion import FLESH, HAND, HEAD, TRUNK_FLESH
from rearguard.body.vector import Vector, add, between, minus, times, unit
from rearguard.core.value import value

LIMBS = {
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
"""Each limb's ends, and the names of their flesh."""

DELTOID = 0.4
"""The share of the upper arm that is one with the chest."""


@value
class Round:
    """A part of the body: a ball on its way from one place to another, while its radius changes."""

    begin: Vector
    end: Vector
    thick: float
    """Radius at the beginning, in metres."""
    thin: float
    """Radius at the end."""

    @property
    def lowest(self) -> float:
        """How high its lowest point is."""
        return min(self.begin[1] - self.thick, self.end[1] - self.thin)

    @property
    def ball(self) -> tuple[float, float, float, float]:
        """The middle and the radius of a ball round all of it."""
        x, y, z = between(self.begin, self.end, 0.5)
        return x, y, z, math.dist(self.begin, self.end) / 2 + max(self.thick, self.thin)

    def depth(self, other: Round) -> float:
        """Return how deep the two are in each other, in metres; less than 0 where they are apart.

        It is measured where the axes are nearest, which is exact for even thickness and within millimetres for ours.
        """
        (ax, ay, az), (bx, by, bz) = self.begin, minus(self.end, self.begin)
        (cx, cy, cz), (dx, dy, dz) = other.begin, minus(other.end, other.begin)
        ex, ey, ez = ax - cx, ay - cy, az - cz
        a, d = bx * bx + by * by + bz * bz, dx * dx + dy * dy + dz * dz
        b = bx * dx + by * dy + bz * dz
        c, f = bx * ex + by * ey + bz * ez, dx * ex + dy * ey + dz * ez
        # Ericson 2005, Real-Time Collision Detection, 5.1.9: the nearest points of two segments.
        across = a * d - b * b
        s = min(max((b * f - c * d) / across, 0.0), 1.0) if across > TINY * a * d else 0.0
        t = (b * s + f) / d if d > TINY else -1.0
        if not 0 <= t <= 1:
            t = min(max(t, 0.0), 1.0)
            s = min(max((b * t - c) / a, 0.0), 1.0) if a > TINY else 0.0
        apart = math.sqrt((ex + s * bx - t * dx) ** 2 + (ey + s * by - t * dy) ** 2 + (ez + s * bz - t * dz) ** 2)
        reach = self.thick + (self.thin - self.thick) * s + other.thick + (other.thin - other.thick) * t
        return reach - apart


TINY = 1e-9
"""Square metres, and a share: what is shorter, or more parallel, has no direction worth speaking of."""


def rounds(marks: Landmarks) -> dict[str, Round]:
    """Return a body's parts by name: left_thigh, … left_hand, head, and the trunk's slices from pelvis to chest."""
    return dict(_rounds(marks))


def _rounds(marks: Landmarks) -> Iterator[tuple[str, Round]]:
    for name, (upper, lower, thick, thin) in LIMBS.items():
        begin = marks[upper]
        if thick == "shoulder":
            begin = between(begin, marks[lower], DELTOID)
        yield name, Round(begin, marks[lower], FLESH[thick], FLESH[thin])
    for side in ("left", "right"):
        wrist, index, pinky = (marks[Landmark[f"{side}_{part}".upper()]] for part in ("wrist", "index", "pinky"))
        # Bent at rest, the fingers reach less far than when they are straight.
        tip = add(wrist, times(unit(minus(between(index, pinky, 0.5), wrist)), 0.85 * HAND))
        yield f"{side}_hand", Round(wrist, tip, FLESH["palm"], FLESH["fingers"])
    ear = between(marks[Landmark.LEFT_EAR], marks[Landmark.RIGHT_EAR], 0.5)
    mouth = between(marks[Landmark.MOUTH_LEFT], marks[Landmark.MOUTH_RIGHT], 0.5)
    eyes = between(marks[Landmark.LEFT_EYE], marks[Landmark.RIGHT_EYE], 0.5)
    crown = add(ear, times(unit(minus(eyes, mouth)), HEAD / 3))
    yield "head", Round(ear, crown, FLESH["head"], FLESH["head"])
    hips = between(marks[Landmark.LEFT_HIP], marks[Landmark.RIGHT_HIP], 0.5)
    shoulders = between(marks[Landmark.LEFT_SHOULDER], marks[Landmark.RIGHT_SHOULDER], 0.5)
    low = unit(minus(marks[Landmark.LEFT_HIP], marks[Landmark.RIGHT_HIP]))
    high = unit(minus(marks[Landmark.LEFT_SHOULDER], marks[Landmark.RIGHT_SHOULDER]))
    for name, (share, half, radius) in TRUNK_FLESH.items():
        middle, aside = between(hips, shoulders, share), times(unit(between(low, high, share)), half)
        yield name, Round(add(middle, aside), minus(middle, aside), radius, radius)


JOINED = [
    {"thigh", "shank"},
    {"shank", "foot"},
    {"upper_arm", "forearm"},
    {"forearm", "hand"},
    {"thigh", "pelvis"},
    {"thigh", "belly"},
    *({"upper_arm", part} for part in TRUNK_FLESH),
]
"""Parts that flow into each other on the same side of the body."""


def _side(name: str) -> str:
    return name.partition("_")[0] if name.startswith(("left", "right")) else ""


def _free(one: str, other: str) -> bool:
    """Whether two parts are not of one piece."""
    sides = _side(one), _side(other)
    if sides == ("", ""):
        return False
    kinds = {one.removeprefix(f"{sides[0]}_"), other.removeprefix(f"{sides[1]}_")}
    return kinds not in JOINED or (sides[0] != sides[1] and "" not in sides)


PARTS = (*LIMBS, "left_hand", "right_hand", "head", *TRUNK_FLESH)
PAIRS = tuple((one, other) for one, other in combinations(PARTS, 2) if _free(one, other))
"""Parts that must not be in each other."""


def deepest(parts: Mapping[str, Round]) -> Iterator[tuple[str, str, float]]:
    """Yield the pairs of parts that are in each other, and by how many metres."""
    balls = {name: part.ball for name, part in parts.items()}
    for one, other in PAIRS:
        (ax, ay, az, near), (bx, by, bz, far) = balls[one], balls[other]
        if (ax - bx) ** 2 + (ay - by) ** 2 + (az - bz) ** 2 >= (near + far) ** 2:
            continue  # most are nowhere near
        depth = parts[one].depth(parts[other])
        if depth > 0:
            yield one, other, depth
