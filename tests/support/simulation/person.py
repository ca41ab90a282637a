"""A simulated person who does a set in front of a camera, and the truth about it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from rearguard.body.recording import FloatArray, PoseRecording
from rearguard.core.side import Side
from rearguard.core.value import value
from rearguard.library.exercise import Exercise, Level
from rearguard.library.watch import FaultRule
from support.simulation.cycle import Cycle, build_cycle, list_sides, measure_displacement
from support.simulation.fault_synthesis import is_posture_fault, synthesise_fault
from support.simulation.ideal_measures import measure_bodies
from support.simulation.ideal_measures import measure_fault_strength as past_bound
from support.simulation.passage import play_passages, sum_seconds
from support.simulation.performance import STEADY_HABITS, Habits, perform_set
from support.simulation.physique import Physique, choose_physique
from support.simulation.pose_estimation import ModelQuality, estimate_pose
from support.simulation.postures import NEUTRAL_POSTURES, align_body
from support.simulation.truth import Truth
from support.simulation.viewpoint import Viewpoint, fit_viewpoint

FAULT_STRENGTH_MARGINS, STRENGTH_TOLERANCE_MARGINS = 1.5, 0.1
"""How far past its bound a fault is dialled in, and how exactly, in margins."""

FRAME_RATE_RANGE_HZ = (8.0, 30.0)
"""Pictures a second."""

PICTURE_SIZES_PX = ((640, 480), (1280, 720), (960, 540), (480, 640), (720, 1280))
"""Pictures' widths and heights in pixels: laptops, and telephones held upright."""

CAMERA_HEIGHT_RANGES_M = {"floor": (0.15, 0.6), "seat": (0.4, 0.9), "hip": (0.8, 1.1)}
"""Metres above the floor of the places that a file names."""

MAX_CAMERA_OFFSET_DEG = 12.0
"""Degrees that the camera stands beside where it was asked to be, at most."""


@value(kw_only=True)
class SimulatedPerson:
    """A simulated person in one set."""

    t: FloatArray
    """[N] seconds."""
    bodies: FloatArray
    """[N, 33, 3] metres in the room; NaN while away."""
    viewpoint: Viewpoint
    recording: PoseRecording
    """What the pose model reports."""
    truth: Truth


def simulate_person(
    exercise: Exercise,
    level: Level,
    seed: int,
    *,
    fault: FaultRule | None = None,
    habits: Habits | None = None,
    quality: ModelQuality | None = None,
) -> SimulatedPerson:
    """Return somebody; the same seed gives the same.

    Args:
        exercise: has a figure and a `watch`.
        level: one of its levels.
        seed: any number.
        fault: what they do wrong, `FAULT_STRENGTH_MARGINS` margins past its bound as their own camera sees it.
        habits: what may happen; by default nothing to a person with a fault, and all to another.
        quality: how well the pose model does.
    """
    chance = np.random.default_rng(seed)
    possible = list_sides(exercise, level)
    side = possible[int(chance.integers(len(possible)))]
    physique, spot = choose_physique(chance), choose_placement(exercise, chance)
    habits = habits or (STEADY_HABITS if fault else Habits())
    plain = build_cycle(exercise, level, side)
    moving, strength = plain, 0.0
    if fault is not None and not is_posture_fault(fault):
        strength = FAULT_STRENGTH_MARGINS
        habits = replace(habits, return_seconds=max((fault.below or 0.0) - FAULT_STRENGTH_MARGINS * fault.margin, 0.1))
    elif fault is not None:
        moving, strength = _dialled(exercise, level, fault, plain=plain, physique=physique, spot=spot, side=side)
    passages, truth = perform_set(exercise, side, moving, chance, habits)
    t = choose_picture_times(sum_seconds(passages), chance)
    bodies = shape_bodies(physique, play_passages(passages, t))
    doing = np.zeros(len(t), dtype=bool)
    for deed in (*truth.reps, *truth.holds):
        doing |= (t >= deed.start) & (t <= deed.end)
    viewpoint = spot.fit_camera(bodies[doing])
    return SimulatedPerson(
        t=t,
        bodies=bodies,
        viewpoint=viewpoint,
        recording=estimate_pose(bodies, t, viewpoint, chance, quality),
        truth=replace(truth, fault=fault.id if fault else None, strength_margins=strength),
    )


