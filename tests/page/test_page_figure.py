"""The figure in the page: in time with the session, on the working side, still where motion is unwanted."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect
from support.fake_server import FakeServer, load_snapshot

PICTURE = """canvas => {
    const small = new OffscreenCanvas(64, 64).getContext("2d", { willReadFrequently: true });
    if (canvas.width * canvas.height > 0) small.drawImage(canvas, 0, 0, 64, 64);
    return [...small.getImageData(0, 0, 64, 64).data];
}"""
"""A small copy, for reading the canvas itself would change how the browser draws it."""

FRAMES = (
    "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done))))"
)

Picture = list[int]


def alike(first: Picture, other: Picture) -> bool:
    """Whether two pictures are the same but for a few edges, which the browser may draw differently each time."""
    return sum(abs(a - b) for a, b in zip(first, other, strict=True)) < 0.1 * len(first)


def canvas(fake_server: FakeServer) -> Locator:
    return fake_server.page.get_by_role("img", name="Animated figure")


def painted(fake_server: FakeServer, *, like: Picture | None = None, unlike: Picture | None = None) -> Picture:
    """Return the picture as soon as it fulfils the condition."""
    expect(canvas(fake_server)).to_be_visible()
    for _ in range(60):
        fake_server.page.evaluate(FRAMES)
        picture: Picture = canvas(fake_server).evaluate(PICTURE)
        is_match = (like is None or alike(picture, like)) and (unlike is None or not alike(picture, unlike))
        if max(picture[3::4]) == 255 and is_match:
            return picture
    pytest.fail("the picture that was wanted never came")


def paused_at(
    fake_server: FakeServer, position: float, *, like: Picture | None = None, unlike: Picture | None = None
) -> Picture:
    fake_server.send_state(status="paused", cause="you", position=position)
    return painted(fake_server, like=like, unlike=unlike)


def stays(fake_server: FakeServer, picture: Picture) -> bool:
    fake_server.page.evaluate(FRAMES)
    return alike(painted(fake_server), picture)


def bridge() -> tuple[float, float]:
    """Return when the first bridge begins in the plan of tests/wire, and when its hips are up."""
    step = next(
        s for s in load_snapshot("session")["plan"]["steps"] if s["kind"] == "work" and s["exercise"] == "glute-bridge"
    )
    return step["at"], step["at"] + step["tempo"]["up"] + step["tempo"]["hold"] / 2


def test_a_body_is_painted_and_has_a_text_alternative(fake_server: FakeServer) -> None:
    fake_server.open_session(position=bridge()[0], status="paused", cause="you")
    painted(fake_server)
    expect(canvas(fake_server)).to_have_accessible_name("Animated figure: Glute bridge, both legs")


def test_it_moves_with_the_position_and_stands_where_the_session_stands(fake_server: FakeServer) -> None:
    begins, up = bridge()
    fake_server.open_session(position=begins, status="paused", cause="you")
    low = painted(fake_server)
    high = paused_at(fake_server, up, unlike=low)
    assert stays(fake_server, high)
    paused_at(fake_server, begins, like=low)


def test_until_the_work_begins_it_shows_how_it_begins(fake_server: FakeServer) -> None:
    begins, up = bridge()
    fake_server.open_session(position=begins - 5, status="paused", cause="you")
    ready = painted(fake_server)
    paused_at(fake_server, up, unlike=ready)
    paused_at(fake_server, begins - 1, like=ready)


def test_it_asks_for_every_figure_of_the_plan_ahead_on_the_side_that_works(fake_server: FakeServer) -> None:
    fake_server.open_session(position=-5.0, status="paused", cause="you")
    expect(canvas(fake_server)).to_have_accessible_name("Animated figure: Piriformis stretch, right leg")
    painted(fake_server)
    steps = load_snapshot("session")["plan"]["steps"]
    exercises_requested = {key.split("/")[1] for key, _ in fake_server.requests if key.endswith("/figure")}
    assert exercises_requested == {step["exercise"] for step in steps}
    count = sum(key.endswith("/figure") for key, _ in fake_server.requests)
    assert count == len({(step["exercise"], step["level"], step["side"]) for step in steps})


def test_where_motion_is_unwanted_it_stands_in_the_telling_pose_and_turns_by_steps(fake_server: FakeServer) -> None:
    begins, up = bridge()
    fake_server.page.emulate_media(reduced_motion="reduce")
    fake_server.open_session(position=begins - 1, status="paused", cause="you")
    ready = painted(fake_server)
    still = paused_at(fake_server, begins + 0.1, unlike=ready)
    paused_at(fake_server, begins - 1, like=ready)
    paused_at(fake_server, up, like=still)
    fake_server.page.keyboard.press("t")
    turned = painted(fake_server, unlike=still)
    assert stays(fake_server, turned)


def test_it_turns_slowly_when_asked_to_and_stands_again(fake_server: FakeServer) -> None:
    fake_server.open_session(position=bridge()[0], status="paused", cause="you")
    first = painted(fake_server)
    turn = fake_server.page.get_by_role("button", name="Rotate")
    turn.click()
    expect(turn).to_have_attribute("aria-pressed", "true")
    painted(fake_server, unlike=first)
    fake_server.page.keyboard.press("t")
    expect(turn).to_have_attribute("aria-pressed", "false")
    fake_server.page.evaluate(FRAMES)
    assert stays(fake_server, painted(fake_server))


def test_its_colours_follow_the_theme(fake_server: FakeServer) -> None:
    fake_server.page.emulate_media(color_scheme="light")
    fake_server.open_session(position=bridge()[0], status="paused", cause="you")
    light = painted(fake_server)
    fake_server.page.emulate_media(color_scheme="dark")
    painted(fake_server, unlike=light)


def test_an_exercise_without_a_figure_is_described_in_words_alone(fake_server: FakeServer) -> None:
    fake_server.responses["GET library/clamshell/figure"] = (
        409,
        {"error": {"code": "refused", "message": "Not drawn."}},
    )
    fake_server.open_page("library/clamshell")
    expect(fake_server.page.get_by_role("heading", name="How to do it")).to_be_visible()
    expect(canvas(fake_server)).to_have_count(0)
    expect(fake_server.page.get_by_role("alert")).to_be_empty()


def test_the_library_leads_to_an_exercise_and_back(fake_server: FakeServer) -> None:
    fake_server.open_page("library")
    fake_server.page.get_by_role("link", name="Clamshell").click()
    expect(fake_server.page.get_by_role("heading", name="Clamshell", level=1)).to_be_focused()
    expect(fake_server.page.get_by_role("link", name="Exercises", exact=True)).to_have_attribute("aria-current", "page")
    painted(fake_server)
    fake_server.page.reload()
    expect(fake_server.page.get_by_role("heading", name="Clamshell", level=1)).to_be_visible()
    fake_server.page.get_by_role("link", name="All exercises").click()
    expect(fake_server.page.get_by_role("heading", name="Exercises", level=1)).to_be_visible()


def test_the_chosen_level_and_side_are_shown(fake_server: FakeServer) -> None:
    fake_server.open_page("library/clamshell")
    painted(fake_server)
    with fake_server.page.expect_request("**/library/clamshell/figure?level=band"):
        fake_server.page.get_by_label("With a band above the knees").first.check()
    with fake_server.page.expect_request("**/library/clamshell/figure?level=band&side=right"):
        fake_server.page.get_by_role("button", name="Right leg").click()
    expect(fake_server.page.get_by_role("button", name="Right leg")).to_have_attribute("aria-pressed", "true")


def test_an_exercise_shows_article_and_evidence_and_its_links_send_no_referrer(
    fake_server: FakeServer,
) -> None:
    fake_server.open_page("library/clamshell")
    expect(fake_server.page.get_by_text("10 reps per set")).to_be_visible()
    expect(fake_server.page.get_by_role("heading", name="What the evidence says")).to_be_visible()
    links = fake_server.page.locator("a[href^=http]")
    assert links.count() > 0
    for link in links.all():
        assert link.get_attribute("rel") == "noreferrer noopener"
