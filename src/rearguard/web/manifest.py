"""What a browser needs to install the page as an app: its names in the reader's language, its icons, its colours."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from rearguard.app.person.language import _

router = APIRouter()

GROUND = "#faf6f0"
"""The page's own, from frontend/src/style; a manifest knows no dark one, the page's `theme-color` does."""


@router.get("/manifest.webmanifest", include_in_schema=False)
async def manifest() -> JSONResponse:
    """Describe the app (https://www.w3.org/TR/appmanifest/). Addresses are relative: each port is an app of its own."""
    return JSONResponse(
        {
            "id": "./",
            "name": "Rearguard",
            "description": _("Wakes the glutes of people who sit all day: a guided routine that fits the minutes."),
            "start_url": "./",
            "scope": "./",
            "display": "standalone",
            "background_color": GROUND,
            "theme_color": GROUND,
            "categories": ["fitness", "health"],
            "icons": [_icon("icon.svg", "any"), _icon("icon-maskable.svg", "maskable")],
            "shortcuts": [
                {"name": _("7 minutes"), "url": "./#/today"},
                {"name": _("Exercises"), "url": "./#/library"},
                {"name": _("History"), "url": "./#/history"},
            ],
        },
        media_type="application/manifest+json",
    )


def _icon(name: str, purpose: str) -> dict[str, str]:
    # One drawing for every size, instead of pictures of some.
    return {"src": name, "sizes": "any", "type": "image/svg+xml", "purpose": purpose}
