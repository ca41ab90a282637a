"""Judging a set from a file: a recording, or a video."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Generator, Mapping
from pathlib import Path

import numpy as np

from rearguard.app.media import video
from rearguard.app.media.annotated_video import AnnotatedVideo
from rearguard.app.media.pose_model import require_video_support
from rearguard.app.media.recording_file import read_recording
from rearguard.body.recording import PoseFrame
from rearguard.coach.coach import Coach
from rearguard.coach.report import SetReport, build_set_report, review_recording
from rearguard.core.errors import InvalidRequest, Refusal
from rearguard.core.message import Message
from rearguard.core.observation import Observation
from rearguard.core.side import Side
from rearguard.library.exercise import Exercise

RECORDING_SUFFIX = ".npz"

ProgressCallback = Callable[[float], None]
"""Is told what part of a file is over."""


def find_coached_exercise(exercises: Mapping[str, Exercise], name: str, level: str | None = None) -> Exercise:
    """Return an exercise that a camera can judge.

    Raises:
        Misuse: there is no such exercise, or no such level of it.
        Refusal: nobody has said how a camera sees it.
    """
    exercise = exercises.get(name)
    if exercise is None:
        known = ", ".join(one.id for one in exercises.values() if one.watch is not None)
        raise InvalidRequest(
            Message("There is no exercise {name}. The camera can check: {known}", {"name": name, "known": known})
        )
    if exercise.watch is None:
        raise Refusal(Message("The camera can't check {name}: its file has no [watch] section", {"name": name}))
    if level is not None:
        exercise.level(level)
    return exercise


def judge_file(
    path: Path,
    exercise: Exercise,
    *,
    side: Side | None = None,
    level: str | None = None,
    draw_to: Path | None = None,
    on_progress: ProgressCallback = lambda _part: None,
) -> SetReport:
    """Return what a coach makes of a file.

    Args:
        path: a recording (`.npz`), or a video.
        exercise: what is done in it; it has a `watch`.
        side: which side works, where that is known.
        level: of the exercise; None for the first.
        draw_to: where to write a video with the body drawn over it.
        on_progress: is told how far it is.

    Raises:
        Refusal: the file can't be read, or the drawing not be written, or what that needs is not installed.
    """
    _require_file(path)
    found = None if level is None else exercise.level(level)
    is_recording = path.suffix.lower() == RECORDING_SUFFIX
    if is_recording and draw_to is None:
        return review_recording(exercise, read_recording(path), side=side, level=found)
    if draw_to is not None:
        require_video_support()
    coach = Coach(exercise, level=found, side=side)
    observations: list[Observation] = []
    first: float | None = None
    last = 0.0
    moments = _recording_moments(path) if is_recording else video.read_moments(path)
    with contextlib.nullcontext() if draw_to is None else AnnotatedVideo(draw_to) as film, contextlib.closing(moments):
        for sight, picture, part in moments:
            observations += coach.observe(sight)
            first, last = sight.t if first is None else first, sight.t
            if film is not None:
                film.add_frame(picture, sight, coach.state.person_index, _caption(coach))
            on_progress(part)
    observations += coach.finish()
    return build_set_report(exercise.id, coach.watch, observations, first or 0.0, last)


def _require_file(path: Path) -> None:
    if path.is_dir():
        raise Refusal(Message("{file} is a folder. Give a file", {"file": str(path)}))
    if not path.exists():
        raise Refusal(Message("There is no file {file}", {"file": str(path)}))
    if not path.is_file():
        raise Refusal(Message("{file} is not a file", {"file": str(path)}))


def _recording_moments(path: Path) -> Generator[video.VideoMoment, None, None]:
    """Yield the moments of a recording as of a video of an empty room."""
    recording = read_recording(path)
    width, height = recording.size
    scale = min(video.MAX_PICTURE_SIDE_PX / max(width, height), 1.0)
    size = (max(round(width * scale), 2), max(round(height * scale), 2))
    room = np.full((size[1], size[0], 3), 40, np.uint8)
    begin = float(recording.t[0])
    for number, sight in enumerate(recording.frames(), 1):
        yield PoseFrame(t=sight.t - begin, people=sight.people, size=size), room, number / len(recording)


def _caption(coach: Coach) -> str:
    now = coach.state
    if not now.is_visible:
        return "-"
    return f"{now.held_s:.0f} s" if coach.watch.hold is not None else str(now.reps)
