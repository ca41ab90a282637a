"""Sessions as they would be in a journal, without a journal: for what folds them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from rearguard.library.exercise import Equipment, Exercise, Trait
from rearguard.progress.fold import TrainingProgress, fold_progress
from rearguard.progress.ladder import Availability
from rearguard.progress.sessions import LevelChoice, Performance, ProgressEvent, TrainedSession
from support.sample_exercises import GLUTE_BRIDGE, RUNNERS_STRETCH, make_exercise, make_level

MONDAY = datetime(2026, 3, 2, 12, tzinfo=UTC)
ONE_DAY = timedelta(days=1)

REPS_EXERCISE = make_exercise(
    "lift",
    reps=10,
    levels=[
        make_level("plain", (0.25, 0.22)),
        make_level("band", (0.30, 0.26), needs=[Equipment.BAND]),
        make_level("weight", (0.40, 0.30), needs=[Equipment.WEIGHT], traits=[Trait.EXTERNAL_WEIGHT]),
        make_level("one-leg", (0.47, 0.50), traits=[Trait.SINGLE_LEG]),
        make_level("aside", (0.33, 0.30), branch=True),
    ],
)
STEPS_EXERCISE = make_exercise(
    "pace",
    seconds=(30, 60, 60),
    levels=[make_level("knees", (0.14, 0.33)), make_level("ankles", (0.16, 0.39)), make_level("feet", (0.19, 0.44))],
)
EACH_SIDE_EXERCISE = make_exercise(
    "open", reps=10, each=True, levels=[make_level("plain"), make_level("band", (0.42, 0.42), needs=[Equipment.BAND])]
)
EXERCISES: Mapping[str, Exercise] = {
    one.id: one for one in (REPS_EXERCISE, STEPS_EXERCISE, EACH_SIDE_EXERCISE, RUNNERS_STRETCH, GLUTE_BRIDGE)
}


def make_performance(name: str = "lift", at: str = "plain", amount: int = 10, **more: Any) -> Performance:  # noqa: ANN401 - of any field
    """Return that all of an exercise was done, unless `more` says otherwise."""
    return Performance(
        **{"exercise": name, "level": at, "planned_bouts": 2, "done_bouts": 2, "amount": amount, "sets": 2, **more}
    )


def make_session(day: float, *done: Performance, **more: Any) -> TrainedSession:  # noqa: ANN401 - of any field
    """Return a session so many days after Monday: an easy one, unless `more` says otherwise."""
    told: dict[str, Any] = {"effort": 5.0, "availability": Availability(), **more}
    return TrainedSession(id=f"s{day:g}", at=MONDAY + day * ONE_DAY, performances=done, **told)


def make_level_choice(day: float, name: str, at: str) -> LevelChoice:
    """Return that a person chose a level."""
    return LevelChoice(id=f"c{day:g}", at=MONDAY + day * ONE_DAY, exercise=name, level=at)


def make_undo_choice(day: float, name: str, change: str | None) -> LevelChoice:
    """Return that a person undid a change."""
    return LevelChoice(id=f"u{day:g}", at=MONDAY + day * ONE_DAY, exercise=name, undone_change=change)


def fold_sessions(*happened: ProgressEvent, begun: TrainingProgress | None = None) -> TrainingProgress:
    """Return progress after all that."""
    return fold_progress(begun or TrainingProgress(), happened, EXERCISES)


def find_current_target(progress: TrainingProgress, name: str = "lift") -> tuple[str, int]:
    """Return the level and the amount of an exercise."""
    return progress.level_states[name].level, progress.level_states[name].amount


def find_last_reason(progress: TrainingProgress, name: str = "lift") -> str:
    """Return the reason of an exercise's last decision."""
    return next(str(one.reason) for one in reversed(progress.decisions) if one.exercise == name)
