"""The page's files, and how long a browser may keep them."""

from __future__ import annotations

import os
from pathlib import Path

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

HASHED = "assets"
"""The folder in which each file's name holds the hash of its content: what has changed has another name."""

FOR_GOOD = "public, max-age=31536000, immutable"
ASK_FIRST = "no-cache"
"""Keep it, and ask each time whether it is still the same: the answer is short, and an update is seen at once."""


class PageFiles(StaticFiles):
    """Serves the page."""

    def file_response(
        self,
        full_path: str | os.PathLike[str],
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        """Return a file, or that the browser has it already."""
        response = super().file_response(full_path, stat_result, scope, status_code)
        response.headers["cache-control"] = FOR_GOOD if Path(full_path).parent.name == HASHED else ASK_FIRST
        return response
