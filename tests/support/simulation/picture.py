"""A drawn person: limbs as solid, shaded capsules in clothes, with skin, hair, eyes and a mouth, before a wall.

It is no beauty: just enough for a real pose model to find a person, standing or lying.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from rearguard.body.landmark import Landmark
from rearguard.body.proportion import FLESH_RADIUS_M, TRUNK_M
from rearguard.body.recording import FloatArray
from rearguard.core.value import value
from support.simulation.viewpoint import Viewpoint

Picture = NDArray[np.uint8]
"""[height, width, 3]: red, green, blue."""

Colour = tuple[float, float, float]


@value(kw_only=True)
class Appearance:
    """Colours of a person and of the room, each part 0 to 255."""

    skin: Colour = (224, 172, 140)
    hair: Colour = (62, 42, 28)
    shirt: Colour = (188, 52, 58)
    trousers: Colour = (44, 58, 96)
    shoes: Colour = (236, 236, 232)
    wall: Colour = (206, 204, 196)
    floor: Colour = (150, 122, 96)


APPEARANCES = (
    Appearance(),
    Appearance(
        skin=(141, 85, 56), hair=(24, 20, 18), shirt=(230, 226, 214), trousers=(70, 74, 80), wall=(170, 184, 190)
    ),
    Appearance(
        skin=(236, 196, 170), hair=(190, 150, 90), shirt=(60, 120, 90), trousers=(28, 28, 32), floor=(110, 112, 116)
    ),
    Appearance(skin=(96, 60, 42), hair=(16, 14, 14), shirt=(232, 176, 60), trousers=(60, 44, 74), wall=(222, 214, 200)),
)

LIGHT_DIRECTION = np.array([-0.35, -0.75, -0.56])
"""From above, the left and the camera's side: right, down, away."""

SHADE_BRIGHTNESS = 0.45
"""How bright what is turned away from the light still is."""

HEAD_RADIUS_M = 0.098
"""Half the head's breadth and depth, metres."""


class Capsule(NamedTuple):
    """Two balls and everything between them: positions [3] in camera coordinates and radii in metres."""

    begin: FloatArray
    end: FloatArray
    begin_radius: float
    end_radius: float
    colour: Colour


def draw_person(body: FloatArray, viewpoint: Viewpoint, looks: Appearance = APPEARANCES[0]) -> Picture:
    """Return the picture that a camera takes of a body [33, 3] in the room, or of the empty room for NaN."""
    width, height = viewpoint.size
    image = _room(viewpoint, looks)
    if np.isnan(body).any():
        return image.astype(np.uint8)
    marks = (body - viewpoint.find_position()) @ viewpoint.compute_axes().T
    depth = np.full((height, width), np.inf)
    focal = height / 2 / math.tan(math.radians(viewpoint.view_angle / 2))
    scale = float(np.linalg.norm(marks[11:13].mean(axis=0) - marks[23:25].mean(axis=0))) / TRUNK_M
    for capsule in (*_limbs(marks, scale, looks), *_face(marks, scale, looks)):
        _paint(image, depth, capsule, focal)
    return image.astype(np.uint8)


def _room(viewpoint: Viewpoint, looks: Appearance) -> FloatArray:
    """Return a wall above a floor that meets it behind the person."""
    width, height = viewpoint.size
    eye, axes = viewpoint.find_position(), viewpoint.compute_axes()
    focal = height / 2 / math.tan(math.radians(viewpoint.view_angle / 2))
    rows = (np.arange(height) - height / 2) / focal
    # Where each row's ray meets the floor; the wall is a metre and a half behind the target.
    down = -(axes[2, 1] + rows * axes[1, 1])
    reach = np.where(down > 1e-3, eye[1] / np.maximum(down, 1e-3), np.inf)
    floor = reach < viewpoint.distance + 1.5
    shade = np.where(floor, 0.75 + 0.25 * np.clip(2 / np.maximum(reach, 0.1), 0, 1), 1.0)
    image = np.where(floor[:, None, None], np.array(looks.floor), np.array(looks.wall)) * shade[:, None, None]
    return np.repeat(image, width, axis=1)


def _limbs(marks: FloatArray, scale: float, looks: Appearance) -> list[Capsule]:
    def at(name: str) -> FloatArray:
        place: FloatArray = marks[Landmark[name]]
        return place

    capsules = []
    for side in ("LEFT", "RIGHT"):
        for upper, lower, thick, thin, colour in (
            ("SHOULDER", "ELBOW", FLESH_RADIUS_M["shoulder"], FLESH_RADIUS_M["elbow"], looks.shirt),
            ("ELBOW", "WRIST", FLESH_RADIUS_M["elbow"], FLESH_RADIUS_M["wrist"], looks.skin),
            ("WRIST", "INDEX", 0.032, 0.022, looks.skin),
            ("HIP", "KNEE", 0.085, FLESH_RADIUS_M["knee"], looks.trousers),
            ("KNEE", "ANKLE", FLESH_RADIUS_M["knee"], FLESH_RADIUS_M["ankle"], looks.trousers),
            ("ANKLE", "HEEL", 0.038, 0.032, looks.shoes),
            ("HEEL", "FOOT_INDEX", 0.034, 0.028, looks.shoes),
        ):
            capsules.append(Capsule(at(f"{side}_{upper}"), at(f"{side}_{lower}"), thick * scale, thin * scale, colour))
    neck, head = marks[11:13].mean(axis=0), marks[7:9].mean(axis=0)
    trunk = [
        Capsule(
            at("LEFT_SHOULDER") * share + at("RIGHT_SHOULDER") * (1 - share),
            at("LEFT_HIP") * share + at("RIGHT_HIP") * (1 - share),
            0.075 * scale,
            0.09 * scale,
            looks.shirt,
        )
        for share in np.linspace(0.08, 0.92, 7)
    ]
    return [
        *capsules,
        *trunk,
        Capsule(at("LEFT_HIP"), at("RIGHT_HIP"), 0.1 * scale, 0.1 * scale, looks.trousers),
        Capsule(at("LEFT_SHOULDER"), at("RIGHT_SHOULDER"), 0.06 * scale, 0.06 * scale, looks.shirt),
        Capsule(neck, head, 0.05 * scale, 0.05 * scale, looks.skin),
    ]


