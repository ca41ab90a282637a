"""The rules of a figure: it can be drawn, and a body could do it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from rearguard.body.landmark import Landmark
from rearguard.body.posture import LimbContact
from rearguard.core.message import Message
from rearguard.library import plausibility
from rearguard.library.exercise import Dosage, Level, Tempo
from rearguard.library.figure import Figure, Keyframe, Pose, Prop
from rearguard.library.lint import FileRule
from rearguard.library.motion import ALTERNATIVE_KEYS, Motion, key_phase, make_motion, uneven_keys
from rearguard.library.toml_reader import FileFinding, KeyPath

MAX_CYCLE_S = 60
"""Seconds; a slower body seems to stand still."""

MAX_DISTANCE_M = 10.0
"""Metres. No exercise needs a larger room."""

LEG_LANDMARKS = frozenset(mark for mark in Landmark if mark.name.endswith(("KNEE", "ANKLE", "HEEL")))

PROP_KEYS: Mapping[str, tuple[str, ...]] = {
    "mat": ("min", "max"),
    "wall": ("point", "normal"),
    "chair": ("seat", "size"),
    "band": ("around", "offset"),
    "weight": ("at",),
}
"""The keys of each kind of prop."""


def check_cycle(figure: Figure | None, dose: Dosage) -> Iterator[FileFinding]:
    """An exercise without a tempo has a figure with its own cycle time."""
    if figure is None:
        return
    if dose.tempo is None and figure.seconds is None:
        yield ("figure", "seconds"), Message("is missing: without a tempo, say how long a cycle takes")
    if dose.tempo is not None and figure.seconds is not None:
        yield ("figure", "seconds"), Message("has no effect with a tempo: remove it")
    if figure.seconds is not None and not 1 <= figure.seconds <= MAX_CYCLE_S:
        yield ("figure", "seconds"), Message("must be from {least} to {most}", {"least": 1, "most": MAX_CYCLE_S})


def check_keyframes(figure: Figure | None, dose: Dosage, levels: tuple[Level, ...]) -> Iterator[FileFinding]:
    """The moments of a cycle are in order."""
    if figure is None:
        return
    for level, place, keys in _keyframe_tracks(figure, levels):
        if not keys:
            yield place, Message("must have at least one moment")
        last_phase = -1.0
        for i, key in enumerate(keys):
            if not 0 <= key.share < 1:
                yield (*place, i, "share"), Message("must be at least 0 and less than 1")
            elif dose.tempo is None and key.part != "cycle":
                yield (*place, i, "part"), Message("there is no tempo: use “cycle” or leave it out")
            elif (phase := key_phase(key, dose.tempo_at(level))) <= last_phase or phase >= 1:
                yield (*place, i), Message("must come after the previous moment and before the end of the cycle")
            else:
                last_phase = phase


def check_props(figure: Figure | None, levels: tuple[Level, ...]) -> Iterator[FileFinding]:
    """A prop has exactly the keys of its kind."""
    if figure is None:
        return
    props: list[tuple[KeyPath, Prop]] = [(("figure", "props", i), prop) for i, prop in enumerate(figure.props)]
    for j, level in enumerate(levels):
        if level.figure is not None:
            props += [(("levels", j, "figure", "props", i), prop) for i, prop in enumerate(level.figure.props)]
    for place, prop in props:
        for name in dict.fromkeys(name for names in PROP_KEYS.values() for name in names):
            is_given = getattr(prop, name) is not None
            if name in PROP_KEYS[prop.kind] and not is_given:
                yield (*place, name), Message("is missing")
            if is_given and name not in PROP_KEYS[prop.kind]:
                yield (*place, name), Message("a {kind} doesn't have this key", {"kind": prop.kind})


def check_variations(figure: Figure | None, levels: tuple[Level, ...]) -> Iterator[FileFinding]:
    """Only an exercise with a figure has differences in a level's figure."""
    for j, level in enumerate(levels):
        if figure is None and level.figure is not None:
            yield ("levels", j, "figure"), Message("has no effect unless the exercise has a figure")


def check_contacts(figure: Figure | None, levels: tuple[Level, ...]) -> Iterator[FileFinding]:
    """A limb has angles or a contact; a body is placed by its pelvis or its shoulders."""
    if figure is None:
        return
    for place, pose in _located_poses(figure, levels):
        for name, other in ALTERNATIVE_KEYS.items():
            if getattr(pose, name) is not None and getattr(pose, other) is not None and name < other:
                yield (*place, other), Message("can't be used together with {name}: keep one of them", {"name": name})


