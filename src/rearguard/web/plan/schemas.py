"""JSON shapes of plans."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from rearguard.app.training.planning import PlanRequest
from rearguard.core.side import Side
from rearguard.plan.plan import StepKind
from rearguard.web.library.schemas import ExerciseTextsJson
from rearguard.web.response import RequestModel, ResponseModel


class PlanOptionsJson(RequestModel):
    """The options of a plan."""

    minutes: float = 7.0
    place: Literal["floor", "desk", "office"] | None = None
    without: list[str] = Field(default=[])
    exclude: list[str] = Field(default=[])
    program: str | None = None

    def to_plan_request(self) -> PlanRequest:
        """Return the options as the planner takes them."""
        return PlanRequest(
            minutes=self.minutes,
            place=self.place,
            without=tuple(self.without),
            exclude=tuple(self.exclude),
            program=self.program,
        )


class PlanQuery(PlanOptionsJson):
    """The options of a plan, and the charge before it in percent."""

    model_config = ConfigDict(strict=False)  # a URL's query holds only text

    charge: Annotated[float | None, Field(ge=0, le=100)] = None


class TempoJson(ResponseModel):
    """Seconds of a rep's three parts."""

    up: int
    hold: int
    down: int


class StepJson(ResponseModel):
    """A step of a plan. A step that is not work names the exercise that it leads to."""

    at: int
    seconds: int
    kind: StepKind
    exercise: str
    level: str
    side: Side
    set: int
    sets: int
    reps: int | None
    tempo: TempoJson | None
    during_rest_of: str | None


class LeftOutJson(ResponseModel):
    """An exercise that is not in the plan, and why."""

    exercise: str
    reason: str


class ChargeChangeJson(ResponseModel):
    """The charge in percent before and after."""

    before: float
    after: float


class PlanResponse(ResponseModel):
    """A plan: contiguous steps that end at `seconds`, at most `budget`. `gain` is the fraction of charge restored."""

    program: str
    budget: int
    seconds: int
    gain: float
    steps: list[StepJson]
    why: list[str]
    left_out: list[LeftOutJson]
    charge: ChargeChangeJson | None
    exercises: dict[str, ExerciseTextsJson]
