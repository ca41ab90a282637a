"""Every view in a pseudolocale: nothing hard-coded, nothing cut, in either writing direction."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import expect
from support import pseudolocale
from support.fake_server import FRONTEND_FOLDER, FakeServer
from support.home_fixture import ManualClock
from support.wire_answers import everything

from rearguard.app.person.language import _
from rearguard.app.person.paths import Paths

AXE = FRONTEND_FOLDER / "node_modules/axe-core/axe.min.js"

Said = dict[str, Any]
Show = Callable[[FakeServer, Said], None]


@pytest.fixture(scope="module")
def pseudolocale_responses(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Said]:
    """The server's responses in the pseudolocale."""
    folder = tmp_path_factory.mktemp("pseudo")
    with pseudolocale.use_pseudolocale(folder / "locale"), pytest.MonkeyPatch.context() as patch:
        patch.setenv("REARGUARD_HOME", str(folder))
        responses = everything(Paths(folder / "config", folder / "data", folder / "cache"), ManualClock())
        why = {**responses["why"], "why": [_("It doesn't look like you're sitting here.")]}
        screen = {**responses["screen"], "status": "clear", "verdict": "OK"}
        error = {"error": {"code": "refused", "message": _("No exercise fits.")}}
        # A physiotherapist's text stays in the physiotherapist's own language.
        translated = {
            key: pseudolocale.pseudolocalise(responses["prescription"][key]) for key in ("name", "by", "note")
        }
        responses["prescription"] |= translated
        yield {**responses, "why": why, "screen": screen, "refused": (409, error), "missing": (401, error)}


def view(name: str, **answers: str) -> Show:
    def show(fake_server: FakeServer, pseudolocale_responses: Said) -> None:
        for key, answer in answers.items():
            fake_server.responses[f"GET {key}"] = pseudolocale_responses[answer]
        fake_server.open_page(name)

    return show


def screened(name: str, **changes: object) -> Show:
    def show(fake_server: FakeServer, pseudolocale_responses: Said) -> None:
        fake_server.responses["GET screen"] = {**pseudolocale_responses["screen"], **changes}
        fake_server.open_page(name)

    return show


def session(key: str = "", **changes: object) -> Show:
    def show(fake_server: FakeServer, pseudolocale_responses: Said) -> None:
        fake_server.session = {
            **pseudolocale_responses["session"],
            "status": "running",
            "cause": None,
            "interrupted": False,
            **changes,
        }
        fake_server.open_page("session")
        if key:
            fake_server.page.keyboard.press(key)
            fake_server.page.get_by_role("dialog").wait_for()

    return show


def show_done(fake_server: FakeServer, pseudolocale_responses: Said) -> None:
    fake_server.session = {**pseudolocale_responses["session"], "status": "done", "position": 415.0}
    fake_server.responses[f"GET history/{fake_server.session['id']}"] = {
        **pseudolocale_responses["closing"],
        "session": fake_server.session["id"],
    }
    fake_server.open_page("done")
    fake_server.page.locator(".work").wait_for()


def trying(*, over: bool) -> Show:
    def show(fake_server: FakeServer, pseudolocale_responses: Said) -> None:
        fake_server.open_test(
            over=over, test=pseudolocale_responses["under-test"], **({} if over else {"position": 12.0})
        )

    return show


MISSING = {"status": "missing", "verdict": None, "at": None, "due_at": None}

SHOWN: dict[str, Show] = {
    "today": view("today"),
    "today, nothing suitable": view("today", plan="refused"),
    "today, not screened": screened("today", **MISSING),
    "today, blocked": screened("today", status="blocked", verdict="BLOCK"),
    "today, emergency": screened("today", status="emergency", verdict="EMERGENCY"),
    "a question": screened("screen", **MISSING),
    "screened": screened("screen"),
    "settings": view("settings"),
    "history": view("history"),
    "library": view("library"),
    "an exercise": view("library/clamshell"),
    "lead-in": session(position=-6.0),
    "work, timed": session(position=80.0),
    "work, counted": session(position=280.0),
    "paused by a gap": session(position=112.0, status="paused", cause="gap"),
    "how much it hurts": session(position=112.0, status="hurt"),
    "stop?": session("Escape", position=112.0),
    "help": session("?", position=112.0),
    "done": show_done,
    "self-tests": view("test"),
    "tries that are over": trying(over=True),
    "locked out": view("today", screen="missing"),
    "nowhere": view("nonsense"),
}

