"""`rearguard test`: list the self-tests, run a self-test in this terminal, or save a result measured elsewhere."""

from __future__ import annotations

import json
from typing import Any

import click

from rearguard.app.application import Application
from rearguard.app.person.clock import SystemClock
from rearguard.app.person.language import _
from rearguard.app.person.paths import default_paths
from rearguard.app.training import self_tests
from rearguard.app.training.live_session import LiveSession
from rearguard.app.training.self_test_session import MAX_COUNT, SelfTestSession
from rearguard.cli.keys import KeyReader
from rearguard.cli.options import json_option
from rearguard.cli.session_loop import make_speaker, run_session, show_and_speak
from rearguard.cli.session_view import SessionView
from rearguard.core.errors import Refusal
from rearguard.core.message import Message, format_number
from rearguard.plan.plan import StepKind
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
    """List the tests, run a test, or save a result."""
    application = Application(default_paths(), SystemClock())
    try:
        if test_id is None:
            _list_tests(self_tests.self_tests_json(application.diary, application.library, _), as_json=as_json)
            return
        if value is None:
            results = _run_test(application, test_id, level, quiet=quiet, as_json=as_json)
        else:
            library = application.library
            results = [self_tests.log_self_test(application.diary, library, test_id, value, side=side, level=level)]
        if as_json:
            click.echo(json.dumps({"test": test_id, "results": results}))
        elif not results:
            click.echo(_("No try was finished."))
        else:
            tests = self_tests.self_tests_json(application.diary, application.library, _)
            _print_test(next(test for test in tests if test["id"] == test_id))
    finally:
        application.close()


def _run_test(
    application: Application, test_id: str, level: str | None, *, quiet: bool, as_json: bool
) -> list[dict[str, Any]]:
    """Run a test and return its results."""
    with KeyReader() as keys:
        if not keys.is_terminal:
            # An unknown or unavailable test is reported first.
            self_tests.resolve_self_test(test_id, level, application.library, application.diary)
            raise Refusal(
                Message(
                    "A self-test needs a terminal or the browser (rearguard). To save your own result: --value "
                    "SECONDS --side left"
                )
            )
        speaker = make_speaker(application, lambda: None, None, quiet=quiet)
        session = application.start_test(test_id, level)
        keys_text = _("space stops the time · → start now · h this hurts · q stop")
        with speaker, SessionView(application.library.exercises, keys=keys_text, stderr=as_json) as view:
            run_session(session, keys, show_and_speak(view, speaker), 1.0, _command_for_key)
    if session.awaits_count:
        count = click.prompt(_("How many times did you stand up?"), type=click.IntRange(0, MAX_COUNT), err=as_json)
        session.apply("counted", score=count)
    return session.results


def _command_for_key(session: LiveSession, key: str) -> str | None:
    return _space_command(session) if key == " " else TEST_KEYS.get(key)


def _space_command(session: LiveSession) -> str:
    """Return the command of the space bar: it ends a try of a hold, and pauses or resumes otherwise."""
    state = session.state
    if state.status is SessionStatus.PAUSED:
        return "resume"
    is_in_try = state.step_index is not None and state.timeline.steps[state.step_index].kind is StepKind.WORK
    return "skip" if is_in_try and isinstance(session, SelfTestSession) and session.holds else "pause"


def _list_tests(tests: list[dict[str, Any]], *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(tests))
        return
    for test in tests:
        _print_test(test)
        click.echo()


def _print_test(test: dict[str, Any]) -> None:
    click.echo(f"{test['id']}  {test['name']}")
    if test["refused"]:
        click.echo("  " + _("Not available: {reason}.").format(reason=test["refused"]))
    if test["due"]:
        click.echo("  " + _("Due. {why}").format(why=test["due"]))
    newest = test["results"][:1]
    sides = {result["side"]: result for result in reversed(test["results"]) if result["level"] == newest[0]["level"]}
    for side in sorted(sides):
        click.echo("  " + _result_line(sides[side], test["levels"]))
    for norm in test["norms"] if newest else ():
        click.echo(f"  {norm['text']}" + (f" ({norm['cite']})" if norm["cite"] else ""))
    if newest:
        click.echo("  " + _("This compares you with yourself. It isn't a diagnosis."))


def _result_line(result: dict[str, Any], levels: dict[str, str]) -> str:
    """Return a result as a line."""
    error = "" if result["error"] is None else f" ± {format_number(result['error'], _)}"
    amount = format_number(result["value"], _) + error
    unit = _("seconds") if result["unit"] == "s" else _("reps")
    names = {"left": _("left"), "right": _("right"), "both": _("both sides")}
    parts = [f"{result['at'][:10]}  {names[result['side']]}  {amount} {unit}", levels.get(result["level"], "")]
    parts += [_change_text(result["change"])] if result["change"] else []
    parts += [
        _("{what} Tries affected: {count}.").format(what=fault["text"], count=fault["tries"])
        for fault in result["seen"]
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
