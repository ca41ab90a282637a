"""From a posture to a body: forward kinematics, and inverse where a hand or a foot rests."""

from __future__ import annotations

from collections.abc import Mapping

from rearguard.body import proportion
from rearguard.body.landmark import Landmark, Landmarks
from rearguard.body.posture import Angles, Contact, Limb, Posture
from rearguard.body.two_bone_reach import aside, middle
from rearguard.body.vector import (
    UPRIGHT,
    Axes,
    Vector,
    across,
    add,
    between,
    facing,
    length,
    minus,
    outward,
    times,
    turned,
    unit,
)
from rearguard.core.value import value

SIDES = (("LEFT", 1.0), ("RIGHT", -1.0))


@value
class Body:
    """A body in the room."""

    landmarks: Landmarks
    axes: Mapping[str, Axes]
    """Of pelvis, chest and head, and of each limb's three parts: left_thigh, left_shank, left_foot, left_upper_arm,
    left_forearm, left_hand, and so on the right. Up is towards the trunk; a hand's ahead is its thumb's side."""
    missed: Mapping[str, float]
    """By how many metres a resting limb (left_leg, …) fails to reach its place."""


def stand(posture: Posture) -> Body:
    """Return the body in a posture."""
    return _Build(posture).body()


class _Build:
    def __init__(self, posture: Posture) -> None:
        pitch, yaw, roll = posture.turn
        pelvis = turned(UPRIGHT, pitch=pitch, yaw=yaw, roll=roll)
        chest = _bent(pelvis, posture.spine)
        self._posture = posture
        self._axes: dict[str, Axes] = {"pelvis": pelvis, "chest": chest, "head": _bent(chest, posture.neck)}
        self._at: dict[Landmark, Vector] = {}
        self._missed: dict[str, float] = {}
        trunk = times(chest[1], proportion.TRUNK)
        self._pelvis = minus(posture.place, trunk) if posture.by_shoulders else posture.place
        self._neck = add(self._pelvis, trunk)

    def body(self) -> Body:
        posture = self._posture
        for name, sign in SIDES:
            self._at[Landmark[f"{name}_HIP"]] = add(
                self._pelvis, times(self._axes["pelvis"][0], sign * proportion.HIPS / 2)
            )
            self._at[Landmark[f"{name}_SHOULDER"]] = add(
                self._neck, times(self._axes["chest"][0], sign * proportion.SHOULDERS / 2)
            )
        self._face()
        legs = [("LEFT", 1.0, posture.left_leg), ("RIGHT", -1.0, posture.right_leg)]
        # A leg that rests on the other comes after it.
        legs.sort(key=lambda leg: isinstance(leg[2], Contact) and leg[2].on is not None)
        for leg in legs:
            self._leg(*leg)
        self._arm("LEFT", 1.0, posture.left_arm)
        self._arm("RIGHT", -1.0, posture.right_arm)
        return Body(tuple(self._at[mark] for mark in Landmark), self._axes, self._missed)

    def _face(self) -> None:
        head = self._axes["head"]
        for name, (left, up, ahead) in proportion.FACE.items():
            for side, sign in SIDES:
                label = {"NOSE": "NOSE", "MOUTH": f"MOUTH_{side}"}.get(name, f"{side}_{name}")
                local = times((sign * left, up, ahead), proportion.STATURE)
                self._at[Landmark[label]] = add(self._neck, outward(head, local))

    def _leg(self, name: str, sign: float, limb: Limb) -> None:
        low = name.lower()
        hip = self._at[Landmark[f"{name}_HIP"]]
        thigh, shank = self._bones(
            f"{low}_leg", hip, limb, sign, (proportion.THIGH, proportion.SHANK), root=self._axes["pelvis"], back=1.0
        )
        knee = add(hip, times(thigh[1], -proportion.THIGH))
        ankle = add(knee, times(shank[1], -proportion.SHANK))
        foot = self._foot(limb, shank)
        self._axes |= {f"{low}_thigh": thigh, f"{low}_shank": shank, f"{low}_foot": foot}
        self._at[Landmark[f"{name}_KNEE"]] = knee
        self._at[Landmark[f"{name}_ANKLE"]] = ankle
        for label, (ahead, up) in (("HEEL", proportion.HEEL), ("FOOT_INDEX", proportion.TOES)):
            self._at[Landmark[f"{name}_{label}"]] = add(ankle, outward(foot, (0.0, up, ahead)))

    def _arm(self, name: str, sign: float, limb: Limb) -> None:
        low = name.lower()
        shoulder = self._at[Landmark[f"{name}_SHOULDER"]]
        bones = (proportion.UPPER_ARM, proportion.FOREARM)
        upper, fore = self._bones(f"{low}_arm", shoulder, limb, sign, bones, root=self._axes["chest"], back=-1.0)
        elbow = add(shoulder, times(upper[1], -proportion.UPPER_ARM))
        wrist = add(elbow, times(fore[1], -proportion.FOREARM))
        self._axes |= {f"{low}_upper_arm": upper, f"{low}_forearm": fore}
        self._at[Landmark[f"{name}_ELBOW"]] = elbow
        self._at[Landmark[f"{name}_WRIST"]] = wrist
        fingers, thumb = times(fore[1], -1.0), fore[2]
        if isinstance(limb, Contact):
            fingers = unit(self._direction(limb, limb.point)) if limb.point else fingers
            thumb = self._direction(limb, limb.thumb) if limb.thumb else thumb
        thumb = across(thumb, fingers)
        self._axes[f"{low}_hand"] = facing(times(fingers, -1.0), thumb)
        for label in ("INDEX", "PINKY", "THUMB"):
            along, beside = getattr(proportion, label)
            self._at[Landmark[f"{name}_{label}"]] = add(wrist, add(times(fingers, along), times(thumb, beside)))

    def _bones(
        self,
        name: str,
        start: Vector,
        limb: Limb,
        sign: float,
        lengths: tuple[float, float],
        *,
        root: Axes,
        back: float,
    ) -> tuple[Axes, Axes]:
        """Return the axes of a limb's two bones; `back` is 1 where the hinge bends backwards, as a knee does."""
        if isinstance(limb, Angles):
            flexion, abduction, rotation = limb.joint
            swung = turned(turned(root, pitch=-flexion), roll=sign * abduction)
            upper = turned(swung, yaw=sign * rotation)
            return upper, turned(upper, pitch=back * limb.hinge)
        target = self._place(limb)
        bend = self._direction(limb, limb.bend)
        hinge = middle(start, target, *lengths, bend)
        reach = sum(lengths)
        distance = length(minus(target, start))
        self._missed[name] = max(distance - reach, abs(lengths[0] - lengths[1]) - distance, 0.0)
        end = add(hinge, times(unit(minus(target, hinge)), lengths[1]))
        ahead = times(aside(minus(target, start), bend), back)
        return facing(unit(minus(start, hinge)), ahead), facing(unit(minus(hinge, end)), ahead)

    def _foot(self, limb: Limb, shank: Axes) -> Axes:
        if isinstance(limb, Contact) and limb.point is not None:
            ahead = unit(self._direction(limb, limb.point))
            up = across(shank[1] if limb.on is not None else UPRIGHT[1], ahead)
            return facing(up, ahead)
        return turned(shank, pitch=-limb.foot)

    def _place(self, limb: Contact) -> Vector:
        if limb.on is None:
            return limb.at
        start = self._at[limb.on]
        if limb.towards is not None:
            start = between(start, self._at[limb.towards], limb.along)
        return add(start, self._direction(limb, limb.at))

    def _direction(self, limb: Contact, direction: Vector) -> Vector:
        return direction if limb.on is None else outward(self._axes["pelvis"], direction)


def _bent(axes: Axes, bend: Vector) -> Axes:
    pitch, yaw, roll = bend
    return turned(axes, pitch=pitch, yaw=yaw, roll=roll)
