"""JSON shapes of the session in progress: what a page sends over the WebSocket, and what it receives."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from rearguard.core.side import Side
from rearguard.session.cue import CueKind
from rearguard.session.session import PauseCause
from rearguard.session.state import SessionStatus
from rearguard.web.plan.schemas import PlanOptionsJson, PlanResponse
from rearguard.web.response import RequestModel, ResponseModel
from rearguard.web.self_tests.schemas import LiveTestJson

MAX_COORDINATE = 100.0
"""Landmarks are a few units off at most; what is farther is no landmark."""

MAX_CAMERA_CLOCK_S = 1e9
"""Seconds: thirty years after a page was opened."""

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


class CueJson(ResponseModel):
    """What is said, and the position at which it is due."""

    at: float
    moment: CueKind
    text: str


class SessionResponse(ResponseModel):
    """The session under way: its plan, all that is said in it, and how it stands."""

    id: str
    plan: PlanResponse
    cues: list[CueJson]
    lead: float
    interrupted: bool
    most_pain: int | None
    """Above it the session ends; null: as for everybody."""
    test: LiveTestJson | None
    status: SessionStatus
    position: float
    step: int | None
    cause: PauseCause | None
    revision: int
    until: float | None
    done: list[int]


class CoachStateJson(ResponseModel):
    """How the bout before the camera stands: whether one is seen and in position, who is followed, what is counted."""

    bout: int
    seen: bool
    ready: bool
    person: int | None
    reps: int
    held: float
    holding: bool
    value: float | None
    up: float | None
    down: float | None
    side: Side


class FollowUpQuestionJson(ResponseModel):
    """A question after a set, where the camera is blind."""

    id: str
    text: str
    exercise: str


class CoachJson(ResponseModel):
    """What the coach shows, says once, and asks; `take` says whether what was seen of a set can be saved."""

    showing: CoachStateJson | None
    advice: str | None
    camera: str | None
    say: CueJson | None
    ask: FollowUpQuestionJson | None
    take: bool
