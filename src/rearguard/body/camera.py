"""A virtual camera that views a body from any side."""

from __future__ import annotations

import math
from collections.abc import Iterable

from rearguard.body.vector import UPRIGHT_AXES, Vector, multiply, rotate, subtract, to_local, to_world
from rearguard.core.value import value


@value(kw_only=True)
class Camera:
    """A camera that orbits its target.

    At yaw 0 it is on the z side and sees a person who faces z from the front. At yaw 90 it is on the x side.
    """

    yaw: float = 0.0
    """Degrees round the vertical axis through `target`."""
    pitch: float = 0.0
    """Degrees above the horizon."""
    distance: float = 4.0
    """Metres to `target`."""
    target: Vector = (0.0, 0.9, 0.0)
    """The point in the middle of the image."""
    field_of_view: float = 35.0
    """Degrees from the image's upper edge to its lower edge."""

    def project(self, points: Iterable[Vector]) -> tuple[Vector, ...]:
        """Return points in the image: right, up, and distance (metres along the line of sight).

        The image's middle is (0, 0), its upper and lower edges are at 1 and −1.
        """
        axes = rotate(rotate(UPRIGHT_AXES, yaw=self.yaw), pitch=-self.pitch)
        eye = to_world(axes, (0.0, 0.0, self.distance))
        scale = 1 / math.tan(math.radians(self.field_of_view / 2))
        projected = []
        for point in points:
            x, y, z = to_local(axes, subtract(subtract(point, self.target), eye))
            projected.append((*multiply((x, y, 0.0), scale / -z)[:2], -z))
        return tuple(projected)
