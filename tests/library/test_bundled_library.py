"""The files that come with the package."""

from __future__ import annotations

from itertools import pairwise

import pytest

from rearguard.core.dose import Effort
from rearguard.core.errors import InvalidRequest
from rearguard.library.exercise import (
    AmountRange,
    ArticleDose,
    Equipment,
    Exercise,
    Posture,
    Role,
    Sidedness,
    Tempo,
    Trait,
)
from rearguard.library.loader import load_folders
from rearguard.library.program import ProgramItem

LIBRARY = load_folders()
ARTICLE = ["glute-bridge", "monster-walk", "clamshell", "runners-stretch", "piriformis-stretch"]

TESTS = ["bridge-hold", "chair-stand", "one-leg-stance"]


def spread(smallest: int, usual: int, largest: int) -> AmountRange:
    return AmountRange(smallest=smallest, usual=usual, largest=largest)


def test_our_files_have_no_problem() -> None:
    assert LIBRARY.problems == ()
    assert set(LIBRARY.exercises) == {*ARTICLE, *TESTS, "glute-squeeze", "side-lying-abduction"}
    assert set(LIBRARY.programs) == {"article", "desk-snack"}


def test_the_bridge_is_a_novices_and_has_no_dose_of_the_articles() -> None:
    bridge = LIBRARY.exercises["glute-bridge"]
    assert (bridge.posture, bridge.sides, bridge.role) == (Posture.FLOOR, Sidedness.TOGETHER, Role.STRENGTHEN)
    assert (bridge.needs, bridge.traits) == (frozenset({Equipment.FLOOR}), frozenset({Trait.ON_BACK}))
    assert (bridge.dose.sets, bridge.dose.reps, bridge.dose.seconds) == (spread(1, 3, 3), spread(8, 10, 15), None)
    assert (bridge.dose.tempo, bridge.dose.rest) == (Tempo(up=1, hold=2, down=1), 20)
    assert bridge.levels[0].effort == Effort(0.25, 0.22)
    assert bridge.dose.article is None
    assert any("no dose" in note for note in bridge.notes)


def test_the_clamshell_is_done_on_each_side_and_wants_no_wall() -> None:
    clam = LIBRARY.exercises["clamshell"]
    assert (clam.posture, clam.sides, clam.needs, clam.traits) == (
        Posture.FLOOR,
        Sidedness.EACH,
        frozenset({Equipment.FLOOR}),
        frozenset({Trait.SIDE_LYING}),
    )
    assert (clam.dose.reps, clam.dose.tempo, clam.dose.rest) == (spread(8, 10, 15), Tempo(up=1, hold=1, down=1), 0)
    assert clam.dose.article == ArticleDose(sets=3, reps=10)
    assert clam.levels[0].effort == Effort(0.37, 0.37)
    assert any("wall" in line for line in clam.say.setup)
    assert clam.level("band").tempo == Tempo(up=1, hold=2, down=1)


def test_the_walk_is_timed_in_steps() -> None:
    walk = LIBRARY.exercises["monster-walk"]
    assert (walk.posture, walk.sides, walk.needs) == (Posture.STANDING, Sidedness.TOGETHER, frozenset({Equipment.BAND}))
    assert walk.traits == frozenset({Trait.RESISTANCE_BAND, Trait.WIDE_STEP, Trait.UNSUPPORTED_STANDING})
    assert (walk.dose.measure, walk.dose.seconds, walk.dose.reps) == ("steps", spread(30, 60, 60), None)
    assert walk.dose.rest == 30
    assert walk.dose.article == ArticleDose(sets=3, seconds=60, rest=30)
    assert walk.levels[0].effort == Effort(0.14, 0.33)


@pytest.mark.parametrize(
    ("name", "posture", "needs", "traits", "step_in"),
    [
        (
            "runners-stretch",
            Posture.STANDING,
            frozenset(),
            frozenset({Trait.HIP_EXTENSION_STRETCH, Trait.UNSUPPORTED_STANDING}),
            5,
        ),
        (
            "piriformis-stretch",
            Posture.CHAIR,
            frozenset({Equipment.CHAIR}),
            frozenset({Trait.CROSSED_HIP_FLEXION, Trait.DEEP_HIP_FLEXION}),
            0,
        ),
    ],
)
def test_a_stretch_is_held_thirty_seconds_a_side(
    name: str, posture: Posture, needs: frozenset[Equipment], traits: frozenset[Trait], step_in: int
) -> None:
    stretch = LIBRARY.exercises[name]
    assert (stretch.role, stretch.posture, stretch.sides) == (Role.STRETCH, posture, Sidedness.EACH)
    assert (stretch.needs, stretch.traits) == (needs, traits)
    assert (stretch.dose.measure, stretch.dose.seconds, stretch.dose.sets) == (
        "hold",
        spread(30, 30, 60),
        spread(1, 1, 2),
    )
    assert stretch.dose.step_in == step_in
    assert stretch.dose.article == ArticleDose(sets=1, seconds=30)
    assert stretch.levels[0].effort == Effort(0, 0)


def test_ten_squeezes_lift_forty_percent_to_seventyone() -> None:
    squeeze = LIBRARY.exercises["glute-squeeze"]
    assert squeeze.needs == frozenset()
    assert squeeze.dose.tempo is not None
    assert squeeze.dose.tempo.seconds == 5
    assert squeeze.dose.rest == 15
    restored = squeeze.levels[0].effort.dose_over(10 * squeeze.dose.tempo.seconds).restored_fraction()
    assert 40 + 60 * restored == pytest.approx(71, abs=0.5)


