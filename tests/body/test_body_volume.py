"""How thick a body is, and how deep two parts of it are in each other."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rearguard.body.body_volume import PAIRS, Round, deepest, rounds
from rearguard.body.landmark import mirrored
from rearguard.body.posture import Angles, Posture
from rearguard.body.skeleton import stand
from rearguard.body.vector import Vector, between

places = st.tuples(*[st.floats(-0.5, 0.5)] * 3)
radii = st.floats(0.02, 0.1)
parts = st.builds(lambda a, b, r: Round(a, b, r, r), places, places, radii)
ARM = Angles(joint=(0.0, 10.0, 0.0))
LEG = Angles()


def standing(**said: Angles) -> Posture:
    left_arm, left_leg = said.get("left_arm", ARM), said.get("left_leg", LEG)
    return Posture(place=(0.0, 0.9, 0.0), left_arm=left_arm, right_arm=ARM, left_leg=left_leg, right_leg=LEG)


def looked_at(one: Round, other: Round) -> float:
    """Return the depth of two parts of even thickness by trying many points of both."""

    def points(part: Round) -> list[Vector]:
        return [between(part.begin, part.end, i / 30) for i in range(31)]

    return one.thick + other.thick - min(math.dist(a, b) for a in points(one) for b in points(other))


SHORT = 1e-4
"""Metres: a part that is shorter still is taken for a ball."""


@given(parts, parts)
def test_the_depth_is_that_at_the_nearest_points_and_the_same_from_both_sides(one: Round, other: Round) -> None:
    assert one.depth(other) == pytest.approx(looked_at(one, other), abs=0.03)
    assert one.depth(other) >= looked_at(one, other) - SHORT
    assert one.depth(other) == pytest.approx(other.depth(one), abs=SHORT)


def test_a_ball_is_a_part_too() -> None:
    one, other = (Round((x, 0.0, 0.0), (x, 0.0, 0.0), 0.1, 0.1) for x in (0.0, 0.15))
    assert one.depth(other) == pytest.approx(0.05)


@given(parts)
def test_the_ball_round_a_part_holds_it(part: Round) -> None:
    x, y, z, radius = part.ball
    assert math.dist((x, y, z), part.begin) + part.thick <= radius + 1e-9
    assert math.dist((x, y, z), part.end) + part.thin <= radius + 1e-9


def test_nothing_of_who_stands_is_in_anything_else() -> None:
    assert list(deepest(rounds(stand(standing()).landmarks))) == []


def test_a_leg_that_is_bent_into_the_other_is_in_it() -> None:
    crossed = stand(standing(left_leg=Angles(joint=(0.0, -15.0, 0.0))))
    found = {(one, other): depth for one, other, depth in deepest(rounds(crossed.landmarks))}
    assert found["left_shank", "right_shank"] > 0.03


def test_an_elbow_in_the_belly_is_found() -> None:
    arm = Angles(joint=(0.0, -30.0, 0.0), hinge=20.0)
    found = {other for one, other, depth in deepest(rounds(stand(standing(left_arm=arm)).landmarks)) if depth > 0.03}
    assert found & {"belly", "waist"}


def test_who_is_seen_in_a_mirror_is_as_thick() -> None:
    marks = stand(standing(left_arm=Angles(joint=(40.0, 20.0, 0.0), hinge=60.0))).landmarks
    here, there = rounds(marks), rounds(mirrored(marks))
    for name, part in here.items():
        other = {"left": "right", "right": "left"}.get(name[: name.find("_")])
        twin = there[name if other is None else other + name[name.find("_") :]]
        assert (twin.thick, twin.lowest) == pytest.approx((part.thick, part.lowest))


def test_every_two_limbs_that_do_not_join_are_compared() -> None:
    assert ("left_thigh", "right_thigh") in PAIRS
    assert ("left_forearm", "pelvis") in PAIRS
    assert ("left_hand", "head") in PAIRS
    assert ("left_thigh", "left_shank") not in PAIRS
    assert ("left_shank", "right_thigh") in {*PAIRS, *(pair[::-1] for pair in PAIRS)}
