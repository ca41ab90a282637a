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
from rearguard.formats.sessions import FinishedStep, PastSession, build_sessions, drop_retracted
from rearguard.journal.entry import Entry, EventKind
from rearguard.library.exercise import Exercise
from rearguard.library.program import Program, ProgramItem

Resource = dict[str, Any]

UCUM = "http://unitsofmeasure.org"
CATEGORY_SYSTEM = "http://terminology.hl7.org/CodeSystem/observation-category"
PAIN_CODE: Resource = {
    "system": "http://loinc.org",
    "code": "72514-3",
    "display": "Pain severity - 0-10 verbal numeric rating [Score] - Reported",
}

ANONYMOUS_NAMESPACE = UUID("6e1f6a0e-7a55-4c39-9a0a-0c6a3c1f0f10")
"""From this the ids of somebody come of whom nothing is kept."""

TEST_NAMES = {
    "chair-stand": Message("30-second chair stand"),
    "one-leg-stance": Message("One-leg stance"),
    "bridge-hold": Message("Bridge hold"),
    "single-leg-bridge": Message("Single-leg bridge"),
}
SYMPTOM_NAMES = {
    "numb": Message("Numbness in the buttocks, 0 to 10"),
    "wobble": Message("Unsteadiness on standing up, 0 to 10"),
    "pain": Message("Pain severity, 0 to 10"),
}
FHIR_SIDE_TEXTS = {"left": Message("left"), "right": Message("right")}
UNIT_CODES = {
    "s": {"unit": "s", "system": UCUM, "code": "s"},
    "reps": {"unit": "repetitions", "system": UCUM, "code": "1"},
}


@value(kw_only=True)
class FhirSource:
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


def make_fhir_bundle(source: FhirSource) -> Resource:
    """Return the bundle as JSON values; the same journal gives the same one."""
    return _Bundle(source).build()


