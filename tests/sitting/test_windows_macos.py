"""The parts of Windows and macOS that can be tested without either: their arithmetic."""

from __future__ import annotations

import math
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rearguard.sitting.macos import MacOSProbe, fourcc, valid_seconds
from rearguard.sitting.windows import TICK_WRAP_MS, WindowsProbe, tick_difference_s

moments = st.integers(0, 10 * TICK_WRAP_MS)
quiet = st.integers(0, TICK_WRAP_MS - 1)

PLATFORM = {WindowsProbe: "win32", MacOSProbe: "darwin"}


@given(moments, quiet)
def test_an_idle_time_is_the_same_before_and_after_windows_counter_wraps(moment: int, milliseconds: int) -> None:
    assert tick_difference_s(moment % TICK_WRAP_MS, (moment + milliseconds) % TICK_WRAP_MS) == milliseconds / 1000


def test_windows_counter_wraps_after_49_days_and_a_key_just_before_is_a_moment_ago() -> None:
    days = TICK_WRAP_MS / 1000 / 86_400
    assert days == pytest.approx(49.71, abs=0.01)
    assert tick_difference_s(TICK_WRAP_MS - 500, 1_000) == 1.5


@given(st.floats())
def test_macos_is_believed_in_times_that_can_be(seconds: float) -> None:
    believed = valid_seconds(seconds)
    assert believed is None or (believed == seconds >= 0 and math.isfinite(believed))
    assert (believed is None) == (not math.isfinite(seconds) or seconds < 0)


def test_four_letters_are_the_number_that_apple_documents() -> None:
    assert fourcc("gone") == 0x676F6E65


@pytest.mark.parametrize("source", [one for one in (WindowsProbe, MacOSProbe) if PLATFORM[one] != sys.platform])
def test_neither_is_asked_elsewhere(source: type[WindowsProbe | MacOSProbe]) -> None:
    with pytest.raises(OSError, match="this is no"):
        source()
