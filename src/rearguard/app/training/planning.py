"""A plan for what a person wishes."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from rearguard.app.person.diary import Diary
from rearguard.app.person.screening import require_clearance
from rearguard.app.person.settings import Location, Settings, read_settings
from rearguard.app.training.levels import current_targets
from rearguard.app.training.prescription import lapsed_notice, prescription_to_follow
from rearguard.core.errors import InvalidRequest, Refusal
from rearguard.core.message import Message, Translate
from rearguard.core.value import value
from rearguard.library.exercise import Equipment, Exercise
from rearguard.library.library import Library
from rearguard.plan.eligibility import allowed_levels
from rearguard.plan.plan import Plan
from rearguard.plan.plan_json import stored_plan_json
from rearguard.plan.planner import make_plan
from rearguard.plan.request import MAX_BUDGET_S, MIN_BUDGET_S, PlanInputs
from rearguard.safety.clearance import Clearance
from rearguard.session.limits import SessionLimits

MISSING_NEEDS = {
    Location.FLOOR: frozenset[Equipment](),
    Location.DESK: frozenset({Equipment.FLOOR}),
    Location.OFFICE: frozenset({Equipment.FLOOR, Equipment.BAND}),
}
"""What is not at hand at a place."""

DEFAULT_PROGRAMS = {Location.FLOOR: "article", Location.DESK: "desk-snack", Location.OFFICE: "desk-snack"}


@value(kw_only=True)
class PlanRequest:
    """What is asked for, as it came: it may make no sense."""

    minutes: float = 7.0
    place: str | None = None
    """None: as in the settings."""
    without: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    program: str | None = None
    """None: the one that suits the place."""


@value(kw_only=True)
class ResolvedRequest:
    """What a wish comes to for its person now: by their prescription, their levels and their safety answers."""

    request: PlanInputs
    clearance: Clearance
    lapsed_notice: Message | None = None
    """What is to be said of a prescription that has ended."""


def build_request(plan_request: PlanRequest, library: Library, settings: Settings) -> PlanInputs:
    """Return what the wish asks of the planner.

    Raises:
        Misuse: a number, a place or an id in the wish makes no sense.
    """
    name = plan_request.place or settings.place
    if name not in list(Location):
        raise InvalidRequest(
            Message("There is no place {name}. Choose from: {names}", {"name": name, "names": ", ".join(Location)})
        )
    place = Location(name)
    unknown = [need for need in plan_request.without if need not in set(Equipment)]
    if unknown:
        raise InvalidRequest(
            Message(
                "There is no equipment {name}. Choose from: {names}",
                {"name": unknown[0], "names": ", ".join(Equipment)},
            )
        )
    for name in plan_request.exclude:
        library.exercise(name)
    return PlanInputs(
        program=library.program(plan_request.program or DEFAULT_PROGRAMS[place]),
        budget_s=_parse_budget(plan_request.minutes),
        available=settings.have - MISSING_NEEDS[place] - {Equipment(need) for need in plan_request.without},
        excluded=frozenset(plan_request.exclude),
    )


def plan_from_request(plan_request: PlanRequest, library: Library, diary: Diary) -> Plan:
    """Return a plan for a wish, from where its person stands; of what is prescribed, unless it names a programme.

    Raises:
        Refusal: there is no clearance, or nothing suitable is left.
        Misuse: the wish makes no sense.
    """
    return fit_plan(resolve_request(plan_request, library, diary), library)


def resolve_request(plan_request: PlanRequest, library: Library, diary: Diary) -> ResolvedRequest:
    """Return what a wish comes to for its person now. Errors as for `plan_from_request`, but for what is left."""
    wanted = build_request(plan_request, library, read_settings(diary.paths))  # what makes no sense is said first
    leave = require_clearance(diary)
    prescribed = over = None
    if plan_request.program is None:
        prescribed = prescription_to_follow(library, diary)
        over = None if prescribed else lapsed_notice(library, diary.clock.now().astimezone().date())
    wanted = replace(wanted, program=prescribed or wanted.program, targets=current_targets(diary, library.exercises))
    return ResolvedRequest(request=wanted, clearance=leave, lapsed_notice=over)


def fit_plan(resolved: ResolvedRequest, library: Library) -> Plan:
    """Return the plan for what is asked.

    Raises:
        Refusal: nothing suitable is left.
    """
    found = plan_or_refuse(resolved.request, library, resolved.clearance)
    return found if resolved.lapsed_notice is None else replace(found, why=(resolved.lapsed_notice, *found.why))


def session_limits(resolved: ResolvedRequest, library: Library) -> SessionLimits:
    """Return what a session of the plan for what is asked never goes beyond."""
    said = resolved.request.program.prescribed
    return SessionLimits(
        levels=allowed_levels(resolved.request, library.exercises, resolved.clearance),
        most_pain=None if said is None else said.most_pain,
    )


def plan_or_refuse(request: PlanInputs, library: Library, clearance: Clearance) -> Plan:
    """Return the plan.

    Raises:
        Refusal: nothing suitable is left.
    """
    found = make_plan(request, library.exercises, clearance)
    if not found.steps:
        reasons = "; ".join(f"{library.exercise(out.exercise).name}: {out.reason}" for out in found.left_out)
        raise Refusal(Message("No exercise fits. {reasons}", {"reasons": reasons}))
    return found


def plan_json(
    plan: Plan, exercises: Mapping[str, Exercise], translate: Translate, charge: float | None = None
) -> dict[str, Any]:
    """Return a plan as JSON values, with the charge that it leads to when the one before is known (percent)."""
    after = None if charge is None else 100 - (100 - charge) * (1 - plan.gain)
    return {
        **stored_plan_json(plan, translate),
        "charge": None if charge is None or after is None else {"before": charge, "after": round(after, 1)},
        "exercises": {
            name: exercise_texts_json(exercises[name], translate)
            for name in dict.fromkeys(
                [*(step.exercise for step in plan.steps), *(out.exercise for out in plan.left_out)]
            )
        },
    }


def exercise_texts_json(exercise: Exercise, translate: Translate) -> dict[str, Any]:
    """Return what someone who does an exercise must know of it, in their language."""
    return {
        "name": translate(exercise.name),
        "summary": translate(exercise.summary),
        "setup": [translate(line) for line in exercise.say.setup],
        "feel": translate(exercise.say.feel),
        "stop": [translate(line) for line in exercise.say.stop],
        "levels": {level.id: translate(level.name) for level in exercise.levels},
    }


def _parse_budget(minutes: float) -> int:
    if not math.isfinite(minutes) or not MIN_BUDGET_S <= minutes * 60 <= MAX_BUDGET_S:
        raise InvalidRequest(
            Message(
                "Can't plan {minutes} minutes. Choose from {least} to {most}",
                {"minutes": minutes, "least": MIN_BUDGET_S // 60, "most": MAX_BUDGET_S // 60},
            )
        )
    return round(minutes * 60)
