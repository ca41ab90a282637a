"""Reminder decisions: a context in, a reminder or the reason for none out."""
