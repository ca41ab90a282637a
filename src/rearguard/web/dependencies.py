"""What routes ask FastAPI for: the application of this server."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from rearguard.app.application import Application


async def get_application(request: Request) -> Application:
    """Return the application that this server serves."""
    application: Application = request.app.state.application
    return application


CurrentApplication = Annotated[Application, Depends(get_application)]
"""The type of a route's parameter `application`."""
