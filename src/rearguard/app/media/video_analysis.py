"""The form check of a set from a file: a recording, or a video."""

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
"""Called with the part of the file that is done, 0 to 1."""


def find_coached_exercise(exercises: Mapping[str, Exercise], name: str, level: str | None = None) -> Exercise:
    """Return an exercise that a camera can check.

    Raises:
        InvalidRequest: there is no such exercise, or no such level of it.
        Refusal: its file has no `watch` section.
    """
    exercise = exercises.get(name)
    if exercise is None:
        known = ", ".join(other.id for other in exercises.values() if other.watch is not None)
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
    """Check the form in a file and return the report of the set.

    Args:
        path: a recording (`.npz`), or a video.
        exercise: the exercise in it; it has a `watch`.
        side: the side that works, if known.
        level: of the exercise; None: the first.
        draw_to: path of a video to write, with the body drawn over it; None: no video.
        on_progress: called with the part that is done.

    Raises:
        Refusal: the file can't be read, the video can't be written, or an extra is missing.
    """
    _require_file(path)
    chosen_level = None if level is None else exercise.level(level)
    is_recording = path.suffix.lower() == RECORDING_SUFFIX
    if is_recording and draw_to is None:
        return review_recording(exercise, read_recording(path), side=side, level=chosen_level)
    if draw_to is not None:
        require_video_support()
    coach = Coach(exercise, level=chosen_level, side=side)
    observations: list[Observation] = []
    start: float | None = None
    end = 0.0
    moments = _recording_moments(path) if is_recording else video.read_moments(path)
    with (
        contextlib.nullcontext() if draw_to is None else AnnotatedVideo(draw_to) as video_out,
        contextlib.closing(moments),
    ):
        for frame, picture, progress in moments:
            observations += coach.observe(frame)
            start, end = frame.t if start is None else start, frame.t
            if video_out is not None:
                video_out.add_frame(picture, frame, coach.state.person_index, _caption(coach))
            on_progress(progress)
    observations += coach.finish()
    return build_set_report(exercise.id, coach.watch, observations, start or 0.0, end)


def _require_file(path: Path) -> None:
    if path.is_dir():
        raise Refusal(Message("{file} is a folder. Give a file", {"file": str(path)}))
    if not path.exists():
        raise Refusal(Message("There is no file {file}", {"file": str(path)}))
    if not path.is_file():
        raise Refusal(Message("{file} is not a file", {"file": str(path)}))


def _recording_moments(path: Path) -> Generator[video.VideoMoment, None, None]:
    """Yield the moments of a recording, like those of a video, with an empty picture."""
    recording = read_recording(path)
    width, height = recording.size
    scale = min(video.MAX_PICTURE_SIDE_PX / max(width, height), 1.0)
    size = (max(round(width * scale), 2), max(round(height * scale), 2))
    empty_picture = np.full((size[1], size[0], 3), 40, np.uint8)
    start = float(recording.t[0])
    for number, frame in enumerate(recording.frames(), 1):
        yield PoseFrame(t=frame.t - start, people=frame.people, size=size), empty_picture, number / len(recording)


def _caption(coach: Coach) -> str:
    state = coach.state
    if not state.is_visible:
        return "-"
    return f"{state.held_s:.0f} s" if coach.watch.hold is not None else str(state.reps)
