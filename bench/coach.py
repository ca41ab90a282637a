"""What a coach costs: a moment live, and a recording, each against the pose model's share of a picture.

uv run bench/coach.py

A camera that gives 30 pictures a second leaves 33 ms for each; the pose model takes most of it. "Live" is a sight with
one person, from landmarks to observations; "from a file" a whole recording, measured in arrays. Both are the least of
several rounds in one run, taken in turns, in the processor's time for this process: other work on the machine can
only add. As a yardstick that every machine has, the same run times a plain loop of a million additions in Python.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from recorded import NAMES, recorded

from rearguard.body.recording import Recording
from rearguard.coach.coach import Coach
from rearguard.coach.report import review
from rearguard.library.exercise import Exercise
from rearguard.library.loader import load

ROUNDS = 7

LIVE, FILE = 300, 50
"""Microseconds a moment, at most: of a picture's 33 ms a hundredth, and 20,000 moments a second."""


def main() -> None:
    """Measure each exercise that is watched, over all recordings."""
    recordings = [recorded(name) for name in NAMES]
    count = sum(len(recording) for recording in recordings)
    yardstick = min(_timed(_million) for _ in range(ROUNDS))
    print(f"a million additions take {yardstick * 1000:.0f} ms here")
    for exercise in load().exercises.values():
        if exercise.watch is None:
            continue
        live, file = [], []
        for _ in range(ROUNDS):
            live.append(_timed(lambda: _live(exercise, recordings)))  # noqa: B023 - called at once
            file.append(_timed(lambda: [review(exercise, one) for one in recordings]))  # noqa: B023 - called at once
        each, quick = min(live) / count * 1e6, min(file) / count * 1e6
        holds = "holds" if each <= LIVE and quick <= FILE else "MISSED"
        print(
            f"{exercise.id}: live {each:.0f} µs a sight (at most {LIVE}), {each / yardstick / 1e6:.4f} of that; "
            f"from a file {quick:.0f} µs (at most {FILE}), {1e6 / quick:,.0f} moments a second, "
            f"{each / quick:.1f} times as quick: {holds}"
        )


def _live(exercise: Exercise, recordings: list[Recording]) -> None:
    for recording in recordings:
        coach = Coach(exercise)
        for sight in recording.sights():
            coach.see(sight)
        coach.finish()


def _million() -> None:
    total = 0
    for i in range(1_000_000):
        total += i


def _timed(what: Callable[[], object]) -> float:
    begin = time.process_time()
    what()
    return time.process_time() - begin


if __name__ == "__main__":
    main()
