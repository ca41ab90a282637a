"""The web app manifest, with which a browser installs the page as an app."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from rearguard.app.person.language import _

manifest_router = APIRouter()

PAGE_BACKGROUND = "#faf6f0"
"""The page's light background, from frontend/src/style. The page's own `theme-color` handles the dark variant."""


@manifest_router.get("/manifest.webmanifest", include_in_schema=False)
async def get_manifest() -> JSONResponse:
    """Return the manifest (https://www.w3.org/TR/appmanifest/), with relative URLs: each port is a separate app."""
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
    # An SVG serves every size.
    return {"src": name, "sizes": "any", "type": "image/svg+xml", "purpose": purpose}
