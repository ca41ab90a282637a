"""`rearguard charge`, and what one tells of one's day: `sat_command`, `moved_command`, `felt_command`."""

from __future__ import annotations

import json
from datetime import datetime

import click

from rearguard.app.person.charging import charge_at, charge_json, log_activity
from rearguard.app.person.clock import Clock, SystemClock
from rearguard.app.person.diary import Diary
from rearguard.app.person.language import _
from rearguard.app.person.library import load_library
from rearguard.app.person.paths import default_paths
from rearguard.app.person.symptoms import Symptoms, find_last_session, log_symptoms
from rearguard.app.person.time_input import parse_moment, parse_span
from rearguard.charge.activity import Activity
from rearguard.cli.options import json_option
from rearguard.core.message import format_number

CHARGE_DISCLAIMER = _(
    "Charge is an estimate from how long you sat and what you did. It doesn't measure your muscles "
    "and can't diagnose anything."
)

ACTIVITY_BY_WORD = {"walked": Activity.WALKING, "stood": Activity.STANDING, "lay": Activity.LYING}

TIMES_HELP = _("Times: HH:MM today (a FROM later than TO means yesterday evening), or ISO 8601 with an offset.")


@click.command(help=_("Show your charge."))
@click.option("--at", metavar="TIME", help=_("The time to show (default: now)."))
@click.option(
    "--if-sitting-until", "until", metavar="TIME", help=_("Show what it will be if you keep sitting until then.")
)
@click.option("--session-at", metavar="TIME", help=_("When to take a break beside your desk (default: now)."))
@click.option("--minutes", type=float, default=3.0, show_default=True, help=_("How many minutes that break takes."))
@json_option
def charge_command(at: str | None, until: str | None, session_at: str | None, minutes: float, as_json: bool) -> None:
    """Print the charge."""
    clock = SystemClock()
    if until is not None:
        if at is not None:
            raise click.UsageError(_("Use either --at or --if-sitting-until, not both."))
        _print_forecast(clock, until, session_at, minutes, as_json=as_json)
        return
    if session_at is not None:
        raise click.UsageError(_("--session-at needs --if-sitting-until."))
    when = clock.now() if at is None else parse_moment(at, clock.now())
    with Diary(default_paths(), clock) as diary:
        found = charge_json(charge_at(diary, load_library().exercises, when), when)
    if as_json:
        click.echo(json.dumps(found))
        return
    if found["high"] - found["low"] < 1:
        click.echo(_("Charge: {percent}%").format(percent=round(found["percent"])))
    else:
        click.echo(
            _("Charge: somewhere between {low}% and {high}% (too little of your day is on record)").format(
                low=round(found["low"]), high=round(found["high"])
            )
        )
    click.echo(CHARGE_DISCLAIMER)


def _print_forecast(clock: Clock, until: str, session_at: str | None, minutes: float, *, as_json: bool) -> None:
    from rearguard.app.application import Application  # noqa: PLC0415 - the charge of now needs no planner
    from rearguard.app.reports.forecast import what_if_json  # noqa: PLC0415

    holder, now = Application(default_paths(), clock), clock.now()
    with holder.diary:
        found = what_if_json(
            holder, parse_moment(until, now), None if session_at is None else parse_moment(session_at, now), minutes
        )
    if as_json:
        click.echo(json.dumps(found))
        return
    for text, name in (
        (_("If you keep sitting until {time}, your charge will be {low}–{high}%."), "sitting"),
        (_("With a {minutes}-minute break at {session}: {low}–{high}%."), "with_session"),
    ):
        low, high = (round(found[name][end]) for end in ("low", "high"))
        time, session = (f"{datetime.fromisoformat(found[key]):%H:%M}" for key in ("until", "session_at"))
        click.echo(text.format(time=time, session=session, minutes=format_number(minutes, _), low=low, high=high))
    click.echo(CHARGE_DISCLAIMER)


@click.command(help=_("Record time you spent sitting.") + " " + TIMES_HELP)
@click.argument("start", metavar="FROM")
@click.argument("end", metavar="TO")
@json_option
def sat_command(start: str, end: str, as_json: bool) -> None:
    """Keep a time of sitting."""
    _log_and_print(start, end, Activity.SITTING, as_json=as_json)


@click.command(help=_("Record time you walked, stood or lay down.") + " " + TIMES_HELP)
@click.argument("how", type=click.Choice(list(ACTIVITY_BY_WORD)))
@click.argument("start", metavar="FROM")
@click.argument("end", metavar="TO")
@json_option
def moved_command(how: str, start: str, end: str, as_json: bool) -> None:
    """Keep a time of something else than sitting."""
    _log_and_print(start, end, ACTIVITY_BY_WORD[how], as_json=as_json)


@click.command(help=_("Record numbness, wobbliness, effort or pain."))
@click.option("--numb", type=click.IntRange(0, 10), help=_("How numb your buttocks are, 0 to 10."))
@click.option("--wobble", type=click.IntRange(0, 10), help=_("How wobbly your legs are, 0 to 10."))
@click.option("--effort", type=click.IntRange(0, 10), help=_("How hard your last session was, 0 to 10."))
@click.option("--pain", type=click.IntRange(0, 10), help=_("Pain since your last session, 0 to 10."))
@click.option("--new-numbness", is_flag=True, help=_("You have new numbness or tingling."))
@json_option
def felt_command(
    numb: int | None, wobble: int | None, effort: int | None, pain: int | None, new_numbness: bool, as_json: bool
) -> None:
    """Keep what is felt."""
    with Diary(default_paths(), SystemClock()) as diary:
        last = find_last_session(diary)
        told = Symptoms(
            numb=numb,
            wobble=wobble,
            effort=effort,
            pain=pain,
            new_numbness=new_numbness,
            session=None if effort is None else last,
            morning_after=None if pain is None else last,
        )
        entry = log_symptoms(diary, told)
    if as_json:
        click.echo(json.dumps({"id": str(entry.id), "at": entry.at.astimezone().isoformat(), **entry.data}))
    else:
        click.echo(_("Saved."))


def _log_and_print(start: str, end: str, how: Activity, *, as_json: bool) -> None:
    clock = SystemClock()
    now = clock.now()
    with Diary(default_paths(), clock) as diary:
        entry = log_activity(diary, *parse_span(start, end, now), how)
        found = charge_json(charge_at(diary, load_library().exercises, now), now)
    if as_json:
        click.echo(json.dumps({"id": str(entry.id), "activity": how, **dict(entry.data), "charge": found}))
    else:
        click.echo(_("Saved. Charge: {low}–{high}%").format(low=round(found["low"]), high=round(found["high"])))
