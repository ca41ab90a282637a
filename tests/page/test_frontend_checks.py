"""The page's own tests and types, so that one command covers both languages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support import npm
from support.browser import CHROMIUM_PACKAGE_FOLDER
from support.fake_server import FRONTEND_FOLDER


@pytest.fixture(scope="module", autouse=True)
def _tools() -> None:
    npm.install_packages(FRONTEND_FOLDER, "vitest")


def test_the_pages_types_hold() -> None:
    result = npm.run_node(FRONTEND_FOLDER, "node_modules/typescript/bin/tsc", "--noEmit")
    assert result.returncode == 0, result.stdout


def test_the_pages_own_tests_pass() -> None:
    result = npm.run_node(FRONTEND_FOLDER, "node_modules/vitest/vitest.mjs", "run", "--reporter=dot", NO_COLOR="1")
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("folder", [FRONTEND_FOLDER, CHROMIUM_PACKAGE_FOLDER], ids=["the page's", "the browser's"])
def test_the_lock_names_every_package_by_its_hash_and_no_address(folder: Path) -> None:
    lock = json.loads((folder / "package-lock.json").read_text("utf-8"))
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert packages
    assert [name for name, entry in packages.items() if "integrity" not in entry] == []
    assert [name for name, entry in packages.items() if "resolved" in entry] == []
