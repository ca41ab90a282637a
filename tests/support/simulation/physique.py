"""Bodies of other sizes and proportions, in the same postures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from rearguard.body import proportion
from rearguard.body.landmark import Landmark
from rearguard.body.recording import FloatArray
from rearguard.core.value import value

LEFT_RIGHT = ("LEFT", "RIGHT")


class Bone(NamedTuple):
    """A landmark, its parent, and the part whose size it follows."""

    part: str
    root: tuple[Landmark, ...]
    """A landmark, or two for the middle between them."""
    tip: Landmark
    length: float | None
    """Metres in a body of `proportion.STATURE`; None where the distance stays as it is drawn, but for its scale."""


def _bones() -> Iterator[Bone]:
    """Yield all bones, from the pelvis outwards."""
    shoulders = (Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER)
    for mark in Landmark:
        if mark < Landmark.LEFT_SHOULDER:
            yield Bone("head", shoulders, mark, None)
    for side in LEFT_RIGHT:
        for part, upper, lower, length in (
            ("upper_arm", "SHOULDER", "ELBOW", proportion.UPPER_ARM_M),
            ("forearm", "ELBOW", "WRIST", proportion.FOREARM_M),
            ("thigh", "HIP", "KNEE", proportion.THIGH_M),
            ("shank", "KNEE", "ANKLE", proportion.SHANK_M),
        ):
            yield Bone(part, (Landmark[f"{side}_{upper}"],), Landmark[f"{side}_{lower}"], length)
        for part, root, tips in (
            ("hand", "WRIST", ("PINKY", "INDEX", "THUMB")),
            ("foot", "ANKLE", ("HEEL", "FOOT_INDEX")),
        ):
            for tip in tips:
                yield Bone(part, (Landmark[f"{side}_{root}"],), Landmark[f"{side}_{tip}"], None)


BONES = tuple(_bones())
HIPS, SHOULDERS = [23, 24], [11, 12]


@value(kw_only=True)
class Physique:
    """The lengths of a person's parts relative to the drawn body's; 1 is the same."""

    stature: float = 1.0
    trunk: float = 1.0
    thigh: float = 1.0
    shank: float = 1.0
    upper_arm: float = 1.0
    forearm: float = 1.0
    hips: float = 1.0
    shoulders: float = 1.0
    head: float = 1.0
    hand: float = 1.0
    foot: float = 1.0

    def shape(self, bodies: FloatArray) -> FloatArray:
        """Return bodies [N, 33, 3] in metres with the directions of all bones kept and their lengths this person's.

        What moves least stays in place. Bodies may be blends of two postures: bones get their full length again.
        """
        shaped = np.empty_like(bodies)
        pelvis, neck = bodies[:, HIPS].mean(axis=1), bodies[:, SHOULDERS].mean(axis=1)
        trunk = _straight(neck - pelvis) * proportion.TRUNK_M * self.trunk
        for middle, ends, place, breadth in (
            (pelvis, HIPS, pelvis, proportion.HIP_WIDTH_M * self.hips),
            (neck, SHOULDERS, pelvis + trunk, proportion.SHOULDER_WIDTH_M * self.shoulders),
        ):
            for end in ends:
                shaped[:, end] = place + _straight(bodies[:, end] - middle) * breadth / 2
        for part, root, tip, length in BONES:
            way = bodies[:, tip] - bodies[:, list(root)].mean(axis=1)
            scale = getattr(self, part)
            shaped[:, tip] = shaped[:, list(root)].mean(axis=1) + (
                way * scale if length is None else _straight(way) * length * scale
            )
        anchor = int(bodies.var(axis=0).sum(axis=1).argmin())
        shaped += (bodies[:, anchor] - shaped[:, anchor])[:, None]
        shaped[..., 1] -= shaped[..., 1].min() - bodies[..., 1].min()  # no part sinks into the floor
        return shaped * self.stature


def _straight(ways: FloatArray) -> FloatArray:
    unit: FloatArray = ways / np.maximum(np.linalg.norm(ways, axis=-1, keepdims=True), 1e-9)
    return unit


def choose_physique(chance: np.random.Generator) -> Physique:
    """Return a person between 1.50 and 1.95 m with limbs up to a tenth longer or shorter than the average's.

    The spread is our choice, meant to be on the wide side of adults.
    """

    def some(spread: float) -> float:
        return float(1 + np.clip(chance.normal(0, spread), -2.5 * spread, 2.5 * spread))

    long, broad = 0.04, 0.07
    return Physique(
        stature=float(chance.uniform(1.50, 1.95)) / proportion.STATURE_M,
        trunk=some(long),
        thigh=some(long),
        shank=some(long),
        upper_arm=some(long),
        forearm=some(long),
        hips=some(broad),
        shoulders=some(broad),
        head=some(long),
        hand=some(long),
        foot=some(long),
    )
