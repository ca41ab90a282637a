"""Voices: the system's, the bundled one, and sentences rendered ahead."""