@pytest.mark.parametrize(
    ("name", "steps", "branches", "ours"),
    [
        (
            "glute-bridge",
            ["plain", "band", "squeezes", "weight", "single-leg"],
            ["walk-outs"],
            {"band", "single-leg"},
        ),
        ("clamshell", ["plain", "band", "lifted-band"], ["lifted"], {"lifted-band"}),
        ("monster-walk", ["knees", "ankles", "shoes"], [], {"ankles"}),
    ],
)
def test_a_ladder_has_the_articles_steps_and_ours(
    name: str, steps: list[str], branches: list[str], ours: set[str]
) -> None:
    levels = LIBRARY.exercises[name].levels
    assert [level.id for level in levels if not level.branch] == steps
    assert [level.id for level in levels if level.branch] == branches
    assert {level.id for level in levels if level.origin == "rearguard"} == ours


def test_no_step_up_a_ladder_is_easier_for_either_muscle() -> None:
    for exercise in LIBRARY.exercises.values():
        ladder = [level.effort for level in exercise.levels if not level.branch]
        for below, above in pairwise(ladder):
            assert above.gluteus_maximus >= below.gluteus_maximus
            assert above.gluteus_medius >= below.gluteus_medius


def test_the_one_leg_bridge_is_done_on_each_side_and_has_its_safety_trait() -> None:
    level = LIBRARY.exercises["glute-bridge"].level("single-leg")
    assert (level.sides, level.traits) == (Sidedness.EACH, frozenset({Trait.SINGLE_LEG}))
    assert LIBRARY.exercises["glute-bridge"].level("weight").needs == frozenset({Equipment.WEIGHT})


def test_the_articles_programme_keeps_the_articles_order_and_doses() -> None:
    assert LIBRARY.programs["article"].items == (
        ProgramItem(exercise="glute-bridge", sets=3),
        ProgramItem(exercise="monster-walk", sets=3, seconds=60),
        ProgramItem(exercise="clamshell", sets=3),
        ProgramItem(exercise="runners-stretch", sets=1, seconds=30),
        ProgramItem(exercise="piriformis-stretch", sets=1, seconds=30),
    )


def test_the_desk_programme_needs_no_floor() -> None:
    program = LIBRARY.programs["desk-snack"]
    assert [item.exercise for item in program.items] == [
        "glute-squeeze",
        "monster-walk",
        "runners-stretch",
        "piriformis-stretch",
    ]
    assert all(Equipment.FLOOR not in LIBRARY.exercises[item.exercise].needs for item in program.items)


@pytest.mark.parametrize("exercise", LIBRARY.exercises.values(), ids=lambda exercise: exercise.id)
def test_every_exercise_names_all_signs_to_stop_and_its_sources(exercise: Exercise) -> None:
    stop = " ".join(exercise.say.stop)
    for sign in ("sharp pain", "groin", "below the knee", "numbness", "chest pain", "dizziness", "calf"):
        assert sign in stop
    assert exercise.sources
    assert exercise.notes


@pytest.mark.parametrize("exercise", LIBRARY.exercises.values(), ids=lambda exercise: exercise.id)
def test_every_cue_is_a_short_sentence(exercise: Exercise) -> None:
    cues = exercise.say.cues
    for cue in (cues.start, *cues.work, cues.halfway, cues.last, cues.switch):
        assert len(cue) <= 70
        assert not cue or cue[-1] in ".!?"
    assert (exercise.say.tempo_words is not None) == (exercise.dose.tempo is not None)
    sided = any((level.sides or exercise.sides) is Sidedness.EACH for level in exercise.levels)
    assert bool(cues.switch) == sided


@pytest.mark.parametrize("name", TESTS)
def test_a_self_test_is_timed_credited_with_no_work_and_in_no_programme(name: str) -> None:
    exercise = LIBRARY.exercises[name]
    assert exercise.role is Role.TEST
    assert exercise.dose.seconds is not None
    assert {level.effort for level in exercise.levels} == {Effort(0, 0)}
    assert all(name not in [item.exercise for item in program.items] for program in LIBRARY.programs.values())


def test_an_unknown_level_is_refused_with_the_levels_there_are() -> None:
    with pytest.raises(InvalidRequest, match=r"no level flying. Choose from: plain, band"):
        LIBRARY.exercises["glute-bridge"].level("flying")


def test_an_unknown_exercise_is_refused_with_a_suggestion_or_the_way_to_a_list() -> None:
    assert LIBRARY.exercise("clamshell") is LIBRARY.exercises["clamshell"]
    with pytest.raises(InvalidRequest, match=r"no exercise clamshel. Did you mean clamshell"):
        LIBRARY.exercise("clamshel")
    with pytest.raises(InvalidRequest, match=r"no exercise yoga. List them with: rearguard library list"):
        LIBRARY.exercise("yoga")


def test_an_unknown_programme_is_refused_with_the_programmes_there_are() -> None:
    name, program = next(iter(LIBRARY.programs.items()))
    assert LIBRARY.program(name) is program
    with pytest.raises(InvalidRequest, match=f"no programme yoga. Choose from: {name}"):
        LIBRARY.program("yoga")


@pytest.mark.parametrize("exercise", LIBRARY.exercises.values(), ids=LIBRARY.exercises)
def test_a_level_takes_from_its_exercise_what_it_omits(exercise: Exercise) -> None:
    for index, level in enumerate(exercise.levels):
        resolved = exercise.at(level)
        assert resolved.tempo == (exercise.dose.tempo if level.tempo is None else level.tempo)
        assert resolved.sides is (exercise.sides if level.sides is None else level.sides)
        assert resolved.needs == exercise.needs | level.needs
        assert resolved.traits == exercise.traits | level.traits
        assert (resolved.watch is None) is (exercise.watch is None)
        assert exercise.level(level.id) is level
        assert exercise.level_index(level.id) == index
    assert exercise.level_index("flying") is None
