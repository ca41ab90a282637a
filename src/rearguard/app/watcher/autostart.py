"""Starting the watcher with every login: systemd's user units, launchd, the Task Scheduler.

What is written is worked out by pure functions; the systems' own programs take it from there.
"""

from __future__ import annotations

import os
import plistlib
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from rearguard.core.errors import Refusal
from rearguard.core.message import Message
from rearguard.core.value import value

AUTOSTART_NAME = "rearguard-watch"
LAUNCHD_LABEL = "org.rearguard.watch"
"""As launchd wants its names."""

FORWARDED_VARIABLES = ("REARGUARD_HOME", "LANGUAGE")
"""What is to hold for the watcher as it holds here."""


@value(kw_only=True)
class Autostart:
    """What one system needs."""

    file: Path
    text: str
    start_commands: tuple[tuple[str, ...], ...]
    """Programs to run once the file is there."""
    stop_commands: tuple[tuple[str, ...], ...]
    """Programs to run before it is removed."""


def systemd_autostart(command: Sequence[str], environment: dict[str, str], config: Path) -> Autostart:
    """Return a user unit of systemd, systemd.service(5): started with the graphical session, again after a crash."""
    lines = [
        "[Unit]",
        "Description=Rearguard notices when you sit",
        "After=graphical-session.target",
        "PartOf=graphical-session.target",
        "",
        "[Service]",
        f"ExecStart={' '.join(_quote(word).replace('$', '$$') for word in command)}",
        *(f"Environment={_quote(f'{name}={one}')}" for name, one in environment.items()),
        "Restart=on-failure",
        "RestartSec=30",
        # What was started from a reminder, the page's server, outlives the watcher.
        "KillMode=process",
        "Nice=10",
        "",
        "[Install]",
        "WantedBy=graphical-session.target",
        "",
    ]
    systemctl = ("systemctl", "--user")
    return Autostart(
        file=config / "systemd" / "user" / f"{AUTOSTART_NAME}.service",
        text="\n".join(lines),
        start_commands=((*systemctl, "daemon-reload"), (*systemctl, "enable", "--now", f"{AUTOSTART_NAME}.service")),
        stop_commands=((*systemctl, "disable", "--now", f"{AUTOSTART_NAME}.service"),),
    )


def launchd_autostart(command: Sequence[str], environment: dict[str, str], home: Path) -> Autostart:
    """Return an agent of launchd, launchd.plist(5)."""
    file = home / "Library" / "LaunchAgents" / f"{LAUNCHD_LABEL}.plist"
    said = {
        "Label": LAUNCHD_LABEL,
        "ProgramArguments": list(command),
        "EnvironmentVariables": environment,
        "RunAtLoad": True,
        "KeepAlive": {"SuccessfulExit": False},
        "ProcessType": "Background",
    }
    text = plistlib.dumps(said).decode()
    load, unload = (("launchctl", verb, "-w", str(file)) for verb in ("load", "unload"))
    return Autostart(file=file, text=text, start_commands=(load,), stop_commands=(unload,))


def scheduler_autostart(command: Sequence[str], data: Path) -> Autostart:
    """Return a task of Windows' Task Scheduler, that takes UTF-16 with a byte order mark."""
    file = data / "Rearguard" / f"{AUTOSTART_NAME}.xml"
    arguments = subprocess.list2cmdline(list(command[1:]))
    text = (
        '<?xml version="1.0" encoding="UTF-16"?>\n'
        '<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">\n'
        "  <Triggers><LogonTrigger><Enabled>true</Enabled></LogonTrigger></Triggers>\n"
        "  <Settings>\n"
        "    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>\n"
        "    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>\n"
        "    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>\n"
        "    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>\n"
        "    <RestartOnFailure><Interval>PT1M</Interval><Count>3</Count></RestartOnFailure>\n"
        "  </Settings>\n"
        f"  <Actions><Exec><Command>{escape(command[0])}</Command><Arguments>{escape(arguments)}</Arguments></Exec>"
        "</Actions>\n"
        "</Task>\n"
    )
    name = ("/TN", AUTOSTART_NAME)
    return Autostart(
        file=file,
        text=text,
        start_commands=(("schtasks", "/Create", *name, "/XML", str(file), "/F"), ("schtasks", "/Run", *name)),
        stop_commands=(("schtasks", "/End", *name), ("schtasks", "/Delete", *name, "/F")),
    )


def detect_autostart() -> Autostart:
    """Return what this machine needs."""
    command = (sys.executable, "-m", "rearguard", "watch")
    environment = {name: os.environ[name] for name in FORWARDED_VARIABLES if os.environ.get(name)}
    if sys.platform == "darwin":
        return launchd_autostart(command, environment, Path.home())
    if sys.platform == "win32":
        windowless = str(Path(sys.executable).with_name("pythonw.exe"))
        return scheduler_autostart((windowless, *command[1:]), Path(os.environ["LOCALAPPDATA"]))
    return systemd_autostart(command, environment, Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"))


def configure_autostart(
    *, install: bool, target: Autostart | None = None, run_program: Callable[..., str] | None = None
) -> Iterator[Message]:
    """Install the watcher or remove it, and yield what was done.

    Args:
        install: or else remove.
        target: what the system needs; None: `detect_autostart`.
        run_program: runs a program and returns what went wrong; None: `_run_program`.

    Raises:
        Refusal: the system's program is not there or fails; the file is as it was meant to be.
        OSError: the file can't be written.
    """
    plan, run = target or detect_autostart(), run_program or _run_program
    if install:
        plan.file.parent.mkdir(parents=True, exist_ok=True)
        encoding = "utf-16" if plan.file.suffix == ".xml" else "utf-8"
        plan.file.write_text(plan.text, encoding=encoding)
        yield Message("Wrote {file}.", {"file": str(plan.file)})
        for program in plan.start_commands:
            wrong = run(program)
            if wrong:
                raise Refusal(
                    Message(
                        "{program}: {why} The file was written, so sitting detection starts at your next login.",
                        {"program": " ".join(program), "why": wrong},
                    )
                )
        yield Message("Sitting detection is on and starts at every login.")
        return
    if not plan.file.exists():
        yield Message("Sitting detection wasn't set up to start at login.")
        return
    for program in plan.stop_commands:
        run(program)  # what does not run can't be stopped, and the file goes anyway
    plan.file.unlink()
    yield Message("Removed {file}. Sitting detection is off.", {"file": str(plan.file)})


def _run_program(program: Sequence[str]) -> str:
    try:
        done = subprocess.run(program, capture_output=True, text=True, check=False)  # noqa: S603 - the system's own
    except OSError as error:
        return f"{error.strerror}."
    lines = (done.stderr or done.stdout).strip().splitlines()
    return "" if done.returncode == 0 else (lines[-1] if lines else str(done.returncode))


def _quote(word: str) -> str:
    """Return a word as systemd reads it back, systemd.syntax(7): what is in it stays what it is."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{escaped}"'
