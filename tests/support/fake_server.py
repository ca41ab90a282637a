"""The page with a stand-in for its server, that says what the real one wrote to tests/wire."""

from __future__ import annotations

import copy
import json
import mimetypes
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from filelock import FileLock
from playwright.sync_api import Page, Route, WebSocketRoute

from rearguard.app.media import figure
from rearguard.core.errors import Refusal
from rearguard.core.side import Side
from rearguard.library.exercise import Exercise
from rearguard.library.loader import load_folders
from rearguard.web.guard import CONTENT_SECURITY_POLICY
from support import npm
from support.browser import TIMEOUT_MS
from support.test_order import find_run_id

SNAPSHOT_FOLDER = Path(__file__).parents[1] / "wire"
FRONTEND_FOLDER = Path(__file__).parents[2] / "frontend"
PAGE_URL = "http://127.0.0.1:7007/"

Json = Any
"""Whatever the server may say."""


def load_snapshot(name: str) -> Json:
    """Return what the server says, from tests/wire."""
    return json.loads((SNAPSHOT_FOLDER / f"{name}.json").read_text("utf-8"))


@cache
def load_exercises() -> Mapping[str, Exercise]:
    """Return our own exercises."""
    return load_folders(Path(__file__).parent / "no such folder").exercises


@cache
def build_figure_response(name: str, level: str | None, side: str | None) -> Json:
    """Return how an exercise is drawn, as the server would say it: a status and JSON."""
    try:
        return 200, figure.figure_json(load_exercises(), name, level, Side(side) if side else None)
    except Refusal as refusal:
        return 409, {"error": {"code": "refused", "message": str(refusal)}}


CLEARED_SCREENING = {
    **load_snapshot("screen"),
    "status": "clear",
    "verdict": "OK",
    "text": "Nothing speaks against it.",
}
"""What the server says of someone who may exercise."""

SCREENING_QUESTION = {
    **load_snapshot("screen-next"),
    "question": {
        "id": "A",
        "text": "A?",
        "answers": [{"id": "no", "text": "No"}, {"id": "yes", "text": "Yes"}, {"id": "unsure", "text": "Not sure"}],
    },
    "outcome": None,
}
"""What the server says when there is something to ask."""


SNAPSHOT_PATHS = (
    "texts", "plan", "library", "settings", "day", "days", "reminders", "effects", "what-if", "why", "progress",
    "tests", "prescription", "holdings",
)  # fmt: skip
"""What is answered as it is in tests/wire."""


