"""The rules of a figure: that it can be drawn, and that a body could do it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from rearguard.body.landmark import Landmark
from rearguard.body.posture import Contact as Rests
from rearguard.core.message import Message
from rearguard.library import plausibility
from rearguard.library.exercise import Doses, Level, Tempo
from rearguard.library.figure import Figure, Key, Pose, Prop
from rearguard.library.lint import Rule
from rearguard.library.motion import OTHERWISE, Motion, moment, motion, uneven
from rearguard.library.toml_reader import Finding, Place

LONGEST_CYCLE = 60
"""Seconds; a body that moves slower than this seems to stand still."""

FARTHEST = 10.0
"""Metres. Nobody exercises in a larger room than this around them."""

LEGS = frozenset(mark for mark in Landmark if mark.name.endswith(("KNEE", "ANKLE", "HEEL")))

KEYS: Mapping[str, tuple[str, ...]] = {
    "mat": ("min", "max"),
    "wall": ("point", "normal"),
    "chair": ("seat", "size"),
    "band": ("around", "offset"),
    "weight": ("at",),
}
"""What each kind of prop has."""


def cycle(figure: Figure | None, dose: Doses) -> Iterator[Finding]:
    """What has no tempo has a cycle of its own."""
    if figure is None:
        return
    if dose.tempo is None and figure.seconds is None:
        yield ("figure", "seconds"), Message("is missing: how long a cycle takes, for there is no tempo")
    if dose.tempo is not None and figure.seconds is not None:
        yield ("figure", "seconds"), Message("means nothing with a tempo: take it out")
    if figure.seconds is not None and not 1 <= figure.seconds <= LONGEST_CYCLE:
        yield ("figure", "seconds"), Message("must be from {least} to {most}", {"least": 1, "most": LONGEST_CYCLE})


def moments(figure: Figure | None, dose: Doses, levels: tuple[Level, ...]) -> Iterator[Finding]:
    """The moments of a cycle follow each other."""
    if figure is None:
        return
    for level, place, keys in _tracks(figure, levels):
        if not keys:
            yield place, Message("must have one moment at least")
        last = -1.0
        for i, key in enumerate(keys):
            if not 0 <= key.share < 1:
                yield (*place, i, "share"), Message("must be from 0 to less than 1")
            elif dose.tempo is None and key.part != "cycle":
                yield (*place, i, "part"), Message("there is no tempo: put “cycle”, or leave it out")
            elif (now := moment(key, level.tempo or dose.tempo)) <= last or now >= 1:
                yield (*place, i), Message("must come after the moment before, and before the cycle's end")
            else:
                last = now


def props(figure: Figure | None, levels: tuple[Level, ...]) -> Iterator[Finding]:
    """A prop has what its kind needs, and nothing else."""
    if figure is None:
        return
    things: list[tuple[Place, Prop]] = [(("figure", "props", i), prop) for i, prop in enumerate(figure.props)]
    for j, level in enumerate(levels):
        if level.figure is not None:
            things += [(("levels", j, "figure", "props", i), prop) for i, prop in enumerate(level.figure.props)]
    for place, prop in things:
        for name in dict.fromkeys(name for names in KEYS.values() for name in names):
            said = getattr(prop, name) is not None
            if name in KEYS[prop.kind] and not said:
                yield (*place, name), Message("is missing")
            if said and name not in KEYS[prop.kind]:
                yield (*place, name), Message("a {kind} has no such key", {"kind": prop.kind})


def varied(figure: Figure | None, levels: tuple[Level, ...]) -> Iterator[Finding]:
    """Only what is drawn can be drawn otherwise."""
    for j, level in enumerate(levels):
        if figure is None and level.figure is not None:
            yield ("levels", j, "figure"), Message("means nothing without the exercise's own figure")


def contacts(figure: Figure | None, levels: tuple[Level, ...]) -> Iterator[Finding]:
    """A limb has angles, or rests; a body is where its pelvis is, or its shoulders."""
    if figure is None:
        return
    for place, pose in _poses(figure, levels):
        for name, other in OTHERWISE.items():
            if getattr(pose, name) is not None and getattr(pose, other) is not None and name < other:
                yield (*place, other), Message("is there besides {name}: keep one of the two", {"name": name})


def supports(figure: Figure | None, levels: tuple[Level, ...]) -> Iterator[Finding]:
    """A foot rests on what it does not move itself."""
    if figure is None:
        return
    for place, pose in _poses(figure, levels):
        for side, foot in (("left", pose.left_foot), ("right", pose.right_foot)):
            for name in ("on", "towards"):
                spot = getattr(foot, name, None)
                if spot is not None and spot.startswith(side) and not spot.endswith(("hip", "shoulder")):
                    yield (*place, f"{side}_foot", name), Message("a foot can't rest on its own leg")


def possible(figure: Figure | None, dose: Doses, levels: tuple[Level, ...]) -> Iterator[Finding]:
    """A body can do it: at the moments that are said, and all the way between them."""
    if (
        figure is None
        or any(moments(figure, dose, levels))
        or any((*contacts(figure, levels), *supports(figure, levels)))
    ):
        return
    for j, level in enumerate(levels):
        own = level.figure
        if j and (own is None or (own.keys is None and own.pose is None and not _hard(own.props))):
            continue  # it moves as the first level does
        place: Place = ("figure", "keys")
        if own is not None and (own.keys or own.pose):
            place = ("levels", j, "figure", "keys" if own.keys else "pose")
        if unlike := uneven(figure, level):
            yield place, Message("{name} is said in one moment as in no other: say it in all", {"name": unlike[0]})
            continue
        for i, message in _wrong(figure, level, level.tempo or dose.tempo):
            yield (*place, i) if place[-1] == "keys" else place, message


def _hard(props: tuple[Prop, ...]) -> bool:
    """Whether there is something that a body can be in."""
    return any(prop.kind in {"wall", "chair"} for prop in props)


@lru_cache(maxsize=128)
def _wrong(figure: Figure, level: Level, tempo: Tempo | None) -> tuple[tuple[int, Message], ...]:
    """Return what is wrong at its moments, by their numbers; or else, if they are right, on the way between them.

    Remembered, because who loads a folder loads ours with it.
    """
    moving = motion(figure, level, tempo)
    found = tuple((i, message) for i in range(len(moving.moments)) for message in _wrong_at(moving, i))
    if found:
        return found
    return tuple((_nearest(moving.moments, fault.phase), fault.message) for fault in plausibility.over(moving))


def _nearest(moments: tuple[float, ...], phase: float) -> int:
    return min(range(len(moments)), key=lambda i: abs((moments[i] - phase + 0.5) % 1 - 0.5))


def _wrong_at(moving: Motion, i: int) -> Iterator[Message]:
    posture = moving.posture(moving.moments[i])
    if max(abs(number) for number in posture.place) > FARTHEST:
        yield Message("is too far away: places are in metres")
        return
    feet = [limb for limb in (posture.left_leg, posture.right_leg) if isinstance(limb, Rests) and limb.on is not None]
    if len(feet) > 1 and any(spot in LEGS for foot in feet for spot in (foot.on, foot.towards)):
        yield Message("both feet rest on the body, and one on a leg: let the other rest elsewhere")
        return
    yield from (fault.message for fault in plausibility.at(moving.body(moving.moments[i]), moving.props))


def _poses(figure: Figure, levels: tuple[Level, ...]) -> Iterator[tuple[Place, Pose]]:
    """Return what is said of poses, and where."""
    yield ("figure", "pose"), figure.pose
    for j, level in enumerate(levels):
        if level.figure is not None and level.figure.pose is not None:
            yield ("levels", j, "figure", "pose"), level.figure.pose
    for _, place, keys in _tracks(figure, levels):
        yield from (((*place, i, "pose"), key.pose) for i, key in enumerate(keys))


def _tracks(figure: Figure, levels: tuple[Level, ...]) -> Iterator[tuple[Level, Place, tuple[Key, ...]]]:
    """Return what moves in a way of its own: its level, where its moments are, and the moments."""
    for j, level in enumerate(levels):
        if level.figure is not None and level.figure.keys is not None:
            yield level, ("levels", j, "figure", "keys"), level.figure.keys
        elif j == 0 or level.figure is not None or level.tempo is not None:
            yield level, ("figure", "keys"), figure.keys


FIGURE_RULES: tuple[Rule, ...] = (cycle, moments, props, varied, contacts, supports, possible)
