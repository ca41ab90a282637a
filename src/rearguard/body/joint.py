"""The angles of a body's joints, and how far joints go."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from rearguard.body.skeleton import Body
from rearguard.body.vector import Axes, dot, multiply, perpendicular_part, to_local
from rearguard.core.value import value


@value
class JointRange:
    """The smallest and the largest angle of a joint, in degrees."""

    minimum: float
    maximum: float

    def contains(self, angle: float) -> bool:
        """Whether the joint can do that, to a thousandth of a degree."""
        return self.minimum - 1e-3 <= angle <= self.maximum + 1e-3  # rounding


JOINT_RANGES: Mapping[str, JointRange] = {
    "hip_flexion": JointRange(-30, 125),
    "hip_abduction": JointRange(-30, 50),
    "hip_rotation": JointRange(-45, 75),
    "knee_flexion": JointRange(0, 140),
    "ankle_flexion": JointRange(-50, 25),
    "shoulder_flexion": JointRange(-60, 190),
    "shoulder_abduction": JointRange(-50, 180),
    "elbow_flexion": JointRange(0, 150),
    "forearm_rotation": JointRange(-95, 95),
    "wrist_flexion": JointRange(-85, 85),
    "wrist_deviation": JointRange(-35, 25),
    "neck_flexion": JointRange(-45, 45),
    "neck_bending": JointRange(-45, 45),
    "neck_rotation": JointRange(-70, 70),
}
"""How far joints go before a drawing looks wrong: our estimate, not a norm to measure people by.

It begins with what handbooks print as normal, which goes back to the American Academy of Orthopaedic Surgeons' "Joint
Motion" (1965) and differs among them by ten degrees and more: hip bent 110 to 125, back 15 to 30, aside 45, turned 40
to 60; knee 130 to 150; ankle 20 up and 45 to 50 down; shoulder 180; elbow 145 to 160; forearm 80 to 90; wrist bent 80
to 90 and back 70 to 90, to the thumb 15 to 25, to the little finger 30 to 45; neck 45 to 80. What is bent the other
way is negative. We allow some more where a joint is not measured alone: ten degrees for the arm overhead, in which the
trunk helps; five for the ankle of a foot that stands; up to thirty for turning the bent leg outwards, because the bent
knee's twist is counted to the hip; and as much for a wrist on which a hand leans as a hand that is pushed back."""

OVERHEAD_FLEXION_DEG = -120
"""Degrees: an arm that seems drawn further back than this is raised, and a little behind the ear."""


def joint_angles(body: Body) -> dict[str, float]:
    """Return the angles of all joints in degrees: left_hip_flexion and so on."""
    return dict(_named_angles(body))


def impossible_angles(body: Body) -> dict[str, float]:
    """Return the angles that no healthy joint has."""
    return {name: angle for name, angle in _named_angles(body) if not _range_of(name).contains(angle)}


def _range_of(name: str) -> JointRange:
    return JOINT_RANGES[name.removeprefix("left_").removeprefix("right_")]


def _named_angles(body: Body) -> Iterator[tuple[str, float]]:
    axes = body.axes
    for side, sign in (("left", 1.0), ("right", -1.0)):
        thigh, shank, foot = (axes[f"{side}_{part}"] for part in ("thigh", "shank", "foot"))
        upper, fore = axes[f"{side}_upper_arm"], axes[f"{side}_forearm"]
        flexion, abduction, rotation = _ball_joint_angles(axes["pelvis"], thigh, sign)
        yield f"{side}_hip_flexion", flexion
        yield f"{side}_hip_abduction", abduction
        yield f"{side}_hip_rotation", rotation
        yield f"{side}_knee_flexion", -_hinge_angle(thigh, shank)
        yield f"{side}_ankle_flexion", _hinge_angle(shank, foot)
        flexion, abduction, _ = _ball_joint_angles(axes["chest"], upper, sign)
        flexion += 360 if flexion < OVERHEAD_FLEXION_DEG else 0
        yield f"{side}_shoulder_flexion", flexion
        yield f"{side}_shoulder_abduction", abduction
        yield f"{side}_elbow_flexion", _hinge_angle(upper, fore)
        yield from _wrist_angles(side, fore, axes[f"{side}_hand"], sign)
    flexion, bending, rotation = _ball_joint_angles(axes["chest"], axes["head"], 1.0)
    yield "neck_flexion", -flexion
    yield "neck_bending", bending
    yield "neck_rotation", rotation


def _wrist_angles(side: str, fore: Axes, hand: Axes, sign: float) -> Iterator[tuple[str, float]]:
    """Yield how far the forearm is turned palm up, and the hand bent to the palm's side and to the thumb's."""
    palm, wrist, thumb = to_local(hand, multiply(fore[1], -1.0))
    yield f"{side}_wrist_flexion", math.degrees(math.atan2(sign * palm, -wrist))
    yield f"{side}_wrist_deviation", -math.degrees(math.asin(max(-1.0, min(1.0, thumb))))
    # With the hand straightened, the thumb's way round the forearm from where it is in someone who stands.
    straight = perpendicular_part(hand[2], fore[1])
    yield f"{side}_forearm_rotation", sign * math.degrees(math.atan2(dot(straight, fore[0]), dot(straight, fore[2])))


def _ball_joint_angles(root: Axes, bone: Axes, sign: float) -> tuple[float, float, float]:
    """Return flexion, abduction and outward rotation of a ball joint, such as `Angles` would give them."""
    x, y, z = to_local(root, multiply(bone[1], -1.0))
    flexion = math.atan2(z, -y)
    abduction = math.asin(max(-1.0, min(1.0, sign * x)))
    # Of the bone's own "ahead" and "left", the parts that swinging alone would have made 0 and 1.
    left = to_local(root, bone[0])
    ahead = to_local(root, bone[2])
    plain = (0.0, math.sin(flexion), math.cos(flexion))
    rotation = math.atan2(-sum(a * b for a, b in zip(left, plain, strict=True)), _dot(ahead, plain))
    return math.degrees(flexion), math.degrees(abduction), sign * math.degrees(rotation)


def _dot(a: tuple[float, float, float], b: tuple[float, float, float]) -> float:
    return sum(first * second for first, second in zip(a, b, strict=True))


def _hinge_angle(upper: Axes, lower: Axes) -> float:
    """Return how far the lower bone is turned forward about the upper one's left."""
    _, y, z = to_local(upper, lower[2])
    return math.degrees(math.atan2(y, z))
