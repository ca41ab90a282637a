"""`rearguard library`: list, show and check exercises and programmes."""

from __future__ import annotations

import json
import sys
from difflib import get_close_matches
from pathlib import Path

import click

from rearguard.app.person.language import _
from rearguard.app.person.library import check_library, load_library, read_library_file
from rearguard.cli.describe import exercise_lines, program_lines
from rearguard.cli.options import json_option
from rearguard.core.errors import InvalidRequest
from rearguard.core.message import Message, counted
from rearguard.library.exercise import Exercise, Level
from rearguard.library.library import Library
from rearguard.library.program import Program
from rearguard.library.serialization import value_json


@click.group(help=_("List, show and check exercises and programmes."))
def library_group() -> None:
    """Group the commands."""


@library_group.command("list", help=_("List all exercises and programmes."))
@json_option
def list_command(as_json: bool) -> None:
    """Print all exercises and programmes, an entry per line."""
    library = load_library()
    if as_json:
        click.echo(json.dumps({"exercises": _exercises_json(library), "programs": _programs_json(library)}))
        return
    entries: list[Exercise | Program] = [*library.exercises.values(), *library.programs.values()]
    id_width = max(len(entry.id) for entry in entries)
    name_width = max(len(_(entry.name)) for entry in entries)
    for number, entry in enumerate(entries):
        if number == len(library.exercises):
            click.echo()
        summary = _(entry.summary) if entry.summary else ""
        click.echo(f"{entry.id:<{id_width}}  {_(entry.name):<{name_width}}  {summary}".rstrip())
    if library.problems:
        text = counted(
            "There is {count} problem. See: rearguard library check",
            "There are {count} problems. See: rearguard library check",
            len(library.problems),
        )
        click.echo(text.render(_), err=True)


@library_group.command(help=_("Show an exercise or a programme in full."))
@click.argument("id_", metavar="ID")
@click.option("--level", metavar="LEVEL", help=_("The level to draw (default: the first)."))
@click.option("--file", "as_file", is_flag=True, help=_("Print its file, as a starting point for your own."))
@click.option("--still", is_flag=True, help=_("Show the motion as still pictures."))
@json_option
def show_command(id_: str, level: str | None, as_file: bool, still: bool, as_json: bool) -> None:
    """Print an exercise or a programme. On a terminal an exercise is also drawn."""
    library = load_library()
    entry: Exercise | Program | None = library.exercises.get(id_) or library.programs.get(id_)
    if entry is None:
        raise InvalidRequest(_unknown_id(id_, library))
    if as_file:
        click.echo(read_library_file(id_), nl=False)
        return
    figure_level = _find_level(entry, level) if isinstance(entry, Exercise) else None
    if as_json:
        click.echo(json.dumps(value_json(entry)))
        return
    for line in exercise_lines(entry) if isinstance(entry, Exercise) else program_lines(entry, library.exercises):
        click.echo(line)
    if isinstance(entry, Exercise) and figure_level is not None and sys.stdout.isatty():
        click.echo()
        _print_motion(entry, figure_level, still=still)


def _print_motion(exercise: Exercise, level: Level, *, still: bool) -> None:
    from rearguard.cli import motion_player  # noqa: PLC0415 - slow to load, and only drawing needs it
    from rearguard.cli.sketch import draw_strip  # noqa: PLC0415 - as above

    if not still and motion_player.can_animate():
        motion_player.play_motion(exercise, level)
        return
    for line in draw_strip(exercise, level):
        click.echo(line)


def _find_level(exercise: Exercise, name: str | None) -> Level:
    if name is None:
        return exercise.levels[0]
    try:
        return exercise.level(name)
    except KeyError:
        names = ", ".join(level.id for level in exercise.levels)
        raise InvalidRequest(
            Message("There is no level {name}. Choose from: {names}", {"name": name, "names": names})
        ) from None


@library_group.command(help=_("Check a file or folder for mistakes (default: the built-in files and yours)."))
@click.argument("path", required=False, type=click.Path(path_type=Path))
@json_option
def check_command(path: Path | None, as_json: bool) -> None:
    """Print the problems; the exit status is 1 if there are any."""
    from rearguard.app.training.exercise_self_check import find_disagreements  # noqa: PLC0415 - NumPy

    try:
        library = check_library(path)
    except FileNotFoundError:
        raise InvalidRequest(Message("{path} does not exist", {"path": str(path)})) from None
    problems = (*library.problems, *find_disagreements(library, path))
    if as_json:
        problems_json = [
            {"file": problem.file, "key": problem.key, "message": problem.message.render(_)} for problem in problems
        ]
        click.echo(
            json.dumps(
                {"exercises": list(library.exercises), "programs": list(library.programs), "problems": problems_json}
            )
        )
    elif problems:
        for problem in problems:
            click.echo(problem.render(_))
    else:
        text = _("No problems. Exercises: {exercises}, programmes: {programs}.")
        click.echo(text.format(exercises=len(library.exercises), programs=len(library.programs)))
    if problems:
        sys.exit(1)


@library_group.command(
    help=_("Print the JSON Schema of these files, so that your editor can complete and explain them.")
)
@click.argument("kind", type=click.Choice(["exercise", "program"]), default="exercise")
def schema_command(kind: str) -> None:
    """Print the JSON Schema."""
    from rearguard.library.schema import file_schema  # noqa: PLC0415 - pydantic, which only this command needs

    click.echo(json.dumps(file_schema("program" if kind == "program" else "exercise"), indent=2))


def _exercises_json(library: Library) -> list[dict[str, object]]:
    return [
        {
            "id": exercise.id,
            "name": exercise.name,
            "summary": exercise.summary,
            "role": exercise.role,
            "posture": exercise.posture,
            "sides": exercise.sides,
            "needs": sorted(exercise.needs),
            "levels": [level.id for level in exercise.levels],
        }
        for exercise in library.exercises.values()
    ]


def _programs_json(library: Library) -> list[dict[str, object]]:
    return [
        {
            "id": program.id,
            "name": program.name,
            "summary": program.summary,
            "exercises": [item.exercise for item in program.items],
        }
        for program in library.programs.values()
    ]


def _unknown_id(id_: str, library: Library) -> Message:
    known = [*library.exercises, *library.programs]
    near = get_close_matches(id_, known, n=1)
    if near:
        return Message("There is no exercise or programme {id}. Did you mean {near}?", {"id": id_, "near": near[0]})
    return Message(
        "There is no exercise or programme {id}. Choose from: {names}", {"id": id_, "names": ", ".join(known)}
    )
