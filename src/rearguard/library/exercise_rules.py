"""The rules of an exercise's file."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from rearguard.core.message import Message
from rearguard.library.exercise import Doses, Level, Need, Posture, Role, Say, Trait
from rearguard.library.lint import (
    LONGEST,
    MOST_REPS,
    MOST_SETS,
    SLOWEST,
    Rule,
    between,
    identifier,
    identity,
    links,
    ordered,
    tempo,
)
from rearguard.library.toml_reader import Finding

LONGEST_CUE = 120
"""Characters that can be said in one breath, about eight seconds; ours take half of it."""

PLACES = {Posture.FLOOR: Need.FLOOR, Posture.CHAIR: Need.CHAIR}
"""What a posture cannot do without."""

TELLING = {Need.BAND: Trait.RESISTANCE_BAND, Need.WEIGHT: Trait.EXTERNAL_WEIGHT}
"""What the safety questions must know of a need."""


def amounts(dose: Doses) -> Iterator[Finding]:
    """Amounts are ordered, and possible."""
    yield from ordered(dose.sets, MOST_SETS, ("dose", "sets"))
    yield from ordered(dose.reps, MOST_REPS, ("dose", "reps"))
    yield from ordered(dose.seconds, LONGEST, ("dose", "seconds"))
    yield from tempo(dose.tempo, ("dose", "tempo"))
    yield from between(dose.rest, 0, LONGEST, ("dose", "rest"))
    yield from between(dose.step_in, 0, SLOWEST, ("dose", "step_in"))


def counted_or_timed(dose: Doses) -> Iterator[Finding]:
    """Exactly one of `reps` and `seconds` is there, with what belongs to it."""
    if dose.reps is not None and dose.seconds is not None:
        yield ("dose",), Message("has both reps and seconds: keep the one by which the exercise is counted")
    elif dose.reps is None and dose.seconds is None:
        yield ("dose",), Message("has neither reps nor seconds: give one of them")
    elif dose.measure == "reps" and dose.reps is None:
        yield ("dose", "measure"), Message("“reps” needs reps, and there are seconds: is it “hold” or “steps”?")
    elif dose.measure != "reps" and dose.seconds is None:
        yield ("dose", "measure"), Message("“hold” and “steps” need seconds, and there are reps: is it “reps”?")
    if dose.reps is not None and dose.tempo is None:
        yield ("dose", "tempo"), Message("is missing: reps need the seconds of going up, holding and coming down")
    if dose.reps is None and dose.tempo is not None:
        yield ("dose", "tempo"), Message("means nothing without reps: take it out")


def article(dose: Doses) -> Iterator[Finding]:
    """The article's numbers are of the kind that the exercise is counted in."""
    if dose.article is None:
        return
    for name, most in (("sets", MOST_SETS), ("reps", MOST_REPS), ("seconds", LONGEST), ("rest", LONGEST)):
        number = getattr(dose.article, name)
        if number is not None:
            yield from between(number, 0 if name == "rest" else 1, most, ("dose", "article", name))
    for name in ("reps", "seconds"):
        if getattr(dose.article, name) is not None and getattr(dose, name) is None:
            yield ("dose", "article", name), Message("the exercise is not counted in this: see dose")


def stretches_hold(role: Role, dose: Doses) -> Iterator[Finding]:
    """A stretch is held."""
    if role is Role.STRETCH and dose.measure != "hold":
        yield ("dose", "measure"), Message("a stretch is held: put “hold”")


def tests_are_timed(role: Role, dose: Doses) -> Iterator[Finding]:
    """A self-test is timed: what is counted, is counted in so many seconds."""
    if role is Role.TEST and dose.measure == "reps":
        yield ("dose", "measure"), Message("a self-test is timed: put “hold”, or “steps” for what is counted")


