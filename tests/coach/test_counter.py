"""What counts as a repetition: a number that rises and comes back."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pytest

from rearguard.coach.counter import RawRep, RepCounter, RepSample
from rearguard.library.watch import CountRule

RULE = CountRule(measure="step-width", up=0.6, down=0.5, range=0.3)
STEPS = CountRule(measure="step-width", up=0.6, down=0.5, range=0.3, alike=False)


def count_reps(rule: CountRule, numbers: Sequence[float], rate: float) -> list[RawRep]:
    """Return the counted repetitions of numbers sampled at a rate, in posture from the first sample on."""
    counter = RepCounter(rule)
    samples = [
        RepSample(i / rate, number, number, (number,), in_posture=True, size=1.0) for i, number in enumerate(numbers)
    ]
    turns = [*(counter.update(sample, 0.0) for sample in samples), counter.finish()]
    return [turn for turn in turns if turn is not None]


def waves(ranges: Sequence[float], rate: float, seconds: float = 2.0) -> list[float]:
    """Return repetitions from 0.4 up to a height, one after the other, with a rest before and after."""
    count = round(rate * seconds)
    rest = [0.4] * max(round(rate / 2), 1)
    rises = [0.4 + far / 2 * (1 - math.cos(2 * math.pi * i / count)) for far in ranges for i in range(count)]
    return [*rest, *rises, *rest]


@pytest.mark.parametrize("rate", [3.3, 5.0, 8.0, 30.0])
def test_at_any_rate_each_counts(rate: float) -> None:
    turns = count_reps(RULE, waves([0.6] * 4, rate), rate)
    assert len(turns) == 4
    assert all(1.0 <= turn.end - turn.start <= 2.2 for turn in turns)


def test_half_a_repetition_does_not_count() -> None:
    assert len(count_reps(RULE, waves([0.9, 0.4, 0.9, 0.4, 0.9], 10), 10)) == 3


def test_steps_count_whatever_their_size() -> None:
    assert len(count_reps(STEPS, waves([1.2, 0.5, 0.5, 0.5], 10), 10)) == 4


def test_a_repetition_that_was_too_large_does_not_hide_the_following_ones() -> None:
    assert len(count_reps(RULE, waves([1.2, 0.5, 0.5, 0.5, 0.5], 10), 10)) == 3


def test_one_sample_is_no_repetition() -> None:
    assert count_reps(RULE, [0.4] * 5 + [1.2] + [0.4] * 5, 4) == []


def test_what_is_cut_off_by_the_end_counts_once_its_top_was_seen() -> None:
    numbers = waves([0.6, 0.6], 20)
    tops = [i for i, number in enumerate(numbers) if number == max(numbers)]
    assert len(count_reps(RULE, numbers[: tops[1] - 2], 20)) == 1
    (_, last) = count_reps(RULE, numbers[: tops[1] + 9], 20)
    assert math.isnan(last.return_seconds)  # there was no visible way down that could be called too quick
    assert len(count_reps(RULE, [*numbers[: tops[1]], *[1.0] * 16], 20)) == 2


def test_what_is_cut_off_by_the_beginning_counts_once_it_rose_and_came_back() -> None:
    numbers = waves([0.6, 0.6], 20)
    first = next(i for i, number in enumerate(numbers) if number == max(numbers))
    risen = next(i for i, number in enumerate(numbers) if number >= 0.7)
    assert len(count_reps(RULE, numbers[risen:], 20)) == 2
    assert len(count_reps(RULE, numbers[first:], 20)) == 1
