"""`rearguard plan`: print a plan."""

from __future__ import annotations

import json
from collections.abc import Mapping

import click

from rearguard.app.person.clock import SystemClock
from rearguard.app.person.diary import Diary
from rearguard.app.person.language import _
from rearguard.app.person.library import load_library
from rearguard.app.person.paths import default_paths
from rearguard.app.person.screening import require_clearance
from rearguard.app.training.planning import PlanRequest, plan_from_request, plan_json
from rearguard.cli.options import json_option, plan_options
from rearguard.core.message import format_number
from rearguard.core.side import Side
from rearguard.library.exercise import Exercise
from rearguard.plan.explanation import format_minutes
from rearguard.plan.plan import Plan, Step, StepKind


@click.command(help=_("Show a plan that fits the time you have."))
@plan_options
@click.option("--charge", type=click.FloatRange(0, 100), help=_("Your charge before the session, in percent."))
@json_option
def plan_command(
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
    request = PlanRequest(minutes=minutes, place=place, without=without, exclude=exclude, program=program)
    with Diary(default_paths(), SystemClock()) as diary:
        plan = plan_from_request(request, library, diary)
        safety_advice = require_clearance(diary).advice
    if as_json:
        click.echo(json.dumps(plan_json(plan, library.exercises, _, charge)))
        return
    for line in plan_lines(plan, library.exercises):
        click.echo(line)
    for reason in plan.why:
        click.echo(f"· {reason.render(_)}")
    for left_out in plan.left_out:
        name = _(library.exercises[left_out.exercise].name)
        click.echo(_("Left out: {exercise} ({reason})").format(exercise=name, reason=left_out.reason.render(_)))
    for advice in safety_advice:
        click.echo(f"! {advice.render(_)}")
    if charge is not None:
        after = plan_json(plan, library.exercises, _, charge)["charge"]["after"]
        click.echo(
            _("Charge: {before}% → {after}%").format(before=format_number(charge, _), after=format_number(after, _))
        )


def plan_lines(plan: Plan, exercises: Mapping[str, Exercise]) -> list[str]:
    """Return the steps of a plan as lines, each with its start time."""
    return [f"{format_minutes(step.at):>5}  {describe_step(step, exercises)}" for step in plan.steps]


def describe_step(step: Step, exercises: Mapping[str, Exercise]) -> str:
    """Return a step as a line."""
    exercise = exercises[step.exercise]
    name = _(exercise.name)
    match step.kind:
        case StepKind.REST:
            return "  " + _("rest {seconds} s").format(seconds=step.seconds)
        case StepKind.SWITCH:
            return "  " + _("switch, {seconds} s").format(seconds=step.seconds)
        case StepKind.MOVE:
            return "  " + _("get ready: {exercise}, {seconds} s").format(exercise=name, seconds=step.seconds)
        case StepKind.READY:
            return "  " + _("get into position, {seconds} s").format(seconds=step.seconds)
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
