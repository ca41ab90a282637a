"""The thickness of a body, and the depth of overlap of two parts."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rearguard.body.body_volume import SEPARATE_PAIRS, TaperedCapsule, body_capsules, find_overlaps
from rearguard.body.landmark import mirror_landmarks
from rearguard.body.posture import BodyPose, LimbAngles
from rearguard.body.skeleton import build_body
from rearguard.body.vector import Vector, interpolate

places = st.tuples(*[st.floats(-0.5, 0.5)] * 3)
radii = st.floats(0.02, 0.1)
parts = st.builds(lambda a, b, r: TaperedCapsule(a, b, r, r), places, places, radii)
ARM = LimbAngles(ball_joint=(0.0, 10.0, 0.0))
LEG = LimbAngles()


def standing(**limbs: LimbAngles) -> BodyPose:
    left_arm, left_leg = limbs.get("left_arm", ARM), limbs.get("left_leg", LEG)
    return BodyPose(position=(0.0, 0.9, 0.0), left_arm=left_arm, right_arm=ARM, left_leg=left_leg, right_leg=LEG)


def looked_at(first: TaperedCapsule, other: TaperedCapsule) -> float:
    """Return the depth of two parts of even thickness by trying many points of both."""

    def points(part: TaperedCapsule) -> list[Vector]:
        return [interpolate(part.begin, part.end, i / 30) for i in range(31)]

    return first.begin_radius + other.begin_radius - min(math.dist(a, b) for a in points(first) for b in points(other))


SHORT = 1e-4
"""Metres: a part that is shorter still is taken for a ball."""


@given(parts, parts)
def test_the_depth_is_that_at_the_nearest_points_and_the_same_from_both_sides(
    first: TaperedCapsule, other: TaperedCapsule
) -> None:
    assert first.overlap_depth(other) == pytest.approx(looked_at(first, other), abs=0.03)
    assert first.overlap_depth(other) >= looked_at(first, other) - SHORT
    assert first.overlap_depth(other) == pytest.approx(other.overlap_depth(first), abs=SHORT)


def test_a_ball_is_a_part_too() -> None:
    first, other = (TaperedCapsule((x, 0.0, 0.0), (x, 0.0, 0.0), 0.1, 0.1) for x in (0.0, 0.15))
    assert first.overlap_depth(other) == pytest.approx(0.05)


@given(parts)
def test_the_ball_round_a_part_holds_it(part: TaperedCapsule) -> None:
    x, y, z, radius = part.bounding_sphere
    assert math.dist((x, y, z), part.begin) + part.begin_radius <= radius + 1e-9
    assert math.dist((x, y, z), part.end) + part.end_radius <= radius + 1e-9


def test_no_part_of_a_standing_body_is_inside_another() -> None:
    assert list(find_overlaps(body_capsules(build_body(standing()).landmarks))) == []


def test_a_leg_that_is_bent_into_the_other_is_in_it() -> None:
    crossed = build_body(standing(left_leg=LimbAngles(ball_joint=(0.0, -15.0, 0.0))))
    overlaps = {(first, other): depth for first, other, depth in find_overlaps(body_capsules(crossed.landmarks))}
    assert overlaps["left_shank", "right_shank"] > 0.03


def test_an_elbow_in_the_belly_is_found() -> None:
    arm = LimbAngles(ball_joint=(0.0, -30.0, 0.0), hinge=20.0)
    overlaps = {
        other
        for first, other, depth in find_overlaps(body_capsules(build_body(standing(left_arm=arm)).landmarks))
        if depth > 0.03
    }
    assert overlaps & {"belly", "waist"}


def test_a_mirrored_body_is_as_thick() -> None:
    marks = build_body(standing(left_arm=LimbAngles(ball_joint=(40.0, 20.0, 0.0), hinge=60.0))).landmarks
    here, there = body_capsules(marks), body_capsules(mirror_landmarks(marks))
    for name, part in here.items():
        other = {"left": "right", "right": "left"}.get(name[: name.find("_")])
        twin = there[name if other is None else other + name[name.find("_") :]]
        assert (twin.begin_radius, twin.lowest_y) == pytest.approx((part.begin_radius, part.lowest_y))


def test_every_two_limbs_that_do_not_join_are_compared() -> None:
    assert ("left_thigh", "right_thigh") in SEPARATE_PAIRS
    assert ("left_forearm", "pelvis") in SEPARATE_PAIRS
    assert ("left_hand", "head") in SEPARATE_PAIRS
    assert ("left_thigh", "left_shank") not in SEPARATE_PAIRS
    assert ("left_shank", "right_thigh") in {*SEPARATE_PAIRS, *(pair[::-1] for pair in SEPARATE_PAIRS)}
