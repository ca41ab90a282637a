"""A camera on a table, a shelf or the floor, and a body's position in its picture."""

from __future__ import annotations

import math

import numpy as np

from rearguard.body.recording import FloatArray
from rearguard.body.vector import UPRIGHT_AXES, rotate
from rearguard.core.value import value


@value(kw_only=True)
class Viewpoint:
    """The camera's position and field of view."""

    yaw: float
    """Degrees round the upright: at 0 it is where z is ahead, at 90 where x is."""
    height: float
    """Metres above the floor."""
    distance: float
    """Metres to `target`, along the floor."""
    target: tuple[float, float, float]
    """What it is turned to."""
    view_angle: float = 42.0
    """Degrees from the picture's upper edge to its lower one."""
    tilt: float = 0.0
    """Degrees that it is not level."""
    size: tuple[int, int] = (640, 480)
    """Width and height of the picture in pixels."""

    def compute_axes(self) -> FloatArray:
        """Return the directions right, down and away in the room, as the rows of [3, 3]."""
        pitch = math.degrees(math.atan2(self.height - self.target[1], self.distance))
        axes = rotate(rotate(rotate(UPRIGHT_AXES, yaw=self.yaw), pitch=pitch), roll=self.tilt)
        # Seen from its front, a camera that looks at z has x on its right-hand side.
        return np.array([axes[0], [-part for part in axes[1]], [-part for part in axes[2]]])

    def find_position(self) -> FloatArray:
        """Return the camera's position in the room."""
        angle = math.radians(self.yaw)
        x, _, z = self.target
        return np.array([x + self.distance * math.sin(angle), self.height, z + self.distance * math.cos(angle)])

    def project(self, bodies: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return the positions of landmarks [N, 33, 3] in pixels [N, 33, 2], and their distances in metres [N, 33]."""
        away = (bodies - self.find_position()) @ self.compute_axes().T
        depth = np.maximum(away[..., 2], 0.05)
        scale = self.size[1] / 2 / math.tan(math.radians(self.view_angle / 2))
        pixels = away[..., :2] / depth[..., None] * scale + np.array(self.size) / 2
        return pixels, depth

    def compute_world(self, bodies: FloatArray) -> FloatArray:
        """Return landmarks [N, 33, 3] from the middle between the hips, x right, y down, z away from the camera."""
        placed: FloatArray = (bodies - bodies[:, 23:25].mean(axis=1, keepdims=True)) @ self.compute_axes().T
        return placed


def fit_viewpoint(
    bodies: FloatArray, *, yaw: float, height: float, size: tuple[int, int], view_angle: float, fill_share: float
) -> Viewpoint:
    """Return the camera of a direction and height that stands as near as it can and sees all landmarks.

    Args:
        bodies: [N, 33, 3] in metres.
        yaw: degrees, as of `Viewpoint`.
        height: metres.
        size: of the picture, pixels.
        view_angle: degrees, as of `Viewpoint`.
        fill_share: how much of the picture the body may fill, 0 to 1, in the direction in which it fills more.
    """
    low, high = bodies.reshape(-1, 3).min(axis=0), bodies.reshape(-1, 3).max(axis=0)
    target = tuple(float(part) for part in (low + high) / 2)
    near, far = 0.8, 12.0
    for _ in range(20):
        middle = (near + far) / 2
        stand = Viewpoint(
            yaw=yaw,
            height=height,
            distance=middle,
            target=(target[0], target[1], target[2]),
            view_angle=view_angle,
            size=size,
        )
        pixels, depth = stand.project(bodies)
        off = np.abs(pixels / np.array(size) - 0.5).max()
        if off > fill_share / 2 or depth.min() < 0.3:  # metres; the face isn't recognised any nearer
            near = middle
        else:
            far = middle
    return stand
