"""A coach with arbitrary camera input: it never raises, invents nothing, and gives the same live as from a file."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.recordings import RECORDING_NAMES, load_recording
from support.simulation.person import simulate_person

from rearguard.body.landmark import OPPOSITE_LANDMARKS
from rearguard.body.recording import FloatArray, PoseRecording
from rearguard.coach.coach import Coach
from rearguard.coach.report import SetReport, review_recording
from rearguard.core.observation import Fault, Hold, Observation, Rep, TrackingLost, TrackingRegained
from rearguard.library.exercise import Exercise
from rearguard.library.loader import load_folders

WATCHED = {exercise.id: exercise for exercise in load_folders().exercises.values() if exercise.watch is not None}

exercises = st.sampled_from(list(WATCHED.values()))


def live(exercise: Exercise, recording: PoseRecording) -> list[Observation]:
    """Show a coach a recording sight by sight."""
    coach = Coach(exercise)
    return [*(observation for sight in recording.frames() for observation in coach.observe(sight)), *coach.finish()]


def rounded(observations: list[Observation]) -> list[tuple[str, str]]:
    """Return observations without the last digits: arithmetic on arrays may round differently than on numbers."""
    return [
        (
            type(observation).__name__,
            " ".join(str(round(part, 6)) if isinstance(part, float) else str(part) for part in parts),
        )
        for observation in observations
        for parts in [[getattr(observation, name) for name in observation.__dataclass_fields__]]
    ]


def make_recording(t: FloatArray, image: FloatArray, world: FloatArray) -> PoseRecording:
    return PoseRecording(t=t, image=image, world=world, size=(640, 480))


def counted(report: SetReport) -> tuple[int, int]:
    return len(report.reps), len(report.holds)


@pytest.mark.parametrize("exercise", WATCHED.values(), ids=lambda exercise: exercise.id)
@pytest.mark.parametrize("name", RECORDING_NAMES)
def test_live_is_as_from_a_file(name: str, exercise: Exercise) -> None:
    recording = load_recording(name)
    assert rounded(live(exercise, recording)) == rounded(list(Coach(exercise).review(recording)))


@settings(max_examples=6, deadline=None)
@given(exercises, st.integers(0, 10_000))
def test_live_is_as_from_a_file_for_anybody(exercise: Exercise, seed: int) -> None:
    recording = simulate_person(exercise, exercise.levels[0], seed).recording
    assert rounded(live(exercise, recording)) == rounded(list(Coach(exercise).review(recording)))


@given(exercises, st.sampled_from([0.0, 1.0, 0.5, -3.0, 1e30, np.inf, np.nan]), st.integers(0, 40))
def test_nothing_comes_of_constant_numbers(exercise: Exercise, number: float, count: int) -> None:
    recording = make_recording(np.arange(count) / 10, np.full((count, 33, 4), number), np.full((count, 33, 3), number))
    assert counted(review_recording(exercise, recording)) == (0, 0)


@settings(max_examples=40, deadline=None)
@given(exercises, st.integers(0, 2**32 - 1), st.sampled_from([4.0, 10.0, 30.0]), st.floats(0.01, 1.0))
def test_nothing_comes_of_noise(exercise: Exercise, seed: int, rate: float, wide: float) -> None:
    chance, count = np.random.default_rng(seed), 300
    image = 0.5 + wide * chance.uniform(-0.5, 0.5, (count, 33, 4))
    image[..., 3] = 1.0
    world = wide * chance.uniform(-1, 1, (count, 33, 3))
    assert counted(review_recording(exercise, make_recording(np.arange(count) / rate, image, world))) == (0, 0)


@settings(deadline=None)
@given(exercises, st.sampled_from(RECORDING_NAMES), st.integers(0, 30), st.floats(0.0, 0.01))
def test_no_repetition_comes_of_keeping_still(exercise: Exercise, name: str, moment: int, shaking: float) -> None:
    recording = load_recording(name)
    at = moment * (len(recording) - 1) // 30
    shake = np.random.default_rng(moment).normal(0, shaking, (100, 33, 4))
    shake[..., 3] = 0
    image = recording.image[at] + shake
    assert (
        review_recording(exercise, make_recording(np.arange(100) / 12, image, recording.world[[at] * 100])).reps == ()
    )


@settings(max_examples=30, deadline=None)
@given(exercises, st.sampled_from(RECORDING_NAMES), st.lists(st.floats(), min_size=40, max_size=40))
def test_times_may_be_anything(exercise: Exercise, name: str, times: list[float]) -> None:
    recording = load_recording(name)
    coach = Coach(exercise)
    observations = [
        observation
        for t, sight in zip(times, recording.frames(), strict=False)
        for observation in coach.observe(type(sight)(t=t, people=sight.people, size=sight.size))
    ]
    spans = [(one.start, one.end) for one in (*observations, *coach.finish()) if isinstance(one, Rep | Hold | Fault)]
    assert all(math.isfinite(start) and start <= end for start, end in spans)


@settings(max_examples=20, deadline=None)
@given(exercises, st.sampled_from(RECORDING_NAMES), st.integers(0, 2**32 - 1))
def test_damaged_landmarks_never_raise_and_add_nothing(exercise: Exercise, name: str, seed: int) -> None:
    recording, chance = load_recording(name), np.random.default_rng(seed)
    image, world = recording.image.copy(), recording.world.copy()
    image[chance.random(image.shape) < 0.05] = np.nan
    world[chance.random(world.shape) < 0.05] = np.nan
    whole, damaged = (
        review_recording(exercise, recording),
        review_recording(exercise, PoseRecording(t=recording.t, image=image, world=world, size=recording.size)),
    )
    assert len(damaged.reps) <= len(whole.reps)


@pytest.mark.parametrize("exercise", WATCHED.values(), ids=lambda exercise: exercise.id)
@pytest.mark.parametrize("seed", range(3))
def test_in_a_mirror_as_much_is_counted(exercise: Exercise, seed: int) -> None:
    recording = simulate_person(exercise, exercise.levels[0], seed).recording
    image, world = recording.image[:, OPPOSITE_LANDMARKS].copy(), recording.world[:, OPPOSITE_LANDMARKS].copy()
    image[..., 0] = 1 - image[..., 0]
    world[..., 0] *= -1
    mirror = PoseRecording(t=recording.t, image=image, world=world, size=recording.size)
    assert counted(review_recording(exercise, mirror)) == counted(review_recording(exercise, recording))


@pytest.mark.parametrize("exercise", WATCHED.values(), ids=lambda exercise: exercise.id)
@pytest.mark.parametrize("seed", range(3))
def test_a_person_45_percent_smaller_gets_the_same_counts(exercise: Exercise, seed: int) -> None:
    recording = simulate_person(exercise, exercise.levels[0], seed).recording
    inside = np.abs(recording.image[..., :2] - 0.5).max(axis=-1) <= 0.5
    image = recording.image.copy()
    image[..., 3] = np.where(inside, image[..., 3], 0.0)  # what was outside stays invisible
    image[..., :2] = 0.5 + 0.55 * (image[..., :2] - 0.5)
    small = PoseRecording(t=recording.t, image=image, world=recording.world, size=recording.size)
    assert counted(review_recording(exercise, small)) == counted(review_recording(exercise, recording))


@settings(max_examples=8, deadline=None)
@given(exercises, st.integers(0, 10_000))
def test_observations_are_in_order(exercise: Exercise, seed: int) -> None:
    recording = simulate_person(exercise, exercise.levels[0], seed).recording
    observations = live(exercise, recording)
    reps = [observation for observation in observations if isinstance(observation, Rep)]
    assert all(before.end <= after.start for before, after in pairwise(reps))
    assert all(rep.start < rep.peak < rep.end for rep in reps)
    news = [observation for observation in observations if isinstance(observation, TrackingLost | TrackingRegained)]
    twice = [after for before, after in pairwise(news) if isinstance(before, TrackingLost)]
    assert not any(isinstance(one, TrackingLost) for one in twice)