def efforts(role: Role, levels: tuple[Level, ...]) -> Iterator[Finding]:
    """Efforts are fractions; a stretch has none, a strengthening exercise some."""
    for i, level in enumerate(levels):
        both = {name: getattr(level.effort, name) for name in ("gluteus_maximus", "gluteus_medius")}
        for name, effort in both.items():
            if not 0 <= effort <= 1:
                yield (
                    ("levels", i, "effort", name),
                    Message("must be from 0 to 1, where 1 is all that the muscle can do"),
                )
        if role is Role.STRETCH and any(both.values()):
            yield ("levels", i, "effort"), Message("a stretch is credited with no work: put 0 for both muscles")
        if role is Role.STRENGTHEN and not any(both.values()):
            yield ("levels", i, "effort"), Message("is 0 for both muscles, so it would never be planned")


def place(posture: Posture, needs: frozenset[Need]) -> Iterator[Finding]:
    """A posture's place is among the needs, so that “no floor” keeps everyone off the floor."""
    need = PLACES.get(posture)
    if need is not None and need not in needs:
        yield ("needs",), Message("must have “{need}” in it, because of the posture", {"need": need.value})


def traits_tell(needs: frozenset[Need], traits: frozenset[Trait], levels: tuple[Level, ...]) -> Iterator[Finding]:
    """What is at hand is told to the safety questions, on the exercise or on the level that needs it."""
    for need, trait in TELLING.items():
        if need in needs and trait not in traits:
            yield ("traits",), _telling(need, trait)
        for i, level in enumerate(levels):
            if need in level.needs and trait not in traits | level.traits:
                yield ("levels", i, "traits"), _telling(need, trait)


def ladder(levels: tuple[Level, ...]) -> Iterator[Finding]:
    """There is a first step that everyone can take, and each step has an id of its own."""
    if not levels:
        yield ("levels",), Message("must have one step at least")
        return
    if levels[0].needs:
        yield ("levels", 0, "needs"), Message("the first step needs nothing more than the exercise: put it there")
    if levels[0].branch:
        yield ("levels", 0, "branch"), Message("the first step can't be a side branch: the ladder begins with it")
    ids = [level.id for level in levels]
    for i, level in enumerate(levels):
        yield from identifier(level.id, ("levels", i, "id"))
        if level.id in ids[:i]:
            yield ("levels", i, "id"), Message("another step has this id already")
        if i and not level.change:
            yield ("levels", i, "change"), Message("is missing: say what is different from the step before")


def steps_tempo(dose: Doses, levels: tuple[Level, ...]) -> Iterator[Finding]:
    """Only what is counted has a tempo."""
    for i, level in enumerate(levels):
        yield from tempo(level.tempo, ("levels", i, "tempo"))
        if level.tempo is not None and dose.reps is None:
            yield ("levels", i, "tempo"), Message("means nothing without reps: take it out")


def words(say: Say) -> Iterator[Finding]:
    """There is something to say, and it can be said."""
    if not say.setup:
        yield ("say", "setup"), Message("must have one line at least: how to get into position")
    if not say.stop:
        yield ("say", "stop"), Message("must have one sign at least at which to stop")
    cues = say.cues
    for name in ("start", "halfway", "last", "switch"):
        if len(getattr(cues, name)) > LONGEST_CUE:
            yield ("say", "cues", name), _too_long()
    for i, cue in enumerate(cues.work):
        if len(cue) > LONGEST_CUE:
            yield ("say", "cues", "work", i), _too_long()


def tempo_words(dose: Doses, say: Say) -> Iterator[Finding]:
    """Only a tempo has words."""
    if say.tempo_words is not None and dose.tempo is None:
        yield ("say", "tempo_words"), Message("means nothing without a tempo: take it out")


def _telling(need: StrEnum, trait: StrEnum) -> Message:
    return Message(
        "must have “{trait}” in it, because “{need}” is needed: the safety questions go by it",
        {"trait": trait.value, "need": need.value},
    )


def _too_long() -> Message:
    return Message("is too long to be said in one breath: {count} characters at most", {"count": LONGEST_CUE})


EXERCISE_RULES: tuple[Rule, ...] = (
    identity,
    amounts,
    counted_or_timed,
    article,
    stretches_hold,
    tests_are_timed,
    efforts,
    place,
    traits_tell,
    ladder,
    steps_tempo,
    words,
    tempo_words,
    links,
)
