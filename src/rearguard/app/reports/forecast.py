"""What the charge would become: by one session now, and by sitting on with and without one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from rearguard.app.application import Application
from rearguard.app.person import charging
from rearguard.app.person.charging import charge_at
from rearguard.app.person.screening import clearance
from rearguard.app.reports.day import bounds
from rearguard.app.training.planning import Wish, planned
from rearguard.charge.activity import Activity
from rearguard.core.dose import Dose
from rearguard.core.errors import Misuse, Refusal
from rearguard.core.message import Message
from rearguard.plan.gain import dose
from rearguard.plan.plan import Plan


def effects(holder: Application, minutes: Iterable[int], place: str | None) -> list[dict[str, Any]]:
    """Return what sessions of some lengths would make of the charge of now, as JSON values.

    Lengths for which nothing suitable is left are missing.

    Raises:
        Refusal: there is no clearance.
        Misuse: there is no such place, or a length can't be planned.
    """
    now = holder.clock.now()
    before = charge_at(holder.diary, holder.library.exercises, now)
    return [
        {
            "minutes": length,
            "before": bounds(before),
            "after": bounds(before.worked(dose(plan.steps, holder.library.exercises))),
        }
        for length, plan in _plans(holder, minutes, place)
    ]


def what_if(holder: Application, until: datetime, session_at: datetime | None, minutes: float) -> dict[str, Any]:
    """Return the charge after sitting until a moment, and with a session at the desk meanwhile, as JSON values.

    Args:
        holder: whose charge.
        until: later than now, by a day at most.
        session_at: when the session would be, from now to `until`; None: now.
        minutes: how long it would be.

    Raises:
        Refusal: there is no clearance, or nothing suitable is left.
        Misuse: the times make no sense, or the length can't be planned.
    """
    now = holder.clock.now()
    at = session_at or now
    if not now < until <= now + charging.LONGEST:
        raise Misuse(Message("It must be later than now, by a day at most."))
    if not now <= at <= until:
        raise Misuse(Message("The session must be before the sitting is over."))
    plan = _plan(holder, minutes, "desk")
    before = charge_at(holder.diary, holder.library.exercises, now)
    first, last = (at - now).total_seconds() / 60, (until - at).total_seconds() / 60
    work = dose(plan.steps, holder.library.exercises)

    def sat(done: Dose) -> dict[str, float]:
        return bounds(before.after(Activity.SITTING, first).worked(done).after(Activity.SITTING, last))

    return {
        "until": until.astimezone().isoformat(),
        "session_at": at.astimezone().isoformat(),
        "sitting": sat(Dose()),
        "with_session": sat(work),
    }


def _plans(holder: Application, minutes: Iterable[int], place: str | None) -> Iterator[tuple[int, Plan]]:
    clearance(holder.diary)
    for length in minutes:
        try:
            yield length, _plan(holder, length, place)
        except Misuse:
            raise
        except Refusal:
            continue


def _plan(holder: Application, minutes: float, place: str | None) -> Plan:
    return planned(Wish(minutes=minutes, place=place), holder.library, holder.diary)
