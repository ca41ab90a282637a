"""What can be said of Windows and macOS without either: their arithmetic."""

from __future__ import annotations

import math
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rearguard.sitting.macos import MacOS, four, sane
from rearguard.sitting.windows import TICKS, Windows, seconds_since

moments = st.integers(0, 10 * TICKS)
quiet = st.integers(0, TICKS - 1)

PLATFORM = {Windows: "win32", MacOS: "darwin"}


@given(moments, quiet)
def test_a_quiet_time_is_the_same_before_and_after_windows_counts_anew(moment: int, milliseconds: int) -> None:
    assert seconds_since(moment % TICKS, (moment + milliseconds) % TICKS) == milliseconds / 1000


def test_windows_starts_anew_after_49_days_and_a_key_just_before_is_a_moment_ago() -> None:
    days = TICKS / 1000 / 86_400
    assert days == pytest.approx(49.71, abs=0.01)
    assert seconds_since(TICKS - 500, 1_000) == 1.5


@given(st.floats())
def test_macos_is_believed_in_times_that_can_be(seconds: float) -> None:
    believed = sane(seconds)
    assert believed is None or (believed == seconds >= 0 and math.isfinite(believed))
    assert (believed is None) == (not math.isfinite(seconds) or seconds < 0)


def test_four_letters_are_the_number_that_apple_documents() -> None:
    assert four("gone") == 0x676F6E65


@pytest.mark.parametrize("source", [one for one in (Windows, MacOS) if PLATFORM[one] != sys.platform])
def test_neither_is_asked_elsewhere(source: type[Windows | MacOS]) -> None:
    with pytest.raises(OSError, match="this is no"):
        source()
