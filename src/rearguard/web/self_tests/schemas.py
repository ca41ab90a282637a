"""The shapes of self-tests: one under way, and what came of those that were done."""

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
    """A try of a self-test; without a value until one has said how many one counted."""

    side: Side
    value: float | None
    by: Literal["tap", "camera"]


class LiveTestJson(ResponseModel):
    """What makes a session a self-test: what is held or counted, and what came of it until now."""

    id: str
    holds: bool
    awaits: bool
    tries: list[TrialJson]


class DifferenceJson(ResponseModel):
    """Of two results: by how much, what it must exceed to be more than chance, and whether it does."""

    by: float
    beyond: float | None
    verdict: Literal["more", "less", "same", "most", "unknown"]


class SeenFaultJson(ResponseModel):
    """What the camera saw, and in how many tries."""

    text: str
    tries: int


class SelfTestResultJson(ResponseModel):
    """A test that was done, of one side."""

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
    """What others managed."""

    text: str
    cite: str


class SelfTestResponse(ResponseModel):
    """A self-test, its results with the newest first; `due`: why it is, `refused`: why it is none for this person."""

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
