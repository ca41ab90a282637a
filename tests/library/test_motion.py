"""Our figures move as a body can, and as the exercises ask."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from support.drawn_figures import (
    ALL_VARIANTS,
    BODIES_PER_CYCLE,
    FigureVariant,
    build_cycle,
    build_motion,
    find_exercise_and_level,
    find_figure,
    find_position,
    measure_angle,
    measure_distance,
    project_to_side,
    select_variants,
)

from rearguard.body import proportion
from rearguard.body.body_volume import body_capsules
from rearguard.body.landmark import Landmark, mirror_landmarks
from rearguard.body.proportion import ANKLE_HEIGHT_M, FLESH_RADIUS_M, TRUNK_M
from rearguard.body.vector import angle_between, subtract
from rearguard.core.side import Side

every_figure = pytest.mark.parametrize(
    "variant", [variant for variant in ALL_VARIANTS if variant.side is not Side.RIGHT], ids=str
)
"""The right side is the left one in a mirror: that has its own test."""

LIMBS = {
    f"{side}_{name}": (f"{side}_{upper}", f"{side}_{lower}")
    for side in ("left", "right")
    for name, upper, lower in (
        ("thigh", "hip", "knee"),
        ("shank", "knee", "ankle"),
        ("upper_arm", "shoulder", "elbow"),
        ("forearm", "elbow", "wrist"),
    )
}


@every_figure
def test_bones_keep_their_lengths(variant: FigureVariant) -> None:
    lengths = {
        "thigh": proportion.THIGH_M,
        "shank": proportion.SHANK_M,
        "upper_arm": proportion.UPPER_ARM_M,
        "forearm": proportion.FOREARM_M,
    }
    for marks in build_cycle(variant):
        for name, (upper, lower) in LIMBS.items():
            expected = lengths.get(name.split("_", 1)[1])
            if expected is not None:
                assert measure_distance(marks, upper, lower) == pytest.approx(expected, abs=1e-6)
        assert math.dist(find_position(marks, "hips"), find_position(marks, "shoulders")) == pytest.approx(
            TRUNK_M, abs=1e-6
        )
        assert measure_distance(marks, "left_hip", "right_hip") == pytest.approx(proportion.HIP_WIDTH_M, abs=1e-6)


@every_figure
def test_motion_is_smooth_and_its_end_meets_its_beginning(variant: FigureVariant) -> None:
    count = 240
    marks = build_cycle(variant, count)
    seconds = build_motion(variant).seconds
    for mark in (Landmark.NOSE, Landmark.LEFT_HIP, Landmark.LEFT_KNEE, Landmark.RIGHT_KNEE, Landmark.LEFT_ELBOW):
        places = [body[mark] for body in marks]
        speeds = [
            [(after - now) * count / seconds for now, after in zip(a, b, strict=True)]
            for a, b in pairwise([*places, *places[:2]])
        ]
        # Metres a second that the speed changes by between two of 240 bodies; a corner would change it at once.
        assert max(math.dist(a, b) for a, b in pairwise(speeds)) < 0.15


@pytest.mark.parametrize("variant", [variant for variant in ALL_VARIANTS if variant.side is Side.LEFT], ids=str)
def test_the_right_side_is_the_mirrored_left_one(variant: FigureVariant) -> None:
    right = build_cycle(variant._replace(side=Side.RIGHT))
    for marks, other in zip(build_cycle(variant), right, strict=True):
        assert mirror_landmarks(marks) == other
        assert mirror_landmarks(other) == marks


@pytest.mark.parametrize("variant", select_variants("glute-bridge"), ids=str)
def test_bridge_shoulders_and_head_stay_on_the_floor_and_the_hips_leave_it(variant: FigureVariant) -> None:
    marks = build_cycle(variant)
    for body in marks:
        assert find_position(body, "shoulders") == pytest.approx((0, 0.1, 0), abs=0.01)
        assert find_position(body, "left_ear")[1] == pytest.approx(find_position(marks[0], "left_ear")[1], abs=0.01)
    assert find_position(marks[0], "hips")[1] == pytest.approx(FLESH_RADIUS_M["hip"], abs=0.01)
    assert max(find_position(body, "hips")[1] for body in marks) > 0.25


@pytest.mark.parametrize(
    "variant", [one for one in select_variants("glute-bridge") if one.level != "walk-outs"], ids=str
)
def test_bridge_is_a_line_at_the_top_with_the_heels_under_the_knees(variant: FigureVariant) -> None:
    side = "right" if variant.side is Side.RIGHT else "left"
    motion = build_motion(variant)
    top = build_cycle(variant)[round((motion.key_phases[1] + motion.key_phases[-1]) / 2 * BODIES_PER_CYCLE)]
    assert 165 <= measure_angle(project_to_side(top), f"{side}_shoulder", f"{side}_hip", f"{side}_knee") <= 185
    assert 60 <= measure_angle(top, f"{side}_hip", f"{side}_knee", f"{side}_ankle") <= 100
    assert (
        0.9 <= measure_distance(top, "left_knee", "right_knee") / measure_distance(top, "left_hip", "right_hip") <= 1.5
    )


def test_the_free_leg_of_the_single_leg_bridge_is_off_the_floor_and_the_pelvis_level() -> None:
    for marks in build_cycle(FigureVariant("glute-bridge", "single-leg", Side.LEFT)):
        assert min(find_position(marks, f"right_{name}")[1] for name in ("ankle", "heel", "foot_index")) > 0.2
        assert find_position(marks, "left_hip")[1] == pytest.approx(find_position(marks, "right_hip")[1], abs=1e-9)


def test_walk_outs_open_the_knees_while_the_hips_stay_up_and_one_foot_stands() -> None:
    marks = build_cycle(FigureVariant("glute-bridge", "walk-outs", Side.BOTH))
    up = marks[BODIES_PER_CYCLE // 6 : BODIES_PER_CYCLE * 5 // 6]
    knees = [measure_angle(body, "left_hip", "left_knee", "left_ankle") for body in up]
    assert min(knees) < 85
    assert max(knees) > 115
    for body in up:
        assert measure_angle(project_to_side(body), "left_shoulder", "left_hip", "left_knee") >= 150
        assert min(find_position(body, f"{side}_ankle")[1] for side in ("left", "right")) < ANKLE_HEIGHT_M + 0.001


def test_three_squeezes_are_three() -> None:
    heights = [
        find_position(body, "hips")[1] for body in build_cycle(FigureVariant("glute-bridge", "squeezes", Side.BOTH))
    ]
    peaks = [b for a, b, c in zip(heights, heights[1:], heights[2:], strict=False) if b > a and b >= c]
    assert len(peaks) == 3


@pytest.mark.parametrize("variant", select_variants("clamshell"), ids=str)
def test_clamshell_opens_and_neither_rolls_nor_parts_the_feet(variant: FigureVariant) -> None:
    top, low = ("left", "right") if variant.side is Side.LEFT else ("right", "left")
    marks = build_cycle(variant)
    for body in marks:
        assert subtract(find_position(body, f"{top}_hip"), find_position(body, f"{low}_hip")) == pytest.approx(
            (0, proportion.HIP_WIDTH_M, 0), abs=1e-9
        )
        assert find_position(body, f"{low}_hip")[1] == pytest.approx(FLESH_RADIUS_M["hip"], abs=0.01)
        assert find_position(body, f"{low}_shoulder")[1] == pytest.approx(FLESH_RADIUS_M["shoulder"], abs=0.025)
        assert measure_distance(body, "left_ankle", "right_ankle") / proportion.SHANK_M < 0.2
        for side in ("left", "right"):
            assert 80 <= measure_angle(body, f"{side}_hip", f"{side}_knee", f"{side}_ankle") <= 100
            assert 120 <= measure_angle(body, f"{side}_shoulder", f"{side}_hip", f"{side}_knee") <= 150
    opening = [
        math.degrees(
            math.asin((find_position(b, f"{top}_knee")[1] - find_position(b, f"{low}_knee")[1]) / proportion.THIGH_M)
        )
        for b in marks
    ]
    assert opening[0] < 22
    assert 25 <= max(opening) <= 45
    assert opening[BODIES_PER_CYCLE // 2] == pytest.approx(max(opening), abs=0.5)


def test_the_lifted_feet_are_lifted_and_the_knee_below_is_not() -> None:
    for level in ("lifted", "lifted-band"):
        for body in build_cycle(FigureVariant("clamshell", level, Side.LEFT)):
            assert find_position(body, "right_heel")[1] > 0.08
            assert find_position(body, "right_knee")[1] == pytest.approx(FLESH_RADIUS_M["knee"], abs=0.025)


@pytest.mark.parametrize("variant", select_variants("monster-walk"), ids=str)
def test_monster_walk_keeps_the_band_taut_and_the_knees_over_the_feet(variant: FigureVariant) -> None:
    gaps = []
    for body in build_cycle(variant):
        ankles = measure_distance(body, "left_ankle", "right_ankle")
        gaps.append(ankles / proportion.HIP_WIDTH_M)
        across = abs(find_position(body, "left_knee")[0] - find_position(body, "right_knee")[0])
        assert (
            0.85 <= across / abs(find_position(body, "left_ankle")[0] - find_position(body, "right_ankle")[0]) <= 1.15
        )
        lean = subtract(find_position(body, "shoulders"), find_position(body, "hips"))
        assert abs(math.degrees(math.atan2(lean[0], lean[1]))) <= 8
        assert 10 <= math.degrees(math.atan2(lean[2], lean[1])) <= 35
        assert find_position(body, "left_hip")[1] == pytest.approx(find_position(body, "right_hip")[1], abs=1e-9)
        for side in ("left", "right"):
            assert 20 <= 180 - measure_angle(body, f"{side}_hip", f"{side}_knee", f"{side}_ankle") <= 60
            toes = subtract(find_position(body, f"{side}_foot_index"), find_position(body, f"{side}_heel"))
            assert abs(math.degrees(math.atan2(toes[0], toes[2]))) <= 15
    assert min(gaps) >= 1.2
    assert 2 <= max(gaps) <= 3.2


def test_monster_walk_goes_as_far_back_as_it_came_and_always_has_a_foot_down() -> None:
    marks = build_cycle(FigureVariant("monster-walk", "knees", Side.BOTH))
    for body, other in zip(marks, marks[BODIES_PER_CYCLE // 2 :] + marks[: BODIES_PER_CYCLE // 2], strict=True):
        assert find_position(body, "hips") == pytest.approx(find_position(mirror_landmarks(other), "hips"), abs=1e-9)
        assert min(find_position(body, f"{side}_ankle")[1] for side in ("left", "right")) == pytest.approx(
            ANKLE_HEIGHT_M, abs=0.001
        )


@pytest.mark.parametrize("variant", select_variants("runners-stretch"), ids=str)
def test_runners_stretch_extends_the_rear_hip_over_a_straight_knee(variant: FigureVariant) -> None:
    rear, front = ("left", "right") if variant.side is Side.LEFT else ("right", "left")
    for body in build_cycle(variant):
        trunk = subtract(find_position(body, "shoulders"), find_position(body, "hips"))
        thigh = subtract(find_position(body, f"{rear}_hip"), find_position(body, f"{rear}_knee"))
        extension = math.degrees(math.atan2(thigh[2], thigh[1]) - math.atan2(trunk[2], trunk[1]))
        assert 5 <= extension <= 20
        assert 0 <= -math.degrees(math.atan2(trunk[2], trunk[1])) + 1e-9 <= 12
        assert measure_angle(body, f"{rear}_hip", f"{rear}_knee", f"{rear}_ankle") >= 165
        assert 120 <= measure_angle(body, f"{front}_hip", f"{front}_knee", f"{front}_ankle") <= 155
        assert find_position(body, f"{front}_knee")[2] <= find_position(body, f"{front}_foot_index")[2]


@pytest.mark.parametrize("variant", select_variants("runners-stretch", "monster-walk"), ids=str)
def test_hands_stay_on_the_hips(variant: FigureVariant) -> None:
    for body in build_cycle(variant):
        for side in ("left", "right"):
            assert measure_distance(body, f"{side}_wrist", f"{side}_hip") < 0.35 * TRUNK_M
            hand, hip = body_capsules(body)[f"{side}_hand"], body_capsules(body)["pelvis"]
            assert -0.01 <= hand.overlap_depth(hip) <= 0.02  # it touches


@pytest.mark.parametrize("variant", select_variants("piriformis-stretch"), ids=str)
def test_piriformis_stretch_sits_crosses_the_ankle_and_draws_the_knee_up(variant: FigureVariant) -> None:
    crossed, other = ("left", "right") if variant.side is Side.LEFT else ("right", "left")
    (chair,) = build_motion(variant).props
    assert chair.seat is not None
    marks = build_cycle(variant)
    for body in marks:
        assert find_position(body, "hips")[1] - chair.seat[1] == pytest.approx(FLESH_RADIUS_M["hip"], abs=0.01)
        assert measure_distance(body, f"{crossed}_ankle", f"{other}_knee") / proportion.THIGH_M < 0.35
        assert find_position(body, "left_shoulder")[1] == pytest.approx(
            find_position(body, "right_shoulder")[1], abs=1e-9
        )
    reach = [math.dist(find_position(body, f"{crossed}_knee"), find_position(body, "shoulders")) for body in marks]
    assert min(reach) <= 0.9 * reach[0]


def test_glute_squeeze_tucks_the_pelvis_and_leaves_the_shoulders_easy() -> None:
    marks = build_cycle(FigureVariant("glute-squeeze", "plain", Side.BOTH))
    assert find_position(marks[BODIES_PER_CYCLE // 2], "hips")[2] - find_position(marks[0], "hips")[2] > 0.02
    for body in marks:
        trunk = subtract(find_position(body, "shoulders"), find_position(body, "hips"))
        assert angle_between(trunk, (0, 1, 0)) < 3


@pytest.mark.parametrize("variant", ALL_VARIANTS, ids=str)
def test_a_level_that_needs_a_thing_shows_it(variant: FigureVariant) -> None:
    exercise, level = find_exercise_and_level(variant)
    kinds = {prop.kind for prop in build_motion(variant).props}
    needs = {need.value for need in exercise.needs | level.needs}
    assert kinds & {"band", "weight", "chair"} == needs & {"band", "weight", "chair"}
    assert ("mat" in kinds) == ("floor" in needs)


@pytest.mark.parametrize("variant", ALL_VARIANTS, ids=str)
def test_working_and_stretched_muscles_are_listed(variant: FigureVariant) -> None:
    stretch = variant.exercise.endswith("stretch")
    assert bool(find_figure(variant).stretched) == stretch
    assert bool(find_figure(variant).working) != stretch
