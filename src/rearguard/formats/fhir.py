"""A person's data as a FHIR R4B bundle, for their clinician (hl7.org/fhir/R4B).

The bundle holds the programme as a CarePlan, sessions, self-tests and symptoms as Observations, and the safety
questions as a QuestionnaireResponse, all of one Patient without details except an optional name. A code appears only
where the coding system has an exact one; everything else is text.
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
"""Namespace of the ids for an empty journal."""

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
    """The content of a bundle, its language and time zone."""

    entries: Sequence[Entry]
    """Of the journal, in order."""
    program: Program | None
    """The programme followed now; None: none."""
    exercises: Mapping[str, Exercise]
    questions: Mapping[str, Message]
    """The safety questions, by id."""
    name: str | None = None
    """Name of the patient; None: no name."""
    translate: Translate
    zone: tzinfo | None = None
    """Time zone of the times; None: this machine's."""


def make_fhir_bundle(source: FhirSource) -> Resource:
    """Build the bundle as JSON values; the same journal gives the same bundle."""
    return _Bundle(source).build()


class _Bundle:
    def __init__(self, source: FhirSource) -> None:
        self.source = source
        self.entries = drop_retracted(source.entries)
        self.root = self.entries[0].id if self.entries else ANONYMOUS_NAMESPACE
        self.patient = f"urn:uuid:{uuid5(self.root, 'patient')}"

    def build(self) -> Resource:
        patient: Resource = {"resourceType": "Patient"}
        if self.source.name is not None:
            patient["name"] = [{"text": self.source.name}]
        resources = [(self.patient, patient), *self._resources()]
        entries = [
            {"fullUrl": url, "resource": {**resource, "id": url.removeprefix("urn:uuid:")}}
            for url, resource in resources
        ]
        return {"resourceType": "Bundle", "type": "collection", "entry": entries}

    def _resources(self) -> Iterator[tuple[str, Resource]]:
        if self.source.program is not None:
            yield self._url(self.root, f"plan/{self.source.program.id}"), self._care_plan(self.source.program)
        for session in build_sessions(self.entries):
            if session.work_steps:
                yield self._url(UUID(session.id), "session"), self._session(session)
        builders: Mapping[EventKind, Callable[[Entry], Iterable[tuple[str, Resource]]]] = {
            EventKind.FELT: self._symptom_observations,
            EventKind.TESTED: self._test_observations,
            EventKind.SCREENED: self._screening_responses,
        }
        for entry in self.entries:
            if entry.kind in builders:
                for name, resource in builders[entry.kind](entry):
                    yield self._url(entry.id, name), resource

    def _url(self, root: UUID, name: str) -> str:
        return f"urn:uuid:{uuid5(root, name)}"

    def _text(self, message: Message) -> str:
        return message.render(self.source.translate)

    def _time(self, at: datetime) -> str:
        return at.astimezone(self.source.zone).isoformat(timespec="milliseconds")

    def _care_plan(self, program: Program) -> Resource:
        prescribed = program.prescribed
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
        if prescribed is not None:
            period = {"start": prescribed.valid_from, "end": prescribed.valid_until}
            plan["intent"] = "order"
            plan["period"] = {key: day for key, day in period.items() if day is not None}
            plan["contributor"] = [{"display": prescribed.by}]
            if prescribed.note:
                plan["note"] = [{"text": prescribed.note}]
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

    def _session(self, session: PastSession) -> Resource:
        steps_by_exercise: dict[str, list[FinishedStep]] = {}
        for step in session.work_steps:
            steps_by_exercise.setdefault(step.exercise, []).append(step)
        return self._observation(
            "activity",
            {"text": self._text(Message("Exercise session"))},
            effectivePeriod={"start": self._time(session.started_at), "end": self._time(session.last_known_at)},
            valueQuantity={"value": sum(step.seconds for step in session.work_steps), **UNIT_CODES["s"]},
            component=[self._exercise_component(name, steps) for name, steps in steps_by_exercise.items()],
        )

    def _exercise_component(self, name: str, steps: Sequence[FinishedStep]) -> Resource:
        exercise = self.source.exercises.get(name)
        amounts = [
            self._text(Message("{reps} × {seconds} s", {"reps": step.reps, "seconds": step.seconds / step.reps}))
            if step.reps
            else self._text(Message("{seconds} s", {"seconds": step.seconds}))
            for step in steps
        ]
        texts = [
            f"{amount} ({self._text(FHIR_SIDE_TEXTS[step.side])})" if step.side in FHIR_SIDE_TEXTS else amount
            for amount, step in zip(amounts, steps, strict=True)
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
