"""Workers that run tests side by side take turns: a test that is marked `alone` has the machine to itself.

What is heard or seen in real time can be late by what another test does. `gate` is held by who waits for the whole
machine, so that nobody else begins meanwhile; `machine` by everyone while their test runs, shared or alone.
"""

from __future__ import annotations

import tempfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from filelock import FileLock, ReadWriteLock

MARK = "alone: has the machine to itself, because what it hears and sees in real time may not be late"


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", MARK)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, bool, bool]:
    with turn(run(item.config), alone=_is_alone(item)):
        return (yield)


@pytest.hookimpl(trylast=True)  # after they were shuffled
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the page's files, which take longest, and end with those for which all the others must wait."""
    waited_for = {item.path for item in items if _is_alone(item)}
    items.sort(key=lambda item: (item.path in waited_for, item.path.parent.name != "page"))


def _is_alone(item: pytest.Item) -> bool:
    return item.get_closest_marker("alone") is not None


def run(config: pytest.Config) -> str | None:
    """Return the name that all workers of this run share; None where there is only one."""
    given: dict[str, str] = getattr(config, "workerinput", {})
    return given.get("testrunuid")


@contextmanager
def turn(run: str | None, *, alone: bool) -> Iterator[None]:
    """Wait for one's turn, and hold it."""
    if run is None:
        yield
        return
    folder = Path(tempfile.gettempdir())
    machine = ReadWriteLock(folder / f"{run}.machine")
    with FileLock(folder / f"{run}.gate", poll_interval=0.005):
        held = machine.acquire_write() if alone else machine.acquire_read()
    with held:
        yield
