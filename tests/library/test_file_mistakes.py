"""Every mistake in a file is reported with its key, all at once, and the rest loads."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.exercise_files import EXERCISE_TOML, PROGRAM_TOML, write_toml

from rearguard.core.problem import Problem
from rearguard.library.library import Library
from rearguard.library.loader import load_folders

Change = tuple[str, str]
TIMED = "seconds = { smallest = 8, usual = 10, largest = 15 }"
MANY = "".join(f'[[items]]\nexercise = "exercise-{i}"\nsets = 1\n' for i in range(21))

IN_EXERCISES: dict[str, tuple[list[Change], str, str]] = {
    # name of the file: (the changes, the reported key, some of the words)
    "no-name": ([('name = "Seated glute squeeze"\n', "")], "name", "missing"),
    "unknown-key": ([('needs = ["chair"]', 'neds = ["chair"]')], "neds", "did you mean “needs”"),
    "unknown-key-deep": ([("rest = 15", "pause = 15")], "dose.pause", "the keys are: measure, sets"),
    "unknown-key-in-level": ([('change = "', 'chnage = "')], "levels.2.chnage", "did you mean “change”"),
    "unknown-value": ([('role = "strengthen"', 'role = "strenghten"')], "role", "did you mean “strengthen”"),
    "unknown-choice": ([('measure = "reps"', 'measure = "yards"')], "dose.measure", "one of these: reps, hold, steps"),
    "unknown-need": ([('needs = ["band"]', 'needs = ["bnad"]')], "levels.2.needs.1", "did you mean “band”"),
    "text-for-number": ([("rest = 15", 'rest = "15"')], "dose.rest", "whole number"),
    "truth-for-number": ([("rest = 15", "rest = true")], "dose.rest", "whole number"),
    "number-for-text": ([('feel = "In both buttocks."', "feel = 3")], "say.feel", "quotation marks"),
    "fraction-of-a-rep": ([("usual = 10", "usual = 10.5")], "dose.reps.usual", "whole number"),
    "text-for-list": ([('setup = ["Sit tall."]', 'setup = "Sit tall."')], "say.setup", "a list"),
    "number-for-table": ([("reps = { smallest = 8, usual = 10, largest = 15 }", "reps = 10")], "dose.reps", "a table"),
    "two-tempo-words": ([(', "let go"', "")], "say.tempo_words.3", "missing"),
    "four-tempo-words": ([('"let go"', '"let go", "more"')], "say.tempo_words", "3 entries"),
    "empty-text": ([('"In both buttocks."', '" "')], "say.feel", "empty"),
    "bell": ([("In both buttocks.", "\\u0007")], "say.feel", "control character"),
    "date": ([('"In both buttocks."', "2026-01-01")], "say.feel", "date"),
    "not-a-number": ([("0.40", "nan")], "levels.1.effort.gluteus_maximus", "number"),
    "other-id": ([('id = "NAME"', 'id = "another"')], "id", "“other-id”"),
    "reps-and-seconds": (
        [("rest = 15", "rest = 15\nseconds = { smallest = 8, usual = 10, largest = 15 }")],
        "dose",
        "both reps and seconds",
    ),
    "neither-reps-nor-seconds": (
        [
            ("reps = { smallest = 8, usual = 10, largest = 15 }\ntempo = { up = 1, hold = 3, down = 1 }\n", ""),
            ("\ntempo = { up = 1, hold = 4, down = 1 }", ""),
            ('tempo_words = ["squeeze", "hold", "let go"]\n', ""),
            (", reps = 10", ""),
        ],
        "dose",
        "neither reps nor seconds",
    ),
    "reps-without-tempo": (
        [("tempo = { up = 1, hold = 3, down = 1 }\n", ""), ('tempo_words = ["squeeze", "hold", "let go"]\n', "")],
        "dose.tempo",
        "missing",
    ),
    "measure-of-the-other-kind": ([('measure = "reps"', 'measure = "hold"')], "dose.measure", "did you mean “reps”"),
    "range-out-of-order": ([("smallest = 8", "smallest = 12")], "dose.reps", "grow from smallest"),
    "range-of-nothing": ([("sets = { smallest = 1", "sets = { smallest = 0")], "dose.sets.smallest", "from 1 to"),
    "a-thousand-reps": ([("largest = 15", "largest = 1500")], "dose.reps.largest", "from 1 to 100"),
    "tempo-of-nothing": ([("hold = 3", "hold = -3")], "dose.tempo.hold", "from 0 to"),
    "rest-for-ever": ([("rest = 15", "rest = 9999")], "dose.rest", "from 0 to"),
    "article-in-other-units": ([("sets = 3, reps = 10", "seconds = 30")], "dose.article.seconds", "isn't counted in"),
    "article-of-no-sets": ([("sets = 3, reps = 10", "sets = 0")], "dose.article.sets", "from 1 to"),
    "effort-in-percent": ([("0.40", "40.0")], "levels.1.effort.gluteus_maximus", "from 0 to 1"),
    "effortless": ([("0.40", "0"), ("0.25", "0.0")], "levels.1.effort", "never be planned"),
    "no-chair-on-a-chair": ([('needs = ["chair"]', "needs = []")], "needs", "“chair”"),
    "band-untold": ([('traits = ["resistance-band"]', "traits = []")], "levels.2.traits", "“resistance-band”"),
    "weight-untold": ([('needs = ["chair"]', 'needs = ["chair", "weight"]')], "traits", "“external-weight”"),
    "first-step-needs-more": (
        [('origin = "rearguard"\n', 'origin = "rearguard"\nneeds = ["wall"]\n')],
        "levels.1.needs",
        "first level",
    ),
    "first-step-is-a-branch": (
        [('origin = "rearguard"\n', 'origin = "rearguard"\nbranch = true\n')],
        "levels.1.branch",
        "first level",
    ),
    "two-steps-of-one-id": ([('id = "band"', 'id = "plain"')], "levels.2.id", "already"),
    "step-id-with-a-space": ([('id = "band"', 'id = "a band"')], "levels.2.id", "small letters"),
    "step-without-change": ([('change = "Take a band."\n', "")], "levels.2.change", "different from the level before"),
    "nothing-to-stop-at": ([('stop = ["sharp pain"]', "stop = []")], "say.stop", "one sign"),
    "no-setup": ([('setup = ["Sit tall."]', "setup = []")], "say.setup", "one line"),
    "cue-without-end": ([('"Squeeze."', f'"{"Squeeze! " * 20}"')], "say.cues.start", "one breath"),
    "work-cue-without-end": ([('"Keep breathing."', f'"{"Breathe! " * 20}"')], "say.cues.work.1", "one breath"),
    "link-without-https": ([("https://doi.org/10.7717", "doi.org/10.7717")], "sources.1.link", "https://"),
    "link-to-no-doi": ([("10.7717/peerj.7287", "peerj.7287")], "sources.1.link", "10."),
    "stretch-that-is-counted": (
        [('role = "strengthen"', 'role = "stretch"'), ("0.40", "0"), ("0.25", "0"), ("0.50", "0"), ("0.35", "0")],
        "dose.measure",
        "“hold”",
    ),
    "stretch-with-effort": (
        [('role = "strengthen"', 'role = "stretch"'), ("0.50", "0"), ("0.35", "0")],
        "levels.1.effort",
        "use 0 for both",
    ),
    "tempo-of-what-is-timed": (
        [
            ("reps = { smallest = 8, usual = 10, largest = 15 }\ntempo = { up = 1, hold = 3, down = 1 }", TIMED),
            ('measure = "reps"', 'measure = "hold"'),
            (", reps = 10", ""),
            ('tempo_words = ["squeeze", "hold", "let go"]\n', ""),
        ],
        "levels.2.tempo",
        "no effect without reps",
    ),
    "tempo-words-of-what-is-timed": (
        [
            ("reps = { smallest = 8, usual = 10, largest = 15 }\ntempo = { up = 1, hold = 3, down = 1 }", TIMED),
            ('measure = "reps"', 'measure = "hold"'),
            (", reps = 10", ""),
            ("\ntempo = { up = 1, hold = 4, down = 1 }", ""),
        ],
        "say.tempo_words",
        "no effect without a tempo",
    ),
    "tempo-beside-seconds": (
        [
            ("reps = { smallest = 8, usual = 10, largest = 15 }", TIMED),
            ('measure = "reps"', 'measure = "hold"'),
            (", reps = 10", ""),
            ("\ntempo = { up = 1, hold = 4, down = 1 }", ""),
        ],
        "dose.tempo",
        "no effect without reps",
    ),
    "instant-step": ([("up = 1, hold = 4, down = 1", "up = 0, hold = 0, down = 0")], "levels.2.tempo", "a second"),
    "reps-called-seconds": (
        [
            ("reps = { smallest = 8", "seconds = { smallest = 8"),
            (", reps = 10", ""),
            ("tempo = { up = 1, hold = 3, down = 1 }\n", ""),
        ],
        "dose.measure",
        "did you mean “hold” or “steps”",
    ),
    "Capital-Letters": ([], "id", "small letters"),
}

IN_PROGRAMS: dict[str, tuple[list[Change], str, str]] = {
    "unknown-exercise": ([("clamshell", "clamshel")], "items.1.exercise", "did you mean “clamshell”"),
    "no-such-exercise": ([("clamshell", "zzz")], "items.1.exercise", "there are: bridge-hold"),
    "a-self-test": ([("clamshell", "chair-stand"), ("reps = 12\n", "")], "items.1.exercise", "by itself"),
    "broken-exercise": ([("clamshell", "effortless")], "items.1.exercise", "own file"),
    "twice": ([("monster-walk", "clamshell"), ("seconds = 45", "")], "items.2.exercise", "already"),
    "four-sets": ([("sets = 3", "sets = 4")], "items.1.sets", "from 1 to 3"),
    "no-sets": ([("sets = 3\n", "")], "items.1.sets", "missing"),
    "seconds-of-what-is-counted": ([("reps = 12", "seconds = 30")], "items.1.seconds", "counted, not timed"),
    "reps-of-what-is-timed": ([("seconds = 45", "reps = 10")], "items.2.reps", "timed, not counted"),
    "too-short": ([("seconds = 45", "seconds = 5")], "items.2.seconds", "from 30"),
    "too-many-reps": ([("reps = 12", "reps = 1200")], "items.1.reps", "from 1 to 100"),
    "other-id": ([('id = "NAME"', 'id = "another"')], "id", "“other-id”"),
    "no-exercises": ([(PROGRAM_TOML[PROGRAM_TOML.index("[[items]]") :], "items = []\n")], "items", "one exercise"),
    "too-many-exercises": ([(PROGRAM_TOML[PROGRAM_TOML.index("[[items]]") :], MANY)], "items", "20 exercises at most"),
    "glute-bridge": ([], "id", "an exercise already has this id"),
}

NOT_TOML: dict[str, tuple[bytes, str]] = {
    "latin": ("name = 'é'".encode("latin-1"), "UTF-8"),
    "utf-16": ("name = 'x'".encode("utf-16"), "UTF-8"),
    "open-text": (b'id = "open-text\n', "line 1: a text has no closing quotation mark"),
    "open-list": (b'id = "open-list"\nneeds = ["band"\nsides = "each"\n', "line 3: a list has no closing “]”"),
    "no-quotes": (b"id = no-quotes\n", "line 1: this value can't be read"),
    "twice-the-same": (b'name = "x"\nname = "y"\nid = "z"\n', "line 2: this key appears twice"),
    "no-equals": (b'id "x"\n', "line 1: “=” is missing between a key and its value"),
    "prose": (b"Squeeze both buttocks.\n", "line 1: "),
    "open-end": (b"id =", "at the end of the file"),
    "megabyte": (b"#" * 1_000_001, "megabyte"),
    "brackets": (b"x = " + b"[" * 100_000, "brackets that are nested too deep"),
    "digits": (b"x = " + b"1" * 10_000, "number that is too long"),
    "dots": (b"x" + b".x" * 100_000 + b" = 1", "line 1: is nested too deep"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All mistakes side by side, and a file of each kind without any."""
    folder = tmp_path_factory.mktemp("mine")
    write_toml(folder, "seated-squeeze", EXERCISE_TOML)
    write_toml(folder, "my-breaks", PROGRAM_TOML)
    for name, (changes, _key, _words) in IN_EXERCISES.items():
        write_toml(folder, name, EXERCISE_TOML, *changes)
    for name, (changes, _key, _words) in IN_PROGRAMS.items():
        write_toml(folder, name, PROGRAM_TOML, *changes)
    for name, (content, _words) in NOT_TOML.items():
        (folder / "exercises" / f"{name}.toml").write_bytes(content)
    return folder


