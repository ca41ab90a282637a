"""A browser before whose camera a drawn person exercises, played from a file."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from browser import FLAGS, Chromium
from drawn import EXERCISES
from playwright.sync_api import Browser, sync_playwright
from simulation.clip import write_clip
from simulation.person import person

ALLOWED, REFUSED = "--use-fake-ui-for-media-stream", "--use-fake-ui-for-media-stream=deny"
"""What the person answers when the browser asks whether the page may use the camera."""

NO_CAMERA = "--use-fake-device-for-media-stream=device-count=0"
TWO_CAMERAS = "--use-fake-device-for-media-stream=device-count=2"
"""Chromium's own: a green picture with a ball."""


def playing(path: Path) -> tuple[str, str]:
    """Return the flags for a camera that plays a film."""
    return "--use-fake-device-for-media-stream", f"--use-file-for-fake-video-capture={path}"


def film(path: Path, *, exercise: str = "glute-bridge", seconds: float = 4.0, fps: int = 30) -> Path:
    """Write a film of somebody who does an exercise."""
    about = EXERCISES[exercise]
    write_clip(path, person(about, about.levels[0], 1), seconds, fps)
    return path


@contextmanager
def before(chromium: Chromium, *cameras: str) -> Iterator[Browser]:
    """Run a browser with these cameras."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.path, args=[*FLAGS, *cameras], env={**os.environ, **chromium.env}
        )
        yield browser
        browser.close()
