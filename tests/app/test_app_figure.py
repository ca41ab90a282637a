"""The figure data that a face draws an exercise from."""

from __future__ import annotations

import dataclasses
import json

import pytest
from fastapi.testclient import TestClient
from support.fake_server import SNAPSHOT_FOLDER
from support.home_fixture import ManualClock

from rearguard.app.application import Application
from rearguard.app.media.figure import FRAMES_PER_CYCLE, figure_json
from rearguard.app.person.paths import Paths
from rearguard.core.errors import InvalidRequest, Refusal
from rearguard.core.side import Side
from rearguard.library.library import Library
from rearguard.library.loader import load_folders
from rearguard.web.server import read_or_make_token
from rearguard.web.site import make_site

LIBRARY = load_folders()
EVERY = [(exercise.id, level.id) for exercise in LIBRARY.exercises.values() for level in exercise.levels]


def test_the_page_is_tested_with_what_is_drawn_now() -> None:
    snapshot = json.loads((SNAPSHOT_FOLDER / "figure.json").read_text("utf-8"))
    now = json.loads(json.dumps(figure_json(LIBRARY, "glute-bridge")))
    # Otherwise another machine's sine may round the last digit.
    for marks, other in zip(snapshot.pop("frames"), now.pop("frames"), strict=True):
        for place, there in zip(marks, other, strict=True):
            assert place == pytest.approx(there, abs=2e-4)
    assert snapshot == now


@pytest.mark.parametrize(("name", "level"), EVERY)
def test_every_level_can_be_drawn(name: str, level: str) -> None:
    figure = figure_json(LIBRARY, name, level)
    assert [len(marks) for marks in figure["frames"]] == [33] * FRAMES_PER_CYCLE
    assert all(place == [round(number, 4) for number in place] for marks in figure["frames"] for place in marks)
    assert figure["muscles"]["working"] or figure["muscles"]["stretched"]
    exercise = LIBRARY.exercise(name)
    tempo = exercise.at(exercise.level(level)).tempo
    assert figure["seconds"] == (tempo.seconds if tempo else figure["seconds"])


def test_the_other_side_is_mirrored_with_its_things_and_its_view() -> None:
    left = figure_json(LIBRARY, "clamshell", "band", Side.LEFT)
    right = figure_json(LIBRARY, "clamshell", "band", Side.RIGHT)
    assert left["view"]["yaw"] == -right["view"]["yaw"]
    mats = [next(prop for prop in figure["props"] if prop["kind"] == "mat") for figure in (left, right)]
    assert mats[0]["min"][0] == -mats[1]["max"][0]
    assert left["frames"][0][25][0] == -right["frames"][0][26][0]
    band = next(prop for prop in left["props"] if prop["kind"] == "band")
    assert band == {"kind": "band", "around": ["left_knee", "right_knee"], "offset": -0.2}


def test_without_a_side_it_is_the_left_or_both() -> None:
    assert figure_json(LIBRARY, "clamshell")["side"] == "left"
    assert figure_json(LIBRARY, "glute-bridge")["side"] == "both"
    assert figure_json(LIBRARY, "glute-bridge", "single-leg")["side"] == "left"


@pytest.mark.parametrize(
    ("name", "level", "side"),
    [
        ("bridge", None, None),
        ("glute-bridge", "hardest", None),
        ("glute-bridge", None, Side.LEFT),
        ("clamshell", None, Side.BOTH),
    ],
)
def test_what_there_is_not_is_misuse(name: str, level: str | None, side: Side | None) -> None:
    with pytest.raises(InvalidRequest):
        figure_json(LIBRARY, name, level, side)


def test_an_exercise_without_a_figure_is_refused_in_words() -> None:
    exercise = LIBRARY.exercises["clamshell"]
    undrawn = dataclasses.replace(exercise, figure=None)
    with pytest.raises(Refusal, match="There is no drawing of this exercise"):
        figure_json(Library({"clamshell": undrawn}, {}), "clamshell")


def test_it_is_served_and_refusals_have_their_codes(home: Paths, clock: ManualClock) -> None:
    token = read_or_make_token(home)
    with TestClient(
        make_site(Application(home, clock), token=token, port=7007),
        base_url="http://127.0.0.1:7007",
        headers={"Authorization": f"Bearer {token}"},
    ) as client:
        response = client.get("/api/library/clamshell/figure", params={"level": "lifted", "side": "right"})
        assert response.json() == json.loads(json.dumps(figure_json(LIBRARY, "clamshell", "lifted", Side.RIGHT)))
        unknown = client.get("/api/library/bridge/figure")
        assert (unknown.status_code, unknown.json()["error"]["code"]) == (422, "misuse")
