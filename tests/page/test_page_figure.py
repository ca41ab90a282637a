"""The figure in the page: in time with the session, on the side that works, still where nothing is to move."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect
from support.fake_server import StandIn, wire

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


def alike(one: Picture, other: Picture) -> bool:
    """Say whether two are the same but for a few edges, which the browser may draw anew in another way."""
    return sum(abs(a - b) for a, b in zip(one, other, strict=True)) < 0.1 * len(one)


def canvas(standin: StandIn) -> Locator:
    return standin.page.get_by_role("img", name="Animated figure")


def painted(standin: StandIn, *, like: Picture | None = None, unlike: Picture | None = None) -> Picture:
    """Return the picture, once there is one that is wanted."""
    expect(canvas(standin)).to_be_visible()
    for _ in range(60):
        standin.page.evaluate(FRAMES)
        picture: Picture = canvas(standin).evaluate(PICTURE)
        wanted = (like is None or alike(picture, like)) and (unlike is None or not alike(picture, unlike))
        if max(picture[3::4]) == 255 and wanted:
            return picture
    pytest.fail("the picture that was wanted never came")


def paused_at(
    standin: StandIn, position: float, *, like: Picture | None = None, unlike: Picture | None = None
) -> Picture:
    standin.say_state(status="paused", cause="you", position=position)
    return painted(standin, like=like, unlike=unlike)


def stays(standin: StandIn, picture: Picture) -> bool:
    standin.page.evaluate(FRAMES)
    return alike(painted(standin), picture)


def bridge() -> tuple[float, float]:
    """Return when the first bridge begins in the plan of tests/wire, and when its hips are up."""
    step = next(s for s in wire("session")["plan"]["steps"] if s["kind"] == "work" and s["exercise"] == "glute-bridge")
    return step["at"], step["at"] + step["tempo"]["up"] + step["tempo"]["hold"] / 2


def test_a_body_is_painted_and_named_for_those_who_do_not_see_it(standin: StandIn) -> None:
    standin.open_session(position=bridge()[0], status="paused", cause="you")
    painted(standin)
    expect(canvas(standin)).to_have_accessible_name("Animated figure: Glute bridge, both legs")


def test_it_moves_with_the_position_and_stands_where_the_session_stands(standin: StandIn) -> None:
    begins, up = bridge()
    standin.open_session(position=begins, status="paused", cause="you")
    low = painted(standin)
    high = paused_at(standin, up, unlike=low)
    assert stays(standin, high)
    paused_at(standin, begins, like=low)


def test_until_the_work_begins_it_shows_how_it_begins(standin: StandIn) -> None:
    begins, up = bridge()
    standin.open_session(position=begins - 5, status="paused", cause="you")
    ready = painted(standin)
    paused_at(standin, up, unlike=ready)
    paused_at(standin, begins - 1, like=ready)


def test_it_asks_for_every_figure_of_the_plan_ahead_on_the_side_that_works(standin: StandIn) -> None:
    standin.open_session(position=-5.0, status="paused", cause="you")
    expect(canvas(standin)).to_have_accessible_name("Animated figure: Piriformis stretch, right leg")
    painted(standin)
    steps = wire("session")["plan"]["steps"]
    asked = {key.split("/")[1] for key, _ in standin.asked if key.endswith("/figure")}
    assert asked == {step["exercise"] for step in steps}
    count = sum(key.endswith("/figure") for key, _ in standin.asked)
    assert count == len({(step["exercise"], step["level"], step["side"]) for step in steps})


def test_where_motion_is_unwanted_it_stands_in_the_telling_pose_and_turns_by_steps(standin: StandIn) -> None:
    begins, up = bridge()
    standin.page.emulate_media(reduced_motion="reduce")
    standin.open_session(position=begins - 1, status="paused", cause="you")
    ready = painted(standin)
    still = paused_at(standin, begins + 0.1, unlike=ready)
    paused_at(standin, begins - 1, like=ready)
    paused_at(standin, up, like=still)
    standin.page.keyboard.press("t")
    turned = painted(standin, unlike=still)
    assert stays(standin, turned)


def test_it_turns_slowly_when_asked_to_and_stands_again(standin: StandIn) -> None:
    standin.open_session(position=bridge()[0], status="paused", cause="you")
    first = painted(standin)
    turn = standin.page.get_by_role("button", name="Rotate")
    turn.click()
    expect(turn).to_have_attribute("aria-pressed", "true")
    painted(standin, unlike=first)
    standin.page.keyboard.press("t")
    expect(turn).to_have_attribute("aria-pressed", "false")
    standin.page.evaluate(FRAMES)
    assert stays(standin, painted(standin))


def test_its_colours_follow_the_theme(standin: StandIn) -> None:
    standin.page.emulate_media(color_scheme="light")
    standin.open_session(position=bridge()[0], status="paused", cause="you")
    light = painted(standin)
    standin.page.emulate_media(color_scheme="dark")
    painted(standin, unlike=light)


def test_an_exercise_that_nobody_has_drawn_is_told_in_words_alone(standin: StandIn) -> None:
    standin.answers["GET library/clamshell/figure"] = (409, {"error": {"code": "refused", "message": "Not drawn."}})
    standin.open("library/clamshell")
    expect(standin.page.get_by_role("heading", name="How to do it")).to_be_visible()
    expect(canvas(standin)).to_have_count(0)
    expect(standin.page.get_by_role("alert")).to_be_empty()


def test_the_library_leads_to_an_exercise_and_back(standin: StandIn) -> None:
    standin.open("library")
    standin.page.get_by_role("link", name="Clamshell").click()
    expect(standin.page.get_by_role("heading", name="Clamshell", level=1)).to_be_focused()
    expect(standin.page.get_by_role("link", name="Exercises", exact=True)).to_have_attribute("aria-current", "page")
    painted(standin)
    standin.page.reload()
    expect(standin.page.get_by_role("heading", name="Clamshell", level=1)).to_be_visible()
    standin.page.get_by_role("link", name="All exercises").click()
    expect(standin.page.get_by_role("heading", name="Exercises", level=1)).to_be_visible()


def test_the_level_and_the_side_that_one_chooses_are_shown(standin: StandIn) -> None:
    standin.open("library/clamshell")
    painted(standin)
    with standin.page.expect_request("**/library/clamshell/figure?level=band"):
        standin.page.get_by_label("With a band above the knees").first.check()
    with standin.page.expect_request("**/library/clamshell/figure?level=band&side=right"):
        standin.page.get_by_role("button", name="Right leg").click()
    expect(standin.page.get_by_role("button", name="Right leg")).to_have_attribute("aria-pressed", "true")


def test_an_exercise_says_what_the_article_and_the_evidence_say_and_links_tell_nobody_who_comes(
    standin: StandIn,
) -> None:
    standin.open("library/clamshell")
    expect(standin.page.get_by_text("10 reps per set")).to_be_visible()
    expect(standin.page.get_by_role("heading", name="What the evidence says")).to_be_visible()
    links = standin.page.locator("a[href^=http]")
    assert links.count() > 0
    for link in links.all():
        assert link.get_attribute("rel") == "noreferrer noopener"
