"""The cues of a plan, each with its absolute time.

Before a bout: its name and as many set-up lines as fit. In the bout: the start, the words of the tempo, form,
halfway, the last repetition or three-two-one. The time that a text takes depends on its language and speech rate, so
a slower voice says fewer lines rather than late ones.
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
from rearguard.session.cue import CUE_TRAITS, Cue, CueKind

WORDS_PER_S = 2.5
"""An unhurried reading voice: 150 words a minute."""

CHARACTERS_PER_S = 15.0
"""The same where words are long: English words average at most six characters, the space included."""

BREATH_S = 0.5
"""Seconds after a sentence, at any rate."""

COUNTDOWN_S = (3, 2, 1)
"""Seconds before the end at which the countdown speaks."""

LAST_WORDS_BEFORE_END_S = 5
"""Seconds before the end of a timed bout at which its last line is due; earlier if it would run into the countdown."""

MIN_HALFWAY_BOUT_S = 20
"""The shortest timed bout, in seconds, that has a halfway cue and a last line."""

SpeechDuration = Callable[[Message], float]
"""Seconds that a text takes to say, a breath included."""

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
    """Return all cues of a plan in order, at most one at a time; those of the lead-in have negative times.

    Args:
        plan: the plan.
        exercises: by id.
        lead: seconds before the plan's own time begins.
        rate: the speech rate; 1 is the usual.
        translate: into the spoken language.
    """
    duration = partial(speech_seconds, rate=rate, translate=translate)
    cues: list[Cue] = []
    introduced: set[str] = set()
    previous: Step | None = None
    kinds_between: set[StepKind] = set()
    opening = -lead
    for step in plan.steps:
        if step.kind is not StepKind.WORK:
            kinds_between.add(step.kind)
            continue
        exercise = exercises[step.exercise]
        if opening >= step.at:
            cues.append(Cue(step.at, CueKind.START, _exercise_title(step, exercise)))
        elif step.exercise not in introduced:
            cues += _setup_cues(step, exercise, opening, duration)
        elif StepKind.REST in kinds_between:
            cues += _rest_cues(step, opening, duration)
        elif previous is not None and previous.exercise == step.exercise and previous.side is not step.side:
            cues.append(Cue(opening, CueKind.SWITCH, _switch_text(exercise)))
        else:
            cues.append(Cue(opening, CueKind.SETUP, _exercise_title(step, exercise)))
        cues += _bout_cues(step, exercise, duration)
        introduced.add(step.exercise)
        previous, opening, kinds_between = step, step.end, set()
    cues.append(Cue(plan.seconds, CueKind.DONE, Message("Done. Nice work.")))
    return _drop_simultaneous_cues(cues, duration)


def _exercise_title(step: Step, exercise: Exercise) -> Message:
    """Return the exercise's name, with its side if it has one."""
    name = Message(exercise.name)
    if step.side in SPOKEN_SIDES:
        return Message("{exercise}, {side}.", {"exercise": name, "side": SPOKEN_SIDES[step.side]})
    return Message("{exercise}.", {"exercise": name})


def _rest_cues(step: Step, opening: float, duration: SpeechDuration) -> Iterator[Cue]:
    """Yield the cues of a rest before another set."""
    rest = Message("Rest.")
    yield Cue(opening, CueKind.REST, rest)
    yield Cue(
        opening + max(1, duration(rest)),
        CueKind.SETUP,
        Message("Set {set} of {sets} next.", {"set": step.set, "sets": step.sets}),
    )


def _switch_text(exercise: Exercise) -> Message:
    line = exercise.say.cues.switch
    return Message(line) if line else Message("Switch sides.")


def _setup_cues(step: Step, exercise: Exercise, opening: float, duration: SpeechDuration) -> Iterator[Cue]:
    """Yield the name, then the set-up lines that fit, each after the line before it.

    Earlier lines matter more, since they explain in order how to get into position. A line that is too long for the
    time left is skipped in favour of a shorter one.
    """
    title = _exercise_title(step, exercise)
    yield Cue(opening, CueKind.SETUP, title)
    at = opening + duration(title)
    for line in map(Message, exercise.say.setup):
        if at + duration(line) - BREATH_S <= step.at:
            yield Cue(at, CueKind.SETUP, line)
            at += duration(line)


def speech_seconds(text: Message, rate: float = 1.0, translate: Translate = untranslated) -> float:
    """Return the seconds that a text takes to say in a language, a breath included."""
    sentence = text.render(translate)
    return max(len(sentence.split()) / WORDS_PER_S, len(sentence) / CHARACTERS_PER_S) / rate + BREATH_S


