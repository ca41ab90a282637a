"""History: by eye, by keys, as tables, and on one printed page; its days open and can be edited."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from support.fake_server import FRONTEND_FOLDER, FakeServer
from support.home_fixture import ManualClock, answer_screening
from support.running_server import RunningServer, run_server
from support.simulated_years import SimulatedYears

from rearguard.app.person.paths import Paths
from rearguard.journal.entry import EventKind
from rearguard.journal.sqlite import SqliteJournal

AXE = FRONTEND_FOLDER / "node_modules/axe-core/axe.min.js"

FINDINGS = """async () => (await axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"] }))
    .violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)"""

DAYS = 110
LAST = date(2026, 3, 2)
FIRST = LAST - timedelta(days=DAYS - 1)

PLOTS = 10
"""Charge, sitting, sets, two stretches, numbness, wobble, and three self-tests; pain was never told."""


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The journal of 110 days at a desk."""
    path = tmp_path_factory.mktemp("journal") / "journal.db"
    with SqliteJournal(path) as journal:
        entries = SimulatedYears(FIRST, DAYS, seed=3).entries
        journal.append(entry for entry in entries if entry.kind is not EventKind.FELT or "pain" not in entry.data)
    return path


@pytest.fixture
def history_page(
    home: Paths, journal: Path, built_page: Path, page: Page, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Page, RunningServer]]:
    """A page that shows the history of that journal, on the evening of its last day."""
    clock = ManualClock(datetime(2026, 3, 2, 20, tzinfo=UTC))
    monkeypatch.setattr("rearguard.web.site.STATIC", built_page)
    shutil.copy(journal, home.make_data_folder() / "journal.db")
    answer_screening(home, clock)
    with run_server(home, clock) as server:
        page.goto(server.address)
        page.goto(f"{server.address.split('?')[0]}#/history")
        page.get_by_role("heading", name="Session by session").wait_for()
        yield page, server


def plots(page: Page) -> list[Locator]:
    expect(page.get_by_role("slider")).to_have_count(PLOTS)
    expect(page.get_by_text("Loading earlier days")).to_have_count(0)
    return page.locator("figure.plot").all()


def values(slider: Locator) -> str:
    return slider.get_attribute("aria-valuetext") or ""


def test_by_keys_a_cursor_moves_through_the_days_and_says_what_they_held(
    history_page: tuple[Page, RunningServer],
) -> None:
    page, _ = history_page
    charge = plots(page)[0].get_by_role("slider")
    charge.press("End")
    assert values(charge).startswith("Mon, Mar 2, 2026, at most ")
    charge.press("ArrowLeft")
    assert values(charge).startswith("Sun, Mar 1, 2026, at most ")
    charge.press("PageDown")
    assert values(charge).startswith("Sun, Feb 22, 2026, at most ")
    assert re.search(r"at most \d+%, at least \d+%$", values(charge))
    expect(page.get_by_text("Dec 2, 2025 to Mar 2, 2026")).to_be_visible()
    charge.press("Home")  # before the visible range: all plots go there
    assert values(charge).startswith(f"{FIRST:%a, %b} {FIRST.day}, 2025")
    expect(page.get_by_text("Nov 13, 2025 to Feb 11, 2026")).to_be_visible()


def test_a_day_opens_from_every_plot_and_closes_back_to_it(history_page: tuple[Page, RunningServer]) -> None:
    page, _ = history_page
    for plot in plots(page):
        slider = plot.get_by_role("slider")
        slider.press("End")
        slider.press("ArrowLeft")
        slider.press("Enter")
        dialog = page.get_by_role("dialog")
        expect(dialog.get_by_role("heading", level=2)).to_contain_text(re.compile(r"day, \w+ \d+, 202[56]$"))
        expect(dialog.get_by_text("Show as a table")).to_be_visible()
        page.keyboard.press("Escape")
        expect(dialog).to_have_count(0)
        expect(slider).to_be_focused()


