"""A voice that a browser without one is given, and what a page says with it."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from support.fake_server import FakeServer, load_snapshot
from support.offline_audio import PAUSED_AT_MS, Ear

VOICE = """
class Utterance extends EventTarget {
  constructor(text) { super(); Object.assign(this, { text, rate: 1, volume: 1, voice: null }); }
}
class Engine extends EventTarget {
  said = [];  // [milliseconds, text, rate, volume]
  ended = [];
  cancelled = 0;
  #timer;
  getVoices() { return VOICES; }
  speak(it) {
    if (!it.text) return;
    this.said.push([performance.now(), it.text, it.rate, it.volume, it.voice.name]);
    this.speaking = true;
    it.onstart?.();
    const spoken = () => { this.speaking = false; this.ended.push(it.text); it.onend?.(); };
    this.#timer = setTimeout(spoken, it.text.split(" ").length * 400 / it.rate);
  }
  cancel() { this.cancelled += this.speaking ? 1 : 0; this.speaking = false; clearTimeout(this.#timer); }
}
window.SpeechSynthesisUtterance = Utterance;
Object.defineProperty(window, "speechSynthesis", { value: new Engine() });
"""

LOCAL = {"name": "Local", "lang": "en_GB", "localService": True, "default": False}

REMOTE = {"name": "Remote", "lang": "en-US", "localService": False, "default": True}

GERMAN = {"name": "Deutsch", "lang": "de-DE", "localService": True, "default": True}


def with_voices(fake_server: FakeServer, *voices: dict[str, object]) -> None:
    fake_server.page.add_init_script(
        VOICE.replace("VOICES", repr(list(voices)).replace("True", "true").replace("False", "false"))
    )


def heard(page: Page) -> list[str]:
    return [text for _, text, *_ in page.evaluate("speechSynthesis.said")]


def settle(fake_server: FakeServer, **changes: object) -> None:
    fake_server.responses["GET settings"] = {**load_snapshot("settings"), **changes}


def begin(fake_server: FakeServer, ear: Ear, position: float) -> None:
    """Open a session that is paused, stop the page's clock, and let the session run from a position."""
    fake_server.open_session(position=position, status="paused", cause="you")
    expect(fake_server.page.get_by_role("button", name="Continue")).to_be_visible()
    ear.stop_the_clock()
    fake_server.page.keyboard.press("Shift")  # a browser wants a key before it sounds
    ear.tell(fake_server, status="running", position=position)


def spoken(page: Page, position: float) -> list[tuple[float, str]]:
    """Return what was spoken and where on the timeline, for a session that ran from a position."""
    said = page.evaluate("speechSynthesis.said")
    return [(position + (at - PAUSED_AT_MS) / 1000, text) for at, text, *_ in said]


def cues(begin: float, end: float) -> list[tuple[float, str]]:
    """Return what is to be spoken between two positions, and where."""
    return [(cue["at"], cue["text"]) for cue in load_snapshot("session")["cues"] if begin <= cue["at"] <= end]
