"""From a pose to a body: forward kinematics, and inverse kinematics for resting hands and feet."""

from __future__ import annotations

from collections.abc import Mapping

from rearguard.body import proportion
from rearguard.body.landmark import Landmark, Landmarks
from rearguard.body.posture import BodyPose, LimbAngles, LimbContact, LimbPose
from rearguard.body.two_bone_reach import perpendicular_towards, solve_middle_joint
from rearguard.body.vector import (
    UPRIGHT_AXES,
    Axes,
    Vector,
    add,
    axes_facing,
    interpolate,
    length,
    multiply,
    normalize,
    perpendicular_part,
    rotate,
    subtract,
    to_world,
)
from rearguard.core.value import value

SIDE_SIGNS = (("LEFT", 1.0), ("RIGHT", -1.0))


@value
class Body:
    """A body in a room, with its landmarks and the axes of its parts."""

    landmarks: Landmarks
    axes: Mapping[str, Axes]
    """The axes of pelvis, chest, head and each limb's three parts: left_thigh, left_shank, left_foot, left_upper_arm,
    left_forearm, left_hand, and the same on the right. Up is towards the trunk; a hand's ahead is the thumb's side."""
    missed_by_m: Mapping[str, float]
    """The metres by which a resting limb (left_leg, …) fails to reach its place."""


def build_body(pose: BodyPose) -> Body:
    """Build the body in a pose."""
    return _BodyBuilder(pose).build()