def test_a_day_that_is_opened_in_the_moment_in_which_another_closes_stays_open(
    history_page: tuple[Page, RunningServer],
) -> None:
    page, _ = history_page
    slider = plots(page)[0].get_by_role("slider")
    slider.press("End")
    slider.press("Enter")
    expect(page.get_by_role("dialog").get_by_text("Show as a table")).to_be_visible()
    page.evaluate(
        """slider => document.querySelector("dialog").addEventListener("cancel", () => queueMicrotask(() => {
            slider.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowLeft", bubbles: true }));
            slider.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
            window.pressed = true;
        }))""",
        slider.element_handle(),
    )
    page.keyboard.press("Escape")
    page.wait_for_function("() => window.pressed")
    expect(page.get_by_role("dialog").get_by_role("heading", level=2)).to_have_text("Sunday, March 1, 2026")


def test_every_plot_has_its_table_with_the_same_rows_and_values(history_page: tuple[Page, RunningServer]) -> None:
    page, _ = history_page
    for plot in plots(page):
        slider = plot.get_by_role("slider")
        plot.get_by_text("as a table").click()
        slider.press("End")
        rows = plot.locator("tbody tr")
        expect(rows.first).to_be_visible()
        names = plot.locator("thead th").all_inner_texts()[1:]
        table = rows.evaluate_all("rows => rows.map(({ cells }) => [...cells].map((cell) => cell.textContent))")
        for cells in table[:20]:
            descriptions = [f"{name} {value}" for name, value in zip(names, cells[1:], strict=True)]
            assert values(slider) == ", ".join([cells[0], *descriptions])
            slider.press("ArrowLeft")


def test_a_day_is_put_right_and_the_plots_follow(history_page: tuple[Page, RunningServer]) -> None:
    page, server = history_page
    sitting = plots(page)[1].get_by_role("slider")
    sitting.press("End")
    sitting.press("ArrowLeft")
    before = values(sitting)
    sitting.press("Enter")
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Add what you did").click()
    dialog.get_by_label("From").fill("09:00")
    dialog.get_by_label("To", exact=True).fill("14:00")
    page.keyboard.press("Escape")  # leaves the selection, not the day
    dialog.get_by_role("button", name="Add what you did").click()
    dialog.get_by_label("From").fill("09:00")
    dialog.get_by_label("To", exact=True).fill("14:00")
    dialog.get_by_role("button", name="I was sitting").click()
    expect(dialog.get_by_text("Saved.")).to_be_visible()
    entry = next(server.application.diary.read(EventKind.SAT, having={"by": "hand"}, newest_first=True))
    assert datetime.fromisoformat(entry.data["from"]).astimezone().date() == LAST - timedelta(days=1)
    dialog.get_by_role("button", name="Close").click()
    expect(sitting).not_to_have_attribute("aria-valuetext", before)
    sitting.press("End")
    sitting.press("ArrowLeft")
    hours = [float(re.search(r"sat ([\d.]+) h", text)[1]) for text in (before, values(sitting))]  # type: ignore[index]
    assert hours[1] - hours[0] == pytest.approx(5, abs=0.11)


def test_the_month_is_walked_by_keys_and_opens_a_day_with_its_session(history_page: tuple[Page, RunningServer]) -> None:
    page, _ = history_page
    day = page.get_by_role("button", name="Monday, March 2, 2026: sessions: 1")
    day.press("ArrowUp")
    earlier = page.get_by_role("button", name="Monday, February 23, 2026: sessions: 1")
    expect(earlier).to_be_focused()
    earlier.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("heading", name="Monday, February 23, 2026")).to_be_visible()
    expect(dialog.get_by_text("finished")).to_be_visible()
    expect(dialog.get_by_text("Monster walk")).to_be_visible()
    dialog.get_by_role("button", name="Previous day").click()
    expect(dialog.get_by_role("heading", name="Sunday, February 22, 2026")).to_be_visible()


