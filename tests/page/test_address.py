"""The address names the view, and the browser's "back" leads to the previous one."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from support.fake_server import PAGE_URL, FakeServer


@pytest.mark.parametrize("view", ["session", "done"])
def test_back_from_where_there_was_no_session_leads_to_what_was_seen_before_it(
    fake_server: FakeServer, view: str
) -> None:
    fake_server.open_page("library")
    fake_server.page.goto(f"{PAGE_URL}#/{view}")
    expect(fake_server.page).to_have_url(re.compile("#/today$"))
    fake_server.page.go_back()
    expect(fake_server.page).to_have_url(re.compile("#/library$"))
    expect(fake_server.page.get_by_role("link", name="Clamshell")).to_be_visible()


@pytest.mark.parametrize("address", ["%", "library/%E0%A4%A", "nonsense", "toString"])
def test_an_address_that_names_nothing_says_so(fake_server: FakeServer, address: str) -> None:
    fake_server.open_page(address)
    expect(fake_server.page.get_by_text("Page not found")).to_be_visible()
    fake_server.page.get_by_role("link", name="See today's session").click()
    expect(fake_server.page.locator("h1")).not_to_have_text("Page not found")
