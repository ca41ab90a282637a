"""The reasons for a plan, as messages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from rearguard.core.message import Message
from rearguard.library.exercise import Role
from rearguard.library.program import Prescription
from rearguard.plan.candidate import Candidate
from rearguard.plan.item import Option
from rearguard.plan.plan import Step, StepKind


def format_minutes(seconds: int) -> str:
    """Return seconds as minutes and seconds: 6:55."""
    return f"{seconds // 60}:{seconds % 60:02d}"


def describe_prescriber(prescribed: Prescription | None) -> tuple[Message, ...]:
    """Return messages about a programme's prescription; empty without one."""
    if prescribed is None:
        return ()
    values: dict[str, str | int | float | Message] = {"by": prescribed.by, "until": prescribed.valid_until or ""}
    prescriber = Message("Prescribed by {by}, until {until}.", values)
    if prescribed.valid_until is None:
        prescriber = Message("Prescribed by {by}.", values)
    return (prescriber, Message(prescribed.note)) if prescribed.note else (prescriber,)


def explain_plan(chosen: Sequence[tuple[Candidate, Option]], steps: Sequence[Step], budget: int) -> tuple[Message, ...]:
    """Return the reasons for the chosen options, by exercise, and for their order."""
    if not steps:
        return (Message("No exercise fits."),)
    return (
        *_explain_amounts(chosen),
        *_explain_balance(chosen),
        *_explain_order(steps),
        *_explain_spare_time(steps[-1].end, budget),
    )


def _explain_amounts(chosen: Sequence[tuple[Candidate, Option]]) -> Iterator[Message]:
    for candidate, option in chosen:
        values: dict[str, str | int | float | Message] = {
            "exercise": Message(candidate.exercise.name),
            "sets": option.sets,
            "reps": candidate.reps or 0,
            "seconds": option.bout,
            "all": candidate.max_sets,
        }
        is_sided = candidate.is_sided
        is_full = option.sets == candidate.max_sets and option.bout == candidate.bout_lengths[-1]
        if candidate.reason is not None:
            # The amount then falls short of the target, not of the programme's dose.
            yield Message("{amount} {why}", {"amount": _amount_text(candidate, values), "why": candidate.reason})
        elif candidate.reps is not None and option.sets == candidate.max_sets:
            yield _amount_text(candidate, values)
        elif candidate.reps is not None and is_sided:
            yield Message("{exercise}: {sets} of the usual {all} sets, {reps} reps per side.", values)
        elif candidate.reps is not None:
            yield Message("{exercise}: {sets} of the usual {all} sets, {reps} reps each.", values)
        elif not is_sided and is_full:
            yield Message("{exercise}: {sets} × {seconds} s, the full amount.", values)
        elif not is_sided:
            values["longest"] = candidate.bout_lengths[-1]
            yield Message("{exercise}: {sets} × {seconds} s instead of the usual {all} × {longest} s.", values)
        else:
            yield _amount_text(candidate, values)


def _amount_text(candidate: Candidate, values: Mapping[str, str | int | float | Message]) -> Message:
    """Return the planned amount of an exercise."""
    if candidate.reps is not None:
        if candidate.is_sided:
            return Message("{exercise}: {sets} × {reps} reps per side.", values)
        return Message("{exercise}: {sets} × {reps} reps.", values)
    if candidate.is_sided:
        return Message("{exercise}: {sets} × {seconds} s per side.", values)
    return Message("{exercise}: {sets} × {seconds} s.", values)


def _explain_balance(chosen: Sequence[tuple[Candidate, Option]]) -> Iterator[Message]:
    roles = {candidate.exercise.role for candidate, _ in chosen}
    if Role.STRETCH not in roles:
        yield Message("No stretches this time: strength work fills the minutes, or the stretches aren't possible.")
    if Role.STRENGTHEN not in roles:
        yield Message("Stretches only: no strength exercise is possible this time.")


def _explain_order(steps: Sequence[Step]) -> Iterator[Message]:
    work_steps = [step for step in steps if step.kind is StepKind.WORK]
    if any(step.during_rest_of for step in work_steps):
        yield Message("You stretch while you rest between sets, so it takes almost no extra time.")
    turns = [exercise for exercise, _ in groupby(step.exercise for step in work_steps if not step.during_rest_of)]
    if len(turns) > len(set(turns)):
        yield Message("Exercises alternate so one muscle rests while the other works.")


def _explain_spare_time(seconds: int, budget: int) -> Iterator[Message]:
    if seconds < budget:
        yield Message(
            "Takes {time} of your {budget}.", {"time": format_minutes(seconds), "budget": format_minutes(budget)}
        )
