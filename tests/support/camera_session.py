"""A session in front of a camera, by a simulated person whose true movement is known."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rearguard.app.application import Application
from rearguard.app.training.planning import PlanRequest
from rearguard.body.recording import PoseFrame, PoseRecording
from rearguard.library.exercise import Exercise
from rearguard.library.loader import load_folders
from support.home_fixture import ManualClock
from support.simulation.performance import STEADY_HABITS
from support.simulation.person import SimulatedPerson, simulate_person

EXERCISES = load_folders().exercises
PERSON_SEED = 3

PROGRAM_EXERCISES = ("glute-bridge", "clamshell", "monster-walk", "runners-stretch", "piriformis-stretch")


def plan_request_for(exercise: str) -> PlanRequest:
    """Return a request for a session of one exercise."""
    return PlanRequest(minutes=2.0, exclude=tuple(other for other in PROGRAM_EXERCISES if other != exercise))


@cache
def simulate_clean_set(exercise: str, seed: int = PERSON_SEED) -> SimulatedPerson:
    """Return a person who does a clean set from the second second on."""
    definition: Exercise = EXERCISES[exercise]
    return simulate_person(definition, definition.levels[0], seed, habits=STEADY_HABITS)


def replay_sights(doing: SimulatedPerson, after: float = 0.0) -> Iterator[PoseFrame]:
    """Yield what a camera sees of a person, its clock beginning `after` seconds."""
    for sight in doing.recording.frames():
        yield PoseFrame(t=sight.t + after, people=sight.people, size=sight.size)


def replay_empty_room(seconds: float) -> Iterator[PoseFrame]:
    """Yield ten pictures a second of an empty room."""
    for moment in range(round(seconds * 10)):
        yield PoseFrame(t=moment / 10, people=(), size=(640, 480))


def sight_json(sight: PoseFrame) -> dict[str, Any]:
    """Return a sight as the page sends it."""
    people = [
        {"image": [round(x, 4) for x in person.image.ravel().tolist()], "world": person.world.ravel().round(4).tolist()}
        for person in sight.people
    ]
    return {"t": round(sight.t, 4), "size": list(sight.size), "people": people}


def recording_arrays(recording: PoseRecording) -> dict[str, NDArray[Any]]:
    """Return the arrays of a recording's file."""
    return {
        "t": recording.t,
        "image": recording.image.astype(np.float32),
        "world": recording.world.astype(np.float32),
        "size": np.array(recording.size),
    }


def save_recording(path: Path, recording: PoseRecording, **changed: object) -> Path:
    """Write a recording's file, with some of its arrays changed; None leaves one out."""
    content = {**recording_arrays(recording), **changed}
    np.savez_compressed(path, **{name: array for name, array in content.items() if array is not None})  # type: ignore[arg-type]
    return path


def feed_camera(
    application: Application, clock: ManualClock, sights: Iterator[PoseFrame], look: Callable[[], None] = lambda: None
) -> None:
    """Feed a camera's sights in time with the clock, until they end or the session is over."""
    began = clock.elapsed_seconds
    first: float | None = None
    for sight in sights:
        first = sight.t if first is None else first
        clock.advance(began + sight.t - first - clock.elapsed_seconds)
        people = [(person.image.ravel().tolist(), person.world.ravel().tolist()) for person in sight.people]
        application.process_frame(sight.t, sight.size, people)
        look()
        if application.live_session is None or application.live_session.is_over:
            return
