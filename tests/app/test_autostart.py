"""The files that start the watcher at each login, by operating system."""

from __future__ import annotations

import configparser
import os
import plistlib
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from rearguard.app.watcher.autostart import (
    Autostart,
    configure_autostart,
    launchd_autostart,
    scheduler_autostart,
    systemd_autostart,
)
from rearguard.core.errors import Refusal

COMMAND = ("/opt/a place/py%thon", "-m", "rearguard", "watch")
HOME = {"REARGUARD_HOME": '/home/jo & co/50 % "data"'}


def test_systemds_unit_starts_it_with_the_session_and_again_after_a_crash(tmp_path: Path) -> None:
    plan = systemd_autostart(COMMAND, HOME, tmp_path)
    assert plan.file == tmp_path / "systemd" / "user" / "rearguard-watch.service"
    unit = configparser.RawConfigParser(strict=True)
    unit.optionxform = str  # type: ignore[assignment, method-assign]
    unit.read_string(plan.text)
    assert unit["Service"]["ExecStart"] == '"/opt/a place/py%%thon" "-m" "rearguard" "watch"'
    assert unit["Service"]["Environment"] == '"REARGUARD_HOME=/home/jo & co/50 %% \\"data\\""'
    assert unit["Service"]["Restart"] == "on-failure"
    assert unit["Install"]["WantedBy"] == "graphical-session.target"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd to ask")
def test_systemd_itself_finds_nothing_wrong_with_it(tmp_path: Path) -> None:
    plan = systemd_autostart((shutil.which("true") or "/bin/true", "a b"), HOME, tmp_path)
    path = tmp_path / plan.file.name
    path.write_text(plan.text)
    result = subprocess.run(
        ["systemd-analyze", "--user", "--man=no", "verify", str(path)],
        env={**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (result.returncode, plan.file.name in result.stderr) == (0, False), result.stderr


def test_launchds_agent_says_the_same(tmp_path: Path) -> None:
    plan = launchd_autostart(COMMAND, HOME, tmp_path)
    agent = plistlib.loads(plan.text.encode())
    assert agent["ProgramArguments"] == list(COMMAND)
    assert agent["EnvironmentVariables"] == HOME
    assert agent["KeepAlive"] == {"SuccessfulExit": False}
    assert plan.file == tmp_path / "Library" / "LaunchAgents" / f"{agent['Label']}.plist"


def test_the_task_schedulers_task_says_the_same(tmp_path: Path) -> None:
    plan = scheduler_autostart((r"C:\Program Files\pythonw.exe", "-m", "rearguard", "watch", "a & b"), tmp_path)
    task = ET.fromstring(plan.text.replace("UTF-16", "UTF-8"))  # noqa: S314 - our own text
    space = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"
    execute = task.find(f"{space}Actions/{space}Exec")
    assert execute is not None
    assert [part.text for part in execute] == [r"C:\Program Files\pythonw.exe", '-m rearguard watch "a & b"']
    assert task.findtext(f"{space}Settings/{space}ExecutionTimeLimit") == "PT0S"


def plan(folder: Path) -> Autostart:
    return systemd_autostart(COMMAND, {}, folder)


def test_it_is_installed_and_removed_and_the_systems_programs_are_called_in_order(tmp_path: Path) -> None:
    called: list[Sequence[str]] = []

    def call(program: Sequence[str]) -> str:
        called.append(program)
        return ""

    autostart_plan = plan(tmp_path)
    list(configure_autostart(install=True, target=autostart_plan, run_program=call))
    assert autostart_plan.file.read_text() == autostart_plan.text
    list(configure_autostart(install=True, target=autostart_plan, run_program=call))
    assert called == [*autostart_plan.start_commands, *autostart_plan.start_commands]
    list(configure_autostart(install=False, target=autostart_plan, run_program=call))
    assert not autostart_plan.file.exists()
    assert called[-1] == autostart_plan.stop_commands[0]
    assert [line.render() for line in configure_autostart(install=False, target=autostart_plan, run_program=call)] == [
        "Sitting detection wasn't set up to start at login."
    ]


def test_without_systemd_one_line_says_so_and_the_file_stays(tmp_path: Path) -> None:
    autostart_plan = plan(tmp_path)
    with pytest.raises(Refusal, match=r"^systemctl --user daemon-reload: not here\. The file was written"):
        list(configure_autostart(install=True, target=autostart_plan, run_program=lambda _: "not here."))
    assert autostart_plan.file.exists()
