"""The doctor at a real desktop."""

from __future__ import annotations

import json

import pytest
from support.home_fixture import rearguard
from support.xvfb import display

from rearguard.app.person.paths import Home


def test_the_doctor_names_who_tells_when_one_sits(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    with display() as screen:
        monkeypatch.setenv("DISPLAY", screen.name)
        findings = json.loads(rearguard("doctor", "--json", home=home).stdout)
    (desktop,) = [one for one in findings if one["name"] == "Desktop"]
    assert desktop["fine"]
    assert "X11" in desktop["message"]
