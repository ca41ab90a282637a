"""A private D-Bus, with a simulated user who presses a button of each notification."""

from __future__ import annotations

import asyncio
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any

from dbus_fast.aio.message_bus import MessageBus
from dbus_fast.annotations import DBusSignature, DBusStr, DBusUInt32
from dbus_fast.service import ServiceInterface, dbus_method, dbus_signal

Strings = Annotated[list[str], DBusSignature("as")]
Hints = Annotated[dict[str, Any], DBusSignature("a{sv}")]
Nothing = Annotated[None, DBusSignature("")]
Number = Annotated[int, DBusSignature("i")]
Server = Annotated[list[str], DBusSignature("ssss")]
Pressed = Annotated[list[Any], DBusSignature("us")]
Closed = Annotated[list[int], DBusSignature("uu")]

DISMISSED_REASON = 2


class FakeNotificationServer(ServiceInterface):
    """`org.freedesktop.Notifications`, as a desktop has it.

    Args:
        button_to_press: the label of the button that is pressed at once; "" dismisses the notification; None does
            nothing.
    """

    def __init__(self, presses: str | None) -> None:
        super().__init__("org.freedesktop.Notifications")
        self.button_to_press = presses
        self.shown: list[dict[str, Any]] = []
        self.withdrawn: list[int] = []

    @dbus_method("Notify")
    def notify(  # noqa: PLR0917 - as the interface has them
        self,
        app: DBusStr,
        _replaces: DBusUInt32,
        _icon: DBusStr,
        summary: DBusStr,
        body: DBusStr,
        actions: Strings,
        hints: Hints,
        timeout: Number,
    ) -> DBusUInt32:
        """Show a notification."""
        number = len(self.shown) + 1
        buttons = dict(zip(actions[1::2], actions[0::2], strict=True))
        self.shown.append({"app": app, "title": summary, "text": body, "buttons": [*buttons], "timeout": timeout})
        self.shown[-1]["urgency"] = hints["urgency"].value
        loop = asyncio.get_running_loop()
        if self.button_to_press == "":
            loop.call_later(0.05, self.signal_closed, number, DISMISSED_REASON)
        elif self.button_to_press is not None:
            loop.call_later(0.05, self.signal_action, number, buttons[self.button_to_press])
        return number

    @dbus_method("CloseNotification")
    def close(self, number: DBusUInt32) -> Nothing:
        """Close a notification."""
        self.withdrawn.append(number)

    @dbus_method("GetCapabilities")
    def get_capabilities(self) -> Strings:
        """Return its capabilities."""
        return ["actions", "body"]

    @dbus_method("GetServerInformation")
    def get_server_information(self) -> Server:
        """Return the server's name and version."""
        return ["a test", "nobody", "1", "1.2"]

    @dbus_signal("ActionInvoked")
    def signal_action(self, number: int, key: str) -> Pressed:
        """Signal that a button was pressed."""
        return [number, key]

    @dbus_signal("NotificationClosed")
    def signal_closed(self, number: int, reason: int) -> Closed:
        """Signal that a notification is closed."""
        return [number, reason]


@contextmanager
def run_private_bus() -> Iterator[str]:
    """Yield the address of a bus that ends afterwards."""
    command = ["dbus-daemon", "--session", "--nofork", "--print-address=1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as daemon:
        assert daemon.stdout is not None
        try:
            yield daemon.stdout.readline().strip()
        finally:
            daemon.kill()


@contextmanager
def serve_notifications(address: str, presses: str | None) -> Iterator[FakeNotificationServer]:
    """Yield a desktop's notifications on a bus."""
    ready, over = threading.Event(), asyncio.Event()
    started: list[Any] = []

    async def serve() -> None:
        bus = await MessageBus(bus_address=address).connect()
        server = FakeNotificationServer(presses)
        bus.export("/org/freedesktop/Notifications", server)
        await bus.request_name("org.freedesktop.Notifications")
        started.extend([server, asyncio.get_running_loop()])
        ready.set()
        await over.wait()
        bus.disconnect()
        await bus.wait_for_disconnect()  # type: ignore[no-untyped-call]

    thread = threading.Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    assert ready.wait(20)
    try:
        yield started[0]
    finally:
        started[1].call_soon_threadsafe(over.set)
        thread.join(20)
