"""Serve, and build page and server anew when their sources change."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from watchfiles import PythonFilter, run_process

ROOT = Path(__file__).parent.parent


def serve(port: int) -> None:
    """Run the server in this process until it is replaced."""
    subprocess.run([sys.executable, "-m", "rearguard", "--port", str(port), "--no-browser"], check=False)


def main() -> None:
    """Watch both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=7007)
    port = parser.parse_args().port
    with subprocess.Popen(["npm", "run", "watch"], cwd=ROOT / "frontend") as page:
        try:
            run_process(ROOT / "src", target=serve, args=(port,), watch_filter=PythonFilter())
        finally:
            page.terminate()


if __name__ == "__main__":
    main()
