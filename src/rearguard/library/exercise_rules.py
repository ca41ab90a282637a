"""The rules of an exercise's file."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from rearguard.core.message import Message
from rearguard.library.exercise import Dosage, Equipment, Instructions, Level, Posture, Role, Trait
from rearguard.library.lint import (
    MAX_BOUT_S,
    MAX_REPS,
    MAX_SETS,
    MAX_TEMPO_PART_S,
    FileRule,
    check_amount_range,
    check_between,
    check_id,
    check_id_format,
    check_links,
    check_spoken_length,
    check_tempo,
)
from rearguard.library.toml_reader import FileFinding

POSTURE_NEEDS = {Posture.FLOOR: Equipment.FLOOR, Posture.CHAIR: Equipment.CHAIR}
"""The equipment that a posture needs."""

NEED_TRAITS = {Equipment.BAND: Trait.RESISTANCE_BAND, Equipment.WEIGHT: Trait.EXTERNAL_WEIGHT}
"""The trait that a need implies for the safety check."""


def check_amounts(dose: Dosage) -> Iterator[FileFinding]:
    """Amounts are in order and within their limits."""
    yield from check_amount_range(dose.sets, MAX_SETS, ("dose", "sets"))
    yield from check_amount_range(dose.reps, MAX_REPS, ("dose", "reps"))
    yield from check_amount_range(dose.seconds, MAX_BOUT_S, ("dose", "seconds"))
    yield from check_tempo(dose.tempo, ("dose", "tempo"))
    yield from check_between(dose.rest, 0, MAX_BOUT_S, ("dose", "rest"))
    yield from check_between(dose.step_in, 0, MAX_TEMPO_PART_S, ("dose", "step_in"))


def check_counted_or_timed(dose: Dosage) -> Iterator[FileFinding]:
    """There is exactly one of `reps` and `seconds`, with the keys that belong to it."""
    if dose.reps is not None and dose.seconds is not None:
        yield ("dose",), Message("has both reps and seconds: keep only one of them")
    elif dose.reps is None and dose.seconds is None:
        yield ("dose",), Message("has neither reps nor seconds: add one of them")
    elif dose.measure == "reps" and dose.reps is None:
        yield ("dose", "measure"), Message("“reps” needs reps, but there are seconds: did you mean “hold” or “steps”?")
    elif dose.measure != "reps" and dose.seconds is None:
        yield ("dose", "measure"), Message("“hold” and “steps” need seconds, but there are reps: did you mean “reps”?")
    if dose.reps is not None and dose.tempo is None:
        yield ("dose", "tempo"), Message("is missing: reps need seconds for up, hold and down")
    if dose.reps is None and dose.tempo is not None:
        yield ("dose", "tempo"), Message("has no effect without reps: remove it")


def check_article_dose(dose: Dosage) -> Iterator[FileFinding]:
    """The article's numbers are in the unit that the exercise is counted in."""
    if dose.article is None:
        return
    for name, most in (("sets", MAX_SETS), ("reps", MAX_REPS), ("seconds", MAX_BOUT_S), ("rest", MAX_BOUT_S)):
        number = getattr(dose.article, name)
        if number is not None:
            yield from check_between(number, 0 if name == "rest" else 1, most, ("dose", "article", name))
    for name in ("reps", "seconds"):
        if getattr(dose.article, name) is not None and getattr(dose, name) is None:
            yield ("dose", "article", name), Message("the exercise isn't counted in this: see dose")


def check_stretch_is_held(role: Role, dose: Dosage) -> Iterator[FileFinding]:
    """A stretch is held."""
    if role is Role.STRETCH and dose.measure != "hold":
        yield ("dose", "measure"), Message("a stretch is held: use “hold”")


def check_test_is_timed(role: Role, dose: Dosage) -> Iterator[FileFinding]:
    """A self-test is timed; counting happens within its seconds."""
    if role is Role.TEST and dose.measure == "reps":
        yield ("dose", "measure"), Message("a self-test is timed: use “hold”, or “steps” to count")


