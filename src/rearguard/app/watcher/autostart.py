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

NAME = "rearguard-watch"
LABEL = "org.rearguard.watch"
"""As launchd wants its names."""

KEPT = ("REARGUARD_HOME", "LANGUAGE")
"""What is to hold for the watcher as it holds here."""


@value(kw_only=True)
class Autostart:
    """What one system needs."""

    file: Path
    text: str
    begin: tuple[tuple[str, ...], ...]
    """Programs to run once the file is there."""
    leave: tuple[tuple[str, ...], ...]
    """Programs to run before it is removed."""


def systemd(command: Sequence[str], environment: dict[str, str], config: Path) -> Autostart:
    """Return a user unit of systemd, systemd.service(5): started with the graphical session, again after a crash."""
    lines = [
        "[Unit]",
        "Description=Rearguard notices when you sit",
        "After=graphical-session.target",
        "PartOf=graphical-session.target",
        "",
        "[Service]",
        f"ExecStart={' '.join(_quoted(word).replace('$', '$$') for word in command)}",
        *(f"Environment={_quoted(f'{name}={one}')}" for name, one in environment.items()),
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
        file=config / "systemd" / "user" / f"{NAME}.service",
        text="\n".join(lines),
        begin=((*systemctl, "daemon-reload"), (*systemctl, "enable", "--now", f"{NAME}.service")),
        leave=((*systemctl, "disable", "--now", f"{NAME}.service"),),
    )


def launchd(command: Sequence[str], environment: dict[str, str], home: Path) -> Autostart:
    """Return an agent of launchd, launchd.plist(5)."""
    file = home / "Library" / "LaunchAgents" / f"{LABEL}.plist"
    said = {
        "Label": LABEL,
        "ProgramArguments": list(command),
        "EnvironmentVariables": environment,
        "RunAtLoad": True,
        "KeepAlive": {"SuccessfulExit": False},
        "ProcessType": "Background",
    }
    text = plistlib.dumps(said).decode()
    load, unload = (("launchctl", verb, "-w", str(file)) for verb in ("load", "unload"))
    return Autostart(file=file, text=text, begin=(load,), leave=(unload,))


def scheduler(command: Sequence[str], data: Path) -> Autostart:
    """Return a task of Windows' Task Scheduler, that takes UTF-16 with a byte order mark."""
    file = data / "Rearguard" / f"{NAME}.xml"
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
    name = ("/TN", NAME)
    return Autostart(
        file=file,
        text=text,
        begin=(("schtasks", "/Create", *name, "/XML", str(file), "/F"), ("schtasks", "/Run", *name)),
        leave=(("schtasks", "/End", *name), ("schtasks", "/Delete", *name, "/F")),
    )


def here() -> Autostart:
    """Return what this machine needs."""
    command = (sys.executable, "-m", "rearguard", "watch")
    environment = {name: os.environ[name] for name in KEPT if os.environ.get(name)}
    if sys.platform == "darwin":
        return launchd(command, environment, Path.home())
    if sys.platform == "win32":
        windowless = str(Path(sys.executable).with_name("pythonw.exe"))
        return scheduler((windowless, *command[1:]), Path(os.environ["LOCALAPPDATA"]))
    return systemd(command, environment, Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"))


def autostart(
    *, install: bool, wanted: Autostart | None = None, call: Callable[..., str] | None = None
) -> Iterator[Message]:
    """Install the watcher or remove it, and yield what was done.

    Args:
        install: or else remove.
        wanted: what the system needs; None: `here`.
        call: runs a program and returns what went wrong; None: `_called`.

    Raises:
        Refusal: the system's program is not there or fails; the file is as it was meant to be.
        OSError: the file can't be written.
    """
    plan, run = wanted or here(), call or _called
    if install:
        plan.file.parent.mkdir(parents=True, exist_ok=True)
        encoding = "utf-16" if plan.file.suffix == ".xml" else "utf-8"
        plan.file.write_text(plan.text, encoding=encoding)
        yield Message("{file} is written.", {"file": str(plan.file)})
        for program in plan.begin:
            wrong = run(program)
            if wrong:
                raise Refusal(
                    Message(
                        "{program}: {why} The file is written; it holds from the next login on.",
                        {"program": " ".join(program), "why": wrong},
                    )
                )
        yield Message("Rearguard watches from now on, and after every login.")
        return
    if not plan.file.exists():
        yield Message("It was not installed.")
        return
    for program in plan.leave:
        run(program)  # what does not run can't be stopped, and the file goes anyway
    plan.file.unlink()
    yield Message("{file} is removed. Rearguard watches no more.", {"file": str(plan.file)})


def _called(program: Sequence[str]) -> str:
    try:
        done = subprocess.run(program, capture_output=True, text=True, check=False)  # noqa: S603 - the system's own
    except OSError as error:
        return f"{error.strerror}."
    lines = (done.stderr or done.stdout).strip().splitlines()
    return "" if done.returncode == 0 else (lines[-1] if lines else str(done.returncode))


def _quoted(word: str) -> str:
    """Return a word as systemd reads it back, systemd.syntax(7): what is in it stays what it is."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{escaped}"'
