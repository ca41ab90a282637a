"""`rearguard plan`."""

from __future__ import annotations

import json
from collections.abc import Mapping

import click

from rearguard.app.person.clock import SystemClock
from rearguard.app.person.diary import Diary
from rearguard.app.person.language import _
from rearguard.app.person.library import load_library
from rearguard.app.person.paths import home
from rearguard.app.person.screening import clearance
from rearguard.app.training.planning import Wish, document, planned
from rearguard.cli.options import as_json, wish
from rearguard.core.message import number
from rearguard.core.side import Side
from rearguard.library.exercise import Exercise
from rearguard.plan.explanation import clock
from rearguard.plan.plan import Kind, Plan, Step


@click.command(help=_("Fit the routine into the minutes there are."))
@wish
@click.option("--charge", type=click.FloatRange(0, 100), help=_("The charge before, in percent."))
@as_json
def plan(
    minutes: float,
    place: str | None,
    without: tuple[str, ...],
    exclude: tuple[str, ...],
    program: str | None,
    charge: float | None,
    as_json: bool,
) -> None:
    """Print a plan."""
    library = load_library()
    wished = Wish(minutes=minutes, place=place, without=without, exclude=exclude, program=program)
    with Diary(home(), SystemClock()) as diary:
        found = planned(wished, library, diary)
        advised = clearance(diary).advice
    if as_json:
        click.echo(json.dumps(document(found, library.exercises, _, charge)))
        return
    for line in lines(found, library.exercises):
        click.echo(line)
    for reason in found.why:
        click.echo(f"· {reason.render(_)}")
    for out in found.left_out:
        name = _(library.exercises[out.exercise].name)
        click.echo(_("Left out: {exercise} ({reason})").format(exercise=name, reason=out.reason.render(_)))
    for advice in advised:
        click.echo(f"! {advice.render(_)}")
    if charge is not None:
        after = document(found, library.exercises, _, charge)["charge"]["after"]
        click.echo(_("Charge: {before} → {after} %").format(before=number(charge, _), after=number(after, _)))


def lines(found: Plan, exercises: Mapping[str, Exercise]) -> list[str]:
    """Return the steps of a plan as lines, the time of each first."""
    return [f"{clock(step.at):>5}  {describe(step, exercises)}" for step in found.steps]


def describe(step: Step, exercises: Mapping[str, Exercise]) -> str:
    """Return a step in one line."""
    exercise = exercises[step.exercise]
    name = _(exercise.name)
    match step.kind:
        case Kind.REST:
            return "  " + _("rest {seconds} s").format(seconds=step.seconds)
        case Kind.SWITCH:
            return "  " + _("switch, {seconds} s").format(seconds=step.seconds)
        case Kind.MOVE:
            return "  " + _("get ready: {exercise}, {seconds} s").format(exercise=name, seconds=step.seconds)
        case Kind.READY:
            return "  " + _("step in, {seconds} s").format(seconds=step.seconds)
    parts = [name]
    if step.side is not Side.BOTH:
        parts.append(_("right") if step.side is Side.RIGHT else _("left"))
    if step.sets > 1:
        parts.append(_("set {set} of {sets}").format(set=step.set, sets=step.sets))
    amount = (
        _("{seconds} s").format(seconds=step.seconds)
        if step.reps is None
        else _("{reps} × {seconds} s").format(reps=step.reps, seconds=step.seconds // step.reps)
    )
    return ", ".join([*parts, amount])
