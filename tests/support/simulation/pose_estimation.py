"""A simulated pose model: the truth with the errors of a real model.

Fitted to eight recordings of real people (the full model, video mode; bridges, clamshells, a seated figure-four,
squats, a rise from a chair), whose figures are given with each constant. Lengths there were divided by T, the length
of the trunk. The constants lie on the worse side of the measurements.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from rearguard.body.landmark import OPPOSITE_LANDMARKS, Landmark
from rearguard.body.recording import FloatArray, PoseRecording
from rearguard.core.value import value
from support.simulation.occlusion import compute_occlusion
from support.simulation.viewpoint import Viewpoint

TRUNK_M = 0.49
"""Metres between the middles of shoulders and hips in `world`, for any person: 0.44 to 0.53 in the recordings."""

JITTER_TRUNKS = 0.0015
"""Jitter from picture to picture, in T: medians of 0.0003 to 0.004, from second differences."""
JITTER_WORLD_M = 0.002
"""The same in `world`, metres: 0.0005 to 0.006."""

DRIFT_TRUNKS, DRIFT_DECAY_S = 0.008, 0.35
"""Slow wandering of who keeps still, in T, and the time after which it is forgotten: 0.001 to 0.02 over spells of
one to five seconds; the correlation falls to a third within a tenth of a second to half a second."""
DRIFT_WORLD_M = 0.006
"""The same in `world`, metres: 0.001 to 0.02."""

PERSON_BIAS_TRUNKS = 0.02
"""How far off a landmark is for one person, in T: our choice; no marker system stood beside the recordings."""
POSE_BIAS_TRUNKS = 0.015
"""How much that differs between postures, in T: with it the length of thigh and shank varies by 2 to 8 % over a
recording, as it does in `world` of the real ones."""
DEPTH_BIAS_M = 0.025
"""The same along the line of sight in `world`, metres."""

HIDDEN_ERROR_FACTOR = 3.0
"""A hidden landmark wanders so much more: 2 to 5 times in the recordings, the far leg of a side view."""
HIDDEN_VISIBILITY = (0.25, 0.85)
"""What the model calls the visibility of a hidden knee or foot, for a person and a landmark: medians of 0.27 to 0.91
in five side views."""
HIDDEN_ARM_VISIBILITY = (0.03, 0.5)
"""The same of an elbow or a wrist: 0.03 to 0.38."""
PLAIN_VISIBILITY = (0.93, 1.0)
"""And of a limb in full sight: 0.93 to 1."""
OUTSIDE_VISIBILITY = 0.55
"""And of what lies outside the picture: a foot that was cropped for half of the time had 0.4 to 0.7."""
OUTSIDE_ERROR_FACTOR = 5.0

SIDE_VIEW_SHARE = 0.8
"""From this share of the shoulders' line along the line of sight on, it is a side view: 0.94 to 1 there."""
SWAPS_PER_S, SWAP_DURATION_S = 1 / 40, (0.1, 0.6)
"""Bursts in which a side view's legs change places, and how long they last: one in 65 s of side views."""

MISSES_PER_S, MISS_DURATION_S = 1 / 60, (0.05, 0.4)
"""Moments at which nobody is found, in full sight: rarer than that in the recordings."""


@value(kw_only=True)
class ModelQuality:
    """The quality of the model: 1 is as in the recordings, 0 is perfect."""

    error_factor: float = 1.0
    """Times all errors of place."""
    failure_factor: float = 1.0
    """Times the rate of swaps and misses."""


