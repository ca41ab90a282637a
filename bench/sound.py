"""The delay of a session's sounds, in a headless browser with a real clock, and while the page is blocked.

It measures cues in a voice of this machine, against the delay of a bare timer, also on a processor that is six times as
slow; tones, and sentences in the server's voice, while the page is blocked for 300 ms at a time; and a coach's word.

uv run --group dev bench/sound.py
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Browser, Page, Route, sync_playwright

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from support import browser, npm
from support.browser_voice import LOCAL, cues, settle, with_voices
from support.fake_server import FRONTEND_FOLDER, PAGE_URL, FakeServer, load_snapshot

from rearguard.app.speech.bundled_tts import BundledVoice
from rearguard.web.guard import CONTENT_SECURITY_POLICY

FROM_S, UNTIL_S = 26.5, 36.0
"""Seconds of the session of tests/wire: a countdown, a change of sides, the next stretch."""

CUE_MS, SLOW_MS, TONE_MS, SENTENCE_MS, WORD_MS = 100, 1500, 5, 100, 1500
"""How late each may be, at most: on a slow processor a cue is left out that would be later."""

TIMER_SCRIPT = """() => new Promise((done) => {
  const due = performance.now() + 500;
  setTimeout(() => done(performance.now() - due), 500);
})"""

BEGUN = """
const { data } = Object.getOwnPropertyDescriptors(MessageEvent.prototype);
Object.defineProperty(MessageEvent.prototype, "data", { get() {
  const said = data.get.call(this);
  if (typeof said === "string" && said.includes('"running"')) window.heardAt ??= performance.now();
  return said;
} });
"""
"""Notes when the page is first told that the session runs."""

RECORDER = """
registerProcessor("recorder", class extends AudioWorkletProcessor {
  quiet = Infinity;  // seconds of silence
  process([[samples]]) {
    (samples ?? []).forEach((sample, index) => {
      if (Math.abs(sample) < LEAST) { this.quiet += 1 / sampleRate; return; }
      if (this.quiet > 0.015) this.port.postMessage((currentFrame + index) / sampleRate);
      this.quiet = 0;
    });
    return true;
  }
});
"""
"""Tells the time of the audio clock at which each sound begins."""

TAPPED = f"""
window.onsets = [];
const connect = AudioNode.prototype.connect;
AudioNode.prototype.connect = function (to, ...rest) {{
  if (to instanceof AudioDestinationNode) {{
    window.audio = to.context;
    to.context.audioWorklet.addModule("data:text/javascript," + encodeURIComponent(`{RECORDER}`)).then(() => {{
      const recorder = new AudioWorkletNode(to.context, "recorder");
      recorder.port.onmessage = ({{ data }}) => onsets.push(data);
      connect.call(this, recorder);
    }});
  }}
  return connect.call(this, to, ...rest);
}};
"""

PAGE_TIME = """() => {
  const { contextTime, performanceTime } = audio.getOutputTimestamp();
  return onsets.map((at) => performanceTime + (at - contextTime) * 1000);
}"""
"""When each sound was heard, by the page's clock."""

BUSY = """() => setInterval(() => { const until = performance.now() + 300; while (performance.now() < until); }, 310)"""

TONE, SPEECH = "1e-4", "1e-2"
"""The least sample that is heard; the server's sentences begin with 20 ms of near silence."""


def spoken_and_due(fake_server: FakeServer, begin: float, end: float) -> list[tuple[float, str]]:
    """Run a session between two positions; return the delay of each spoken cue in seconds."""
    fake_server.page.add_init_script(BEGUN)
    fake_server.open_session(position=begin)
    fake_server.page.wait_for_timeout((end - begin) * 1000 + 200)
    spoken = fake_server.page.evaluate(
        f"speechSynthesis.said.map(([at, text]) => [{begin} + (at - heardAt) / 1000, text])"
    )
    due = {text: moment for moment, text in cues(begin, end)}
    return [(at - due[text], text) for at, text in spoken if text in due]


def record(fake_server: FakeServer, least: str) -> None:
    """Record the page's loudspeaker."""
    # A request for a worklet can't be intercepted, so the policy must allow this one.
    policy = CONTENT_SECURITY_POLICY.replace("script-src 'self'", "script-src 'self' data:")
    index = fake_server.built_page / "index.html"
    fake_server.page.route(
        PAGE_URL, lambda route: route.fulfill(path=index, headers={"Content-Security-Policy": policy})
    )
    fake_server.page.add_init_script(TAPPED.replace("LEAST", least) + BEGUN)


def run(fake_server: FakeServer, position: float, seconds: float, *, busy: bool) -> list[float]:
    """Return the positions at which sounds began, while the server keeps sending the session's position."""
    fake_server.open_session(position=position, status="paused", cause="you")
    fake_server.page.keyboard.press("Shift")  # a browser needs a key press before it plays sounds
    fake_server.page.wait_for_timeout(900)
    fake_server.send_state(status="running", position=position)
    begun = time.perf_counter()
    fake_server.page.wait_for_timeout(500)
    if busy:
        fake_server.page.evaluate(BUSY)
    while (elapsed_s := time.perf_counter() - begun) < seconds:
        fake_server.page.wait_for_timeout(200)
        fake_server.send_state(status="running", position=position + elapsed_s + 0.2)
    onsets: list[Any] = fake_server.page.evaluate(PAGE_TIME)
    began = fake_server.page.evaluate("heardAt")
    return [position + (at - began) / 1000 for at in onsets]


