"""What is known of the time, once everything was told."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from rearguard.charge.activity import Activity
from rearguard.charge.activity_span import Span, laid

hours = st.integers(0, 12)
spans = st.lists(st.builds(Span, hours, hours, st.sampled_from(Activity)), max_size=12)


def known(line: tuple[Span, ...], at: float) -> Activity | None:
    return next((span.activity for span in line if span.start <= at < span.end), None)


@given(spans)
def test_the_last_word_about_a_moment_stands(told: list[Span]) -> None:
    line = laid(told)
    for hour in range(12):
        words = [span.activity for span in told if span.start <= hour + 0.5 < span.end]
        assert known(line, hour + 0.5) == (words[-1] if words else None)


@given(spans)
def test_the_line_rises_and_nothing_overlaps(told: list[Span]) -> None:
    line = laid(told)
    assert all(span.start < span.end for span in line)
    assert all(before.end <= after.start for before, after in pairwise(line))


@given(spans)
def test_telling_it_again_changes_nothing(told: list[Span]) -> None:
    assert laid([*laid(told), *laid(told)]) == laid(told)
