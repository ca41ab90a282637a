"""`rearguard test`: the self-tests, one of them in this terminal, or the result of one that was done elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import click

from rearguard.app.application import Application
from rearguard.app.person.clock import SystemClock
from rearguard.app.person.language import _
from rearguard.app.person.paths import default_paths
from rearguard.app.training import self_tests
from rearguard.app.training.live_session import LiveSession
from rearguard.app.training.self_test_session import MAX_COUNT, SelfTestSession
from rearguard.cli.go import make_speaker, run_session
from rearguard.cli.keys import KeyReader
from rearguard.cli.options import json_option
from rearguard.cli.session_view import SessionView
from rearguard.core.errors import IllegalCommand, Refusal
from rearguard.core.message import Message, format_number
from rearguard.plan.plan import StepKind
from rearguard.session.event import SessionEvent
from rearguard.session.state import SessionStatus

TEST_KEYS = {"right": "skip", "h": "hurts", "q": "stop", "escape": "stop"}


@click.command(help=_("Run a self-test. Without ID: list tests, results and what is due."))
@click.argument("test_id", metavar="[ID]", required=False)
@click.option("--level", help=_("Level to test (default: the one you train at)."))
@click.option("--value", type=float, help=_("Save a result you measured yourself: seconds, or reps."))
@click.option("--side", type=click.Choice(["left", "right"]), help=_("For --value: the side."))
@click.option("--quiet", is_flag=True, help=_("Don't speak."))
@json_option
def test_command(
    test_id: str | None, level: str | None, value: float | None, side: str | None, quiet: bool, as_json: bool
) -> None:
    """List the tests, lead through one, or keep a result."""
    application = Application(default_paths(), SystemClock())
    try:
        if test_id is None:
            _list_tests(self_tests.self_tests_json(application.diary, application.library, _), as_json=as_json)
            return
        if value is None:
            found = _run_test(application, test_id, level, quiet=quiet, as_json=as_json)
        else:
            library = application.library
            found = [self_tests.log_self_test(application.diary, library, test_id, value, side=side, level=level)]
        if as_json:
            click.echo(json.dumps({"test": test_id, "results": found}))
        elif not found:
            click.echo(_("No try was finished."))
        else:
            known = self_tests.self_tests_json(application.diary, application.library, _)
            _print_test(next(one for one in known if one["id"] == test_id))
    finally:
        application.close()


def _run_test(
    application: Application, test_id: str, level: str | None, *, quiet: bool, as_json: bool
) -> list[dict[str, Any]]:
    """Lead through a test and return its results."""
    with KeyReader() as keys:
        if not keys.is_terminal:
            self_tests.resolve_self_test(
                test_id, level, application.library, application.diary
            )  # what can't be is said first
            raise Refusal(
                Message(
                    "A self-test needs a terminal or the browser (rearguard). To save your own result: --value "
                    "SECONDS --side left"
                )
            )
        speaker = make_speaker(application, lambda: None, None, quiet=quiet)
        training = application.start_test(test_id, level)
        shown = _("space stops the time · → start now · h this hurts · q stop")
        with speaker, SessionView(application.library.exercises, keys=shown, stderr=as_json) as stage:

            def show(training: LiveSession, events: Iterable[SessionEvent]) -> None:
                happened = tuple(events)
                stage.show(training, happened)
                speaker.follow_session(training.state, happened)

            run_session(training, keys, show, 1.0, _handle_key)
    if training.awaits_count:
        asked = click.prompt(_("How many times did you stand up?"), type=click.IntRange(0, MAX_COUNT), err=as_json)
        training.apply("counted", score=asked)
    return training.results


def _handle_key(training: LiveSession, key: str) -> tuple[SessionEvent, ...]:
    """Return what a key leads to; one that means nothing now leads to nothing."""
    state = training.state
    try:
        if state.status is SessionStatus.HURT and (key.isdecimal() or key == "x"):
            return training.apply("pain", score=10 if key == "x" else int(key))
        if key == " ":
            return training.apply(_space_command(training))
        if key in TEST_KEYS:
            return training.apply(TEST_KEYS[key])
    except IllegalCommand:
        pass
    return ()


def _space_command(training: LiveSession) -> str:
    """Return what the space bar does: in a try of what is held it ends it."""
    state = training.state
    if state.status is SessionStatus.PAUSED:
        return "resume"
    trying = state.step_index is not None and state.timeline.steps[state.step_index].kind is StepKind.WORK
    return "skip" if trying and isinstance(training, SelfTestSession) and training.holds else "pause"


def _list_tests(found: list[dict[str, Any]], *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(found))
        return
    for one in found:
        _print_test(one)
        click.echo()


def _print_test(one: dict[str, Any]) -> None:
    click.echo(f"{one['id']}  {one['name']}")
    if one["refused"]:
        click.echo("  " + _("Not available: {reason}.").format(reason=one["refused"]))
    if one["due"]:
        click.echo("  " + _("Due. {why}").format(why=one["due"]))
    newest = one["results"][:1]
    sides = {result["side"]: result for result in reversed(one["results"]) if result["level"] == newest[0]["level"]}
    for side in sorted(sides):
        click.echo("  " + _result_line(sides[side], one["levels"]))
    for norm in one["norms"] if newest else ():
        click.echo(f"  {norm['text']}" + (f" ({norm['cite']})" if norm["cite"] else ""))
    if newest:
        click.echo("  " + _("This compares you with yourself. It isn't a diagnosis."))


def _result_line(result: dict[str, Any], levels: dict[str, str]) -> str:
    """Return a result in a line."""
    error = "" if result["error"] is None else f" ± {format_number(result['error'], _)}"
    amount = format_number(result["value"], _) + error
    unit = _("seconds") if result["unit"] == "s" else _("reps")
    names = {"left": _("left"), "right": _("right"), "both": _("both sides")}
    parts = [f"{result['at'][:10]}  {names[result['side']]}  {amount} {unit}", levels.get(result["level"], "")]
    parts += [_change_text(result["change"])] if result["change"] else []
    parts += [
        _("{what} Tries affected: {count}.").format(what=one["text"], count=one["tries"]) for one in result["seen"]
    ]
    return "  ".join(filter(None, parts))


def _change_text(change: dict[str, Any]) -> str:
    by = ("+" if change["by"] > 0 else "") + format_number(change["by"], _)
    match change["verdict"]:
        case "more" | "less":
            return _("{by} since last time: a real change").format(by=by)
        case "same":
            return _("{by} since last time: no clear change").format(by=by)
        case "most":
            return _("the maximum, like last time")
    return _("{by} since last time").format(by=by)
