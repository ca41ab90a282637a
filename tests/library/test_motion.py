"""What our figures do, a body could do; and it is what the exercises ask for."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from support.drawn_figures import (
    ALL,
    COUNT,
    Drawn,
    apart,
    at,
    bend,
    cycle,
    exercise_and_level,
    figure,
    from_the_side,
    moving,
    of,
)

from rearguard.body import proportion
from rearguard.body.body_volume import rounds
from rearguard.body.landmark import Landmark, mirrored
from rearguard.body.proportion import FLESH, FOOT_HEIGHT, TRUNK
from rearguard.body.vector import angle, minus
from rearguard.core.side import Side

every_figure = pytest.mark.parametrize("drawn", [one for one in ALL if one.side is not Side.RIGHT], ids=str)
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
def test_bones_keep_their_lengths(drawn: Drawn) -> None:
    lengths = {
        "thigh": proportion.THIGH,
        "shank": proportion.SHANK,
        "upper_arm": proportion.UPPER_ARM,
        "forearm": proportion.FOREARM,
    }
    for marks in cycle(drawn):
        for name, (upper, lower) in LIMBS.items():
            expected = lengths.get(name.split("_", 1)[1])
            if expected is not None:
                assert apart(marks, upper, lower) == pytest.approx(expected, abs=1e-6)
        assert math.dist(at(marks, "hips"), at(marks, "shoulders")) == pytest.approx(TRUNK, abs=1e-6)
        assert apart(marks, "left_hip", "right_hip") == pytest.approx(proportion.HIPS, abs=1e-6)


@every_figure
def test_motion_is_smooth_and_its_end_meets_its_beginning(drawn: Drawn) -> None:
    count = 240
    marks = cycle(drawn, count)
    seconds = moving(drawn).seconds
    for mark in (Landmark.NOSE, Landmark.LEFT_HIP, Landmark.LEFT_KNEE, Landmark.RIGHT_KNEE, Landmark.LEFT_ELBOW):
        places = [body[mark] for body in marks]
        speeds = [
            [(after - now) * count / seconds for now, after in zip(a, b, strict=True)]
            for a, b in pairwise([*places, *places[:2]])
        ]
        # Metres a second that the speed changes by between two of 240 bodies; a corner would change it at once.
        assert max(math.dist(a, b) for a, b in pairwise(speeds)) < 0.15


@pytest.mark.parametrize("drawn", [one for one in ALL if one.side is Side.LEFT], ids=str)
def test_the_right_side_is_the_left_one_in_a_mirror(drawn: Drawn) -> None:
    right = cycle(drawn._replace(side=Side.RIGHT))
    for marks, other in zip(cycle(drawn), right, strict=True):
        assert mirrored(marks) == other
        assert mirrored(other) == marks


@pytest.mark.parametrize("drawn", of("glute-bridge"), ids=str)
def test_bridge_shoulders_and_head_stay_on_the_floor_and_the_hips_leave_it(drawn: Drawn) -> None:
    marks = cycle(drawn)
    for body in marks:
        assert at(body, "shoulders") == pytest.approx((0, 0.1, 0), abs=0.01)
        assert at(body, "left_ear")[1] == pytest.approx(at(marks[0], "left_ear")[1], abs=0.01)
    assert at(marks[0], "hips")[1] == pytest.approx(FLESH["hip"], abs=0.01)
    assert max(at(body, "hips")[1] for body in marks) > 0.25


@pytest.mark.parametrize("drawn", [one for one in of("glute-bridge") if one.level != "walk-outs"], ids=str)
def test_bridge_is_a_line_at_the_top_with_the_heels_under_the_knees(drawn: Drawn) -> None:
    side = "right" if drawn.side is Side.RIGHT else "left"
    motion = moving(drawn)
    top = cycle(drawn)[round((motion.moments[1] + motion.moments[-1]) / 2 * COUNT)]
    assert 165 <= bend(from_the_side(top), f"{side}_shoulder", f"{side}_hip", f"{side}_knee") <= 185
    assert 60 <= bend(top, f"{side}_hip", f"{side}_knee", f"{side}_ankle") <= 100
    assert 0.9 <= apart(top, "left_knee", "right_knee") / apart(top, "left_hip", "right_hip") <= 1.5


def test_the_free_leg_of_the_single_leg_bridge_is_off_the_floor_and_the_pelvis_level() -> None:
    for marks in cycle(Drawn("glute-bridge", "single-leg", Side.LEFT)):
        assert min(at(marks, f"right_{name}")[1] for name in ("ankle", "heel", "foot_index")) > 0.2
        assert at(marks, "left_hip")[1] == pytest.approx(at(marks, "right_hip")[1], abs=1e-9)


def test_walk_outs_open_the_knees_while_the_hips_stay_up_and_one_foot_stands() -> None:
    marks = cycle(Drawn("glute-bridge", "walk-outs", Side.BOTH))
    up = marks[COUNT // 6 : COUNT * 5 // 6]
    knees = [bend(body, "left_hip", "left_knee", "left_ankle") for body in up]
    assert min(knees) < 85
    assert max(knees) > 115
    for body in up:
        assert bend(from_the_side(body), "left_shoulder", "left_hip", "left_knee") >= 150
        assert min(at(body, f"{side}_ankle")[1] for side in ("left", "right")) < FOOT_HEIGHT + 0.001


def test_three_squeezes_are_three() -> None:
    heights = [at(body, "hips")[1] for body in cycle(Drawn("glute-bridge", "squeezes", Side.BOTH))]
    peaks = [b for a, b, c in zip(heights, heights[1:], heights[2:], strict=False) if b > a and b >= c]
    assert len(peaks) == 3


@pytest.mark.parametrize("drawn", of("clamshell"), ids=str)
def test_clamshell_opens_and_neither_rolls_nor_parts_the_feet(drawn: Drawn) -> None:
    top, low = ("left", "right") if drawn.side is Side.LEFT else ("right", "left")
    marks = cycle(drawn)
    for body in marks:
        assert minus(at(body, f"{top}_hip"), at(body, f"{low}_hip")) == pytest.approx((0, proportion.HIPS, 0), abs=1e-9)
        assert at(body, f"{low}_hip")[1] == pytest.approx(FLESH["hip"], abs=0.01)
        assert at(body, f"{low}_shoulder")[1] == pytest.approx(FLESH["shoulder"], abs=0.025)
        assert apart(body, "left_ankle", "right_ankle") / proportion.SHANK < 0.2
        for side in ("left", "right"):
            assert 80 <= bend(body, f"{side}_hip", f"{side}_knee", f"{side}_ankle") <= 100
            assert 120 <= bend(body, f"{side}_shoulder", f"{side}_hip", f"{side}_knee") <= 150
    opening = [
        math.degrees(math.asin((at(b, f"{top}_knee")[1] - at(b, f"{low}_knee")[1]) / proportion.THIGH)) for b in marks
    ]
    assert opening[0] < 22
    assert 25 <= max(opening) <= 45
    assert opening[COUNT // 2] == pytest.approx(max(opening), abs=0.5)


def test_the_lifted_feet_are_lifted_and_the_knee_below_is_not() -> None:
    for level in ("lifted", "lifted-band"):
        for body in cycle(Drawn("clamshell", level, Side.LEFT)):
            assert at(body, "right_heel")[1] > 0.08
            assert at(body, "right_knee")[1] == pytest.approx(FLESH["knee"], abs=0.025)


@pytest.mark.parametrize("drawn", of("monster-walk"), ids=str)
def test_monster_walk_keeps_the_band_taut_and_the_knees_over_the_feet(drawn: Drawn) -> None:
    gaps = []
    for body in cycle(drawn):
        ankles = apart(body, "left_ankle", "right_ankle")
        gaps.append(ankles / proportion.HIPS)
        across = abs(at(body, "left_knee")[0] - at(body, "right_knee")[0])
        assert 0.85 <= across / abs(at(body, "left_ankle")[0] - at(body, "right_ankle")[0]) <= 1.15
        lean = minus(at(body, "shoulders"), at(body, "hips"))
        assert abs(math.degrees(math.atan2(lean[0], lean[1]))) <= 8
        assert 10 <= math.degrees(math.atan2(lean[2], lean[1])) <= 35
        assert at(body, "left_hip")[1] == pytest.approx(at(body, "right_hip")[1], abs=1e-9)
        for side in ("left", "right"):
            assert 20 <= 180 - bend(body, f"{side}_hip", f"{side}_knee", f"{side}_ankle") <= 60
            toes = minus(at(body, f"{side}_foot_index"), at(body, f"{side}_heel"))
            assert abs(math.degrees(math.atan2(toes[0], toes[2]))) <= 15
    assert min(gaps) >= 1.2
    assert 2 <= max(gaps) <= 3.2


def test_monster_walk_goes_as_far_back_as_it_came_and_always_has_a_foot_down() -> None:
    marks = cycle(Drawn("monster-walk", "knees", Side.BOTH))
    for body, other in zip(marks, marks[COUNT // 2 :] + marks[: COUNT // 2], strict=True):
        assert at(body, "hips") == pytest.approx(at(mirrored(other), "hips"), abs=1e-9)
        assert min(at(body, f"{side}_ankle")[1] for side in ("left", "right")) == pytest.approx(FOOT_HEIGHT, abs=0.001)


@pytest.mark.parametrize("drawn", of("runners-stretch"), ids=str)
def test_runners_stretch_extends_the_rear_hip_over_a_straight_knee(drawn: Drawn) -> None:
    rear, front = ("left", "right") if drawn.side is Side.LEFT else ("right", "left")
    for body in cycle(drawn):
        trunk = minus(at(body, "shoulders"), at(body, "hips"))
        thigh = minus(at(body, f"{rear}_hip"), at(body, f"{rear}_knee"))
        extension = math.degrees(math.atan2(thigh[2], thigh[1]) - math.atan2(trunk[2], trunk[1]))
        assert 5 <= extension <= 20
        assert 0 <= -math.degrees(math.atan2(trunk[2], trunk[1])) + 1e-9 <= 12
        assert bend(body, f"{rear}_hip", f"{rear}_knee", f"{rear}_ankle") >= 165
        assert 120 <= bend(body, f"{front}_hip", f"{front}_knee", f"{front}_ankle") <= 155
        assert at(body, f"{front}_knee")[2] <= at(body, f"{front}_foot_index")[2]


@pytest.mark.parametrize("drawn", of("runners-stretch", "monster-walk"), ids=str)
def test_hands_stay_on_the_hips(drawn: Drawn) -> None:
    for body in cycle(drawn):
        for side in ("left", "right"):
            assert apart(body, f"{side}_wrist", f"{side}_hip") < 0.35 * TRUNK
            hand, hip = rounds(body)[f"{side}_hand"], rounds(body)["pelvis"]
            assert -0.01 <= hand.depth(hip) <= 0.02  # it touches


@pytest.mark.parametrize("drawn", of("piriformis-stretch"), ids=str)
def test_piriformis_stretch_sits_crosses_the_ankle_and_draws_the_knee_up(drawn: Drawn) -> None:
    crossed, other = ("left", "right") if drawn.side is Side.LEFT else ("right", "left")
    (chair,) = moving(drawn).props
    assert chair.seat is not None
    marks = cycle(drawn)
    for body in marks:
        assert at(body, "hips")[1] - chair.seat[1] == pytest.approx(FLESH["hip"], abs=0.01)
        assert apart(body, f"{crossed}_ankle", f"{other}_knee") / proportion.THIGH < 0.35
        assert at(body, "left_shoulder")[1] == pytest.approx(at(body, "right_shoulder")[1], abs=1e-9)
    reach = [math.dist(at(body, f"{crossed}_knee"), at(body, "shoulders")) for body in marks]
    assert min(reach) <= 0.9 * reach[0]


def test_glute_squeeze_tucks_the_pelvis_and_leaves_the_shoulders_easy() -> None:
    marks = cycle(Drawn("glute-squeeze", "plain", Side.BOTH))
    assert at(marks[COUNT // 2], "hips")[2] - at(marks[0], "hips")[2] > 0.02
    for body in marks:
        trunk = minus(at(body, "shoulders"), at(body, "hips"))
        assert angle(trunk, (0, 1, 0)) < 3


@pytest.mark.parametrize("drawn", ALL, ids=str)
def test_a_level_that_needs_a_thing_shows_it(drawn: Drawn) -> None:
    exercise, level = exercise_and_level(drawn)
    kinds = {prop.kind for prop in moving(drawn).props}
    needs = {need.value for need in exercise.needs | level.needs}
    assert kinds & {"band", "weight", "chair"} == needs & {"band", "weight", "chair"}
    assert ("mat" in kinds) == ("floor" in needs)


@pytest.mark.parametrize("drawn", ALL, ids=str)
def test_what_works_and_what_gets_long_is_told(drawn: Drawn) -> None:
    stretch = drawn.exercise.endswith("stretch")
    assert bool(figure(drawn).stretched) == stretch
    assert bool(figure(drawn).working) != stretch
