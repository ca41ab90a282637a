"""What the page sends."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from rearguard.app.planning import Wish
from rearguard.app.settings import FASTEST, LOUDEST, SLOWEST

Answers = dict[str, Literal["no", "yes", "unsure"]]


class Body(BaseModel):
    """Anything sent: what is not known is refused, and so is a value of another type."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Answered(Body):
    """Answers given so far."""

    answers: Answers
    cleared_by_clinician: bool = False


class SettingsBody(Body):
    """What is at hand, where one is, what one wants to hear."""

    have: list[Literal["band", "wall", "chair", "floor", "weight"]]
    place: Literal["floor", "desk", "office"]
    talk: Literal["all", "changes", "tones", "silent"]
    volume: Annotated[int, Field(ge=0, le=LOUDEST)]
    rate: Annotated[float, Field(ge=SLOWEST, le=FASTEST)]
    letters: bool


class Wanted(Body):
    """What plan is wanted."""

    minutes: float = 7.0
    place: Literal["floor", "desk", "office"] | None = None
    without: list[str] = []
    exclude: list[str] = []
    program: str | None = None

    def wish(self) -> Wish:
        """Return it for the planning."""
        return Wish(
            minutes=self.minutes,
            place=self.place,
            without=tuple(self.without),
            exclude=tuple(self.exclude),
            program=self.program,
        )


class PlanQuery(Wanted):
    """A plan, and the charge before it in percent."""

    model_config = ConfigDict(strict=False)  # what stands in an address is always text

    charge: Annotated[float | None, Field(ge=0, le=100)] = None


class Command(Wanted):
    """Something said to the session under way; "start" says what plan is wanted, "pain" how much it hurts."""

    do: Literal["start", "tick", "pause", "resume", "skip", "back", "easier", "hurts", "pain", "stop", "end"]
    score: int | None = None


Document = dict[str, Any]
"""JSON values, made by the use cases; `answer` has their shapes."""
