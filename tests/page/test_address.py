"""The address names what is shown, and the browser's "back" leads to what was seen before."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from support.fake_server import HOME, StandIn


@pytest.mark.parametrize("view", ["session", "done"])
def test_back_from_where_there_was_no_session_leads_to_what_was_seen_before_it(standin: StandIn, view: str) -> None:
    standin.open("library")
    standin.page.goto(f"{HOME}#/{view}")
    expect(standin.page).to_have_url(re.compile("#/today$"))
    standin.page.go_back()
    expect(standin.page).to_have_url(re.compile("#/library$"))
    expect(standin.page.get_by_role("link", name="Clamshell")).to_be_visible()


@pytest.mark.parametrize("address", ["%", "library/%E0%A4%A", "nonsense", "toString"])
def test_an_address_that_names_nothing_says_so(standin: StandIn, address: str) -> None:
    standin.open(address)
    expect(standin.page.get_by_text("Page not found")).to_be_visible()
    standin.page.get_by_role("link", name="See today's session").click()
    expect(standin.page.locator("h1")).not_to_have_text("Page not found")
