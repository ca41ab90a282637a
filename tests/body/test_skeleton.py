"""From joint angles, and from the positions of hands and feet, to 33 landmarks, and back to the angles."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rearguard.body import proportion
from rearguard.body.joint import impossible_angles, joint_angles
from rearguard.body.landmark import OPPOSITE_LANDMARKS, Landmark, mirror_landmarks
from rearguard.body.posture import BodyPose, LimbAngles, LimbContact, LimbPose
from rearguard.body.skeleton import build_body
from rearguard.body.two_bone_reach import solve_middle_joint
from rearguard.body.vector import (
    UPRIGHT_AXES,
    Vector,
    add,
    cross,
    dot,
    length,
    multiply,
    normalize,
    perpendicular_part,
    rotate,
    subtract,
    to_local,
    to_world,
)

HEIGHT = proportion.ANKLE_HEIGHT_M + proportion.SHANK_M + proportion.THIGH_M
PLAIN = LimbAngles()


def posture(
    *,
    left_leg: LimbPose = PLAIN,
    left_arm: LimbPose = PLAIN,
    turn: Vector = (0.0, 0.0, 0.0),
    spine: Vector = (0.0, 0.0, 0.0),
) -> BodyPose:
    return BodyPose(
        position=(0.0, HEIGHT, 0.0),
        pelvis_rotation=turn,
        spine_rotation=spine,
        left_leg=left_leg,
        right_leg=PLAIN,
        left_arm=left_arm,
        right_arm=PLAIN,
    )


degrees = st.floats(-180, 180)


def test_a_standing_body_faces_z_with_its_left_towards_x_and_its_feet_on_the_floor() -> None:
    marks = build_body(posture()).landmarks
    assert len(marks) == len(Landmark) == 33
    assert marks[Landmark.LEFT_HIP] == pytest.approx((proportion.HIP_WIDTH_M / 2, HEIGHT, 0))
    assert marks[Landmark.LEFT_KNEE] == pytest.approx((proportion.HIP_WIDTH_M / 2, HEIGHT - proportion.THIGH_M, 0))
    assert marks[Landmark.RIGHT_ANKLE] == pytest.approx((-proportion.HIP_WIDTH_M / 2, proportion.ANKLE_HEIGHT_M, 0))
    assert marks[Landmark.LEFT_SHOULDER][1] == pytest.approx(0.818 * proportion.STATURE_M)
    assert marks[Landmark.LEFT_EYE][1] == pytest.approx(0.936 * proportion.STATURE_M)
    assert marks[Landmark.NOSE][2] > marks[Landmark.LEFT_EAR][2]
    assert marks[Landmark.LEFT_FOOT_INDEX][2] > 0 > marks[Landmark.LEFT_HEEL][2]
    assert min(place[1] for place in marks) == pytest.approx(0.01, abs=0.005)
    for place, other in zip(marks, mirror_landmarks(marks), strict=True):
        assert place == pytest.approx(other)


def test_a_seated_leg_bends_forward_at_the_hip_and_back_at_the_knee() -> None:
    marks = build_body(posture(left_leg=LimbAngles(ball_joint=(90, 0, 0), hinge=90))).landmarks
    hip = marks[Landmark.LEFT_HIP]
    assert marks[Landmark.LEFT_KNEE] == pytest.approx(add(hip, (0, 0, proportion.THIGH_M)))
    assert marks[Landmark.LEFT_ANKLE] == pytest.approx(add(hip, (0, -proportion.SHANK_M, proportion.THIGH_M)))


def test_an_arm_raised_aside_points_away_and_its_forearm_bends_forward() -> None:
    marks = build_body(posture(left_arm=LimbAngles(ball_joint=(0, 90, 0), hinge=90))).landmarks
    shoulder = marks[Landmark.LEFT_SHOULDER]
    assert marks[Landmark.LEFT_ELBOW] == pytest.approx(add(shoulder, (proportion.UPPER_ARM_M, 0, 0)))
    assert marks[Landmark.LEFT_WRIST] == pytest.approx(add(shoulder, (proportion.UPPER_ARM_M, 0, proportion.FOREARM_M)))


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
    leg = LimbAngles(ball_joint=(flexion, abduction, rotation), hinge=knee, foot=foot)
    body = build_body(posture(left_leg=leg, turn=turn))
    angles = joint_angles(body)
    assert angles["left_hip_flexion"] == pytest.approx(flexion, abs=1e-6)
    assert angles["left_hip_abduction"] == pytest.approx(abduction, abs=1e-6)
    assert angles["left_hip_rotation"] == pytest.approx(rotation, abs=1e-6)
    assert angles["left_knee_flexion"] == pytest.approx(knee, abs=1e-6)
    assert angles["left_ankle_flexion"] == pytest.approx(foot, abs=1e-6)
    assert impossible_angles(body) == {}


@given(place=st.tuples(st.floats(-0.3, 0.5), st.floats(0.05, 0.6), st.floats(-0.3, 0.6)), bend=st.floats(-60, 60))
def test_a_foot_that_rests_is_where_it_rests_and_misses_what_is_out_of_reach(place: Vector, bend: float) -> None:
    side = math.radians(bend)
    body = build_body(posture(left_leg=LimbContact(at=place, bend=(math.sin(side), 0.2, math.cos(side)))))
    marks = body.landmarks
    assert math.dist(marks[Landmark.LEFT_ANKLE], place) == pytest.approx(body.missed_by_m["left_leg"], abs=1e-6)
    assert math.dist(marks[Landmark.LEFT_HIP], marks[Landmark.LEFT_KNEE]) == pytest.approx(proportion.THIGH_M)
    assert math.dist(marks[Landmark.LEFT_KNEE], marks[Landmark.LEFT_ANKLE]) == pytest.approx(proportion.SHANK_M)
    assert -1e-4 <= joint_angles(body)["left_knee_flexion"] <= 180


def test_a_knee_that_points_backwards_is_beyond_what_a_hip_can_turn() -> None:
    ahead = build_body(posture(left_leg=LimbContact(at=(0.1, 0.2, 0.1), bend=(0, 0, 1))))
    back = build_body(posture(left_leg=LimbContact(at=(0.1, 0.2, 0.1), bend=(0, 0, -1))))
    assert impossible_angles(ahead) == {}
    assert "left_hip_rotation" in impossible_angles(back)


def test_a_hand_that_is_bent_is_measured_at_the_wrist_and_a_forearm_by_the_thumb() -> None:
    def hand(point: Vector, thumb: Vector) -> dict[str, float]:
        resting = LimbContact(at=(0.35, 1.0, 0.3), bend=(1, 0, -1), point=point, thumb=thumb)
        body = build_body(posture(left_arm=resting))
        return {name.removeprefix("left_"): angle for name, angle in joint_angles(body).items()}

    marks = build_body(posture(left_arm=LimbContact(at=(0.35, 1.0, 0.3), bend=(1, 0, -1)))).landmarks
    fore = subtract(marks[Landmark.LEFT_WRIST], marks[Landmark.LEFT_ELBOW])
    thumb = perpendicular_part(subtract(marks[Landmark.LEFT_INDEX], marks[Landmark.LEFT_PINKY]), normalize(fore))
    straight = hand(fore, thumb)
    assert [straight[name] for name in ("wrist_flexion", "wrist_deviation", "forearm_rotation")] == pytest.approx(
        [0, 0, 0], abs=1e-6
    )
    along = normalize(fore)
    to_the_thumb = hand(add(along, multiply(thumb, math.tan(math.radians(20)))), thumb)
    assert to_the_thumb["wrist_deviation"] == pytest.approx(20)
    palm = cross(along, thumb)
    to_the_palm = hand(add(along, multiply(palm, math.tan(math.radians(30)))), thumb)
    assert to_the_palm["wrist_flexion"] == pytest.approx(30)
    assert abs(hand(fore, multiply(thumb, -1))["forearm_rotation"]) == pytest.approx(180, abs=1e-6)
    assert hand(fore, palm)["forearm_rotation"] == pytest.approx(-90)


def test_a_head_that_is_bent_is_measured_at_the_neck() -> None:
    angles = joint_angles(
        build_body(
            BodyPose(
                position=(0, 1, 0),
                neck_rotation=(20, 0, 0),
                left_arm=PLAIN,
                right_arm=PLAIN,
                left_leg=PLAIN,
                right_leg=PLAIN,
            )
        )
    )
    assert angles["neck_flexion"] == pytest.approx(20)
    angles = joint_angles(
        build_body(
            BodyPose(
                position=(0, 1, 0),
                neck_rotation=(0, 0, 30),
                left_arm=PLAIN,
                right_arm=PLAIN,
                left_leg=PLAIN,
                right_leg=PLAIN,
            )
        )
    )
    assert abs(angles["neck_bending"]) == pytest.approx(30)


@given(turn=st.tuples(degrees, degrees, degrees), spine=st.tuples(*[st.floats(-20, 20)] * 3))
def test_a_hand_on_the_hip_goes_where_the_hip_goes(turn: Vector, spine: Vector) -> None:
    hand = LimbContact(on=Landmark.LEFT_HIP, at=(0.08, 0.11, 0.01), bend=(1, -0.2, -0.5))
    body = build_body(posture(left_arm=hand, turn=turn, spine=spine))
    way = math.dist(body.landmarks[Landmark.LEFT_WRIST], body.landmarks[Landmark.LEFT_HIP])
    assert way == pytest.approx(length(hand.at))
    assert body.missed_by_m["left_arm"] == 0


def test_a_body_lying_on_its_shoulders_keeps_them_in_place_while_the_pelvis_moves() -> None:
    for pitch in (-90, -100, -112):
        lying = BodyPose(
            position=(0.0, 0.1, 0.0),
            is_placed_by_shoulders=True,
            pelvis_rotation=(pitch, 0.0, 0.0),
            left_leg=PLAIN,
            right_leg=PLAIN,
            left_arm=PLAIN,
            right_arm=PLAIN,
        )
        marks = build_body(lying).landmarks
        assert marks[Landmark.LEFT_SHOULDER] == pytest.approx((proportion.SHOULDER_WIDTH_M / 2, 0.1, 0))
        rise = proportion.TRUNK_M * math.sin(math.radians(-90 - pitch))
        assert marks[Landmark.LEFT_HIP][1] == pytest.approx(0.1 + rise)


@given(
    target=st.tuples(st.floats(-0.5, 0.5), st.floats(-0.5, 0.5), st.floats(-0.5, 0.5)),
    bend=st.tuples(st.floats(-1, 1), st.floats(-1, 1), st.floats(-1, 1)),
)
def test_the_joint_between_two_bones_is_a_bones_length_from_the_root(target: Vector, bend: Vector) -> None:
    joint = solve_middle_joint((0.0, 0.0, 0.0), target, 0.4, 0.3, bend)
    assert length(joint) == pytest.approx(0.4)
    if 0.1 <= length(target) <= 0.7:
        assert math.dist(joint, target) == pytest.approx(0.3, abs=1e-6)


@given(pitch=degrees, yaw=degrees, roll=degrees)
def test_turned_axes_stay_at_right_angles_and_right_handed(pitch: float, yaw: float, roll: float) -> None:
    left, up, ahead = axes = rotate(UPRIGHT_AXES, pitch=pitch, yaw=yaw, roll=roll)
    assert dot(left, up) == pytest.approx(0, abs=1e-9)
    assert cross(left, up) == pytest.approx(ahead, abs=1e-9)
    assert to_local(axes, to_world(axes, (0.1, 0.2, 0.3))) == pytest.approx((0.1, 0.2, 0.3))


def test_every_landmark_is_the_opposite_of_its_opposite() -> None:
    assert [OPPOSITE_LANDMARKS[OPPOSITE_LANDMARKS[mark]] for mark in Landmark] == list(Landmark)
    assert OPPOSITE_LANDMARKS[Landmark.NOSE] is Landmark.NOSE
    assert OPPOSITE_LANDMARKS[Landmark.MOUTH_LEFT] is Landmark.MOUTH_RIGHT
