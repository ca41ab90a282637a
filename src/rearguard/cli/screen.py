"""`rearguard screen`: the safety check."""

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
from rearguard.app.person.screening import close_with_snapshot, record_screening, safety_json
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
    """Ask the questions, save the answers, and print the outcome; the exit status is 1 without a clearance."""
    if only_questions:
        _list_questions(as_json=as_json)
        return
    with Diary(default_paths(), SystemClock()) as diary:
        if answers is not None:
            answer_by_id = _read_answers(answers)
        elif sys.stdin.isatty() and not as_json:
            answer_by_id, cleared_by_clinician = _ask_questions(cleared=cleared_by_clinician)
        else:
            raise InvalidRequest(
                Message("Can't ask questions without a terminal. Give the answers with --answers FILE or -")
            )
        status = record_screening(diary, answer_by_id, cleared_by_clinician=cleared_by_clinician)
        close_with_snapshot(diary)
    status_json = safety_json(status, _)
    if as_json:
        click.echo(json.dumps(status_json))
    else:
        _print_status(status_json)
    if status.clearance is None:
        sys.exit(1)


def _list_questions(*, as_json: bool) -> None:
    questions = [{**question.as_json(_), "answers": list(ANSWER_KEYS.values())} for question in SAFETY_QUESTIONS]
    if as_json:
        click.echo(json.dumps(questions))
        return
    for question in questions:
        click.echo(f"{question['id']:<4} {question['text']}")


def _read_answers(file: TextIO) -> Mapping[str, object]:
    """Return the answers from a file, by question id."""
    try:
        answers = json.load(file)
    except ValueError as error:  # includes UnicodeDecodeError
        raise InvalidRequest(Message("{file} is not JSON: {why}", {"file": file.name, "why": str(error)})) from None
    if not isinstance(answers, dict):
        raise InvalidRequest(
            Message("{file} must be a JSON object that maps question ids to answers", {"file": file.name})
        )
    return answers


def _ask_questions(*, cleared: bool) -> tuple[dict[str, object], bool]:
    """Ask question by question; b goes back. Return the answers, and whether a clinician has cleared the person."""
    answers: dict[str, object] = {}
    click.echo(_("n = no, y = yes, u = not sure, b = back. Ctrl-C quits without saving."))
    while (question := next_question(answers)) is not None:
        number, total = evaluate_answers(answers).question_progress
        click.echo(f"\n{number}/{total}  {question.text.render(_)}")
        key = click.prompt("n/y/u", prompt_suffix="> ", show_choices=False).strip().lower()[:1]
        if key == "b" and answers:
            answers.popitem()
        elif key in ANSWER_KEYS:
            answers[question.id] = ANSWER_KEYS[key]
    if evaluate_answers(answers).asks_clinician and not cleared:
        from rearguard.safety.referral import CLINICIAN_QUESTION  # noqa: PLC0415 - rarely needed

        click.echo(f"\n{CLINICIAN_QUESTION.render(_)}")
        cleared = click.prompt("n/y", prompt_suffix="> ").strip().lower()[:1] == "y"
    return answers, cleared


def _print_status(status: dict[str, Any]) -> None:
    click.echo(f"\n{status['text']}")
    for exercise in status["removed"]:
        click.echo(f"− {exercise}")
    for advice in status["advice"]:
        click.echo(f"! {advice}")
