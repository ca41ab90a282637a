"""What ends a self-test in front of a camera (hips that sag, a foot that hops), and what doesn't."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from support.drawn_figures import EXERCISES
from support.simulation.cycle import build_cycle
from support.simulation.fault_synthesis import build_reference_viewpoint
from support.simulation.passage import Passage, hold_still, move_between, play_passages, sum_seconds
from support.simulation.pose_estimation import estimate_pose
from support.simulation.postures import NEUTRAL_POSTURES, align_body

from rearguard.body.recording import FloatArray
from rearguard.coach.report import SetReport, review_recording
from rearguard.core.side import Side

STANCE, BRIDGE = "one-leg-stance", "bridge-hold"


def top(name: str, side: Side) -> tuple[FloatArray, FloatArray]:
    """Return the body before a hold, and in it."""
    exercise = EXERCISES[name]
    body = build_cycle(exercise, exercise.levels[0], side).bodies[0]
    return align_body(NEUTRAL_POSTURES[exercise.posture], body), body


def review(name: str, passages: Sequence[Passage], seed: int = 1) -> SetReport:
    exercise = EXERCISES[name]
    t = np.arange(0, sum_seconds(passages), 1 / 15)
    bodies = play_passages(passages, t)
    viewpoint = build_reference_viewpoint(exercise, bodies)
    return review_recording(exercise, estimate_pose(bodies, t, viewpoint, np.random.default_rng(seed)))


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(("sag", "hold_s"), [(0.1, 14.0), (0.4, 8.4)])
def test_a_bridge_ends_when_the_hips_have_sagged_and_not_before(sag: float, hold_s: float, seed: int) -> None:
    low, high = top(BRIDGE, Side.BOTH)
    sagged = high + sag * (low - high)
    passages = [
        hold_still(low, 2),
        move_between(low, high, 1),
        hold_still(high, 7.4),
        move_between(high, sagged, 1),
        hold_still(sagged, 5),
    ]
    hold, *_ = review(BRIDGE, passages, seed).holds  # the first try counts
    assert hold.seconds == pytest.approx(hold_s, abs=0.9)


@pytest.mark.parametrize("side", [Side.LEFT, Side.RIGHT])
@pytest.mark.parametrize(("hop", "hold_s"), [(0.05, 11.0), (0.35, 6.4)])
def test_a_stance_ends_when_the_foot_has_moved_by_more_than_its_length(hop: float, hold_s: float, side: Side) -> None:
    both, one_leg = top(STANCE, side)
    aside = one_leg + np.array([hop, 0.0, 0.0])
    passages = [
        hold_still(both, 2),
        move_between(both, one_leg, 0.8),
        hold_still(one_leg, 6),
        move_between(one_leg, aside, 0.5),
        hold_still(aside, 4),
    ]
    report = review(STANCE, passages)
    assert report.holds[0].seconds == pytest.approx(hold_s, abs=0.7)
    assert report.holds[0].side is side


@pytest.mark.parametrize("side", [Side.LEFT, Side.RIGHT])
@pytest.mark.parametrize(
    ("degrees", "lasts", "is_reported"), [(14, 3.0, True), (-14, 3.0, False), (14, 0.6, False), (4, 3.0, False)]
)
def test_a_hip_drop_is_of_the_free_side_clear_and_lasting(
    degrees: float,
    lasts: float,
    is_reported: bool,  # noqa: FBT001 - a case
    side: Side,
) -> None:
    both, one_leg = top(STANCE, side)
    # Standing on the left leg, the free side is the right one.
    sign = 1 if side is Side.LEFT else -1
    dropped = one_leg.copy()
    half = 0.5 * (one_leg[23] - one_leg[24])
    middle = 0.5 * (one_leg[23] + one_leg[24])
    angle = np.radians(sign * degrees)
    turned = np.array([half[0] * np.cos(angle), half[0] * np.sin(angle), half[2]])
    dropped[23], dropped[24] = middle + turned, middle - turned
    passages = [
        hold_still(both, 3),
        move_between(both, one_leg, 0.8),
        hold_still(one_leg, 2),
        move_between(one_leg, dropped, 0.3),
    ]
    passages += [hold_still(dropped, lasts), move_between(dropped, one_leg, 0.3), hold_still(one_leg, 2)]
    faults = {fault.id for fault in review(STANCE, passages).faults}
    assert faults == ({"hip-drop"} if is_reported else set())
