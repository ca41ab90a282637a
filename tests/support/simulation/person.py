"""A simulated person: somebody does a set before a camera, and what they really did is known."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from rearguard.body.recording import Array, Recording
from rearguard.core.side import Side
from rearguard.core.value import value
from rearguard.library.exercise import Exercise, Level
from rearguard.library.watch import Flaw
from support.simulation.cycle import Cycle, activity, cycle, sides
from support.simulation.fault_synthesis import fault, posed
from support.simulation.ideal_measures import strength as past_bound
from support.simulation.ideal_measures import values
from support.simulation.passage import play, seconds
from support.simulation.performance import STEADY, Habits, perform
from support.simulation.physique import Physique, anybody
from support.simulation.pose_estimation import Quality, estimate
from support.simulation.postures import NEUTRAL, aligned
from support.simulation.truth import Truth
from support.simulation.viewpoint import Viewpoint, fitting

AIM, CLOSE = 1.5, 0.1
"""How far past its bound a fault is dialled in, and how exactly, in margins."""

RATE = (8.0, 30.0)
"""Pictures a second."""

SIZES = ((640, 480), (1280, 720), (960, 540), (480, 640), (720, 1280))
"""Pictures' widths and heights in pixels: laptops, and telephones held upright."""

HEIGHTS = {"floor": (0.15, 0.6), "seat": (0.4, 0.9), "hip": (0.8, 1.1)}
"""Metres above the floor of the places that a file names."""

ASKEW = 12.0
"""Degrees that the camera stands beside where it was asked to be, at most."""


@value(kw_only=True)
class Person:
    """One of them, in one set."""

    t: Array
    """[N] seconds."""
    bodies: Array
    """[N, 33, 3] metres in the room; NaN while away."""
    viewpoint: Viewpoint
    recording: Recording
    """What the pose model reports."""
    truth: Truth


def person(
    exercise: Exercise,
    level: Level,
    seed: int,
    *,
    flaw: Flaw | None = None,
    habits: Habits | None = None,
    quality: Quality | None = None,
) -> Person:
    """Return somebody; the same seed gives the same.

    Args:
        exercise: has a figure and a `watch`.
        level: one of its levels.
        seed: any number.
        flaw: what they do wrong, `AIM` margins past its bound as their own camera sees it.
        habits: what may happen; by default nothing to a person with a fault, and all to another.
        quality: how well the pose model does.
    """
    chance = np.random.default_rng(seed)
    possible = sides(exercise, level)
    side = possible[int(chance.integers(len(possible)))]
    physique, spot = anybody(chance), somewhere(exercise, chance)
    habits = habits or (STEADY if flaw else Habits())
    plain = cycle(exercise, level, side)
    moving, strength = plain, 0.0
    if flaw is not None and not posed(flaw):
        strength = AIM
        habits = replace(habits, hurry=max((flaw.below or 0.0) - AIM * flaw.margin, 0.1))
    elif flaw is not None:
        moving, strength = _dialled(exercise, level, flaw, plain=plain, physique=physique, spot=spot, side=side)
    passages, truth = perform(exercise, side, moving, chance, habits)
    t = moments(seconds(passages), chance)
    bodies = shaped(physique, play(passages, t))
    doing = np.zeros(len(t), dtype=bool)
    for deed in (*truth.reps, *truth.holds):
        doing |= (t >= deed.start) & (t <= deed.end)
    viewpoint = spot.fit(bodies[doing])
    return Person(
        t=t,
        bodies=bodies,
        viewpoint=viewpoint,
        recording=estimate(bodies, t, viewpoint, chance, quality),
        truth=replace(truth, flaw=flaw.id if flaw else None, strength=strength),
    )


def _dialled(
    exercise: Exercise, level: Level, flaw: Flaw, *, plain: Cycle, physique: Physique, spot: Spot, side: Side
) -> tuple[Cycle, float]:
    """Return the cycle with a fault, as much of it as this person needs, and how far past its bound it is."""
    change = fault(exercise, level, flaw)
    active = activity(plain.bodies)
    before = aligned(NEUTRAL[exercise.posture], plain.bodies[0])
    good = _column(flaw, physique, spot, plain, before=before, side=side)

    def past(times: float) -> tuple[Cycle, float]:
        made = cycle(exercise, level, side, change, times)
        return made, past_bound(
            flaw, _column(flaw, physique, spot, made, before=before, side=side), active, good, plain.seconds
        )

    begin = past_bound(flaw, good, active, good, plain.seconds)
    times, (made, reached) = 1.0, past(1.0)
    for _ in range(5):
        if abs(reached - AIM) < CLOSE or reached <= begin:
            break
        times = float(np.clip(times * (AIM - begin) / (reached - begin), 0.3, 2.0))
        made, reached = past(times)
    return made, reached


def _column(flaw: Flaw, physique: Physique, spot: Spot, moving: Cycle, *, before: Array, side: Side) -> Array:
    """Return what a flaw is judged by, over the cycle [N]; `before` [33, 3] is how one is before what is held."""
    bodies = physique.shape(np.concatenate([moving.bodies, before[None]]))
    column: Array = values((flaw.measure,), bodies, spot.fit(bodies[:-1]))[:, 0]
    column = column[:-1] - (column[-1] if flaw.baseline and flaw.when == "always" else 0.0)
    return -column if flaw.mirrored and side is Side.RIGHT else column


@value(kw_only=True)
class Spot:
    """Where somebody puts the camera; how far away, their own size says."""

    yaw: float
    height: float
    size: tuple[int, int]
    view: float
    room: float
    tilt: float

    def fit(self, bodies: Array) -> Viewpoint:
        """Return the camera that sees all of these bodies [N, 33, 3]."""
        stand = fitting(
            bodies[:: max(1, len(bodies) // 50)],
            yaw=self.yaw,
            height=self.height,
            size=self.size,
            view=self.view,
            room=self.room,
        )
        return replace(stand, tilt=self.tilt)


def somewhere(exercise: Exercise, chance: np.random.Generator) -> Spot:
    """Return a place about where an exercise's file asks for the camera."""
    asked = exercise.watch.camera if exercise.watch else None
    ahead = 0.0 if asked is None or asked.place == "front" else float(chance.choice([-90, 90]))
    size = SIZES[int(chance.integers(len(SIZES)))]
    return Spot(
        yaw=ahead + chance.uniform(-ASKEW, ASKEW),
        height=chance.uniform(*HEIGHTS[asked.height if asked else "hip"]),
        size=size,
        view=chance.uniform(50, 70) if size[1] > size[0] else chance.uniform(35, 52),
        room=chance.uniform(0.55, 0.92),
        tilt=float(np.clip(chance.normal(0, 1.5), -4, 4)),
    )


def shaped(physique: Physique, bodies: Array) -> Array:
    """Return bodies in another shape; NaN stays NaN."""
    shape = np.full_like(bodies, np.nan)
    there = ~np.isnan(bodies[:, 0, 0])
    if there.any():
        shape[there] = physique.shape(bodies[there])
    return shape


def moments(long: float, chance: np.random.Generator) -> Array:
    """Return the times of a camera's pictures: some rate, uneven, with a picture missing now and then."""
    rate = chance.uniform(*RATE)
    count = int(long * rate * 1.6) + 2
    steps = chance.uniform(0.75, 1.25, count) / rate
    steps[chance.random(count) < 0.03] *= 2  # one picture in thirty is late
    t = np.cumsum(steps)
    within: Array = t[t < long]
    return within
