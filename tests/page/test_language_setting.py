"""The page's language is a setting, and an unreviewed translation is marked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect
from support.running_server import RunningServer

from rearguard.app.person.language import SYSTEM_LANGUAGE, set_language


@pytest.fixture
def _english_afterwards() -> Iterator[None]:
    yield
    set_language(SYSTEM_LANGUAGE)


@pytest.mark.usefixtures("_english_afterwards")
def test_a_language_is_chosen_in_the_settings_and_names_its_translators(server: RunningServer, page: Page) -> None:
    page.goto(f"{server.address}#/settings")
    page.get_by_label("Deutsch").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Einstellungen")
    expect(page.locator("html")).to_have_attribute("lang", "de")
    marks = page.get_by_role("group", name="Sprache").locator(".hint")
    expect(marks).to_contain_text("Maschinell übersetzt")
    expect(marks).to_contain_text("not yet checked by a native speaker")
    page.get_by_role("link", name="Übungen").click()
    expect(page.get_by_role("link", name="Muschelübung")).to_be_visible()
    page.get_by_role("link", name="Einstellungen").click()
    page.get_by_label("English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Settings")
    expect(page.get_by_text("Machine translation")).to_be_hidden()
