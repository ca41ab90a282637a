"""Wayland compositors without a screen, and a simulated mouse."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rearguard.sitting.wayland_protocol import WaylandConnection, encode_string, encode_uints

START_TIMEOUT_S = 20
"""In which a compositor has surely started."""

NOBODY_UID = 65534
"""Sway refuses to run as root."""


class Compositor(ABC):
    """A compositor that runs in a folder of its own."""

    def __init__(self, folder: Path, command: list[str], *, user: int | None, **env: str) -> None:
        self.folder = folder
        self.socket_path = folder / "wayland-1"
        quiet = {"XDG_RUNTIME_DIR": str(folder), "HOME": str(folder), "PATH": os.environ["PATH"]}
        groups: list[int] | None = None if user is None else []
        self.process = subprocess.Popen(
            command,
            env={**quiet, **env},
            user=user,
            group=user,
            extra_groups=groups,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def wait_until_ready(self) -> None:
        """Wait until it answers."""
        end = time.monotonic() + START_TIMEOUT_S
        while not self.socket_path.exists():
            assert self.process.poll() is None, "it ended"
            assert time.monotonic() < end, "it does not start"
            time.sleep(0.02)

    def stop(self) -> None:
        """Stop it."""
        self.process.kill()
        self.process.wait()

    @abstractmethod
    def move_mouse(self) -> None:
        """Move the mouse by a pixel or two."""


class Sway(Compositor):
    """Sway, which reports idle times by the old protocol in Debian 12's version."""

    def __init__(self, folder: Path) -> None:
        (folder / "config").write_text("xwayland disable\n")
        user = NOBODY_UID if os.getuid() == 0 else None
        if user is not None:
            os.chown(folder, user, user)
        super().__init__(
            folder,
            ["sway", "--config", str(folder / "config")],
            user=user,
            WLR_BACKENDS="headless",
            WLR_LIBINPUT_NO_DEVICES="1",
            WLR_RENDERER="pixman",
        )

    def move_mouse(self) -> None:
        """Move the mouse by zwlr_virtual_pointer_v1."""
        wire = WaylandConnection(self.socket_path)
        manager, pointer = wire.bind("zwlr_virtual_pointer_manager_v1", 1), wire.allocate_id()
        wire.send(manager, 0, encode_uints(0, pointer))  # create_virtual_pointer
        wire.send(pointer, 0, encode_uints(0, 1 << 8, 1 << 8))  # motion, in 256ths of a pixel
        wire.send(pointer, 4, b"")  # frame
        wire.roundtrip()
        wire.close()


class KWin(Compositor):
    """Plasma's KWin, which reports idle times by ext-idle-notify-v1."""

    def __init__(self, folder: Path) -> None:
        executable = shutil.which("kwin_wayland")
        assert executable, "kwin_wayland is not installed"
        # The copy lacks the capability that containers refuse.
        program = shutil.copyfile(executable, folder / "kwin_wayland")
        program.chmod(0o700)
        super().__init__(
            folder,
            [str(program), "--virtual", "--no-lockscreen", "--no-global-shortcuts",
             "--socket", "wayland-1"],
            user=None,
            KWIN_COMPOSE="Q",
            KWIN_WAYLAND_NO_PERMISSION_CHECKS="1",
        )  # fmt: skip

    def move_mouse(self) -> None:
        """Move the mouse by org_kde_kwin_fake_input."""
        wire = WaylandConnection(self.socket_path)
        fake = wire.bind("org_kde_kwin_fake_input", 1)
        wire.send(fake, 0, encode_string("test") + encode_string("to try it"))  # authenticate
        wire.send(fake, 1, encode_uints(1 << 8, 1 << 8))  # pointer_motion
        wire.roundtrip()
        wire.close()


@contextmanager
def run_compositor(kind: type[Sway | KWin]) -> Iterator[Compositor]:
    """Yield a running compositor that ends afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        compositor = kind(Path(folder))
        try:
            compositor.wait_until_ready()
            yield compositor
        finally:
            compositor.stop()
