"""A whole set, judged: what `rearguard coach` prints and a journal keeps."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rearguard.body.recording import Recording
from rearguard.coach.coach import Coach
from rearguard.coach.score import score
from rearguard.coach.visibility import BACK
from rearguard.core.observation import Fault, Hold, Lost, Observation, Rep, Seen
from rearguard.core.side import Side
from rearguard.core.value import value
from rearguard.library.exercise import Exercise, Level
from rearguard.library.watch import Watch


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


def review(exercise: Exercise, recording: Recording, *, side: Side | None = None, level: Level | None = None) -> Report:
    """Return the report of a recording: the same observations as a live coach makes of the same sights.

    Raises:
        ValueError: the exercise has no `watch`.
    """
    coach = Coach(exercise, level=level, side=side)
    first, last = (float(recording.t[0]), float(recording.t[-1])) if len(recording) else (0.0, 0.0)
    return report(exercise.id, coach.watch, coach.review(recording), first, last)


def report(exercise: str, watch: Watch, observations: Iterable[Observation], first: float, last: float) -> Report:
    """Return the report of what a coach has observed.

    Args:
        exercise: its id.
        watch: the coach's own.
        observations: all that came of the sights, `finish` included.
        first: the time of the first sight.
        last: the time of the last.
    """
    reps: list[Rep] = []
    holds: list[Hold] = []
    faults: dict[tuple[str, float], Fault] = {}
    seen: list[tuple[float, bool]] = []
    for observation in observations:
        match observation:
            case Rep():
                reps.append(observation)
            case Hold():
                holds.append(observation)
            case Fault():  # what comes again is the same fault, longer
                faults[observation.id, observation.start] = observation
            case Lost():
                seen.append((observation.at, False))
            case Seen():
                seen.append((observation.at, True))
    return Report(
        exercise=exercise,
        seconds=last - first,
        seen=_share(seen, first, last),
        reps=tuple(reps),
        holds=tuple(holds),
        faults=tuple(faults.values()),
        score=score(watch, reps, holds, tuple(faults.values())),
    )


def _share(news: list[tuple[float, bool]], first: float, last: float) -> float:
    """Return the share of time between the first and the last news of being seen and of being lost."""
    if last <= first:
        return 0.0
    total, since = 0.0, None
    for at, visible in news:
        if visible and since is None:
            # Being seen is believed after a moment; it was so before.
            since = max(at - BACK, first)
        elif not visible and since is not None:
            total += at - since
            since = None
    total += 0.0 if since is None else last - since
    return total / (last - first)


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
