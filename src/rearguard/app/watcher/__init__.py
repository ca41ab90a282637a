"""Sitting detection and reminders: the process that watches, and the short-lived ones that it starts."""
