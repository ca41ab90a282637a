"""What no body could do, found by looking at a figure over its whole cycle."""

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
"""Metres that a hand or a foot may miss its place by, or slide, before one sees it; and a landmark be under the
floor."""

FLESH_GIVE_M = 0.03
"""Metres that two parts of a body may press into each other: each side's flesh gives a centimetre and a half. As much
gives way to a floor, a wall or a seat, which are hard: the buttocks of who lies or sits are flat."""

STANDING_FOOT_LIFT_M = 0.003
"""Metres by which a foot that stands may seem to be raised: rounding, and the give of a sole."""

SEAT_THICKNESS_M = 0.05
"""Metres that a chair's seat is thick."""

SAMPLES_PER_CYCLE = 24
"""Bodies a cycle that are looked at."""

FOOT_ENDS = tuple(
    (side, Landmark[f"{side}_{end}".upper()], ANKLE_HEIGHT_M + up + STANDING_FOOT_LIFT_M)
    for side in ("left", "right")
    for end, (_, up) in (("heel", HEEL_FROM_ANKLE_M), ("foot_index", TOES_FROM_ANKLE_M))
)
"""The ends of both feet, and how high they are at most while they stand."""


@value
class Implausibility:
    """Something that no body could do."""

    subject: str
    """What it is; a motion may have the same at many moments."""
    amount: float
    """How much it is."""
    message: Message
    phase: float = 0.0
    """When it is worst."""


def check_body(body: Body, props: Iterable[Prop] = ()) -> Iterator[Implausibility]:
    """Yield what is wrong at one moment."""
    for limb, by in body.missed_by_m.items():
        if by > MAX_SLIP_M:
            yield Implausibility(
                limb, by, Message("{limb} is {by} cm too short to reach", {"limb": limb, "by": _cm(by)})
            )
    for joint, angle in impossible_angles(body).items():
        text = Message("{joint} would be at {angle}°: no joint can do that", {"joint": joint, "angle": round(angle)})
        yield Implausibility(joint, abs(angle), text)
    below = -min(place[1] for place in body.landmarks)
    if below > MAX_SLIP_M:
        yield Implausibility("floor", below, Message("something is {by} cm under the floor", {"by": _cm(below)}))
        return  # what is said next would be the same in other words
    yield from _check_overlaps(body_capsules(body.landmarks), props)


def _check_overlaps(parts: Mapping[str, TaperedCapsule], props: Iterable[Prop]) -> Iterator[Implausibility]:
    """Yield what is deeper in each other, in the floor or in a thing than flesh gives way."""
    for one, other, by in find_overlaps(parts):
        if by > FLESH_GIVE_M:
            yield _overlap(one, other, by)
    for name, part in parts.items():
        if -part.lowest_y > FLESH_GIVE_M:
            text = Message("{part} is {by} cm under the floor", {"part": name, "by": _cm(-part.lowest_y)})
            yield Implausibility(f"{name} floor", -part.lowest_y, text)
        for prop in props:
            by = _depth_in_prop(part, prop)
            if by > FLESH_GIVE_M:
                yield _overlap(name, prop.kind, by)


def _overlap(one: str, other: str, by: float) -> Implausibility:
    text = Message("{part} is {by} cm inside {other}", {"part": one, "by": _cm(by), "other": other})
    return Implausibility(f"{one} {other}", by, text)


def check_motion(motion: Motion) -> tuple[Implausibility, ...]:
    """Return what is wrong at any moment of a cycle: each thing once, where it is worst."""
    bodies = [motion.body_at(i / SAMPLES_PER_CYCLE) for i in range(SAMPLES_PER_CYCLE)]
    worst: dict[str, Implausibility] = {}
    # Twice round, so that a foot that slides over the cycle's end is seen.
    for i, faults in enumerate(check_bodies((*bodies, *bodies), motion.props)):
        for fault in faults:
            if fault.subject not in worst or fault.amount > worst[fault.subject].amount:
                worst[fault.subject] = Implausibility(
                    fault.subject, fault.amount, fault.message, i % SAMPLES_PER_CYCLE / SAMPLES_PER_CYCLE
                )
    return tuple(worst.values())


def check_bodies(bodies: Iterable[Body], props: Iterable[Prop] = ()) -> Iterator[list[Implausibility]]:
    """Yield what is wrong with each of the bodies of a motion, in order: by itself, or because a foot slid there."""
    stood: dict[Landmark, Vector] = {}
    for body in bodies:
        faults = list(check_body(body, props))
        for side, mark, height in FOOT_ENDS:
            here = body.landmarks[mark]
            if here[1] > height:
                stood.pop(mark, None)
                continue
            by = math.dist(stood.setdefault(mark, here), here)
            if by > MAX_SLIP_M:
                text = Message("{side} foot slides {by} cm on the floor", {"side": side, "by": _cm(by)})
                faults.append(Implausibility(f"{side} slides", by, text))
        yield faults


def _depth_in_prop(part: TaperedCapsule, prop: Prop) -> float:
    """Return how deep a part of the body is in a wall or a seat, in metres."""
    if prop.kind not in {"wall", "chair"}:
        return 0.0
    deep = _depth_in_wall if prop.kind == "wall" else _depth_in_seat
    steps = (i / 4 for i in range(5))
    return max(
        deep(
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
