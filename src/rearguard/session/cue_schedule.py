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
from rearguard.plan.plan import Plan, Step, StepKind
from rearguard.session.cue import Cue, CueKind

WORDS_PER_S = 2.5
"""An unhurried reading voice: 150 words a minute."""

CHARACTERS_PER_S = 15.0
"""The same where words are long: English ones have six signs at most on average, the space included."""

BREATH_S = 0.5
"""Seconds after a sentence, at any rate."""

COUNTDOWN_S = (3, 2, 1)
"""Seconds before the end at which one counts."""

LAST_WORDS_BEFORE_END_S = 5
"""Seconds before the end of what is timed at which its last words are said; sooner if they would not be over
before the countdown."""

MIN_HALFWAY_BOUT_S = 20
"""Seconds from which a timed bout has a halfway and last words worth saying."""

SpeechDuration = Callable[[Message], float]
"""How many seconds a text takes to say, a breath included."""

SPOKEN_SIDES = {
    Side.RIGHT: Message("right leg"),
    Side.LEFT: Message("left leg"),
}

COUNTDOWN_TEXTS = {3: Message("Three"), 2: Message("Two"), 1: Message("One")}


def schedule_cues(
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
    length = partial(speech_seconds, rate=rate, translate=translate)
    found: list[Cue] = []
    seen: set[str] = set()
    last: Step | None = None
    between: set[StepKind] = set()
    opening = -lead
    for step in plan.steps:
        if step.kind is not StepKind.WORK:
            between.add(step.kind)
            continue
        exercise = exercises[step.exercise]
        if opening >= step.at:
            found.append(Cue(step.at, CueKind.START, _exercise_title(step, exercise)))
        elif step.exercise not in seen:
            found += _setup_cues(step, exercise, opening, length)
        elif StepKind.REST in between:
            found += _rest_cues(step, opening, length)
        elif last is not None and last.exercise == step.exercise and last.side is not step.side:
            found.append(Cue(opening, CueKind.SWITCH, _switch_text(exercise)))
        else:
            found.append(Cue(opening, CueKind.SETUP, _exercise_title(step, exercise)))
        found += _bout_cues(step, exercise, length)
        seen.add(step.exercise)
        last, opening, between = step, step.end, set()
    found.append(Cue(plan.seconds, CueKind.DONE, Message("Done. Nice work.")))
    return _drop_simultaneous_cues(found, length)


def _exercise_title(step: Step, exercise: Exercise) -> Message:
    """Return the exercise with its side."""
    name = Message(exercise.name)
    if step.side in SPOKEN_SIDES:
        return Message("{exercise}, {side}.", {"exercise": name, "side": SPOKEN_SIDES[step.side]})
    return Message("{exercise}.", {"exercise": name})


def _rest_cues(step: Step, opening: float, length: SpeechDuration) -> Iterator[Cue]:
    """Yield what is said in a rest before another set."""
    rest = Message("Rest.")
    yield Cue(opening, CueKind.REST, rest)
    yield Cue(
        opening + max(1, length(rest)),
        CueKind.SETUP,
        Message("Set {set} of {sets} next.", {"set": step.set, "sets": step.sets}),
    )


def _switch_text(exercise: Exercise) -> Message:
    words = exercise.say.cues.switch
    return Message(words) if words else Message("Switch sides.")


def _setup_cues(step: Step, exercise: Exercise, opening: float, length: SpeechDuration) -> Iterator[Cue]:
    """Yield the name, then those lines of the set-up for which there is time, each when the one before was said.

    They say in their order how to get into position, so the earlier are worth more: a line gives way only to
    those before it, and one that is too long for what is left makes room for a shorter one.
    """
    title = _exercise_title(step, exercise)
    yield Cue(opening, CueKind.SETUP, title)
    at = opening + length(title)
    for text in map(Message, exercise.say.setup):
        if at + length(text) - BREATH_S <= step.at:
            yield Cue(at, CueKind.SETUP, text)
            at += length(text)


def speech_seconds(text: Message, rate: float = 1.0, translate: Translate = untranslated) -> float:
    """Return how many seconds a text takes to say in a language, a breath included."""
    said = text.render(translate)
    return max(len(said.split()) / WORDS_PER_S, len(said) / CHARACTERS_PER_S) / rate + BREATH_S


def _bout_cues(step: Step, exercise: Exercise, length: SpeechDuration) -> Iterator[Cue]:
    words = exercise.say.cues
    yield Cue(step.at, CueKind.START, Message(words.start))
    if step.tempo is not None and step.reps is not None:
        yield from _rep_cues(step, exercise)
        return
    half = step.at + step.seconds / 2
    middle = (len(words.work) + 1) // 2
    yield from _spread_lines(step.at, half, words.work[:middle])
    yield from _spread_lines(half, max(half, step.end - LAST_WORDS_BEFORE_END_S), words.work[middle:])
    if step.seconds >= MIN_HALFWAY_BOUT_S:
        yield Cue(half, CueKind.HALFWAY, _halfway_text(exercise))
        if words.last:
            ending = Message(words.last)
            before = max(LAST_WORDS_BEFORE_END_S, COUNTDOWN_S[0] + length(ending) - BREATH_S)
            yield Cue(step.end - before, CueKind.LAST, ending)
    for left in COUNTDOWN_S:
        if left < step.seconds:
            yield Cue(step.end - left, CueKind.COUNT, COUNTDOWN_TEXTS[left])


def _halfway_text(exercise: Exercise) -> Message:
    words = exercise.say.cues.halfway
    return Message(words) if words else Message("Halfway.")


def _rep_cues(step: Step, exercise: Exercise) -> Iterator[Cue]:
    """Yield the cues of repetitions, each at the beginning of one."""
    if step.tempo is None or step.reps is None:
        return
    words = exercise.say.cues
    period = step.tempo.seconds
    if step.reps > 1:
        yield Cue(step.end - period, CueKind.LAST, Message(words.last) if words.last else Message("Last one."))
        half = step.reps // 2
        yield Cue(step.at + half * period, CueKind.HALFWAY, _halfway_text(exercise))
    for i, line in enumerate(words.work):
        at = step.at + round((i + 1) * step.reps / (len(words.work) + 1)) * period
        yield Cue(at, CueKind.FORM, Message(line))
    if exercise.say.tempo_words is None:
        return
    starts = (0, step.tempo.up, step.tempo.up + step.tempo.hold)
    lengths = (step.tempo.up, step.tempo.hold, step.tempo.down)
    for rep in range(step.reps):
        for word, start, length in zip(exercise.say.tempo_words, starts, lengths, strict=True):
            if length:
                yield Cue(step.at + rep * period + start, CueKind.TEMPO, Message(word))


def _spread_lines(start: float, end: float, lines: Sequence[str]) -> Iterator[Cue]:
    """Yield lines of form at even distances."""
    for i, line in enumerate(lines):
        yield Cue(start + (end - start) * (i + 1) / (len(lines) + 1), CueKind.FORM, Message(line))


CUE_PRIORITY = {
    moment: i
    for i, moment in enumerate(
        (
            CueKind.DONE,
            CueKind.COUNT,
            CueKind.LAST,
            CueKind.START,
            CueKind.SWITCH,
            CueKind.SETUP,
            CueKind.REST,
            CueKind.HALFWAY,
            CueKind.FORM,
            CueKind.TEMPO,
            CueKind.WHERE,
            CueKind.COACH,
        )
    )
}
"""Of two cues at the same time, the first here is said."""


def _drop_simultaneous_cues(found: Sequence[Cue], length: SpeechDuration) -> tuple[Cue, ...]:
    """Return the cues in order of time, the most important of those that fall together.

    A line of form is left out when another sentence would cut it short, or it another one.
    """
    best: dict[float, Cue] = {}
    for cue in _drop_crowded_form_cues(sorted(found, key=lambda cue: cue.at), length):
        other = best.get(cue.at)
        if other is None or CUE_PRIORITY[cue.kind] < CUE_PRIORITY[other.kind]:
            best[cue.at] = cue
    return tuple(best[at] for at in sorted(best))


def _drop_crowded_form_cues(ordered: Sequence[Cue], length: SpeechDuration) -> Iterator[Cue]:
    """Yield all cues but the lines of form for which there is no time between their neighbours."""
    due = [cue.at for cue in ordered if cue.kind not in {CueKind.FORM, CueKind.TEMPO}]
    quiet = -math.inf
    for cue in ordered:
        if cue.kind is CueKind.FORM:
            following = bisect_left(due, cue.at)
            end = cue.at + length(cue.text) - BREATH_S
            if cue.at < quiet or (following < len(due) and end > due[following]):
                continue
        if cue.kind is not CueKind.TEMPO:
            quiet = cue.at + length(cue.text) - BREATH_S
        yield cue
