"""A whole set, judged: what `rearguard coach` prints and a journal keeps."""

from __future__ import annotations

from typing import Any

from rearguard.body.recording import Recording
from rearguard.core.observation import Fault, Hold, Rep
from rearguard.core.side import Side
from rearguard.core.value import value
from rearguard.library.exercise import Exercise, Level


@value(kw_only=True)
class Report:
    """What was seen in one set."""

    exercise: str
    """Its id."""
    seconds: float
    """From the first sight to the last."""
    seen: float
    """The share of that time in which the person was seen well enough to judge."""
    reps: tuple[Rep, ...]
    """Repetitions, or side steps."""
    holds: tuple[Hold, ...]
    """Holds."""
    faults: tuple[Fault, ...]
    """Faults."""
    score: float | None
    """The form score in [0, 1]; None where nothing was done."""


def review(
    exercise: Exercise, recording: Recording, *, side: Side | None = None, level: Level | None = None
) -> Report:
    """Return the report of a recording: the same observations as a live coach makes of the same sights.

    Raises:
        ValueError: the exercise has no `watch`.
    """
    del side, level
    if exercise.watch is None:
        raise ValueError(f"{exercise.id} has no watch")
    seconds = float(recording.t[-1] - recording.t[0]) if len(recording) else 0.0
    return Report(exercise=exercise.id, seconds=seconds, seen=0.0, reps=(), holds=(), faults=(), score=None)


def to_json(report: Report) -> dict[str, Any]:
    """Return a report as `rearguard coach --json` prints it."""
    return {
        "exercise": report.exercise,
        "seconds": round(report.seconds, 3),
        "seen": round(report.seen, 3),
        "reps": [
            {
                "start": round(rep.start, 3),
                "peak": round(rep.peak, 3),
                "end": round(rep.end, 3),
                "range": round(rep.range, 3),
                "side": rep.side.value,
                "faults": list(rep.faults),
            }
            for rep in report.reps
        ],
        "holds": [
            {
                "start": round(hold.start, 3),
                "end": round(hold.end, 3),
                "seconds": round(hold.seconds, 3),
                "side": hold.side.value,
            }
            for hold in report.holds
        ],
        "faults": [
            {"id": fault.id, "from": round(fault.start, 3), "to": round(fault.end, 3)} for fault in report.faults
        ],
        "score": None if report.score is None else round(report.score, 3),
    }
