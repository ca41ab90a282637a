"""What is kept as a FHIR R4B bundle, for who treats the person (hl7.org/fhir/R4B).

In it are the programme as a CarePlan, sessions, self-tests and symptoms as Observations and the safety questions as a
QuestionnaireResponse, all of one Patient of whom nothing is said unless a name is given. A code is given only where
the coding system has one for exactly this; all else is text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, tzinfo
from typing import Any
from uuid import UUID, uuid5

from rearguard.core.message import Message, Translate
from rearguard.core.value import value
from rearguard.formats.sessions import Done, Past, current, sessions
from rearguard.journal.entry import Entry, Kind
from rearguard.library.exercise import Exercise
from rearguard.library.program import Item, Program

Resource = dict[str, Any]

UCUM = "http://unitsofmeasure.org"
CATEGORIES = "http://terminology.hl7.org/CodeSystem/observation-category"
PAIN: Resource = {
    "system": "http://loinc.org",
    "code": "72514-3",
    "display": "Pain severity - 0-10 verbal numeric rating [Score] - Reported",
}

NAMELESS = UUID("6e1f6a0e-7a55-4c39-9a0a-0c6a3c1f0f10")
"""From this the ids of somebody come of whom nothing is kept."""

TESTS = {
    "chair-stand": Message("30-second chair stand"),
    "one-leg-stance": Message("One-leg stance"),
    "bridge-hold": Message("Bridge hold"),
    "single-leg-bridge": Message("Single-leg bridge"),
}
FEELINGS = {
    "numb": Message("Numbness of the buttocks, 0 to 10"),
    "wobble": Message("Unsteadiness on standing up, 0 to 10"),
    "pain": Message("Pain severity, 0 to 10"),
}
SIDES = {"left": Message("left"), "right": Message("right")}
UNITS = {"s": {"unit": "s", "system": UCUM, "code": "s"}, "reps": {"unit": "repetitions", "system": UCUM, "code": "1"}}


@value(kw_only=True)
class Case:
    """What is told, and how."""

    entries: Sequence[Entry]
    """The journal's, in order."""
    program: Program | None
    """What is followed now; None: nothing."""
    exercises: Mapping[str, Exercise]
    questions: Mapping[str, Message]
    """The safety questions, by id."""
    name: str | None = None
    """None: nobody is named."""
    translate: Translate
    zone: tzinfo | None = None
    """In which times are told; None: this machine's."""


def bundle(case: Case) -> Resource:
    """Return the bundle as JSON values; the same journal gives the same one."""
    return _Bundle(case).whole()


