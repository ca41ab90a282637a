"""`rearguard screen`."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from typing import Any, TextIO

import click

from rearguard.app.person.clock import SystemClock
from rearguard.app.person.diary import Diary
from rearguard.app.person.language import _
from rearguard.app.person.paths import home
from rearguard.app.person.screening import document, keep_snapshot
from rearguard.app.person.screening import screen as record
from rearguard.cli.options import as_json
from rearguard.core.errors import Misuse
from rearguard.core.message import Message
from rearguard.safety.questions import QUESTIONS
from rearguard.safety.screen import evaluate, next_question

KEYS = {"n": "no", "y": "yes", "u": "unsure"}


@click.command(help=_("Answer the safety questions, in about a minute."))
@click.option("--questions", "only_questions", is_flag=True, help=_("List the questions and ask nothing."))
@click.option(
    "--answers",
    type=click.File("r", encoding="utf-8"),
    help=_('Take the answers from a JSON file, or - for standard input: {"id": "no"|"yes"|"unsure", …}.'),
)
@click.option(
    "--cleared-by-clinician",
    is_flag=True,
    help=_("A health professional who knows of what speaks against it cleared you for exercise."),
)
@as_json
def screen(only_questions: bool, answers: TextIO | None, cleared_by_clinician: bool, as_json: bool) -> None:
    """Ask, record, and say where it leads."""
    if only_questions:
        _list(as_json=as_json)
        return
    with Diary(home(), SystemClock()) as diary:
        if answers is not None:
            given = _read(answers)
        elif sys.stdin.isatty() and not as_json:
            given, cleared_by_clinician = _ask(cleared=cleared_by_clinician)
        else:
            raise Misuse(Message("There is no terminal to ask in; give the answers with --answers FILE or -"))
        found = record(diary, given, cleared_by_clinician=cleared_by_clinician)
        keep_snapshot(diary)
    told = document(found, _)
    if as_json:
        click.echo(json.dumps(told))
    else:
        _tell(told)
    if found.clearance is None:
        sys.exit(1)


def _list(*, as_json: bool) -> None:
    listed = [{**one.as_json(_), "answers": list(KEYS.values())} for one in QUESTIONS]
    if as_json:
        click.echo(json.dumps(listed))
        return
    for one in listed:
        click.echo(f"{one['id']:<4} {one['text']}")


def _read(file: TextIO) -> Mapping[str, object]:
    """Return the answers in a file."""
    try:
        given = json.load(file)
    except ValueError as error:  # a UnicodeDecodeError is one too
        raise Misuse(Message("{file} is not JSON: {why}", {"file": file.name, "why": str(error)})) from None
    if not isinstance(given, dict):
        raise Misuse(Message("{file} must hold an object of answers by question id", {"file": file.name}))
    return given


def _ask(*, cleared: bool) -> tuple[dict[str, object], bool]:
    """Ask question by question; b goes back."""
    given: dict[str, object] = {}
    click.echo(_("Answer with n for no, y for yes, u for not sure; b goes back, Ctrl-C stops and keeps nothing."))
    while (question := next_question(given)) is not None:
        number, total = evaluate(given).progress
        click.echo(f"\n{number}/{total}  {question.text.render(_)}")
        key = click.prompt("n/y/u", prompt_suffix="> ", show_choices=False).strip().lower()[:1]
        if key == "b" and given:
            given.popitem()
        elif key in KEYS:
            given[question.id] = KEYS[key]
    if evaluate(given).asks_clinician and not cleared:
        from rearguard.safety.referral import CLINICIAN  # noqa: PLC0415 - hardly ever needed

        click.echo(f"\n{CLINICIAN.render(_)}")
        cleared = click.prompt("n/y", prompt_suffix="> ").strip().lower()[:1] == "y"
    return given, cleared


def _tell(told: dict[str, Any]) -> None:
    click.echo(f"\n{told['text']}")
    for removed in told["removed"]:
        click.echo(f"− {removed}")
    for advice in told["advice"]:
        click.echo(f"! {advice}")
