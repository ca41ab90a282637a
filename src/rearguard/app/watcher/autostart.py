"""Autostart of the watcher at login: systemd user units, launchd, the Task Scheduler.

Pure functions compose the file; the system's own programs install it.
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
"""The name in launchd's reverse-domain form."""

FORWARDED_VARIABLES = ("REARGUARD_HOME", "LANGUAGE")
"""Environment variables that the watcher gets with their current values."""


@value(kw_only=True)
class Autostart:
    """The autostart file of a system, and the programs that install and remove it."""

    file: Path
    text: str
    start_commands: tuple[tuple[str, ...], ...]
    """Programs to run after the file is written."""
    stop_commands: tuple[tuple[str, ...], ...]
    """Programs to run before it is removed."""


def systemd_autostart(command: Sequence[str], environment: dict[str, str], config: Path) -> Autostart:
    """Return a systemd user unit, systemd.service(5): starts with the graphical session, restarts after a crash."""
    lines = [
        "[Unit]",
        "Description=Rearguard notices when you sit",
        "After=graphical-session.target",
        "PartOf=graphical-session.target",
        "",
        "[Service]",
        f"ExecStart={' '.join(_quote(word).replace('$', '$$') for word in command)}",
        *(f"Environment={_quote(f'{name}={text}')}" for name, text in environment.items()),
        "Restart=on-failure",
        "RestartSec=30",
        # The page's server, started from a reminder, outlives the watcher.
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
    """Return a launchd agent, launchd.plist(5)."""
    file = home / "Library" / "LaunchAgents" / f"{LAUNCHD_LABEL}.plist"
    properties = {
        "Label": LAUNCHD_LABEL,
        "ProgramArguments": list(command),
        "EnvironmentVariables": environment,
        "RunAtLoad": True,
        "KeepAlive": {"SuccessfulExit": False},
        "ProcessType": "Background",
    }
    text = plistlib.dumps(properties).decode()
    load, unload = (("launchctl", verb, "-w", str(file)) for verb in ("load", "unload"))
    return Autostart(file=file, text=text, start_commands=(load,), stop_commands=(unload,))


def scheduler_autostart(command: Sequence[str], data: Path) -> Autostart:
    """Return a task for Windows' Task Scheduler, which takes UTF-16 with a byte order mark."""
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
    """Return the autostart of this machine's system."""
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
    """Install or remove the autostart, and yield a message for each step.

    Args:
        install: False: remove it.
        target: the system's autostart; None: that of `detect_autostart`.
        run_program: runs a program and returns its error or ""; None: `_run_program`.

    Raises:
        Refusal: the system's program is missing or fails; the file is written all the same.
        OSError: the file can't be written.
    """
    autostart, run_or_default = target or detect_autostart(), run_program or _run_program
    if install:
        autostart.file.parent.mkdir(parents=True, exist_ok=True)
        encoding = "utf-16" if autostart.file.suffix == ".xml" else "utf-8"
        autostart.file.write_text(autostart.text, encoding=encoding)
        yield Message("Wrote {file}.", {"file": str(autostart.file)})
        for program in autostart.start_commands:
            error = run_or_default(program)
            if error:
                raise Refusal(
                    Message(
                        "{program}: {why} The file was written, so sitting detection starts at your next login.",
                        {"program": " ".join(program), "why": error},
                    )
                )
        yield Message("Sitting detection is on and starts at every login.")
        return
    if not autostart.file.exists():
        yield Message("Sitting detection wasn't set up to start at login.")
        return
    for program in autostart.stop_commands:
        run_or_default(program)  # fails if the watcher isn't running; the file is removed anyway
    autostart.file.unlink()
    yield Message("Removed {file}. Sitting detection is off.", {"file": str(autostart.file)})


def _run_program(program: Sequence[str]) -> str:
    try:
        result = subprocess.run(program, capture_output=True, text=True, check=False)  # noqa: S603 - the system's own
    except OSError as error:
        return f"{error.strerror}."
    lines = (result.stderr or result.stdout).strip().splitlines()
    return "" if result.returncode == 0 else (lines[-1] if lines else str(result.returncode))


def _quote(word: str) -> str:
    """Quote a word for systemd, systemd.syntax(7), so that it reads back unchanged."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{escaped}"'
