"""Two more browsers, each driven by its own protocol with nothing but what is installed with it."""

from __future__ import annotations

import base64
import json
import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, ClassVar, Protocol, Self

from websockets.sync.client import connect

WINDOW_WIDTH_PX, WINDOW_HEIGHT_PX = 1280, 800

START_TIMEOUT_S = 30
"""In which a browser has surely started."""

WEBDRIVER_KEYS = {"ArrowRight": "\ue014"}
"""What a key without a character is called by WebDriver."""

Json = Any


class ScriptedBrowser(Protocol):
    """The operations on a page."""

    name: ClassVar[str]
    version: str

    def open(self, address: str) -> None:
        """Go to an address and wait until the page has loaded."""

    def evaluate(self, expression: str) -> Json:
        """Return the value of an expression, or of its promise."""

    def press(self, key: str) -> None:
        """Press and release a key."""

    def take_screenshot(self) -> bytes:
        """Return a screenshot as PNG."""


class Firefox:
    """Firefox over WebDriver BiDi, which it speaks natively (https://www.w3.org/TR/webdriver-bidi/)."""

    name: ClassVar[str] = "firefox"

    @staticmethod
    def find_executable() -> str | None:
        """Return the path of the browser, if it is installed."""
        return shutil.which("firefox-esr") or shutil.which("firefox")

    @classmethod
    def is_available(cls) -> bool:
        """Return whether the browser can be driven here."""
        return cls.find_executable() is not None

    def __enter__(self) -> Self:
        self.profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        flags = ["--headless", "--no-remote", "--profile", self.profile.name, "--remote-debugging-port", "0"]
        self.process = subprocess.Popen(
            [self.find_executable() or "firefox", *flags], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        )
        assert self.process.stderr is not None
        match = next(filter(None, (re.search(r"BiDi listening on (ws://\S+)", line) for line in self.process.stderr)))
        self.line = connect(f"{match[1]}/session", max_size=None, open_timeout=START_TIMEOUT_S)
        self.asked = 0
        self.version = self._ask("session.new", capabilities={})["capabilities"]["browserVersion"]
        (page,) = self._ask("browsingContext.getTree")["contexts"]
        self.page = page["context"]
        self._ask(
            "browsingContext.setViewport",
            context=self.page,
            viewport={"width": WINDOW_WIDTH_PX, "height": WINDOW_HEIGHT_PX},
        )
        return self

    def __exit__(self, *_: object) -> None:
        self.line.close()
        self.process.terminate()
        self.process.wait()
        self.profile.cleanup()

    def _ask(self, method: str, **params: Json) -> Json:
        self.asked += 1
        self.line.send(json.dumps({"id": self.asked, "method": method, "params": params}))
        while (message := json.loads(self.line.recv(START_TIMEOUT_S))).get("id") != self.asked:
            pass  # unsolicited events
        if message["type"] == "error":
            raise RuntimeError(f"{method}: {message['message']}")
        return message["result"]

    def open(self, address: str) -> None:
        """Go to an address and wait until the page has loaded."""
        self._ask("browsingContext.navigate", context=self.page, url=address, wait="complete")

    def evaluate(self, expression: str) -> Json:
        """Return the value of an expression, or of its promise."""
        result = self._ask(
            "script.evaluate",
            expression=f"(async () => JSON.stringify(await ({expression})))()",
            target={"context": self.page},
            awaitPromise=True,
        )
        if result["type"] != "success":
            raise RuntimeError(result["exceptionDetails"]["text"])
        return json.loads(result["result"].get("value", "null"))

    def press(self, key: str) -> None:
        """Press and release a key."""
        self._ask("input.performActions", context=self.page, actions=[_pressed(key)])

    def take_screenshot(self) -> bytes:
        """Return a screenshot as PNG."""
        return base64.b64decode(self._ask("browsingContext.captureScreenshot", context=self.page)["data"])


class WebKit:
    """WebKitGTK's MiniBrowser over WebDriver (https://www.w3.org/TR/webdriver2/), on a virtual screen."""

    name: ClassVar[str] = "webkit"

    @staticmethod
    def find_executable() -> str | None:
        """Return the path of the MiniBrowser, if it is installed."""
        folders = [Path("/usr/lib"), Path("/usr/lib64"), Path("/usr/libexec")]
        return next((str(path) for folder in folders for path in folder.glob("**/webkit*gtk-4*/MiniBrowser")), None)

    @classmethod
    def is_available(cls) -> bool:
        """Return whether the browser can be driven here."""
        return all([cls.find_executable(), shutil.which("WebKitWebDriver"), shutil.which("Xvfb")])

    def __enter__(self) -> Self:
        reading, writing = os.pipe()
        screen = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1400x1000x24", "-nolisten", "tcp"]
        self.screen = subprocess.Popen(screen, pass_fds=[writing], stderr=subprocess.DEVNULL)
        os.close(writing)
        with os.fdopen(reading) as output:
            display = f":{output.readline().strip()}"
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.driver = subprocess.Popen(
            ["WebKitWebDriver", f"--port={self.port}"],
            env={**os.environ, "DISPLAY": display, "GDK_BACKEND": "x11", "LIBGL_ALWAYS_SOFTWARE": "1"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._wait()
        options = {"binary": self.find_executable(), "args": ["--automation"]}
        begun = self._ask("", capabilities={"alwaysMatch": {"webkitgtk:browserOptions": options}})
        self.version = begun["capabilities"]["browserVersion"]
        self.session = begun["sessionId"]
        self._ask("/window/rect", width=WINDOW_WIDTH_PX, height=WINDOW_HEIGHT_PX)
        return self

    session = ""

    def __exit__(self, *_: object) -> None:
        self._ask("", method="DELETE")
        for process in (self.driver, self.screen):
            process.terminate()
            process.wait()

    def _wait(self) -> None:
        end = time.monotonic() + START_TIMEOUT_S
        while time.monotonic() < end:
            try:
                socket.create_connection(("127.0.0.1", self.port)).close()
            except OSError:
                time.sleep(0.05)
            else:
                return
        raise RuntimeError("WebKitWebDriver did not start")

    def _ask(self, command: str, method: str = "POST", **params: Json) -> Json:
        line = HTTPConnection("127.0.0.1", self.port, timeout=START_TIMEOUT_S)
        path = f"/session/{self.session}{command}" if self.session else "/session"
        line.request(method, path, json.dumps(params) if method == "POST" else None)
        with line.getresponse() as response:
            value = json.loads(response.read())["value"]
        line.close()
        if isinstance(value, dict) and "error" in value:
            raise RuntimeError(f"{command}: {value['message']}")
        return value

    def open(self, address: str) -> None:
        """Go to an address and wait until the page has loaded."""
        self._ask("/url", url=address)

    def evaluate(self, expression: str) -> Json:
        """Return the value of an expression, or of its promise."""
        script = f"const tell = arguments[0]; (async () => ({expression}))().then(tell);"
        return self._ask("/execute/async", script=script, args=[])

    def press(self, key: str) -> None:
        """Press and release a key."""
        self._ask("/actions", actions=[_pressed(key)])

    def take_screenshot(self) -> bytes:
        """Return a screenshot as PNG."""
        return base64.b64decode(self._ask("/screenshot", method="GET"))


def _pressed(key: str) -> Json:
    value = WEBDRIVER_KEYS.get(key, key)
    return {"type": "key", "id": "keys", "actions": [{"type": kind, "value": value} for kind in ("keyDown", "keyUp")]}
