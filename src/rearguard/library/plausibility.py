"""Checks that a body could do a figure's motion, over its whole cycle."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping

from rearguard.body.body_volume import TaperedCapsule, body_capsules, find_overlaps
from rearguard.body.joint import impossible_angles
from rearguard.body.landmark import Landmark
from rearguard.body.proportion import ANKLE_HEIGHT_M, HEEL_FROM_ANKLE_M, TOES_FROM_ANKLE_M
from rearguard.body.skeleton import Body
from rearguard.body.vector import Vector, dot, interpolate, subtract
from rearguard.core.message import Message
from rearguard.core.value import value
from rearguard.library.figure import Prop
from rearguard.library.motion import Motion

MAX_SLIP_M = 0.01
"""Metres that a hand or a foot may miss its place by, or slide, before it is visible; and that a landmark may be under
the floor."""

FLESH_GIVE_M = 0.03
"""Metres that two body parts may press into each other: soft tissue gives way by 1.5 cm on each side. The same holds
for a hard floor, wall or seat: lying or sitting flattens the buttocks."""

STANDING_FOOT_LIFT_M = 0.003
"""Metres that a standing foot may seem to be raised: rounding, and a soft sole."""

SEAT_THICKNESS_M = 0.05
"""The thickness of a chair's seat in metres."""

SAMPLES_PER_CYCLE = 24
"""Bodies checked per cycle."""

FOOT_ENDS = tuple(
    (side, Landmark[f"{side}_{end}".upper()], ANKLE_HEIGHT_M + up + STANDING_FOOT_LIFT_M)
    for side in ("left", "right")
    for end, (_, up) in (("heel", HEEL_FROM_ANKLE_M), ("foot_index", TOES_FROM_ANKLE_M))
)
"""The ends of both feet, and their greatest height while standing."""


@value
class Implausibility:
    """Something in a figure that no body could do."""

    subject: str
    """The body parts or the joint, the same at all moments of a motion."""
    amount: float
    """The amount, in metres or degrees."""
    message: Message
    phase: float = 0.0
    """The phase at which it is worst."""


def check_body(body: Body, props: Iterable[Prop] = ()) -> Iterator[Implausibility]:
    """Yield the implausibilities of one body."""
    for limb, missed_by_m in body.missed_by_m.items():
        if missed_by_m > MAX_SLIP_M:
            yield Implausibility(
                limb,
                missed_by_m,
                Message("{limb} is {by} cm too short to reach", {"limb": limb, "by": _cm(missed_by_m)}),
            )
    for joint, angle in impossible_angles(body).items():
        text = Message("{joint} would be at {angle}°: no joint can do that", {"joint": joint, "angle": round(angle)})
        yield Implausibility(joint, abs(angle), text)
    below = -min(place[1] for place in body.landmarks)
    if below > MAX_SLIP_M:
        yield Implausibility("floor", below, Message("something is {by} cm under the floor", {"by": _cm(below)}))
        return  # the overlaps with the floor would repeat it
    yield from _check_overlaps(body_capsules(body.landmarks), props)


def _check_overlaps(parts: Mapping[str, TaperedCapsule], props: Iterable[Prop]) -> Iterator[Implausibility]:
    """Yield overlaps of parts with each other, the floor and props that are deeper than soft tissue allows."""
    for name, other, depth_m in find_overlaps(parts):
        if depth_m > FLESH_GIVE_M:
            yield _overlap(name, other, depth_m)
    for name, part in parts.items():
        if -part.lowest_y > FLESH_GIVE_M:
            text = Message("{part} is {by} cm under the floor", {"part": name, "by": _cm(-part.lowest_y)})
            yield Implausibility(f"{name} floor", -part.lowest_y, text)
        for prop in props:
            depth_m = _depth_in_prop(part, prop)
            if depth_m > FLESH_GIVE_M:
                yield _overlap(name, prop.kind, depth_m)


def _overlap(part: str, other: str, depth_m: float) -> Implausibility:
    text = Message("{part} is {by} cm inside {other}", {"part": part, "by": _cm(depth_m), "other": other})
    return Implausibility(f"{part} {other}", depth_m, text)


def check_motion(motion: Motion) -> tuple[Implausibility, ...]:
    """Return the implausibilities of a cycle: each subject once, where it is worst."""
    bodies = [motion.body_at(i / SAMPLES_PER_CYCLE) for i in range(SAMPLES_PER_CYCLE)]
    worst: dict[str, Implausibility] = {}
    # Two cycles, so that a foot that slides across the cycle's end is detected.
    for i, implausibilities in enumerate(check_bodies((*bodies, *bodies), motion.props)):
        for implausibility in implausibilities:
            if implausibility.subject not in worst or implausibility.amount > worst[implausibility.subject].amount:
                worst[implausibility.subject] = Implausibility(
                    implausibility.subject,
                    implausibility.amount,
                    implausibility.message,
                    i % SAMPLES_PER_CYCLE / SAMPLES_PER_CYCLE,
                )
    return tuple(worst.values())


def check_bodies(bodies: Iterable[Body], props: Iterable[Prop] = ()) -> Iterator[list[Implausibility]]:
    """Yield, for each body of a motion in order, its implausibilities, including feet that slide."""
    foot_positions: dict[Landmark, Vector] = {}
    for body in bodies:
        implausibilities = list(check_body(body, props))
        for side, mark, height in FOOT_ENDS:
            position = body.landmarks[mark]
            if position[1] > height:
                foot_positions.pop(mark, None)
                continue
            distance_m = math.dist(foot_positions.setdefault(mark, position), position)
            if distance_m > MAX_SLIP_M:
                text = Message("{side} foot slides {by} cm on the floor", {"side": side, "by": _cm(distance_m)})
                implausibilities.append(Implausibility(f"{side} slides", distance_m, text))
        yield implausibilities


def _depth_in_prop(part: TaperedCapsule, prop: Prop) -> float:
    """Return how deep a body part is in a wall or a seat, in metres."""
    if prop.kind not in {"wall", "chair"}:
        return 0.0
    depth_in = _depth_in_wall if prop.kind == "wall" else _depth_in_seat
    steps = (i / 4 for i in range(5))
    return max(
        depth_in(
            interpolate(part.begin, part.end, share),
            part.begin_radius + (part.end_radius - part.begin_radius) * share,
            prop,
        )
        for share in steps
    )


def _depth_in_wall(place: Vector, radius: float, wall: Prop) -> float:
    if wall.point is None or wall.normal is None:
        return 0.0
    return radius - dot(subtract(place, wall.point), wall.normal) / math.hypot(*wall.normal)


def _depth_in_seat(place: Vector, radius: float, chair: Prop) -> float:
    if chair.seat is None or chair.size is None:
        return 0.0
    (x, y, z), (width, _, depth) = subtract(place, chair.seat), chair.size
    beside = abs(x) > width / 2 or abs(z) > depth / 2 or y + radius < -SEAT_THICKNESS_M
    return 0.0 if beside else radius - y


def _cm(metres: float) -> int:
    return math.ceil(metres * 100)
