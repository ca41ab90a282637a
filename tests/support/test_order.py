"""Workers that run tests side by side: who begins with what, and the run that they share."""

from __future__ import annotations

import pytest


@pytest.hookimpl(trylast=True)  # after they were shuffled
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the page's files, which take longest: a worker that had one last would be waited for."""
    items.sort(key=lambda item: item.path.parent.name != "page")


def find_run_id(config: pytest.Config) -> str | None:
    """Return the name that all workers of this run share; None where there is only one."""
    given: dict[str, str] = getattr(config, "workerinput", {})
    return given.get("testrunuid")
