"""A plan for what a person wishes."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from rearguard.app.person.diary import Diary
from rearguard.app.person.screening import clearance
from rearguard.app.person.settings import PLACES, Settings, settings
from rearguard.app.training.levels import rungs_now
from rearguard.app.training.prescription import followed, lapsed
from rearguard.core.errors import Misuse, Refusal
from rearguard.core.message import Message, Translate
from rearguard.core.value import value
from rearguard.library.exercise import Exercise, Need
from rearguard.library.library import Library
from rearguard.library.program import Program
from rearguard.plan.eligibility import allowed
from rearguard.plan.plan import Plan
from rearguard.plan.plan_json import to_json
from rearguard.plan.planner import plan
from rearguard.plan.request import LONGEST, SHORTEST, Request
from rearguard.safety.clearance import Clearance
from rearguard.session.limits import Limits

ELSEWHERE = {"floor": frozenset[Need](), "desk": frozenset({Need.FLOOR}), "office": frozenset({Need.FLOOR, Need.BAND})}
"""What is not at hand at a place."""

PROGRAMS = {"floor": "article", "desk": "desk-snack", "office": "desk-snack"}


@value(kw_only=True)
class Wish:
    """What is asked for, as it came: it may make no sense."""

    minutes: float = 7.0
    place: str | None = None
    """None: as in the settings."""
    without: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    program: str | None = None
    """None: the one that suits the place."""


@value(kw_only=True)
class Asked:
    """What a wish comes to for its person now: by their prescription, their levels and their safety answers."""

    request: Request
    clearance: Clearance
    lapsed: Message | None = None
    """What is to be said of a prescription that has ended."""


def request(wish: Wish, library: Library, settings: Settings) -> Request:
    """Return what the wish asks of the planner.

    Raises:
        Misuse: a number, a place or an id in the wish makes no sense.
    """
    place = wish.place or settings.place
    if place not in PLACES:
        raise Misuse(
            Message("There is no place {name}; there are {names}", {"name": place, "names": ", ".join(PLACES)})
        )
    unknown = [need for need in wish.without if need not in set(Need)]
    if unknown:
        raise Misuse(
            Message("Nothing is called {name}; there are {names}", {"name": unknown[0], "names": ", ".join(Need)})
        )
    for name in wish.exclude:
        if name not in library.exercises:
            raise Misuse(_unknown_exercise(name, library))
    return Request(
        program=_program(wish.program or PROGRAMS[place], library),
        budget=_budget(wish.minutes),
        have=settings.have - ELSEWHERE[place] - {Need(need) for need in wish.without},
        exclude=frozenset(wish.exclude),
    )


def planned(wish: Wish, library: Library, diary: Diary) -> Plan:
    """Return a plan for a wish, from where its person stands; of what is prescribed, unless it names a programme.

    Raises:
        Refusal: there is no clearance, or nothing suitable is left.
        Misuse: the wish makes no sense.
    """
    return fitted(asked(wish, library, diary), library)


def asked(wish: Wish, library: Library, diary: Diary) -> Asked:
    """Return what a wish comes to for its person now. Errors as for `planned`, but for what is left."""
    wanted = request(wish, library, settings(diary.home))  # what makes no sense is said first
    leave = clearance(diary)
    prescribed = over = None
    if wish.program is None:
        prescribed = followed(library, diary)
        over = None if prescribed else lapsed(library, diary.clock.now().astimezone().date())
    wanted = replace(wanted, program=prescribed or wanted.program, rungs=rungs_now(diary, library.exercises))
    return Asked(request=wanted, clearance=leave, lapsed=over)


def fitted(asked: Asked, library: Library) -> Plan:
    """Return the plan for what is asked.

    Raises:
        Refusal: nothing suitable is left.
    """
    found = plan_for(asked.request, library, asked.clearance)
    return found if asked.lapsed is None else replace(found, why=(asked.lapsed, *found.why))


def limits(asked: Asked, library: Library) -> Limits:
    """Return what a session of the plan for what is asked never goes beyond."""
    said = asked.request.program.prescribed
    return Limits(
        levels=allowed(asked.request, library.exercises, asked.clearance),
        most_pain=None if said is None else said.most_pain,
    )


def plan_for(request: Request, library: Library, clearance: Clearance) -> Plan:
    """Return the plan.

    Raises:
        Refusal: nothing suitable is left.
    """
    found = plan(request, library.exercises, clearance)
    if not found.steps:
        reasons = "; ".join(f"{library.exercises[out.exercise].name}: {out.reason}" for out in found.left_out)
        raise Refusal(Message("Nothing suitable is left to do. {reasons}", {"reasons": reasons}))
    return found


def document(
    found: Plan, exercises: Mapping[str, Exercise], translate: Translate, charge: float | None = None
) -> dict[str, Any]:
    """Return a plan as JSON values, with the charge that it leads to when the one before is known (percent)."""
    after = None if charge is None else 100 - (100 - charge) * (1 - found.gain)
    return {
        **to_json(found, translate),
        "charge": None if charge is None or after is None else {"before": charge, "after": round(after, 1)},
        "exercises": {
            name: described(exercises[name], translate)
            for name in dict.fromkeys(
                [*(step.exercise for step in found.steps), *(out.exercise for out in found.left_out)]
            )
        },
    }


def described(exercise: Exercise, translate: Translate) -> dict[str, Any]:
    """Return what someone who does an exercise must know of it, in their language."""
    return {
        "name": translate(exercise.name),
        "summary": translate(exercise.summary),
        "setup": [translate(line) for line in exercise.say.setup],
        "feel": translate(exercise.say.feel),
        "stop": [translate(line) for line in exercise.say.stop],
        "levels": {level.id: translate(level.name) for level in exercise.levels},
    }


def _budget(minutes: float) -> int:
    if not math.isfinite(minutes) or not SHORTEST <= minutes * 60 <= LONGEST:
        raise Misuse(
            Message(
                "{minutes} minutes can't be planned; choose {least} to {most}",
                {"minutes": minutes, "least": SHORTEST // 60, "most": LONGEST // 60},
            )
        )
    return round(minutes * 60)


def _program(name: str, library: Library) -> Program:
    try:
        return library.programs[name]
    except KeyError:
        raise Misuse(
            Message(
                "There is no programme {name}; there are {names}",
                {"name": name, "names": ", ".join(library.programs)},
            )
        ) from None


def _unknown_exercise(name: str, library: Library) -> Message:
    from difflib import get_close_matches  # noqa: PLC0415 - only for mistakes

    near = get_close_matches(name, library.exercises, n=1)
    if near:
        return Message("There is no exercise {name}; did you mean {near}?", {"name": name, "near": near[0]})
    return Message("There is no exercise {name}; see: rearguard library list", {"name": name})
