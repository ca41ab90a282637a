"""The session's stage on every screen: all visible without scrolling, as large as there is room, and nothing jumps."""

from __future__ import annotations

import itertools

import pytest
from playwright.sync_api import expect
from support.fake_server import FakeServer, load_snapshot
from support.stage_layout import LEAST, LETTERS, OUT_OF_SIGHT, PLACES, SIZES, resize

SPILLS = """() => [...document.querySelectorAll(".caption")].some((place) => {
    const words = place.firstElementChild;
    return words.offsetHeight > place.clientHeight + 1 || words.scrollWidth > place.clientWidth + 1;
})"""

PARTS = [".what", ".figure-shown", ".ring", ".caption", ".next", ".controls"]


TO_THE_RING = """() => {
    const ring = document.querySelector(".ring").getBoundingClientRect();
    const words = document.createRange();
    words.selectNodeContents(document.querySelector(".count .unit"));
    const { left, right, bottom } = words.getBoundingClientRect();
    const [x, y] = [ring.x + ring.width / 2, ring.y + ring.height / 2];
    return Math.max(...[left, right].map((corner) => Math.hypot(corner - x, bottom - y))) / ring.width;
}"""
"""How far from its middle what stands under the number reaches, in widths of the ring."""

INSIDE = 0.425
"""Where the ring's line begins."""


def longest() -> float:
    """Return when the longest line of the session in tests/wire is visible."""
    session = load_snapshot("session")
    lines = [cue for cue in session["cues"] if cue["moment"] not in {"tempo", "count"}]
    place, _ = max(enumerate(lines), key=lambda each: len(each[1]["text"]))
    at: float = lines[place]["at"]
    return at + 0.1


@pytest.mark.parametrize("cause", [None, "gap", "resumed"])
def test_nothing_is_out_of_sight_on_any_screen(fake_server: FakeServer, cause: str | None) -> None:
    fake_server.open_session(position=longest(), status="paused" if cause else "running", cause=cause)
    for width, height in SIZES:
        resize(fake_server, width, height)
        assert fake_server.page.evaluate(OUT_OF_SIGHT) == [], (width, height)


def test_every_line_fits_its_place_on_every_screen(fake_server: FakeServer) -> None:
    fake_server.open_session(position=0.0, status="paused", cause="you")
    cues = {cue["text"]: cue for cue in load_snapshot("session")["cues"] if cue["moment"] not in {"tempo", "count"}}
    long = sorted(cues.values(), key=lambda cue: -len(cue["text"]))[:6]
    for cue, (width, height) in itertools.product(long, SIZES):
        resize(fake_server, width, height)
        fake_server.send_state(status="paused", cause="you", position=cue["at"] + 0.05)
        expect(fake_server.page.locator(".caption")).to_have_text(cue["text"])
        assert fake_server.page.evaluate(SPILLS) is False, (cue["text"], width, height)


def test_a_pause_moves_nothing(fake_server: FakeServer) -> None:
    fake_server.open_session(position=80.0)
    for width, height in SIZES:
        resize(fake_server, width, height)
        before = fake_server.page.evaluate(PLACES, PARTS)
        fake_server.send_state(status="paused", cause="gap", position=80.0)
        fake_server.page.locator(".paused p").wait_for()
        assert fake_server.page.evaluate(PLACES, PARTS) == before, (width, height)
        fake_server.send_state(status="running", position=80.0)
        expect(fake_server.page.locator(".paused p")).to_have_count(0)


@pytest.mark.parametrize("selector", ["h1", ".count .figure", ".fitted"])
def test_what_is_to_be_read_from_the_floor_is_large(fake_server: FakeServer, selector: str) -> None:
    fake_server.open_session(position=longest(), status="paused", cause="you")
    for width, height in SIZES:
        resize(fake_server, width, height)
        assert fake_server.page.evaluate(LETTERS, selector) >= LEAST * min(width, height), (width, height)


def test_what_stands_under_the_number_stays_inside_the_ring(fake_server: FakeServer) -> None:
    fake_server.open_session(position=80.0, status="paused", cause="you")
    expect(fake_server.page.locator(".unit")).to_have_text("seconds")
    for width, height in SIZES:
        resize(fake_server, width, height)
        assert fake_server.page.evaluate(TO_THE_RING) < INSIDE, (width, height)


def test_help_is_left_without_scrolling_on_every_screen(fake_server: FakeServer) -> None:
    fake_server.open_session(position=280.0, status="paused", cause="you")
    fake_server.page.keyboard.press("?")
    close = fake_server.page.get_by_role("dialog").get_by_role("button", name="Close")
    for width, height in SIZES:
        resize(fake_server, width, height)
        expect(close).to_be_in_viewport(ratio=1)