def check_efforts(role: Role, levels: tuple[Level, ...]) -> Iterator[FileFinding]:
    """Efforts are from 0 to 1; a stretch has none, a strengthening exercise some."""
    for i, level in enumerate(levels):
        efforts = {name: getattr(level.effort, name) for name in ("gluteus_maximus", "gluteus_medius")}
        for name, effort in efforts.items():
            if not 0 <= effort <= 1:
                yield (
                    ("levels", i, "effort", name),
                    Message("must be from 0 to 1, where 1 is the most the muscle can do"),
                )
        if role is Role.STRETCH and any(efforts.values()):
            yield ("levels", i, "effort"), Message("a stretch doesn't count as work: use 0 for both muscles")
        if role is Role.STRENGTHEN and not any(efforts.values()):
            yield ("levels", i, "effort"), Message("is 0 for both muscles, so this exercise would never be planned")


def check_posture_needs(posture: Posture, needs: frozenset[Equipment]) -> Iterator[FileFinding]:
    """The needs include the posture's equipment, so that “no floor” excludes all floor exercises."""
    need = POSTURE_NEEDS.get(posture)
    if need is not None and need not in needs:
        yield ("needs",), Message("must include “{need}” because of the posture", {"need": need.value})


def check_need_traits(
    needs: frozenset[Equipment], traits: frozenset[Trait], levels: tuple[Level, ...]
) -> Iterator[FileFinding]:
    """Equipment has its trait for the safety check, on the exercise or on the level that needs it."""
    for need, trait in NEED_TRAITS.items():
        if need in needs and trait not in traits:
            yield ("traits",), _missing_trait_message(need, trait)
        for i, level in enumerate(levels):
            if need in level.needs and trait not in traits | level.traits:
                yield ("levels", i, "traits"), _missing_trait_message(need, trait)


def check_levels(levels: tuple[Level, ...]) -> Iterator[FileFinding]:
    """There is a first level that suits everyone, and each level has its own id."""
    if not levels:
        yield ("levels",), Message("must have at least one level")
        return
    if levels[0].needs:
        yield (
            ("levels", 0, "needs"),
            Message("the first level can't need more than the exercise: move this to the exercise's needs"),
        )
    if levels[0].branch:
        yield ("levels", 0, "branch"), Message("the first level can't be a branch: everyone starts with it")
    ids = [level.id for level in levels]
    for i, level in enumerate(levels):
        yield from check_id_format(level.id, ("levels", i, "id"))
        if level.id in ids[:i]:
            yield ("levels", i, "id"), Message("another level already has this id")
        if i and not level.change:
            yield ("levels", i, "change"), Message("is missing: say what is different from the level before")


def check_level_tempos(dose: Dosage, levels: tuple[Level, ...]) -> Iterator[FileFinding]:
    """Only a counted exercise has a tempo."""
    for i, level in enumerate(levels):
        yield from check_tempo(level.tempo, ("levels", i, "tempo"))
        if level.tempo is not None and dose.reps is None:
            yield ("levels", i, "tempo"), Message("has no effect without reps: remove it")


def check_instructions(say: Instructions) -> Iterator[FileFinding]:
    """There are instructions, short enough to say in one breath."""
    if not say.setup:
        yield ("say", "setup"), Message("must have at least one line: how to get into position")
    if not say.stop:
        yield ("say", "stop"), Message("must list at least one sign to stop at")
    cues = say.cues
    for name in ("start", "halfway", "last", "switch"):
        yield from check_spoken_length(getattr(cues, name), ("say", "cues", name))
    for i, cue in enumerate(cues.work):
        yield from check_spoken_length(cue, ("say", "cues", "work", i))


def check_tempo_words(dose: Dosage, say: Instructions) -> Iterator[FileFinding]:
    """Only an exercise with a tempo has tempo words."""
    if say.tempo_words is not None and dose.tempo is None:
        yield ("say", "tempo_words"), Message("has no effect without a tempo: remove it")


def _missing_trait_message(need: StrEnum, trait: StrEnum) -> Message:
    return Message(
        "must include “{trait}” because “{need}” is needed: the safety check uses it",
        {"trait": trait.value, "need": need.value},
    )


EXERCISE_RULES: tuple[FileRule, ...] = (
    check_id,
    check_amounts,
    check_counted_or_timed,
    check_article_dose,
    check_stretch_is_held,
    check_test_is_timed,
    check_efforts,
    check_posture_needs,
    check_need_traits,
    check_levels,
    check_level_tempos,
    check_instructions,
    check_tempo_words,
    check_links,
)
