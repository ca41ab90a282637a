"""Notifications with buttons, on whatever desktop there is.

Whoever shows one waits until it is answered or gone: the button's answer comes back to the process that showed it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from rearguard.core.message import Message, Translate

if TYPE_CHECKING:
    from desktop_notifier import DesktopNotifier

NAME = "Rearguard"


class Notification:
    """The desktop's notifications.

    Args:
        translate: into the reader's language.
    """

    def __init__(self, translate: Translate) -> None:
        self._translate = translate

    def ready(self) -> bool:
        """Whether there is a desktop that shows any."""
        return asyncio.run(_capable())

    def show(
        self, title: Message, lines: tuple[Message, ...], buttons: Mapping[str, Message], patience: timedelta
    ) -> str | None:
        """Show one, and return the key of the button that was pressed; None: none was, until it went away."""
        texts = [line.render(self._translate) for line in lines]
        labels = {key: label.render(self._translate) for key, label in buttons.items()}
        return asyncio.run(_shown(title.render(self._translate), "\n".join(texts), labels, patience.total_seconds()))


async def _capable() -> bool:
    from desktop_notifier import Capability  # noqa: PLC0415 - with what it needs, 10 MB

    try:
        return Capability.TITLE in await _notifier().get_capabilities()
    except Exception:  # noqa: BLE001 - each desktop fails in its own way, and none of them is ours
        return False


async def _shown(title: str, text: str, labels: Mapping[str, str], patience: float) -> str | None:
    from desktop_notifier import Button, Urgency  # noqa: PLC0415 - as above

    notifier = _notifier()
    answered: asyncio.Future[str | None] = asyncio.get_running_loop().create_future()

    def answer(key: str | None) -> None:
        if not answered.done():
            answered.set_result(key)

    shown = await notifier.send(
        title,
        text,
        urgency=Urgency.Low,
        buttons=[Button(label, on_pressed=partial(answer, key)) for key, label in labels.items()],
        on_dismissed=lambda: answer(None),
        timeout=round(patience),
    )
    try:
        return await asyncio.wait_for(answered, patience)
    except TimeoutError:
        await notifier.clear(shown)  # nobody would hear its buttons any more
        return None


def _notifier() -> DesktopNotifier:
    from desktop_notifier import DesktopNotifier  # noqa: PLC0415 - as above

    logging.getLogger("desktop_notifier").addHandler(logging.NullHandler())
    return DesktopNotifier(app_name=NAME, app_icon=None)
