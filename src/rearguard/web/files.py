"""The page's files, each with its cache lifetime."""

from __future__ import annotations

import os

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

CACHE_FOREVER = "private, max-age=31536000, immutable"
"""For files whose name contains a hash of their content."""

CACHE_REVALIDATE = "no-cache"
"""For other files: cached, but used only after the server confirms that they are unchanged."""


class PageFiles(StaticFiles):
    """The built page. Files are not compressed: on the loopback interface that costs more time than it saves."""

    def file_response(
        self,
        full_path: str | os.PathLike[str],
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        """Return a file or "not modified", with the file's cache lifetime."""
        response = super().file_response(full_path, stat_result, scope, status_code)
        is_hashed = scope["path"].startswith("/assets/")
        response.headers["cache-control"] = CACHE_FOREVER if is_hashed else CACHE_REVALIDATE
        return response
