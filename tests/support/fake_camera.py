"""A browser before whose camera a drawn person exercises, played from a file."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, WebSocket, sync_playwright

from support.browser import CHROMIUM_FLAGS, TIMEOUT_MS, Chromium
from support.drawn_figures import EXERCISES
from support.running_server import RunningServer
from support.scripted_camera import stop_the_clock
from support.simulation.clip import write_clip
from support.simulation.person import simulate_person

CAMERA_ALLOWED_FLAG, CAMERA_DENIED_FLAG = "--use-fake-ui-for-media-stream", "--use-fake-ui-for-media-stream=deny"
"""What the person answers when the browser asks whether the page may use the camera."""

NO_CAMERA_FLAG = "--use-fake-device-for-media-stream=device-count=0"
TWO_CAMERAS_FLAG = "--use-fake-device-for-media-stream=device-count=2"
"""Chromium's own: a green picture with a ball."""


def build_clip_flags(path: Path) -> tuple[str, str]:
    """Return the flags for a camera that plays a film."""
    return "--use-fake-device-for-media-stream", f"--use-file-for-fake-video-capture={path}"


def write_exercise_clip(path: Path, *, exercise: str = "glute-bridge", seconds: float = 4.0, fps: int = 30) -> Path:
    """Write a film of somebody who does an exercise."""
    about = EXERCISES[exercise]
    write_clip(path, simulate_person(about, about.levels[0], 1), seconds, fps)
    return path


@contextmanager
def launch_with_cameras(chromium: Chromium, *cameras: str) -> Iterator[Browser]:
    """Run a browser with these cameras."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.path, args=[*CHROMIUM_FLAGS, *cameras], env={**os.environ, **chromium.env}
        )
        yield browser
        browser.close()


class SentMessages:
    """What a page sends over its line."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.frames: list[str] = []
        page.on("websocket", self._listen)

    def _listen(self, line: WebSocket) -> None:
        line.on("framesent", lambda data: self.frames.append(data if isinstance(data, str) else data.decode()))

    def select(self, do: str) -> list[Any]:
        """Return what was said of one kind."""
        return [said for said in map(json.loads, self.frames) if said["do"] == do]

    def wait_for(self, do: str, more: int = 1) -> list[Any]:
        """Wait until that many more of one kind were sent, and return them."""
        before = len(self.select(do))
        for _ in range(TIMEOUT_MS // 20):
            found = self.select(do)[before:]
            if len(found) >= more:
                return found
            self.page.wait_for_timeout(20)
        pytest.fail(f"the page sent no {do}: {self.page.locator('.camera').inner_text()}")


def start_watched_session(page: Page, server: RunningServer) -> SentMessages:
    """Start a session and turn the camera on.

    The page's clock stands from then on, so that no machine is too slow to be watched by.
    """
    said = SentMessages(page)
    page.emulate_media(reduced_motion="reduce")  # the figure stands still: more time for what is tested
    page.clock.install(time=0)
    page.goto(server.address)
    page.get_by_role("button", name="Start").click()
    page.get_by_role("button", name="Check my form").wait_for()
    stop_the_clock(page)
    page.get_by_role("button", name="Check my form").click()
    return said
