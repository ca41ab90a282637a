"""A simulated person: somebody does a set before a camera, and what they really did is known."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from rearguard.body.recording import Array, Recording
from rearguard.core.side import Side
from rearguard.core.value import value
from rearguard.library.exercise import Exercise, Level
from simulation.cycle import Change, cycle, sides
from simulation.estimate import Quality, estimate
from simulation.passage import play, seconds
from simulation.performance import STEADY, Habits, perform
from simulation.physique import Physique, anybody
from simulation.truth import Truth
from simulation.viewpoint import Viewpoint, fitting

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
    habits: Habits | None = None,
    change: Change | None = None,
    times: float = 1.0,
    flaw: str | None = None,
    side: Side | None = None,
    quality: Quality | None = None,
) -> Person:
    """Return somebody; the same seed gives the same.

    Args:
        exercise: has a figure and a `watch`.
        level: one of its levels.
        seed: any number.
        habits: what may happen; by default nothing to a person with a fault, and all to another.
        change: a fault, as a change of the figure.
        times: how much of it.
        flaw: its id.
        side: the side that works; None: any.
        quality: how well the pose model does.
    """
    chance = np.random.default_rng(seed)
    possible = sides(exercise, level)
    side = side or possible[int(chance.integers(len(possible)))]
    round_ = cycle(exercise, level, side, change, times)
    habits = habits or (STEADY if flaw else Habits())
    passages, truth = perform(exercise, side, round_, chance, habits)
    t = moments(seconds(passages), chance)
    physique = anybody(chance)
    bodies = shaped(physique, play(passages, t))
    doing = np.zeros(len(t), dtype=bool)
    for deed in (*truth.reps, *truth.holds):
        doing |= (t >= deed.start) & (t <= deed.end)
    viewpoint = before_camera(exercise, bodies[doing], chance)
    return Person(
        t=t,
        bodies=bodies,
        viewpoint=viewpoint,
        recording=estimate(bodies, t, viewpoint, chance, quality),
        truth=Truth(side=side, reps=truth.reps, holds=truth.holds, flaw=flaw),
    )


def before_camera(exercise: Exercise, bodies: Array, chance: np.random.Generator) -> Viewpoint:
    """Return a camera about where an exercise's file asks for it, that sees all of these bodies [N, 33, 3]."""
    asked = exercise.watch.camera if exercise.watch else None
    ahead = 0.0 if asked is None or asked.place == "front" else float(chance.choice([-90, 90]))
    size = SIZES[int(chance.integers(len(SIZES)))]
    upright = size[1] > size[0]
    stand = fitting(
        bodies[:: max(1, len(bodies) // 50)],
        yaw=ahead + chance.uniform(-ASKEW, ASKEW),
        height=chance.uniform(*HEIGHTS[asked.height if asked else "hip"]),
        size=size,
        view=chance.uniform(50, 70) if upright else chance.uniform(35, 52),
        room=chance.uniform(0.55, 0.92),
    )
    return replace(stand, tilt=float(np.clip(chance.normal(0, 1.5), -4, 4)))


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
