"""How long a film or a call can be one.

Some programs keep the screen awake, or listen at the microphone, for as long as they run: a noise filter, a switch
against the screen saver. Believed, they would have somebody sit through the night, in a call that never ends.
"""

from __future__ import annotations

LONGEST = 4 * 3600.0
"""Seconds: longer than all but a few films and meetings, and shorter than half a working day."""


class Lasting:
    """One sign, followed from look to look."""

    def __init__(self) -> None:
        self._since: float | None = None

    def see(self, told: bool | None, now: float) -> bool | None:  # noqa: FBT001 - it is what is seen
        """Return what to believe: what is told, but None when it has been told for too long.

        Args:
            told: as the desktop has it.
            now: seconds since some moment.
        """
        if not told:
            self._since = None
            return told
        if self._since is None:
            self._since = now
        return True if now - self._since <= LONGEST else None
