"""The details of an exercise in the page's library."""

from __future__ import annotations

import json
from typing import Any

import pytest
from support.fake_server import SNAPSHOT_FOLDER

from rearguard.app.person.library import load_library
from rearguard.app.person.paths import Paths
from rearguard.app.training.exercise_details import exercise_json
from rearguard.library.library import Library


@pytest.fixture
def library(home: Paths) -> Library:  # noqa: ARG001 - the person's own folder is empty
    return load_library()


def library_json(library: Library) -> list[dict[str, Any]]:
    return [exercise_json(exercise, str) for exercise in library.exercises.values()]


def test_the_page_is_tested_with_what_the_library_says_now(library: Library) -> None:
    assert json.loads((SNAPSHOT_FOLDER / "library.json").read_text("utf-8")) == json.loads(
        json.dumps(library_json(library))
    )


def test_every_level_names_its_source_and_each_after_the_first_says_what_changes(library: Library) -> None:
    for exercise in library_json(library):
        first, *later = exercise["ladder"]
        assert {level["origin"] for level in exercise["ladder"]} <= {"article", "rearguard"}, exercise["id"]
        assert all(level["change"] for level in later), exercise["id"]
        assert first["id"] in exercise["levels"]


def test_the_articles_dose_is_shown_where_there_is_one(library: Library) -> None:
    by_id = {exercise["id"]: exercise for exercise in library_json(library)}
    assert by_id["clamshell"]["article"] == {"sets": 3, "reps": 10, "seconds": None, "rest": None}
    assert by_id["glute-squeeze"]["article"] is None


def test_links_are_secure_or_absent(library: Library) -> None:
    links = [source["link"] for exercise in library_json(library) for source in exercise["sources"]]
    assert any(links)
    assert all(link is None or link.startswith("https://") for link in links)
