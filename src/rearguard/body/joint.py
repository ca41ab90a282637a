"""The angles of a body's joints, and how far joints go."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from rearguard.body.skeleton import Body
from rearguard.body.vector import Axes, across, dot, inward, times
from rearguard.core.value import value


@value
class Limit:
    """The smallest and the largest angle of a joint, in degrees."""

    least: float
    most: float

    def holds(self, angle: float) -> bool:
        """Whether the joint can do that, to a thousandth of a degree."""
        return self.least - 1e-3 <= angle <= self.most + 1e-3  # rounding


LIMITS: Mapping[str, Limit] = {
    "hip_flexion": Limit(-30, 125),
    "hip_abduction": Limit(-30, 50),
    "hip_rotation": Limit(-45, 75),
    "knee_flexion": Limit(0, 140),
    "ankle_flexion": Limit(-50, 25),
    "shoulder_flexion": Limit(-60, 190),
    "shoulder_abduction": Limit(-50, 180),
    "elbow_flexion": Limit(0, 150),
    "forearm_rotation": Limit(-95, 95),
    "wrist_flexion": Limit(-85, 85),
    "wrist_deviation": Limit(-35, 25),
    "neck_flexion": Limit(-45, 45),
    "neck_bending": Limit(-45, 45),
    "neck_rotation": Limit(-70, 70),
}
"""How far joints go before a drawing looks wrong: our estimate, not a norm to measure people by.

It begins with what handbooks print as normal, which goes back to the American Academy of Orthopaedic Surgeons' "Joint
Motion" (1965) and differs among them by ten degrees and more: hip bent 110 to 125, back 15 to 30, aside 45, turned 40
to 60; knee 130 to 150; ankle 20 up and 45 to 50 down; shoulder 180; elbow 145 to 160; forearm 80 to 90; wrist bent 80
to 90 and back 70 to 90, to the thumb 15 to 25, to the little finger 30 to 45; neck 45 to 80. What is bent the other
way is negative. We allow some more where a joint is not measured alone: ten degrees for the arm overhead, in which the
trunk helps; five for the ankle of a foot that stands; up to thirty for turning the bent leg outwards, because the bent
knee's twist is counted to the hip; and as much for a wrist on which a hand leans as a hand that is pushed back."""

OVERHEAD = -120
"""Degrees: an arm that seems drawn further back than this is raised, and a little behind the ear."""


def angles(body: Body) -> dict[str, float]:
    """Return the angles of all joints in degrees: left_hip_flexion and so on."""
    return dict(_angles(body))


def beyond(body: Body) -> dict[str, float]:
    """Return the angles that no healthy joint has."""
    return {name: angle for name, angle in _angles(body) if not _limit(name).holds(angle)}


def _limit(name: str) -> Limit:
    return LIMITS[name.removeprefix("left_").removeprefix("right_")]


def _angles(body: Body) -> Iterator[tuple[str, float]]:
    axes = body.axes
    for side, sign in (("left", 1.0), ("right", -1.0)):
        thigh, shank, foot = (axes[f"{side}_{part}"] for part in ("thigh", "shank", "foot"))
        upper, fore = axes[f"{side}_upper_arm"], axes[f"{side}_forearm"]
        flexion, abduction, rotation = _ball(axes["pelvis"], thigh, sign)
        yield f"{side}_hip_flexion", flexion
        yield f"{side}_hip_abduction", abduction
        yield f"{side}_hip_rotation", rotation
        yield f"{side}_knee_flexion", -_hinge(thigh, shank)
        yield f"{side}_ankle_flexion", _hinge(shank, foot)
        flexion, abduction, _ = _ball(axes["chest"], upper, sign)
        flexion += 360 if flexion < OVERHEAD else 0
        yield f"{side}_shoulder_flexion", flexion
        yield f"{side}_shoulder_abduction", abduction
        yield f"{side}_elbow_flexion", _hinge(upper, fore)
        yield from _wrist(side, fore, axes[f"{side}_hand"], sign)
    flexion, bending, rotation = _ball(axes["chest"], axes["head"], 1.0)
    yield "neck_flexion", -flexion
    yield "neck_bending", bending
    yield "neck_rotation", rotation


def _wrist(side: str, fore: Axes, hand: Axes, sign: float) -> Iterator[tuple[str, float]]:
    """Yield how far the forearm is turned palm up, and the hand bent to the palm's side and to the thumb's."""
    palm, wrist, thumb = inward(hand, times(fore[1], -1.0))
    yield f"{side}_wrist_flexion", math.degrees(math.atan2(sign * palm, -wrist))
    yield f"{side}_wrist_deviation", -math.degrees(math.asin(max(-1.0, min(1.0, thumb))))
    # With the hand straightened, the thumb's way round the forearm from where it is in someone who stands.
    straight = across(hand[2], fore[1])
    yield f"{side}_forearm_rotation", sign * math.degrees(math.atan2(dot(straight, fore[0]), dot(straight, fore[2])))


def _ball(root: Axes, bone: Axes, sign: float) -> tuple[float, float, float]:
    """Return flexion, abduction and outward rotation of a ball joint, such as `Angles` would give them."""
    x, y, z = inward(root, times(bone[1], -1.0))
    flexion = math.atan2(z, -y)
    abduction = math.asin(max(-1.0, min(1.0, sign * x)))
    # Of the bone's own "ahead" and "left", the parts that swinging alone would have made 0 and 1.
    left = inward(root, bone[0])
    ahead = inward(root, bone[2])
    plain = (0.0, math.sin(flexion), math.cos(flexion))
    rotation = math.atan2(-sum(a * b for a, b in zip(left, plain, strict=True)), _along(ahead, plain))
    return math.degrees(flexion), math.degrees(abduction), sign * math.degrees(rotation)


def _along(a: tuple[float, float, float], b: tuple[float, float, float]) -> float:
    return sum(first * second for first, second in zip(a, b, strict=True))


def _hinge(upper: Axes, lower: Axes) -> float:
    """Return how far the lower bone is turned forward about the upper one's left."""
    _, y, z = inward(upper, lower[2])
    return math.degrees(math.atan2(y, z))
