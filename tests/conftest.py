"""Fixtures that several test files take, and the turns that their workers take."""

import os
import signal

from hypothesis import HealthCheck, settings
from support.browser import browser, chromium, page
from support.exclusive_tests import pytest_collection_modifyitems, pytest_configure, pytest_runtest_protocol
from support.fake_server import built_page, standin
from support.home_fixture import clock, home
from support.http_client import application, stranger, visitor
from support.running_server import server

__all__ = [
    "application",
    "browser",
    "built_page",
    "chromium",
    "clock",
    "home",
    "page",
    "pytest_collection_modifyitems",
    "pytest_configure",
    "pytest_runtest_protocol",
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