class FakeServer:
    """Answers a page's requests; `responses` and `session` may be changed before and while it is open."""

    def __init__(self, page: Page, built: Path) -> None:
        self.page = page
        self.built_page = built
        self.responses: dict[str, Any] = {
            **{f"GET {name}": load_snapshot(name) for name in SNAPSHOT_PATHS},
            "GET screen": CLEARED_SCREENING,
            "GET voice": {"speaks": False, "advice": "The extra speaks."},
            "GET history": load_snapshot("history")[:1],
            f"GET history/{load_snapshot('session')['id']}": {
                **load_snapshot("closing"),
                "session": load_snapshot("session")["id"],
            },
        }
        """By method and path: JSON to answer with, or a status and JSON."""
        self.session: dict[str, Any] | None = None
        """What the live line says first."""
        self.requests: list[tuple[str, Any]] = []
        """What the page asked for: method and path, and the body."""
        self.commands: list[dict[str, Any]] = []
        """What the page sent over the live line, without the ticks."""
        self.tick_count = 0
        self._line: WebSocketRoute | None = None
        page.route(f"{PAGE_URL}**", self._answer)
        page.route_web_socket("ws://127.0.0.1:7007/api/session/live", self._connect)

    def open_page(self, view: str = "today") -> None:
        """Open the page at a view and wait for its heading."""
        self.page.goto(f"{PAGE_URL}#/{view}")
        self.page.locator("h1").wait_for()

    def open_session(self, **changes: object) -> None:
        """Open the session view, with changes to the session of tests/wire."""
        self.session = {**load_snapshot("session"), "status": "running", "cause": None, "interrupted": False, **changes}
        self.open_page("session")

    def open_test(self, *, over: bool = False, **changes: object) -> None:
        """Open the session view, or what comes after it, of a self-test: one leg, the third try of the left one."""
        steps = [
            {
                **load_snapshot("session")["plan"]["steps"][0],
                "exercise": "one-leg-stance",
                "level": "plain",
                "side": side,
            }
            | {"at": at, "seconds": seconds, "kind": kind, "set": 3, "sets": 3, "reps": None, "tempo": None}
            for at, seconds, kind, side in (
                (0, 45, "work", "left"),
                (45, 10, "switch", "right"),
                (55, 45, "work", "right"),
            )
        ]
        about = {
            "name": "One-leg stance",
            "summary": "Stand.",
            "setup": ["Beside a wall."],
            "feel": "",
            "stop": ["pain"],
        }
        plan = {
            **load_snapshot("plan"),
            "steps": steps,
            "seconds": 100,
            "exercises": {"one-leg-stance": {**about, "levels": {}}},
        }
        test = {"id": "one-leg-stance", "holds": True, "awaits": False, "tries": []}
        tried = {"tries": [{"side": "left", "value": 31.5, "by": "tap"}]} if over else {}
        self.session = {
            **load_snapshot("session"), "plan": plan, "cues": [], "status": "done" if over else "running", "cause": None,
            "interrupted": False, "test": {**test, **tried}, **changes,
        }  # fmt: skip
        self.open_page("done" if over else "session")

    def send(self, message: dict[str, Any]) -> None:
        """Send a message over the live line."""
        assert self._line is not None
        self._line.send(json.dumps(message))

    def send_state(self, **changes: object) -> None:
        """Send a state over the live line."""
        self.send({"type": "state", "state": {**load_snapshot("state"), **changes}})

    def wait_for_command(self, command: dict[str, Any], times: int = 1) -> None:
        """Wait until the page has sent a command that often."""
        for _ in range(TIMEOUT_MS // 20):
            if self.commands.count(command) >= times:
                return
            self.page.wait_for_timeout(20)
        pytest.fail(f"the page sent {self.commands}, not {command}")

    def wait_for_ticks(self, times: int) -> None:
        """Wait until the page has ticked that often."""
        for _ in range(TIMEOUT_MS // 20):
            if self.tick_count >= times:
                return
            self.page.wait_for_timeout(20)
        pytest.fail(f"the page ticked {self.tick_count} times, not {times}")

    def disconnect(self) -> None:
        """Break the live line."""
        assert self._line is not None
        self._line.close()

    def _answer(self, route: Route) -> None:
        request = route.request
        path = urlsplit(request.url).path.lstrip("/")
        if path.startswith("api/"):
            key = f"{request.method} {path.removeprefix('api/')}"
            self.requests.append((key, request.post_data_json))
            said = copy.deepcopy(self.responses.get(key, self.session))
            if key.endswith("/figure") and key not in self.responses:
                asked = dict(parse_qsl(urlsplit(request.url).query))
                said = build_figure_response(path.split("/")[2], asked.get("level"), asked.get("side"))
            status, body = said if isinstance(said, tuple) else (200, said)
            route.fulfill(status=status, json=body)
            return
        file = self.built_page / (path or "index.html")
        kind, _ = mimetypes.guess_type(file.name)
        route.fulfill(path=file, content_type=kind, headers={"Content-Security-Policy": CONTENT_SECURITY_POLICY})

    def _connect(self, line: WebSocketRoute) -> None:
        self._line = line
        line.on_message(self._hear)
        self.send({"type": "session", "session": self.session})

    def _hear(self, data: str | bytes) -> None:
        command = json.loads(data)
        if command == {"do": "tick"}:
            self.tick_count += 1
        else:
            self.commands.append(command)


@pytest.fixture(scope="session")
def built_page(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Path:
    """The page built from its sources as they are now, once for all workers."""
    npm.install_packages(FRONTEND_FOLDER, "axe-core")
    base = tmp_path_factory.getbasetemp()
    folder = (base if find_run_id(pytestconfig) is None else base.parent) / "page"
    with FileLock(folder.with_suffix(".lock")):
        if not folder.is_dir():
            part = folder.with_suffix(".part")
            done = npm.run_node(
                FRONTEND_FOLDER, "node_modules/vite/bin/vite.js", "build", "--outDir", str(part), "--emptyOutDir"
            )
            assert done.returncode == 0, done.stdout
            part.rename(folder)
    return folder


@pytest.fixture
def fake_server(page: Page, built_page: Path) -> FakeServer:
    """The page and its stand-in, not yet opened."""
    return FakeServer(page, built_page)