@pytest.fixture(scope="module")
def loaded_library(folder: Path) -> Library:
    """What loads of it, in one go."""
    return load_folders(folder)


def problems_of(loaded_library: Library, path: Path) -> list[Problem]:
    return [problem for problem in loaded_library.problems if problem.file == str(path)]


@pytest.mark.parametrize("name", IN_EXERCISES)
def test_a_mistake_in_an_exercise_is_named_with_its_key(loaded_library: Library, folder: Path, name: str) -> None:
    _, key, words = IN_EXERCISES[name]
    problems = problems_of(loaded_library, folder / "exercises" / f"{name}.toml")
    assert [problem.key for problem in problems if words in str(problem.message)] == [key], problems
    assert name not in loaded_library.exercises


@pytest.mark.parametrize("name", IN_PROGRAMS)
def test_a_mistake_in_a_programme_is_named_with_its_key(loaded_library: Library, folder: Path, name: str) -> None:
    _, key, words = IN_PROGRAMS[name]
    problems = problems_of(loaded_library, folder / "programs" / f"{name}.toml")
    assert [problem.key for problem in problems if words in str(problem.message)] == [key], problems
    assert name not in loaded_library.programs


@pytest.mark.parametrize("name", NOT_TOML)
def test_a_file_that_cannot_be_read_is_named_with_its_line(loaded_library: Library, folder: Path, name: str) -> None:
    (problem,) = problems_of(loaded_library, folder / "exercises" / f"{name}.toml")
    assert problem.key == ""
    assert NOT_TOML[name][1] in str(problem.message)


