"""The coach in front of a simulated person: its results, beside the truth."""

from __future__ import annotations

from rearguard.body.recording import PoseRecording
from rearguard.coach.frame_measures import has_person
from rearguard.coach.report import review_recording
from rearguard.core.side import Side
from rearguard.core.value import value
from rearguard.library.exercise import Exercise, Level
from rearguard.library.watch import FaultRule, adjust_watch
from support.simulation.other_movements import COUNTED_EXERCISES, OTHER_MOVEMENTS, record_movement
from support.simulation.person import SimulatedPerson, simulate_person
from support.simulation.truth import Truth

STRENGTH_TOLERANCE_MARGINS = 0.25
"""Margins by which a fault may miss the strength it was meant to have; else no body could do it, and it is left out."""


@value(kw_only=True)
class Trial:
    """A trial of one set."""

    exercise: str
    level: str
    seed: int
    truth: Truth
    seconds: float
    """How long it was."""
    pictures: int
    found_share: float
    """The share of them in which the pose model found anybody."""
    reps: int
    """How many were counted."""
    sides: tuple[Side, ...]
    """Of all that was counted, as far as the coach can tell."""
    hold_errors_s: tuple[float, ...]
    """For each true hold, by how many seconds what was found in its place is too long."""
    false_hold_seconds: float
    """Seconds held where there was no hold."""
    faults: frozenset[str]
    """Ids of those that were found."""

    @property
    def count_error(self) -> int:
        """The number of repetitions counted too many."""
        return self.reps - len(self.truth.reps)


def list_faults(exercise: Exercise, level: Level) -> tuple[FaultRule, ...]:
    """Return the faults that are looked for at a level."""
    return adjust_watch(exercise.watch, level.watch).flaws if exercise.watch else ()


def run_trial(exercise: Exercise, level: Level, seed: int, fault: FaultRule | None = None) -> Trial:
    """Let the coach watch a person with one fault or none; the coach doesn't get the side."""
    person = simulate_person(exercise, level, seed, fault=fault)
    return judge_recording(exercise, level, seed, person, person.recording)


def judge_recording(
    exercise: Exercise, level: Level, seed: int, person: SimulatedPerson, recording: PoseRecording
) -> Trial:
    """Compare the coach's report of a recording with the truth."""
    report = review_recording(exercise, recording, level=level)
    true, errors, astray = person.truth.holds, [hold.start - hold.end for hold in person.truth.holds], 0.0
    for hold in report.holds:
        over = [min(interval.end, hold.end) - max(interval.start, hold.start) for interval in true]
        if over and max(over) > 0:
            errors[over.index(max(over))] += hold.seconds
        else:
            astray += hold.seconds
    faults = {fault.id for fault in report.faults} | {id_ for rep in report.reps for id_ in rep.faults}
    return Trial(
        exercise=exercise.id,
        level=level.id,
        seed=seed,
        truth=person.truth,
        seconds=float(person.t[-1]),
        pictures=len(recording),
        found_share=float(has_person(recording.image).mean()),
        reps=len(report.reps),
        sides=(*(rep.side for rep in report.reps), *(hold.side for hold in report.holds)),
        hold_errors_s=tuple(errors),
        false_hold_seconds=astray,
        faults=frozenset(faults),
    )


@value(kw_only=True)
class OtherMovementTrial:
    """A coach's counts where its exercise was not done."""

    exercise: str
    movement: str
    seconds: float
    reps: int
    held_seconds: float


def run_other_movement_trial(exercise: Exercise, movement: str, seed: int) -> OtherMovementTrial:
    """Let the coach watch a person who does something else."""
    recording = record_movement(movement, exercise, seed)
    report = review_recording(exercise, recording)
    return OtherMovementTrial(
        exercise=exercise.id,
        movement=movement,
        seconds=float(recording.t[-1]),
        reps=len(report.reps),
        held_seconds=sum(hold.seconds for hold in report.holds),
    )


def list_other_movements(exercise: Exercise) -> tuple[str, ...]:
    """Return the names of all movements that aren't part of an exercise."""
    return tuple(name for name in OTHER_MOVEMENTS if COUNTED_EXERCISES.get(name) != exercise.id)
