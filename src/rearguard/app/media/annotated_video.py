"""A video with the body drawn over it, and what is counted. Needs the extra `video`."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np

from rearguard.app.media.video import BgrPicture
from rearguard.body.landmark import Landmark
from rearguard.body.recording import PoseFrame
from rearguard.core.errors import Refusal
from rearguard.core.message import Message

LM = Landmark

DRAWN_BONES = (
    (LM.LEFT_SHOULDER, LM.RIGHT_SHOULDER), (LM.LEFT_HIP, LM.RIGHT_HIP),
    (LM.LEFT_SHOULDER, LM.LEFT_HIP), (LM.RIGHT_SHOULDER, LM.RIGHT_HIP),
    (LM.LEFT_SHOULDER, LM.LEFT_ELBOW), (LM.LEFT_ELBOW, LM.LEFT_WRIST),
    (LM.RIGHT_SHOULDER, LM.RIGHT_ELBOW), (LM.RIGHT_ELBOW, LM.RIGHT_WRIST),
    (LM.LEFT_HIP, LM.LEFT_KNEE), (LM.LEFT_KNEE, LM.LEFT_ANKLE),
    (LM.RIGHT_HIP, LM.RIGHT_KNEE), (LM.RIGHT_KNEE, LM.RIGHT_ANKLE),
    (LM.LEFT_ANKLE, LM.LEFT_HEEL), (LM.LEFT_HEEL, LM.LEFT_FOOT_INDEX),
    (LM.RIGHT_ANKLE, LM.RIGHT_HEEL), (LM.RIGHT_HEEL, LM.RIGHT_FOOT_INDEX),
)  # fmt: skip
"""What is joined by a line."""

MIN_DRAWN_VISIBILITY = 0.5
"""From this visibility on a landmark is drawn."""

VIDEO_FRAMES_PER_S = 30.0
"""Pictures a second of the film: each is shown until the next one's time has come."""

LEFT_COLOUR, RIGHT_COLOUR, TEXT_OUTLINE_COLOUR, TEXT_COLOUR = (
    (80, 190, 250),
    (240, 170, 80),
    (30, 30, 30),
    (255, 255, 255),
)
"""Colours, blue first: the body's left, its right, what is behind a text, the text."""


class AnnotatedVideo:
    """Writes pictures to a file, with what was seen in them. Use it as a context."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._writer: Any = None  # cv2's, an extra
        self._frames_written = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._writer is not None:
            self._writer.release()

    def add_frame(self, picture: BgrPicture, sight: PoseFrame, person: int | None, text: str) -> None:
        """Draw a moment and write it, until the time of the moment is reached.

        Raises:
            Refusal: the file can't be written.
        """
        import cv2  # noqa: PLC0415 - an extra

        height, width = (one // 2 * 2 for one in picture.shape[:2])
        if self._writer is None:
            self._writer = cv2.VideoWriter(
                str(self._path), cv2.CAP_FFMPEG, cv2.VideoWriter.fourcc(*"mp4v"), VIDEO_FRAMES_PER_S, (width, height)
            )
            if not self._writer.isOpened():
                raise Refusal(
                    Message("Can't write {file} as a video. Give it a name ending in .mp4", {"file": str(self._path)})
                )
        drawn = np.ascontiguousarray(picture[:height, :width])
        if person is not None and person < len(sight.people):
            _draw_body(drawn, sight.people[person].image[:, :2] * sight.size, sight.people[person].image[:, 3])
        scale = height / 480
        for colour, thick in ((TEXT_OUTLINE_COLOUR, 6), (TEXT_COLOUR, 2)):
            place = (round(12 * scale), round(36 * scale))
            cv2.putText(
                drawn, text, place, cv2.FONT_HERSHEY_SIMPLEX, scale, colour, max(round(thick * scale), 1), cv2.LINE_AA
            )
        while self._frames_written <= sight.t * VIDEO_FRAMES_PER_S:
            self._writer.write(drawn)
            self._frames_written += 1


def _draw_body(picture: BgrPicture, places: np.ndarray, visible: np.ndarray) -> None:
    import cv2  # noqa: PLC0415 - an extra

    thick = max(picture.shape[0] // 160, 1)
    for a, b in DRAWN_BONES:
        if min(visible[a], visible[b]) >= MIN_DRAWN_VISIBILITY:
            start, end = (tuple(np.clip(places[one], -9999, 9999).astype(int).tolist()) for one in (a, b))
            cv2.line(picture, start, end, LEFT_COLOUR if "LEFT" in b.name else RIGHT_COLOUR, thick, cv2.LINE_AA)
