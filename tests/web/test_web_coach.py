"""The coach over the line: what a page's camera may send, and what it hears."""

from __future__ import annotations

import io
import math
from typing import Any

import numpy as np
import pytest
from starlette.testclient import TestClient
from support.camera_session import PROGRAM_EXERCISES, replay_sights, sight_json, simulate_clean_set
from support.home_fixture import ManualClock, answer_screening
from support.http_client import LiveConnection, connect_live

from rearguard.app.person.paths import Paths
from rearguard.web.session.schemas import MAX_COORDINATE

BRIDGES = {"minutes": 2, "exclude": [one for one in PROGRAM_EXERCISES if one != "glute-bridge"]}
NOBODY: dict[str, Any] = {"t": 1.0, "size": [640, 480], "people": []}
IMAGE, WORLD = [0.5] * 132, [0.1] * 99


@pytest.fixture(autouse=True)
def _cleared(home: Paths, clock: ManualClock) -> None:
    answer_screening(home, clock)
    clock.advance(60)


def person(**changed: object) -> dict[str, Any]:
    return {**NOBODY, "people": [{"image": IMAGE, "world": WORLD, **changed}]}


def hear_all(page: LiveConnection) -> list[Any]:
    """Return all that a page was told: what makes no sense is answered last."""
    page.socket.send_json({"do": "fly"})
    heard = [page.receive()]
    while heard[-1]["type"] != "error":
        heard.append(page.receive())
    return heard[:-1]


def test_a_sight_without_a_session_leads_nowhere(api_client: TestClient) -> None:
    with connect_live(api_client) as (page, _):
        assert page.send("see", **NOBODY) == {"type": "coach", "coach": None}
        assert page.send("unsee") == {"type": "coach", "coach": None}
        assert page.send("answer", yes=True) == {"type": "coach", "coach": None}


def test_a_sight_is_answered_with_what_the_coach_shows(api_client: TestClient) -> None:
    with connect_live(api_client) as (page, _):
        page.send("start", **BRIDGES)
        said = page.send("see", **NOBODY)
        assert said["type"] == "coach"
        assert said["coach"]["showing"]["bout"] == 0
        assert said["coach"]["showing"]["reps"] == 0
        assert "Camera" in said["coach"]["camera"]


def test_a_set_is_counted_and_every_page_hears_where_the_session_is(api_client: TestClient, clock: ManualClock) -> None:
    with connect_live(api_client) as (page, _), connect_live(api_client) as (other, _):
        page.send("start", **BRIDGES)
        for _ in range(9):
            clock.advance(1)
            page.send("tick")
        hear_all(other)
        before = 0.0
        for sight in replay_sights(simulate_clean_set("glute-bridge")):
            if sight.t > 14:
                break
            clock.advance(sight.t - before)
            before = sight.t
            page.socket.send_json({"do": "see", **sight_json(sight)})
        mine, its = hear_all(page), hear_all(other)

    counts = [one["coach"]["showing"]["reps"] for one in mine if one["type"] == "coach"]
    assert counts == sorted(counts)
    assert counts[-1] >= 3
    states = [one["state"] for one in mine if one["type"] == "state"]
    assert [one["state"] for one in its] == states, "the other page hears the states and no more"
    assert len({state["until"] for state in states} - {None}) >= 3