class _BodyBuilder:
    def __init__(self, pose: BodyPose) -> None:
        pitch, yaw, roll = pose.pelvis_rotation
        pelvis = rotate(UPRIGHT_AXES, pitch=pitch, yaw=yaw, roll=roll)
        chest = _rotate_by_angles(pelvis, pose.spine_rotation)
        self._pose = pose
        self._axes: dict[str, Axes] = {
            "pelvis": pelvis,
            "chest": chest,
            "head": _rotate_by_angles(chest, pose.neck_rotation),
        }
        self._positions: dict[Landmark, Vector] = {}
        self._missed_by_m: dict[str, float] = {}
        trunk = multiply(chest[1], proportion.TRUNK_M)
        self._pelvis_position = subtract(pose.position, trunk) if pose.is_placed_by_shoulders else pose.position
        self._neck_position = add(self._pelvis_position, trunk)

    def build(self) -> Body:
        pose = self._pose
        for name, sign in SIDE_SIGNS:
            self._positions[Landmark[f"{name}_HIP"]] = add(
                self._pelvis_position, multiply(self._axes["pelvis"][0], sign * proportion.HIP_WIDTH_M / 2)
            )
            self._positions[Landmark[f"{name}_SHOULDER"]] = add(
                self._neck_position, multiply(self._axes["chest"][0], sign * proportion.SHOULDER_WIDTH_M / 2)
            )
        self._place_face()
        legs = [("LEFT", 1.0, pose.left_leg), ("RIGHT", -1.0, pose.right_leg)]
        # A leg that rests on the other leg is placed after it.
        legs.sort(key=lambda leg: isinstance(leg[2], LimbContact) and leg[2].on is not None)
        for leg in legs:
            self._place_leg(*leg)
        self._place_arm("LEFT", 1.0, pose.left_arm)
        self._place_arm("RIGHT", -1.0, pose.right_arm)
        return Body(tuple(self._positions[mark] for mark in Landmark), self._axes, self._missed_by_m)

    def _place_face(self) -> None:
        head = self._axes["head"]
        for name, (left, up, ahead) in proportion.FACE_OFFSETS.items():
            for side, sign in SIDE_SIGNS:
                label = {"NOSE": "NOSE", "MOUTH": f"MOUTH_{side}"}.get(name, f"{side}_{name}")
                local = multiply((sign * left, up, ahead), proportion.STATURE_M)
                self._positions[Landmark[label]] = add(self._neck_position, to_world(head, local))

    def _place_leg(self, name: str, sign: float, limb: LimbPose) -> None:
        low = name.lower()
        hip = self._positions[Landmark[f"{name}_HIP"]]
        thigh, shank = self._bone_axes(
            f"{low}_leg", hip, limb, sign, (proportion.THIGH_M, proportion.SHANK_M), root=self._axes["pelvis"], back=1.0
        )
        knee = add(hip, multiply(thigh[1], -proportion.THIGH_M))
        ankle = add(knee, multiply(shank[1], -proportion.SHANK_M))
        foot = self._foot_axes(limb, shank)
        self._axes |= {f"{low}_thigh": thigh, f"{low}_shank": shank, f"{low}_foot": foot}
        self._positions[Landmark[f"{name}_KNEE"]] = knee
        self._positions[Landmark[f"{name}_ANKLE"]] = ankle
        for label, (ahead, up) in (
            ("HEEL", proportion.HEEL_FROM_ANKLE_M),
            ("FOOT_INDEX", proportion.TOES_FROM_ANKLE_M),
        ):
            self._positions[Landmark[f"{name}_{label}"]] = add(ankle, to_world(foot, (0.0, up, ahead)))

    def _place_arm(self, name: str, sign: float, limb: LimbPose) -> None:
        low = name.lower()
        shoulder = self._positions[Landmark[f"{name}_SHOULDER"]]
        bones = (proportion.UPPER_ARM_M, proportion.FOREARM_M)
        upper, fore = self._bone_axes(f"{low}_arm", shoulder, limb, sign, bones, root=self._axes["chest"], back=-1.0)
        elbow = add(shoulder, multiply(upper[1], -proportion.UPPER_ARM_M))
        wrist = add(elbow, multiply(fore[1], -proportion.FOREARM_M))
        self._axes |= {f"{low}_upper_arm": upper, f"{low}_forearm": fore}
        self._positions[Landmark[f"{name}_ELBOW"]] = elbow
        self._positions[Landmark[f"{name}_WRIST"]] = wrist
        fingers, thumb = multiply(fore[1], -1.0), fore[2]
        if isinstance(limb, LimbContact):
            fingers = normalize(self._contact_direction(limb, limb.point)) if limb.point else fingers
            thumb = self._contact_direction(limb, limb.thumb) if limb.thumb else thumb
        thumb = perpendicular_part(thumb, fingers)
        self._axes[f"{low}_hand"] = axes_facing(multiply(fingers, -1.0), thumb)
        for label in ("INDEX", "PINKY", "THUMB"):
            along, beside = getattr(proportion, label)
            self._positions[Landmark[f"{name}_{label}"]] = add(
                wrist, add(multiply(fingers, along), multiply(thumb, beside))
            )

    def _bone_axes(
        self,
        name: str,
        start: Vector,
        limb: LimbPose,
        sign: float,
        lengths: tuple[float, float],
        *,
        root: Axes,
        back: float,
    ) -> tuple[Axes, Axes]:
        """Return the axes of a limb's two bones; `back` is 1 for a hinge that bends backwards, such as a knee."""
        if isinstance(limb, LimbAngles):
            flexion, abduction, rotation = limb.ball_joint
            swung = rotate(rotate(root, pitch=-flexion), roll=sign * abduction)
            upper = rotate(swung, yaw=sign * rotation)
            return upper, rotate(upper, pitch=back * limb.hinge)
        target = self._contact_position(limb)
        bend = self._contact_direction(limb, limb.bend)
        hinge = solve_middle_joint(start, target, *lengths, bend)
        reach = sum(lengths)
        distance = length(subtract(target, start))
        self._missed_by_m[name] = max(distance - reach, abs(lengths[0] - lengths[1]) - distance, 0.0)
        end = add(hinge, multiply(normalize(subtract(target, hinge)), lengths[1]))
        ahead = multiply(perpendicular_towards(subtract(target, start), bend), back)
        return axes_facing(normalize(subtract(start, hinge)), ahead), axes_facing(
            normalize(subtract(hinge, end)), ahead
        )

    def _foot_axes(self, limb: LimbPose, shank: Axes) -> Axes:
        if isinstance(limb, LimbContact) and limb.point is not None:
            ahead = normalize(self._contact_direction(limb, limb.point))
            up = perpendicular_part(shank[1] if limb.on is not None else UPRIGHT_AXES[1], ahead)
            return axes_facing(up, ahead)
        return rotate(shank, pitch=-limb.foot)

    def _contact_position(self, limb: LimbContact) -> Vector:
        if limb.on is None:
            return limb.at
        start = self._positions[limb.on]
        if limb.towards is not None:
            start = interpolate(start, self._positions[limb.towards], limb.along)
        return add(start, self._contact_direction(limb, limb.at))

    def _contact_direction(self, limb: LimbContact, direction: Vector) -> Vector:
        return direction if limb.on is None else to_world(self._axes["pelvis"], direction)


def _rotate_by_angles(axes: Axes, bend: Vector) -> Axes:
    pitch, yaw, roll = bend
    return rotate(axes, pitch=pitch, yaw=yaw, roll=roll)
