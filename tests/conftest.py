"""Fixtures that several test files take, and the order in which the files are run."""

import os
import signal

from hypothesis import HealthCheck, settings
from support.browser import browser, chromium, page
from support.fake_server import built_page, fake_server
from support.home_fixture import clock, home
from support.http_client import api_client, application, unauthenticated_client
from support.running_server import server
from support.test_order import pytest_collection_modifyitems

__all__ = [
    "api_client",
    "application",
    "browser",
    "built_page",
    "chromium",
    "clock",
    "fake_server",
    "home",
    "page",
    "pytest_collection_modifyitems",
    "server",
    "unauthenticated_client",
]

# The tests read English, whatever their machine speaks.
os.environ["LANGUAGE"] = "en"

# A shell that starts the tests in the background has Ctrl-C ignored, and what they start would inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)

# How long an example takes says how busy the machine is, and nothing of what is tried.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")
