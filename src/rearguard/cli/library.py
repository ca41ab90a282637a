"""`rearguard library`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from rearguard.app.person.language import _
from rearguard.app.person.library import check_library, load_library, read_library_file
from rearguard.cli.describe import exercise_lines, program_lines
from rearguard.cli.options import json_option
from rearguard.core.errors import InvalidRequest
from rearguard.core.message import Message, counted
from rearguard.core.suggestion import closest_name
from rearguard.library.exercise import Exercise, Level
from rearguard.library.library import Library
from rearguard.library.program import Program
from rearguard.library.serialization import value_json


@click.group(help=_("List, show and check exercises and programmes."))
def library_group() -> None:
    """Gather the commands."""


@library_group.command("list", help=_("List all exercises and programmes."))
@json_option
def list_command(as_json: bool) -> None:
    """Print one a line."""
    found = load_library()
    if as_json:
        click.echo(json.dumps({"exercises": _exercises_json(found), "programs": _programs_json(found)}))
        return
    everything: list[Exercise | Program] = [*found.exercises.values(), *found.programs.values()]
    ids = max(len(one.id) for one in everything)
    names = max(len(_(one.name)) for one in everything)
    for number, one in enumerate(everything):
        if number == len(found.exercises):
            click.echo()
        summary = _(one.summary) if one.summary else ""
        click.echo(f"{one.id:<{ids}}  {_(one.name):<{names}}  {summary}".rstrip())
    if found.problems:
        text = counted(
            "There is {count} problem. See: rearguard library check",
            "There are {count} problems. See: rearguard library check",
            len(found.problems),
        )
        click.echo(text.render(_), err=True)


@library_group.command(help=_("Show an exercise or a programme in full."))
@click.argument("id_", metavar="ID")
@click.option("--level", metavar="LEVEL", help=_("The level to draw (default: the first)."))
@click.option("--file", "as_file", is_flag=True, help=_("Print its file, as a starting point for your own."))
@click.option("--still", is_flag=True, help=_("Show the motion as still pictures."))
@json_option
def show_command(id_: str, level: str | None, as_file: bool, still: bool, as_json: bool) -> None:
    """Print one; on a terminal an exercise is drawn, too."""
    found = load_library()
    one: Exercise | Program | None = found.exercises.get(id_) or found.programs.get(id_)
    if one is None:
        raise InvalidRequest(_unknown_id(id_, found))
    if as_file:
        click.echo(read_library_file(id_), nl=False)
        return
    drawn = _find_level(one, level) if isinstance(one, Exercise) else None
    if as_json:
        click.echo(json.dumps(value_json(one)))
        return
    for line in exercise_lines(one) if isinstance(one, Exercise) else program_lines(one, found.exercises):
        click.echo(line)
    if isinstance(one, Exercise) and drawn is not None and sys.stdout.isatty():
        click.echo()
        _print_motion(one, drawn, still=still)


def _print_motion(exercise: Exercise, level: Level, *, still: bool) -> None:
    from rearguard.cli import motion_player  # noqa: PLC0415 - only this needs a body
    from rearguard.cli.sketch import draw_strip  # noqa: PLC0415 - as above

    if not still and motion_player.can_animate():
        motion_player.play_motion(exercise, level)
        return
    for line in draw_strip(exercise, level):
        click.echo(line)


def _find_level(exercise: Exercise, name: str | None) -> Level:
    return exercise.levels[0] if name is None else exercise.level(name)


@library_group.command(help=_("Check a file or folder for mistakes (default: the built-in files and yours)."))
@click.argument("path", required=False, type=click.Path(path_type=Path))
@json_option
def check_command(path: Path | None, as_json: bool) -> None:
    """Print the problems; the status is 1 when there are any."""
    from rearguard.app.training.exercise_self_check import find_disagreements  # noqa: PLC0415 - NumPy

    try:
        found = check_library(path)
    except FileNotFoundError:
        raise InvalidRequest(Message("{path} does not exist", {"path": str(path)})) from None
    problems = (*found.problems, *find_disagreements(found, path))
    if as_json:
        told = [{"file": one.file, "key": one.key, "message": one.message.render(_)} for one in problems]
        click.echo(json.dumps({"exercises": list(found.exercises), "programs": list(found.programs), "problems": told}))
    elif problems:
        for problem in problems:
            click.echo(problem.render(_))
    else:
        text = _("No problems. Exercises: {exercises}, programmes: {programs}.")
        click.echo(text.format(exercises=len(found.exercises), programs=len(found.programs)))
    if problems:
        sys.exit(1)


@library_group.command(
    help=_("Print the JSON Schema of these files, so that your editor can complete and explain them.")
)
@click.argument("kind", type=click.Choice(["exercise", "program"]), default="exercise")
def schema_command(kind: str) -> None:
    """Print it."""
    from rearguard.library.schema import file_schema as schema_of  # noqa: PLC0415 - pydantic, which nothing else here needs

    click.echo(json.dumps(schema_of("program" if kind == "program" else "exercise"), indent=2))


def _exercises_json(found: Library) -> list[dict[str, object]]:
    return [
        {
            "id": one.id,
            "name": one.name,
            "summary": one.summary,
            "role": one.role,
            "posture": one.posture,
            "sides": one.sides,
            "needs": sorted(one.needs),
            "levels": list(one.level_ids),
        }
        for one in found.exercises.values()
    ]


def _programs_json(found: Library) -> list[dict[str, object]]:
    return [
        {"id": one.id, "name": one.name, "summary": one.summary, "exercises": [item.exercise for item in one.items]}
        for one in found.programs.values()
    ]


def _unknown_id(id_: str, found: Library) -> Message:
    known = [*found.exercises, *found.programs]
    near = closest_name(id_, known)
    if near is not None:
        return Message("There is no exercise or programme {id}. Did you mean {near}?", {"id": id_, "near": near})
    return Message(
        "There is no exercise or programme {id}. Choose from: {names}", {"id": id_, "names": ", ".join(known)}
    )