class _Bundle:
    def __init__(self, case: FhirSource) -> None:
        self.source = case
        self.entries = drop_retracted(case.entries)
        self.root = self.entries[0].id if self.entries else ANONYMOUS_NAMESPACE
        self.patient = f"urn:uuid:{uuid5(self.root, 'patient')}"

    def build(self) -> Resource:
        patient: Resource = {"resourceType": "Patient"}
        if self.source.name is not None:
            patient["name"] = [{"text": self.source.name}]
        found = [(self.patient, patient), *self._resources()]
        entries = [
            {"fullUrl": url, "resource": {**resource, "id": url.removeprefix("urn:uuid:")}} for url, resource in found
        ]
        return {"resourceType": "Bundle", "type": "collection", "entry": entries}

    def _resources(self) -> Iterator[tuple[str, Resource]]:
        if self.source.program is not None:
            yield self._url(self.root, f"plan/{self.source.program.id}"), self._care_plan(self.source.program)
        for past in build_sessions(self.entries):
            if past.work_steps:
                yield self._url(UUID(past.id), "session"), self._session(past)
        tellers: Mapping[EventKind, Callable[[Entry], Iterable[tuple[str, Resource]]]] = {
            EventKind.FELT: self._symptom_observations,
            EventKind.TESTED: self._test_observations,
            EventKind.SCREENED: self._screening_responses,
        }
        for entry in self.entries:
            if entry.kind in tellers:
                for name, resource in tellers[entry.kind](entry):
                    yield self._url(entry.id, name), resource

    def _url(self, root: UUID, name: str) -> str:
        return f"urn:uuid:{uuid5(root, name)}"

    def _text(self, message: Message) -> str:
        return message.render(self.source.translate)

    def _time(self, at: datetime) -> str:
        return at.astimezone(self.source.zone).isoformat(timespec="milliseconds")

    def _care_plan(self, program: Program) -> Resource:
        said = program.prescribed
        plan: Resource = {
            "resourceType": "CarePlan",
            "status": "active",
            "intent": "plan",
            "title": self.source.translate(program.name),
            "subject": {"reference": self.patient},
            "activity": [{"detail": self._care_plan_activity(item, program)} for item in program.items],
        }
        if program.summary:
            plan["description"] = self.source.translate(program.summary)
        if said is not None:
            period = {"start": said.valid_from, "end": said.valid_until}
            plan["intent"] = "order"
            plan["period"] = {key: day for key, day in period.items() if day is not None}
            plan["contributor"] = [{"display": said.by}]
            if said.note:
                plan["note"] = [{"text": said.note}]
        return plan

    def _care_plan_activity(self, item: ProgramItem, program: Program) -> Resource:
        exercise = self.source.exercises.get(item.exercise)
        name = item.exercise if exercise is None else self.source.translate(exercise.name)
        values: dict[str, str | int | float | Message] = {"sets": item.sets}
        amount = Message("sets: {sets}", values)
        if item.reps is not None:
            amount = Message("sets: {sets}, reps: {reps}", {**values, "reps": item.reps})
        elif item.seconds is not None:
            amount = Message("sets: {sets}, seconds: {seconds}", {**values, "seconds": item.seconds})
        detail: Resource = {"status": "in-progress", "code": {"text": name}, "description": self._text(amount)}
        if program.prescribed is not None and program.prescribed.per_week is not None:
            repeat = {"frequency": program.prescribed.per_week, "period": 1, "periodUnit": "wk"}
            detail["scheduledTiming"] = {"repeat": repeat}
        return detail

    def _observation(self, category: str, code: Resource, **more: object) -> Resource:
        return {
            "resourceType": "Observation",
            "status": "final",
            "category": [{"coding": [{"system": CATEGORY_SYSTEM, "code": category}]}],
            "code": code,
            "subject": {"reference": self.patient},
            **more,
        }

    def _session(self, past: PastSession) -> Resource:
        done: dict[str, list[FinishedStep]] = {}
        for step in past.work_steps:
            done.setdefault(step.exercise, []).append(step)
        return self._observation(
            "activity",
            {"text": self._text(Message("Exercise session"))},
            effectivePeriod={"start": self._time(past.started_at), "end": self._time(past.last_known_at)},
            valueQuantity={"value": sum(step.seconds for step in past.work_steps), **UNIT_CODES["s"]},
            component=[self._exercise_component(name, steps) for name, steps in done.items()],
        )

    def _exercise_component(self, name: str, steps: Sequence[FinishedStep]) -> Resource:
        exercise = self.source.exercises.get(name)
        said = [
            self._text(Message("{reps} × {seconds} s", {"reps": step.reps, "seconds": step.seconds / step.reps}))
            if step.reps
            else self._text(Message("{seconds} s", {"seconds": step.seconds}))
            for step in steps
        ]
        texts = [
            f"{one} ({self._text(FHIR_SIDE_TEXTS[step.side])})" if step.side in FHIR_SIDE_TEXTS else one
            for one, step in zip(said, steps, strict=True)
        ]
        return {
            "code": {"text": name if exercise is None else self.source.translate(exercise.name)},
            "valueString": ", ".join(texts),
        }

    def _symptom_observations(self, entry: Entry) -> Iterator[tuple[str, Resource]]:
        for key, text in SYMPTOM_NAMES.items():
            score = entry.data.get(key)
            if isinstance(score, int | float):
                code: Resource = {"text": self._text(text)}
                if key == "pain":
                    code["coding"] = [PAIN_CODE]
                yield (
                    key,
                    self._observation(
                        "survey",
                        code,
                        effectiveDateTime=self._time(entry.at),
                        valueQuantity={"value": score, "unit": "{score}", "system": UCUM, "code": "{score}"},
                    ),
                )

    def _test_observations(self, entry: Entry) -> Iterator[tuple[str, Resource]]:
        name, side, result, unit = (entry.data.get(key) for key in ("test", "side", "value", "unit"))
        if not isinstance(result, int | float):
            return
        code = self._text(TEST_NAMES[name]) if name in TEST_NAMES else str(name)
        quantity = {"value": result, **UNIT_CODES.get(str(unit), {})}
        more = {"bodySite": {"text": self._text(FHIR_SIDE_TEXTS[side])}} if side in FHIR_SIDE_TEXTS else {}
        yield (
            "test",
            self._observation(
                "activity", {"text": code}, effectiveDateTime=self._time(entry.at), valueQuantity=quantity, **more
            ),
        )

    def _screening_responses(self, entry: Entry) -> Iterator[tuple[str, Resource]]:
        answers = entry.data.get("answers")
        items = [
            {"linkId": question, "text": self._text(text), "answer": [{"valueString": str(answers[question])}]}
            for question, text in self.source.questions.items()
            if isinstance(answers, Mapping) and question in answers
        ]
        cleared = entry.data.get("cleared_by_clinician") is True
        items.append(
            {
                "linkId": "cleared-by-clinician",
                "text": self._text(Message("Has a clinician cleared you to exercise?")),
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
