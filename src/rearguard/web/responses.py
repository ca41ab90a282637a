"""What the page hears: the shapes of the use cases' JSON values, for `/api/docs`, checked on the way out."""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict

from rearguard.core.side import Side
from rearguard.library.exercise import Need, Posture, Role, Sides
from rearguard.plan.plan import Kind
from rearguard.session.cue import Moment
from rearguard.session.session import Cause
from rearguard.session.state import Status
from rearguard.session.verbosity import Talk
from rearguard.web.response import Answer
from rearguard.web.self_tests.schemas import UnderTest


class Trouble(Answer):
    """What is wrong: `code` for programs, `message` for people."""

    code: str
    message: str


class Failure(Answer):
    """The answer to what is refused."""

    error: Trouble


class Health(Answer):
    """That this is Rearguard, and that it knows the token."""

    name: Literal["rearguard"]
    proof: str


class Texts(Answer):
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


class Screen(Answer):
    """Whether someone may exercise, and with which limits; times are ISO 8601 with an offset."""

    status: Literal["missing", "due", "clear", "blocked", "emergency"]
    verdict: Literal["OK", "CAUTION", "BLOCK", "EMERGENCY"] | None
    text: str
    advice: list[str]
    removed: list[str]
    at: str | None
    due_at: str | None


class Choice(Answer):
    """One answer to a question."""

    id: str
    text: str


class Question(Answer):
    """A safety question; `asked_if` names the one whose yes leads to it."""

    id: str
    text: str
    answers: list[Choice]
    asked_if: str | None


class ScreenNext(Answer):
    """What to ask next, as number `asked` of `about`; or the outcome, with what to ask about a clinician."""

    question: Question | None
    asked: int
    about: int
    clinician: str | None
    outcome: Screen | None


class Settings(Answer):
    """What is at hand, where one is, what one wants to hear."""

    have: list[str]
    place: str
    talk: Talk
    volume: int
    rate: float
    letters: bool
    language: str


class Voice(Answer):
    """Whether the server speaks for a page that has no voice; else, how it comes to."""

    speaks: bool
    advice: str | None


class Tempo(Answer):
    """Seconds of one repetition's three parts."""

    up: int
    hold: int
    down: int


class Step(Answer):
    """One stretch of time; one that is not work names the exercise that it leads to."""

    at: int
    seconds: int
    kind: Kind
    exercise: str
    level: str
    side: Side
    set: int
    sets: int
    reps: int | None
    tempo: Tempo | None
    during_rest_of: str | None


class LeftOut(Answer):
    """An exercise that is not in the plan, and why."""

    exercise: str
    reason: str


class Charge(Answer):
    """Percent before and after."""

    before: float
    after: float


class Described(Answer):
    """What someone who does an exercise must know of it."""

    name: str
    summary: str
    setup: list[str]
    feel: str
    stop: list[str]
    levels: dict[str, str]


class Effort(Answer):
    """Mean activity while working, as parts of the most that one can do."""

    gluteus_maximus: float
    gluteus_medius: float


class Rung(Answer):
    """One step of an exercise's ladder, and whose idea it is."""

    id: str
    name: str
    change: str
    origin: Literal["article", "rearguard"]
    effort: Effort
    needs: list[Need]
    branch: bool


class Prescribed(Answer):
    """What the article says; null where it says nothing."""

    sets: int | None
    reps: int | None
    seconds: int | None
    rest: int | None


class Source(Answer):
    """Where a statement comes from."""

    cite: str
    link: str | None


class Exercise(Described):
    """One exercise of the library."""

    id: str
    role: Role
    posture: Posture
    sides: Sides
    needs: list[Need]
    ladder: list[Rung]
    good_for: list[str]
    article: Prescribed | None
    notes: list[str]
    sources: list[Source]


class View(Answer):
    """From where one looks, in degrees."""

    yaw: float
    pitch: float


class Prop(Answer):
    """A thing that is drawn with the body; which fields it has is told by its kind."""

    model_config = ConfigDict(extra="allow")

    kind: str


class Muscles(Answer):
    """What works and what is stretched."""

    working: list[str]
    stretched: list[str]


class Figure(Answer):
    """How an exercise is drawn: one cycle of a body's 33 landmarks in metres, and what is drawn with it."""

    exercise: str
    level: str
    side: Side
    seconds: float
    view: View
    frames: list[list[tuple[float, float, float]]]
    props: list[Prop]
    muscles: Muscles


class Plan(Answer):
    """Steps without a gap that end at `seconds`, at most `budget`; `gain` is the part of the charge restored."""

    program: str
    budget: int
    seconds: int
    gain: float
    steps: list[Step]
    why: list[str]
    left_out: list[LeftOut]
    charge: Charge | None
    exercises: dict[str, Described]


class Cue(Answer):
    """What is said, and the position at which it is due."""

    at: float
    moment: Moment
    text: str


class Session(Answer):
    """The session under way: its plan, all that is said in it, and how it stands."""

    id: str
    plan: Plan
    cues: list[Cue]
    lead: float
    interrupted: bool
    most_pain: int | None
    """Above it the session ends; null: as for everybody."""
    test: UnderTest | None
    status: Status
    position: float
    step: int | None
    cause: Cause | None
    revision: int
    until: float | None
    done: list[int]


class Showing(Answer):
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


class Asked(Answer):
    """A question after a set, where the camera is blind."""

    id: str
    text: str
    exercise: str


class Coach(Answer):
    """What the coach shows, says once, and asks; `take` says whether what was seen of a set can be saved."""

    showing: Showing | None
    advice: str | None
    camera: str | None
    say: Cue | None
    ask: Asked | None
    take: bool


class Range(Answer):
    """The least and the most that a charge can be, in percent."""

    low: float
    high: float
