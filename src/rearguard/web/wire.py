"""What the page sends, and what it hears when it is refused."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from typing_extensions import TypedDict

from rearguard.app.planning import Wish
from rearguard.app.settings import FASTEST, LOUDEST, SLOWEST, Settings
from rearguard.session.talk import Talk

Answers = dict[str, Literal["no", "yes", "unsure"]]


class Body(BaseModel):
    """Anything sent: what is not known is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Answered(Body):
    """Answers given so far."""

    answers: Answers
    cleared_by_clinician: bool = False


class SettingsBody(Body):
    """What is at hand, where one is, what one wants to hear; without the latter it is as at first."""

    have: list[Literal["band", "wall", "chair", "floor", "weight"]]
    place: Literal["floor", "desk", "office"]
    talk: Talk = Talk.ALL
    volume: Annotated[int, Field(ge=0, le=LOUDEST, strict=True)] = Settings.volume
    rate: Annotated[float, Field(ge=SLOWEST, le=FASTEST, strict=True)] = Settings.rate


class Wanted(Body):
    """What plan is wanted."""

    minutes: Annotated[float, Field(allow_inf_nan=False)] = 7.0
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

    charge: Annotated[float | None, Field(ge=0, le=100)] = None


class Command(Wanted):
    """Something said to the session under way; "start" says what plan is wanted, "pain" how much it hurts."""

    do: Literal["start", "tick", "pause", "resume", "skip", "back", "easier", "hurts", "pain", "stop", "end"]
    score: int | None = None


class Trouble(TypedDict):
    """What is wrong: `code` for programs, `message` for people."""

    code: str
    message: str


class Failure(TypedDict):
    """The answer to what is refused."""

    error: Trouble


Document = dict[str, Any]
"""JSON values, made by the use cases; the wire snapshots hold their shapes."""