class _Bundle:
    def __init__(self, case: Case) -> None:
        self.case = case
        self.entries = current(case.entries)
        self.root = self.entries[0].id if self.entries else NAMELESS
        self.patient = f"urn:uuid:{uuid5(self.root, 'patient')}"

    def whole(self) -> Resource:
        patient: Resource = {"resourceType": "Patient"}
        if self.case.name is not None:
            patient["name"] = [{"text": self.case.name}]
        found = [(self.patient, patient), *self._found()]
        entries = [
            {"fullUrl": url, "resource": {**resource, "id": url.removeprefix("urn:uuid:")}} for url, resource in found
        ]
        return {"resourceType": "Bundle", "type": "collection", "entry": entries}

    def _found(self) -> Iterator[tuple[str, Resource]]:
        if self.case.program is not None:
            yield self._url(self.root, f"plan/{self.case.program.id}"), self._plan(self.case.program)
        for past in sessions(self.entries):
            if past.work:
                yield self._url(UUID(past.id), "session"), self._session(past)
        tellers: Mapping[Kind, Callable[[Entry], Iterable[tuple[str, Resource]]]] = {
            Kind.FELT: self._felt,
            Kind.TESTED: self._tested,
            Kind.SCREENED: self._screened,
        }
        for entry in self.entries:
            if entry.kind in tellers:
                for name, resource in tellers[entry.kind](entry):
                    yield self._url(entry.id, name), resource

    def _url(self, root: UUID, name: str) -> str:
        return f"urn:uuid:{uuid5(root, name)}"

    def _say(self, message: Message) -> str:
        return message.render(self.case.translate)

    def _time(self, at: datetime) -> str:
        return at.astimezone(self.case.zone).isoformat(timespec="milliseconds")

    def _plan(self, program: Program) -> Resource:
        said = program.prescribed
        plan: Resource = {
            "resourceType": "CarePlan",
            "status": "active",
            "intent": "plan",
            "title": self.case.translate(program.name),
            "subject": {"reference": self.patient},
            "activity": [{"detail": self._activity(item, program)} for item in program.items],
        }
        if program.summary:
            plan["description"] = self.case.translate(program.summary)
        if said is not None:
            period = {"start": said.valid_from, "end": said.valid_until}
            plan["intent"] = "order"
            plan["period"] = {key: day for key, day in period.items() if day is not None}
            plan["contributor"] = [{"display": said.by}]
            if said.note:
                plan["note"] = [{"text": said.note}]
        return plan

    def _activity(self, item: Item, program: Program) -> Resource:
        exercise = self.case.exercises.get(item.exercise)
        name = item.exercise if exercise is None else self.case.translate(exercise.name)
        values: dict[str, str | int | float | Message] = {"sets": item.sets}
        amount = Message("sets: {sets}", values)
        if item.reps is not None:
            amount = Message("sets: {sets}, repetitions: {reps}", {**values, "reps": item.reps})
        elif item.seconds is not None:
            amount = Message("sets: {sets}, seconds: {seconds}", {**values, "seconds": item.seconds})
        detail: Resource = {"status": "in-progress", "code": {"text": name}, "description": self._say(amount)}
        if program.prescribed is not None and program.prescribed.per_week is not None:
            repeat = {"frequency": program.prescribed.per_week, "period": 1, "periodUnit": "wk"}
            detail["scheduledTiming"] = {"repeat": repeat}
        return detail

    def _observation(self, category: str, code: Resource, **more: object) -> Resource:
        return {
            "resourceType": "Observation",
            "status": "final",
            "category": [{"coding": [{"system": CATEGORIES, "code": category}]}],
            "code": code,
            "subject": {"reference": self.patient},
            **more,
        }

    def _session(self, past: Past) -> Resource:
        done: dict[str, list[Done]] = {}
        for step in past.work:
            done.setdefault(step.exercise, []).append(step)
        return self._observation(
            "activity",
            {"text": self._say(Message("Exercise session"))},
            effectivePeriod={"start": self._time(past.started), "end": self._time(past.over)},
            valueQuantity={"value": sum(step.seconds for step in past.work), **UNITS["s"]},
            component=[self._done(name, steps) for name, steps in done.items()],
        )

    def _done(self, name: str, steps: Sequence[Done]) -> Resource:
        exercise = self.case.exercises.get(name)
        said = [
            self._say(Message("{reps} × {seconds} s", {"reps": step.reps, "seconds": step.seconds / step.reps}))
            if step.reps
            else self._say(Message("{seconds} s", {"seconds": step.seconds}))
            for step in steps
        ]
        texts = [
            f"{one} ({self._say(SIDES[step.side])})" if step.side in SIDES else one
            for one, step in zip(said, steps, strict=True)
        ]
        return {
            "code": {"text": name if exercise is None else self.case.translate(exercise.name)},
            "valueString": ", ".join(texts),
        }

    def _felt(self, entry: Entry) -> Iterator[tuple[str, Resource]]:
        for key, text in FEELINGS.items():
            score = entry.data.get(key)
            if isinstance(score, int | float):
                code: Resource = {"text": self._say(text)}
                if key == "pain":
                    code["coding"] = [PAIN]
                yield (
                    key,
                    self._observation(
                        "survey",
                        code,
                        effectiveDateTime=self._time(entry.at),
                        valueQuantity={"value": score, "unit": "{score}", "system": UCUM, "code": "{score}"},
                    ),
                )

    def _tested(self, entry: Entry) -> Iterator[tuple[str, Resource]]:
        name, side, result, unit = (entry.data.get(key) for key in ("test", "side", "value", "unit"))
        if not isinstance(result, int | float):
            return
        code = self._say(TESTS[name]) if name in TESTS else str(name)
        quantity = {"value": result, **UNITS.get(str(unit), {})}
        more = {"bodySite": {"text": self._say(SIDES[side])}} if side in SIDES else {}
        yield (
            "test",
            self._observation(
                "activity", {"text": code}, effectiveDateTime=self._time(entry.at), valueQuantity=quantity, **more
            ),
        )

    def _screened(self, entry: Entry) -> Iterator[tuple[str, Resource]]:
        answers = entry.data.get("answers")
        items = [
            {"linkId": question, "text": self._say(text), "answer": [{"valueString": str(answers[question])}]}
            for question, text in self.case.questions.items()
            if isinstance(answers, Mapping) and question in answers
        ]
        cleared = entry.data.get("cleared_by_clinician") is True
        items.append(
            {
                "linkId": "cleared-by-clinician",
                "text": self._say(Message("Has a clinician cleared you to exercise?")),
                "answer": [{"valueBoolean": cleared}],
            }
        )
        yield (
            "screen",
            {
                "resourceType": "QuestionnaireResponse",
                "status": "completed",
                "subject": {"reference": self.patient},
                "authored": self._time(entry.at),
                "item": items,
            },
        )
