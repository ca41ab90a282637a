"""The sides of the body."""

from enum import StrEnum


class Side(StrEnum):
    """The working side; for a stretch, the side that is stretched (the runner's stretch: the rear leg)."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"
