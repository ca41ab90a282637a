"""A session that somebody does before a camera: a simulated person, whose truth is known."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rearguard.app.application import Application
from rearguard.app.training.planning import Wish
from rearguard.body.recording import Recording, Sight
from rearguard.library.exercise import Exercise
from rearguard.library.loader import load
from support.home_fixture import TurnedClock
from support.simulation.performance import STEADY
from support.simulation.person import Person, person

EXERCISES = load().exercises
SEED = 3

ALL = ("glute-bridge", "clamshell", "monster-walk", "runners-stretch", "piriformis-stretch")


def only(exercise: str) -> Wish:
    """Wish for a session of one exercise."""
    return Wish(minutes=2.0, exclude=tuple(one for one in ALL if one != exercise))


@cache
def someone(exercise: str, seed: int = SEED) -> Person:
    """Return somebody who does a clean set from their second second on."""
    found: Exercise = EXERCISES[exercise]
    return person(found, found.levels[0], seed, habits=STEADY)


def sights(doing: Person, after: float = 0.0) -> Iterator[Sight]:
    """Yield what a camera sees of somebody, its clock beginning `after` seconds."""
    for sight in doing.recording.sights():
        yield Sight(t=sight.t + after, people=sight.people, size=sight.size)


def nobody(seconds: float) -> Iterator[Sight]:
    """Yield ten pictures a second of an empty room."""
    for moment in range(round(seconds * 10)):
        yield Sight(t=moment / 10, people=(), size=(640, 480))


def numbers(sight: Sight) -> dict[str, Any]:
    """Return a sight as the page sends it."""
    people = [
        {"image": [round(x, 4) for x in one.image.ravel().tolist()], "world": one.world.ravel().round(4).tolist()}
        for one in sight.people
    ]
    return {"t": round(sight.t, 4), "size": list(sight.size), "people": people}


def arrays(recording: Recording) -> dict[str, NDArray[Any]]:
    """Return what a recording's file holds."""
    return {
        "t": recording.t,
        "image": recording.image.astype(np.float32),
        "world": recording.world.astype(np.float32),
        "size": np.array(recording.size),
    }


def saved(path: Path, recording: Recording, **changed: object) -> Path:
    """Write a recording's file, with some of its arrays changed; None leaves one out."""
    content = {**arrays(recording), **changed}
    np.savez_compressed(path, **{name: array for name, array in content.items() if array is not None})  # type: ignore[arg-type]
    return path


def show(
    application: Application, clock: TurnedClock, seen: Iterator[Sight], look: Callable[[], None] = lambda: None
) -> None:
    """Let a camera see, in time with the clock, until all was seen or the session is over."""
    began = clock.passed
    first: float | None = None
    for sight in seen:
        first = sight.t if first is None else first
        clock.turn(began + sight.t - first - clock.passed)
        people = [(one.image.ravel().tolist(), one.world.ravel().tolist()) for one in sight.people]
        application.see(sight.t, sight.size, people)
        look()
        if application.training is None or application.training.over:
            return
