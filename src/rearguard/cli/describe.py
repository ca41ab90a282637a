"""Exercises and programmes as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rearguard.app.person.language import _
from rearguard.core.message import counted
from rearguard.library.exercise import (
    AmountRange,
    ArticleDose,
    Dosage,
    Equipment,
    Exercise,
    Posture,
    Role,
    Sidedness,
    Source,
    Tempo,
)
from rearguard.library.program import Prescription, Program, ProgramItem

ROLE_TEXTS = {Role.STRENGTHEN: _("Strength"), Role.STRETCH: _("Stretch"), Role.TEST: _("Self-test")}
POSTURE_TEXTS = {Posture.CHAIR: _("on a chair"), Posture.STANDING: _("standing"), Posture.FLOOR: _("on the floor")}
SIDES_TEXTS = {Sidedness.TOGETHER: _("both sides together"), Sidedness.EACH: _("per side")}
NEED_TEXTS = {
    Equipment.BAND: _("a band"),
    Equipment.WALL: _("a wall"),
    Equipment.CHAIR: _("a chair"),
    Equipment.FLOOR: _("space to lie down"),
    Equipment.WEIGHT: _("a weight"),
}


def exercise_lines(exercise: Exercise) -> Iterator[str]:
    """Yield an exercise in full, line by line."""
    yield from _title_lines(exercise.name, exercise.id, exercise.summary)
    yield " · ".join([ROLE_TEXTS[exercise.role], POSTURE_TEXTS[exercise.posture], SIDES_TEXTS[exercise.sides]])
    if exercise.needs:
        yield _("needs: {things}").format(things=_needs_text(exercise.needs))
    if exercise.good_for:
        yield from _section_lines(_("Good for"), (_(text) for text in exercise.good_for))
    yield from _section_lines(_("How much"), _dose_lines(exercise.dose))
    yield from _section_lines(_("Levels, from easy to hard"), _level_lines(exercise))
    yield from _section_lines(_("Get ready"), (_(text) for text in exercise.say.setup))
    cues = exercise.say.cues
    cue_texts = (cues.start, *cues.work, cues.halfway, cues.last, cues.switch)
    yield from _section_lines(_("While you do it"), (_(text) for text in cue_texts if text))
    yield from _section_lines(_("Where you should feel it"), [_(exercise.say.feel)])
    yield from _section_lines(_("Stop if you feel"), (_(text) for text in exercise.say.stop))
    yield from _section_lines(_("Worth knowing"), (_(text) for text in exercise.notes))
    yield from _source_lines(exercise.sources)


def program_lines(program: Program, exercises: Mapping[str, Exercise]) -> Iterator[str]:
    """Yield a programme in full, line by line."""
    yield from _title_lines(program.name, program.id, program.summary)
    if program.prescribed is not None:
        yield from _section_lines(_("Prescribed"), _prescription_lines(program.prescribed))
    yield from _section_lines(
        _("Exercises, most important first"), (_item_text(item, exercises) for item in program.items)
    )
    yield from _source_lines(program.sources)


def _prescription_lines(prescription: Prescription) -> Iterator[str]:
    yield _("by {by}").format(by=prescription.by)
    yield _("from {day}").format(day=prescription.valid_from)
    if prescription.valid_until is not None:
        yield _("until {day}").format(day=prescription.valid_until)
    if prescription.per_week is not None:
        yield _("days a week: {number}").format(number=prescription.per_week)
    if prescription.most_pain is not None:
        yield _("pain at most: {number} out of 10").format(number=prescription.most_pain)
    if prescription.without:
        yield _("without: {things}").format(things=_needs_text(prescription.without))
    if prescription.note:
        yield prescription.note


def _title_lines(name: str, id_: str, summary: str) -> Iterator[str]:
    yield f"{_(name)} ({id_})"
    if summary:
        yield _(summary)


def _section_lines(title: str, lines: Iterator[str] | list[str]) -> Iterator[str]:
    for number, line in enumerate(lines):
        if number == 0:
            yield ""
            yield title
        yield f"  {line}"


def _needs_text(needs: frozenset[Equipment]) -> str:
    return ", ".join(NEED_TEXTS[need] for need in Equipment if need in needs)


def _dose_lines(dose: Dosage) -> Iterator[str]:
    yield _("sets: {range}").format(range=_range_text(dose.sets))
    if dose.reps is not None:
        yield _("reps: {range}").format(range=_range_text(dose.reps))
    if dose.tempo is not None:
        yield _tempo_text(dose.tempo)
    if dose.seconds is not None:
        yield _("seconds: {range}").format(range=_range_text(dose.seconds))
    if dose.rest:
        yield _("rest between sets: {seconds} s").format(seconds=dose.rest)
    if dose.step_in:
        yield _("time to get into position: {seconds} s").format(seconds=dose.step_in)
    yield _("the article says: {dose}").format(dose=_article_text(dose.article))


def _range_text(amount: AmountRange) -> str:
    return _("{usual} ({smallest} to {largest})").format(
        usual=amount.usual, smallest=amount.smallest, largest=amount.largest
    )


def _tempo_text(tempo: Tempo) -> str:
    return _("one rep: {up} s up, {hold} s hold, {down} s down").format(up=tempo.up, hold=tempo.hold, down=tempo.down)


def _article_text(dose: ArticleDose | None) -> str:
    if dose is None:
        return _("nothing")
    parts = _dose_parts(dose.sets, dose.reps, dose.seconds)
    return ", ".join(parts if dose.rest is None else [*parts, _("rest {number} s").format(number=dose.rest)])


def _dose_parts(sets: int | None, reps: int | None, seconds: int | None) -> list[str]:
    """Return a dose in words, without the parts that do not apply."""
    parts = []
    if sets is not None:
        parts.append(counted("{count} set", "{count} sets", sets).render(_))
    if reps is not None:
        parts.append(counted("{count} rep", "{count} reps", reps).render(_))
    if seconds is not None:
        parts.append(_("{number} s").format(number=seconds))
    return parts


def _level_lines(exercise: Exercise) -> Iterator[str]:
    width = max(len(level.id) for level in exercise.levels)
    for level in exercise.levels:
        remarks = [_("from the article") if level.origin == "article" else _("added by us")]
        if level.needs:
            remarks.append(_("needs: {things}").format(things=_needs_text(level.needs)))
        if level.branch:
            remarks.append(_("optional"))
        yield f"{level.id:<{width}}  {_(level.name)} ({', '.join(remarks)})"
        if level.change:
            yield f"{'':<{width}}  {_(level.change)}"


def _item_text(item: ProgramItem, exercises: Mapping[str, Exercise]) -> str:
    exercise = exercises.get(item.exercise)
    name = _(exercise.name) if exercise is not None else item.exercise
    parts = [name, *_dose_parts(item.sets, item.reps, item.seconds)]
    if item.level is not None:
        parts.append(_("level: {name}").format(name=item.level))
    return ", ".join(parts)


def _source_lines(sources: tuple[Source, ...]) -> Iterator[str]:
    yield from _section_lines(_("Sources"), (f"{source.cite} {source.link}".rstrip() for source in sources))
