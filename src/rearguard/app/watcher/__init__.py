"""Sitting detection and reminders: the watcher process, and the short-lived processes that it starts."""
