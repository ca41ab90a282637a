"""Simulated people are plausible: bodies hold together, cameras see them, errors are as large as the real model's."""

from __future__ import annotations

import numpy as np
import pytest
from support.drawn_figures import EXERCISES
from support.simulation.cycle import build_cycle, list_sides
from support.simulation.other_movements import OTHER_MOVEMENTS, build_passages, record_movement
from support.simulation.passage import play_passages, sum_seconds
from support.simulation.person import FRAME_RATE_RANGE_HZ, simulate_person
from support.simulation.physique import Physique, choose_physique
from support.simulation.pose_estimation import ModelQuality

from rearguard.body import proportion
from rearguard.body.landmark import Landmark
from rearguard.body.recording import FloatArray
from rearguard.library.exercise import Exercise

L = Landmark
WATCHED = [exercise for exercise in EXERCISES.values() if exercise.watch is not None]
every_exercise = pytest.mark.parametrize("exercise", WATCHED, ids=lambda exercise: exercise.id)

BONES = (
    ("thigh", L.LEFT_HIP, L.LEFT_KNEE, proportion.THIGH_M),
    ("shank", L.RIGHT_KNEE, L.RIGHT_ANKLE, proportion.SHANK_M),
    ("upper_arm", L.LEFT_SHOULDER, L.LEFT_ELBOW, proportion.UPPER_ARM_M),
    ("forearm", L.RIGHT_ELBOW, L.RIGHT_WRIST, proportion.FOREARM_M),
    ("hips", L.LEFT_HIP, L.RIGHT_HIP, proportion.HIP_WIDTH_M),
    ("shoulders", L.LEFT_SHOULDER, L.RIGHT_SHOULDER, proportion.SHOULDER_WIDTH_M),
)


def _long(bodies: FloatArray, a: int, b: int) -> FloatArray:
    long: FloatArray = np.linalg.norm(bodies[:, a] - bodies[:, b], axis=1)
    return long


@every_exercise
def test_a_body_of_the_usual_shape_equals_the_drawn_one(exercise: Exercise) -> None:
    bodies = build_cycle(exercise, exercise.levels[0], list_sides(exercise, exercise.levels[0])[0]).bodies
    assert Physique().shape(bodies) == pytest.approx(bodies, abs=1e-9)


@pytest.mark.parametrize("seed", range(5))
def test_bones_keep_their_length_in_every_movement(seed: int) -> None:
    physique = choose_physique(np.random.default_rng(seed))
    for name in OTHER_MOVEMENTS:
        does = build_passages(name)
        bodies = physique.shape(play_passages(does, np.linspace(0, sum_seconds(does), 40)))
        assert bodies[..., 1].min() > -0.05
        for part, a, b, usual in BONES:
            assert _long(bodies, a, b) == pytest.approx(usual * getattr(physique, part) * physique.stature, rel=1e-6)


@every_exercise
def test_the_camera_sees_all_of_a_set_and_what_it_sees_stays_in_order(exercise: Exercise) -> None:
    for seed in range(2):
        person = simulate_person(
            exercise, exercise.levels[0], seed, quality=ModelQuality(error_factor=0.0, failure_factor=0.0)
        )
        truth, t = person.truth, person.t
        deeds = truth.reps or truth.holds
        assert deeds
        for deed in deeds:
            during = person.recording.image[(t >= deed.start) & (t <= deed.end), :, :2]
            assert ((during > -0.02) & (during < 1.02)).all()
        times = [moment for deed in deeds for moment in (deed.start, deed.end)]
        assert times == sorted(times)
        assert t[0] <= times[0]
        assert times[-1] <= t[-1]
        assert (np.diff(t) > 0).all()
        assert FRAME_RATE_RANGE_HZ[0] * 0.9 <= len(t) / t[-1] <= FRAME_RATE_RANGE_HZ[1] * 1.1
        middle = person.recording.world[:, 23:25].mean(axis=1)
        assert np.nan_to_num(middle) == pytest.approx(np.zeros((len(t), 3)), abs=1e-9)


@every_exercise
def test_the_same_seed_is_the_same_person_and_another_is_not(exercise: Exercise) -> None:
    first, again, other = (simulate_person(exercise, exercise.levels[0], seed) for seed in (3, 3, 4))
    assert first.truth == again.truth
    np.testing.assert_array_equal(first.recording.image, again.recording.image)
    assert first.truth != other.truth


def test_the_model_errs_as_much_as_over_real_people() -> None:
    """Thigh and shank vary by 2 to 8 % over the real recordings; a person who keeps still wanders by 0.1 to 2 %."""
    bridge = EXERCISES["glute-bridge"]
    varies, near, far = [], [], []
    for seed in range(12):
        seen_ = simulate_person(bridge, bridge.levels[0], seed).recording
        there = ~np.isnan(seen_.world[:, 0, 0])
        world, visible = seen_.world[there], seen_.image[there, :, 3]
        for a, b in ((L.LEFT_HIP, L.LEFT_KNEE), (L.RIGHT_KNEE, L.RIGHT_ANKLE)):
            long = _long(world, a, b)
            varies.append(long.std() / long.mean())
        knees = np.median(visible[:, [L.LEFT_KNEE, L.RIGHT_KNEE]], axis=0)
        near.append(knees.max())
        far.append(knees.min())
    assert 0.02 <= np.median(varies) <= 0.08
    assert np.median(near) > 0.93
    assert 0.25 <= np.median(far) <= 0.9


def test_legs_change_places_in_a_side_view_only() -> None:
    trouble = ModelQuality(error_factor=0.0, failure_factor=40.0)

    def swaps(name: str) -> int:
        exercise, count = EXERCISES[name], 0
        for seed in range(3):
            marks, calm = (
                simulate_person(exercise, exercise.levels[0], seed, quality=quality).recording.image
                for quality in (trouble, ModelQuality(error_factor=0.0, failure_factor=0.0))
            )
            both = ~np.isnan(marks[:, 0, 0]) & ~np.isnan(calm[:, 0, 0])
            count += int((np.abs(marks - calm)[both, L.LEFT_KNEE, :2].max(axis=1) > 1e-6).sum())
        return count

    assert swaps("glute-bridge") > 0
    assert swaps("monster-walk") == 0


def test_there_is_plenty_of_other_movement() -> None:
    assert sum(sum_seconds(build_passages(name)) for name in OTHER_MOVEMENTS) > 6 * 60
    bridge = EXERCISES["glute-bridge"]
    assert all(len(record_movement(name, bridge, 1)) > 30 for name in ("squats", "walks to the camera"))
