"""Which cues a plan gives, and when.

Cues have absolute times. During what leads to a bout: its name and set-up, as many lines as can be said in
time; in the bout: the start, the words of the tempo, form, halfway, the last repetition or three-two-one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rearguard.core.message import Message
from rearguard.core.side import Side
from rearguard.library.exercise import Exercise
from rearguard.plan.plan import Kind, Plan, Step
from rearguard.session.cue import Cue, Moment

WORDS_A_SECOND = 2.5
"""An unhurried reading voice: 150 words a minute."""

COUNTDOWN = (3, 2, 1)
"""Seconds before the end at which one counts."""

LONG = 20
"""Seconds from which a bout has a halfway worth saying."""

NAMED_SIDES = {
    Side.RIGHT: Message("right side"),
    Side.LEFT: Message("left side"),
}

NUMBERS = {3: Message("Three"), 2: Message("Two"), 1: Message("One")}


def cues(plan: Plan, exercises: Mapping[str, Exercise], lead: float) -> tuple[Cue, ...]:
    """Return all cues of a plan in order, at most one a moment in time; the lead-in's are at negative times."""
    found: list[Cue] = []
    seen: set[str] = set()
    opening = -lead
    for before, step in zip((None, *plan.steps), plan.steps, strict=False):
        if step.kind is not Kind.WORK:
            if before is None or before.kind is Kind.WORK:
                opening = step.at
                found += _opening(step)
            continue
        exercise = exercises[step.exercise]
        if step.exercise not in seen:
            found += _setup(step, exercise, opening)
            seen.add(step.exercise)
        elif before is not None and before.kind is Kind.WORK:
            found.append(Cue(step.at, Moment.START, _title(step, exercise)))
        else:
            found.append(Cue(opening + 1 if _rests(before) else opening, *_again(before, step, exercise)))
        found += _bout(step, exercise)
        opening = step.end
    found.append(Cue(plan.seconds, Moment.DONE, Message("Done. Well moved.")))
    return _one_at_a_time(found)


def _rests(step: Step | None) -> bool:
    return step is not None and step.kind is Kind.REST


def _opening(step: Step) -> Iterator[Cue]:
    if step.kind is Kind.REST:
        yield Cue(step.at, Moment.REST, Message("Rest."))


def _title(step: Step, exercise: Exercise) -> Message:
    """Return the exercise with its side."""
    name = Message(exercise.name)
    if step.side in NAMED_SIDES:
        return Message("{exercise}, {side}.", {"exercise": name, "side": NAMED_SIDES[step.side]})
    return Message("{exercise}.", {"exercise": name})


def _again(before: Step | None, step: Step, exercise: Exercise) -> tuple[Moment, Message]:
    """Return the cue before a bout of what has been done before."""
    if before is not None and before.kind is Kind.SWITCH and step.side is Side.LEFT:
        return Moment.SWITCH, Message(exercise.say.cues.switch or "Other side.")
    if _rests(before):
        return Moment.SETUP, Message("Next: set {set} of {sets}.", {"set": step.set, "sets": step.sets})
    return Moment.SETUP, _title(step, exercise)


def _setup(step: Step, exercise: Exercise, opening: float) -> Iterator[Cue]:
    """Yield the name, then the lines of the set-up, each when the one before has been said."""
    at = opening
    title = _title(step, exercise)
    yield Cue(at, Moment.SETUP, title)
    at += _spoken(title)
    for line in exercise.say.setup:
        text = Message(line)
        if at + _spoken(text) > step.at:
            return
        yield Cue(at, Moment.SETUP, text)
        at += _spoken(text)


def _spoken(text: Message) -> float:
    """Return how many seconds a text takes to say, a breath included."""
    return len(str(text).split()) / WORDS_A_SECOND + 0.5


def _bout(step: Step, exercise: Exercise) -> Iterator[Cue]:
    words = exercise.say.cues
    yield Cue(step.at, Moment.START, Message(words.start))
    if step.tempo is not None and step.reps is not None:
        yield from _counted(step, exercise)
        return
    for at, line in _spread(step.at, step.seconds, words.work):
        yield Cue(at, Moment.FORM, Message(line))
    if step.seconds >= LONG:
        yield Cue(step.at + step.seconds / 2, Moment.HALFWAY, Message(words.halfway or "Halfway."))
    for left in COUNTDOWN:
        yield Cue(step.end - left, Moment.COUNT, NUMBERS[left])


def _counted(step: Step, exercise: Exercise) -> Iterator[Cue]:
    """Yield the cues of repetitions, each at the beginning of one."""
    if step.tempo is None or step.reps is None:
        return
    words = exercise.say.cues
    period = step.tempo.seconds
    if step.reps > 1:
        yield Cue(step.end - period, Moment.LAST, Message(words.last or "Last one."))
        half = step.reps // 2
        yield Cue(step.at + half * period, Moment.HALFWAY, Message(words.halfway or "Halfway."))
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


def _spread(start: float, seconds: float, lines: Sequence[str]) -> Iterator[tuple[float, str]]:
    """Yield lines at even distances within a bout."""
    for i, line in enumerate(lines):
        yield start + seconds * (i + 1) / (len(lines) + 1), line


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
        )
    )
}
"""Of two cues at the same time, the first here is said."""


def _one_at_a_time(found: Sequence[Cue]) -> tuple[Cue, ...]:
    """Return the cues in order of time, the most important of those that fall together."""
    best: dict[float, Cue] = {}
    for cue in found:
        other = best.get(cue.at)
        if other is None or RANK[cue.moment] < RANK[other.moment]:
            best[cue.at] = cue
    return tuple(best[at] for at in sorted(best))
