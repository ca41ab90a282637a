"""How long a browser keeps the page's files."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient


@pytest.fixture(autouse=True)
def _page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("index.html", "assets/page-1a2b.js", "pose/model.task"):
        path = tmp_path / "static" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    monkeypatch.setattr("rearguard.web.site.STATIC", tmp_path / "static")


def test_what_has_its_hash_in_its_name_is_kept_for_good(visitor: TestClient) -> None:
    kept = visitor.get("/assets/page-1a2b.js").headers["cache-control"]
    assert "immutable" in kept
    assert "max-age=31536000" in kept


@pytest.mark.parametrize("path", ["/", "/index.html", "/pose/model.task"])
def test_whatever_else_is_asked_for_anew_and_not_sent_again(visitor: TestClient, path: str) -> None:
    first = visitor.get(path)
    assert (first.status_code, first.headers["cache-control"]) == (200, "no-cache")
    again = visitor.get(path, headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["cache-control"] == "no-cache"