def test_a_hand_drags_all_plots_and_a_tap_opens_a_day(history_page: tuple[Page, RunningServer]) -> None:
    page, _ = history_page
    page.get_by_role("button", name="4 weeks").click()
    expect(page.get_by_text("Feb 3, 2026 to Mar 2, 2026")).to_be_visible()
    over = page.locator(".u-over").first
    over.scroll_into_view_if_needed()
    box = over.bounding_box()
    assert box is not None
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 0.2 * box["width"], middle)
    page.mouse.down()
    page.mouse.move(box["x"] + 0.7 * box["width"], middle, steps=5)
    page.mouse.up()
    expect(page.get_by_text("Jan 19, 2026 to Feb 15, 2026")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.mouse.click(box["x"] + box["width"] / 2, middle)
    expect(page.get_by_role("dialog").get_by_role("heading", level=2)).to_contain_text("February")


def test_it_moves_by_buttons_as_far_as_the_journal_goes(history_page: tuple[Page, RunningServer]) -> None:
    page, _ = history_page
    plots(page)
    earlier, later = (page.get_by_role("button", name=name, exact=True) for name in ("Earlier", "Later"))
    expect(later).to_be_disabled()
    earlier.click()
    expect(page.get_by_text("Nov 13, 2025 to Feb 11, 2026")).to_be_visible()
    expect(earlier).to_be_disabled()
    later.click()
    expect(page.get_by_text("Dec 2, 2025 to Mar 2, 2026")).to_be_visible()


@pytest.mark.parametrize("view", ["4 weeks", "13 weeks", "1 year"])
def test_it_prints_one_page_without_a_name_that_was_not_typed(
    history_page: tuple[Page, RunningServer], view: str
) -> None:
    page, _ = history_page
    plots(page)
    page.get_by_role("button", name=view).click()
    page.emulate_media(media="print", color_scheme="dark")
    report = page.locator(".report")
    expect(report.get_by_role("heading", name="Exercise report", exact=True)).to_be_visible()
    for text in (
        "Current levels",
        "Self-tests",
        "Numbness, before → after",
        "Runner's stretch",
        "None of this is a diagnosis",
    ):
        expect(report.get_by_text(text).first).to_be_visible()
    for hidden in (page.get_by_role("navigation"), page.locator(".plot").first, page.get_by_role("textbox")):
        expect(hidden).to_be_hidden()
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))) == 1


def test_the_name_stands_on_the_page_and_is_sent_nowhere(history_page: tuple[Page, RunningServer]) -> None:
    page, _ = history_page
    addresses: list[str] = []
    page.on("request", lambda request: addresses.append(request.url + (request.post_data or "")))
    page.get_by_role("textbox", name="Name on the printout").fill("Ada L.")
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="Exercise report: Ada L.")).to_be_visible()
    assert not [address for address in addresses if "Ada" in address]


def test_axe_finds_nothing_with_everything_open_and_a_phone_holds_it(history_page: tuple[Page, RunningServer]) -> None:
    page, _ = history_page
    for plot in plots(page):
        plot.get_by_text("as a table").click()
    page.evaluate(AXE.read_text("utf-8"))
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme="dark" if theme == "dark" else "light", reduced_motion="reduce")
        assert page.evaluate(FINDINGS) == []
    page.set_viewport_size({"width": 320, "height": 568})
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    plots(page)[0].get_by_role("slider").press("Enter")
    page.get_by_role("dialog").get_by_text("Show as a table").wait_for()
    assert page.evaluate(FINDINGS) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_how_it_is_drawn_is_loaded_only_when_it_is_looked_at(fake_server: FakeServer) -> None:
    requests: list[str] = []
    fake_server.page.on("request", lambda request: requests.append(request.url))
    fake_server.open_page()
    fake_server.page.get_by_role("button", name="Start · 6:55").wait_for()
    assert not [url for url in requests if "/history_content-" in url]
    fake_server.page.get_by_role("link", name="History").click()
    fake_server.page.get_by_role("heading", name="Session by session").wait_for()
    assert {Path(url).suffix for url in requests if "/history_content-" in url} == {".js", ".css"}