def serve_speech(fake_server: FakeServer, say: Callable[[str, float], bytes]) -> None:
    """Speak with the server's voice."""
    fake_server.responses["GET voice"] = {"speaks": True, "advice": None}

    def speak(route: Route) -> None:
        query = parse_qs(urlsplit(route.request.url).query)
        (text,), (rate,) = query["text"], query["rate"]
        route.fulfill(body=say(text, float(rate)), content_type="audio/wav")

    fake_server.page.route(f"{PAGE_URL}api/voice/speech?**", speak)


def tell(label: str, late: list[float], most: float, more: str = "") -> None:
    """Print the measurements in milliseconds."""
    worst = max(map(abs, late)) if late else float("inf")
    print(
        f"{len(late)} {label} {median(late) if late else 0:.1f} ms after their moment (median), {worst:.1f} at most"
        f"{more}: {worst / most:.2f} of {most} ms ({'holds' if worst <= most else 'MISSED'})"
    )


def main() -> None:
    """Measure once."""
    chromium = browser.find_chromium()
    npm.install_packages(FRONTEND_FOLDER, "axe-core")
    say = BundledVoice().say
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        npm.run_node(FRONTEND_FOLDER, "node_modules/vite/bin/vite.js", "build", "--outDir", folder, "--emptyOutDir")
        running = playwright.chromium.launch(
            executable_path=chromium.path, args=browser.CHROMIUM_FLAGS, env={**os.environ, **chromium.env}
        )
        with opened(running, Path(folder)) as fake_server:
            cues_spoken(fake_server)
        with opened(running, Path(folder)) as fake_server:
            cues_on_a_slow_processor(fake_server)
        with opened(running, Path(folder)) as fake_server:
            tones(fake_server)
        with opened(running, Path(folder)) as fake_server:
            sentences(fake_server, say)
        with opened(running, Path(folder)) as fake_server:
            coachs_word(fake_server, say)
        running.close()


@contextmanager
def opened(running: Browser, built: Path) -> Iterator[FakeServer]:
    """Open a page and its stand-in server, without a moving figure."""
    page: Page = running.new_page()
    page.emulate_media(reduced_motion="reduce")
    yield FakeServer(page, built)
    page.close()


def cues_spoken(fake_server: FakeServer) -> None:
    """Measure the browser's voice."""
    with_voices(fake_server, LOCAL)
    late = [1000 * late for late, _ in spoken_and_due(fake_server, FROM_S, UNTIL_S)]
    timer = median(fake_server.page.evaluate(TIMER_SCRIPT) for _ in range(5))
    tell("cues spoken", late, CUE_MS, f" (a bare timer: {timer:.1f})")


def cues_on_a_slow_processor(fake_server: FakeServer) -> None:
    """Measure the browser's voice on a processor that is six times as slow."""
    with_voices(fake_server, LOCAL)
    devtools = fake_server.page.context.new_cdp_session(fake_server.page)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": 6})
    spoken = spoken_and_due(fake_server, FROM_S, UNTIL_S)
    twice = len(spoken) - len({text for _, text in spoken})
    tell(
        "cues on a processor six times as slow",
        [1000 * late for late, _ in spoken],
        SLOW_MS,
        f", {twice} of them twice",
    )


def tones(fake_server: FakeServer) -> None:
    """Measure the tones while the page is blocked: three, two, one, the bridge, and its first hold."""
    record(fake_server, TONE)
    settle(fake_server, talk="tones")
    sounds = run(fake_server, 256.2, 5.6, busy=True)
    late = [1000 * min((at - due for at in sounds), key=abs, default=1e3) for due in (257, 258, 259, 260, 261)]
    tell("tones while the page was blocked", late, TONE_MS)


def sentences(fake_server: FakeServer, say: Callable[[str, float], bytes]) -> None:
    """Measure a sentence in the server's voice while the page is blocked."""
    record(fake_server, SPEECH)
    serve_speech(fake_server, say)
    due = next(cue["at"] for cue in load_snapshot("session")["cues"] if cue["moment"] == "form")
    sounds = run(fake_server, due - 4.1, 5.5, busy=True)
    late = [1000 * (at - due) for at in sounds if abs(at - due) < 1][:1]
    tell("sentences while the page was blocked", late, SENTENCE_MS)


def coachs_word(fake_server: FakeServer, say: Callable[[str, float], bytes]) -> None:
    """Measure a word whose sound could not be fetched before, while the session waits for the person."""
    record(fake_server, SPEECH)
    serve_speech(fake_server, say)
    at = next(step["at"] for step in load_snapshot("session")["plan"]["steps"] if step["kind"] == "work") + 8.0
    run(fake_server, at, 4.0, busy=False)  # the position comes first
    fake_server.page.evaluate("onsets.length = 0")
    word = {"at": at + 4.0, "moment": "coach", "text": "Lift a little higher."}
    sent_at_ms = fake_server.page.evaluate("performance.now()")
    fake_server.send({"type": "coach", "coach": {**load_snapshot("coach")[1], "say": word}})
    fake_server.page.wait_for_timeout(WORD_MS + 1000)
    tell("coach's words", [moment - sent_at_ms for moment in fake_server.page.evaluate(PAGE_TIME)][:1], WORD_MS)


if __name__ == "__main__":
    main()
