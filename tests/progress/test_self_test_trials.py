"""The result of a self-test from its trials."""

from __future__ import annotations

from rearguard.core.side import Side
from rearguard.library.loader import load_folders
from rearguard.progress.self_test_trials import Trial, hold_limit_s, is_settled, result_of_trials

EXERCISES = load_folders().exercises
HOLD, COUNT = EXERCISES["one-leg-stance"], EXERCISES["chair-stand"]


def test_the_best_trial_is_the_value_and_faults_are_counted_by_trial() -> None:
    trials = [
        Trial(12.5, "tap"),
        Trial(20.1, "camera", frozenset({"hip-drop"})),
        Trial(None, "tap", frozenset({"hip-drop"})),
    ]
    result = result_of_trials(HOLD, "plain", Side.LEFT, trials)
    assert result is not None
    assert (result["value"], result["unit"], result["by"], result["side"]) == (20.1, "s", "camera", "left")
    assert (result["trials"], result["seen"]) == ([12.5, 20.1], {"hip-drop": 1})


def test_counts_are_whole_numbers_without_a_limit() -> None:
    result = result_of_trials(COUNT, "plain", Side.BOTH, [Trial(13.0, "tap")])
    assert result is not None
    assert (result["value"], result["unit"], result["limit"]) == (13, "reps", None)


def test_without_a_counted_trial_there_is_no_result() -> None:
    assert result_of_trials(COUNT, "plain", Side.BOTH, [Trial(None, "tap")]) is None


def test_a_side_is_settled_after_all_trials_or_at_the_limit() -> None:
    limit_s = hold_limit_s(HOLD)
    assert limit_s is not None
    assert not is_settled(HOLD, [Trial(limit_s - 1, "tap")])
    assert is_settled(HOLD, [Trial(limit_s, "tap")])
    assert is_settled(HOLD, [Trial(1.0, "tap")] * HOLD.dose.sets.usual)
