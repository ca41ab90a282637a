"""What the page hears: the shapes of the use cases' JSON values, for `/api/docs`, checked on the way out."""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict, create_model

from rearguard.app.person.settings import SETTING_FIELDS
from rearguard.core.side import Side
from rearguard.library.exercise import Equipment, Posture, Role, Sidedness
from rearguard.plan.plan import StepKind
from rearguard.session.cue import CueKind
from rearguard.session.session import PauseCause
from rearguard.session.state import SessionStatus
from rearguard.web.response import ResponseModel
from rearguard.web.self_tests.schemas import LiveTestJson
from rearguard.web.setting_models import model_fields


class ErrorJson(ResponseModel):
    """What is wrong: `code` for programs, `message` for people."""

    code: str
    message: str


class ErrorResponse(ResponseModel):
    """The answer to what is refused."""

    error: ErrorJson


class HealthResponse(ResponseModel):
    """That this is Rearguard, and that it knows the token."""

    name: Literal["rearguard"]
    proof: str


class TextsResponse(ResponseModel):
    """The page's texts by their English.

    `plurals` are by the English for one, in as many forms as the language has, and `forms` tells which goes with 0,
    1, 2 and so on; `languages` are those that there are, each by its own name.
    """

    language: str
    direction: Literal["ltr", "rtl"]
    machine_made: bool
    languages: dict[str, str]
    messages: dict[str, str]
    plurals: dict[str, list[str]]
    forms: list[int]


class ScreeningResponse(ResponseModel):
    """Whether someone may exercise, and with which limits; times are ISO 8601 with an offset."""

    status: Literal["missing", "due", "clear", "blocked", "emergency"]
    verdict: Literal["OK", "CAUTION", "BLOCK", "EMERGENCY"] | None
    text: str
    advice: list[str]
    removed: list[str]
    at: str | None
    due_at: str | None


class ChoiceJson(ResponseModel):
    """One answer to a question."""

    id: str
    text: str


class QuestionJson(ResponseModel):
    """A safety question; `asked_if` names the one whose yes leads to it."""

    id: str
    text: str
    answers: list[ChoiceJson]
    asked_if: str | None


class NextQuestionResponse(ResponseModel):
    """What to ask next, as number `asked` of `about`; or the outcome, with what to ask about a clinician."""

    question: QuestionJson | None
    asked: int
    about: int
    clinician: str | None
    outcome: ScreeningResponse | None


SettingsResponse = create_model(
    "SettingsResponse",
    __base__=ResponseModel,
    __doc__="The current settings.",
    __module__=__name__,
    **model_fields(SETTING_FIELDS),
)


class VoiceResponse(ResponseModel):
    """Whether the server speaks for a page that has no voice; else, how it comes to."""

    speaks: bool
    advice: str | None


class TempoJson(ResponseModel):
    """Seconds of one repetition's three parts."""

    up: int
    hold: int
    down: int


class StepJson(ResponseModel):
    """One stretch of time; one that is not work names the exercise that it leads to."""

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
    """Percent before and after."""

    before: float
    after: float


class ExerciseTextsJson(ResponseModel):
    """What someone who does an exercise must know of it."""

    name: str
    summary: str
    setup: list[str]
    feel: str
    stop: list[str]
    levels: dict[str, str]


class EffortJson(ResponseModel):
    """Mean activity while working, as parts of the most that one can do."""

    gluteus_maximus: float
    gluteus_medius: float


class LadderLevelJson(ResponseModel):
    """One step of an exercise's ladder, and whose idea it is."""

    id: str
    name: str
    change: str
    origin: Literal["article", "rearguard"]
    effort: EffortJson
    needs: list[Equipment]
    branch: bool


class ArticleDoseJson(ResponseModel):
    """What the article says; null where it says nothing."""

    sets: int | None
    reps: int | None
    seconds: int | None
    rest: int | None


class SourceJson(ResponseModel):
    """Where a statement comes from."""

    cite: str
    link: str | None


class ExerciseResponse(ExerciseTextsJson):
    """One exercise of the library."""

    id: str
    role: Role
    posture: Posture
    sides: Sidedness
    needs: list[Equipment]
    ladder: list[LadderLevelJson]
    good_for: list[str]
    article: ArticleDoseJson | None
    notes: list[str]
    sources: list[SourceJson]


class ViewJson(ResponseModel):
    """From where one looks, in degrees."""

    yaw: float
    pitch: float


class PropJson(ResponseModel):
    """A thing that is drawn with the body; which fields it has is told by its kind."""

    model_config = ConfigDict(extra="allow")

    kind: str


class MusclesJson(ResponseModel):
    """What works and what is stretched."""

    working: list[str]
    stretched: list[str]


class FigureResponse(ResponseModel):
    """How an exercise is drawn: one cycle of a body's 33 landmarks in metres, and what is drawn with it."""

    exercise: str
    level: str
    side: Side
    seconds: float
    view: ViewJson
    frames: list[list[tuple[float, float, float]]]
    props: list[PropJson]
    muscles: MusclesJson


class PlanResponse(ResponseModel):
    """Steps without a gap that end at `seconds`, at most `budget`; `gain` is the part of the charge restored."""

    program: str
    budget: int
    seconds: int
    gain: float
    steps: list[StepJson]
    why: list[str]
    left_out: list[LeftOutJson]
    charge: ChargeChangeJson | None
    exercises: dict[str, ExerciseTextsJson]


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


class ChargeRangeJson(ResponseModel):
    """The least and the most that a charge can be, in percent."""

    low: float
    high: float