def estimate_pose(
    bodies: FloatArray,
    t: FloatArray,
    viewpoint: Viewpoint,
    chance: np.random.Generator,
    quality: ModelQuality | None = None,
) -> PoseRecording:
    """Return what the model reports of one person.

    Args:
        bodies: [N, 33, 3] in the room, metres; NaN where the person is away.
        t: [N] seconds.
        viewpoint: the camera.
        chance: where the errors come from; the same chance gives the same errors.
        quality: how well the model does.
    """
    quality = quality or ModelQuality()
    away = np.isnan(bodies[:, 0, 0])
    there = np.where(away[:, None, None], np.nanmean(bodies, axis=0) if not away.all() else 0.0, bodies)
    pixels, depth = viewpoint.project(there)
    world = viewpoint.compute_world(there)
    trunk = np.median(np.linalg.norm(world[:, 11] + world[:, 12], axis=1) / 2)
    middle = depth[:, 23:25].mean(axis=1)
    metre = viewpoint.size[1] / 2 / np.tan(np.radians(viewpoint.view_angle / 2)) / middle
    covered = compute_occlusion(pixels, depth, metre)
    size = np.array(viewpoint.size)
    outside: NDArray[np.bool_] = np.any((pixels < 0) | (pixels > size), axis=-1)

    worse = (
        quality.error_factor
        * np.where(outside, OUTSIDE_ERROR_FACTOR, 1 + (HIDDEN_ERROR_FACTOR - 1) * covered)[..., None]
    )
    pose = _moods(world / trunk, chance)
    one_t = (metre * trunk)[:, None, None]
    wrong = chance.normal(0, PERSON_BIAS_TRUNKS, (33, 3)) + pose * POSE_BIAS_TRUNKS
    wrong[..., 2] *= DEPTH_BIAS_M / PERSON_BIAS_TRUNKS / TRUNK_M
    drift = _wandering(t, (33, 3), chance) * DRIFT_TRUNKS + chance.normal(0, JITTER_TRUNKS, (len(t), 33, 3))
    pixels = pixels + (quality.error_factor * wrong + worse * drift)[..., :2] * one_t
    # Depth is estimated only roughly; the rest of `world` errs as the picture does, and a little on its own.
    drift_world = _wandering(t, (33, 3), chance) * DRIFT_WORLD_M + chance.normal(0, JITTER_WORLD_M, (len(t), 33, 3))
    scale = TRUNK_M / trunk * chance.uniform(0.92, 1.08)
    world = world * scale + quality.error_factor * wrong * TRUNK_M + worse * drift_world
    world -= world[:, 23:25].mean(axis=1, keepdims=True)

    image = np.empty((len(t), 33, 4))
    image[..., :2] = pixels / size
    image[..., 2] = (world[..., 2] * metre[:, None]) / size[0]
    image[..., 3] = _visibility(covered, outside, t, chance)
    _swap(image, world, t, chance, quality.failure_factor)
    lost = away | outside.all(axis=1) | (outside[:, :11].all(axis=1) & outside[:, 11:13].all(axis=1))
    for begin, end in _bursts(t, MISSES_PER_S * quality.failure_factor, MISS_DURATION_S, chance):
        lost |= (t >= begin) & (t <= end)
    image[lost] = np.nan
    world[lost] = np.nan
    return PoseRecording(t=t, image=image, world=world, size=viewpoint.size)


def _moods(world: FloatArray, chance: np.random.Generator) -> FloatArray:
    """Return [N, 33, 3] of about unit size that differ smoothly between postures and not with time."""
    flat = world[:, Landmark.LEFT_SHOULDER :].reshape(len(world), -1)
    features = np.tanh(flat @ chance.normal(0, 0.5, (flat.shape[1], 6)))
    return (features @ chance.normal(0, 6**-0.5, (6, 99))).reshape(-1, 33, 3)


def _wandering(t: FloatArray, shape: tuple[int, ...], chance: np.random.Generator) -> FloatArray:
    """Return numbers [N, *shape] of unit size that decorrelate over time (an Ornstein-Uhlenbeck process)."""
    steps = chance.normal(size=(len(t), *shape))
    keep = np.exp(-np.diff(t, prepend=-np.inf) / DRIFT_DECAY_S)
    path = np.empty_like(steps)
    last = np.zeros(shape)
    for i in range(len(t)):
        last = path[i] = keep[i] * last + np.sqrt(1 - keep[i] ** 2) * steps[i]
    return path


def _visibility(
    covered: FloatArray, outside: NDArray[np.bool_], t: FloatArray, chance: np.random.Generator
) -> FloatArray:
    plain = chance.uniform(*PLAIN_VISIBILITY, 33)
    plain[: Landmark.LEFT_ELBOW] = plain[[23, 24]] = 0.995
    behind = chance.uniform(*HIDDEN_VISIBILITY, 33)
    behind[Landmark.LEFT_ELBOW : Landmark.LEFT_HIP] = chance.uniform(*HIDDEN_ARM_VISIBILITY, 10)
    visibility = plain * (1 - covered) + behind * covered + _wandering(t, (33,), chance) * 0.05 * covered
    visibility = np.where(
        outside, np.minimum(visibility, OUTSIDE_VISIBILITY + _wandering(t, (33,), chance) * 0.1), visibility
    )
    clipped: FloatArray = np.clip(visibility, 0.0, 1.0)
    return clipped


def _swap(image: FloatArray, world: FloatArray, t: FloatArray, chance: np.random.Generator, rate: float) -> None:
    line = world[:, Landmark.LEFT_SHOULDER] - world[:, Landmark.RIGHT_SHOULDER]
    sideways = np.abs(line[:, 2]) > SIDE_VIEW_SHARE * np.linalg.norm(line, axis=1)
    legs = np.arange(Landmark.LEFT_HIP, 33)
    other = np.array(OPPOSITE_LANDMARKS)[legs]
    for begin, end in _bursts(t, SWAPS_PER_S * rate, SWAP_DURATION_S, chance):
        swapped = np.flatnonzero((t >= begin) & (t <= end) & sideways)[:, None]
        for marks in (image, world):
            marks[swapped, legs] = marks[swapped, other]


def _bursts(
    t: FloatArray, rate: float, seconds: tuple[float, float], chance: np.random.Generator
) -> list[tuple[float, float]]:
    begins = chance.uniform(t[0], t[-1], chance.poisson(rate * (t[-1] - t[0]))) if len(t) else ()
    return [(begin, begin + chance.uniform(*seconds)) for begin in begins]
