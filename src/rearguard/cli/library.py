"""`rearguard library`."""

from __future__ import annotations

import json
import sys
from difflib import get_close_matches
from pathlib import Path

import click

from rearguard.app.person.language import _
from rearguard.app.person.library import check_library, library_file, load_library
from rearguard.cli.describe import exercise_lines, program_lines
from rearguard.cli.options import as_json
from rearguard.core.errors import Misuse
from rearguard.core.message import Message, counted
from rearguard.library.exercise import Exercise, Level
from rearguard.library.library import Library
from rearguard.library.program import Program
from rearguard.library.serialization import to_json


@click.group(help=_("What can be done: exercises and programmes, ours and your own."))
def library() -> None:
    """Gather the commands."""


@library.command("list", help=_("List the exercises and the programmes."))
@as_json
def list_all(as_json: bool) -> None:
    """Print one a line."""
    found = load_library()
    if as_json:
        click.echo(json.dumps({"exercises": _exercises(found), "programs": _programs(found)}))
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


@library.command(help=_("Show all there is to know of an exercise or a programme."))
@click.argument("id_", metavar="ID")
@click.option("--level", metavar="LEVEL", help=_("The level whose motion is drawn; not said: the first."))
@click.option("--file", "as_file", is_flag=True, help=_("Print its file as it is, to begin one of your own with."))
@click.option("--still", is_flag=True, help=_("Draw the motion as pictures that do not move."))
@as_json
def show(id_: str, level: str | None, as_file: bool, still: bool, as_json: bool) -> None:
    """Print one; on a terminal an exercise is drawn, too."""
    found = load_library()
    one: Exercise | Program | None = found.exercises.get(id_) or found.programs.get(id_)
    if one is None:
        raise Misuse(_unknown(id_, found))
    if as_file:
        click.echo(library_file(id_), nl=False)
        return
    drawn = _level(one, level) if isinstance(one, Exercise) else None
    if as_json:
        click.echo(json.dumps(to_json(one)))
        return
    for line in exercise_lines(one) if isinstance(one, Exercise) else program_lines(one, found.exercises):
        click.echo(line)
    if isinstance(one, Exercise) and drawn is not None and sys.stdout.isatty():
        click.echo()
        _draw(one, drawn, still=still)


def _draw(exercise: Exercise, level: Level, *, still: bool) -> None:
    from rearguard.cli import motion_player  # noqa: PLC0415 - only this needs a body
    from rearguard.cli.sketch import strip  # noqa: PLC0415 - as above

    if not still and motion_player.movable():
        motion_player.play(exercise, level)
        return
    for line in strip(exercise, level):
        click.echo(line)


def _level(exercise: Exercise, name: str | None) -> Level:
    if name is None:
        return exercise.levels[0]
    try:
        return exercise.level(name)
    except KeyError:
        names = ", ".join(level.id for level in exercise.levels)
        raise Misuse(Message("There is no level {name}; there are {names}", {"name": name, "names": names})) from None


@library.command(help=_("Look for mistakes in a file or a folder; none named: in our files and in yours."))
@click.argument("path", required=False, type=click.Path(path_type=Path))
@as_json
def check(path: Path | None, as_json: bool) -> None:
    """Print the problems; the status is 1 when there are any."""
    from rearguard.app.training.exercise_self_check import disagreements  # noqa: PLC0415 - NumPy

    try:
        found = check_library(path)
    except FileNotFoundError:
        raise Misuse(Message("There is nothing at {path}", {"path": str(path)})) from None
    problems = (*found.problems, *disagreements(found, path))
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


@library.command(help=_("Print the JSON Schema of a file, by which an editor completes and explains it."))
@click.argument("kind", type=click.Choice(["exercise", "program"]), default="exercise")
def schema(kind: str) -> None:
    """Print it."""
    from rearguard.library.schema import schema as schema_of  # noqa: PLC0415 - pydantic, which nothing else here needs

    click.echo(json.dumps(schema_of("program" if kind == "program" else "exercise"), indent=2))


def _exercises(found: Library) -> list[dict[str, object]]:
    return [
        {
            "id": one.id,
            "name": one.name,
            "summary": one.summary,
            "role": one.role,
            "posture": one.posture,
            "sides": one.sides,
            "needs": sorted(one.needs),
            "levels": [level.id for level in one.levels],
        }
        for one in found.exercises.values()
    ]


def _programs(found: Library) -> list[dict[str, object]]:
    return [
        {"id": one.id, "name": one.name, "summary": one.summary, "exercises": [item.exercise for item in one.items]}
        for one in found.programs.values()
    ]


def _unknown(id_: str, found: Library) -> Message:
    known = [*found.exercises, *found.programs]
    near = get_close_matches(id_, known, n=1)
    if near:
        return Message("There is nothing called {id}; did you mean {near}?", {"id": id_, "near": near[0]})
    return Message("There is nothing called {id}; there are {names}", {"id": id_, "names": ", ".join(known)})
