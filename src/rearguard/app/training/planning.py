"""Plans: from a person's request to the planner's inputs and back to JSON."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from rearguard.app.person.diary import Diary
from rearguard.app.person.screening import require_clearance
from rearguard.app.person.settings import Location, Settings, read_settings
from rearguard.app.training.levels import current_targets
from rearguard.app.training.prescription import prescription_to_follow
from rearguard.core.errors import InvalidRequest, Refusal
from rearguard.core.message import Message, Translate
from rearguard.core.value import value
from rearguard.library.exercise import Equipment, Exercise
from rearguard.library.library import Library
from rearguard.library.prescriptions import lapsed_notice
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
"""Equipment that is missing at a location."""

DEFAULT_PROGRAMS = {Location.FLOOR: "article", Location.DESK: "desk-snack", Location.OFFICE: "desk-snack"}


@value(kw_only=True)
class PlanRequest:
    """A request as it came in, not checked yet."""

    minutes: float = 7.0
    place: str | None = None
    """Where the session takes place; None: as in the settings."""
    without: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    program: str | None = None
    """Id of the programme; None: the default of the place."""


@value(kw_only=True)
class ResolvedRequest:
    """A request combined with the person's prescription, levels and safety answers."""

    request: PlanInputs
    clearance: Clearance
    lapsed_notice: Message | None = None
    """A notice that a prescription has ended."""


def build_request(plan_request: PlanRequest, library: Library, settings: Settings) -> PlanInputs:
    """Build the planner's inputs from a request.

    Raises:
        InvalidRequest: a number, a place or an id in the request is not valid.
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
    """Return a plan for a request at the person's levels; of the prescription, unless it names a programme.

    Raises:
        Refusal: there is no clearance, or nothing suitable is left.
        InvalidRequest: the request is not valid.
    """
    return fit_plan(resolve_request(plan_request, library, diary), library)


def resolve_request(plan_request: PlanRequest, library: Library, diary: Diary) -> ResolvedRequest:
    """Resolve a request for its person now. Errors as in `plan_from_request`, except "nothing suitable is left"."""
    inputs = build_request(
        plan_request, library, read_settings(diary.paths)
    )  # first, so that a bad request is reported first
    clearance = require_clearance(diary)
    program = lapsed = None
    if plan_request.program is None:
        program = prescription_to_follow(library, diary)
        lapsed = None if program else lapsed_notice(library, diary.clock.now().astimezone().date())
    inputs = replace(inputs, program=program or inputs.program, targets=current_targets(diary, library.exercises))
    return ResolvedRequest(request=inputs, clearance=clearance, lapsed_notice=lapsed)


def fit_plan(resolved: ResolvedRequest, library: Library) -> Plan:
    """Return the plan for a resolved request, with the notice of a lapsed prescription.

    Raises:
        Refusal: nothing suitable is left.
    """
    plan = plan_or_refuse(resolved.request, library, resolved.clearance)
    return plan if resolved.lapsed_notice is None else replace(plan, why=(resolved.lapsed_notice, *plan.why))


def session_limits(resolved: ResolvedRequest, library: Library) -> SessionLimits:
    """Return the limits of a session of this plan: allowed levels and the greatest pain."""
    prescribed = resolved.request.program.prescribed
    return SessionLimits(
        levels=allowed_levels(resolved.request, library.exercises, resolved.clearance),
        most_pain=None if prescribed is None else prescribed.most_pain,
    )


def plan_or_refuse(request: PlanInputs, library: Library, clearance: Clearance) -> Plan:
    """Return the plan.

    Raises:
        Refusal: nothing suitable is left.
    """
    plan = make_plan(request, library.exercises, clearance)
    if not plan.steps:
        reasons = "; ".join(
            f"{library.exercise(omission.exercise).name}: {omission.reason}" for omission in plan.left_out
        )
        raise Refusal(Message("No exercise fits. {reasons}", {"reasons": reasons}))
    return plan


def plan_json(
    plan: Plan, exercises: Mapping[str, Exercise], translate: Translate, charge: float | None = None
) -> dict[str, Any]:
    """Return a plan as JSON values, with the charge after it if the charge before is known (percent)."""
    after = None if charge is None else 100 - (100 - charge) * (1 - plan.gain)
    return {
        **stored_plan_json(plan, translate),
        "charge": None if charge is None or after is None else {"before": charge, "after": round(after, 1)},
        "exercises": {
            name: exercise_texts_json(exercises[name], translate)
            for name in dict.fromkeys(
                [*(step.exercise for step in plan.steps), *(omission.exercise for omission in plan.left_out)]
            )
        },
    }


def exercise_texts_json(exercise: Exercise, translate: Translate) -> dict[str, Any]:
    """Return the texts of an exercise as JSON values, in the reader's language."""
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
