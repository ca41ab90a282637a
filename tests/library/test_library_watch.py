"""The `watch` table of a file: read, checked against what can be measured, and different by level."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.exercise_files import EXERCISE_TOML, write_toml

from rearguard.body.quantity import QUANTITIES
from rearguard.library.library import Library
from rearguard.library.loader import load_folders
from rearguard.library.watch import adjust_watch

WATCH = """
[watch]
posture = [{ measure = "hip-bend", below = 140 }]
view = [{ measure = "breadth", below = 0.5, say = "Turn to the side." }]

[watch.camera]
place = "side"
height = "seat"
say = "Put it beside you."

[watch.count]
measure = "hip-angle"
up = 150
down = 140
range = 20

[[watch.flaws]]
id = "slump"
measure = "trunk-tilt"
above = 35
margin = 10
cue = "Sit tall."

[[watch.flaws]]
id = "drop"
measure = "way-back"
below = 0.5
margin = 0.2
when = "peak"
cue = "Slowly."

[[watch.ask]]
id = "stayed"
text = "Did you stay in the middle?"
advice = "Stay there."
"""

MISTAKES: dict[str, tuple[tuple[str, str], str, str]] = {
    "unknown-measure": (('"trunk-tilt"', '"trunk-tlit"'), "watch.flaws.1.measure", "did you mean “trunk-tilt”"),
    "no-such-measure": (('"hip-angle"', '"elbow"'), "watch.count.measure", "must be one of these"),
    "nothing-counts": (("[watch.count]", "[watch.hold]"), "watch.hold.within", "is missing"),
    "down-over-up": (("down = 140", "down = 150"), "watch.count.down", "less than “up”"),
    "impossible-up": (("up = 150", "up = 400"), "watch.count.up", "must be from"),
    "no-range": (("range = 20", "range = 0"), "watch.count.range", "more than 0"),
    "no-posture": (('posture = [{ measure = "hip-bend", below = 140 }]', "posture = []"), "watch.posture", "one limit"),
    "limit-without-bound": ((", below = 140 }", " }"), "watch.posture.1", "neither above nor below"),
    "view-says-nothing": ((', say = "Turn to the side."', ""), "watch.view.1.say", "required in “view”"),
    "turned-bounds": (("below = 140 }", "below = 90, above = 120 }"), "watch.posture.1.above", "less than “below”"),
    "whole-repetition": (
        ('measure = "hip-bend"', 'measure = "way-back"'),
        "watch.posture.1.measure",
        "whole rep",
    ),
    "margin-of-none": (("margin = 10", "margin = 0"), "watch.flaws.1.margin", "not exact"),
    "two-bounds": (("above = 35", "above = 35\nbelow = 1"), "watch.flaws.1", "two flaws"),
    "twice": (('id = "drop"', 'id = "slump"'), "watch.flaws.2.id", "already"),
    "always-of-a-whole": (('when = "peak"\n', ""), "watch.flaws.2.when", "use “peak”"),
    "baseline-always": (("above = 35", "above = 35\nbaseline = true"), "watch.flaws.1.baseline", "at the peak"),
    "mirrored": (
        ("above = 35", "above = 35\nmirrored = true"),
        "watch.flaws.1.mirrored",
        "only has an effect in a hold",
    ),
    "heavy": (("margin = 10", "margin = 10\nweight = 2"), "watch.flaws.1.weight", "at most 1"),
    "unknown-place": (('place = "side"', 'place = "sid"'), "watch.camera.place", "did you mean “side”"),
    "unknown-key": (('cue = "Sit tall."', 'cues = "Sit tall."'), "watch.flaws.1.cues", "did you mean “cue”"),
    "odd-id": (('id = "stayed"', 'id = "Stayed!"'), "watch.ask.1.id", "small letters"),
    "endless-cue": (('cue = "Slowly."', f'cue = "{"slow " * 30}"'), "watch.flaws.2.cue", "one breath"),
}


@pytest.fixture(scope="module")
def folder_and_library(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Library]:
    folder = tmp_path_factory.mktemp("watched")
    for name, (change, _, _) in MISTAKES.items():
        old, new = change
        assert WATCH.count(old) == 1, old
        write_toml(folder, name, EXERCISE_TOML + WATCH.replace(old, new))
    write_toml(folder, "good", EXERCISE_TOML + WATCH)
    return folder, load_folders(folder)


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_named_with_its_key(folder_and_library: tuple[Path, Library], name: str) -> None:
    folder, library = folder_and_library
    _, key, words = MISTAKES[name]
    problems = [problem for problem in library.problems if problem.file == str(folder / "exercises" / f"{name}.toml")]
    assert [one.key for one in problems if words in str(one.message)] == [key], problems


def test_the_rest_is_read(folder_and_library: tuple[Path, Library]) -> None:
    watch = folder_and_library[1].exercises["good"].watch
    assert watch is not None
    assert watch.count is not None
    assert (watch.count.up, watch.count.seconds, watch.flaws[1].when) == (150.0, 0.5, "peak")


def test_a_hold_of_the_bridge_can_be_said(tmp_path: Path) -> None:
    hold = """
