"""Every view in a language that nobody speaks: nothing hard-coded, nothing cut, whichever way it is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import expect
from support import pseudolocale
from support.fake_server import FRONTEND, StandIn
from support.home_fixture import TurnedClock
from support.wire_answers import everything

from rearguard.app.person.language import _
from rearguard.app.person.paths import Home

AXE = FRONTEND / "node_modules/axe-core/axe.min.js"

Said = dict[str, Any]
Show = Callable[[StandIn, Said], None]


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Said]:
    """What the server says in that language."""
    folder = tmp_path_factory.mktemp("pseudo")
    with pseudolocale.spoken(folder / "locale"), pytest.MonkeyPatch.context() as patch:
        patch.setenv("REARGUARD_HOME", str(folder))
        found = everything(Home(folder / "config", folder / "data", folder / "cache"), TurnedClock())
        why = {**found["why"], "why": [_("Nobody is known to sit here now.")]}
        screen = {**found["screen"], "status": "clear", "verdict": "OK"}
        error = {"error": {"code": "refused", "message": _("Nothing suitable is left to do.")}}
        # What a physiotherapist wrote is in the physiotherapist's own language.
        written = {key: pseudolocale.pseudo(found["prescription"][key]) for key in ("name", "by", "note")}
        found["prescription"] |= written
        yield {**found, "why": why, "screen": screen, "refused": (409, error), "missing": (401, error)}


def view(name: str, **answers: str) -> Show:
    def show(standin: StandIn, said: Said) -> None:
        for key, answer in answers.items():
            standin.answers[f"GET {key}"] = said[answer]
        standin.open(name)

    return show


def screened(name: str, **changes: object) -> Show:
    def show(standin: StandIn, said: Said) -> None:
        standin.answers["GET screen"] = {**said["screen"], **changes}
        standin.open(name)

    return show


def session(key: str = "", **changes: object) -> Show:
    def show(standin: StandIn, said: Said) -> None:
        standin.session = {**said["session"], "status": "running", "cause": None, "interrupted": False, **changes}
        standin.open("session")
        if key:
            standin.page.keyboard.press(key)
            standin.page.get_by_role("dialog").wait_for()

    return show


def done(standin: StandIn, said: Said) -> None:
    standin.session = {**said["session"], "status": "done", "position": 415.0}
    standin.answers[f"GET history/{standin.session['id']}"] = {**said["closing"], "session": standin.session["id"]}
    standin.open("done")
    standin.page.locator(".work").wait_for()


def trying(*, over: bool) -> Show:
    def show(standin: StandIn, said: Said) -> None:
        standin.open_test(over=over, test=said["under-test"], **({} if over else {"position": 12.0}))

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
    "done": done,
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
    standin: StandIn, said: Said, show: Show
) -> None:
    standin.answers |= {key: said[key[4:]] for key in standin.answers if key[4:] in said}
    standin.answers["POST screen/next"] = said["screen-next"]
    show(standin, said)
    expect(standin.page.locator("html")).to_have_attribute("dir", "rtl")
    expect(standin.page).to_have_title(re.compile("⟦"))
    standin.page.evaluate("document.querySelectorAll('details').forEach((it) => { it.open = true; })")
    expect(standin.page.locator(".skeleton")).to_have_count(0)
    assert standin.page.evaluate(READABLE) == []
    standin.page.evaluate(AXE.read_text("utf-8"))
    standin.page.emulate_media(reduced_motion="reduce")
    assert standin.page.evaluate(FINDINGS) == []
    for direction in ("rtl", "ltr"):
        standin.page.evaluate("to => { document.documentElement.dir = to; }", direction)
        for width, height in ((320, 568), (768, 1024), (1280, 720)):
            standin.page.set_viewport_size({"width": width, "height": height})
            assert standin.page.evaluate(CUT) == [], (direction, width)
