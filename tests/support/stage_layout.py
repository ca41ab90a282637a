"""Measurements of the session's stage: screens, and the positions of its parts."""

from __future__ import annotations

from support.fake_server import FakeServer

SIZES = [(320, 568), (320, 640), (568, 320), (768, 1024), (1280, 720), (2560, 1440), (3840, 2160)]

OUT_OF_SIGHT = """() => [...document.querySelectorAll("h1, .detail, .ring, .caption, .next, .paused p, button")]
    .filter((it) => it.checkVisibility())
    .filter((it) => {
        const { left, top, right, bottom } = it.getBoundingClientRect();
        return left < -0.5 || top < -0.5 || right > innerWidth + 0.5 || bottom > innerHeight + 0.5;
    }).map((it) => it.textContent)"""

PLACES = """(parts) => parts.map((what) => {
    const { x, y, width, height } = document.querySelector(what).getBoundingClientRect();
    return [what, ...[x, y, width, height].map(Math.round)];
})"""

FRAME = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"

LEAST = 0.054
"""Of the screen's smaller side: on a laptop of 14 inches capitals of 6.6 mm. At 3 m that is 7.5 minutes of arc, where
sharp eyes need 5; at 2 m it is 11."""

LETTERS = """(what) => parseFloat(getComputedStyle(document.querySelector(what)).fontSize)"""


def resize(fake_server: FakeServer, width: int, height: int) -> None:
    fake_server.page.set_viewport_size({"width": width, "height": height})
    fake_server.page.evaluate(FRAME)
