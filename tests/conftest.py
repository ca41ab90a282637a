"""Fixtures that several test files take."""

from browser import browser, chromium, page
from household import clock, home
from standin import built_page, standin

__all__ = ["browser", "built_page", "chromium", "clock", "home", "page", "standin"]
