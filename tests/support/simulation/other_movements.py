"""Everything else that people do in front of a camera: no coach may count any of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from rearguard.body.recording import FloatArray, PoseRecording
from rearguard.library.exercise import Exercise
from support.simulation.passage import Passage, hold_still, move_through, play_passages, sum_seconds
from support.simulation.person import choose_picture_times, choose_placement, shape_bodies
from support.simulation.physique import choose_physique
from support.simulation.pose_estimation import estimate_pose
from support.simulation.postures import ON_THE_BACK, SITTING, STANDING, make_pose

Keyframes = Sequence[tuple[float, FloatArray]]
"""Postures, each with the seconds of the way to it."""

ARMS_AHEAD = (80.0, 5.0, 5.0)
SQUAT = make_pose(turn=(35, 0, 0), left=(105, 8, 100), left_arm=ARMS_AHEAD)
STEP_LEFT = make_pose(left=(28, 2, 15), right=(-12, 2, 20), left_arm=(-20, 6, 15), right_arm=(25, 6, 20))
STEP_RIGHT = make_pose(left=(-12, 2, 20), right=(28, 2, 15), left_arm=(25, 6, 20), right_arm=(-20, 6, 15))
ARMS_OVERHEAD = make_pose(left_arm=(175, 5, 5))
FORWARD_BEND = make_pose(turn=(70, 0, 0), spine=(20, 0, 0), left=(85, 2, 5), left_arm=(60, 5, 5))
KNEELING = make_pose(turn=(5, 0, 0), left=(25, 5, 125))
ON_ALL_FOURS = make_pose(turn=(85, 0, 0), left=(85, 4, 85), left_arm=(85, 4, 5))
SITTING_ON_THE_FLOOR = make_pose(turn=(-20, 0, 0), spine=(25, 0, 0), left=(95, 6, 70), left_arm=(40, 6, 30))
LYING_FLAT = make_pose(turn=(-90, 0, 0), left=(0, 6, 0))
ON_THE_SIDE = make_pose(turn=(0, 0, 90), left=(40, 0, 80), left_arm=(70, 0, 60))


def _turned(body: FloatArray, degrees: float) -> FloatArray:
    """Return a body turned to another direction."""
    cosine, sine = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    around: FloatArray = body @ np.array([[cosine, 0, -sine], [0, 1, 0], [sine, 0, cosine]])
    return around


def _walk(degrees: float, steps: int = 8, long: float = 0.6) -> Keyframes:
    """Walk straight on, facing the way."""
    ahead = np.array([np.sin(np.radians(degrees)), 0.0, np.cos(np.radians(degrees))])
    there = [
        (0.55, _turned(STEP_LEFT if i % 2 else STEP_RIGHT, degrees) + ahead * long * (i - steps / 2))
        for i in range(steps)
    ]
    return [*there, (0.6, _turned(STANDING, degrees) + ahead * long * steps / 2)]


OTHER_MOVEMENTS: Mapping[str, Keyframes] = {
    "squats": [(0, STANDING), *[(1.1, SQUAT), (1.1, STANDING)] * 6],
    "deep fast squats": [(0, STANDING), *[(0.6, SQUAT), (0.6, STANDING)] * 8],
    "walks to the camera": _walk(0),
    "walks past the camera": _walk(90),
    "walks away, crosswise": _walk(150),
    "marches on the spot": [
        (0, STANDING),
        *[(0.5, make_pose(left=(75, 2, 80), right=(0, 2, 0))), (0.5, make_pose(left=(0, 2, 0), right=(75, 2, 80)))] * 8,
        (0.5, STANDING),
    ],
    "sits down and gets up": [(0, STANDING), *[(1.5, SITTING), (2, SITTING), (1.5, STANDING), (1, STANDING)] * 4],
    "lies down and gets up": [
        (0, STANDING),
        *[
            (1.5, KNEELING),
            (1.5, SITTING_ON_THE_FLOOR),
            (1.5, LYING_FLAT),
            (2, ON_THE_BACK),
            (1.5, SITTING_ON_THE_FLOOR),
            (1.5, KNEELING),
            (1.5, STANDING),
        ]
        * 2,
    ],
    "stretches overhead": [(0, STANDING), *[(1.5, ARMS_OVERHEAD), (2, ARMS_OVERHEAD), (1.5, STANDING)] * 4],
    "bends to the floor": [(0, STANDING), *[(1.4, FORWARD_BEND), (0.5, FORWARD_BEND), (1.4, STANDING)] * 5],
    "scratches the head": [
        (0, STANDING),
        *[(0.5, make_pose(right_arm=(120, 40, 140), left_arm=(5, 8, 15))), (0.25, make_pose(right_arm=(125, 50, 130)))]
        * 8,
        (0.6, STANDING),
    ],
    "bends sideways": [
        (0, STANDING),
        *[(1.2, make_pose(spine=(0, 0, 22), turn=(0, 0, 6))), (1.2, make_pose(spine=(0, 0, -22), turn=(0, 0, -6)))] * 5,
        (1, STANDING),
    ],
    "circles the arms": [
        (0, STANDING),
        *[
            (0.4, make_pose(left_arm=(0, 90, 5))),
            (0.4, ARMS_OVERHEAD),
            (0.4, make_pose(left_arm=(90, 5, 5))),
            (0.4, STANDING),
        ]
        * 8,
    ],
    "turns on the spot": [(0, STANDING), *[(0.8, _turned(STANDING, 60.0 * i)) for i in range(1, 13)]],
    "twists on the chair": [
        (0, SITTING),
        *[
            (1.0, make_pose(spine=(5, 35, 0), left=(85, 5, 88), seat=0.53)),
            (1.0, make_pose(spine=(5, -35, 0), left=(85, 5, 88), seat=0.53)),
        ]
        * 5,
    ],
    "types": [
        (0, SITTING),
        *[
            (0.4, make_pose(left=(85, 5, 88), left_arm=(35, 5, 75), right_arm=(30, 8, 70), seat=0.53)),
            (0.4, make_pose(left=(85, 5, 88), left_arm=(30, 8, 70), right_arm=(35, 5, 75), seat=0.53)),
        ]
        * 20,
    ],
    "leans back on the chair, legs out": [
        (0, SITTING),
        (1.5, make_pose(turn=(-20, 0, 0), left=(65, 6, 30), left_arm=(20, 10, 40), seat=0.5)),
        (5, make_pose(turn=(-22, 0, 0), left=(65, 6, 28), left_arm=(20, 10, 40), seat=0.5)),
        (1.5, SITTING),
    ],
    "lifts one knee on the chair": [
        (0, SITTING),
        *[(0.9, make_pose(left=(110, 4, 95), right=(85, 5, 88), seat=0.53)), (0.9, SITTING)] * 6,
    ],
    "crawls": [
        (0, ON_ALL_FOURS),
        *[
            (
                0.7,
                make_pose(
                    turn=(85, 0, 0), left=(105, 4, 90), right=(65, 4, 75), left_arm=(70, 4, 5), right_arm=(100, 4, 5)
                ),
            ),
            (
                0.7,
                make_pose(
                    turn=(85, 0, 0), left=(65, 4, 75), right=(105, 4, 90), left_arm=(100, 4, 5), right_arm=(70, 4, 5)
                ),
            ),
        ]
        * 8,
    ],
    "lies and lets the knees fall to the sides": [
        (0, ON_THE_BACK),
        *[
            (1.2, make_pose(turn=(-90, 0, 0), left=(52, 30, 95), right=(52, -20, 95))),
            (1.2, make_pose(turn=(-90, 0, 0), left=(52, -20, 95), right=(52, 30, 95))),
        ]
        * 4,
        (1, ON_THE_BACK),
    ],
    "lies and slides the heels": [(0, ON_THE_BACK), *[(1.4, LYING_FLAT), (1.4, ON_THE_BACK)] * 5],
    "lies and rests": [(0, ON_THE_BACK), (25, ON_THE_BACK)],
    "crunches": [
        (0, ON_THE_BACK),
        *[
            (1.0, make_pose(turn=(-85, 0, 0), spine=(38, 0, 0), left=(60, 3, 100), left_arm=(80, 5, 10))),
            (1.0, ON_THE_BACK),
        ]
        * 6,
    ],
    "raises the straight leg, on the side": [
        (0, make_pose(turn=(0, 0, 90), left=(0, 0, 0))),
        *[(1.2, make_pose(turn=(0, 0, 90), left=(0, 35, 0), right=(0, 0, 0))), (1.2, make_pose(turn=(0, 0, 90)))] * 6,
    ],
    "rolls from the back to the side": [
        (0, ON_THE_BACK),
        *[(1.6, ON_THE_SIDE), (2, ON_THE_SIDE), (1.6, ON_THE_BACK)] * 4,
    ],
    "push-ups": [
        (0, make_pose(turn=(78, 0, 0), left_arm=(80, 5, 5))),
        *[
            (0.9, make_pose(turn=(86, 0, 0), left_arm=(40, 35, 90))),
            (0.9, make_pose(turn=(78, 0, 0), left_arm=(80, 5, 5))),
        ]
        * 6,
    ],
    "lunges": [
        (0, STANDING),
        *[
            (1.0, make_pose(left=(80, 3, 85), right=(-15, 3, 80))),
            (1.0, STANDING),
            (1.0, make_pose(left=(-15, 3, 80), right=(80, 3, 85))),
            (1.0, STANDING),
        ]
        * 4,
    ],
}
"""By name; altogether more than ten minutes when each is seen from a few places."""

COUNTED_EXERCISES = {"raises the straight leg, on the side": "side-lying-abduction"}
"""What is another movement to all exercises but one: there it is to be counted."""


def build_passages(name: str) -> list[Passage]:
    """Return the passages of a movement, with a moment's rest at both ends."""
    keys = OTHER_MOVEMENTS[name]
    return [hold_still(keys[0][1], 1.0), *move_through(keys), hold_still(keys[-1][1], 1.0)]


def record_movement(name: str, exercise: Exercise, seed: int) -> PoseRecording:
    """Return the pose model's report of a person who does this where an exercise's camera stands."""
    chance = np.random.default_rng(seed)
    does = build_passages(name)
    t = choose_picture_times(sum_seconds(does), chance)
    bodies = shape_bodies(choose_physique(chance), play_passages(does, t))
    return estimate_pose(bodies, t, choose_placement(exercise, chance).fit_camera(bodies), chance)
