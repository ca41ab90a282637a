"""A D-Bus of a test's own, with somebody at the desktop who presses a button of each notification."""

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

DISMISSED = 2


class Service(ServiceInterface):
    """`org.freedesktop.Notifications`, as a desktop has it.

    Args:
        presses: the label of the button that is pressed at once; "": the notification is dismissed; None: nothing.
    """

    def __init__(self, presses: str | None) -> None:
        super().__init__("org.freedesktop.Notifications")
        self.presses = presses
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
        """Show one."""
        number = len(self.shown) + 1
        buttons = dict(zip(actions[1::2], actions[0::2], strict=True))
        self.shown.append({"app": app, "title": summary, "text": body, "buttons": [*buttons], "timeout": timeout})
        self.shown[-1]["urgency"] = hints["urgency"].value
        loop = asyncio.get_running_loop()
        if self.presses == "":
            loop.call_later(0.05, self.closed, number, DISMISSED)
        elif self.presses is not None:
            loop.call_later(0.05, self.pressed, number, buttons[self.presses])
        return number

    @dbus_method("CloseNotification")
    def close(self, number: DBusUInt32) -> Nothing:
        """Take one back."""
        self.withdrawn.append(number)

    @dbus_method("GetCapabilities")
    def capabilities(self) -> Strings:
        """Return what it can."""
        return ["actions", "body"]

    @dbus_method("GetServerInformation")
    def information(self) -> Server:
        """Return who it is."""
        return ["a test", "nobody", "1", "1.2"]

    @dbus_signal("ActionInvoked")
    def pressed(self, number: int, key: str) -> Pressed:
        """Tell that a button was pressed."""
        return [number, key]

    @dbus_signal("NotificationClosed")
    def closed(self, number: int, reason: int) -> Closed:
        """Tell that one is gone."""
        return [number, reason]


@contextmanager
def private_bus() -> Iterator[str]:
    """Yield the address of a bus; it ends afterwards."""
    command = ["dbus-daemon", "--session", "--nofork", "--print-address=1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as daemon:
        assert daemon.stdout is not None
        try:
            yield daemon.stdout.readline().strip()
        finally:
            daemon.kill()


@contextmanager
def service(address: str, presses: str | None) -> Iterator[Service]:
    """Yield a desktop's notifications on a bus."""
    ready, over = threading.Event(), asyncio.Event()
    found: list[Any] = []

    async def serve() -> None:
        bus = await MessageBus(bus_address=address).connect()
        one = Service(presses)
        bus.export("/org/freedesktop/Notifications", one)
        await bus.request_name("org.freedesktop.Notifications")
        found.extend([one, asyncio.get_running_loop()])
        ready.set()
        await over.wait()
        bus.disconnect()
        await bus.wait_for_disconnect()  # type: ignore[no-untyped-call]

    thread = threading.Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    assert ready.wait(20)
    try:
        yield found[0]
    finally:
        found[1].call_soon_threadsafe(over.set)
        thread.join(20)