def _bout_cues(step: Step, exercise: Exercise, duration: SpeechDuration) -> Iterator[Cue]:
    texts = exercise.say.cues
    yield Cue(step.at, CueKind.START, Message(texts.start))
    if step.tempo is not None and step.reps is not None:
        yield from _rep_cues(step, exercise)
        return
    half = step.at + step.seconds / 2
    middle = (len(texts.work) + 1) // 2
    yield from _spread_lines(step.at, half, texts.work[:middle])
    yield from _spread_lines(half, max(half, step.end - LAST_WORDS_BEFORE_END_S), texts.work[middle:])
    if step.seconds >= MIN_HALFWAY_BOUT_S:
        yield Cue(half, CueKind.HALFWAY, _halfway_text(exercise))
        if texts.last:
            last_line = Message(texts.last)
            before_end_s = max(LAST_WORDS_BEFORE_END_S, COUNTDOWN_S[0] + duration(last_line) - BREATH_S)
            yield Cue(step.end - before_end_s, CueKind.LAST, last_line)
    for seconds_left in COUNTDOWN_S:
        if seconds_left < step.seconds:
            yield Cue(step.end - seconds_left, CueKind.COUNT, COUNTDOWN_TEXTS[seconds_left])


def _halfway_text(exercise: Exercise) -> Message:
    line = exercise.say.cues.halfway
    return Message(line) if line else Message("Halfway.")


def _rep_cues(step: Step, exercise: Exercise) -> Iterator[Cue]:
    """Yield the cues of a set of repetitions, each at the beginning of a repetition or of its phase."""
    if step.tempo is None or step.reps is None:
        return
    texts = exercise.say.cues
    period = step.tempo.seconds
    if step.reps > 1:
        yield Cue(step.end - period, CueKind.LAST, Message(texts.last) if texts.last else Message("Last one."))
        half = step.reps // 2
        yield Cue(step.at + half * period, CueKind.HALFWAY, _halfway_text(exercise))
    for i, line in enumerate(texts.work):
        at = step.at + round((i + 1) * step.reps / (len(texts.work) + 1)) * period
        yield Cue(at, CueKind.FORM, Message(line))
    if exercise.say.tempo_words is None:
        return
    starts = (0, step.tempo.up, step.tempo.up + step.tempo.hold)
    seconds = (step.tempo.up, step.tempo.hold, step.tempo.down)
    for rep in range(step.reps):
        for word, start, phase_s in zip(exercise.say.tempo_words, starts, seconds, strict=True):
            if phase_s:
                yield Cue(step.at + rep * period + start, CueKind.TEMPO, Message(word))


def _spread_lines(start: float, end: float, lines: Sequence[str]) -> Iterator[Cue]:
    """Yield form lines at even distances."""
    for i, line in enumerate(lines):
        yield Cue(start + (end - start) * (i + 1) / (len(lines) + 1), CueKind.FORM, Message(line))


def _drop_simultaneous_cues(cues: Sequence[Cue], duration: SpeechDuration) -> tuple[Cue, ...]:
    """Return the cues in order of time; of cues at the same time only the most important.

    A form line is left out when it would cut another sentence short, or the other way round.
    """
    best: dict[float, Cue] = {}
    for cue in _drop_crowded_form_cues(sorted(cues, key=lambda cue: cue.at), duration):
        other = best.get(cue.at)
        if other is None or CUE_TRAITS[cue.kind].rank < CUE_TRAITS[other.kind].rank:
            best[cue.at] = cue
    return tuple(best[at] for at in sorted(best))


def _drop_crowded_form_cues(ordered: Sequence[Cue], duration: SpeechDuration) -> Iterator[Cue]:
    """Yield all cues except the form lines that don't fit between their neighbours."""
    starts = [cue.at for cue in ordered if not CUE_TRAITS[cue.kind].is_interruptible]
    voice_free_at = -math.inf
    for cue in ordered:
        if cue.kind is CueKind.FORM:
            following = bisect_left(starts, cue.at)
            end = cue.at + duration(cue.text) - BREATH_S
            if cue.at < voice_free_at or (following < len(starts) and end > starts[following]):
                continue
        if cue.kind is not CueKind.TEMPO:
            voice_free_at = cue.at + duration(cue.text) - BREATH_S
        yield cue
