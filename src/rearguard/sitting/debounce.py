"""A filter for signals that are stuck: a film or a call that never ends.

Some programs keep the screen awake or the microphone open for as long as they run, such as a noise filter or a tool
against the screen saver. Taken at face value they would mean sitting through the night.
"""

from __future__ import annotations

MAX_SIGNAL_S = 4 * 3600.0
"""Longest believable film or call in seconds: longer than nearly all, and less than half a working day."""


class StuckSignalFilter:
    """The state of a signal from look to look."""

    def __init__(self) -> None:
        self._signal_since: float | None = None

    def update(self, signal: bool | None, now: float) -> bool | None:  # noqa: FBT001 - the measured value
        """Return the signal, or None if it has been true for too long to be believed.

        Args:
            signal: as the desktop reports it.
            now: seconds since some moment.
        """
        if not signal:
            self._signal_since = None
            return signal
        if self._signal_since is None:
            self._signal_since = now
        return True if now - self._signal_since <= MAX_SIGNAL_S else None
