"""Wakes the glutes of people who sit all day."""
