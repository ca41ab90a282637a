"""The cost of a coach per moment, live and from a recording, compared with the pose model's cost per picture.

uv run --group dev bench/coach.py

"Live" is one sight of one person, from landmarks to observations; "from a file" is a whole recording, measured in
arrays. Both are the minimum of several rounds in one run, taken in turns, in this process's CPU time: other work on the
machine can only add. In the same run, and by the same clock, the pose model examines pictures of a drawn person; it
needs the extra `video`.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from support.camera_session import simulate_clean_set
from support.recordings import RECORDING_NAMES, load_recording
from support.simulation.clip import write_clip

from rearguard.app.media import video
from rearguard.body.recording import PoseRecording
from rearguard.coach.coach import Coach
from rearguard.coach.report import review_recording
from rearguard.library.exercise import Exercise
from rearguard.library.loader import load_folders

ROUNDS = 7

MAX_LIVE_US, MAX_FILE_US = 300, 50
"""Microseconds a moment, at most: of a picture's 33 ms a hundredth, and 20,000 moments a second."""

MAX_SHARE_OF_POSE_MODEL = 0.03
"""Of the pose model's own time for a picture, at most."""


def main() -> None:
    """Measure each exercise that has a coach, over all recordings."""
    recordings = [load_recording(name) for name in RECORDING_NAMES]
    count = sum(len(recording) for recording in recordings)
    pose = _pose()
    print(f"the pose model takes {pose / 1000:.1f} ms for a picture here")
    for exercise in load_folders().exercises.values():
        if exercise.watch is None:
            continue
        live, file = [], []
        for _ in range(ROUNDS):
            live.append(_timed(lambda: _live(exercise, recordings)))  # noqa: B023 - called at once
            file.append(_timed(lambda: [review_recording(exercise, clip) for clip in recordings]))  # noqa: B023 - called at once
        each, quick = min(live) / count * 1e6, min(file) / count * 1e6
        holds = (
            "holds"
            if each <= MAX_LIVE_US and quick <= MAX_FILE_US and each <= MAX_SHARE_OF_POSE_MODEL * pose
            else "MISSED"
        )
        print(
            f"{exercise.id}: live {each:.0f} µs a sight (at most {MAX_LIVE_US}), {each / pose:.2%} of that (at most "
            f"{MAX_SHARE_OF_POSE_MODEL:.0%}); from a file {quick:.0f} µs (at most {MAX_FILE_US}), "
            f"{1e6 / quick:,.0f} moments a second, {each / quick:.1f} times as quick: {holds}"
        )


def _live(exercise: Exercise, recordings: list[PoseRecording]) -> None:
    for recording in recordings:
        coach = Coach(exercise)
        for sight in recording.frames():
            coach.observe(sight)
        coach.finish()


def _pose() -> float:
    """Return the pose model's median microseconds per picture, without the first picture."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "film.y4m"
        write_clip(path, simulate_clean_set("glute-bridge"), seconds=3.0, fps=15)
        began = [time.process_time() for _ in video.read_moments(path)]
    return median(after - before for before, after in pairwise(began)) * 1e6


def _timed(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin


if __name__ == "__main__":
    main()