READABLE = r"""() => {
    const skipped = (it) => it.closest("kbd, code, script, noscript, style, .sources, [lang]:not(html)") !== null;
    const found = [document.title];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) if (!skipped(texts.currentNode.parentElement)) found.push(texts.currentNode.data);
    for (const it of document.body.querySelectorAll("*"))
        for (const name of ["aria-label", "aria-valuetext", "aria-description", "title", "placeholder", "alt"])
            if (it.hasAttribute(name) && !skipped(it)) found.push(it.getAttribute(name));
    const typed = /Rearguard|rearguard( [a-z]+| --[a-z-]+)*/g;
    return [...new Set(found.filter((text) => /[A-Za-z]{2}/.test(text.replaceAll(typed, ""))))];
}"""
"""Texts with two letters of English side by side, which that language has nowhere."""

FINDINGS = """async () => (await axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"] }))
    .violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)"""

CUT = """async () => {
    // What draws itself anew for another size has done so three frames later.
    for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
    const wrongs = [];
    const scrolls = (it) =>
        it !== document.body &&
        (["auto", "scroll"].includes(getComputedStyle(it).overflowX) || scrolls(it.parentElement));
    const { scrollWidth } = document.documentElement;
    if (scrollWidth > innerWidth) wrongs.push(`the page is ${scrollWidth} wide`);
    for (const it of document.body.querySelectorAll("*")) {
        if (!it.checkVisibility() || it.closest(".skip, .strip, svg, [aria-hidden=true]")) continue;
        const { left, right, width, height } = it.getBoundingClientRect();
        if (width < 2 || height < 2) continue; // for screen readers only
        const { overflowX, clipPath } = getComputedStyle(it);
        if (clipPath !== "none") continue; // as above
        if (it.scrollWidth > it.clientWidth + 1 && ["hidden", "clip"].includes(overflowX)) wrongs.push(it.outerHTML);
        else if (!scrolls(it) && (left < -1 || right > innerWidth + 1)) wrongs.push(it.outerHTML);
    }
    const pressed = [...document.querySelectorAll("button, nav a")].filter((it) => it.checkVisibility());
    const places = pressed.map((it) => it.getBoundingClientRect());
    for (const [i, a] of places.entries())
        for (const [j, b] of places.entries()) {
            const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
            const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
            const over = document.querySelector("dialog[open]") !== null;
            if (i < j && wide > 1 && high > 1 && !over)
                wrongs.push(`${pressed[i].textContent} lies over ${pressed[j].textContent}`);
        }
    return wrongs.map((text) => text.slice(0, 200));
}"""
"""What is wider than its place or the screen, and what lies over something else that can be pressed."""


@pytest.mark.parametrize("show", SHOWN.values(), ids=SHOWN)
def test_nothing_is_hard_coded_and_it_fits_longer_texts_written_either_way(
    fake_server: FakeServer, pseudolocale_responses: Said, show: Show
) -> None:
    fake_server.responses |= {
        key: pseudolocale_responses[key[4:]] for key in fake_server.responses if key[4:] in pseudolocale_responses
    }
    fake_server.responses["POST screen/next"] = pseudolocale_responses["screen-next"]
    show(fake_server, pseudolocale_responses)
    expect(fake_server.page.locator("html")).to_have_attribute("dir", "rtl")
    expect(fake_server.page).to_have_title(re.compile("⟦"))
    fake_server.page.evaluate("document.querySelectorAll('details').forEach((it) => { it.open = true; })")
    expect(fake_server.page.locator(".skeleton")).to_have_count(0)
    assert fake_server.page.evaluate(READABLE) == []
    fake_server.page.evaluate(AXE.read_text("utf-8"))
    fake_server.page.emulate_media(reduced_motion="reduce")
    assert fake_server.page.evaluate(FINDINGS) == []
    for direction in ("rtl", "ltr"):
        fake_server.page.evaluate("to => { document.documentElement.dir = to; }", direction)
        for width, height in ((320, 568), (768, 1024), (1280, 720)):
            fake_server.page.set_viewport_size({"width": width, "height": height})
            assert fake_server.page.evaluate(CUT) == [], (direction, width)
