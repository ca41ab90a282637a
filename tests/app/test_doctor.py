"""The doctor's report: it checks everything, whatever else is broken."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.home_fixture import BLOCKING_ANSWERS, ManualClock, answer_screening

from rearguard.app.doctor import CheckResult, run_checks
from rearguard.app.person.diary import Diary
from rearguard.app.person.paths import Paths
from rearguard.app.person.screening import SAFETY_SNAPSHOT

NAMES = [
    "Python",
    "Data folder",
    "Journal",
    "Library",
    "Safety questions",
    "Page",
    "Language",
    "Voice in the terminal",
    "Voice in the page",
    "Coach",
    "Desktop",
]


def check_results(home: Paths, clock: ManualClock) -> dict[str, CheckResult]:
    with Diary(home, clock) as diary:
        findings = list(run_checks(diary))
    assert [str(finding.name) for finding in findings] == NAMES
    assert all(str(finding.message) for finding in findings)
    return {str(finding.name): finding for finding in findings}


def bad(home: Paths, clock: ManualClock) -> set[str]:
    # Whether the page is built, and the model beside it, depends on this checkout.
    return {name for name, result in check_results(home, clock).items() if not result.is_ok} - {"Page", "Coach"}


def test_a_new_home_lacks_only_the_answers(home: Paths, clock: ManualClock) -> None:
    assert bad(home, clock) == {"Safety questions"}
    assert str(check_results(home, clock)["Journal"].message) == "empty"


def test_after_the_questions_all_is_well(home: Paths, clock: ManualClock) -> None:
    answer_screening(home, clock)
    assert bad(home, clock) == set()
    assert clock.now().astimezone().isoformat(timespec="minutes") in str(check_results(home, clock)["Journal"].message)


def test_a_blocked_person_is_informed(home: Paths, clock: ManualClock) -> None:
    answer_screening(home, clock, BLOCKING_ANSWERS)
    assert bad(home, clock) == {"Safety questions"}


def test_a_damaged_journal_is_named_and_left_as_it_is(home: Paths, clock: ManualClock) -> None:
    home.data.mkdir(parents=True)
    home.journal.write_bytes(b"no database" * 100)
    assert bad(home, clock) == {"Journal", "Safety questions"}
    assert str(home.journal) in str(check_results(home, clock)["Journal"].message)
    assert home.journal.read_bytes() == b"no database" * 100


def test_a_data_folder_that_can_not_be_is_named(home: Paths, clock: ManualClock) -> None:
    home.data.parent.mkdir(exist_ok=True)
    home.data.write_text("in the way")
    assert bad(home, clock) == {"Data folder", "Safety questions"}
    assert str(home.data) in str(check_results(home, clock)["Data folder"].message)


def test_an_own_exercise_with_a_mistake_is_counted_and_the_command_named(home: Paths, clock: ManualClock) -> None:
    own = home.library / "exercises"
    own.mkdir(parents=True)
    (own / "mine.toml").write_text("id = 7")
    assert "Library" in bad(home, clock)
    assert "rearguard library check" in str(check_results(home, clock)["Library"].message)


def test_looking_changes_nothing(home: Paths, clock: ManualClock) -> None:
    answer_screening(home, clock)
    (home.data / SAFETY_SNAPSHOT).unlink()
    before = home.journal.read_bytes()
    check_results(home, clock)
    assert home.journal.read_bytes() == before


@pytest.mark.parametrize(
    ("programs", "extra", "terminal", "page"),
    [
        (["espeak-ng", "paplay"], True, "espeak-ng", "Rearguard's own"),
        (["paplay"], True, "Rearguard's own, played by", "Rearguard's own"),
        (["paplay"], False, "pip install 'rearguard[voice]'", "pip install 'rearguard[voice]'"),
        ([], True, "install espeak-ng", "Rearguard's own"),
    ],
)
def test_the_report_names_the_voice_and_how_to_get_one(
    *,
    programs: list[str],
    extra: bool,
    terminal: str,
    page: str,
    home: Paths,
    clock: ManualClock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in programs:
        (tmp_path / name).touch(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("rearguard.app.speech.system_voice.sys.platform", "linux")
    if not extra:
        monkeypatch.setattr("rearguard.app.speech.bundled_tts.find_spec", lambda _name: None)
    findings = check_results(home, clock)
    assert terminal in findings["Voice in the terminal"].message.render()
    assert page in findings["Voice in the page"].message.render()
    assert bad(home, clock) == {"Safety questions"}


def test_the_coach_says_what_it_can_do_here(
    home: Paths, clock: ManualClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rearguard.app.doctor.pose_model_path", lambda: Path(__file__))
    assert "videos" in str(check_results(home, clock)["Coach"].message)
    monkeypatch.setattr("rearguard.app.doctor.can_analyse_video", lambda: False)
    without = check_results(home, clock)["Coach"]
    assert without.is_ok
    assert "pip install" in str(without.message)
    monkeypatch.setattr("rearguard.app.doctor.pose_model_path", lambda: tmp_path / "none")
    assert not check_results(home, clock)["Coach"].is_ok


def test_without_a_desktop_probe_the_report_says_how_to_record_sitting_by_hand(
    home: Paths, clock: ManualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    for bus in ("SESSION", "SYSTEM"):
        monkeypatch.setenv(f"DBUS_{bus}_BUS_ADDRESS", "unix:path=/nowhere")
    answer_screening(home, clock)
    desktop = check_results(home, clock)["Desktop"]
    assert desktop.is_ok
    assert "rearguard sat" in desktop.message.render()
