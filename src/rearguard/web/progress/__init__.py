"""Levels and weekly volume over HTTP."""
