"""Whether an exercise's figure and its `watch` agree: who does just what is drawn is counted, and does it well.

A file can be right in every word and be watched in vain: bounds that nobody reaches, a camera on the wrong side. Its
own figure is one whom it can't disagree with; so the coach looks at the figure.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from rearguard.app.person.paths import home
from rearguard.body.camera import Camera
from rearguard.body.measure import MEASURES, measure
from rearguard.body.pose_features import Look
from rearguard.body.recording import Array, Recording
from rearguard.coach.report import review
from rearguard.core.message import Message
from rearguard.core.problem import Problem
from rearguard.library.exercise import Exercise, Level
from rearguard.library.library import Library
from rearguard.library.motion import Motion, motion
from rearguard.library.watch import Limit, Viewpoint, watch_at

TIMES = 3
"""How often the figure does it."""

RATE = 15
"""Pictures a second, as of a slow machine."""

STILL, HELD = 1.5, 5.0
"""Seconds that it waits before and after, and for which it keeps what is held."""

YAWS = {"front": 0.0, "side": 90.0}
HEIGHTS = {"floor": 0.3, "seat": 0.5, "hip": 0.95}
"""Degrees and metres: where the camera stands."""

AWAY, VIEW, SIZE = 4.0, 35.0, (960, 540)
"""Metres, degrees from the picture's upper edge to its lower one, pixels: it sees 2.5 by 4.5 metres, enough for anybody
who stands or lies."""

Findings = Iterator[tuple[str, Message]]
"""Places in a file, and what is wrong there."""

Spans = dict[str, tuple[float, float]]
"""From where to where each measure goes."""

UNKNOWN = (math.nan, math.nan)


def disagreements(library: Library, path: Path | None = None) -> tuple[Problem, ...]:
    """Return what is wrong between the figures and the `watch` tables of a library, each thing once.

    Args:
        library: what was read.
        path: the file or the folder that it was read from; None for ours and the person's own.
    """
    problems = {
        (exercise.id, key): Problem(_file(exercise, path), key, message)
        for exercise in library.exercises.values()
        for level in exercise.levels[::-1]  # of what is wrong at several, the first is told
        for key, message in _findings(exercise, level)
    }
    return tuple(problems.values())


def _file(exercise: Exercise, path: Path | None) -> str:
    folder, name = home().library if path is None else path, f"{exercise.id}.toml"
    return str(next((one for one in (folder / "exercises" / name, folder / name, folder) if one.is_file()), name))


def _findings(exercise: Exercise, level: Level) -> Findings:
    if exercise.figure is None or exercise.watch is None:
        return
    watch = watch_at(exercise.watch, level.watch)
    moving = motion(exercise.figure, level, level.tempo or exercise.dose.tempo)
    recording = _recording(_bodies(moving, held=watch.hold is not None), watch.camera)
    spans = _spans(recording)
    missed = [*_missed("watch.view", watch.view, spans), *_missed("watch.posture", watch.posture, spans)]
    if watch.hold is not None:
        missed += _missed("watch.hold.within", watch.hold.within, spans)
    yield from missed
    found = review(exercise, recording, level=level)
    if watch.count is not None and not missed and len(found.reps) < TIMES:
        yield (
            "watch.count",
            Message(
                "as it is drawn, {count} of {times} repetitions are counted: {measure} goes from {least} to {most}",
                {"count": len(found.reps), "times": TIMES, **_said(watch.count.measure, spans)},
            ),
        )
    had = {fault.id for fault in found.faults} | {id_ for rep in found.reps for id_ in rep.faults}
    for number, flaw in enumerate(watch.flaws, 1):
        if flaw.id in had:
            yield f"watch.flaws.{number}", Message("whoever does what is drawn has this flaw")


def _bodies(moving: Motion, *, held: bool) -> list[Array]:
    """Return the figure doing it three times, or keeping the middle of what is held."""
    if held:
        return [np.array(moving.body(0.5).landmarks)] * round(HELD * RATE)
    still, count = round(STILL * RATE), round(moving.seconds * RATE)
    cycle = [np.array(moving.body(i / count).landmarks) for i in range(count)]
    return [*cycle[:1] * still, *cycle * TIMES, *cycle[:1] * still]


def _recording(bodies: list[Array], stands: Viewpoint) -> Recording:
    """Return what the best camera, where the file asks for it, would report."""
    places = np.array(bodies)
    low, high = places.min(axis=(0, 1)), places.max(axis=(0, 1))
    x, y, z = (float(part) for part in (low + high) / 2)
    pitch = math.degrees(math.asin((HEIGHTS[stands.height] - y) / AWAY))
    camera = Camera(yaw=YAWS[stands.place], pitch=pitch, distance=AWAY, target=(x, y, z), view=VIEW)
    seen = np.array([camera.image(tuple(map(tuple, body))) for body in bodies])
    image = np.ones((len(bodies), places.shape[1], 4))
    image[..., 0] = 0.5 + seen[..., 0] / 2 * SIZE[1] / SIZE[0]
    image[..., 1] = 0.5 - seen[..., 1] / 2
    # In metres again, by how far away each place is.
    scale = math.tan(math.radians(VIEW / 2)) * seen[..., 2]
    world = np.stack([seen[..., 0] * scale, -seen[..., 1] * scale, seen[..., 2]], axis=-1)
    world -= world[:, 23:25].mean(axis=1, keepdims=True)
    image[..., 2] = world[..., 2]
    return Recording(t=np.arange(len(bodies)) / RATE, image=image, world=world, size=SIZE)


def _spans(recording: Recording) -> Spans:
    """Return from where to where each measure goes that is known at any moment."""
    names = tuple(MEASURES)
    columns = measure(names, Look(recording.image, recording.world, recording.size)).T
    known = {name: column[~np.isnan(column)] for name, column in zip(names, columns, strict=True)}
    return {name: (float(column.min()), float(column.max())) for name, column in known.items() if len(column)}


def _missed(key: str, limits: Iterable[Limit], spans: Spans) -> Findings:
    """Find limits that the figure does not keep."""
    for number, limit in enumerate(limits, 1):
        least, most = spans.get(limit.measure, UNKNOWN)
        if not ((limit.above is None or least >= limit.above) and (limit.below is None or most <= limit.below)):
            yield (
                f"{key}.{number}",
                Message(
                    "the figure does not keep to this: as it is drawn, {measure} goes from {least} to {most}",
                    _said(limit.measure, spans),
                ),
            )


def _said(name: str, spans: Spans) -> dict[str, str | float]:
    least, most = spans.get(name, UNKNOWN)
    return {"measure": name, "least": float(f"{least:.3g}"), "most": float(f"{most:.3g}")}
