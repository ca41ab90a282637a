"""Real people as another camera would have seen them: the counts stay the same, and no other coach counts more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from support.recordings import RECORDING_NAMES, load_recording

from rearguard.body.landmark import OPPOSITE_LANDMARKS, Landmark
from rearguard.body.recording import FloatArray, PoseRecording
from rearguard.coach.report import SetReport, review_recording
from rearguard.library.exercise import Role
from rearguard.library.loader import load_folders

WATCHED = {
    exercise.id: exercise
    for exercise in load_folders().exercises.values()
    if exercise.watch is not None and exercise.role is not Role.TEST  # in which a bridge counts as a held bridge
}
SHOWN = {
    "lena-glute-bridge": ("glute-bridge", 3),
    "tbf-glute-bridge": ("glute-bridge", 1),
    "chloe-banded-clamshell": ("clamshell", 1),
    "chloe-side-lying-clamshells": ("clamshell", 1),
    "chloe-seated-piriformis-stretch": ("piriformis-stretch", 0),
}
BRIDGE, LENA = WATCHED["glute-bridge"], load_recording("lena-glute-bridge")

Transform = Callable[[PoseRecording], PoseRecording]


def picture(
    recording: PoseRecording, place: Callable[[FloatArray], FloatArray], size: tuple[int, int] | None = None
) -> PoseRecording:
    """Return a recording whose points, in pixels, are moved, possibly in a picture of another size."""
    image = recording.image.copy()
    image[..., :2] = place(image[..., :2] * recording.size) / (size or recording.size)
    return replace(recording, image=image, size=size or recording.size)


def only(recording: PoseRecording, which: NDArray[np.bool_ | np.intp]) -> PoseRecording:
    """Return some of the moments."""
    return replace(recording, t=recording.t[which], image=recording.image[which], world=recording.world[which])


def mirrored(recording: PoseRecording) -> PoseRecording:
    image, world = recording.image[:, OPPOSITE_LANDMARKS].copy(), recording.world[:, OPPOSITE_LANDMARKS].copy()
    image[..., 0] = 1 - image[..., 0]
    world[..., 0] *= -1
    return replace(recording, image=image, world=world)


def flipped(recording: PoseRecording) -> PoseRecording:
    """Mirrored, with left still called left: as from a camera that mirrors."""
    image, world = recording.image.copy(), recording.world.copy()
    image[..., 0] = 1 - image[..., 0]
    world[..., 0] *= -1
    return replace(recording, image=image, world=world)


def rolled(degrees: float) -> Transform:
    """From a camera that is not level, so far away that all stays in the picture."""
    turn = np.exp(1j * np.radians(degrees))

    def turned(recording: PoseRecording) -> PoseRecording:
        middle = np.array(recording.size) / 2

        def place(points: FloatArray) -> FloatArray:
            way = 0.7 * (points - middle)
            around = (way[..., 0] + 1j * way[..., 1]) * turn
            there: FloatArray = np.stack([around.real, around.imag], axis=-1) + middle
            return there

        return picture(recording, place)

    return turned


def framed(width: int, height: int, share: float = 1.0) -> Transform:
    """As a part of a picture of another shape."""

    def transform(recording: PoseRecording) -> PoseRecording:
        scale = share * min(width / recording.size[0], height / recording.size[1])
        middles = np.array(recording.size) / 2, np.array([width, height]) / 2
        return picture(recording, lambda points: (points - middles[0]) * scale + middles[1], (width, height))

    return transform


def slower(rate: float) -> Transform:
    """At few pictures a second."""

    def thinned(recording: PoseRecording) -> PoseRecording:
        times = np.arange(recording.t[0], recording.t[-1], 1 / rate)
        return only(recording, np.unique(np.searchsorted(recording.t, times)))

    return thinned


def noisy(recording: PoseRecording) -> PoseRecording:
    """With six times the jitter of the pose model."""
    chance = np.random.default_rng(0)
    trunk = np.nanmedian(np.abs(recording.image[:, 11, :2] - recording.image[:, 23, :2]) * recording.size)
    return picture(recording, lambda points: points + chance.normal(0, 0.01 * trunk, points.shape))


def missing(recording: PoseRecording) -> PoseRecording:
    """With no person found at every fifth moment."""
    image = recording.image.copy()
    image[np.random.default_rng(1).random(len(image)) < 0.2] = np.nan
    return replace(recording, image=image)


def swapped(recording: PoseRecording) -> PoseRecording:
    """With the legs mistaken for each other now and then, as the pose model does in side views."""
    image, world = recording.image.copy(), recording.world.copy()
    legs, now = np.arange(Landmark.LEFT_HIP, 33), np.random.default_rng(2).random(len(image)) < 0.1
    for marks in (image, world):
        marks[np.ix_(now, legs)] = marks[np.ix_(now, np.array(OPPOSITE_LANDMARKS)[legs])]
    return replace(recording, image=image, world=world)


def toeless(recording: PoseRecording) -> PoseRecording:
    """With feet that are cropped or hidden from the ankles on."""
    image = recording.image.copy()
    image[:, Landmark.LEFT_HEEL :, 3] = 0.05
    return replace(recording, image=image)


def dim(recording: PoseRecording) -> PoseRecording:
    """In bad light: the pose model is less sure of everything."""
    image = recording.image.copy()
    image[..., 3] *= 0.8
    return replace(recording, image=image)


def coming(recording: PoseRecording) -> PoseRecording:
    """In front of a camera that comes nearer by a tenth, and pans."""
    elapsed_share = ((recording.t - recording.t[0]) / (recording.t[-1] - recording.t[0]))[:, None, None]
    middle = np.array(recording.size) / 2
    return picture(
        recording,
        lambda points: middle + 0.8 * (1 + 0.1 * elapsed_share) * (points - middle) + elapsed_share * 0.1 * middle[0],
    )


def hasty(recording: PoseRecording) -> PoseRecording:
    """Done in two thirds of the time."""
    return replace(recording, t=recording.t / 1.5)


TRANSFORMS: dict[str, Transform] = {
    "mirrored": mirrored,
    "flipped": flipped,
    "rolled left": rolled(-10),
    "rolled right": rolled(10),
    "upright": framed(720, 1280),
    "across": framed(1280, 720),
    "small": framed(640, 480, 0.55),
    "5 a second": slower(5),
    "3.3 a second": slower(3.3),
    "noisy": noisy,
    "missing": missing,
    "swapped": swapped,
    "toeless": toeless,
    "dim": dim,
    "coming": coming,
    "hasty": hasty,
}


def counted(report: SetReport) -> tuple[int, bool]:
    return len(report.reps), bool(report.holds)


@pytest.mark.parametrize("transform", TRANSFORMS.values(), ids=TRANSFORMS)
def test_however_the_camera_sees_them_as_much_is_counted(transform: Transform) -> None:
    for name in RECORDING_NAMES:
        transformed = transform(load_recording(name))
        exercise_shown, reps = SHOWN.get(name, ("", 0))
        for exercise in WATCHED.values():
            expected = (reps, not reps) if exercise.id == exercise_shown else (0, False)
            assert counted(review_recording(exercise, transformed)) == expected, (name, exercise.id)


@pytest.mark.parametrize(
    ("begin", "end", "reps"), [(0.9, 20, 3), (1.2, 20, 3), (3.5, 20, 2), (0, 11.7, 3), (0, 10.9, 2)]
)
def test_a_film_that_begins_or_ends_in_the_midst_counts_the_tops_that_it_shows(
    begin: float, end: float, reps: int
) -> None:
    part = only(LENA, (LENA.t >= begin) & (LENA.t <= end))
    report = review_recording(BRIDGE, part)
    assert len(report.reps) == reps
    assert report.faults == ()


def test_a_hold_is_as_long_at_few_pictures_a_second() -> None:
    exercise, recording = WATCHED["piriformis-stretch"], load_recording("chloe-seated-piriformis-stretch")
    (whole,), (thin,) = (
        review_recording(exercise, recording).holds,
        review_recording(exercise, slower(5)(recording)).holds,
    )
    assert thin.seconds == pytest.approx(whole.seconds, abs=0.5)
