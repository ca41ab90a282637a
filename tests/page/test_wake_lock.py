"""The screen stays awake while a session runs, and no longer."""

from __future__ import annotations

import pytest
from support.fake_server import FakeServer

LOCKS = """
window.locks = [];
const request = async (kind) => {
    const lock = { kind, held: true, release: async () => { lock.held = false; } };
    locks.push(lock);
    return lock;
};
Object.defineProperty(navigator, "wakeLock", { value: { request } });
"""
"""Stands in for a screen that would sleep: a headless browser has none."""

ARE = "(wanted) => locks.map(({ kind, held }) => `${kind} ${held ? 'held' : 'let go'}`).join() === wanted"


def expect_locks(fake_server: FakeServer, *how: str) -> None:
    """Wait until a number of screen locks were requested, each held or released."""
    fake_server.page.wait_for_function(ARE, arg=",".join(f"screen {each}" for each in how))


@pytest.fixture
def wake_lock_page(fake_server: FakeServer) -> FakeServer:
    """The page, whose lock requests are recorded."""
    fake_server.page.add_init_script(LOCKS)
    return fake_server


def test_awake_while_it_runs_and_not_while_it_is_paused_or_over(wake_lock_page: FakeServer) -> None:
    wake_lock_page.open_session(position=80.0)
    expect_locks(wake_lock_page, "held")
    wake_lock_page.send_state(status="paused", cause="you", position=81.0)
    expect_locks(wake_lock_page, "let go")
    wake_lock_page.send_state(status="running", position=81.0)
    expect_locks(wake_lock_page, "let go", "held")
    wake_lock_page.send_state(status="done", position=415.0)
    expect_locks(wake_lock_page, "let go", "let go")


def test_a_page_that_becomes_visible_requests_the_wake_lock_again(
    wake_lock_page: FakeServer,
) -> None:
    wake_lock_page.open_session(position=80.0)
    expect_locks(wake_lock_page, "held")
    wake_lock_page.page.evaluate("locks[0].held = false; document.dispatchEvent(new Event('visibilitychange'))")
    expect_locks(wake_lock_page, "let go", "held")


def test_a_browser_that_knows_of_no_such_thing_leads_through_the_session_all_the_same(fake_server: FakeServer) -> None:
    fake_server.page.add_init_script("Object.defineProperty(navigator, 'wakeLock', { value: undefined })")
    fake_server.open_session(position=80.0)
    fake_server.page.keyboard.press(" ")
    fake_server.wait_for_command({"do": "pause"})