def _dialled(
    exercise: Exercise,
    level: Level,
    fault: FaultRule,
    *,
    plain: Cycle,
    physique: Physique,
    spot: CameraPlacement,
    side: Side,
) -> tuple[Cycle, float]:
    """Return the cycle with as much of a fault as this person needs, and how far past its bound it is."""
    change = synthesise_fault(exercise, level, fault)
    active = measure_displacement(plain.bodies)
    before = align_body(NEUTRAL_POSTURES[exercise.posture], plain.bodies[0])
    good = _column(fault, physique, spot, plain, before=before, side=side)

    def past(times: float) -> tuple[Cycle, float]:
        cycle = build_cycle(exercise, level, side, change, times)
        return cycle, past_bound(
            fault, _column(fault, physique, spot, cycle, before=before, side=side), active, good, plain.seconds
        )

    begin = past_bound(fault, good, active, good, plain.seconds)
    times, (changed, reached) = 1.0, past(1.0)
    for _ in range(5):
        if abs(reached - FAULT_STRENGTH_MARGINS) < STRENGTH_TOLERANCE_MARGINS or reached <= begin:
            break
        times = float(np.clip(times * (FAULT_STRENGTH_MARGINS - begin) / (reached - begin), 0.3, 2.0))
        changed, reached = past(times)
    return changed, reached


def _column(
    fault: FaultRule, physique: Physique, spot: CameraPlacement, moving: Cycle, *, before: FloatArray, side: Side
) -> FloatArray:
    """Return the measure of a fault over the cycle [N]; `before` [33, 3] is the body before a hold."""
    bodies = physique.shape(np.concatenate([moving.bodies, before[None]]))
    column: FloatArray = measure_bodies((fault.measure,), bodies, spot.fit_camera(bodies[:-1]))[:, 0]
    column = column[:-1] - (column[-1] if fault.baseline and fault.when == "always" else 0.0)
    return -column if fault.mirrored and side is Side.RIGHT else column


@value(kw_only=True)
class CameraPlacement:
    """The placement of the camera; its distance follows from the person's size."""

    yaw: float
    height: float
    size: tuple[int, int]
    view_angle: float
    fill_share: float
    tilt: float

    def fit_camera(self, bodies: FloatArray) -> Viewpoint:
        """Return the camera that sees all of these bodies [N, 33, 3]."""
        stand = fit_viewpoint(
            bodies[:: max(1, len(bodies) // 50)],
            yaw=self.yaw,
            height=self.height,
            size=self.size,
            view_angle=self.view_angle,
            fill_share=self.fill_share,
        )
        return replace(stand, tilt=self.tilt)


def choose_placement(exercise: Exercise, chance: np.random.Generator) -> CameraPlacement:
    """Return a random placement near the one that an exercise's file asks for."""
    camera = exercise.watch.camera if exercise.watch else None
    ahead = 0.0 if camera is None or camera.place == "front" else float(chance.choice([-90, 90]))
    size = PICTURE_SIZES_PX[int(chance.integers(len(PICTURE_SIZES_PX)))]
    return CameraPlacement(
        yaw=ahead + chance.uniform(-MAX_CAMERA_OFFSET_DEG, MAX_CAMERA_OFFSET_DEG),
        height=chance.uniform(*CAMERA_HEIGHT_RANGES_M[camera.height if camera else "hip"]),
        size=size,
        view_angle=chance.uniform(50, 70) if size[1] > size[0] else chance.uniform(35, 52),
        fill_share=chance.uniform(0.55, 0.92),
        tilt=float(np.clip(chance.normal(0, 1.5), -4, 4)),
    )


def shape_bodies(physique: Physique, bodies: FloatArray) -> FloatArray:
    """Return bodies in another shape; NaN stays NaN."""
    shape = np.full_like(bodies, np.nan)
    there = ~np.isnan(bodies[:, 0, 0])
    if there.any():
        shape[there] = physique.shape(bodies[there])
    return shape


def choose_picture_times(long: float, chance: np.random.Generator) -> FloatArray:
    """Return the times of a camera's pictures: a random rate, uneven, with a picture missing now and then."""
    rate = chance.uniform(*FRAME_RATE_RANGE_HZ)
    count = int(long * rate * 1.6) + 2
    steps = chance.uniform(0.75, 1.25, count) / rate
    steps[chance.random(count) < 0.03] *= 2  # one picture in thirty is late
    t = np.cumsum(steps)
    within: FloatArray = t[t < long]
    return within
