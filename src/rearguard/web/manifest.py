"""What a browser needs to install the page as an app: its names in the reader's language, its icons, its colours."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from rearguard.app.person.language import _

manifest_router = APIRouter()

PAGE_BACKGROUND = "#faf6f0"
"""The page's own, from frontend/src/style; a manifest knows no dark one, the page's `theme-color` does."""


@manifest_router.get("/manifest.webmanifest", include_in_schema=False)
async def get_manifest() -> JSONResponse:
    """Describe the app (https://www.w3.org/TR/appmanifest/). Addresses are relative: each port is an app of its own."""
    return JSONResponse(
        {
            "id": "./",
            "name": "Rearguard",
            "description": _("Short guided exercise for people who sit all day."),
            "start_url": "./",
            "scope": "./",
            "display": "standalone",
            "background_color": PAGE_BACKGROUND,
            "theme_color": PAGE_BACKGROUND,
            "categories": ["fitness", "health"],
            "icons": [_icon_json("icon.svg", "any"), _icon_json("icon-maskable.svg", "maskable")],
            "shortcuts": [
                {"name": _("7 minutes"), "url": "./#/today"},
                {"name": _("Exercises"), "url": "./#/library"},
                {"name": _("History"), "url": "./#/history"},
            ],
        },
        media_type="application/manifest+json",
    )


def _icon_json(name: str, purpose: str) -> dict[str, str]:
    # One drawing for every size, instead of pictures of some.
    return {"src": name, "sizes": "any", "type": "image/svg+xml", "purpose": purpose}
