"""The known spans of time, from all records."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from rearguard.charge.activity import Activity
from rearguard.charge.activity_span import ActivitySpan, overlay

hours = st.integers(0, 12)
spans = st.lists(st.builds(ActivitySpan, hours, hours, st.sampled_from(Activity)), max_size=12)


def activity_at(line: tuple[ActivitySpan, ...], at: float) -> Activity | None:
    return next((span.activity for span in line if span.start <= at < span.end), None)


@given(spans)
def test_the_last_word_about_a_moment_stands(spans: list[ActivitySpan]) -> None:
    line = overlay(spans)
    for hour in range(12):
        words = [span.activity for span in spans if span.start <= hour + 0.5 < span.end]
        assert activity_at(line, hour + 0.5) == (words[-1] if words else None)


@given(spans)
def test_the_line_rises_and_nothing_overlaps(spans: list[ActivitySpan]) -> None:
    line = overlay(spans)
    assert all(span.start < span.end for span in line)
    assert all(before.end <= after.start for before, after in pairwise(line))


@given(spans)
def test_telling_it_again_changes_nothing(spans: list[ActivitySpan]) -> None:
    assert overlay([*overlay(spans), *overlay(spans)]) == overlay(spans)
