"""What no body could do, found by looking at a figure over its whole cycle."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping

from rearguard.body.body_volume import Round, deepest, rounds
from rearguard.body.joint import beyond
from rearguard.body.landmark import Landmark
from rearguard.body.proportion import FOOT_HEIGHT, HEEL, TOES
from rearguard.body.skeleton import Body
from rearguard.body.vector import Vector, between, dot, minus
from rearguard.core.message import Message
from rearguard.core.value import value
from rearguard.library.figure import Prop
from rearguard.library.motion import Motion

SLIP = 0.01
"""Metres that a hand or a foot may miss its place by, or slide, before one sees it; and a landmark be under the
floor."""

GIVE = 0.03
"""Metres that two parts of a body may press into each other: each side's flesh gives a centimetre and a half. As much
gives way to a floor, a wall or a seat, which are hard: the buttocks of who lies or sits are flat."""

LIFT = 0.003
"""Metres by which a foot that stands may seem to be raised: rounding, and the give of a sole."""

SEAT = 0.05
"""Metres that a chair's seat is thick."""

SAMPLES = 24
"""Bodies a cycle that are looked at."""

FEET = tuple(
    (side, Landmark[f"{side}_{end}".upper()], FOOT_HEIGHT + up + LIFT)
    for side in ("left", "right")
    for end, (_, up) in (("heel", HEEL), ("foot_index", TOES))
)
"""The ends of both feet, and how high they are at most while they stand."""


@value
class Fault:
    """Something that no body could do."""

    about: str
    """What it is; a motion may have the same at many moments."""
    by: float
    """How much it is."""
    message: Message
    phase: float = 0.0
    """When it is worst."""


def at(body: Body, props: Iterable[Prop] = ()) -> Iterator[Fault]:
    """Yield what is wrong at one moment."""
    for limb, by in body.missed.items():
        if by > SLIP:
            yield Fault(limb, by, Message("{limb} is {by} cm too short to reach", {"limb": limb, "by": _cm(by)}))
    for joint, angle in beyond(body).items():
        text = Message("{joint} would be {angle}°: no joint does that", {"joint": joint, "angle": round(angle)})
        yield Fault(joint, abs(angle), text)
    below = -min(place[1] for place in body.landmarks)
    if below > SLIP:
        yield Fault("floor", below, Message("something is {by} cm under the floor", {"by": _cm(below)}))
        return  # what is said next would be the same in other words
    yield from _pressed(rounds(body.landmarks), props)


def _pressed(parts: Mapping[str, Round], props: Iterable[Prop]) -> Iterator[Fault]:
    """Yield what is deeper in each other, in the floor or in a thing than flesh gives way."""
    for one, other, by in deepest(parts):
        if by > GIVE:
            yield _inside(one, other, by)
    for name, part in parts.items():
        if -part.lowest > GIVE:
            text = Message("{part} is {by} cm under the floor", {"part": name, "by": _cm(-part.lowest)})
            yield Fault(f"{name} floor", -part.lowest, text)
        for prop in props:
            by = _within(part, prop)
            if by > GIVE:
                yield _inside(name, prop.kind, by)


def _inside(one: str, other: str, by: float) -> Fault:
    text = Message("{part} is {by} cm deep in {other}", {"part": one, "by": _cm(by), "other": other})
    return Fault(f"{one} {other}", by, text)


def over(motion: Motion) -> tuple[Fault, ...]:
    """Return what is wrong at any moment of a cycle: each thing once, where it is worst."""
    bodies = [motion.body(i / SAMPLES) for i in range(SAMPLES)]
    worst: dict[str, Fault] = {}
    # Twice round, so that a foot that slides over the cycle's end is seen.
    for i, faults in enumerate(through((*bodies, *bodies), motion.props)):
        for fault in faults:
            if fault.about not in worst or fault.by > worst[fault.about].by:
                worst[fault.about] = Fault(fault.about, fault.by, fault.message, i % SAMPLES / SAMPLES)
    return tuple(worst.values())


def through(bodies: Iterable[Body], props: Iterable[Prop] = ()) -> Iterator[list[Fault]]:
    """Yield what is wrong with each of the bodies of a motion, in order: by itself, or because a foot slid there."""
    stood: dict[Landmark, Vector] = {}
    for body in bodies:
        faults = list(at(body, props))
        for side, mark, height in FEET:
            here = body.landmarks[mark]
            if here[1] > height:
                stood.pop(mark, None)
                continue
            by = math.dist(stood.setdefault(mark, here), here)
            if by > SLIP:
                text = Message("{side} foot slides {by} cm on the floor", {"side": side, "by": _cm(by)})
                faults.append(Fault(f"{side} slides", by, text))
        yield faults


def _within(part: Round, prop: Prop) -> float:
    """Return how deep a part of the body is in a wall or a seat, in metres."""
    if prop.kind not in {"wall", "chair"}:
        return 0.0
    deep = _in_wall if prop.kind == "wall" else _in_seat
    steps = (i / 4 for i in range(5))
    return max(
        deep(between(part.begin, part.end, share), part.thick + (part.thin - part.thick) * share, prop)
        for share in steps
    )


def _in_wall(place: Vector, radius: float, wall: Prop) -> float:
    if wall.point is None or wall.normal is None:
        return 0.0
    return radius - dot(minus(place, wall.point), wall.normal) / math.hypot(*wall.normal)


def _in_seat(place: Vector, radius: float, chair: Prop) -> float:
    if chair.seat is None or chair.size is None:
        return 0.0
    (x, y, z), (width, _, depth) = minus(place, chair.seat), chair.size
    beside = abs(x) > width / 2 or abs(z) > depth / 2 or y + radius < -SEAT
    return 0.0 if beside else radius - y


def _cm(metres: float) -> int:
    return math.ceil(metres * 100)
