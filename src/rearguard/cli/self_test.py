"""`rearguard test`: the self-tests, one of them in this terminal, or the result of one that was done elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import click

from rearguard.app.application import Application
from rearguard.app.person.clock import SystemClock
from rearguard.app.person.language import _
from rearguard.app.person.paths import home
from rearguard.app.training import self_tests
from rearguard.app.training.live_session import Training
from rearguard.app.training.self_test_session import MOST, SelfTest
from rearguard.cli.go import run, speaker_of
from rearguard.cli.keys import Keys
from rearguard.cli.options import as_json
from rearguard.cli.session_view import Stage
from rearguard.core.errors import IllegalCommand, Refusal
from rearguard.core.message import Message, number
from rearguard.plan.plan import Kind
from rearguard.session.event import Event
from rearguard.session.state import Status

KEYS = {"right": "skip", "h": "hurts", "q": "stop", "escape": "stop"}


@click.command(help=_("Test yourself; without an ID: what there is, what came of it, and what is due."))
@click.argument("test_id", metavar="[ID]", required=False)
@click.option("--level", help=_("How it is to be done; not said: as you do it in your routine."))
@click.option("--value", type=float, help=_("Keep a result that you measured yourself: seconds, or how many."))
@click.option("--side", type=click.Choice(["left", "right"]), help=_("With --value: of which side."))
@click.option("--quiet", is_flag=True, help=_("Speak nothing."))
@as_json
def test(
    test_id: str | None, level: str | None, value: float | None, side: str | None, quiet: bool, as_json: bool
) -> None:
    """List the tests, lead through one, or keep a result."""
    application = Application(home(), SystemClock())
    try:
        if test_id is None:
            _list(self_tests.document(application.diary, application.library, _), as_json=as_json)
            return
        if value is None:
            found = _done(application, test_id, level, quiet=quiet, as_json=as_json)
        else:
            library = application.library
            found = [self_tests.tell(application.diary, library, test_id, value, side=side, level=level)]
        if as_json:
            click.echo(json.dumps({"test": test_id, "results": found}))
        elif not found:
            click.echo(_("No try was finished."))
        else:
            known = self_tests.document(application.diary, application.library, _)
            _show(next(one for one in known if one["id"] == test_id))
    finally:
        application.close()


def _done(
    application: Application, test_id: str, level: str | None, *, quiet: bool, as_json: bool
) -> list[dict[str, Any]]:
    """Lead through a test and return its results."""
    with Keys() as keys:
        if not keys.here:
            self_tests.fitting(test_id, level, application.library, application.diary)  # what can't be is said first
            raise Refusal(
                Message(
                    "A test needs a terminal, or the page: rearguard. What you measured: --value SECONDS --side left"
                )
            )
        speaker = speaker_of(application, lambda: None, None, quiet=quiet)
        training = application.begin_test(test_id, level)
        shown = _("space stops the time · → start now · h this hurts · q stop")
        with speaker, Stage(application.library.exercises, keys=shown, stderr=as_json) as stage:

            def show(training: Training, events: Iterable[Event]) -> None:
                happened = tuple(events)
                stage.show(training, happened)
                speaker.follow(training.state, happened)

            run(training, keys, show, 1.0, _obey)
    if training.awaits:
        asked = click.prompt(_("How many times did you stand up?"), type=click.IntRange(0, MOST), err=as_json)
        training.do("counted", score=asked)
    return training.results


def _obey(training: Training, key: str) -> tuple[Event, ...]:
    """Return what a key leads to; one that means nothing now leads to nothing."""
    state = training.state
    try:
        if state.status is Status.HURT and (key.isdecimal() or key == "x"):
            return training.do("pain", score=10 if key == "x" else int(key))
        if key == " ":
            return training.do(_space(training))
        if key in KEYS:
            return training.do(KEYS[key])
    except IllegalCommand:
        pass
    return ()


def _space(training: Training) -> str:
    """Return what the space bar does: in a try of what is held it ends it."""
    state = training.state
    if state.status is Status.PAUSED:
        return "resume"
    trying = state.step is not None and state.timeline.steps[state.step].kind is Kind.WORK
    return "skip" if trying and isinstance(training, SelfTest) and training.holds else "pause"


def _list(found: list[dict[str, Any]], *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(found))
        return
    for one in found:
        _show(one)
        click.echo()


def _show(one: dict[str, Any]) -> None:
    click.echo(f"{one['id']}  {one['name']}")
    if one["refused"]:
        click.echo("  " + _("Not for you now: {reason}.").format(reason=one["refused"]))
    if one["due"]:
        click.echo("  " + _("Due. {why}").format(why=one["due"]))
    newest = one["results"][:1]
    sides = {result["side"]: result for result in reversed(one["results"]) if result["level"] == newest[0]["level"]}
    for side in sorted(sides):
        click.echo("  " + _line(sides[side], one["levels"]))
    for norm in one["norms"] if newest else ():
        click.echo(f"  {norm['text']}" + (f" ({norm['cite']})" if norm["cite"] else ""))
    if newest:
        click.echo("  " + _("It compares you with yourself. It diagnoses nothing."))


def _line(result: dict[str, Any], levels: dict[str, str]) -> str:
    """Return a result in a line."""
    error = "" if result["error"] is None else f" ± {number(result['error'], _)}"
    amount = number(result["value"], _) + error
    unit = _("seconds") if result["unit"] == "s" else _("times")
    names = {"left": _("left"), "right": _("right"), "both": _("both sides")}
    parts = [f"{result['at'][:10]}  {names[result['side']]}  {amount} {unit}", levels.get(result["level"], "")]
    parts += [_verdict(result["change"])] if result["change"] else []
    parts += [_("{what} In tries: {count}.").format(what=one["text"], count=one["tries"]) for one in result["seen"]]
    return "  ".join(filter(None, parts))


def _verdict(change: dict[str, Any]) -> str:
    by = ("+" if change["by"] > 0 else "") + number(change["by"], _)
    match change["verdict"]:
        case "more" | "less":
            return _("{by} since the last time: more than chance").format(by=by)
        case "same":
            return _("{by} since the last time: can be chance").format(by=by)
        case "most":
            return _("the most, as the last time")
    return _("{by} since the last time").format(by=by)