def check_foot_supports(figure: Figure | None, levels: tuple[Level, ...]) -> Iterator[FileFinding]:
    """A foot doesn't rest on its own leg."""
    if figure is None:
        return
    for place, pose in _located_poses(figure, levels):
        for side, foot in (("left", pose.left_foot), ("right", pose.right_foot)):
            for name in ("on", "towards"):
                spot = getattr(foot, name, None)
                if spot is not None and spot.startswith(side) and not spot.endswith(("hip", "shoulder")):
                    yield (*place, f"{side}_foot", name), Message("a foot can't rest on its own leg")


def check_plausible(figure: Figure | None, dose: Dosage, levels: tuple[Level, ...]) -> Iterator[FileFinding]:
    """A body can do the movement, at the given moments and between them."""
    if (
        figure is None
        or any(check_keyframes(figure, dose, levels))
        or any((*check_contacts(figure, levels), *check_foot_supports(figure, levels)))
    ):
        return
    for j, level in enumerate(levels):
        variation = level.figure
        if j and (
            variation is None
            or (variation.keys is None and variation.pose is None and not _has_solid_prop(variation.props))
        ):
            continue  # it moves like the first level
        place: KeyPath = ("figure", "keys")
        if variation is not None and (variation.keys or variation.pose):
            place = ("levels", j, "figure", "keys" if variation.keys else "pose")
        if uneven := uneven_keys(figure, level):
            yield (
                place,
                Message(
                    "{name} is given differently in some moments: give it the same way in all of them",
                    {"name": uneven[0]},
                ),
            )
            continue
        for i, message in _implausible_keyframes(figure, level, dose.tempo_at(level)):
            yield (*place, i) if place[-1] == "keys" else place, message


def _has_solid_prop(props: tuple[Prop, ...]) -> bool:
    """Return whether there is a prop that a body could be inside."""
    return any(prop.kind in {"wall", "chair"} for prop in props)


@lru_cache(maxsize=128)
def _implausible_keyframes(figure: Figure, level: Level, tempo: Tempo | None) -> tuple[tuple[int, Message], ...]:
    """Return the problems at the keyframes, by index; if there are none, those between the keyframes.

    Cached, because each load of a user's folder loads the built-in exercises too.
    """
    motion = make_motion(figure, level, tempo)
    problems = tuple((i, message) for i in range(len(motion.key_phases)) for message in _keyframe_problems(motion, i))
    if problems:
        return problems
    return tuple(
        (_nearest_keyframe(motion.key_phases, implausibility.phase), implausibility.message)
        for implausibility in plausibility.check_motion(motion)
    )


def _nearest_keyframe(phases: tuple[float, ...], phase: float) -> int:
    return min(range(len(phases)), key=lambda i: abs((phases[i] - phase + 0.5) % 1 - 0.5))


def _keyframe_problems(motion: Motion, i: int) -> Iterator[Message]:
    pose = motion.pose_at(motion.key_phases[i])
    if max(abs(number) for number in pose.position) > MAX_DISTANCE_M:
        yield Message("is too far away: positions are in metres")
        return
    feet = [limb for limb in (pose.left_leg, pose.right_leg) if isinstance(limb, LimbContact) and limb.on is not None]
    if len(feet) > 1 and any(landmark in LEG_LANDMARKS for foot in feet for landmark in (foot.on, foot.towards)):
        yield Message("both feet rest on the body, one of them on a leg: rest the other one somewhere else")
        return
    yield from (
        implausibility.message
        for implausibility in plausibility.check_body(motion.body_at(motion.key_phases[i]), motion.props)
    )


def _located_poses(figure: Figure, levels: tuple[Level, ...]) -> Iterator[tuple[KeyPath, Pose]]:
    """Yield all given poses with their places in the file."""
    yield ("figure", "pose"), figure.pose
    for j, level in enumerate(levels):
        if level.figure is not None and level.figure.pose is not None:
            yield ("levels", j, "figure", "pose"), level.figure.pose
    for _, place, keys in _keyframe_tracks(figure, levels):
        yield from (((*place, i, "pose"), key.pose) for i, key in enumerate(keys))


def _keyframe_tracks(
    figure: Figure, levels: tuple[Level, ...]
) -> Iterator[tuple[Level, KeyPath, tuple[Keyframe, ...]]]:
    """Yield each level that moves in its own way, the place of its keyframes, and the keyframes."""
    for j, level in enumerate(levels):
        if level.figure is not None and level.figure.keys is not None:
            yield level, ("levels", j, "figure", "keys"), level.figure.keys
        elif j == 0 or level.figure is not None or level.tempo is not None:
            yield level, ("figure", "keys"), figure.keys


FIGURE_RULES: tuple[FileRule, ...] = (
    check_cycle,
    check_keyframes,
    check_props,
    check_variations,
    check_contacts,
    check_foot_supports,
    check_plausible,
)
