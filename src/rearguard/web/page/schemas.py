"""JSON shapes of the server's identity and of the page's texts."""

from __future__ import annotations

from typing import Literal

from rearguard.web.response import ResponseModel


class HealthResponse(ResponseModel):
    """The server's identity, and the proof that it knows the token (see `server_identity`)."""

    name: Literal["rearguard"]
    proof: str


class TextsResponse(ResponseModel):
    """The page's translated texts, by the English text.

    `plurals` are keyed by the English singular and have as many forms as the language; `forms` gives the form for 0, 1,
    2 and so on. `languages` maps each available language to its own name.
    """

    language: str
    direction: Literal["ltr", "rtl"]
    machine_made: bool
    languages: dict[str, str]
    messages: dict[str, str]
    plurals: dict[str, list[str]]
    forms: list[int]
