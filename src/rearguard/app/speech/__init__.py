"""Voices: the system's, the bundled one, and what is rendered ahead."""
