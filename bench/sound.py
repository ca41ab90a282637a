"""How late a cue is spoken by a voice of this machine, in a headless browser, against how late a bare timer comes.

uv run bench/sound.py
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from statistics import median

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from support import browser, npm
from support.fake_server import FRONTEND, StandIn
from test_page_sound import LOCAL, spoken_and_due, with_voices

BEGIN, END = 26.5, 36.0
"""Seconds of the session of tests/wire: a countdown, a change of sides, the next stretch."""

LATEST_MS = 100
"""At most, from a cue's moment."""

TIMER = """() => new Promise((done) => {
  const due = performance.now() + 500;
  setTimeout(() => done(performance.now() - due), 500);
})"""


def main() -> None:
    """Measure once."""
    chromium = browser.find()
    npm.install(FRONTEND, "axe-core")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        npm.node(FRONTEND, "node_modules/vite/bin/vite.js", "build", "--outDir", folder, "--emptyOutDir")
        running = playwright.chromium.launch(
            executable_path=chromium.path, args=browser.FLAGS, env={**os.environ, **chromium.env}
        )
        standin = StandIn(running.new_page(), Path(folder))
        with_voices(standin, LOCAL)
        late = [1000 * (at - moment) for (at, _), (moment, _) in spoken_and_due(standin, BEGIN, END)]
        timer = median(standin.page.evaluate(TIMER) for _ in range(5))
        running.close()
    print(
        f"{len(late)} cues spoken {median(late):.0f} ms after their moment (median), {max(late):.0f} at most "
        f"(a bare timer: {timer:.1f}): {max(late) / LATEST_MS:.2f} of {LATEST_MS} ms "
        f"({'holds' if max(late) <= LATEST_MS else 'MISSED'})"
    )


if __name__ == "__main__":
    main()
