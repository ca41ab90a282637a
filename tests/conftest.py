"""Fixtures that several test files take."""

from browser import browser, chromium, page

__all__ = ["browser", "chromium", "page"]
