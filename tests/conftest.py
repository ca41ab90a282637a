"""Fixtures that several test files take."""

from browser import browser, chromium, page
from household import clock, home
from standin import built_page, standin
from visitor import application, stranger, visitor

__all__ = [
    "application",
    "browser",
    "built_page",
    "chromium",
    "clock",
    "home",
    "page",
    "standin",
    "stranger",
    "visitor",
]
