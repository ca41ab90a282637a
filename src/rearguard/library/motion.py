"""An exercise's figure in motion. Import it only to draw or to check: it brings the body with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from rearguard.body.easing_curve import easing_curve
from rearguard.body.landmark import Landmark, Landmarks, mirror_landmarks
from rearguard.body.posture import BodyPose, LimbAngles, LimbContact, LimbPose
from rearguard.body.proportion import ANKLE_HEIGHT_M, SHANK_M, THIGH_M
from rearguard.body.skeleton import Body, build_body
from rearguard.body.vector import Vector
from rearguard.core.side import Side
from rearguard.core.value import value
from rearguard.library.exercise import Exercise, Level, Tempo
from rearguard.library.figure import Figure, FigureVariation, Keyframe, Prop
from rearguard.library.serialization import value_json

SIDE_NAMES = ("left", "right")

HANGING_ARM_DEG = 10.0
"""Degrees by which a hanging arm is away from the trunk: the thigh is in the way of the hand."""

STANDING_POSE: Mapping[str, Any] = {
    "pelvis": [0.0, ANKLE_HEIGHT_M + SHANK_M + THIGH_M, 0.0],
    "turn": [0.0, 0.0, 0.0],
    "spine": [0.0, 0.0, 0.0],
    "neck": [0.0, 0.0, 0.0],
    **{f"{side}_leg": {"hip": [0.0, 0.0, 0.0], "knee": 0.0, "ankle": 0.0} for side in SIDE_NAMES},
    **{f"{side}_arm": {"shoulder": [0.0, HANGING_ARM_DEG, 0.0], "elbow": 0.0} for side in SIDE_NAMES},
}
"""What a pose that says nothing is."""

DEFAULT_KNEE_DIRECTION: Vector = (0.0, 0.0, 1.0)
DEFAULT_ELBOW_DIRECTION: Vector = (0.0, 0.0, -1.0)
"""Where knees and elbows point that a file does not say it of."""


@value
class Motion:
    """A figure at one level, on the left side, over one cycle: a body for each phase in [0, 1)."""

    key_phases: tuple[float, ...]
    """The phases of the keys."""
    props: tuple[Prop, ...]
    """What is drawn with the body."""
    seconds: float
    """How long a cycle takes."""
    pose_at: Callable[[float], BodyPose]
    """The posture at a phase."""

    def body_at(self, phase: float) -> Body:
        """Return the body at a phase."""
        return build_body(self.pose_at(phase))


def make_motion(figure: Figure, level: Level, tempo: Tempo | None) -> Motion:
    """Return the motion of a figure at one level.

    Args:
        figure: the exercise's.
        level: one of its levels.
        tempo: the level's or the exercise's; None for what is timed.
    """
    varied = level.figure or FigureVariation()
    moments = tuple(key_phase(key, tempo) for key in varied.keys or figure.keys)
    return Motion(
        moments,
        figure.props + varied.props,
        float(tempo.seconds) if tempo is not None else figure.seconds or 1.0,
        _pose_function(_pose_curves(moments, _whole_poses(figure, varied))),
    )


def uneven_keys(figure: Figure, level: Level) -> list[str]:
    """Return what the moments of a figure say differently, so that there is no way from one to the next."""
    first, *others = (_leaf_paths(pose) for pose in _whole_poses(figure, level.figure or FigureVariation()))
    return sorted({".".join(path) for other in others for path, _ in first ^ other})


def _whole_poses(figure: Figure, varied: FigureVariation) -> list[dict[str, Any]]:
    """Return the whole pose of each moment."""
    base = _merge(STANDING_POSE, value_json(figure.pose, sparse=True))
    if varied.pose is not None:
        base = _merge(base, value_json(varied.pose, sparse=True))
    return [_merge(base, value_json(key.pose, sparse=True)) for key in varied.keys or figure.keys]


def _leaf_paths(node: Any, path: tuple[str, ...] = ()) -> set[tuple[tuple[str, ...], str]]:  # noqa: ANN401 - JSON
    """Return the places of all that is said, and the texts among it."""
    if isinstance(node, dict):
        return {leaf for name, inner in node.items() for leaf in _leaf_paths(inner, (*path, name))}
    return {(path, node if isinstance(node, str) else "")}


def animation_frames(exercise: Exercise, level: Level, side: Side, count: int) -> tuple[Landmarks, ...]:
    """Return `count` bodies, evenly over one cycle of an exercise that has a figure; the right side is mirrored.

    Raises:
        ValueError: the exercise has no figure.
    """
    if exercise.figure is None:
        raise ValueError(f"{exercise.id} has no figure")
    moving = make_motion(exercise.figure, level, level.tempo or exercise.dose.tempo)
    seen = tuple(moving.body_at(i / count).landmarks for i in range(count))
    return tuple(mirror_landmarks(marks) for marks in seen) if side is Side.RIGHT else seen


def key_phase(key: Keyframe, tempo: Tempo | None) -> float:
    """Return the phase of a key."""
    if tempo is None or tempo.seconds < 1 or key.part == "cycle":
        return key.share
    begin = {"up": 0, "hold": tempo.up, "down": tempo.up + tempo.hold}[key.part]
    lasts: int = getattr(tempo, key.part)
    return (begin + key.share * lasts) / tempo.seconds


ALTERNATIVE_KEYS = {
    said: other
    for pair in (
        ("pelvis", "shoulders"),
        *((f"{s}_leg", f"{s}_foot") for s in SIDE_NAMES),
        *((f"{s}_arm", f"{s}_hand") for s in SIDE_NAMES),
    )
    for said, other in (pair, pair[::-1])
}
"""What is no longer so when something else is said: a leg has angles, or its foot rests."""


def _merge(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    merged = {name: said for name, said in under.items() if ALTERNATIVE_KEYS.get(name) not in over}
    for name, said in over.items():
        merged[name] = _merge(merged.get(name, STANDING_POSE.get(name, {})), said) if isinstance(said, dict) else said
    return merged


PoseCurves = dict[str, Any]
"""The tables of a pose with a function of the phase in place of each number, and texts as they are."""


def _pose_curves(moments: tuple[float, ...], nodes: list[Any]) -> Any:  # noqa: ANN401 - as the tables are
    first = nodes[0]
    if isinstance(first, dict):
        names = dict.fromkeys(name for node in nodes for name in node)
        return {name: _pose_curves(moments, [node[name] for node in nodes]) for name in names}
    if isinstance(first, list):
        return [_pose_curves(moments, list(values)) for values in zip(*nodes, strict=True)]
    if isinstance(first, str):
        return first
    return easing_curve(moments, nodes)


def _pose_function(courses: PoseCurves) -> Callable[[float], BodyPose]:
    def posture(phase: float) -> BodyPose:
        now = _evaluate(courses, phase)
        return BodyPose(
            position=now["shoulders" if "shoulders" in now else "pelvis"],
            is_placed_by_shoulders="shoulders" in now,
            pelvis_rotation=now["turn"],
            spine_rotation=now["spine"],
            neck_rotation=now["neck"],
            left_arm=_arm_limb(now, "left"),
            right_arm=_arm_limb(now, "right"),
            left_leg=_leg_limb(now, "left"),
            right_leg=_leg_limb(now, "right"),
        )

    return posture


def _evaluate(node: Any, phase: float) -> Any:  # noqa: ANN401 - as the tables are
    if isinstance(node, dict):
        return {name: _evaluate(inner, phase) for name, inner in node.items()}
    if isinstance(node, list):
        return tuple(_evaluate(inner, phase) for inner in node)
    return node(phase) if callable(node) else node


def _leg_limb(now: Mapping[str, Any], side: str) -> LimbPose:
    if f"{side}_foot" in now:
        return _limb_contact(now[f"{side}_foot"], DEFAULT_KNEE_DIRECTION)
    leg = now[f"{side}_leg"]
    return LimbAngles(ball_joint=leg["hip"], hinge=leg["knee"], foot=leg["ankle"])


def _arm_limb(now: Mapping[str, Any], side: str) -> LimbPose:
    if f"{side}_hand" in now:
        return _limb_contact(now[f"{side}_hand"], DEFAULT_ELBOW_DIRECTION)
    arm = now[f"{side}_arm"]
    return LimbAngles(ball_joint=arm["shoulder"], hinge=arm["elbow"])


def _limb_contact(said: Mapping[str, Any], bend: Vector) -> LimbContact:
    spots = {name: landmark_named(said[name]) for name in ("on", "towards") if name in said}
    return LimbContact(**{"bend": bend, **said, **spots})


def landmark_named(spot: str) -> Landmark:
    """Return the landmark of a joint's name in a file."""
    return Landmark[spot.upper().replace("-", "_")]
