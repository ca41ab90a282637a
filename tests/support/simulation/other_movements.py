"""Everything else that people do before a camera: no coach may count any of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from rearguard.body.recording import Array, Recording
from rearguard.library.exercise import Exercise
from support.simulation.passage import Passage, play, seconds, still, through
from support.simulation.person import moments, shaped, somewhere
from support.simulation.physique import anybody
from support.simulation.pose_estimation import estimate
from support.simulation.postures import ON_THE_BACK, SITTING, STANDING, pose

Keys = Sequence[tuple[float, Array]]
"""Postures, each with the seconds of the way to it."""

ARMS_AHEAD = (80.0, 5.0, 5.0)
SQUAT = pose(turn=(35, 0, 0), left=(105, 8, 100), left_arm=ARMS_AHEAD)
STEP_LEFT = pose(left=(28, 2, 15), right=(-12, 2, 20), left_arm=(-20, 6, 15), right_arm=(25, 6, 20))
STEP_RIGHT = pose(left=(-12, 2, 20), right=(28, 2, 15), left_arm=(25, 6, 20), right_arm=(-20, 6, 15))
TALL = pose(left_arm=(175, 5, 5))
BOW = pose(turn=(70, 0, 0), spine=(20, 0, 0), left=(85, 2, 5), left_arm=(60, 5, 5))
KNEELING = pose(turn=(5, 0, 0), left=(25, 5, 125))
ON_ALL_FOURS = pose(turn=(85, 0, 0), left=(85, 4, 85), left_arm=(85, 4, 5))
SITTING_ON_THE_FLOOR = pose(turn=(-20, 0, 0), spine=(25, 0, 0), left=(95, 6, 70), left_arm=(40, 6, 30))
FLAT = pose(turn=(-90, 0, 0), left=(0, 6, 0))
ON_THE_SIDE = pose(turn=(0, 0, 90), left=(40, 0, 80), left_arm=(70, 0, 60))


def _turned(body: Array, degrees: float) -> Array:
    """Return a body that faces somewhere else."""
    cosine, sine = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    around: Array = body @ np.array([[cosine, 0, -sine], [0, 1, 0], [sine, 0, cosine]])
    return around


def _walk(degrees: float, steps: int = 8, long: float = 0.6) -> Keys:
    """Go straight on, facing where one goes."""
    ahead = np.array([np.sin(np.radians(degrees)), 0.0, np.cos(np.radians(degrees))])
    there = [
        (0.55, _turned(STEP_LEFT if i % 2 else STEP_RIGHT, degrees) + ahead * long * (i - steps / 2))
        for i in range(steps)
    ]
    return [*there, (0.6, _turned(STANDING, degrees) + ahead * long * steps / 2)]


OTHER: Mapping[str, Keys] = {
    "squats": [(0, STANDING), *[(1.1, SQUAT), (1.1, STANDING)] * 6],
    "deep fast squats": [(0, STANDING), *[(0.6, SQUAT), (0.6, STANDING)] * 8],
    "walks to the camera": _walk(0),
    "walks past the camera": _walk(90),
    "walks away, crosswise": _walk(150),
    "marches on the spot": [
        (0, STANDING),
        *[(0.5, pose(left=(75, 2, 80), right=(0, 2, 0))), (0.5, pose(left=(0, 2, 0), right=(75, 2, 80)))] * 8,
        (0.5, STANDING),
    ],
    "sits down and gets up": [(0, STANDING), *[(1.5, SITTING), (2, SITTING), (1.5, STANDING), (1, STANDING)] * 4],
    "lies down and gets up": [
        (0, STANDING),
        *[
            (1.5, KNEELING),
            (1.5, SITTING_ON_THE_FLOOR),
            (1.5, FLAT),
            (2, ON_THE_BACK),
            (1.5, SITTING_ON_THE_FLOOR),
            (1.5, KNEELING),
            (1.5, STANDING),
        ]
        * 2,
    ],
    "stretches overhead": [(0, STANDING), *[(1.5, TALL), (2, TALL), (1.5, STANDING)] * 4],
    "bends to the floor": [(0, STANDING), *[(1.4, BOW), (0.5, BOW), (1.4, STANDING)] * 5],
    "scratches the head": [
        (0, STANDING),
        *[(0.5, pose(right_arm=(120, 40, 140), left_arm=(5, 8, 15))), (0.25, pose(right_arm=(125, 50, 130)))] * 8,
        (0.6, STANDING),
    ],
    "bends sideways": [
        (0, STANDING),
        *[(1.2, pose(spine=(0, 0, 22), turn=(0, 0, 6))), (1.2, pose(spine=(0, 0, -22), turn=(0, 0, -6)))] * 5,
        (1, STANDING),
    ],
    "circles the arms": [
        (0, STANDING),
        *[(0.4, pose(left_arm=(0, 90, 5))), (0.4, TALL), (0.4, pose(left_arm=(90, 5, 5))), (0.4, STANDING)] * 8,
    ],
    "turns on the spot": [(0, STANDING), *[(0.8, _turned(STANDING, 60.0 * i)) for i in range(1, 13)]],
    "twists on the chair": [
        (0, SITTING),
        *[
            (1.0, pose(spine=(5, 35, 0), left=(85, 5, 88), seat=0.53)),
            (1.0, pose(spine=(5, -35, 0), left=(85, 5, 88), seat=0.53)),
        ]
        * 5,
    ],
    "types": [
        (0, SITTING),
        *[
            (0.4, pose(left=(85, 5, 88), left_arm=(35, 5, 75), right_arm=(30, 8, 70), seat=0.53)),
            (0.4, pose(left=(85, 5, 88), left_arm=(30, 8, 70), right_arm=(35, 5, 75), seat=0.53)),
        ]
        * 20,
    ],
    "leans back on the chair, legs out": [
        (0, SITTING),
        (1.5, pose(turn=(-20, 0, 0), left=(65, 6, 30), left_arm=(20, 10, 40), seat=0.5)),
        (5, pose(turn=(-22, 0, 0), left=(65, 6, 28), left_arm=(20, 10, 40), seat=0.5)),
        (1.5, SITTING),
    ],
    "lifts one knee on the chair": [
        (0, SITTING),
        *[(0.9, pose(left=(110, 4, 95), right=(85, 5, 88), seat=0.53)), (0.9, SITTING)] * 6,
    ],
    "crawls": [
        (0, ON_ALL_FOURS),
        *[
            (
                0.7,
                pose(turn=(85, 0, 0), left=(105, 4, 90), right=(65, 4, 75), left_arm=(70, 4, 5), right_arm=(100, 4, 5)),
            ),
            (
                0.7,
                pose(turn=(85, 0, 0), left=(65, 4, 75), right=(105, 4, 90), left_arm=(100, 4, 5), right_arm=(70, 4, 5)),
            ),
        ]
        * 8,
    ],
    "lies and lets the knees fall to the sides": [
        (0, ON_THE_BACK),
        *[
            (1.2, pose(turn=(-90, 0, 0), left=(52, 30, 95), right=(52, -20, 95))),
            (1.2, pose(turn=(-90, 0, 0), left=(52, -20, 95), right=(52, 30, 95))),
        ]
        * 4,
        (1, ON_THE_BACK),
    ],
    "lies and slides the heels": [(0, ON_THE_BACK), *[(1.4, FLAT), (1.4, ON_THE_BACK)] * 5],
    "lies and rests": [(0, ON_THE_BACK), (25, ON_THE_BACK)],
    "crunches": [
        (0, ON_THE_BACK),
        *[(1.0, pose(turn=(-85, 0, 0), spine=(38, 0, 0), left=(60, 3, 100), left_arm=(80, 5, 10))), (1.0, ON_THE_BACK)]
        * 6,
    ],
    "raises the straight leg, on the side": [
        (0, pose(turn=(0, 0, 90), left=(0, 0, 0))),
        *[(1.2, pose(turn=(0, 0, 90), left=(0, 35, 0), right=(0, 0, 0))), (1.2, pose(turn=(0, 0, 90)))] * 6,
    ],
    "rolls from the back to the side": [
        (0, ON_THE_BACK),
        *[(1.6, ON_THE_SIDE), (2, ON_THE_SIDE), (1.6, ON_THE_BACK)] * 4,
    ],
    "push-ups": [
        (0, pose(turn=(78, 0, 0), left_arm=(80, 5, 5))),
        *[(0.9, pose(turn=(86, 0, 0), left_arm=(40, 35, 90))), (0.9, pose(turn=(78, 0, 0), left_arm=(80, 5, 5)))] * 6,
    ],
    "lunges": [
        (0, STANDING),
        *[
            (1.0, pose(left=(80, 3, 85), right=(-15, 3, 80))),
            (1.0, STANDING),
            (1.0, pose(left=(-15, 3, 80), right=(80, 3, 85))),
            (1.0, STANDING),
        ]
        * 4,
    ],
}
"""By name; altogether more than ten minutes when each is seen from a few places."""

THE_SAME = {"raises the straight leg, on the side": "side-lying-abduction"}
"""What is another movement to all exercises but one: there it is to be counted."""


def passages(name: str) -> list[Passage]:
    """Return one of them, with a moment's rest at both ends."""
    keys = OTHER[name]
    return [still(keys[0][1], 1.0), *through(keys), still(keys[-1][1], 1.0)]


def seen(name: str, exercise: Exercise, seed: int) -> Recording:
    """Return what the pose model reports of somebody who does this where an exercise's camera stands."""
    chance = np.random.default_rng(seed)
    does = passages(name)
    t = moments(seconds(does), chance)
    bodies = shaped(anybody(chance), play(does, t))
    return estimate(bodies, t, somewhere(exercise, chance).fit(bodies), chance)
