"""An exercise or a programme written out for a terminal."""

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


def exercise_lines(one: Exercise) -> Iterator[str]:
    """Yield all there is to know of an exercise."""
    yield from _title_lines(one.name, one.id, one.summary)
    yield " · ".join([ROLE_TEXTS[one.role], POSTURE_TEXTS[one.posture], SIDES_TEXTS[one.sides]])
    if one.needs:
        yield _("needs: {things}").format(things=_needs_text(one.needs))
    if one.good_for:
        yield from _section_lines(_("Good for"), (_(text) for text in one.good_for))
    yield from _section_lines(_("How much"), _dose_lines(one.dose))
    yield from _section_lines(_("Levels, from easy to hard"), _level_lines(one))
    yield from _section_lines(_("Get ready"), (_(text) for text in one.say.setup))
    cues = one.say.cues
    said = (cues.start, *cues.work, cues.halfway, cues.last, cues.switch)
    yield from _section_lines(_("While you do it"), (_(text) for text in said if text))
    yield from _section_lines(_("Where you should feel it"), [_(one.say.feel)])
    yield from _section_lines(_("Stop if you feel"), (_(text) for text in one.say.stop))
    yield from _section_lines(_("Worth knowing"), (_(text) for text in one.notes))
    yield from _source_lines(one.sources)


def program_lines(one: Program, exercises: Mapping[str, Exercise]) -> Iterator[str]:
    """Yield all there is to know of a programme."""
    yield from _title_lines(one.name, one.id, one.summary)
    if one.prescribed is not None:
        yield from _section_lines(_("Prescribed"), _prescription_lines(one.prescribed))
    yield from _section_lines(_("Exercises, most important first"), (_item_text(item, exercises) for item in one.items))
    yield from _source_lines(one.sources)


def _prescription_lines(said: Prescription) -> Iterator[str]:
    yield _("by {by}").format(by=said.by)
    yield _("from {day}").format(day=said.valid_from)
    if said.valid_until is not None:
        yield _("until {day}").format(day=said.valid_until)
    if said.per_week is not None:
        yield _("days a week: {number}").format(number=said.per_week)
    if said.most_pain is not None:
        yield _("pain at most: {number} out of 10").format(number=said.most_pain)
    if said.without:
        yield _("without: {things}").format(things=_needs_text(said.without))
    if said.note:
        yield said.note


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


def _range_text(of: AmountRange) -> str:
    return _("{usual} ({smallest} to {largest})").format(usual=of.usual, smallest=of.smallest, largest=of.largest)


def _tempo_text(of: Tempo) -> str:
    return _("one rep: {up} s up, {hold} s hold, {down} s down").format(up=of.up, hold=of.hold, down=of.down)


def _article_text(said: ArticleDose | None) -> str:
    if said is None:
        return _("nothing")
    parts = _dose_parts(said.sets, said.reps, said.seconds)
    return ", ".join(parts if said.rest is None else [*parts, _("rest {number} s").format(number=said.rest)])


def _dose_parts(sets: int | None, reps: int | None, seconds: int | None) -> list[str]:
    """Return a dose in words, without what does not apply."""
    parts = []
    if sets is not None:
        parts.append(counted("{count} set", "{count} sets", sets).render(_))
    if reps is not None:
        parts.append(counted("{count} rep", "{count} reps", reps).render(_))
    if seconds is not None:
        parts.append(_("{number} s").format(number=seconds))
    return parts


def _level_lines(one: Exercise) -> Iterator[str]:
    width = max(len(level.id) for level in one.levels)
    for level in one.levels:
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
