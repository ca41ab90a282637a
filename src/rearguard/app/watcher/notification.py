"""Desktop notifications with buttons.

The process that shows a notification waits until it is answered or closed, since the desktop reports the button to it.
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

APP_NAME = "Rearguard"


class DesktopNotifications:
    """A notifier on the desktop.

    Args:
        translate: into the reader's language.
    """

    def __init__(self, translate: Translate) -> None:
        self._translate = translate

    def ready(self) -> bool:
        """Whether a desktop is running that shows notifications."""
        return asyncio.run(_can_show())

    def show(
        self, title: Message, lines: tuple[Message, ...], buttons: Mapping[str, Message], patience: timedelta
    ) -> str | None:
        """Show a notification and return the key of the pressed button; None: it closed without an answer."""
        texts = [line.render(self._translate) for line in lines]
        labels = {key: label.render(self._translate) for key, label in buttons.items()}
        return asyncio.run(
            _show_and_wait(title.render(self._translate), "\n".join(texts), labels, patience.total_seconds())
        )


async def _can_show() -> bool:
    from desktop_notifier import Capability  # noqa: PLC0415 - with what it needs, 10 MB

    try:
        return Capability.TITLE in await _make_notifier().get_capabilities()
    except Exception:  # noqa: BLE001 - each desktop fails in its own way
        return False


async def _show_and_wait(title: str, text: str, labels: Mapping[str, str], timeout_s: float) -> str | None:
    from desktop_notifier import Button, Urgency  # noqa: PLC0415 - as above

    notifier = _make_notifier()
    reply: asyncio.Future[str | None] = asyncio.get_running_loop().create_future()

    def set_reply(key: str | None) -> None:
        if not reply.done():
            reply.set_result(key)

    notification_id = await notifier.send(
        title,
        text,
        urgency=Urgency.Low,
        buttons=[Button(label, on_pressed=partial(set_reply, key)) for key, label in labels.items()],
        on_dismissed=lambda: set_reply(None),
        timeout=round(timeout_s),
    )
    try:
        return await asyncio.wait_for(reply, timeout_s)
    except TimeoutError:
        await notifier.clear(notification_id)  # its buttons would do nothing from now on
        return None


def _make_notifier() -> DesktopNotifier:
    from desktop_notifier import DesktopNotifier  # noqa: PLC0415 - as above

    logging.getLogger("desktop_notifier").addHandler(logging.NullHandler())
    return DesktopNotifier(app_name=APP_NAME, app_icon=None)
