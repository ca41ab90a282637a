"""The map of the code and the guides for developers name only files and functions that exist."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src/rearguard"
PAGES = [
    ROOT / "CONTRIBUTING.md",
    ROOT / "docs/explanation/architecture.md",
    *sorted((ROOT / "docs/how-to").glob("add-*.md")),
    *sorted((ROOT / "docs/adr").glob("*.md")),
]
REFERENCE = re.compile(r"`((?:[\w.-]+/)+[\w.-]*)(?:::([\w.]+))?`")
"""A path with at least one slash, and maybe a name in it."""
BUILT = {"dist/", "web/static/", "frontend/node_modules"}
"""Folders that a build makes."""


def references() -> Iterator[tuple[Path, str, str]]:
    for page in PAGES:
        for path, name in REFERENCE.findall(page.read_text("utf-8")):
            if path not in BUILT:
                yield page, path, name


def find_path(path: str) -> Path | None:
    """Return where a path leads, from the package or from the repository."""
    return next((folder / path for folder in (SOURCE, ROOT, ROOT / "frontend/src") if (folder / path).exists()), None)


def defines(path: Path, name: str) -> bool:
    """Whether a file defines a name; of a method, `Class.method`."""
    if path.suffix != ".py":
        return (
            re.search(rf"\b(?:function|class|const|let|type|interface)\s+{re.escape(name)}\b", path.read_text("utf-8"))
            is not None
        )
    body = ast.parse(path.read_text("utf-8")).body
    for part in name.split("."):
        for statement in body:
            targets = statement.targets if isinstance(statement, ast.Assign) else [getattr(statement, "target", None)]
            names = {getattr(statement, "name", None), *(getattr(target, "id", None) for target in targets)}
            if part in names:
                body = getattr(statement, "body", [])
                break
        else:
            return False
    return True


@pytest.mark.parametrize(
    ("page", "path", "name"),
    sorted(set(references())),
    ids=lambda value: value.name if isinstance(value, Path) else value,
)
def test_a_file_or_function_that_the_docs_name_exists(page: Path, path: str, name: str) -> None:
    place = find_path(path)
    assert place is not None, f"{page.name} names {path}"
    assert not name or defines(place, name), f"{page.name} names {path}::{name}"


def test_the_ci_runs_the_test_command_of_the_readme() -> None:
    (command,) = re.findall(r"&& (uv run .*pytest)$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    assert f"\n{command}\n" in (ROOT / ".ci/run").read_text("utf-8")


def test_a_command_with_a_development_tool_names_its_group() -> None:
    command = r"\buv run (just|pytest|mypy|ruff|lint-imports|pybabel|scripts/|bench/)"
    lines = subprocess.run(["git", "grep", "-nP", command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert [line for line in lines.stdout.splitlines() if not line.startswith("tests/project/")] == []


def test_every_command_of_the_readme_that_sets_up_begins_with_git_clone() -> None:
    lines = re.findall(r"^.*pip install uv.*$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    assert len(lines) == 2
    assert all(line.startswith("git clone ADDRESS rearguard && cd rearguard && ") for line in lines)
