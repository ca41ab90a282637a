"""Builds the page into the package."""

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class FrontendHook(BuildHookInterface):  # type: ignore[type-arg]
    """Placeholder, replaced by the page's build."""
