"""A video with the detected body and the count drawn over it. Needs the extra `video`."""

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
"""Pairs of landmarks that are joined by a line."""

MIN_DRAWN_VISIBILITY = 0.5
"""Lowest visibility of a landmark that is drawn."""

VIDEO_FRAMES_PER_S = 30.0
"""Frame rate of the video: each picture repeats until the time of the next."""

LEFT_COLOUR, RIGHT_COLOUR, TEXT_OUTLINE_COLOUR, TEXT_COLOUR = (
    (80, 190, 250),
    (240, 170, 80),
    (30, 30, 30),
    (255, 255, 255),
)
"""Colours in BGR order: the body's left, its right, the outline of the text, the text."""


class AnnotatedVideo:
    """A writer of annotated pictures to a video file. Use it as a context manager."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._writer: Any = None  # cv2.VideoWriter, from an extra
        self._frames_written = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._writer is not None:
            self._writer.release()

    def add_frame(self, picture: BgrPicture, frame: PoseFrame, person: int | None, text: str) -> None:
        """Draw on a picture and write it as often as needed to reach its time.

        Raises:
            Refusal: the file can't be written.
        """
        import cv2  # noqa: PLC0415 - an extra

        height, width = (pixels // 2 * 2 for pixels in picture.shape[:2])
        if self._writer is None:
            self._writer = cv2.VideoWriter(
                str(self._path), cv2.CAP_FFMPEG, cv2.VideoWriter.fourcc(*"mp4v"), VIDEO_FRAMES_PER_S, (width, height)
            )
            if not self._writer.isOpened():
                raise Refusal(
                    Message("Can't write {file} as a video. Give it a name ending in .mp4", {"file": str(self._path)})
                )
        canvas = np.ascontiguousarray(picture[:height, :width])
        if person is not None and person < len(frame.people):
            _draw_body(canvas, frame.people[person].image[:, :2] * frame.size, frame.people[person].image[:, 3])
        scale = height / 480
        for colour, thickness in ((TEXT_OUTLINE_COLOUR, 6), (TEXT_COLOUR, 2)):
            origin = (round(12 * scale), round(36 * scale))
            cv2.putText(
                canvas,
                text,
                origin,
                cv2.FONT_HERSHEY_SIMPLEX,
                scale,
                colour,
                max(round(thickness * scale), 1),
                cv2.LINE_AA,
            )
        while self._frames_written <= frame.t * VIDEO_FRAMES_PER_S:
            self._writer.write(canvas)
            self._frames_written += 1


def _draw_body(picture: BgrPicture, positions: np.ndarray, visibility: np.ndarray) -> None:
    import cv2  # noqa: PLC0415 - an extra

    thickness = max(picture.shape[0] // 160, 1)
    for a, b in DRAWN_BONES:
        if min(visibility[a], visibility[b]) >= MIN_DRAWN_VISIBILITY:
            start, end = (tuple(np.clip(positions[mark], -9999, 9999).astype(int).tolist()) for mark in (a, b))
            cv2.line(picture, start, end, LEFT_COLOUR if "LEFT" in b.name else RIGHT_COLOUR, thickness, cv2.LINE_AA)
