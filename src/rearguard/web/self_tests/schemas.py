"""JSON shapes of self-tests: the self-test in progress, and past results."""

from __future__ import annotations

from typing import Literal

from rearguard.core.side import Side
from rearguard.library.exercise import Equipment
from rearguard.web.response import RequestModel, ResponseModel


class SelfTestResultRequest(RequestModel):
    """A self-test result that was measured elsewhere."""

    test: str
    value: float
    side: Literal["left", "right"] | None = None
    level: str | None = None


class TrialJson(ResponseModel):
    """A try of a self-test. `value` is null until the person enters their count."""

    side: Side
    value: float | None
    by: Literal["tap", "camera"]


class LiveTestJson(ResponseModel):
    """The self-test part of a session: `holds` or counts, `awaits` a count from the person, and the tries so far."""

    id: str
    holds: bool
    awaits: bool
    tries: list[TrialJson]


class DifferenceJson(ResponseModel):
    """The difference of two results, the size above which it is real rather than chance, and the verdict."""

    by: float
    beyond: float | None
    verdict: Literal["more", "less", "same", "most", "unknown"]


class SeenFaultJson(ResponseModel):
    """A fault that the camera saw, and the number of tries with it."""

    text: str
    tries: int


class SelfTestResultJson(ResponseModel):
    """A result of a self-test, for one side."""

    at: str
    level: str
    side: Side
    value: float
    unit: Literal["s", "reps"]
    by: Literal["tap", "camera"]
    trials: list[float]
    at_limit: bool
    error: float | None
    basis: str | None
    change: DifferenceJson | None
    sides: DifferenceJson | None
    seen: list[SeenFaultJson]


class NormJson(ResponseModel):
    """A reference value from a study."""

    text: str
    cite: str


class SelfTestResponse(ResponseModel):
    """A self-test and its results, newest first.

    `due` says why it is due; `refused` says why it is not available to this person.
    """

    id: str
    name: str
    summary: str
    setup: list[str]
    feel: str
    stop: list[str]
    levels: dict[str, str]
    level: str
    notes: list[str]
    needs: list[Equipment]
    camera: str | None
    due: str | None
    refused: str | None
    norms: list[NormJson]
    results: list[SelfTestResultJson]
