"""An exercise's figure in motion. Import it only to draw or to check: it brings the body with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from rearguard.body.easing_curve import course
from rearguard.body.landmark import Landmark, Landmarks, mirrored
from rearguard.body.posture import Angles, Contact, Limb, Posture
from rearguard.body.proportion import FOOT_HEIGHT, SHANK, THIGH
from rearguard.body.skeleton import Body, stand
from rearguard.body.vector import Vector
from rearguard.core.side import Side
from rearguard.core.value import value
from rearguard.library.exercise import Exercise, Level, Tempo
from rearguard.library.figure import Figure, Key, Prop, Variation
from rearguard.library.serialization import to_json

SIDES = ("left", "right")

HANGING = 10.0
"""Degrees by which a hanging arm is away from the trunk: the thigh is in the way of the hand."""

STANDING: Mapping[str, Any] = {
    "pelvis": [0.0, FOOT_HEIGHT + SHANK + THIGH, 0.0],
    "turn": [0.0, 0.0, 0.0],
    "spine": [0.0, 0.0, 0.0],
    "neck": [0.0, 0.0, 0.0],
    **{f"{side}_leg": {"hip": [0.0, 0.0, 0.0], "knee": 0.0, "ankle": 0.0} for side in SIDES},
    **{f"{side}_arm": {"shoulder": [0.0, HANGING, 0.0], "elbow": 0.0} for side in SIDES},
}
"""What a pose that says nothing is."""

KNEE: Vector = (0.0, 0.0, 1.0)
ELBOW: Vector = (0.0, 0.0, -1.0)
"""Where knees and elbows point that a file does not say it of."""


@value
class Motion:
    """A figure at one level, on the left side, over one cycle: a body for each phase in [0, 1)."""

    moments: tuple[float, ...]
    """The phases of the keys."""
    props: tuple[Prop, ...]
    """What is drawn with the body."""
    seconds: float
    """How long a cycle takes."""
    posture: Callable[[float], Posture]
    """The posture at a phase."""

    def body(self, phase: float) -> Body:
        """Return the body at a phase."""
        return stand(self.posture(phase))


def motion(figure: Figure, level: Level, tempo: Tempo | None) -> Motion:
    """Return the motion of a figure at one level.

    Args:
        figure: the exercise's.
        level: one of its levels.
        tempo: the level's or the exercise's; None for what is timed.
    """
    varied = level.figure or Variation()
    moments = tuple(moment(key, tempo) for key in varied.keys or figure.keys)
    return Motion(
        moments,
        figure.props + varied.props,
        float(tempo.seconds) if tempo is not None else figure.seconds or 1.0,
        _posture(_courses(moments, _poses(figure, varied))),
    )


def uneven(figure: Figure, level: Level) -> list[str]:
    """Return what the moments of a figure say differently, so that there is no way from one to the next."""
    first, *others = (_outline(pose) for pose in _poses(figure, level.figure or Variation()))
    return sorted({".".join(path) for other in others for path, _ in first ^ other})


def _poses(figure: Figure, varied: Variation) -> list[dict[str, Any]]:
    """Return the whole pose of each moment."""
    base = _merged(STANDING, to_json(figure.pose, sparse=True))
    if varied.pose is not None:
        base = _merged(base, to_json(varied.pose, sparse=True))
    return [_merged(base, to_json(key.pose, sparse=True)) for key in varied.keys or figure.keys]


def _outline(node: Any, path: tuple[str, ...] = ()) -> set[tuple[tuple[str, ...], str]]:  # noqa: ANN401 - JSON
    """Return the places of all that is said, and the texts among it."""
    if isinstance(node, dict):
        return {leaf for name, inner in node.items() for leaf in _outline(inner, (*path, name))}
    return {(path, node if isinstance(node, str) else "")}


def frames(exercise: Exercise, level: Level, side: Side, count: int) -> tuple[Landmarks, ...]:
    """Return `count` bodies, evenly over one cycle of an exercise that has a figure; the right side is mirrored.

    Raises:
        ValueError: the exercise has no figure.
    """
    if exercise.figure is None:
        raise ValueError(f"{exercise.id} has no figure")
    moving = motion(exercise.figure, level, level.tempo or exercise.dose.tempo)
    seen = tuple(moving.body(i / count).landmarks for i in range(count))
    return tuple(mirrored(marks) for marks in seen) if side is Side.RIGHT else seen


def moment(key: Key, tempo: Tempo | None) -> float:
    """Return the phase of a key."""
    if tempo is None or tempo.seconds < 1 or key.part == "cycle":
        return key.share
    begin = {"up": 0, "hold": tempo.up, "down": tempo.up + tempo.hold}[key.part]
    lasts: int = getattr(tempo, key.part)
    return (begin + key.share * lasts) / tempo.seconds


OTHERWISE = {
    said: other
    for pair in (
        ("pelvis", "shoulders"),
        *((f"{s}_leg", f"{s}_foot") for s in SIDES),
        *((f"{s}_arm", f"{s}_hand") for s in SIDES),
    )
    for said, other in (pair, pair[::-1])
}
"""What is no longer so when something else is said: a leg has angles, or its foot rests."""


def _merged(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    merged = {name: said for name, said in under.items() if OTHERWISE.get(name) not in over}
    for name, said in over.items():
        merged[name] = _merged(merged.get(name, STANDING.get(name, {})), said) if isinstance(said, dict) else said
    return merged


Courses = dict[str, Any]
"""The tables of a pose with a function of the phase in place of each number, and texts as they are."""


def _courses(moments: tuple[float, ...], nodes: list[Any]) -> Any:  # noqa: ANN401 - as the tables are
    first = nodes[0]
    if isinstance(first, dict):
        names = dict.fromkeys(name for node in nodes for name in node)
        return {name: _courses(moments, [node[name] for node in nodes]) for name in names}
    if isinstance(first, list):
        return [_courses(moments, list(values)) for values in zip(*nodes, strict=True)]
    if isinstance(first, str):
        return first
    return course(moments, nodes)


def _posture(courses: Courses) -> Callable[[float], Posture]:
    def posture(phase: float) -> Posture:
        now = _at(courses, phase)
        return Posture(
            place=now["shoulders" if "shoulders" in now else "pelvis"],
            by_shoulders="shoulders" in now,
            turn=now["turn"],
            spine=now["spine"],
            neck=now["neck"],
            left_arm=_arm(now, "left"),
            right_arm=_arm(now, "right"),
            left_leg=_leg(now, "left"),
            right_leg=_leg(now, "right"),
        )

    return posture


def _at(node: Any, phase: float) -> Any:  # noqa: ANN401 - as the tables are
    if isinstance(node, dict):
        return {name: _at(inner, phase) for name, inner in node.items()}
    if isinstance(node, list):
        return tuple(_at(inner, phase) for inner in node)
    return node(phase) if callable(node) else node


def _leg(now: Mapping[str, Any], side: str) -> Limb:
    if f"{side}_foot" in now:
        return _contact(now[f"{side}_foot"], KNEE)
    leg = now[f"{side}_leg"]
    return Angles(joint=leg["hip"], hinge=leg["knee"], foot=leg["ankle"])


def _arm(now: Mapping[str, Any], side: str) -> Limb:
    if f"{side}_hand" in now:
        return _contact(now[f"{side}_hand"], ELBOW)
    arm = now[f"{side}_arm"]
    return Angles(joint=arm["shoulder"], hinge=arm["elbow"])


def _contact(said: Mapping[str, Any], bend: Vector) -> Contact:
    spots = {name: landmark(said[name]) for name in ("on", "towards") if name in said}
    return Contact(**{"bend": bend, **said, **spots})


def landmark(spot: str) -> Landmark:
    """Return the landmark of a joint's name in a file."""
    return Landmark[spot.upper().replace("-", "_")]
