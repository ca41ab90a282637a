"""Judging a set from a file: a recording, or a video."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Generator, Mapping
from pathlib import Path

import numpy as np

from rearguard.app.media import video
from rearguard.app.media.annotated_video import Film
from rearguard.app.media.pose_model import require
from rearguard.app.media.recording_file import read_recording
from rearguard.body.recording import Sight
from rearguard.coach.coach import Coach
from rearguard.coach.report import Report, report, review
from rearguard.core.errors import Misuse, Refusal
from rearguard.core.message import Message
from rearguard.core.observation import Observation
from rearguard.core.side import Side
from rearguard.library.exercise import Exercise

RECORDING = ".npz"

Told = Callable[[float], None]
"""Is told what part of a file is over."""


def watched(exercises: Mapping[str, Exercise], name: str, level: str | None = None) -> Exercise:
    """Return an exercise that a camera can judge.

    Raises:
        Misuse: there is no such exercise, or no such level of it.
        Refusal: nobody has said how a camera sees it.
    """
    exercise = exercises.get(name)
    if exercise is None:
        known = ", ".join(one.id for one in exercises.values() if one.watch is not None)
        raise Misuse(Message("There is no exercise {name}; a camera knows {known}", {"name": name, "known": known}))
    if exercise.watch is None:
        raise Refusal(Message("A camera can't judge {name}: its file has no [watch]", {"name": name}))
    if level is not None and all(one.id != level for one in exercise.levels):
        names = ", ".join(one.id for one in exercise.levels)
        raise Misuse(Message("There is no level {name}; there are {names}", {"name": level, "names": names}))
    return exercise


def judge(
    path: Path,
    exercise: Exercise,
    *,
    side: Side | None = None,
    level: str | None = None,
    draw: Path | None = None,
    told: Told = lambda _part: None,
) -> Report:
    """Return what a coach makes of a file.

    Args:
        path: a recording (`.npz`), or a video.
        exercise: what is done in it; it has a `watch`.
        side: which side works, where that is known.
        level: of the exercise; None for the first.
        draw: where to write a video with the body drawn over it.
        told: is told how far it is.

    Raises:
        Refusal: the file can't be read, or the drawing not be written, or what that needs is not installed.
    """
    _exists(path)
    found = None if level is None else exercise.level(level)
    is_recording = path.suffix.lower() == RECORDING
    if is_recording and draw is None:
        return review(exercise, read_recording(path), side=side, level=found)
    if draw is not None:
        require()
    coach = Coach(exercise, level=found, side=side)
    observations: list[Observation] = []
    first: float | None = None
    last = 0.0
    moments = _recorded(path) if is_recording else video.sights(path)
    with contextlib.nullcontext() if draw is None else Film(draw) as film, contextlib.closing(moments):
        for sight, picture, part in moments:
            observations += coach.see(sight)
            first, last = sight.t if first is None else first, sight.t
            if film is not None:
                film.show(picture, sight, coach.showing.person, _words(coach))
            told(part)
    observations += coach.finish()
    return report(exercise.id, coach.watch, observations, first or 0.0, last)


def _exists(path: Path) -> None:
    if path.is_dir():
        raise Refusal(Message("{file} is a folder: name a file", {"file": str(path)}))
    if not path.exists():
        raise Refusal(Message("There is no file {file}", {"file": str(path)}))
    if not path.is_file():
        raise Refusal(Message("{file} is not a file", {"file": str(path)}))


def _recorded(path: Path) -> Generator[video.Moment, None, None]:
    """Yield the moments of a recording as of a video of an empty room."""
    recording = read_recording(path)
    width, height = recording.size
    scale = min(video.LONG / max(width, height), 1.0)
    size = (max(round(width * scale), 2), max(round(height * scale), 2))
    room = np.full((size[1], size[0], 3), 40, np.uint8)
    begin = float(recording.t[0])
    for number, sight in enumerate(recording.sights(), 1):
        yield Sight(t=sight.t - begin, people=sight.people, size=size), room, number / len(recording)


def _words(coach: Coach) -> str:
    now = coach.showing
    if not now.seen:
        return "-"
    return f"{now.held:.0f} s" if coach.watch.hold is not None else str(now.reps)
