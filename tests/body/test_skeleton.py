"""From joint angles, and from where hands and feet rest, to 33 landmarks, and back to the angles."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rearguard.body import proportion
from rearguard.body.joint import angles, beyond
from rearguard.body.landmark import OPPOSITE, Landmark, mirrored
from rearguard.body.posture import Angles, Contact, Limb, Posture
from rearguard.body.skeleton import stand
from rearguard.body.two_bone_reach import middle
from rearguard.body.vector import (
    UPRIGHT,
    Vector,
    across,
    add,
    cross,
    dot,
    inward,
    length,
    minus,
    outward,
    times,
    turned,
    unit,
)

HEIGHT = proportion.FOOT_HEIGHT + proportion.SHANK + proportion.THIGH
PLAIN = Angles()


def posture(
    *,
    left_leg: Limb = PLAIN,
    left_arm: Limb = PLAIN,
    turn: Vector = (0.0, 0.0, 0.0),
    spine: Vector = (0.0, 0.0, 0.0),
) -> Posture:
    return Posture(
        place=(0.0, HEIGHT, 0.0),
        turn=turn,
        spine=spine,
        left_leg=left_leg,
        right_leg=PLAIN,
        left_arm=left_arm,
        right_arm=PLAIN,
    )


degrees = st.floats(-180, 180)


def test_who_stands_faces_z_with_the_left_on_the_side_of_x_and_the_feet_on_the_floor() -> None:
    marks = stand(posture()).landmarks
    assert len(marks) == len(Landmark) == 33
    assert marks[Landmark.LEFT_HIP] == pytest.approx((proportion.HIPS / 2, HEIGHT, 0))
    assert marks[Landmark.LEFT_KNEE] == pytest.approx((proportion.HIPS / 2, HEIGHT - proportion.THIGH, 0))
    assert marks[Landmark.RIGHT_ANKLE] == pytest.approx((-proportion.HIPS / 2, proportion.FOOT_HEIGHT, 0))
    assert marks[Landmark.LEFT_SHOULDER][1] == pytest.approx(0.818 * proportion.STATURE)
    assert marks[Landmark.LEFT_EYE][1] == pytest.approx(0.936 * proportion.STATURE)
    assert marks[Landmark.NOSE][2] > marks[Landmark.LEFT_EAR][2]
    assert marks[Landmark.LEFT_FOOT_INDEX][2] > 0 > marks[Landmark.LEFT_HEEL][2]
    assert min(place[1] for place in marks) == pytest.approx(0.01, abs=0.005)
    for place, other in zip(marks, mirrored(marks), strict=True):
        assert place == pytest.approx(other)


def test_a_seated_leg_bends_forward_at_the_hip_and_back_at_the_knee() -> None:
    marks = stand(posture(left_leg=Angles(joint=(90, 0, 0), hinge=90))).landmarks
    hip = marks[Landmark.LEFT_HIP]
    assert marks[Landmark.LEFT_KNEE] == pytest.approx(add(hip, (0, 0, proportion.THIGH)))
    assert marks[Landmark.LEFT_ANKLE] == pytest.approx(add(hip, (0, -proportion.SHANK, proportion.THIGH)))


def test_an_arm_raised_aside_points_away_and_its_forearm_bends_forward() -> None:
    marks = stand(posture(left_arm=Angles(joint=(0, 90, 0), hinge=90))).landmarks
    shoulder = marks[Landmark.LEFT_SHOULDER]
    assert marks[Landmark.LEFT_ELBOW] == pytest.approx(add(shoulder, (proportion.UPPER_ARM, 0, 0)))
    assert marks[Landmark.LEFT_WRIST] == pytest.approx(add(shoulder, (proportion.UPPER_ARM, 0, proportion.FOREARM)))


@given(
    flexion=st.floats(-30, 125),
    abduction=st.floats(-30, 50),
    rotation=st.floats(-45, 75),
    knee=st.floats(0, 140),
    foot=st.floats(-50, 25),
    turn=st.tuples(degrees, degrees, degrees),
)
def test_angles_that_were_put_in_are_measured_whatever_way_the_body_lies(
    *, flexion: float, abduction: float, rotation: float, knee: float, foot: float, turn: Vector
) -> None:
    leg = Angles(joint=(flexion, abduction, rotation), hinge=knee, foot=foot)
    body = stand(posture(left_leg=leg, turn=turn))
    found = angles(body)
    assert found["left_hip_flexion"] == pytest.approx(flexion, abs=1e-6)
    assert found["left_hip_abduction"] == pytest.approx(abduction, abs=1e-6)
    assert found["left_hip_rotation"] == pytest.approx(rotation, abs=1e-6)
    assert found["left_knee_flexion"] == pytest.approx(knee, abs=1e-6)
    assert found["left_ankle_flexion"] == pytest.approx(foot, abs=1e-6)
    assert beyond(body) == {}


@given(place=st.tuples(st.floats(-0.3, 0.5), st.floats(0.05, 0.6), st.floats(-0.3, 0.6)), bend=st.floats(-60, 60))
def test_a_foot_that_rests_is_where_it_rests_and_misses_what_is_out_of_reach(place: Vector, bend: float) -> None:
    side = math.radians(bend)
    body = stand(posture(left_leg=Contact(at=place, bend=(math.sin(side), 0.2, math.cos(side)))))
    marks = body.landmarks
    assert math.dist(marks[Landmark.LEFT_ANKLE], place) == pytest.approx(body.missed["left_leg"], abs=1e-6)
    assert math.dist(marks[Landmark.LEFT_HIP], marks[Landmark.LEFT_KNEE]) == pytest.approx(proportion.THIGH)
    assert math.dist(marks[Landmark.LEFT_KNEE], marks[Landmark.LEFT_ANKLE]) == pytest.approx(proportion.SHANK)
    assert -1e-4 <= angles(body)["left_knee_flexion"] <= 180


def test_a_knee_that_points_backwards_is_beyond_what_a_hip_can_turn() -> None:
    ahead = stand(posture(left_leg=Contact(at=(0.1, 0.2, 0.1), bend=(0, 0, 1))))
    back = stand(posture(left_leg=Contact(at=(0.1, 0.2, 0.1), bend=(0, 0, -1))))
    assert beyond(ahead) == {}
    assert "left_hip_rotation" in beyond(back)


def test_a_hand_that_is_bent_is_measured_at_the_wrist_and_a_forearm_by_the_thumb() -> None:
    def hand(point: Vector, thumb: Vector) -> dict[str, float]:
        resting = Contact(at=(0.35, 1.0, 0.3), bend=(1, 0, -1), point=point, thumb=thumb)
        body = stand(posture(left_arm=resting))
        return {name.removeprefix("left_"): angle for name, angle in angles(body).items()}

    marks = stand(posture(left_arm=Contact(at=(0.35, 1.0, 0.3), bend=(1, 0, -1)))).landmarks
    fore = minus(marks[Landmark.LEFT_WRIST], marks[Landmark.LEFT_ELBOW])
    thumb = across(minus(marks[Landmark.LEFT_INDEX], marks[Landmark.LEFT_PINKY]), unit(fore))
    straight = hand(fore, thumb)
    assert [straight[name] for name in ("wrist_flexion", "wrist_deviation", "forearm_rotation")] == pytest.approx(
        [0, 0, 0], abs=1e-6
    )
    along = unit(fore)
    to_the_thumb = hand(add(along, times(thumb, math.tan(math.radians(20)))), thumb)
    assert to_the_thumb["wrist_deviation"] == pytest.approx(20)
    palm = cross(along, thumb)
    to_the_palm = hand(add(along, times(palm, math.tan(math.radians(30)))), thumb)
    assert to_the_palm["wrist_flexion"] == pytest.approx(30)
    assert abs(hand(fore, times(thumb, -1))["forearm_rotation"]) == pytest.approx(180, abs=1e-6)
    assert hand(fore, palm)["forearm_rotation"] == pytest.approx(-90)


def test_a_head_that_is_bent_is_measured_at_the_neck() -> None:
    found = angles(
        stand(
            Posture(place=(0, 1, 0), neck=(20, 0, 0), left_arm=PLAIN, right_arm=PLAIN, left_leg=PLAIN, right_leg=PLAIN)
        )
    )
    assert found["neck_flexion"] == pytest.approx(20)
    found = angles(
        stand(
            Posture(place=(0, 1, 0), neck=(0, 0, 30), left_arm=PLAIN, right_arm=PLAIN, left_leg=PLAIN, right_leg=PLAIN)
        )
    )
    assert abs(found["neck_bending"]) == pytest.approx(30)


@given(turn=st.tuples(degrees, degrees, degrees), spine=st.tuples(*[st.floats(-20, 20)] * 3))
def test_a_hand_on_the_hip_goes_where_the_hip_goes(turn: Vector, spine: Vector) -> None:
    hand = Contact(on=Landmark.LEFT_HIP, at=(0.08, 0.11, 0.01), bend=(1, -0.2, -0.5))
    body = stand(posture(left_arm=hand, turn=turn, spine=spine))
    way = math.dist(body.landmarks[Landmark.LEFT_WRIST], body.landmarks[Landmark.LEFT_HIP])
    assert way == pytest.approx(length(hand.at))
    assert body.missed["left_arm"] == 0


def test_who_lies_by_the_shoulders_keeps_them_while_the_pelvis_moves() -> None:
    for pitch in (-90, -100, -112):
        lying = Posture(
            place=(0.0, 0.1, 0.0),
            by_shoulders=True,
            turn=(pitch, 0.0, 0.0),
            left_leg=PLAIN,
            right_leg=PLAIN,
            left_arm=PLAIN,
            right_arm=PLAIN,
        )
        marks = stand(lying).landmarks
        assert marks[Landmark.LEFT_SHOULDER] == pytest.approx((proportion.SHOULDERS / 2, 0.1, 0))
        rise = proportion.TRUNK * math.sin(math.radians(-90 - pitch))
        assert marks[Landmark.LEFT_HIP][1] == pytest.approx(0.1 + rise)


@given(
    target=st.tuples(st.floats(-0.5, 0.5), st.floats(-0.5, 0.5), st.floats(-0.5, 0.5)),
    bend=st.tuples(st.floats(-1, 1), st.floats(-1, 1), st.floats(-1, 1)),
)
def test_the_joint_between_two_bones_is_a_bones_length_from_the_root(target: Vector, bend: Vector) -> None:
    found = middle((0.0, 0.0, 0.0), target, 0.4, 0.3, bend)
    assert length(found) == pytest.approx(0.4)
    if 0.1 <= length(target) <= 0.7:
        assert math.dist(found, target) == pytest.approx(0.3, abs=1e-6)


@given(pitch=degrees, yaw=degrees, roll=degrees)
def test_turned_axes_stay_at_right_angles_and_right_handed(pitch: float, yaw: float, roll: float) -> None:
    left, up, ahead = axes = turned(UPRIGHT, pitch=pitch, yaw=yaw, roll=roll)
    assert dot(left, up) == pytest.approx(0, abs=1e-9)
    assert cross(left, up) == pytest.approx(ahead, abs=1e-9)
    assert inward(axes, outward(axes, (0.1, 0.2, 0.3))) == pytest.approx((0.1, 0.2, 0.3))


def test_every_landmark_is_the_opposite_of_its_opposite() -> None:
    assert [OPPOSITE[OPPOSITE[mark]] for mark in Landmark] == list(Landmark)
    assert OPPOSITE[Landmark.NOSE] is Landmark.NOSE
    assert OPPOSITE[Landmark.MOUTH_LEFT] is Landmark.MOUTH_RIGHT
