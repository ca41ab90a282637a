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
"""The largest coordinate accepted. Landmarks lie within a few units."""

MAX_CAMERA_CLOCK_S = 1e9
"""The latest camera time accepted, in seconds: thirty years after the page was opened."""

CoordinateOrNull = Annotated[float, Field(ge=-MAX_COORDINATE, le=MAX_COORDINATE, allow_inf_nan=False)] | None
"""A coordinate; null if unknown."""

Pixels = Annotated[int, Field(ge=1, le=16384)]


class PersonJson(RequestModel):
    """A body found by the page's pose model, landmark by landmark, as in a recording."""

    image: Annotated[list[CoordinateOrNull], Field(min_length=33 * 4, max_length=33 * 4)]
    """x, y as fractions of width and height, z, visibility."""
    world: Annotated[list[CoordinateOrNull], Field(min_length=33 * 3, max_length=33 * 3)]
    """x, y, z in metres from the midpoint of the hips."""


class CameraFrameRequest(RequestModel):
    """A frame of the page's camera: landmarks, never a picture."""

    do: Literal["see"]
    t: Annotated[float, Field(ge=0, le=MAX_CAMERA_CLOCK_S, allow_inf_nan=False)]
    """Seconds of the camera's own clock."""
    size: tuple[Pixels, Pixels]
    """Width and height of the picture."""
    people: Annotated[list[PersonJson], Field(max_length=2)]


class AnswerQuestionRequest(RequestModel):
    """The answer to a coach's question after a set."""

    do: Literal["answer"]
    yes: bool


class SessionCommandRequest(PlanOptionsJson):
    """A command to the session. "start" takes the options of a plan, "pain" a pain `score`."""

    do: Literal["start", "tick", "pause", "resume", "skip", "back", "easier", "hurts", "pain", "stop", "end", "unsee"]
    score: int | None = None


class StartTestRequest(RequestModel):
    """A self-test to start; without a level, at the person's current level."""

    do: Literal["test"]
    test: str
    level: str | None = None


class CountRequest(RequestModel):
    """The person's own count after a self-test."""

    do: Literal["counted"]
    count: int


LiveRequest = SessionCommandRequest | CameraFrameRequest | AnswerQuestionRequest | StartTestRequest | CountRequest
LIVE_REQUEST_ADAPTER = TypeAdapter[LiveRequest](Annotated[LiveRequest, Field(discriminator="do")])
"""Every message a page may send over its WebSocket. "unsee" reports that its camera is off."""


class CueJson(ResponseModel):
    """A cue, and the position in the session at which it is due, in seconds."""

    at: float
    moment: CueKind
    text: str


class SessionResponse(ResponseModel):
    """The session in progress: its plan, all its cues, and its state."""

    id: str
    plan: PlanResponse
    cues: list[CueJson]
    lead: float
    interrupted: bool
    most_pain: int | None
    """The pain score above which the session ends; null for the default limit."""
    test: LiveTestJson | None
    status: SessionStatus
    position: float
    step: int | None
    cause: PauseCause | None
    revision: int
    until: float | None
    done: list[int]


class CoachStateJson(ResponseModel):
    """The coach's view of the bout: whether a person is seen and in position, who is tracked, and the counts."""

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
    """A question after a set about something that the camera can't see."""

    id: str
    text: str
    exercise: str


class CoachJson(ResponseModel):
    """What the coach shows, says once, and asks. `take` is whether the last set's recording can be saved."""

    showing: CoachStateJson | None
    advice: str | None
    camera: str | None
    say: CueJson | None
    ask: FollowUpQuestionJson | None
    take: bool
