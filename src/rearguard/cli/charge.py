"""`rearguard charge`, and what one tells of one's day: `sat`, `moved`, `felt`."""

from __future__ import annotations

import json
from datetime import datetime

import click

from rearguard.app.person.charging import charge_at, document, tell
from rearguard.app.person.clock import Clock, SystemClock
from rearguard.app.person.diary import Diary
from rearguard.app.person.language import _
from rearguard.app.person.library import load_library
from rearguard.app.person.paths import home
from rearguard.app.person.symptoms import Feeling, feel, last_session
from rearguard.app.person.time_input import moment, span
from rearguard.charge.activity import Activity
from rearguard.cli.options import as_json
from rearguard.core.message import number

ABOUT = _(
    "Charge is a reminder built from your sitting time and what you did. It is not a measurement of your muscles and"
    " cannot diagnose anything. The 40 % figure comes from a magazine."
)

HOW = {"walked": Activity.WALKING, "stood": Activity.STANDING, "lay": Activity.LYING}

FROM_TO = _("Times are HH:MM of today, FROM of last evening where it is the later one; or ISO 8601 with an offset.")


@click.command(help=_("Tell how charged your glutes are."))
@click.option("--at", metavar="TIME", help=_("The moment; none: now."))
@click.option("--if-sitting-until", "until", metavar="TIME", help=_("What it would be if you sat on until then."))
@click.option("--session-at", metavar="TIME", help=_("With a session at the desk in between; none: now."))
@click.option("--minutes", type=float, default=3.0, show_default=True, help=_("How long that session would be."))
@as_json
def charge(at: str | None, until: str | None, session_at: str | None, minutes: float, as_json: bool) -> None:
    """Print the charge."""
    clock = SystemClock()
    if until is not None:
        if at is not None:
            raise click.UsageError(_("One of --at and --if-sitting-until at a time."))
        _foresee(clock, until, session_at, minutes, as_json=as_json)
        return
    if session_at is not None:
        raise click.UsageError(_("--session-at goes with --if-sitting-until."))
    when = clock.now() if at is None else moment(at, clock.now())
    with Diary(home(), clock) as diary:
        found = document(charge_at(diary, load_library().exercises, when), when)
    if as_json:
        click.echo(json.dumps(found))
        return
    if found["high"] - found["low"] < 1:
        click.echo(_("Charge: {percent} %").format(percent=round(found["percent"])))
    else:
        click.echo(
            _("Charge: {low} to {high} %, for not all of your time is known").format(
                low=round(found["low"]), high=round(found["high"])
            )
        )
    click.echo(ABOUT)


def _foresee(clock: Clock, until: str, session_at: str | None, minutes: float, *, as_json: bool) -> None:
    from rearguard.app.application import Application  # noqa: PLC0415 - the charge of now needs no planner
    from rearguard.app.reports.forecast import what_if  # noqa: PLC0415

    holder, now = Application(home(), clock), clock.now()
    with holder.diary:
        found = what_if(holder, moment(until, now), None if session_at is None else moment(session_at, now), minutes)
    if as_json:
        click.echo(json.dumps(found))
        return
    for text, name in (
        (_("If you sit until {time} your charge will be {low} to {high} %."), "sitting"),
        (_("With {minutes} minutes at the desk at {session}: {low} to {high} %."), "with_session"),
    ):
        low, high = (round(found[name][end]) for end in ("low", "high"))
        time, session = (f"{datetime.fromisoformat(found[key]):%H:%M}" for key in ("until", "session_at"))
        click.echo(text.format(time=time, session=session, minutes=number(minutes, _), low=low, high=high))
    click.echo(ABOUT)


@click.command(help=_("Tell that you sat.") + " " + FROM_TO)
@click.argument("start", metavar="FROM")
@click.argument("end", metavar="TO")
@as_json
def sat(start: str, end: str, as_json: bool) -> None:
    """Keep a time of sitting."""
    _tell(start, end, Activity.SITTING, as_json=as_json)


@click.command(help=_("Tell that you walked, stood or lay.") + " " + FROM_TO)
@click.argument("how", type=click.Choice(list(HOW)))
@click.argument("start", metavar="FROM")
@click.argument("end", metavar="TO")
@as_json
def moved(how: str, start: str, end: str, as_json: bool) -> None:
    """Keep a time of something else than sitting."""
    _tell(start, end, HOW[how], as_json=as_json)


@click.command(help=_("Tell how you feel."))
@click.option("--numb", type=click.IntRange(0, 10), help=_("How numb your seat is, 0 to 10."))
@click.option("--wobble", type=click.IntRange(0, 10), help=_("How wobbly your legs are, 0 to 10."))
@click.option("--effort", type=click.IntRange(0, 10), help=_("How hard the last session was, 0 to 10."))
@click.option("--pain", type=click.IntRange(0, 10), help=_("How much it hurts since the last session, 0 to 10."))
@click.option("--new-numbness", is_flag=True, help=_("Numbness or tingling has come that was not there before."))
@as_json
def felt(
    numb: int | None, wobble: int | None, effort: int | None, pain: int | None, new_numbness: bool, as_json: bool
) -> None:
    """Keep what is felt."""
    with Diary(home(), SystemClock()) as diary:
        last = last_session(diary)
        told = Feeling(
            numb=numb,
            wobble=wobble,
            effort=effort,
            pain=pain,
            new_numbness=new_numbness,
            session=None if effort is None else last,
            morning_after=None if pain is None else last,
        )
        entry = feel(diary, told)
    if as_json:
        click.echo(json.dumps({"id": str(entry.id), "at": entry.at.astimezone().isoformat(), **entry.data}))
    else:
        click.echo(_("Kept."))


def _tell(start: str, end: str, how: Activity, *, as_json: bool) -> None:
    clock = SystemClock()
    now = clock.now()
    with Diary(home(), clock) as diary:
        entry = tell(diary, *span(start, end, now), how)
        found = document(charge_at(diary, load_library().exercises, now), now)
    if as_json:
        click.echo(json.dumps({"id": str(entry.id), "activity": how, **dict(entry.data), "charge": found}))
    else:
        click.echo(_("Kept. Charge: {low} to {high} %").format(low=round(found["low"]), high=round(found["high"])))
