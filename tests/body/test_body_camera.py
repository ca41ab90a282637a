"""The projection of points by a camera, from any side."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rearguard.body.camera import Camera


def test_from_the_front_left_is_on_the_right_and_up_is_up() -> None:
    left, up, middle = Camera(target=(0, 1, 0)).project([(0.1, 1, 0), (0, 1.1, 0), (0, 1, 0)])
    assert left[0] > 0
    assert up[1] > 0
    assert middle == pytest.approx((0, 0, 4.0))


def test_from_yaw_90_a_body_facing_z_is_seen_from_the_left_facing_left() -> None:
    nose, left_hand = Camera(yaw=90, target=(0, 1, 0)).project([(0, 1, 0.1), (0.5, 1, 0)])
    assert nose[0] < 0
    assert left_hand[2] == pytest.approx(3.5)


def test_from_above_what_is_in_front_is_below() -> None:
    ((_, y, _),) = Camera(pitch=90, target=(0, 0, 0)).project([(0, 0, 0.5)])
    assert y < 0


@given(yaw=st.floats(-180, 180), pitch=st.floats(-89, 89), view=st.floats(10, 90))
def test_the_image_s_edge_is_at_half_the_view_from_every_side(yaw: float, pitch: float, view: float) -> None:
    camera = Camera(yaw=yaw, pitch=pitch, field_of_view=view, target=(1, 2, 3))
    edge = camera.distance * math.tan(math.radians(view / 2))
    cos, sin = math.cos(math.radians(pitch)), math.sin(math.radians(pitch))
    turn = math.radians(yaw)
    up = (-sin * math.sin(turn), cos, -sin * math.cos(turn))
    ((x, y, _),) = camera.project([tuple(t + edge * u for t, u in zip((1, 2, 3), up, strict=True))])  # type: ignore[list-item]
    assert (x, y) == pytest.approx((0, 1), abs=1e-9)
