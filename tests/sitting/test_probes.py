"""Several probes combined: which one counts, and for how long."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rearguard.sitting.debounce import MAX_SIGNAL_S, StuckSignalFilter
from rearguard.sitting.desktop import DesktopState
from rearguard.sitting.microphone import MicrophoneProbe
from rearguard.sitting.probes import CombinedProbe

reports = st.none() | st.booleans()


class Told:
    """A desktop with scripted reports."""

    name = "told"

    def __init__(self, look: DesktopState) -> None:
        self.tells = look
        self.open = True

    def look(self) -> DesktopState:
        return self.tells

    def close(self) -> None:
        self.open = False


def several(*looks: DesktopState) -> CombinedProbe:
    return CombinedProbe([Told(look) for look in looks], lambda: 0.0)


@given(st.lists(reports))
def test_any_probes_report_counts_and_without_reports_nothing_is_known(each: list[bool | None]) -> None:
    locked = several(*(DesktopState(locked=locked_state) for locked_state in each)).look().locked
    assert locked == (True if True in each else False if False in each else None)


def test_the_first_idle_time_counts() -> None:
    assert several(DesktopState(), DesktopState(idle=30.0), DesktopState(idle=2.0)).look() == DesktopState(idle=30.0)


def test_nothing_to_ask_tells_nothing_has_no_name_and_is_waited_for_all_the_same() -> None:
    times = iter([0.0, 0.0, 0.01, 0.02])
    nobody = CombinedProbe([], lambda: next(times))
    assert nobody.look() == DesktopState()
    assert nobody.name == ""
    nobody.wait(0.01)
    nobody.close()


def test_closing_closes_all() -> None:
    each = [Told(DesktopState()), Told(DesktopState())]
    CombinedProbe(each, lambda: 0.0).close()
    assert not any(desktop.open for desktop in each)


@pytest.mark.parametrize("kind", ["film", "call"])
def test_a_film_or_a_call_of_more_than_four_hours_counts_as_a_forgotten_switch(kind: str) -> None:
    now = 0.0
    on = DesktopState(film=True) if kind == "film" else DesktopState(call=True)
    desktop = Told(on)
    combined = CombinedProbe([desktop], lambda: now)
    for now in (0.0, MAX_SIGNAL_S / 2, MAX_SIGNAL_S):  # noqa: B007 - the clock reads it
        assert getattr(combined.look(), kind) is True
    now = MAX_SIGNAL_S + 1
    assert getattr(combined.look(), kind) is None
    desktop.tells = DesktopState(film=False, call=False)
    assert getattr(combined.look(), kind) is False
    desktop.tells = on
    assert getattr(combined.look(), kind) is True, "a new one is believed again"


@given(st.lists(st.tuples(reports, st.floats(0, MAX_SIGNAL_S))))
def test_missing_reports_are_never_invented(line: list[tuple[bool | None, float]]) -> None:
    lasting, now = StuckSignalFilter(), 0.0
    for report, passed in line:
        now += passed
        believed = lasting.update(report, now)
        assert believed is report or (report is True and believed is None)


@pytest.fixture
def sound_cards(tmp_path: Path) -> Path:
    for name in ("card0/pcm0c/sub0", "card0/pcm0p/sub0", "card1/pcm0c/sub0"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "status").write_text("closed\n")
    return tmp_path


def test_a_running_microphone_is_a_call_and_a_loudspeaker_is_not(sound_cards: Path) -> None:
    microphone = MicrophoneProbe(sound_cards)
    assert microphone.look() == DesktopState(call=False)
    (sound_cards / "card0/pcm0p/sub0/status").write_text("state: RUNNING\nowner_pid   : 1234\n")
    assert microphone.look() == DesktopState(call=False)
    (sound_cards / "card1/pcm0c/sub0/status").write_text("state: RUNNING\nowner_pid   : 1234\n")
    assert microphone.look() == DesktopState(call=True)
    microphone.close()


def test_a_headset_that_is_pulled_out_ends_its_call(sound_cards: Path) -> None:
    microphone = MicrophoneProbe(sound_cards)
    status = sound_cards / "card1/pcm0c/sub0/status"
    status.write_text("state: RUNNING\n")
    assert microphone.look() == DesktopState(call=True)
    status.unlink()
    assert microphone.look() == DesktopState(call=False)


def test_a_machine_without_sound_is_not_asked(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="not there"):
        MicrophoneProbe(tmp_path / "asound")
