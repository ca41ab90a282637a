"""The page's files, each with how long a browser may keep it."""

from __future__ import annotations

import os

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

CACHE_FOREVER = "private, max-age=31536000, immutable"
"""For files whose name holds a hash of their content."""

CACHE_REVALIDATE = "no-cache"
"""Kept, but used only when the server says that it is the same still."""


class PageFiles(StaticFiles):
    """The built page. Not compressed: on the loopback interface that takes longer than it saves."""

    def file_response(
        self,
        full_path: str | os.PathLike[str],
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        """Return a file, or that it is the same still, with its lifetime."""
        answer = super().file_response(full_path, stat_result, scope, status_code)
        hashed = scope["path"].startswith("/assets/")
        answer.headers["cache-control"] = CACHE_FOREVER if hashed else CACHE_REVALIDATE
        return answer
