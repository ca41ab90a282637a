"""A video with the body drawn over it, and what is counted. Needs the extra `video`."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np

from rearguard.app.media.video import Picture
from rearguard.body.landmark import Landmark
from rearguard.body.recording import Sight
from rearguard.core.errors import Refusal
from rearguard.core.message import Message

L = Landmark

BONES = (
    (L.LEFT_SHOULDER, L.RIGHT_SHOULDER), (L.LEFT_HIP, L.RIGHT_HIP),
    (L.LEFT_SHOULDER, L.LEFT_HIP), (L.RIGHT_SHOULDER, L.RIGHT_HIP),
    (L.LEFT_SHOULDER, L.LEFT_ELBOW), (L.LEFT_ELBOW, L.LEFT_WRIST),
    (L.RIGHT_SHOULDER, L.RIGHT_ELBOW), (L.RIGHT_ELBOW, L.RIGHT_WRIST),
    (L.LEFT_HIP, L.LEFT_KNEE), (L.LEFT_KNEE, L.LEFT_ANKLE),
    (L.RIGHT_HIP, L.RIGHT_KNEE), (L.RIGHT_KNEE, L.RIGHT_ANKLE),
    (L.LEFT_ANKLE, L.LEFT_HEEL), (L.LEFT_HEEL, L.LEFT_FOOT_INDEX),
    (L.RIGHT_ANKLE, L.RIGHT_HEEL), (L.RIGHT_HEEL, L.RIGHT_FOOT_INDEX),
)  # fmt: skip
"""What is joined by a line."""

CLEAR = 0.5
"""From this visibility on a landmark is drawn."""

RATE = 30.0
"""Pictures a second of the film: each is shown until the next one's time has come."""

LEFT, RIGHT, BACK, INK = (80, 190, 250), (240, 170, 80), (30, 30, 30), (255, 255, 255)
"""Colours, blue first: the body's left, its right, what is behind a text, the text."""


class Film:
    """Writes pictures to a file, with what was seen in them. Use it as a context."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._writer: Any = None  # cv2's, an extra
        self._written = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._writer is not None:
            self._writer.release()

    def show(self, picture: Picture, sight: Sight, person: int | None, text: str) -> None:
        """Draw a moment and write it, until the time of the moment is reached.

        Raises:
            Refusal: the file can't be written.
        """
        import cv2  # noqa: PLC0415 - an extra

        height, width = (one // 2 * 2 for one in picture.shape[:2])
        if self._writer is None:
            self._writer = cv2.VideoWriter(
                str(self._path), cv2.CAP_FFMPEG, cv2.VideoWriter.fourcc(*"mp4v"), RATE, (width, height)
            )
            if not self._writer.isOpened():
                raise Refusal(Message("{file} can't be written as a video: name it .mp4", {"file": str(self._path)}))
        drawn = np.ascontiguousarray(picture[:height, :width])
        if person is not None and person < len(sight.people):
            _body(drawn, sight.people[person].image[:, :2] * sight.size, sight.people[person].image[:, 3])
        scale = height / 480
        for colour, thick in ((BACK, 6), (INK, 2)):
            place = (round(12 * scale), round(36 * scale))
            cv2.putText(
                drawn, text, place, cv2.FONT_HERSHEY_SIMPLEX, scale, colour, max(round(thick * scale), 1), cv2.LINE_AA
            )
        while self._written <= sight.t * RATE:
            self._writer.write(drawn)
            self._written += 1


def _body(picture: Picture, places: np.ndarray, visible: np.ndarray) -> None:
    import cv2  # noqa: PLC0415 - an extra

    thick = max(picture.shape[0] // 160, 1)
    for a, b in BONES:
        if min(visible[a], visible[b]) >= CLEAR:
            start, end = (tuple(np.clip(places[one], -9999, 9999).astype(int).tolist()) for one in (a, b))
            cv2.line(picture, start, end, LEFT if "LEFT" in b.name else RIGHT, thick, cv2.LINE_AA)
