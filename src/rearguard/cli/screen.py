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
from rearguard.app.person.paths import default_paths
from rearguard.app.person.screening import close_with_snapshot, safety_json
from rearguard.app.person.screening import record_screening as record
from rearguard.cli.options import json_option
from rearguard.core.errors import InvalidRequest
from rearguard.core.message import Message
from rearguard.safety.questions import SAFETY_QUESTIONS
from rearguard.safety.screen import evaluate_answers, next_question

ANSWER_KEYS = {"n": "no", "y": "yes", "u": "unsure"}


@click.command(help=_("Do the safety check (about two minutes)."))
@click.option("--questions", "only_questions", is_flag=True, help=_("List the questions without asking them."))
@click.option(
    "--answers",
    type=click.File("r", encoding="utf-8"),
    help=_('Read the answers from a JSON file, or - for standard input: {"id": "no"|"yes"|"unsure", …}.'),
)
@click.option(
    "--cleared-by-clinician",
    is_flag=True,
    help=_("A health professional who knows about your answers has cleared you for exercise."),
)
@json_option
def screen_command(only_questions: bool, answers: TextIO | None, cleared_by_clinician: bool, as_json: bool) -> None:
    """Ask, record, and say where it leads."""
    if only_questions:
        _list_questions(as_json=as_json)
        return
    with Diary(default_paths(), SystemClock()) as diary:
        if answers is not None:
            given = _read_answers(answers)
        elif sys.stdin.isatty() and not as_json:
            given, cleared_by_clinician = _ask_questions(cleared=cleared_by_clinician)
        else:
            raise InvalidRequest(
                Message("Can't ask questions without a terminal. Give the answers with --answers FILE or -")
            )
        found = record(diary, given, cleared_by_clinician=cleared_by_clinician)
        close_with_snapshot(diary)
    told = safety_json(found, _)
    if as_json:
        click.echo(json.dumps(told))
    else:
        _print_status(told)
    if found.clearance is None:
        sys.exit(1)


def _list_questions(*, as_json: bool) -> None:
    listed = [{**one.as_json(_), "answers": list(ANSWER_KEYS.values())} for one in SAFETY_QUESTIONS]
    if as_json:
        click.echo(json.dumps(listed))
        return
    for one in listed:
        click.echo(f"{one['id']:<4} {one['text']}")


def _read_answers(file: TextIO) -> Mapping[str, object]:
    """Return the answers in a file."""
    try:
        given = json.load(file)
    except ValueError as error:  # a UnicodeDecodeError is one too
        raise InvalidRequest(Message("{file} is not JSON: {why}", {"file": file.name, "why": str(error)})) from None
    if not isinstance(given, dict):
        raise InvalidRequest(
            Message("{file} must be a JSON object that maps question ids to answers", {"file": file.name})
        )
    return given


def _ask_questions(*, cleared: bool) -> tuple[dict[str, object], bool]:
    """Ask question by question; b goes back."""
    given: dict[str, object] = {}
    click.echo(_("n = no, y = yes, u = not sure, b = back. Ctrl-C quits without saving."))
    while (question := next_question(given)) is not None:
        number, total = evaluate_answers(given).question_progress
        click.echo(f"\n{number}/{total}  {question.text.render(_)}")
        key = click.prompt("n/y/u", prompt_suffix="> ", show_choices=False).strip().lower()[:1]
        if key == "b" and given:
            given.popitem()
        elif key in ANSWER_KEYS:
            given[question.id] = ANSWER_KEYS[key]
    if evaluate_answers(given).asks_clinician and not cleared:
        from rearguard.safety.referral import CLINICIAN_QUESTION  # noqa: PLC0415 - hardly ever needed

        click.echo(f"\n{CLINICIAN_QUESTION.render(_)}")
        cleared = click.prompt("n/y", prompt_suffix="> ").strip().lower()[:1] == "y"
    return given, cleared


def _print_status(told: dict[str, Any]) -> None:
    click.echo(f"\n{told['text']}")
    for removed in told["removed"]:
        click.echo(f"− {removed}")
    for advice in told["advice"]:
        click.echo(f"! {advice}")
