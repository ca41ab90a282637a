"""The motion of an exercise's figure. Import it only to draw or to check: it imports the body."""

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
"""Degrees between a hanging arm and the trunk, so that the hand clears the thigh."""

STANDING_POSE: Mapping[str, Any] = {
    "pelvis": [0.0, ANKLE_HEIGHT_M + SHANK_M + THIGH_M, 0.0],
    "turn": [0.0, 0.0, 0.0],
    "spine": [0.0, 0.0, 0.0],
    "neck": [0.0, 0.0, 0.0],
    **{f"{side}_leg": {"hip": [0.0, 0.0, 0.0], "knee": 0.0, "ankle": 0.0} for side in SIDE_NAMES},
    **{f"{side}_arm": {"shoulder": [0.0, HANGING_ARM_DEG, 0.0], "elbow": 0.0} for side in SIDE_NAMES},
}
"""The values of an empty pose."""

DEFAULT_KNEE_DIRECTION: Vector = (0.0, 0.0, 1.0)
DEFAULT_ELBOW_DIRECTION: Vector = (0.0, 0.0, -1.0)
"""The default directions of knees and elbows."""


@value
class Motion:
    """A figure's motion at one level, on the left side: a body for each phase of a cycle in [0, 1)."""

    key_phases: tuple[float, ...]
    """The phases of the keyframes."""
    props: tuple[Prop, ...]
    """The objects that are drawn with the body."""
    seconds: float
    """Seconds of a cycle."""
    pose_at: Callable[[float], BodyPose]
    """Returns the pose at a phase."""

    def body_at(self, phase: float) -> Body:
        """Return the body at a phase."""
        return build_body(self.pose_at(phase))


def make_motion(figure: Figure, level: Level, tempo: Tempo | None) -> Motion:
    """Build the motion of a figure at one level.

    Args:
        figure: the exercise's figure.
        level: one of the exercise's levels.
        tempo: the tempo at this level; None for a timed exercise.
    """
    variation = level.figure or FigureVariation()
    phases = tuple(key_phase(key, tempo) for key in variation.keys or figure.keys)
    return Motion(
        phases,
        figure.props + variation.props,
        float(tempo.seconds) if tempo is not None else figure.seconds or 1.0,
        _pose_function(_pose_curves(phases, _whole_poses(figure, variation))),
    )


def uneven_keys(figure: Figure, level: Level) -> list[str]:
    """Return the keys that only some of a figure's keyframes have, so that no curve can join them."""
    first, *others = (_leaf_paths(pose) for pose in _whole_poses(figure, level.figure or FigureVariation()))
    return sorted({".".join(path) for other in others for path, _ in first ^ other})


def _whole_poses(figure: Figure, variation: FigureVariation) -> list[dict[str, Any]]:
    """Return the whole pose of each keyframe."""
    base = _merge(STANDING_POSE, value_json(figure.pose, sparse=True))
    if variation.pose is not None:
        base = _merge(base, value_json(variation.pose, sparse=True))
    return [_merge(base, value_json(key.pose, sparse=True)) for key in variation.keys or figure.keys]


def _leaf_paths(node: Any, path: tuple[str, ...] = ()) -> set[tuple[tuple[str, ...], str]]:  # noqa: ANN401 - JSON
    """Return the paths of all leaves, each with its text if it is one."""
    if isinstance(node, dict):
        return {leaf for name, inner in node.items() for leaf in _leaf_paths(inner, (*path, name))}
    return {(path, node if isinstance(node, str) else "")}


def animation_frames(exercise: Exercise, level: Level, side: Side, count: int) -> tuple[Landmarks, ...]:
    """Return `count` bodies evenly over one cycle of an exercise's figure; the right side is mirrored.

    Raises:
        ValueError: the exercise has no figure.
    """
    if exercise.figure is None:
        raise ValueError(f"{exercise.id} has no figure")
    motion = make_motion(exercise.figure, level, exercise.at(level).tempo)
    frames = tuple(motion.body_at(i / count).landmarks for i in range(count))
    return tuple(mirror_landmarks(landmarks) for landmarks in frames) if side is Side.RIGHT else frames


