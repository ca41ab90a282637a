"""What a desktop and logind say on D-Bus, as far as a watcher asks: services whose answers a test sets."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated

from dbus_fast.aio.message_bus import MessageBus
from dbus_fast.annotations import DBusBool, DBusSignature, DBusStr, DBusUInt32
from dbus_fast.constants import PropertyAccess
from dbus_fast.service import ServiceInterface, dbus_method, dbus_property, dbus_signal

Long = Annotated[int, DBusSignature("t")]


class FakeIdleMonitor(ServiceInterface):
    """Mutter's."""

    milliseconds = 0
    hangs = False

    def __init__(self) -> None:
        super().__init__("org.gnome.Mutter.IdleMonitor")

    @dbus_method("GetIdletime")
    async def get_idle_time(self) -> Long:
        """Return milliseconds, or never."""
        if self.hangs:
            await asyncio.Event().wait()
        return self.milliseconds


class FakeSessionManager(ServiceInterface):
    """GNOME's."""

    flags = 0

    def __init__(self) -> None:
        super().__init__("org.gnome.SessionManager")

    @dbus_method("IsInhibited")
    def is_inhibited(self, flags: DBusUInt32) -> DBusBool:
        """Return whether any of these is inhibited."""
        return bool(self.flags & flags)


class FakePolicyAgent(ServiceInterface):
    """Plasma's."""

    policies = 0

    def __init__(self) -> None:
        super().__init__("org.kde.Solid.PowerManagement.PolicyAgent")

    @dbus_method("HasInhibition")
    def has_inhibition(self, policies: DBusUInt32) -> DBusBool:
        """Return whether any of these is required."""
        return bool(self.policies & policies)


class FakeScreenSaver(ServiceInterface):
    """Any desktop's screen saver."""

    active = False

    def __init__(self, name: str) -> None:
        super().__init__(name)

    @dbus_method("GetActive")
    def is_active(self) -> DBusBool:
        """Return whether it covers the screen."""
        return self.active


class FakeDoNotDisturb(ServiceInterface):
    """Plasma's."""

    quiet = False

    def __init__(self) -> None:
        super().__init__("org.freedesktop.Notifications")

    @dbus_property(PropertyAccess.READ, name="Inhibited")
    def inhibited(self) -> DBusBool:
        """Return whether it is to be quiet."""
        return self.quiet


class FakeUPower(ServiceInterface):
    """UPower's."""

    on_battery = False

    def __init__(self) -> None:
        super().__init__("org.freedesktop.UPower")

    @dbus_property(PropertyAccess.READ, name="OnBattery")
    def is_on_battery(self) -> DBusBool:
        """Return whether no plug feeds it."""
        return self.on_battery


class FakePowerProfiles(ServiceInterface):
    """power-profiles-daemon's, by one of its names."""

    active = "balanced"

    def __init__(self, name: str) -> None:
        super().__init__(name)

    @dbus_property(PropertyAccess.READ, name="ActiveProfile")
    def active_profile(self) -> DBusStr:
        """Return the profile that holds."""
        return self.active


class FakeLoginManager(ServiceInterface):
    """logind's."""

    inhibited_operations = ""
    is_going_to_sleep = False
    is_shutting_down = False

    def __init__(self) -> None:
        super().__init__("org.freedesktop.login1.Manager")

    @dbus_property(PropertyAccess.READ, name="BlockInhibited")
    def block_inhibited(self) -> DBusStr:
        """Return what nobody may do now, with colons between."""
        return self.inhibited_operations

    @dbus_property(PropertyAccess.READ, name="PreparingForSleep")
    def preparing_for_sleep(self) -> DBusBool:
        """Return whether the machine falls asleep."""
        return self.is_going_to_sleep

    @dbus_property(PropertyAccess.READ, name="PreparingForShutdown")
    def preparing_for_shutdown(self) -> DBusBool:
        """Return whether it goes down."""
        return self.is_shutting_down

    @dbus_signal("PrepareForSleep")
    def signal_sleep(self, begins: bool) -> DBusBool:  # noqa: FBT001 - the signal's own form
        """Tell that it falls asleep, or has woken."""
        self.is_going_to_sleep = begins
        return begins

    @dbus_signal("PrepareForShutdown")
    def signal_shutdown(self, begins: bool) -> DBusBool:  # noqa: FBT001 - as above
        """Tell that it goes down, or stays."""
        self.is_shutting_down = begins
        return begins


class FakeLoginSession(ServiceInterface):
    """One of logind's."""

    is_locked = False

    def __init__(self) -> None:
        super().__init__("org.freedesktop.login1.Session")

    @dbus_property(PropertyAccess.READ, name="LockedHint")
    def locked_hint(self) -> DBusBool:
        """Return whether it is locked."""
        return self.is_locked

    def lock(self) -> None:
        """Lock it, and say so."""
        self.is_locked = True
        self.emit_properties_changed({"LockedHint": True})


class BusServices:
    """A connection that offers services.

    Args:
        loop: what they run in.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop

    def run(self, what: Callable[[], object]) -> None:
        """Do something where the services run, and wait until it is done."""

        async def done() -> None:
            what()

        asyncio.run_coroutine_threadsafe(done(), self._loop).result(timeout=60)


@contextmanager
def serve_on_bus(address: str, services: dict[str, ServiceInterface], name: str = "") -> Iterator[BusServices]:
    """Offer services, by the paths of their objects.

    Args:
        address: of the bus.
        services: by path.
        name: under which all are found; "": each under its interface's.
    """
    ready, found = threading.Event(), list[BusServices]()
    over: list[asyncio.Event] = []

    async def serve() -> None:
        bus = await MessageBus(bus_address=address).connect()
        for path, one in services.items():
            bus.export(path, one)
            await bus.request_name(name or one.name)
        over.append(asyncio.Event())
        found.append(BusServices(asyncio.get_running_loop()))
        ready.set()
        await over[0].wait()
        bus.disconnect()
        await bus.wait_for_disconnect()  # type: ignore[no-untyped-call] # the library's own lack

    thread = threading.Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    assert ready.wait(20)
    try:
        yield found[0]
    finally:
        found[0].run(over[0].set)
        thread.join()
