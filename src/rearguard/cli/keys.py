"""Single key presses from a terminal, without Return."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Any, Self

ARROWS = {"[C": "right", "[D": "left", "OC": "right", "OD": "left"}


class KeyReader:
    """A context manager that reads key presses. Without a terminal no key ever comes, and `wait` only waits."""

    def __init__(self) -> None:
        self.is_terminal = sys.stdin.isatty()
        self._saved: Any = None

    def __enter__(self) -> Self:
        if self.is_terminal and sys.platform != "win32":
            import termios  # noqa: PLC0415 - not on Windows
            import tty  # noqa: PLC0415 - as above

            self._saved = termios.tcgetattr(sys.stdin.fileno())
            tty.setcbreak(sys.stdin.fileno())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._saved is not None and sys.platform != "win32":
            import termios  # noqa: PLC0415 - not on Windows

            termios.tcsetattr(sys.stdin.fileno(), termios.TCSADRAIN, self._saved)

    def wait(self, seconds: float) -> str | None:
        """Wait up to `seconds`; return a character, "left", "right" or "escape", or None if no key was pressed."""
        if not self.is_terminal:
            time.sleep(seconds)
            return None
        if sys.platform == "win32":
            return self._wait_windows(seconds)
        return self._wait_posix(seconds)

    def _wait_posix(self, seconds: float) -> str | None:
        import os  # noqa: PLC0415 - with a terminal only
        import select  # noqa: PLC0415 - as above

        ready, _, _ = select.select([sys.stdin], [], [], seconds)
        if not ready:
            return None
        typed = os.read(sys.stdin.fileno(), 16).decode("utf-8", "replace")
        if typed.startswith("\x1b"):
            return ARROWS.get(typed[1:3], "escape")
        return typed[:1] or None

    def _wait_windows(self, seconds: float) -> str | None:
        import msvcrt  # noqa: PLC0415 - on Windows only

        until = time.perf_counter() + seconds
        while time.perf_counter() < until:
            if msvcrt.kbhit():  # type: ignore[attr-defined, unused-ignore]
                key = msvcrt.getwch()  # type: ignore[attr-defined, unused-ignore]
                if key in "\x00\xe0":
                    arrow = msvcrt.getwch()  # type: ignore[attr-defined, unused-ignore]
                    return {"M": "right", "K": "left"}.get(arrow)
                return "escape" if key == "\x1b" else str(key)
            time.sleep(0.02)
        return None
