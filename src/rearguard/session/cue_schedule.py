"""Which cues a plan gives, and when.

Cues have absolute times. During what leads to a bout: its name and set-up, as many lines as can be said in
time; in the bout: the start, the words of the tempo, form, halfway, the last repetition or three-two-one. How much
time a text takes follows from the language and the rate in which it is spoken, so a slower voice has fewer words and
not late ones.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from rearguard.core.message import Message, Translate, untranslated
from rearguard.core.side import Side
from rearguard.library.exercise import Exercise
from rearguard.plan.plan import Kind, Plan, Step
from rearguard.session.cue import Cue, Moment

WORDS_A_SECOND = 2.5
"""An unhurried reading voice: 150 words a minute."""

SIGNS_A_SECOND = 15.0
"""The same where words are long: English ones have six signs at most on average, the space included."""

BREATH = 0.5
"""Seconds after a sentence, at any rate."""

COUNTDOWN = (3, 2, 1)
"""Seconds before the end at which one counts."""

SOON = 5
"""Seconds before the end of what is timed at which its last words are said; sooner if they would not be over
before the countdown."""

LONG = 20
"""Seconds from which a timed bout has a halfway and last words worth saying."""

Length = Callable[[Message], float]
"""How many seconds a text takes to say, a breath included."""

NAMED_SIDES = {
    Side.RIGHT: Message("right side"),
    Side.LEFT: Message("left side"),
}

NUMBERS = {3: Message("Three"), 2: Message("Two"), 1: Message("One")}


def cues(
    plan: Plan,
    exercises: Mapping[str, Exercise],
    lead: float,
    rate: float = 1.0,
    translate: Translate = untranslated,
) -> tuple[Cue, ...]:
    """Return all cues of a plan in order, at most one a moment in time; the lead-in's are at negative times.

    Args:
        plan: what is done.
        exercises: by id.
        lead: seconds before the plan's own time begins.
        rate: how fast one speaks, times the usual.
        translate: into the language in which one speaks.
    """
    length = partial(spoken, rate=rate, translate=translate)
    found: list[Cue] = []
    seen: set[str] = set()
    last: Step | None = None
    between: set[Kind] = set()
    opening = -lead
    for step in plan.steps:
        if step.kind is not Kind.WORK:
            between.add(step.kind)
            continue
        exercise = exercises[step.exercise]
        if opening >= step.at:
            found.append(Cue(step.at, Moment.START, _title(step, exercise)))
        elif step.exercise not in seen:
            found += _setup(step, exercise, opening, length)
        elif Kind.REST in between:
            found += _rest(step, opening, length)
        elif last is not None and last.exercise == step.exercise and last.side is not step.side:
            found.append(Cue(opening, Moment.SWITCH, _switch(exercise)))
        else:
            found.append(Cue(opening, Moment.SETUP, _title(step, exercise)))
        found += _bout(step, exercise, length)
        seen.add(step.exercise)
        last, opening, between = step, step.end, set()
    found.append(Cue(plan.seconds, Moment.DONE, Message("Done. Well moved.")))
    return _one_at_a_time(found, length)


def _title(step: Step, exercise: Exercise) -> Message:
    """Return the exercise with its side."""
    name = Message(exercise.name)
    if step.side in NAMED_SIDES:
        return Message("{exercise}, {side}.", {"exercise": name, "side": NAMED_SIDES[step.side]})
    return Message("{exercise}.", {"exercise": name})


def _rest(step: Step, opening: float, length: Length) -> Iterator[Cue]:
    """Yield what is said in a rest before another set."""
    rest = Message("Rest.")
    yield Cue(opening, Moment.REST, rest)
    yield Cue(
        opening + max(1, length(rest)),
        Moment.SETUP,
        Message("Next: set {set} of {sets}.", {"set": step.set, "sets": step.sets}),
    )


def _switch(exercise: Exercise) -> Message:
    words = exercise.say.cues.switch
    return Message(words) if words else Message("Other side.")


def _setup(step: Step, exercise: Exercise, opening: float, length: Length) -> Iterator[Cue]:
    """Yield the name, then those lines of the set-up for which there is time, each when the one before was said.

    They say in their order how to get into position, so the earlier are worth more: a line gives way only to
    those before it, and one that is too long for what is left makes room for a shorter one.
    """
    title = _title(step, exercise)
    yield Cue(opening, Moment.SETUP, title)
    at = opening + length(title)
    for text in map(Message, exercise.say.setup):
        if at + length(text) - BREATH <= step.at:
            yield Cue(at, Moment.SETUP, text)
            at += length(text)


def spoken(text: Message, rate: float = 1.0, translate: Translate = untranslated) -> float:
    """Return how many seconds a text takes to say in a language, a breath included."""
    said = text.render(translate)
    return max(len(said.split()) / WORDS_A_SECOND, len(said) / SIGNS_A_SECOND) / rate + BREATH


def _bout(step: Step, exercise: Exercise, length: Length) -> Iterator[Cue]:
    words = exercise.say.cues
    yield Cue(step.at, Moment.START, Message(words.start))
    if step.tempo is not None and step.reps is not None:
        yield from _counted(step, exercise)
        return
    half = step.at + step.seconds / 2
    middle = (len(words.work) + 1) // 2
    yield from _spread(step.at, half, words.work[:middle])
    yield from _spread(half, max(half, step.end - SOON), words.work[middle:])
    if step.seconds >= LONG:
        yield Cue(half, Moment.HALFWAY, _halfway(exercise))
        if words.last:
            ending = Message(words.last)
            before = max(SOON, COUNTDOWN[0] + length(ending) - BREATH)
            yield Cue(step.end - before, Moment.LAST, ending)
    for left in COUNTDOWN:
        if left < step.seconds:
            yield Cue(step.end - left, Moment.COUNT, NUMBERS[left])


def _halfway(exercise: Exercise) -> Message:
    words = exercise.say.cues.halfway
    return Message(words) if words else Message("Halfway.")


def _counted(step: Step, exercise: Exercise) -> Iterator[Cue]:
    """Yield the cues of repetitions, each at the beginning of one."""
    if step.tempo is None or step.reps is None:
        return
    words = exercise.say.cues
    period = step.tempo.seconds
    if step.reps > 1:
        yield Cue(step.end - period, Moment.LAST, Message(words.last) if words.last else Message("Last one."))
        half = step.reps // 2
        yield Cue(step.at + half * period, Moment.HALFWAY, _halfway(exercise))
    for i, line in enumerate(words.work):
        at = step.at + round((i + 1) * step.reps / (len(words.work) + 1)) * period
        yield Cue(at, Moment.FORM, Message(line))
    if exercise.say.tempo_words is None:
        return
    starts = (0, step.tempo.up, step.tempo.up + step.tempo.hold)
    lengths = (step.tempo.up, step.tempo.hold, step.tempo.down)
    for rep in range(step.reps):
        for word, start, length in zip(exercise.say.tempo_words, starts, lengths, strict=True):
            if length:
                yield Cue(step.at + rep * period + start, Moment.TEMPO, Message(word))


def _spread(start: float, end: float, lines: Sequence[str]) -> Iterator[Cue]:
    """Yield lines of form at even distances."""
    for i, line in enumerate(lines):
        yield Cue(start + (end - start) * (i + 1) / (len(lines) + 1), Moment.FORM, Message(line))


RANK = {
    moment: i
    for i, moment in enumerate(
        (
            Moment.DONE,
            Moment.COUNT,
            Moment.LAST,
            Moment.START,
            Moment.SWITCH,
            Moment.SETUP,
            Moment.REST,
            Moment.HALFWAY,
            Moment.FORM,
            Moment.TEMPO,
            Moment.WHERE,
            Moment.COACH,
        )
    )
}
"""Of two cues at the same time, the first here is said."""


def _one_at_a_time(found: Sequence[Cue], length: Length) -> tuple[Cue, ...]:
    """Return the cues in order of time, the most important of those that fall together.

    A line of form is left out when another sentence would cut it short, or it another one.
    """
    best: dict[float, Cue] = {}
    for cue in _with_time_for_form(sorted(found, key=lambda cue: cue.at), length):
        other = best.get(cue.at)
        if other is None or RANK[cue.moment] < RANK[other.moment]:
            best[cue.at] = cue
    return tuple(best[at] for at in sorted(best))


def _with_time_for_form(ordered: Sequence[Cue], length: Length) -> Iterator[Cue]:
    """Yield all cues but the lines of form for which there is no time between their neighbours."""
    due = [cue.at for cue in ordered if cue.moment not in {Moment.FORM, Moment.TEMPO}]
    quiet = -math.inf
    for cue in ordered:
        if cue.moment is Moment.FORM:
            following = bisect_left(due, cue.at)
            end = cue.at + length(cue.text) - BREATH
            if cue.at < quiet or (following < len(due) and end > due[following]):
                continue
        if cue.moment is not Moment.TEMPO:
            quiet = cue.at + length(cue.text) - BREATH
        yield cue
