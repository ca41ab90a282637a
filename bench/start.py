"""Start-up time against the least possible: each ratio comes from one run, with the two sides in turns.

uv run --group dev bench/start.py
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

ROUNDS = 15

HELLO_SERVER = """
import socket, sys, uvicorn
from fastapi import FastAPI
app = FastAPI()
@app.get("/api/health")
async def hello():
    return {"name": "hello"}
uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
"""


def time_command(*command: str) -> float:
    """Return the seconds of a command as a whole process."""
    began = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def find_free_port() -> int:
    """Return a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def time_until_ready(port: int, *command: str, answer: bool) -> float:
    """Return the seconds from starting a server to an accepted connection, or to its first answer."""
    began = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:
        while True:
            try:
                with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
                    if answer:
                        host = f"127.0.0.1:{port}"
                        connection.sendall(f"GET /api/health HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
                        if not connection.recv(64).startswith(b"HTTP/1.1"):
                            raise RuntimeError("no answer")
                break
            except ConnectionRefusedError:
                time.sleep(0.002)
        took = time.perf_counter() - began
        server.terminate()
    return took


def compare(name: str, ours: Callable[[], float], theirs: Callable[[], float], bar: float) -> None:
    """Print the medians of both, and their ratio against its bar."""
    pairs = [(ours(), theirs()) for _ in range(ROUNDS)]
    mine, other = median(a for a, _ in pairs), median(b for _, b in pairs)
    ratio = mine / other
    verdict = "holds" if ratio <= bar else "MISSED"
    print(f"{name}: {mine * 1000:.0f} ms against {other * 1000:.0f} ms = {ratio:.2f} (at most {bar}: {verdict})")


def main() -> None:
    """Run every measurement."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    python = sys.executable
    rearguard = str(Path(python).with_name("rearguard"))
    with tempfile.TemporaryDirectory() as folder:
        os.environ["REARGUARD_HOME"] = folder
        ids = json.loads(subprocess.check_output([rearguard, "screen", "--questions", "--json"]))
        answers = json.dumps({question["id"]: "no" for question in ids})
        subprocess.run([rearguard, "screen", "--answers", "-"], input=answers.encode(), check=True, capture_output=True)
        time_command(rearguard, "plan")  # writes the snapshots
        compare(
            "rearguard plan / python -c pass",
            lambda: time_command(rearguard, "plan"),
            lambda: time_command(python, "-c", "pass"),
            6,
        )

        def serve(*, answer: bool) -> float:
            port = find_free_port()
            return time_until_ready(port, rearguard, "--no-browser", "--port", str(port), answer=answer)

        def hello(*, answer: bool) -> float:
            port = find_free_port()
            return time_until_ready(port, python, "-c", HELLO_SERVER, str(port), answer=answer)

        compare(
            "rearguard to an accepting socket / FastAPI hello",
            lambda: serve(answer=False),
            lambda: hello(answer=False),
            2,
        )
        compare(
            "rearguard to its first answer / FastAPI hello", lambda: serve(answer=True), lambda: hello(answer=True), 2
        )


if __name__ == "__main__":
    main()
