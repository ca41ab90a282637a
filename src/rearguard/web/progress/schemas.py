"""What is said and heard of progress: the shapes of `app.progress_report`."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from rearguard.progress.level_state import Action
from rearguard.web.history.schemas import Compared
from rearguard.web.response import Answer
from rearguard.web.responses import Range
from rearguard.web.session.requests import Body

Name = Annotated[str, Field(max_length=200)]


class Undone(Body):
    """The id of a change, as it was told."""

    change: Name


class Chosen(Body):
    """An exercise and a level of it."""

    exercise: Name
    level: Name


class Planned(Answer):
    """What a plan made now takes: null where the programme's own holds."""

    level: str
    reps: int | None
    seconds: int | None
    sets: int | None


class Level(Answer):
    """A level of a ladder; a branch is beside the way."""

    id: str
    name: str
    branch: bool


class Standing(Answer):
    """Where one stands with an exercise: on which of the ladder's rungs, from 1, with how much, and why.

    `change` is the id of the last change, while it can be undone.
    """

    exercise: str
    name: str
    level: str
    rung: int
    rungs: int
    reps: int | None
    seconds: int | None
    planned: Planned
    levels: list[Level]
    last_at: str | None
    why: str | None
    change: str | None


class Place(Answer):
    """A level by its name, and the repetitions of a set or the most seconds of one."""

    level: str
    reps: int | None
    seconds: int | None


class Decision(Answer):
    """What became of an exercise, and why; `session` is null where a person decided it."""

    id: str
    at: str
    session: str | None
    exercise: str
    name: str
    action: Action
    before: Place
    after: Place
    why: str
    undoable: bool


class Muscle(Answer):
    """Sets of seven days for a muscle, and how many are asked for at least."""

    name: str
    sets: int
    asked: int


class Stretch(Answer):
    """Minutes of a stretch in seven days, a side, and how many research asks for."""

    exercise: str
    name: str
    left: float
    right: float
    asked: int


class Week(Answer):
    """The last seven days."""

    # `from` is no name in Python.
    begin: Annotated[str, Field(alias="from")]
    sessions: int
    sessions_asked: int
    enough: bool
    muscles: list[Muscle]
    stretches: list[Stretch]
    text: str


class EasyWeek(Answer):
    """Whether a week with less is offered, or until when one lasts."""

    offered: bool
    until: str | None
    text: str | None


class Progress(Answer):
    """Where one stands, what changed, the newest first, and what the week held."""

    at: str
    exercises: list[Standing]
    changes: list[Decision]
    week: Week
    easy_week: EasyWeek
    retest: str | None


class Closing(Answer):
    """What a session came to.

    `gain` is the part of the missing charge that it restored, `effort` how hard it was, `progress` what became of each
    exercise, `next` a line for people.
    """

    session: str
    reason: str | None
    seconds: int
    gain: float
    before: Range
    after: Range
    work: list[Compared]
    effort: float | None
    progress: list[Decision]
    next: str
