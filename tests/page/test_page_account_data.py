"""A person's own data in Settings, with the real server: exported, imported, prescribed, erased."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from support.hip_replacement_program import read_hip_replacement_program
from support.home_fixture import ManualClock
from support.populated_home import populate_home
from support.running_server import run_server

from rearguard.app.data.backup import export_backup
from rearguard.app.person.diary import Diary
from rearguard.app.person.paths import Paths


@pytest.fixture(autouse=True)
def _current_page(built_page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Serve the page built from its current sources."""
    monkeypatch.setattr("rearguard.web.site.STATIC", built_page)


def test_it_is_saved_brought_in_and_erased(page: Page, home: Paths, clock: ManualClock) -> None:
    populate_home(home, clock)
    with Diary(home, clock) as diary:
        before = "".join(export_backup(diary))
    with run_server(home, clock) as server:
        page.goto(server.address)
        page.get_by_role("link", name="Settings").click()
        with page.expect_download() as saving:
            page.get_by_role("button", name="Full backup (JSON)").click()
        assert saving.value.suggested_filename == "rearguard.json"
        saved = Path(saving.value.path()).read_bytes()
        assert saved.decode() == before
        with page.expect_download() as saving:
            page.get_by_role("button", name="Last session for fitness apps (FIT)").click()
        assert Path(saving.value.path()).read_bytes()[8:12] == b".FIT"

        page.get_by_role("button", name="Delete all my data").click()
        dialog = page.get_by_role("dialog", name="Delete all your data?")
        expect(dialog).to_contain_text("sessions: 1")
        expect(dialog).to_contain_text("mine.toml")
        dialog.get_by_role("button", name="Cancel").click()
        expect(dialog).to_be_hidden()
        assert list(server.application.diary.read())
        page.get_by_role("button", name="Delete all my data").click()
        dialog.get_by_role("button", name="Delete everything").click()
        expect(page.get_by_text("All your data has been deleted.")).to_be_visible()
        assert list(server.application.diary.read()) == []
        page.get_by_role("button", name="Full backup").wait_for()

        field = page.get_by_label("Restore a backup")
        broken = {**json.loads(saved), "person": "you"}
        field.set_input_files({"name": "x.json", "mimeType": "application/json", "buffer": json.dumps(broken).encode()})
        expect(page.get_by_role("alert")).to_contain_text("person: belongs to another person. Nothing was imported.")
        field.set_input_files({"name": "x.json", "mimeType": "application/json", "buffer": saved})
        count = len(json.loads(saved)["entries"])
        expect(page.get_by_text(f"{count} of {count} entries are new.")).to_be_visible()
        assert "".join(export_backup(server.application.diary)) == before


def test_a_prescription_is_brought_in_seen_planned_and_let_go(page: Page, home: Paths, clock: ManualClock) -> None:
    populate_home(home, clock)
    with run_server(home, clock) as server:
        page.goto(server.address)
        page.get_by_role("link", name="Settings").click()
        field = page.get_by_label("Import a programme")
        wrong = read_hip_replacement_program().replace('"plain"', '"plane"').encode()
        field.set_input_files({"name": "hip.toml", "mimeType": "application/toml", "buffer": wrong})
        expect(page.get_by_role("alert")).to_contain_text("hip.toml: items.1.level: there is no such value")
        field.set_input_files(
            {"name": "hip.toml", "mimeType": "application/toml", "buffer": read_hip_replacement_program().encode()}
        )
        expect(page.get_by_text("Prescribed by A. Muster, physiotherapist, until May 31, 2026.")).to_be_visible()
        expect(page.get_by_text("Last seven days: done on 0 of 3 days.")).to_be_visible()
        page.get_by_role("link", name="Today").click()
        page.get_by_text("Why this plan").click()
        expect(page.get_by_text("Prescribed by A. Muster, physiotherapist, until 2026-05-31.")).to_be_visible()
        page.get_by_role("link", name="Settings").click()
        page.get_by_role("button", name="Stop following this programme").click()
        expect(page.get_by_text("follows it instead of its own")).to_be_visible()
