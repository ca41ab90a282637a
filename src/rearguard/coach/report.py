"""The report of a whole set: `rearguard coach` prints it, and a journal stores it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rearguard.body.recording import PoseRecording
from rearguard.coach.coach import Coach
from rearguard.coach.score import form_score
from rearguard.coach.visibility import REGAINED_AFTER_S
from rearguard.core.observation import Fault, Hold, Observation, Rep, TrackingLost, TrackingRegained
from rearguard.core.side import Side
from rearguard.core.value import value
from rearguard.library.exercise import Exercise, Level
from rearguard.library.watch import WatchSpec


@value(kw_only=True)
class SetReport:
    """All observations of one set."""

    exercise: str
    """The exercise's id."""
    seconds: float
    """From the first frame to the last."""
    visible_share: float
    """The share of that time in which the person was seen well enough to judge."""
    reps: tuple[Rep, ...]
    """Repetitions, or side steps."""
    holds: tuple[Hold, ...]
    faults: tuple[Fault, ...]
    score: float | None
    """The form score in [0, 1]; None without a repetition or hold."""


def review_recording(
    exercise: Exercise, recording: PoseRecording, *, side: Side | None = None, level: Level | None = None
) -> SetReport:
    """Return the report of a recording, with the same observations as a live coach makes of the same frames.

    Raises:
        ValueError: the exercise has no `watch`.
    """
    coach = Coach(exercise, level=level, side=side)
    first, last = (float(recording.t[0]), float(recording.t[-1])) if len(recording) else (0.0, 0.0)
    return build_set_report(exercise.id, coach.watch, coach.review(recording), first, last)


def build_set_report(
    exercise: str, watch: WatchSpec, observations: Iterable[Observation], first: float, last: float
) -> SetReport:
    """Return the report of a coach's observations.

    Args:
        exercise: its id.
        watch: the coach's own.
        observations: those of all frames, and of `finish`.
        first: the time of the first frame.
        last: the time of the last frame.
    """
    reps: list[Rep] = []
    holds: list[Hold] = []
    faults: dict[tuple[str, float], Fault] = {}
    visibility_changes: list[tuple[float, bool]] = []
    for observation in observations:
        match observation:
            case Rep():
                reps.append(observation)
            case Hold():
                holds.append(observation)
            case Fault():  # a repeated one is the same fault, longer
                faults[observation.id, observation.start] = observation
            case TrackingLost():
                visibility_changes.append((observation.at, False))
            case TrackingRegained():
                visibility_changes.append((observation.at, True))
    return SetReport(
        exercise=exercise,
        seconds=last - first,
        visible_share=_visible_share(visibility_changes, first, last),
        reps=tuple(reps),
        holds=tuple(holds),
        faults=tuple(faults.values()),
        score=form_score(watch, reps, holds, tuple(faults.values())),
    )


def _visible_share(changes: list[tuple[float, bool]], first: float, last: float) -> float:
    """Return the share of the time from `first` to `last` in which the person was visible."""
    if last <= first:
        return 0.0
    total, since = 0.0, None
    for at, is_visible in changes:
        if is_visible and since is None:
            # Visibility is confirmed after a moment; the person was visible before.
            since = max(at - REGAINED_AFTER_S, first)
        elif not is_visible and since is not None:
            total += at - since
            since = None
    total += 0.0 if since is None else last - since
    return total / (last - first)


def set_report_json(report: SetReport) -> dict[str, Any]:
    """Return a report as `rearguard coach --json` prints it."""
    return {
        "exercise": report.exercise,
        "seconds": round(report.seconds, 3),
        "seen": round(report.visible_share, 3),
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
