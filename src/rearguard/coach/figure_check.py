"""A check that an exercise's figure satisfies its own `watch` table: the coach counts it and sees no faults.

A file can be valid and still useless to the coach: limits that nobody reaches, a camera on the wrong side. The file's
own figure must pass, so the coach reviews a simulated recording of the figure.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

import numpy as np

from rearguard.body.camera import Camera
from rearguard.body.measure import MEASURES, compute_measures
from rearguard.body.pose_features import PoseFeatures
from rearguard.body.recording import FloatArray, PoseRecording
from rearguard.coach.report import review_recording
from rearguard.core.message import Message
from rearguard.library.exercise import Exercise, Level
from rearguard.library.motion import Motion, make_motion
from rearguard.library.watch import CameraPlacement, MeasureLimit

SIMULATED_REPS = 3
"""Repetitions that the figure performs."""

SIMULATED_FRAMES_PER_S = 15
"""Frames a second, as on a slow machine."""

STILL_S, SIMULATED_HOLD_S = 1.5, 5.0
"""Seconds that the figure stands still before and after, and seconds that it keeps a hold."""

CAMERA_YAWS_DEG = {"front": 0.0, "side": 90.0}
CAMERA_HEIGHTS_M = {"floor": 0.3, "seat": 0.5, "hip": 0.95}
"""The camera's direction in degrees and its height in metres, by the words of a file."""

CAMERA_DISTANCE_M, FIELD_OF_VIEW_DEG, PICTURE_SIZE_PX = 4.0, 35.0, (960, 540)
"""Metres, degrees from the picture's upper to its lower edge, pixels: 2.5 by 4.5 metres are in view, enough for a
person standing or lying."""

Findings = Iterator[tuple[str, Message]]
"""Pairs of a key in a file and what is wrong there."""

MeasureRanges = dict[str, tuple[float, float]]
"""The least and the greatest value of each measure."""

UNKNOWN_RANGE = (math.nan, math.nan)


def check_figure(exercise: Exercise, level: Level) -> Findings:
    """Yield the disagreements between an exercise's figure and its `watch` table at a level."""
    resolved = exercise.at(level)
    watch = resolved.watch
    if exercise.figure is None or watch is None:
        return
    motion = make_motion(exercise.figure, level, resolved.tempo)
    recording = _simulate_camera(_animate(motion, is_hold=watch.hold is not None), watch.camera)
    ranges = _measure_ranges(recording)
    broken_limits = [
        *_unmet_limits("watch.view", watch.view, ranges),
        *_unmet_limits("watch.posture", watch.posture, ranges),
    ]
    if watch.hold is not None:
        broken_limits += _unmet_limits("watch.hold.within", watch.hold.within, ranges)
    yield from broken_limits
    report = review_recording(exercise, recording, level=level)
    if watch.count is not None and not broken_limits and len(report.reps) < SIMULATED_REPS:
        yield (
            "watch.count",
            Message(
                "the drawn motion counts as {count} of {times} reps: {measure} goes from {least} to {most}",
                {"count": len(report.reps), "times": SIMULATED_REPS, **_range_values(watch.count.measure, ranges)},
            ),
        )
    shown_faults = {shown.id for shown in report.faults} | {id_ for rep in report.reps for id_ in rep.faults}
    for number, fault in enumerate(watch.flaws, 1):
        if fault.id in shown_faults:
            yield f"watch.flaws.{number}", Message("the drawn motion itself shows this fault")


def _animate(motion: Motion, *, is_hold: bool) -> list[FloatArray]:
    """Return the landmarks of `SIMULATED_REPS` repetitions, or of a hold of the motion's middle."""
    if is_hold:
        return [np.array(motion.body_at(0.5).landmarks)] * round(SIMULATED_HOLD_S * SIMULATED_FRAMES_PER_S)
    still, count = round(STILL_S * SIMULATED_FRAMES_PER_S), round(motion.seconds * SIMULATED_FRAMES_PER_S)
    cycle = [np.array(motion.body_at(i / count).landmarks) for i in range(count)]
    return [*cycle[:1] * still, *cycle * SIMULATED_REPS, *cycle[:1] * still]


def _simulate_camera(bodies: list[FloatArray], placement: CameraPlacement) -> PoseRecording:
    """Return the recording of a perfect camera in the place that the file asks for."""
    landmarks = np.array(bodies)
    low, high = landmarks.min(axis=(0, 1)), landmarks.max(axis=(0, 1))
    x, y, z = (float(part) for part in (low + high) / 2)
    pitch = math.degrees(math.asin((CAMERA_HEIGHTS_M[placement.height] - y) / CAMERA_DISTANCE_M))
    camera = Camera(
        yaw=CAMERA_YAWS_DEG[placement.place],
        pitch=pitch,
        distance=CAMERA_DISTANCE_M,
        target=(x, y, z),
        field_of_view=FIELD_OF_VIEW_DEG,
    )
    projected = np.array([camera.project(tuple(map(tuple, body))) for body in bodies])
    image = np.ones((len(bodies), landmarks.shape[1], 4))
    image[..., 0] = 0.5 + projected[..., 0] / 2 * PICTURE_SIZE_PX[1] / PICTURE_SIZE_PX[0]
    image[..., 1] = 0.5 - projected[..., 1] / 2
    # Back to metres, by the distance of each landmark.
    scale = math.tan(math.radians(FIELD_OF_VIEW_DEG / 2)) * projected[..., 2]
    world = np.stack([projected[..., 0] * scale, -projected[..., 1] * scale, projected[..., 2]], axis=-1)
    world -= world[:, 23:25].mean(axis=1, keepdims=True)
    image[..., 2] = world[..., 2]
    return PoseRecording(
        t=np.arange(len(bodies)) / SIMULATED_FRAMES_PER_S, image=image, world=world, size=PICTURE_SIZE_PX
    )


def _measure_ranges(recording: PoseRecording) -> MeasureRanges:
    """Return the range of each measure that is known in at least one frame."""
    names = tuple(MEASURES)
    columns = compute_measures(names, PoseFeatures(recording.image, recording.world, recording.size)).T
    known = {name: column[~np.isnan(column)] for name, column in zip(names, columns, strict=True)}
    return {name: (float(column.min()), float(column.max())) for name, column in known.items() if len(column)}


def _unmet_limits(key: str, limits: Iterable[MeasureLimit], ranges: MeasureRanges) -> Findings:
    """Yield the limits that the figure breaks."""
    for number, limit in enumerate(limits, 1):
        least, most = ranges.get(limit.measure, UNKNOWN_RANGE)
        if not ((limit.above is None or least >= limit.above) and (limit.below is None or most <= limit.below)):
            yield (
                f"{key}.{number}",
                Message(
                    "the drawn motion breaks this limit: {measure} goes from {least} to {most}",
                    _range_values(limit.measure, ranges),
                ),
            )


def _range_values(name: str, ranges: MeasureRanges) -> dict[str, str | float]:
    least, most = ranges.get(name, UNKNOWN_RANGE)
    return {"measure": name, "least": float(f"{least:.3g}"), "most": float(f"{most:.3g}")}
