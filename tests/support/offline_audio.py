"""What a page's loudspeaker gives out, in virtual time: no test has to be quick enough to hear it.

The page's clock is Playwright's, which stands until a test lets it go on. Its loudspeaker is an `OfflineAudioContext`
with the clock of a real one; what was laid on it is rendered by the browser's own audio engine when the test listens.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

from support.fake_server import FakeServer

RATE = 24_000
"""Samples a second, as the server's voice has them."""

PAUSED_AT_MS = 3_600_000.0
"""Where the page's clock stands when it is paused: later than any page needs to open, on any machine."""

QUIET = 1e-4
"""Mean square below which nothing is heard: 40 dB below speech."""

OFFLINE = f"""
{{
  const [RATE, SECONDS, QUANTUM, AHEAD_S, SILENCE_S] = [{RATE}, 90, 128, 0.03, 0.015];

  window.Loudspeaker = class extends OfflineAudioContext {{
    #spans = [];  // [second of the audio clock, millisecond of the page's] at which it began to run
    #stopped = [0, 0];
    #runs = false;

    constructor() {{
      super(1, SECONDS * RATE, RATE);
      window.loudspeaker = this;
    }}

    #heard() {{
      if (!this.#runs) return this.#stopped;
      const [second, millisecond] = this.#spans.at(-1);
      const now = performance.now();
      return [second + (now - millisecond) / 1000, now];
    }}

    get state() {{ return this.#runs ? "running" : "suspended"; }}

    // By whole buffers, and ahead of the ear, as that of a real one.
    get currentTime() {{ return Math.ceil(((this.#heard()[0] + AHEAD_S) * RATE) / QUANTUM) * (QUANTUM / RATE); }}

    getOutputTimestamp() {{
      const [contextTime, performanceTime] = this.#heard();
      return {{ contextTime, performanceTime }};
    }}

    async resume() {{
      if (this.#runs) return;
      this.#spans.push([this.#stopped[0], performance.now()]);
      this.#runs = true;
    }}

    async suspend() {{
      this.#stopped = [this.currentTime, performance.now()];  // what was rendered is still heard
      this.#runs = false;
    }}

    async listen() {{
      const [until] = this.#heard();
      const samples = (await this.startRendering()).getChannelData(0).subarray(0, Math.floor(until * RATE));
      const millisecond = (index) => {{
        const [from, at] = this.#spans.findLast(([second]) => second <= index / RATE);
        return at + (index / RATE - from) * 1000;
      }};
      const [blocks, onsets] = [[], []];
      for (let at = 0; at + QUANTUM <= samples.length; at += QUANTUM) {{
        const power = samples.subarray(at, at + QUANTUM).reduce((sum, x) => sum + x * x, 0) / QUANTUM;
        if (power > 0) blocks.push([millisecond(at), power]);
      }}
      let quiet = Infinity;
      for (const [index, sample] of samples.entries()) {{
        if (Math.abs(sample) < 1e-4) {{
          quiet++;
          continue;
        }}
        if (quiet > SILENCE_S * RATE) onsets.push(millisecond(index));
        quiet = 0;
      }}
      return [blocks, onsets];
    }}
  }};
  window.AudioContext = window.Loudspeaker;

  window.told = 0;
  window.sounds = {{ asked: 0, settled: 0 }};
  const {{ data }} = Object.getOwnPropertyDescriptors(MessageEvent.prototype);
  Object.defineProperty(MessageEvent.prototype, "data", {{ get() {{
    const said = data.get.call(this);
    if (typeof said === "string") told++;
    return said;
  }} }});
  const ask = window.fetch;
  window.fetch = async (...what) => {{
    if (!String(what[0]).includes("voice/speech")) return ask(...what);
    sounds.asked++;
    const answer = await ask(...what);
    if (!answer.ok) sounds.settled++;
    return answer;
  }};
  const decode = BaseAudioContext.prototype.decodeAudioData;
  BaseAudioContext.prototype.decodeAudioData = async function (...what) {{
    const found = await decode.apply(this, what);
    sounds.settled++;
    return found;
  }};
}}
"""
"""Puts an offline loudspeaker in the real one's place; counts what the server told, and the sounds that came."""


@dataclass(frozen=True)
class Block:
    """5 ms of sound."""

    at: float
    """Its beginning, in milliseconds of the page's clock."""
    power: float
    """The mean square of its samples."""


SECONDS_A_BLOCK = 128 / RATE


@dataclass(frozen=True)
class Sound:
    """All that was heard."""

    blocks: tuple[Block, ...]
    """Silent ones left out."""
    onsets: tuple[float, ...]
    """The milliseconds of the page's clock at which sound began after silence, to a sample."""

    def between(self, begin: float, end: float) -> list[Block]:
        """Return what was heard between two moments of the page's clock, without silence before and after."""
        inside = [block for block in self.blocks if begin <= block.at < end]
        loud = [i for i, block in enumerate(inside) if block.power > QUIET]
        return inside[loud[0] : loud[-1] + 1] if loud else []


def loudness(blocks: list[Block]) -> float:
    """Return the root mean square."""
    return float((sum(block.power for block in blocks) / len(blocks)) ** 0.5)


class Ear:
    """Hears a page whose clock the test moves. Made before the page is opened."""

    def __init__(self, page: Page) -> None:
        self.page = page
        page.emulate_media(reduced_motion="reduce")  # the figure stands still: virtual frames take their time, too
        page.add_init_script(OFFLINE)
        page.clock.install(time=0)

    def stop_the_clock(self) -> None:
        """Let the page's clock stand from now on, at `PAUSED_AT_MS`."""
        self.page.clock.pause_at(PAUSED_AT_MS / 1000 - 1)
        self.go_on(1)  # what the page began is done

    def now(self) -> float:
        """Return milliseconds of the page's clock."""
        return float(self.page.evaluate("performance.now()"))

    def go_on(self, seconds: float) -> None:
        """Let the page's clock go on, frame by frame."""
        self.page.clock.run_for(round(seconds * 1000))

    def freeze(self, seconds: float) -> None:
        """Let the page's clock go on while the page is stuck: what was due meanwhile comes late, and once."""
        self.page.clock.fast_forward(round(seconds * 1000))

    def wait_for_sounds(self) -> None:
        """Wait until every sound that the page asked for is there, or refused."""
        self.page.wait_for_function("() => sounds.asked === sounds.settled")

    def tell(self, fake_server: FakeServer, **changes: object) -> None:
        """Have the server tell a state, and wait until the page has heard it."""
        before = self.page.evaluate("told")
        fake_server.send_state(**changes)
        self.page.wait_for_function("before => told > before", arg=before)

    def say(self, fake_server: FakeServer, message: dict[str, Any]) -> None:
        """Have the server say something else, likewise."""
        before = self.page.evaluate("told")
        fake_server.send(message)
        self.page.wait_for_function("before => told > before", arg=before)

    def listen(self) -> Sound:
        """Return all that was heard since the page was opened. It can be asked for once."""
        blocks, onsets = self.page.evaluate("() => loudspeaker.listen()")
        return Sound(tuple(Block(at, power) for at, power in blocks), tuple(onsets))
