"""The map of the code in docs/explanation/architecture.md: packages and layers, from import-linter's contracts.

The rest of the page is written by hand. The map stands between two comments, and only that part is replaced.
"""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs/explanation/architecture.md"
SOURCE = ROOT / "src/rearguard"
BEGIN = "<!-- map: generated from pyproject.toml and the packages' docstrings: uv run --group dev just write -->\n"
END = "<!-- /map -->\n"
BOX_WIDTH = 48


def render_architecture_page() -> str:
    """Return the page with its map as the code has it now."""
    before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not end:
        raise ValueError(f"{PAGE.name} has lost the comments around its map")
    return "".join([before, BEGIN, *_render_map(), END, after])


def _render_map() -> Iterator[str]:
    layers = _read_layers("rearguard")
    app_layers = _read_layers("rearguard.app")
    yield "\n```text\n"
    yield from _draw_layers(layers)
    yield "```\n\n| package | purpose |\n| --- | --- |\n"
    yield from _list_modules(layers, SOURCE)
    yield "\nThe packages of `app` are layers too:\n\n```text\n"
    yield from _draw_layers(app_layers)
    yield "```\n\n| package in `app` | purpose |\n| --- | --- |\n"
    yield from _list_modules(app_layers, SOURCE / "app")
    yield "\n"


def _read_layers(container: str) -> list[list[str]]:
    """Return the layers of a package from the top, each with its modules side by side."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    (contract,) = (contract for contract in contracts if contract.get("containers") == [container])
    return [[name.strip() for name in layer.replace(":", "|").split("|")] for layer in contract["layers"]]


def _draw_layers(layers: list[list[str]]) -> Iterator[str]:
    line = "─" * BOX_WIDTH
    yield f"┌{line}┐\n"
    for number, names in enumerate(layers):
        if number:
            yield f"├{line}┤\n"
        yield f"│{'   '.join(names).center(BOX_WIDTH)}│\n"
    yield f"└{line}┘\n"


def _list_modules(layers: list[list[str]], folder: Path) -> Iterator[str]:
    for names in layers:
        for name in names:
            path = folder / name / "__init__.py"
            docstring = ast.get_docstring(
                ast.parse((path if path.exists() else folder / f"{name}.py").read_text("utf-8"))
            )
            yield f"| `{name}` | {(docstring or '').splitlines()[0]} |\n"
