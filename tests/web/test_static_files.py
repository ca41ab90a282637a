"""The page's files over HTTP: how long a browser may cache each, and the manifest that makes them an app."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from support.fake_server import FRONTEND_FOLDER


@pytest.fixture(autouse=True)
def static(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A page of one file with a hash in its name and some without."""
    (tmp_path / "assets").mkdir()
    for name in ("index.html", "service-worker.js", "icon.svg", "assets/index-abc.js"):
        (tmp_path / name).write_text("1")
    monkeypatch.setattr("rearguard.web.site.STATIC", tmp_path)
    return tmp_path


def test_files_named_by_a_hash_are_cached_and_never_requested_again(api_client: TestClient) -> None:
    assert "immutable" in api_client.get("/assets/index-abc.js").headers["cache-control"]


@pytest.mark.parametrize("path", ["/", "/index.html", "/service-worker.js", "/icon.svg"])
def test_what_keeps_its_name_is_asked_for_each_time_and_sent_when_it_has_changed(
    path: str, api_client: TestClient, static: Path
) -> None:
    first = api_client.get(path)
    assert first.headers["cache-control"] == "no-cache"
    headers = {"If-None-Match": first.headers["etag"]}
    again = api_client.get(path, headers=headers)
    assert (again.status_code, again.headers["cache-control"], again.text) == (304, "no-cache", "")
    for file in static.glob("*.*"):
        file.write_text("changed")
    assert api_client.get(path, headers=headers).text == "changed"


@pytest.mark.parametrize(
    "path", ["/api/texts", "/api/history", "/api/docs", "/api/nowhere", "/assets/none.js", "/manifest.webmanifest"]
)
def test_everything_else_is_not_cached(path: str, api_client: TestClient) -> None:
    assert api_client.get(path).headers["cache-control"] == "no-store"


def test_the_manifest_needs_a_login(unauthenticated_client: TestClient) -> None:
    assert unauthenticated_client.get("/manifest.webmanifest").status_code == 401


def test_the_manifest_names_what_there_is(api_client: TestClient) -> None:
    answer = api_client.get("/manifest.webmanifest")
    assert answer.headers["content-type"] == "application/manifest+json"
    app = answer.json()
    assert {icon["purpose"] for icon in app["icons"]} == {"any", "maskable"}
    assert all((FRONTEND_FOLDER / "public" / icon["src"]).is_file() for icon in app["icons"])
    routes = (FRONTEND_FOLDER / "src/route.ts").read_text("utf-8")
    assert all(f'"{shortcut["url"].removeprefix("./#/")}"' in routes for shortcut in app["shortcuts"])


def test_the_apps_colours_are_the_pages(api_client: TestClient) -> None:
    styles = "".join(file.read_text("utf-8") for file in sorted((FRONTEND_FOLDER / "src/style").glob("*.css")))
    grounds = re.findall(r"--ground: (#\w+)", styles)
    themes = re.findall(r'"theme-color" content="(#\w+)"', (FRONTEND_FOLDER / "index.html").read_text("utf-8"))
    assert themes == grounds[:2]
    app = api_client.get("/manifest.webmanifest").json()
    assert app["theme_color"] == app["background_color"] == themes[0]
