"""Measures: the values for figures, and the changes they must be invariant to."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.recordings import RECORDING_NAMES, load_recording
from support.simulation.cycle import build_cycle
from support.simulation.viewpoint import fit_viewpoint

from rearguard.body.landmark import OPPOSITE_LANDMARKS
from rearguard.body.measure import MEASURES, compute_measures
from rearguard.body.pose_features import PoseFeatures
from rearguard.body.quantity import QUANTITIES
from rearguard.body.recording import FloatArray, PoseRecording
from rearguard.core.side import Side
from rearguard.library.loader import load_folders

EXERCISES = load_folders().exercises

SIDED = {"upper-knee", "leg-behind", "leg-across", "hips-tilt", "foot-up"}
"""Greater than 0 for the left: they change their sign when left and right do."""

PLACES = {"place", "standing-foot"}
"""Where one is in the picture."""
FRONTAL = {"place", "step-width"}
"""They go by which shoulder is which, and change their sign likewise, or not at all."""

NAMED = tuple(MEASURES)


def untied(name: str) -> PoseRecording:
    """Return a recording in which no two points are exactly one above the other, as rounding makes some."""
    recording = load_recording(name)
    image = recording.image + np.random.default_rng(7).uniform(-1e-4, 1e-4, recording.image.shape)
    return PoseRecording(t=recording.t, image=image, world=recording.world, size=recording.size)


def read(exercise: str, yaw: float, *, side: Side = Side.LEFT, phase: float = 0.0) -> dict[str, float]:
    """Return all measures of a figure, seen by a camera that is level with it."""
    return reads(exercise, yaw, phase, side=side)[0]


def reads(exercise: str, yaw: float, *phases: float, side: Side = Side.LEFT) -> list[dict[str, float]]:
    """Return all measures at several phases, seen by the same camera."""
    definition = EXERCISES[exercise]
    bodies = build_cycle(definition, definition.levels[0], side).interpolate(np.array(phases))
    viewpoint = fit_viewpoint(bodies, yaw=yaw, height=0.6, size=(640, 480), view_angle=20.0, fill_share=0.8)
    pixels, _ = viewpoint.project(bodies)
    unit = np.ones((len(phases), 33, 1))
    image = np.concatenate([pixels / np.array(viewpoint.size), 0 * unit, unit], axis=2)
    values = compute_measures(NAMED, PoseFeatures(image, viewpoint.compute_world(bodies), viewpoint.size))
    return [dict(zip(NAMED, row, strict=True)) for row in values.tolist()]


def test_every_measure_of_a_body_has_its_function() -> None:
    assert set(MEASURES) == {name for name, quantity in QUANTITIES.items() if quantity.landmarks}


def test_a_bridge_reads_as_it_is_drawn() -> None:
    down, up = read("glute-bridge", 90), read("glute-bridge", 90, phase=0.5)
    assert (down["hip-angle"], up["hip-angle"]) == pytest.approx((126, 178), abs=4)
    assert up["knee-angle"] == pytest.approx(78, abs=4)
    assert down["trunk-tilt"] == pytest.approx(90, abs=4)
    assert up["trunk-tilt"] > 105
    assert up["hip-line"] == pytest.approx(0, abs=0.03)
    assert up["breadth"] < 0.3


def test_a_clamshell_reads_as_it_is_drawn() -> None:
    shut, wide = read("clamshell", 0), read("clamshell", 0, phase=0.5)
    assert wide["knee-gap"] - shut["knee-gap"] > 0.25
    assert wide["knee-bend"] == pytest.approx(92, abs=6)
    assert wide["upper-knee"] > 0.5
    assert read("clamshell", 0, side=Side.RIGHT, phase=0.5)["upper-knee"] < -0.5


def test_a_side_step_reads_as_it_is_drawn() -> None:
    together, apart = reads("monster-walk", 0, 0, 0.24)
    assert together["step-width"] == pytest.approx(0.8, abs=0.1)
    assert apart["step-width"] == pytest.approx(1.42, abs=0.12)
    assert apart["knees-to-ankles"] == pytest.approx(0.93, abs=0.08)
    assert apart["place"] > together["place"]  # the first step is to the left


@pytest.mark.parametrize("yaw", [90, -90])
def test_the_runners_leg_behind_is_found_from_both_sides(yaw: float) -> None:
    left = read("runners-stretch", yaw, phase=0.5)
    assert left["leg-behind"] > 0.5
    assert left["rear-knee"] == pytest.approx(173, abs=5)
    assert left["front-knee"] == pytest.approx(146, abs=6)
    assert left["rear-extension"] > 5
    assert 2 < left["lean-back"] < 8
    assert read("runners-stretch", yaw, side=Side.RIGHT, phase=0.5)["leg-behind"] < -0.5


@pytest.mark.parametrize("yaw", [0, 30, 90, -90])
def test_a_crossed_leg_is_found_from_every_side(yaw: float) -> None:
    left = read("piriformis-stretch", yaw)
    assert left["crossing"] < 0.45
    assert left["leg-across"] > 0.5
    assert read("piriformis-stretch", yaw, side=Side.RIGHT)["leg-across"] < -0.5


@pytest.mark.parametrize("name", RECORDING_NAMES)
def test_swapped_sides_make_no_measure_jump(name: str) -> None:
    recording = untied(name)
    swapped = PoseFeatures(
        recording.image[:, OPPOSITE_LANDMARKS], recording.world[:, OPPOSITE_LANDMARKS], recording.size
    )
    before = compute_measures(NAMED, PoseFeatures(recording.image, recording.world, recording.size))
    for i, (column, other) in enumerate(zip(before.T, compute_measures(NAMED, swapped).T, strict=True)):
        sign = -1 if NAMED[i] in SIDED else 1
        same = np.abs(column) - np.abs(other) if NAMED[i] in FRONTAL else column - sign * other
        assert np.nanmax(np.abs(same), initial=0.0) < 1e-6, NAMED[i]


@pytest.mark.parametrize("name", RECORDING_NAMES)
def test_a_mirror_changes_no_measure_but_the_sides(name: str) -> None:
    recording = untied(name)
    image, world = recording.image[:, OPPOSITE_LANDMARKS].copy(), recording.world[:, OPPOSITE_LANDMARKS].copy()
    image[..., 0] = 1 - image[..., 0]
    world[..., 0] *= -1
    before = compute_measures(NAMED, PoseFeatures(recording.image, recording.world, recording.size))
    after = compute_measures(NAMED, PoseFeatures(image, world, recording.size))
    for i, measured in enumerate(NAMED):
        if measured in PLACES:
            continue  # standing elsewhere is another place in a mirror
        sign = -1 if measured in SIDED else 1
        assert np.nanmax(np.abs(before[:, i] - sign * after[:, i]), initial=0.0) < 1e-6, measured


@settings(max_examples=25)
@given(
    st.sampled_from([name for name in RECORDING_NAMES if name != "yuyou-squat"]),
    st.floats(0.55, 1.0),
    st.floats(-0.2, 0.2),
    st.floats(-0.2, 0.2),
)
def test_size_and_position_change_no_measure(name: str, scale: float, right: float, down: float) -> None:
    recording = load_recording(name)
    image = recording.image.copy()
    image[..., :2] = np.clip(image[..., :2], 0.05, 0.95)  # all of it stays in the picture
    moved = image.copy()
    moved[..., :2] = (image[..., :2] - 0.5) * scale * 0.6 + 0.5 + 0.9 * np.array([right, down])
    before = compute_measures(NAMED, PoseFeatures(image, recording.world, recording.size))
    after = compute_measures(NAMED, PoseFeatures(moved, recording.world, recording.size))
    for i, measured in enumerate(NAMED):
        if measured not in PLACES:
            both = before[:, i] - after[:, i]
            assert np.nanmax(np.abs(both), initial=0.0) < 1e-6, measured


def test_what_is_not_seen_is_not_known() -> None:
    recording = load_recording("lena-glute-bridge")
    unseen = recording.image.copy()
    unseen[..., 3] = 0.1
    assert np.isnan(compute_measures(NAMED, PoseFeatures(unseen, recording.world, recording.size))).all()


def test_what_lies_outside_the_picture_is_not_known() -> None:
    recording = load_recording("tbf-glute-bridge")
    outside = recording.image.copy()
    outside[:, 29:33, 1] = 1.1
    values = compute_measures(("heel-lift", "hip-angle"), PoseFeatures(outside, recording.world, recording.size))
    assert np.isnan(values[:, 0]).all()
    assert not np.isnan(values[:, 1]).any()


@given(st.sampled_from([0.0, np.nan, np.inf, 1e300, -1.0, 0.5]), st.sampled_from([0.0, 1.0, np.nan]))
def test_nonsense_is_measured_without_a_word(number: float, visible: float) -> None:
    image: FloatArray = np.full((2, 33, 4), number)
    image[..., 3] = visible
    values = compute_measures(NAMED, PoseFeatures(image, np.full((2, 33, 3), number), (640, 480)))
    assert values.shape == (2, len(NAMED))
    assert not np.isinf(values).any()