def key_phase(key: Keyframe, tempo: Tempo | None) -> float:
    """Return the phase of a keyframe."""
    if tempo is None or tempo.seconds < 1 or key.part == "cycle":
        return key.share
    begin = {"up": 0, "hold": tempo.up, "down": tempo.up + tempo.hold}[key.part]
    duration: int = getattr(tempo, key.part)
    return (begin + key.share * duration) / tempo.seconds


ALTERNATIVE_KEYS = {
    key: other
    for pair in (
        ("pelvis", "shoulders"),
        *((f"{s}_leg", f"{s}_foot") for s in SIDE_NAMES),
        *((f"{s}_arm", f"{s}_hand") for s in SIDE_NAMES),
    )
    for key, other in (pair, pair[::-1])
}
"""Keys that exclude each other: a leg has angles, or its foot rests."""


def _merge(base: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    merged = {name: inner for name, inner in base.items() if ALTERNATIVE_KEYS.get(name) not in changes}
    for name, inner in changes.items():
        merged[name] = (
            _merge(merged.get(name, STANDING_POSE.get(name, {})), inner) if isinstance(inner, dict) else inner
        )
    return merged


PoseCurves = dict[str, Any]
"""The tables of a pose with a function of the phase in place of each number; texts stay."""


def _pose_curves(phases: tuple[float, ...], nodes: list[Any]) -> Any:  # noqa: ANN401 - JSON
    first = nodes[0]
    if isinstance(first, dict):
        names = dict.fromkeys(name for node in nodes for name in node)
        return {name: _pose_curves(phases, [node[name] for node in nodes]) for name in names}
    if isinstance(first, list):
        return [_pose_curves(phases, list(values)) for values in zip(*nodes, strict=True)]
    if isinstance(first, str):
        return first
    return easing_curve(phases, nodes)


def _pose_function(curves: PoseCurves) -> Callable[[float], BodyPose]:
    def pose_at(phase: float) -> BodyPose:
        pose = _evaluate(curves, phase)
        return BodyPose(
            position=pose["shoulders" if "shoulders" in pose else "pelvis"],
            is_placed_by_shoulders="shoulders" in pose,
            pelvis_rotation=pose["turn"],
            spine_rotation=pose["spine"],
            neck_rotation=pose["neck"],
            left_arm=_arm_limb(pose, "left"),
            right_arm=_arm_limb(pose, "right"),
            left_leg=_leg_limb(pose, "left"),
            right_leg=_leg_limb(pose, "right"),
        )

    return pose_at


def _evaluate(node: Any, phase: float) -> Any:  # noqa: ANN401 - JSON
    if isinstance(node, dict):
        return {name: _evaluate(inner, phase) for name, inner in node.items()}
    if isinstance(node, list):
        return tuple(_evaluate(inner, phase) for inner in node)
    return node(phase) if callable(node) else node


def _leg_limb(pose: Mapping[str, Any], side: str) -> LimbPose:
    if f"{side}_foot" in pose:
        return _limb_contact(pose[f"{side}_foot"], DEFAULT_KNEE_DIRECTION)
    leg = pose[f"{side}_leg"]
    return LimbAngles(ball_joint=leg["hip"], hinge=leg["knee"], foot=leg["ankle"])


def _arm_limb(pose: Mapping[str, Any], side: str) -> LimbPose:
    if f"{side}_hand" in pose:
        return _limb_contact(pose[f"{side}_hand"], DEFAULT_ELBOW_DIRECTION)
    arm = pose[f"{side}_arm"]
    return LimbAngles(ball_joint=arm["shoulder"], hinge=arm["elbow"])


def _limb_contact(contact: Mapping[str, Any], bend: Vector) -> LimbContact:
    landmarks = {name: landmark_named(contact[name]) for name in ("on", "towards") if name in contact}
    return LimbContact(**{"bend": bend, **contact, **landmarks})


def landmark_named(name: str) -> Landmark:
    """Return the landmark of a body point's name in a file."""
    return Landmark[name.upper().replace("-", "_")]
