"""The bytes that a browser has to load before there is a page."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

BAR = 120_000
"""Bytes, compressed: a second and a half over a slow line, should the page ever be served over one."""


def test_the_page_without_models_is_small(built_page: Path) -> None:
    worker = (built_page / "service-worker.js").read_text("utf-8")
    listed = re.search(r"FILES=(\[.*?\])", worker)
    assert listed is not None
    names = ["service-worker.js", "icon.svg", *json.loads(listed[1])]
    assert {Path(name).suffix for name in names} == {".html", ".js", ".css", ".svg"}
    assert [name for name in names if "pose" in name or "wasm" in name] == []
    assert sum(len(gzip.compress((built_page / name).read_bytes())) for name in names) < BAR
