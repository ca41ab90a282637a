"""The screen stays awake while a session runs, and no longer."""

from __future__ import annotations

import pytest
from support.fake_server import StandIn

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


def expect_locks(standin: StandIn, *how: str) -> None:
    """Wait until so many locks of the screen were asked for, each held or let go."""
    standin.page.wait_for_function(ARE, arg=",".join(f"screen {each}" for each in how))


@pytest.fixture
def locked(standin: StandIn) -> StandIn:
    """The page, which asks for locks that are noted."""
    standin.page.add_init_script(LOCKS)
    return standin


def test_awake_while_it_runs_and_not_while_it_is_paused_or_over(locked: StandIn) -> None:
    locked.open_session(position=80.0)
    expect_locks(locked, "held")
    locked.say_state(status="paused", cause="you", position=81.0)
    expect_locks(locked, "let go")
    locked.say_state(status="running", position=81.0)
    expect_locks(locked, "let go", "held")
    locked.say_state(status="done", position=415.0)
    expect_locks(locked, "let go", "let go")


def test_a_page_that_is_seen_again_asks_anew_for_what_the_browser_took_when_it_was_hidden(locked: StandIn) -> None:
    locked.open_session(position=80.0)
    expect_locks(locked, "held")
    locked.page.evaluate("locks[0].held = false; document.dispatchEvent(new Event('visibilitychange'))")
    expect_locks(locked, "let go", "held")


def test_a_browser_that_knows_of_no_such_thing_leads_through_the_session_all_the_same(standin: StandIn) -> None:
    standin.page.add_init_script("Object.defineProperty(navigator, 'wakeLock', { value: undefined })")
    standin.open_session(position=80.0)
    standin.page.keyboard.press(" ")
    standin.wait_for_command({"do": "pause"})
