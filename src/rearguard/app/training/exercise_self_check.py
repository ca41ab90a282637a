"""Whether an exercise's figure and its `watch` agree: who does just what is drawn is counted, and does it well.

A file can be right in every word and be watched in vain: bounds that nobody reaches, a camera on the wrong side. Its
own figure is one whom it can't disagree with; so the coach looks at the figure.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from rearguard.app.person.paths import default_paths
from rearguard.body.camera import Camera
from rearguard.body.measure import MEASURES, compute_measures
from rearguard.body.pose_features import PoseFeatures
from rearguard.body.recording import FloatArray, PoseRecording
from rearguard.coach.report import review_recording
from rearguard.core.message import Message
from rearguard.core.problem import Problem
from rearguard.library.exercise import Exercise, Level
from rearguard.library.library import Library
from rearguard.library.motion import Motion, make_motion
from rearguard.library.watch import CameraPlacement, MeasureLimit

SIMULATED_REPS = 3
"""How often the figure does it."""

SIMULATED_FRAMES_PER_S = 15
"""Pictures a second, as of a slow machine."""

STILL_S, SIMULATED_HOLD_S = 1.5, 5.0
"""Seconds that it waits before and after, and for which it keeps what is held."""

CAMERA_YAWS_DEG = {"front": 0.0, "side": 90.0}
CAMERA_HEIGHTS_M = {"floor": 0.3, "seat": 0.5, "hip": 0.95}
"""Degrees and metres: where the camera stands."""

CAMERA_DISTANCE_M, FIELD_OF_VIEW_DEG, PICTURE_SIZE_PX = 4.0, 35.0, (960, 540)
"""Metres, degrees from the picture's upper edge to its lower one, pixels: it sees 2.5 by 4.5 metres, enough for anybody
who stands or lies."""

Findings = Iterator[tuple[str, Message]]
"""Places in a file, and what is wrong there."""

MeasureRanges = dict[str, tuple[float, float]]
"""From where to where each measure goes."""

UNKNOWN_RANGE = (math.nan, math.nan)


def find_disagreements(library: Library, path: Path | None = None) -> tuple[Problem, ...]:
    """Return what is wrong between the figures and the `watch` tables of a library, each thing once.

    Args:
        library: what was read.
        path: the file or the folder that it was read from; None for ours and the person's own.
    """
    problems = {
        (exercise.id, key): Problem(_file_of(exercise, path), key, message)
        for exercise in library.exercises.values()
        for level in exercise.levels[::-1]  # of what is wrong at several, the first is told
        for key, message in _check_level(exercise, level)
    }
    return tuple(problems.values())


def _file_of(exercise: Exercise, path: Path | None) -> str:
    folder, name = default_paths().library if path is None else path, f"{exercise.id}.toml"
    return str(next((one for one in (folder / "exercises" / name, folder / name, folder) if one.is_file()), name))


def _check_level(exercise: Exercise, level: Level) -> Findings:
    resolved = exercise.at(level)
    watch = resolved.watch
    if exercise.figure is None or watch is None:
        return
    moving = make_motion(exercise.figure, level, resolved.tempo)
    recording = _simulate_camera(_animate(moving, held=watch.hold is not None), watch.camera)
    spans = _measure_ranges(recording)
    missed = [*_unmet_limits("watch.view", watch.view, spans), *_unmet_limits("watch.posture", watch.posture, spans)]
    if watch.hold is not None:
        missed += _unmet_limits("watch.hold.within", watch.hold.within, spans)
    yield from missed
    found = review_recording(exercise, recording, level=level)
    if watch.count is not None and not missed and len(found.reps) < SIMULATED_REPS:
        yield (
            "watch.count",
            Message(
                "the drawn motion counts as {count} of {times} reps: {measure} goes from {least} to {most}",
                {"count": len(found.reps), "times": SIMULATED_REPS, **_range_values(watch.count.measure, spans)},
            ),
        )
    had = {fault.id for fault in found.faults} | {id_ for rep in found.reps for id_ in rep.faults}
    for number, flaw in enumerate(watch.flaws, 1):
        if flaw.id in had:
            yield f"watch.flaws.{number}", Message("the drawn motion itself shows this fault")


def _animate(moving: Motion, *, held: bool) -> list[FloatArray]:
    """Return the figure doing it three times, or keeping the middle of what is held."""
    if held:
        return [np.array(moving.body_at(0.5).landmarks)] * round(SIMULATED_HOLD_S * SIMULATED_FRAMES_PER_S)
    still, count = round(STILL_S * SIMULATED_FRAMES_PER_S), round(moving.seconds * SIMULATED_FRAMES_PER_S)
    cycle = [np.array(moving.body_at(i / count).landmarks) for i in range(count)]
    return [*cycle[:1] * still, *cycle * SIMULATED_REPS, *cycle[:1] * still]


def _simulate_camera(bodies: list[FloatArray], stands: CameraPlacement) -> PoseRecording:
    """Return what the best camera, where the file asks for it, would report."""
    places = np.array(bodies)
    low, high = places.min(axis=(0, 1)), places.max(axis=(0, 1))
    x, y, z = (float(part) for part in (low + high) / 2)
    pitch = math.degrees(math.asin((CAMERA_HEIGHTS_M[stands.height] - y) / CAMERA_DISTANCE_M))
    camera = Camera(
        yaw=CAMERA_YAWS_DEG[stands.place],
        pitch=pitch,
        distance=CAMERA_DISTANCE_M,
        target=(x, y, z),
        field_of_view=FIELD_OF_VIEW_DEG,
    )
    seen = np.array([camera.project(tuple(map(tuple, body))) for body in bodies])
    image = np.ones((len(bodies), places.shape[1], 4))
    image[..., 0] = 0.5 + seen[..., 0] / 2 * PICTURE_SIZE_PX[1] / PICTURE_SIZE_PX[0]
    image[..., 1] = 0.5 - seen[..., 1] / 2
    # In metres again, by how far away each place is.
    scale = math.tan(math.radians(FIELD_OF_VIEW_DEG / 2)) * seen[..., 2]
    world = np.stack([seen[..., 0] * scale, -seen[..., 1] * scale, seen[..., 2]], axis=-1)
    world -= world[:, 23:25].mean(axis=1, keepdims=True)
    image[..., 2] = world[..., 2]
    return PoseRecording(
        t=np.arange(len(bodies)) / SIMULATED_FRAMES_PER_S, image=image, world=world, size=PICTURE_SIZE_PX
    )


def _measure_ranges(recording: PoseRecording) -> MeasureRanges:
    """Return from where to where each measure goes that is known at any moment."""
    names = tuple(MEASURES)
    columns = compute_measures(names, PoseFeatures(recording.image, recording.world, recording.size)).T
    known = {name: column[~np.isnan(column)] for name, column in zip(names, columns, strict=True)}
    return {name: (float(column.min()), float(column.max())) for name, column in known.items() if len(column)}


def _unmet_limits(key: str, limits: Iterable[MeasureLimit], spans: MeasureRanges) -> Findings:
    """Find limits that the figure does not keep."""
    for number, limit in enumerate(limits, 1):
        least, most = spans.get(limit.measure, UNKNOWN_RANGE)
        if not ((limit.above is None or least >= limit.above) and (limit.below is None or most <= limit.below)):
            yield (
                f"{key}.{number}",
                Message(
                    "the drawn motion breaks this limit: {measure} goes from {least} to {most}",
                    _range_values(limit.measure, spans),
                ),
            )


def _range_values(name: str, spans: MeasureRanges) -> dict[str, str | float]:
    least, most = spans.get(name, UNKNOWN_RANGE)
    return {"measure": name, "least": float(f"{least:.3g}"), "most": float(f"{most:.3g}")}