def _face(marks: FloatArray, scale: float, looks: Appearance) -> list[Capsule]:
    ears = marks[7:9].mean(axis=0)
    to_left = _straight(marks[Landmark.LEFT_EAR] - marks[Landmark.RIGHT_EAR])
    up = _straight(marks[[2, 5]].mean(axis=0) - marks[[9, 10]].mean(axis=0))
    ahead = np.cross(to_left, up)
    ahead = ahead if ahead @ (marks[Landmark.NOSE] - ears) > 0 else -ahead
    middle = ears + up * 0.02 * scale + ahead * 0.005 * scale
    mouth = marks[[9, 10]].mean(axis=0)
    white, dark, red = (245.0, 245.0, 245.0), (30.0, 25.0, 25.0), (150.0, 50.0, 55.0)
    capsules = [
        Capsule(
            middle, middle - up * 0.055 * scale + ahead * 0.02 * scale, HEAD_RADIUS_M * scale, 0.07 * scale, looks.skin
        ),
        # Hair: a ball a little larger, moved up and back, so that it leaves the face free.
        Capsule(
            middle + up * 0.025 * scale - ahead * 0.028 * scale,
            middle - up * 0.02 * scale - ahead * 0.03 * scale,
            1.0 * HEAD_RADIUS_M * scale,
            0.9 * HEAD_RADIUS_M * scale,
            looks.hair,
        ),
        Capsule(mouth - to_left * 0.022 * scale, mouth + to_left * 0.022 * scale, 0.009 * scale, 0.009 * scale, red),
        Capsule(mouth + up * 0.075 * scale, marks[0], 0.012 * scale, 0.017 * scale, looks.skin),
    ]
    capsules[2] = capsules[2]._replace(begin=capsules[2].begin + ahead * 0.022, end=capsules[2].end + ahead * 0.022)
    for eye in (marks[Landmark.LEFT_EYE], marks[Landmark.RIGHT_EYE]):
        out = eye + ahead * 0.004 * scale
        brow = eye + up * 0.022 * scale + ahead * 0.006 * scale
        capsules += [
            Capsule(out - to_left * 0.008 * scale, out + to_left * 0.008 * scale, 0.011 * scale, 0.011 * scale, white),
            Capsule(out + ahead * 0.007 * scale, out + ahead * 0.008 * scale, 0.007 * scale, 0.007 * scale, dark),
            Capsule(
                brow - to_left * 0.016 * scale, brow + to_left * 0.016 * scale, 0.006 * scale, 0.006 * scale, looks.hair
            ),
        ]
    return capsules


def _straight(way: FloatArray) -> FloatArray:
    unit: FloatArray = way / max(float(np.linalg.norm(way)), 1e-9)
    return unit


def _paint(image: FloatArray, depth: FloatArray, capsule: Capsule, focal: float) -> None:
    """Paint a capsule where it is nearer than what is there."""
    near = min(capsule.begin[2], capsule.end[2])
    if near < 0.1:
        return
    height, width = depth.shape
    middle = np.array([width / 2, height / 2])
    begin = capsule.begin[:2] / capsule.begin[2] * focal + middle
    end = capsule.end[:2] / capsule.end[2] * focal + middle
    first, last = capsule.begin_radius * focal / capsule.begin[2], capsule.end_radius * focal / capsule.end[2]
    most = max(first, last) + 1
    low = np.maximum(np.floor(np.minimum(begin, end) - most), 0).astype(int)
    high = np.minimum(np.ceil(np.maximum(begin, end) + most), [width, height]).astype(int)
    if (high <= low).any():
        return
    x = np.arange(low[0], high[0])[None, :]
    y = np.arange(low[1], high[1])[:, None]
    way = end - begin
    along = np.clip(((x - begin[0]) * way[0] + (y - begin[1]) * way[1]) / max(float(way @ way), 1e-6), 0, 1)
    radius = first + (last - first) * along
    right, down = (x - begin[0] - along * way[0]) / radius, (y - begin[1] - along * way[1]) / radius
    out = 1 - right**2 - down**2
    toward = np.sqrt(np.maximum(out, 0))
    thick = capsule.begin_radius + (capsule.end_radius - capsule.begin_radius) * along
    here = capsule.begin[2] + (capsule.end[2] - capsule.begin[2]) * along - thick * toward
    window = (slice(low[1], high[1]), slice(low[0], high[0]))
    visible = (out > 0) & (here < depth[window])
    bright = SHADE_BRIGHTNESS + (1 - SHADE_BRIGHTNESS) * np.maximum(
        right * LIGHT_DIRECTION[0] + down * LIGHT_DIRECTION[1] - toward * LIGHT_DIRECTION[2], 0
    )
    depth[window] = np.where(visible, here, depth[window])
    image[window] = np.where(
        visible[..., None], np.minimum(bright[..., None] * np.array(capsule.colour), 255), image[window]
    )
