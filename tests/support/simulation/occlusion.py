"""Occlusion of landmarks by other parts of the body."""

from __future__ import annotations

import numpy as np

from rearguard.body.landmark import Landmark
from rearguard.body.proportion import FLESH_RADIUS_M
from rearguard.body.recording import FloatArray

L = Landmark
LIMBS = (
    (L.LEFT_SHOULDER, L.LEFT_ELBOW, FLESH_RADIUS_M["elbow"]),
    (L.RIGHT_SHOULDER, L.RIGHT_ELBOW, FLESH_RADIUS_M["elbow"]),
    (L.LEFT_ELBOW, L.LEFT_WRIST, FLESH_RADIUS_M["wrist"]),
    (L.RIGHT_ELBOW, L.RIGHT_WRIST, FLESH_RADIUS_M["wrist"]),
    (L.LEFT_HIP, L.LEFT_KNEE, FLESH_RADIUS_M["knee"]),
    (L.RIGHT_HIP, L.RIGHT_KNEE, FLESH_RADIUS_M["knee"]),
    (L.LEFT_KNEE, L.LEFT_ANKLE, FLESH_RADIUS_M["ankle"]),
    (L.RIGHT_KNEE, L.RIGHT_ANKLE, FLESH_RADIUS_M["ankle"]),
    (L.LEFT_ANKLE, L.LEFT_FOOT_INDEX, FLESH_RADIUS_M["foot_index"]),
    (L.RIGHT_ANKLE, L.RIGHT_FOOT_INDEX, FLESH_RADIUS_M["foot_index"]),
    (L.LEFT_SHOULDER, L.LEFT_HIP, FLESH_RADIUS_M["hip"]),
    (L.RIGHT_SHOULDER, L.RIGHT_HIP, FLESH_RADIUS_M["hip"]),
)
"""What can hide something: limbs and the sides of the trunk, and half their thickness in metres."""

HIDEABLE = np.array([mark for mark in Landmark if mark >= Landmark.LEFT_ELBOW and mark not in {23, 24}])
"""Face, shoulders and hips are never called hidden by the real model, whatever is before them: it is sure of them."""

BEHIND_M = 0.05
"""Metres that a landmark must lie behind a limb to be hidden by it; less is its own limb's."""


def compute_occlusion(pixels: FloatArray, depth: FloatArray, metre: FloatArray) -> FloatArray:
    """Return how hidden each landmark is, [N, 33] from 0 (in full sight) to 1 (in the middle behind a limb).

    Args:
        pixels: [N, 33, 2].
        depth: [N, 33] metres from the camera.
        metre: [N] pixels that a metre at the body's place is long.
    """
    share = np.zeros(depth.shape)
    points = pixels[:, HIDEABLE]
    for upper, lower, thick in LIMBS:
        begin, way = pixels[:, None, upper], pixels[:, None, lower] - pixels[:, None, upper]
        along = ((points - begin) * way).sum(-1) / np.maximum((way**2).sum(-1), 1e-6)
        along = np.clip(along, 0, 1)
        apart = np.linalg.norm(points - begin - along[..., None] * way, axis=-1) / metre[:, None]
        there = depth[:, None, upper] * (1 - along) + depth[:, None, lower] * along
        behind = depth[:, HIDEABLE] - there > BEHIND_M
        own = np.isin(HIDEABLE, (upper, lower))
        cover = np.clip(1.5 - apart / thick, 0, 1) * (behind & ~own)
        share[:, HIDEABLE] = np.maximum(share[:, HIDEABLE], cover)
    return share