def test_the_rest_loads_all_the_same(loaded_library: Library) -> None:
    ours = load_folders()
    assert set(loaded_library.exercises) == {*ours.exercises, "seated-squeeze"}
    assert set(loaded_library.programs) == {*ours.programs, "my-breaks"}


def test_no_message_speaks_of_the_machine_room(loaded_library: Library) -> None:
    for problem in loaded_library.problems:
        for jargon in ("Input should", "pydantic", "dataclass", "tuple", "NoneType", "{", "Exception", "str."):
            assert jargon not in str(problem.message)


def test_a_mistake_of_form_does_not_hide_a_mistake_of_sense(tmp_path: Path) -> None:
    write_toml(
        tmp_path,
        "many",
        EXERCISE_TOML,
        ('id = "NAME"', 'id = "other"'),
        ('sides = "together"', 'sides = "both"'),
        ("rest = 15", "rest = -1"),
        ("0.40", "4.0"),
        ("stop = [", "stops = ["),
        ("link = ", "url = "),
    )
    keys = {problem.key for problem in load_folders(tmp_path).problems}
    assert keys == {
        "id",
        "sides",
        "dose.rest",
        "levels.1.effort.gluteus_maximus",
        "say.stop",
        "say.stops",
        "sources.1.url",
    }


def test_an_odd_key_is_shown_in_quotes_and_cannot_move_the_cursor(tmp_path: Path) -> None:
    path = write_toml(tmp_path, "odd", EXERCISE_TOML, ("traits = []\n", '"a.b \\u001b[2J" = 1\n'))
    (problem,) = load_folders(tmp_path).problems
    assert problem.key == r'"a.b \u001b[2J"'
    assert str(problem).startswith(f"{path}: ")


@pytest.mark.parametrize(
    "value", ["inf", "2026-01-01", "99999999999999999999", '""', "[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]"]
)
def test_what_no_reader_of_json_could_take_is_refused_where_no_key_is_known_too(tmp_path: Path, value: str) -> None:
    write_toml(tmp_path, "drawn", f"{EXERCISE_TOML}[watch]\nodd = {value}\n")
    assert any(problem.key.startswith("watch.odd") for problem in load_folders(tmp_path).problems)
