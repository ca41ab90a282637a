"""A page's camera whose pictures come when a test says so, in virtual time: the machine's speed does not matter.

The page's clock is Playwright's, which stands until a test lets it go on. A picture is taken at its moment, and the
next one not before the model has answered and the server has heard of it. The model is scripted, or the real one.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np
from playwright.sync_api import Page

from rearguard.body.recording import PoseFrame
from support.browser import TIMEOUT_MS
from support.home_fixture import ManualClock

PAUSED_AT_S = 3_600.0
"""Where the page's clock stands when it is paused: later than any page needs to open, on any machine."""

PICTURES = """
{
  const wait = setTimeout;  // the real one: this is read before the clock is put in its place
  let take = null;
  window.seen = { looked: 0, sent: 0, answered: 0 };
  HTMLVideoElement.prototype.requestVideoFrameCallback = (next) => {
    take = next;
    return 0;
  };
  const later = (then) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = then;
    port2.postMessage(null);
  };
  let check = () => {};
  const note = (what) => later(() => {
    seen[what]++;
    check();
  });
  const { data } = Object.getOwnPropertyDescriptors(MessageEvent.prototype);
  Object.defineProperty(MessageEvent.prototype, "data", { get() {
    const said = data.get.call(this);
    if (said?.people || said?.failed) note("looked");
    if (typeof said === "string" && JSON.parse(said).type === "coach") note("answered");
    return said;
  } });
  const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function (what) {
    if (JSON.parse(what).do === "see") seen.sent++;
    return send.call(this, what);
  };

  // Whether the page looked at it. With `awaited`, waits for the server's answer to what it then sent.
  window.takePicture = (awaited) => new Promise((done, fail) => {
    const next = take;
    if (!next) return done(false);
    take = null;
    const before = { ...seen };
    check = () => {
      const answers = seen.sent === before.sent || seen.answered > before.answered;
      if (seen.looked > before.looked && (!awaited || answers)) done(true);
    };
    wait(() => fail(Error(`the picture was lost: ${JSON.stringify([before, seen])}`)), TIMEOUT_MS);
    next(performance.now(), { captureTime: performance.now() });
    if (!take) done(false);  // nobody looks any more
  });
}
"""

SCRIPT = """
const SIGHTS = [];
let first = null;
onmessage = ({ data }) => {
  data.picture?.close();
  if ("model" in data) postMessage({ ready: true });
  if (!("picture" in data)) return;
  first ??= data.t;
  const [, people] = SIGHTS.findLast(([t]) => t <= (data.t - first) / 1000 + 1e-6) ?? SIGHTS[0] ?? [0, []];
  const numbers = people.map(({ image, world }) => ({
    image: Float32Array.from(image, (value) => value ?? NaN), world: Float32Array.from(world, (value) => value ?? NaN),
  }));
  postMessage({ people: numbers, took: 5 });
};
"""
"""Stands in for the pose model's worker; a sight stays until the next one, the last one for ever."""


FILM = """
{
  const make = createImageBitmap;
  let film = null, began = null;
  const load = async () => {
    const bytes = new Uint8Array(await (await fetch("film.y4m")).arrayBuffer());
    const end = bytes.indexOf(10);
    const [, width, height, rate] = /W(\\d+) H(\\d+) F(\\d+):1/.exec(new TextDecoder().decode(bytes.subarray(0, end)));
    const [size, head] = [width * height * 1.5, "FRAME\\n".length];
    const picture = (number) => {
      const from = end + 1 + number * (head + size) + head;
      const colorSpace = { matrix: "smpte170m", primaries: "smpte170m", transfer: "smpte170m", fullRange: true };
      const format = { format: "I420", codedWidth: width, codedHeight: height, timestamp: 0, colorSpace };
      return new VideoFrame(bytes.subarray(from, from + size), format);
    };
    return { picture, rate, count: (bytes.length - end - 1) / (head + size) };
  };
  window.createImageBitmap = async (what, ...how) => {
    if (!(what instanceof HTMLVideoElement)) return make(what, ...how);
    film ??= await load();
    began ??= performance.now();
    const number = Math.floor((performance.now() - began) / 1000 * film.rate + 1e-6);
    const picture = film.picture(Math.min(number, film.count - 1));
    const made = await make(picture);
    picture.close();
    return made;
  };
}
"""
"""Shows the pictures of a film instead of those of the camera: each by the page's clock, the last one for ever."""


def script_model(page: Page, sights: Iterable[PoseFrame] = ()) -> None:
    """Put a script in the pose model's place, which sees these from the first picture on; or nobody."""
    numbers = json.dumps([[sight.t, [_numbers(one.image, one.world) for one in sight.people]] for sight in sights])
    body = SCRIPT.replace("SIGHTS = []", f"SIGHTS = {numbers}")
    page.route("**/pose_worker-*.js", lambda route: route.fulfill(body=body, content_type="text/javascript"))


def stop_the_clock(page: Page) -> None:
    """Let a page's clock stand from now on; it was installed before the page was opened."""
    page.clock.pause_at(PAUSED_AT_S - 1)
    page.clock.run_for(1000)  # what the page began is done


class Camera:
    """The camera of a page. Made before the page is opened."""

    def __init__(self, page: Page, clock: ManualClock | None = None, *, answered: bool = True) -> None:
        """Take over a page's camera.

        Args:
            page: not opened yet.
            clock: of its server, if that is to go on with the page's.
            answered: whether there is a server that answers what it is sent.
        """
        self.page = page
        self.clock = clock
        self.answered = answered
        page.emulate_media(reduced_motion="reduce")  # the figure stands still: virtual frames take their time, too
        page.add_init_script(PICTURES.replace("TIMEOUT_MS", str(TIMEOUT_MS)))
        page.clock.install(time=0)

    def show(self, film: Path) -> None:
        """Show a film from the first picture on."""
        self.page.add_init_script(FILM)
        self.page.route("**/film.y4m", lambda route: route.fulfill(path=film))

    def turn_on(self) -> None:
        """Stop the page's clock, and have the page watch."""
        button = self.page.get_by_role("button", name="Check my form")
        button.wait_for()
        stop_the_clock(self.page)
        button.click()
        self.page.locator(".camera:not(.starting)").wait_for()
        self.page.clock.run_for(200)

    def take(self) -> bool:
        """Take a picture; return whether it was looked at."""
        looked: bool = self.page.evaluate("answered => takePicture(answered)", self.answered)
        return looked

    def go_on(self, seconds: float, *, rate: float = 10.0, until: Callable[[], bool] = lambda: False) -> None:
        """Let time pass, and pictures be taken, `rate` a second; end sooner if something is so."""
        for _ in range(round(seconds * rate)):
            self.page.clock.run_for(round(1000 / rate))
            if self.clock is not None:
                self.clock.advance(1 / rate)
            self.take()
            if until():
                return


def _numbers(image: Any, world: Any) -> dict[str, list[float | None]]:  # noqa: ANN401 - arrays
    return {
        name: [None if np.isnan(one) else round(float(one), 5) for one in np.asarray(array).ravel()]
        for name, array in (("image", image), ("world", world))
    }
