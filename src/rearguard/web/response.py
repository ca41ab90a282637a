"""What all shapes of the API have in common: the two base models, and the errors."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict

JsonObject = dict[str, Any]
"""JSON values as the use cases build them; each route's response model checks them."""


class ResponseModel(BaseModel):
    """The base of everything the server sends. A missing or an unknown field is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class RequestModel(BaseModel):
    """The base of everything the page sends. An unknown field or a value of another type is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class ErrorJson(ResponseModel):
    """An error: `code` for programs, `message` for people."""

    code: str
    message: str


class ErrorResponse(ResponseModel):
    """The response to a request that is refused."""

    error: ErrorJson
