"""Fixtures that several test files take, and the order in which the files are run."""

import os
import signal

from browser import browser, chromium, page
from household import clock, home
from hypothesis import HealthCheck, settings
from server import server
from standin import built_page, standin
from turns import pytest_collection_modifyitems
from visitor import application, stranger, visitor

__all__ = [
    "application",
    "browser",
    "built_page",
    "chromium",
    "clock",
    "home",
    "page",
    "pytest_collection_modifyitems",
    "server",
    "standin",
    "stranger",
    "visitor",
]

# The tests read English, whatever their machine speaks.
os.environ["LANGUAGE"] = "en"

# A shell that starts the tests in the background has Ctrl-C ignored, and what they start would inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)

# How long an example takes says how busy the machine is, and nothing of what is tried.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")
