"""`rearguard charge`, and the commands that record a day by hand: `sat`, `moved` and `felt`."""

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
    moment = clock.now() if at is None else parse_moment(at, clock.now())
    with Diary(default_paths(), clock) as diary:
        charge = charge_json(charge_at(diary, load_library().exercises, moment), moment)
    if as_json:
        click.echo(json.dumps(charge))
        return
    if charge["high"] - charge["low"] < 1:
        click.echo(_("Charge: {percent}%").format(percent=round(charge["percent"])))
    else:
        click.echo(
            _("Charge: somewhere between {low}% and {high}% (too little of your day is on record)").format(
                low=round(charge["low"]), high=round(charge["high"])
            )
        )
    click.echo(CHARGE_DISCLAIMER)


def _print_forecast(clock: Clock, until: str, session_at: str | None, minutes: float, *, as_json: bool) -> None:
    from rearguard.app.application import Application  # noqa: PLC0415 - slow to load, and only a forecast needs it
    from rearguard.app.reports.forecast import what_if_json  # noqa: PLC0415

    application, now = Application(default_paths(), clock), clock.now()
    with application.diary:
        session_moment = None if session_at is None else parse_moment(session_at, now)
        forecast = what_if_json(application, parse_moment(until, now), session_moment, minutes)
    if as_json:
        click.echo(json.dumps(forecast))
        return
    for text, key in (
        (_("If you keep sitting until {time}, your charge will be {low}–{high}%."), "sitting"),
        (_("With a {minutes}-minute break at {session}: {low}–{high}%."), "with_session"),
    ):
        low, high = (round(forecast[key][bound]) for bound in ("low", "high"))
        time, session = (f"{datetime.fromisoformat(forecast[name]):%H:%M}" for name in ("until", "session_at"))
        click.echo(text.format(time=time, session=session, minutes=format_number(minutes, _), low=low, high=high))
    click.echo(CHARGE_DISCLAIMER)


@click.command(help=_("Record time you spent sitting.") + " " + TIMES_HELP)
@click.argument("start", metavar="FROM")
@click.argument("end", metavar="TO")
@json_option
def sat_command(start: str, end: str, as_json: bool) -> None:
    """Record a time of sitting."""
    _log_and_print(start, end, Activity.SITTING, as_json=as_json)


@click.command(help=_("Record time you walked, stood or lay down.") + " " + TIMES_HELP)
@click.argument("how", type=click.Choice(list(ACTIVITY_BY_WORD)))
@click.argument("start", metavar="FROM")
@click.argument("end", metavar="TO")
@json_option
def moved_command(how: str, start: str, end: str, as_json: bool) -> None:
    """Record a time of another activity than sitting."""
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
    """Record symptoms."""
    with Diary(default_paths(), SystemClock()) as diary:
        last_session = find_last_session(diary)
        symptoms = Symptoms(
            numb=numb,
            wobble=wobble,
            effort=effort,
            pain=pain,
            new_numbness=new_numbness,
            session=None if effort is None else last_session,
            morning_after=None if pain is None else last_session,
        )
        entry = log_symptoms(diary, symptoms)
    if as_json:
        click.echo(json.dumps({"id": str(entry.id), "at": entry.at.astimezone().isoformat(), **entry.data}))
    else:
        click.echo(_("Saved."))


def _log_and_print(start: str, end: str, activity: Activity, *, as_json: bool) -> None:
    clock = SystemClock()
    now = clock.now()
    with Diary(default_paths(), clock) as diary:
        entry = log_activity(diary, *parse_span(start, end, now), activity)
        charge = charge_json(charge_at(diary, load_library().exercises, now), now)
    if as_json:
        click.echo(json.dumps({"id": str(entry.id), "activity": activity, **dict(entry.data), "charge": charge}))
    else:
        click.echo(_("Saved. Charge: {low}–{high}%").format(low=round(charge["low"]), high=round(charge["high"])))
