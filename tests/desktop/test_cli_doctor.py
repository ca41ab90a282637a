"""The doctor at a real desktop."""

from __future__ import annotations

import json

import pytest
from support.home_fixture import run_command
from support.xvfb import run_xvfb

from rearguard.app.person.paths import Paths


def test_the_doctor_names_the_idle_probe(home: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    with run_xvfb() as screen:
        monkeypatch.setenv("DISPLAY", screen.name)
        findings = json.loads(run_command("doctor", "--json", home=home).stdout)
    (desktop,) = [finding for finding in findings if finding["name"] == "Desktop"]
    assert desktop["fine"]
    assert "X11" in desktop["message"]
