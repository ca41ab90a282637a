"""Plans over HTTP."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from rearguard.app.person.language import _
from rearguard.app.training import planning
from rearguard.web.dependencies import CurrentApplication
from rearguard.web.plan.schemas import PlanQuery, PlanResponse
from rearguard.web.response import JsonObject

plan_router = APIRouter()


@plan_router.get("/plan", response_model=PlanResponse)
async def get_plan(application: CurrentApplication, query: Annotated[PlanQuery, Query()]) -> JsonObject:
    """Return a plan that fits the programme into the available minutes."""
    plan = application.make_plan(query.to_plan_request())
    return planning.plan_json(plan, application.library.exercises, _, query.charge)
