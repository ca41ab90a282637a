"""An exercise or a programme written out for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rearguard.app.person.language import _
from rearguard.core.message import counted
from rearguard.library.exercise import Doses, Exercise, Need, Posture, Prescription, Range, Role, Sides, Source, Tempo
from rearguard.library.program import Item, Prescribed, Program

ROLES = {Role.STRENGTHEN: _("strengthens"), Role.STRETCH: _("stretches"), Role.TEST: _("tests")}
POSTURES = {Posture.CHAIR: _("on a chair"), Posture.STANDING: _("standing"), Posture.FLOOR: _("on the floor")}
SIDES = {Sides.TOGETHER: _("both sides together"), Sides.EACH: _("each side")}
NEEDS = {
    Need.BAND: _("a band"),
    Need.WALL: _("a wall"),
    Need.CHAIR: _("a chair"),
    Need.FLOOR: _("room on the floor"),
    Need.WEIGHT: _("a weight"),
}


def exercise_lines(one: Exercise) -> Iterator[str]:
    """Yield all there is to know of an exercise."""
    yield from _title(one.name, one.id, one.summary)
    yield " · ".join([ROLES[one.role], POSTURES[one.posture], SIDES[one.sides]])
    if one.needs:
        yield _("needs: {things}").format(things=_needs(one.needs))
    if one.good_for:
        yield from _part(_("Good for"), (_(text) for text in one.good_for))
    yield from _part(_("How much"), _dose(one.dose))
    yield from _part(_("Steps, from easy to hard"), _levels(one))
    yield from _part(_("Get ready"), (_(text) for text in one.say.setup))
    cues = one.say.cues
    said = (cues.start, *cues.work, cues.halfway, cues.last, cues.switch)
    yield from _part(_("While you do it"), (_(text) for text in said if text))
    yield from _part(_("Where you should feel it"), [_(one.say.feel)])
    yield from _part(_("Stop at"), (_(text) for text in one.say.stop))
    yield from _part(_("Worth knowing"), (_(text) for text in one.notes))
    yield from _sources(one.sources)


def program_lines(one: Program, exercises: Mapping[str, Exercise]) -> Iterator[str]:
    """Yield all there is to know of a programme."""
    yield from _title(one.name, one.id, one.summary)
    if one.prescribed is not None:
        yield from _part(_("Prescribed"), _prescribed(one.prescribed))
    yield from _part(_("Exercises, the most wanted first"), (_item(item, exercises) for item in one.items))
    yield from _sources(one.sources)


def _prescribed(said: Prescribed) -> Iterator[str]:
    yield _("by {by}").format(by=said.by)
    yield _("from {day}").format(day=said.valid_from)
    if said.valid_until is not None:
        yield _("until {day}").format(day=said.valid_until)
    if said.per_week is not None:
        yield _("days a week: {number}").format(number=said.per_week)
    if said.most_pain is not None:
        yield _("pain at most: {number} of 10").format(number=said.most_pain)
    if said.without:
        yield _("without: {things}").format(things=_needs(said.without))
    if said.note:
        yield said.note


def _title(name: str, id_: str, summary: str) -> Iterator[str]:
    yield f"{_(name)} ({id_})"
    if summary:
        yield _(summary)


def _part(title: str, lines: Iterator[str] | list[str]) -> Iterator[str]:
    for number, line in enumerate(lines):
        if number == 0:
            yield ""
            yield title
        yield f"  {line}"


def _needs(needs: frozenset[Need]) -> str:
    return ", ".join(NEEDS[need] for need in Need if need in needs)


def _dose(dose: Doses) -> Iterator[str]:
    yield _("sets: {range}").format(range=_range(dose.sets))
    if dose.reps is not None:
        yield _("repetitions: {range}").format(range=_range(dose.reps))
    if dose.tempo is not None:
        yield _tempo(dose.tempo)
    if dose.seconds is not None:
        yield _("seconds: {range}").format(range=_range(dose.seconds))
    if dose.rest:
        yield _("rest between sets: {seconds} s").format(seconds=dose.rest)
    if dose.step_in:
        yield _("to get into position: {seconds} s").format(seconds=dose.step_in)
    yield _("the article says: {dose}").format(dose=_article(dose.article))


def _range(of: Range) -> str:
    return _("{usual} ({smallest} to {largest})").format(usual=of.usual, smallest=of.smallest, largest=of.largest)


def _tempo(of: Tempo) -> str:
    return _("a repetition: {up} s up, {hold} s hold, {down} s down").format(up=of.up, hold=of.hold, down=of.down)


def _article(said: Prescription | None) -> str:
    if said is None:
        return _("nothing")
    parts = _parts(said.sets, said.reps, said.seconds)
    return ", ".join(parts if said.rest is None else [*parts, _("rest {number} s").format(number=said.rest)])


def _parts(sets: int | None, reps: int | None, seconds: int | None) -> list[str]:
    """Return a dose in words, without what does not apply."""
    parts = []
    if sets is not None:
        parts.append(counted("{count} set", "{count} sets", sets).render(_))
    if reps is not None:
        parts.append(counted("{count} repetition", "{count} repetitions", reps).render(_))
    if seconds is not None:
        parts.append(_("{number} s").format(number=seconds))
    return parts


def _levels(one: Exercise) -> Iterator[str]:
    width = max(len(level.id) for level in one.levels)
    for level in one.levels:
        remarks = [_("the article's") if level.origin == "article" else _("ours")]
        if level.needs:
            remarks.append(_("needs: {things}").format(things=_needs(level.needs)))
        if level.branch:
            remarks.append(_("beside the ladder"))
        yield f"{level.id:<{width}}  {_(level.name)} ({', '.join(remarks)})"
        if level.change:
            yield f"{'':<{width}}  {_(level.change)}"


def _item(item: Item, exercises: Mapping[str, Exercise]) -> str:
    exercise = exercises.get(item.exercise)
    name = _(exercise.name) if exercise is not None else item.exercise
    parts = [name, *_parts(item.sets, item.reps, item.seconds)]
    if item.level is not None:
        parts.append(_("level: {name}").format(name=item.level))
    return ", ".join(parts)


def _sources(sources: tuple[Source, ...]) -> Iterator[str]:
    yield from _part(_("Sources"), (f"{source.cite} {source.link}".rstrip() for source in sources))
