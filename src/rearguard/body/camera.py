"""A camera that looks at a body from any side."""

from __future__ import annotations

import math
from collections.abc import Iterable

from rearguard.body.vector import UPRIGHT_AXES, Vector, multiply, rotate, subtract, to_local, to_world
from rearguard.core.value import value


@value(kw_only=True)
class Camera:
    """Goes round what it looks at.

    At yaw 0 it is on the side of z: who stands facing z is seen from the front. At yaw 90 it is on the side of x.
    """

    yaw: float = 0.0
    """Degrees round the upright through `target`."""
    pitch: float = 0.0
    """Degrees above the horizon."""
    distance: float = 4.0
    """Metres to `target`."""
    target: Vector = (0.0, 0.9, 0.0)
    """What is in the middle of the image."""
    field_of_view: float = 35.0
    """Degrees from the image's upper edge to its lower one."""

    def project(self, points: Iterable[Vector]) -> tuple[Vector, ...]:
        """Return where points are seen: to the right, up, and how far away (metres along the line of sight).

        The image's middle is (0, 0), its upper and lower edge are at 1 and −1.
        """
        axes = rotate(rotate(UPRIGHT_AXES, yaw=self.yaw), pitch=-self.pitch)
        eye = to_world(axes, (0.0, 0.0, self.distance))
        scale = 1 / math.tan(math.radians(self.field_of_view / 2))
        seen = []
        for point in points:
            x, y, z = to_local(axes, subtract(subtract(point, self.target), eye))
            seen.append((*multiply((x, y, 0.0), scale / -z)[:2], -z))
        return tuple(seen)
