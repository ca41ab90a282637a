"""What the page sends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, create_model

from rearguard.app.person.language import SYSTEM_LANGUAGE
from rearguard.app.person.settings import SETTING_FIELDS, Location
from rearguard.app.training.planning import PlanRequest
from rearguard.web.setting_models import model_fields

MAX_COORDINATE = 100.0
"""Landmarks are a few units off at most; what is farther is no landmark."""

MAX_CAMERA_CLOCK_S = 1e9
"""Seconds: thirty years after a page was opened."""

ScreeningAnswers = dict[str, Literal["no", "yes", "unsure"]]


class RequestModel(BaseModel):
    """Anything sent: what is not known is refused, and so is a value of another type."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class ScreeningRequest(RequestModel):
    """Answers given so far."""

    answers: ScreeningAnswers
    cleared_by_clinician: bool = False


if TYPE_CHECKING:
    SettingsRequest = RequestModel
else:
    SettingsRequest = create_model(
        "SettingsRequest",
        __base__=RequestModel,
        __doc__="New settings.",
        __module__=__name__,
        **model_fields(SETTING_FIELDS, {"language": SYSTEM_LANGUAGE}),
    )


class PlanOptionsJson(RequestModel):
    """What plan is wanted."""

    minutes: float = 7.0
    place: Annotated[Location, Field(strict=False)] | None = None
    without: list[str] = []
    exclude: list[str] = []
    program: str | None = None

    def to_plan_request(self) -> PlanRequest:
        """Return it for the planning."""
        return PlanRequest(
            minutes=self.minutes,
            place=self.place,
            without=tuple(self.without),
            exclude=tuple(self.exclude),
            program=self.program,
        )


class PlanQuery(PlanOptionsJson):
    """A plan, and the charge before it in percent."""

    model_config = ConfigDict(strict=False)  # what stands in an address is always text

    charge: Annotated[float | None, Field(ge=0, le=100)] = None


CoordinateOrNull = Annotated[float, Field(ge=-MAX_COORDINATE, le=MAX_COORDINATE, allow_inf_nan=False)] | None
"""A coordinate; null for one that is not known."""

Pixels = Annotated[int, Field(ge=1, le=16384)]


class PersonJson(RequestModel):
    """A body that the page's pose model found, landmark after landmark, as in a recording."""

    image: Annotated[list[CoordinateOrNull], Field(min_length=33 * 4, max_length=33 * 4)]
    """x, y as fractions of width and height, z, visibility."""
    world: Annotated[list[CoordinateOrNull], Field(min_length=33 * 3, max_length=33 * 3)]
    """x, y, z in metres from the middle between the hips."""


class CameraFrameRequest(RequestModel):
    """What the page's camera sees at one moment: landmarks, never a picture."""

    do: Literal["see"]
    t: Annotated[float, Field(ge=0, le=MAX_CAMERA_CLOCK_S, allow_inf_nan=False)]
    """Seconds of the camera's own clock."""
    size: tuple[Pixels, Pixels]
    """Width and height of the picture."""
    people: Annotated[list[PersonJson], Field(max_length=2)]


class AnswerQuestionRequest(RequestModel):
    """What is said to a coach's question after a set."""

    do: Literal["answer"]
    yes: bool


class SessionCommandRequest(PlanOptionsJson):
    """Something said to the session under way; "start" says what plan is wanted, "pain" how much it hurts."""

    do: Literal["start", "tick", "pause", "resume", "skip", "back", "easier", "hurts", "pain", "stop", "end", "unsee"]
    score: int | None = None


class StartTestRequest(RequestModel):
    """A self-test to begin; without a level, as one does the routine."""

    do: Literal["test"]
    test: str
    level: str | None = None


class CountRequest(RequestModel):
    """How many one counted oneself in a self-test that is over."""

    do: Literal["counted"]
    count: int


LiveRequest = SessionCommandRequest | CameraFrameRequest | AnswerQuestionRequest | StartTestRequest | CountRequest
LIVE_REQUEST_ADAPTER = TypeAdapter[LiveRequest](Annotated[LiveRequest, Field(discriminator="do")])
"""Whatever a page may say on its line; "unsee" says that its camera watches no more."""


JsonObject = dict[str, Any]
"""JSON values, made by the use cases; `answer` has their shapes."""