[watch.hold]
seconds = 3
within = [{ measure = "hip-angle", above = 155, slack = 12 }]
still = [{ measure = "hip-angle", most = 15 }]
"""
    counted = WATCH[WATCH.index("[watch.count]") : WATCH.index("[[watch.flaws]]")]
    dropped = WATCH[WATCH.index('[[watch.flaws]]\nid = "drop"') : WATCH.index("[[watch.ask]]")]
    write_toml(
        tmp_path,
        "bridge-hold",
        EXERCISE_TOML + WATCH.replace(counted, hold).replace(dropped, ""),
        ('measure = "reps"', 'measure = "hold"'),
        (
            "reps = { smallest = 8, usual = 10, largest = 15 }\n",
            "seconds = { smallest = 10, usual = 30, largest = 60 }\n",
        ),
        ("tempo = { up = 1, hold = 3, down = 1 }\n", ""),
        ("tempo = { up = 1, hold = 4, down = 1 }\n", ""),
        (", reps = 10 }", " }"),
        ('tempo_words = ["squeeze", "hold", "let go"]\n', ""),
    )
    library = load_folders(tmp_path)
    assert library.problems == ()
    watch = library.exercises["bridge-hold"].watch
    assert watch is not None
    assert watch.hold is not None
    assert watch.hold.within[0].slack == 12


def test_a_level_may_be_watched_otherwise(tmp_path: Path) -> None:
    level = """
[levels.watch]
without = ["slump"]
count = { measure = "knee-angle", up = 100, down = 80, range = 15 }
"""
    text = EXERCISE_TOML.replace("[say]", level + "\n[say]")
    write_toml(tmp_path, "otherwise", text + WATCH)
    library = load_folders(tmp_path)
    assert library.problems == ()
    exercise = library.exercises["otherwise"]
    assert exercise.watch is not None
    plain, band = (adjust_watch(exercise.watch, level.watch) for level in exercise.levels)
    assert [flaw.id for flaw in plain.flaws] == ["slump", "drop"]
    assert [flaw.id for flaw in band.flaws] == ["drop"]
    assert band.count is not None
    assert band.count.measure == "knee-angle"


def test_a_level_can_take_out_only_what_is_there(tmp_path: Path) -> None:
    level = '[levels.watch]\nwithout = ["slumb"]\n'
    write_toml(tmp_path, "typo", EXERCISE_TOML.replace("[say]", level + "\n[say]") + WATCH)
    (problem,) = load_folders(tmp_path).problems
    assert (problem.key, "slump" in str(problem.message)) == ("levels.2.watch.without.1", True)


def test_all_of_the_articles_exercises_have_a_coach_and_one_sided_ones_detect_their_side() -> None:
    watched = {exercise.id for exercise in load_folders().exercises.values() if exercise.watch is not None}
    assert watched >= {"glute-bridge", "monster-walk", "clamshell", "runners-stretch", "piriformis-stretch"}


def test_every_measure_says_what_it_is() -> None:
    for quantity in QUANTITIES.values():
        assert quantity.description.endswith(".")
        assert quantity.minimum < quantity.maximum
