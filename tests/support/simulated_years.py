"""Years of a person at a desk, as their journal has them, to test and measure a history."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any

from rearguard.core.identity import UUID7_RANDOM_BYTES, uuid7
from rearguard.journal.entry import Entry, EventKind
from rearguard.library.loader import load_folders
from rearguard.plan.plan import Plan
from rearguard.plan.plan_json import stored_plan_json
from rearguard.plan.planner import make_plan
from rearguard.plan.request import PlanInputs
from rearguard.safety.clearance import Clearance, Verdict
from support.journal_builder import load_exercises

ONE_MINUTE, ONE_HOUR = timedelta(minutes=1), timedelta(hours=1)

SELF_TEST_TRENDS = {"chair-stand": (12, 1, None), "one-leg-stance": (24, 4, 60), "bridge-hold": (50, 8, 180)}
"""What is reached at first, by how much more a year, and the seconds at which it is ended where it is held."""


@cache
def _plan() -> Plan:
    library = load_folders()
    return make_plan(
        PlanInputs(program=library.programs["article"], budget_s=420), load_exercises(), Clearance(Verdict.OK)
    )


class SimulatedYears:
    """Writes a journal, day after day: `entries` has it in order.

    From Monday to Friday the person sits from nine to half past five with short breaks, recorded by a watcher. Most
    nights are recorded by hand; there is a session on most working days, now and then a painful one, and a self-test
    every four weeks; holidays are without any records.
    """

    def __init__(self, first: date, days: int, *, person: str = "me", seed: int = 1) -> None:
        self.person = person
        self.entries: list[Entry] = []
        self._chance = random.Random(seed)  # noqa: S311 - no secrets
        self._number = 0
        for number in range(days):
            day = first + timedelta(days=number)
            if number % 180 not in range(120, 134):  # a fortnight away, twice a year
                self._day(day, number)
        self.entries.sort(key=lambda entry: (entry.at, entry.id))

    def _day(self, day: date, number: int) -> None:
        midnight = datetime.combine(day, time()).astimezone()
        if self._chance.random() < 0.9:
            self._did(midnight, midnight + 7 * ONE_HOUR, "lying", by="hand", recorded_at=midnight + 8 * ONE_HOUR)
        working = day.weekday() < 5
        at = midnight + (9 if working else 15) * ONE_HOUR
        self._spells(at, at + (8.5 if working else 3) * ONE_HOUR)
        self._spells(midnight + 20 * ONE_HOUR, midnight + 21.5 * ONE_HOUR)
        for each in range(3 if working else 0):
            self._nudge(midnight + (10 + 2.5 * each) * ONE_HOUR)
        if working and self._chance.random() < 0.8:
            self._session(midnight + 17.6 * ONE_HOUR, number)
        if number % 28 == 3:
            self._test(midnight + 18 * ONE_HOUR, number)

    def _spells(self, start: datetime, end: datetime) -> None:
        """Alternate sitting and short breaks."""
        at = start
        while at < end:
            for how, least, most in (("sitting", 5, 14), ("walking", 1, 4)):
                until = at + self._chance.uniform(least, most) * ONE_MINUTE
                self._did(at, until, how)
                at = until

    def _did(
        self, start: datetime, end: datetime, how: str, *, by: str = "watch", recorded_at: datetime | None = None
    ) -> None:
        span = {"from": start.isoformat(), "to": end.isoformat(), "by": by}
        if how == "sitting":
            self._write(EventKind.SAT, recorded_at or end, span)
        else:
            self._write(EventKind.MOVED, recorded_at or end, {**span, "how": how})

    def _nudge(self, at: datetime) -> None:
        nudge = self._write(EventKind.NUDGED, at, {"minutes": 3, "place": "desk", "why": ["You have sat for an hour."]})
        self._write(EventKind.ANSWERED, at + ONE_MINUTE, {"nudge": str(nudge.id), "reply": "later"})

    def _session(self, at: datetime, number: int) -> None:
        plan = _plan()
        name = str(uuid7(at, number.to_bytes(UUID7_RANDOM_BYTES, "big")))
        numb = max(0, round(6 - number / 200 + self._chance.gauss(0, 1)))
        self._write(EventKind.FELT, at - ONE_MINUTE, {"numb": min(numb, 10), "wobble": min(numb // 2, 10)})
        begun = {"session": name, "program": "article", "minutes": 7, "place": "floor", "plan": stored_plan_json(plan)}
        self._write(EventKind.SESSION_STARTED, at, begun)
        hurts = self._chance.random() < 0.03
        for index, step in enumerate(plan.steps[: 9 if hurts else None]):
            done_at = at + timedelta(seconds=step.end)
            self._write(EventKind.STEP_DONE, done_at, {"session": name, **_step(step, index)})
            if step.kind == "work" and number % 2:
                self._write(EventKind.SET_JUDGED, done_at, {"session": name, **_judged(step, index, self._chance)})
        end = at + timedelta(seconds=plan.seconds)
        if hurts:
            self._write(EventKind.FELT, end, {"session": name, "pain": 6, "exercise": "glute-bridge"})
        reason = "hurt" if hurts else "done"
        self._write(EventKind.SESSION_ENDED, end, {"session": name, "reason": reason, "seconds": plan.seconds})
        self._write(
            EventKind.FELT,
            end + ONE_MINUTE,
            {"session": name, "numb": min(numb // 2, 10), "wobble": min(numb // 3, 10)},
        )

    def _test(self, at: datetime, number: int) -> None:
        for each, (test, (first, more, limit)) in enumerate(SELF_TEST_TRENDS.items()):
            for side in ("left", "right") if test == "one-leg-stance" else ("both",):
                reached = first + more * number / 365 + self._chance.gauss(0, 1)
                value = round(reached) if limit is None else round(min(reached, limit), 1)
                data = {"test": test, "level": "plain", "side": side, "value": value, "by": "tap", "limit": limit}
                payload: dict[str, Any] = {"unit": "reps" if limit is None else "s", "trials": [value], "seen": {}}
                self._write(EventKind.TESTED, at + each * ONE_MINUTE, {**data, **payload})

    def _write(self, kind: EventKind, at: datetime, data: Mapping[str, Any]) -> Entry:
        self._number += 1
        name = uuid7(at, self._number.to_bytes(UUID7_RANDOM_BYTES, "big"))
        self.entries.append(Entry(id=name, person=self.person, at=at.astimezone(UTC), kind=kind, data=data))
        return self.entries[-1]


def _step(step: Any, index: int) -> dict[str, Any]:  # noqa: ANN401 - a plan's step
    names = ("kind", "exercise", "level", "side", "set", "sets", "seconds", "reps")
    return {"index": index, **{name: getattr(step, name) for name in names}}


def _judged(step: Any, index: int, chance: random.Random) -> dict[str, Any]:  # noqa: ANN401 - a plan's step
    reps = step.reps or 0
    return {
        "index": index,
        "exercise": step.exercise,
        "level": step.level,
        "side": step.side,
        "set": step.set,
        "sets": step.sets,
        "planned": {"reps": step.reps, "seconds": step.seconds},
        "seconds": float(step.seconds),
        "seen": 0.98,
        "reps": [
            {"start": 3.0 * rep, "peak": 3.0 * rep + 1, "end": 3.0 * rep + 3, "range": 41.5, "faults": []}
            for rep in range(reps)
        ],
        "holds": []
        if reps
        else [{"start": 0.0, "end": float(step.seconds), "seconds": step.seconds, "side": step.side}],
        "faults": [],
        "score": round(chance.uniform(0.7, 1.0), 2),
    }


def split_batches(entries: list[Entry], size: int = 5000) -> Iterator[list[Entry]]:
    """Yield entries as they are appended, in several batches."""
    for start in range(0, len(entries), size):
        yield entries[start : start + size]
