"""Joint angles, and the ranges that joints can reach."""

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
        """Return whether an angle is in the range, to a thousandth of a degree."""
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
"""How far joints go before a figure looks wrong: our estimate, not a norm for people.

It starts from the normal values in handbooks, which go back to the American Academy of Orthopaedic Surgeons' "Joint
Motion" (1965) and differ by ten degrees and more: hip bent 110 to 125, back 15 to 30, aside 45, turned 40 to 60; knee
130 to 150; ankle 20 up and 45 to 50 down; shoulder 180; elbow 145 to 160; forearm 80 to 90; wrist bent 80 to 90 and
back 70 to 90, to the thumb 15 to 25, to the little finger 30 to 45; neck 45 to 80. The opposite direction is negative.
The ranges are wider where a joint is not measured alone: by ten degrees for the arm overhead, where the trunk helps; by
five for the ankle of a standing foot; by up to thirty for the outward rotation of the bent leg, because the bent knee's
twist counts for the hip; and a wrist that bears weight has the range of a hand that is pushed back."""

OVERHEAD_FLEXION_DEG = -120
"""Degrees: an arm that seems further back than this is overhead and slightly behind the ear."""


def joint_angles(body: Body) -> dict[str, float]:
    """Return the angles of all joints in degrees by name: left_hip_flexion and so on."""
    return dict(_named_angles(body))


def impossible_angles(body: Body) -> dict[str, float]:
    """Return the joint angles outside their ranges, in degrees by name: left_hip_flexion and so on."""
    return {name: angle for name, angle in joint_angles(body).items() if not _range_of(name).contains(angle)}


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
    """Yield the wrist's flexion to the palm and deviation to the thumb, and the forearm's rotation palm up."""
    palm, wrist, thumb = to_local(hand, multiply(fore[1], -1.0))
    yield f"{side}_wrist_flexion", math.degrees(math.atan2(sign * palm, -wrist))
    yield f"{side}_wrist_deviation", -math.degrees(math.asin(max(-1.0, min(1.0, thumb))))
    # The thumb's angle round the forearm, with the hand straightened, from its place in a standing person.
    straight = perpendicular_part(hand[2], fore[1])
    yield f"{side}_forearm_rotation", sign * math.degrees(math.atan2(dot(straight, fore[0]), dot(straight, fore[2])))


def _ball_joint_angles(root: Axes, bone: Axes, sign: float) -> tuple[float, float, float]:
    """Return flexion, abduction and outward rotation of a ball joint, as in `LimbAngles`."""
    x, y, z = to_local(root, multiply(bone[1], -1.0))
    flexion = math.atan2(z, -y)
    abduction = math.asin(max(-1.0, min(1.0, sign * x)))
    # The components of the bone's "left" and "ahead" that would be 0 and 1 without rotation.
    left = to_local(root, bone[0])
    ahead = to_local(root, bone[2])
    plain = (0.0, math.sin(flexion), math.cos(flexion))
    rotation = math.atan2(-dot(left, plain), dot(ahead, plain))
    return math.degrees(flexion), math.degrees(abduction), sign * math.degrees(rotation)


def _hinge_angle(upper: Axes, lower: Axes) -> float:
    """Return the lower bone's forward rotation about the upper bone's left axis."""
    _, y, z = to_local(upper, lower[2])
    return math.degrees(math.atan2(y, z))
