"""The coach before a simulated person: what it said, beside what was true."""

from __future__ import annotations

from rearguard.body.recording import Recording
from rearguard.coach.frame_measures import there
from rearguard.coach.report import review
from rearguard.core.side import Side
from rearguard.core.value import value
from rearguard.library.exercise import Exercise, Level
from rearguard.library.watch import Flaw, watch_at
from support.simulation.other_movements import OTHER, THE_SAME, seen
from support.simulation.person import Person, person
from support.simulation.truth import Truth

DIALLED = 0.25
"""Margins by which a fault may miss the strength it was meant to have; else no body could do it, and it is left out."""


@value(kw_only=True)
class Trial:
    """One set."""

    exercise: str
    level: str
    seed: int
    truth: Truth
    seconds: float
    """How long it was."""
    pictures: int
    found: float
    """The share of them in which the pose model found anybody."""
    reps: int
    """How many were counted."""
    sides: tuple[Side, ...]
    """Of all that was counted, as far as the coach can tell."""
    holds: tuple[float, ...]
    """For each true hold, by how many seconds what was found in its place is too long."""
    astray: float
    """Seconds held where there was no hold."""
    faults: frozenset[str]
    """Ids of those that were found."""

    @property
    def off(self) -> int:
        """How many repetitions too many were counted."""
        return self.reps - len(self.truth.reps)


def flaws(exercise: Exercise, level: Level) -> tuple[Flaw, ...]:
    """Return the faults that are looked for at a level."""
    return watch_at(exercise.watch, level.watch).flaws if exercise.watch else ()


def attempt(exercise: Exercise, level: Level, seed: int, flaw: Flaw | None = None) -> Trial:
    """Let the coach watch somebody, who does one thing wrong or nothing; the coach isn't told the side."""
    who = person(exercise, level, seed, flaw=flaw)
    return judged(exercise, level, seed, who, who.recording)


def judged(exercise: Exercise, level: Level, seed: int, who: Person, recording: Recording) -> Trial:
    """Return what the coach's report of somebody's recording is worth."""
    report = review(exercise, recording, level=level)
    true, errors, astray = who.truth.holds, [hold.start - hold.end for hold in who.truth.holds], 0.0
    for hold in report.holds:
        over = [min(one.end, hold.end) - max(one.start, hold.start) for one in true]
        if over and max(over) > 0:
            errors[over.index(max(over))] += hold.seconds
        else:
            astray += hold.seconds
    told = {fault.id for fault in report.faults} | {id_ for rep in report.reps for id_ in rep.faults}
    return Trial(
        exercise=exercise.id,
        level=level.id,
        seed=seed,
        truth=who.truth,
        seconds=float(who.t[-1]),
        pictures=len(recording),
        found=float(there(recording.image).mean()),
        reps=len(report.reps),
        sides=(*(rep.side for rep in report.reps), *(hold.side for hold in report.holds)),
        holds=tuple(errors),
        astray=astray,
        faults=frozenset(told),
    )


@value(kw_only=True)
class Passing:
    """What a coach counted where nobody did its exercise."""

    exercise: str
    does: str
    seconds: float
    reps: int
    held: float


def passing(exercise: Exercise, does: str, seed: int) -> Passing:
    """Let the coach watch somebody who does something else."""
    recording = seen(does, exercise, seed)
    report = review(exercise, recording)
    return Passing(
        exercise=exercise.id,
        does=does,
        seconds=float(recording.t[-1]),
        reps=len(report.reps),
        held=sum(hold.seconds for hold in report.holds),
    )


def other_movement(exercise: Exercise) -> tuple[str, ...]:
    """Return the names of all that is none of an exercise."""
    return tuple(name for name in OTHER if THE_SAME.get(name) != exercise.id)
