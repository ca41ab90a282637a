"""What all shapes of the page's JSON have in common."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Answer(BaseModel):
    """Anything said: neither more nor less than is written here."""

    model_config = ConfigDict(extra="forbid", frozen=True)
