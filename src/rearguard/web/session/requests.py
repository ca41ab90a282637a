"""What the page sends."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from rearguard.app.person.language import SYSTEM
from rearguard.app.person.settings import FASTEST, LOUDEST, SLOWEST
from rearguard.app.training.planning import Wish

FARTHEST = 100.0
"""Landmarks are a few units off at most; what is farther is no landmark."""

LATEST = 1e9
"""Seconds: thirty years after a page was opened."""

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
    language: str = SYSTEM


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


Number = Annotated[float, Field(ge=-FARTHEST, le=FARTHEST, allow_inf_nan=False)] | None
"""A coordinate; null for one that is not known."""

Pixels = Annotated[int, Field(ge=1, le=16384)]


class PersonSeen(Body):
    """A body that the page's pose model found, landmark after landmark, as in a recording."""

    image: Annotated[list[Number], Field(min_length=33 * 4, max_length=33 * 4)]
    """x, y as fractions of width and height, z, visibility."""
    world: Annotated[list[Number], Field(min_length=33 * 3, max_length=33 * 3)]
    """x, y, z in metres from the middle between the hips."""


class See(Body):
    """What the page's camera sees at one moment: landmarks, never a picture."""

    do: Literal["see"]
    t: Annotated[float, Field(ge=0, le=LATEST, allow_inf_nan=False)]
    """Seconds of the camera's own clock."""
    size: tuple[Pixels, Pixels]
    """Width and height of the picture."""
    people: Annotated[list[PersonSeen], Field(max_length=2)]


class Answering(Body):
    """What is said to a coach's question after a set."""

    do: Literal["answer"]
    yes: bool


class Command(Wanted):
    """Something said to the session under way; "start" says what plan is wanted, "pain" how much it hurts."""

    do: Literal["start", "tick", "pause", "resume", "skip", "back", "easier", "hurts", "pain", "stop", "end", "unsee"]
    score: int | None = None


class Testing(Body):
    """A self-test to begin; without a level, as one does the routine."""

    do: Literal["test"]
    test: str
    level: str | None = None


class Counted(Body):
    """How many one counted oneself in a self-test that is over."""

    do: Literal["counted"]
    count: int


Words = Command | See | Answering | Testing | Counted
Said = TypeAdapter[Words](Annotated[Words, Field(discriminator="do")])
"""Whatever a page may say on its line; "unsee" says that its camera watches no more."""


Document = dict[str, Any]
"""JSON values, made by the use cases; `answer` has their shapes."""