def test_one_page_at_a_time_is_the_eye(api_client: TestClient, clock: ManualClock) -> None:
    with connect_live(api_client) as (other, _):
        with connect_live(api_client) as (page, _):
            page.send("start", **BRIDGES)
            other.receive()
            body = sight_json(next(replay_sights(simulate_clean_set("glute-bridge"))))
            for number in range(20):
                clock.advance(0.1)
                page.send("see", **{**body, "t": number / 10})
                seen = other.send("see", **{**NOBODY, "t": 500 + number / 10})
            assert seen["coach"]["showing"]["person"] == 0, "the other page's empty room was looked at"
        for number in range(20):
            clock.advance(0.1)
            seen = other.send("see", **{**NOBODY, "t": 600 + number / 10})
        assert seen["coach"]["showing"]["person"] is None


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {**NOBODY, "t": -1},
        {**NOBODY, "t": "1"},
        {**NOBODY, "t": 1e300},
        {**NOBODY, "t": None},
        {**NOBODY, "size": [0, 480]},
        {**NOBODY, "size": [640]},
        {**NOBODY, "size": [640, 480, 1]},
        {**NOBODY, "size": [640.5, 480]},
        {**NOBODY, "people": None},
        {**NOBODY, "picture": "data:image/png;base64,AAAA"},
        {**NOBODY, "people": [{"image": IMAGE, "world": WORLD}] * 3},
        {**NOBODY, "people": [[IMAGE, WORLD]]},
        person(image=IMAGE[:-1]),
        person(image=[*IMAGE, 0.5]),
        person(world=WORLD[:-3]),
        person(world=[[0.1, 0.1, 0.1]] * 33),
        person(image=["0.5"] * 132),
        person(image=[True] * 132),
        person(image=[MAX_COORDINATE * 1.01] * 132),
        person(name="me"),
    ],
)
def test_what_is_no_sight_is_refused_in_words_and_the_line_lives_on(
    wrong: dict[str, Any], api_client: TestClient
) -> None:
    with connect_live(api_client) as (page, _):
        page.send("start", **BRIDGES)
        said = page.send("see", **wrong)
        assert (said["type"], said["code"]) == ("error", "misuse")
        assert page.send("tick")["type"] == "state"


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
def test_numbers_that_are_none_are_refused(number: str, api_client: TestClient) -> None:
    with connect_live(api_client) as (page, _):
        page.send("start", **BRIDGES)
        page.socket.send_text(
            f'{{"do": "see", "t": 1, "size": [640, 480], "people": '
            f'[{{"image": [{",".join([number] * 132)}], "world": {WORLD}}}]}}'
        )
        assert page.receive()["code"] == "misuse"


def test_landmarks_that_are_not_known_are_null(api_client: TestClient, clock: ManualClock) -> None:
    with connect_live(api_client) as (page, _):
        page.send("start", **BRIDGES)
        for number in range(20):
            clock.advance(0.1)
            said = page.send("see", **{**person(image=[None] * 132, world=[None] * 99), "t": number / 10})
        assert said["coach"]["showing"]["seen"] is False


def test_an_answer_that_nobody_asked_for_is_refused_in_words(api_client: TestClient) -> None:
    with connect_live(api_client) as (page, _):
        page.send("start", **BRIDGES)
        page.socket.send_json({"do": "see", **NOBODY})
        hear_all(page)
        assert page.send("answer", yes=True)["message"] == "There is no question to answer."


def test_the_last_set_can_be_saved_as_a_recording_without_a_picture(api_client: TestClient, clock: ManualClock) -> None:
    assert api_client.get("/api/session/take").status_code == 409
    with connect_live(api_client) as (page, _):
        page.send("start", **BRIDGES)
        page.send("skip")
        body = sight_json(next(replay_sights(simulate_clean_set("glute-bridge"))))
        for number in range(20):
            clock.advance(0.1)
            page.socket.send_json({"do": "see", **body, "t": number / 10})
        page.socket.send_json({"do": "skip"})
        hear_all(page)
    answer = api_client.get("/api/session/take")
    assert answer.headers["content-disposition"] == 'attachment; filename="rearguard-set.npz"'
    with np.load(io.BytesIO(answer.content), allow_pickle=False) as saved:
        assert set(saved) == {"t", "image", "world", "size"}
        assert saved["image"].shape[1:] == (33, 4)
        assert math.isclose(float(saved["t"][0]), 0.0)


def test_a_stranger_is_not_given_what_was_seen(unauthenticated_client: TestClient) -> None:
    assert unauthenticated_client.get("/api/session/take").status_code in {401, 403}
