"""A plan as JSON, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from rearguard.core.message import Message, Translate, untranslated
from rearguard.core.side import Side
from rearguard.library.exercise import Tempo
from rearguard.plan.plan import OmittedExercise, Plan, Step, StepKind


def stored_plan_json(plan: Plan, translate: Translate = untranslated) -> dict[str, Any]:
    """Return a plan as JSON values, its reasons in the reader's language; `gain` to four places."""
    return {
        "program": plan.program,
        "budget": plan.budget,
        "seconds": plan.seconds,
        "gain": round(plan.gain, 4),
        "steps": [asdict(step) for step in plan.steps],
        "why": [reason.render(translate) for reason in plan.why],
        "left_out": [{"exercise": out.exercise, "reason": out.reason.render(translate)} for out in plan.left_out],
    }


def plan_from_json(data: Mapping[str, Any]) -> Plan:
    """Return the plan from `stored_plan_json`'s values; its reasons stay in the language in which they were stored."""
    return Plan(
        program=data["program"],
        budget=data["budget"],
        seconds=data["seconds"],
        gain=data["gain"],
        steps=tuple(_step_from_json(step) for step in data["steps"]),
        why=tuple(Message(text) for text in data["why"]),
        left_out=tuple(
            OmittedExercise(exercise=out["exercise"], reason=Message(out["reason"])) for out in data["left_out"]
        ),
    )


def _step_from_json(data: Mapping[str, Any]) -> Step:
    tempo = data["tempo"]
    return Step(
        **{
            **data,
            "kind": StepKind(data["kind"]),
            "side": Side(data["side"]),
            "tempo": None if tempo is None else Tempo(**tempo),
        }
    )
