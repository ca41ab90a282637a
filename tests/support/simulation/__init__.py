"""Simulated people: bodies that do an exercise, well or badly, and what a camera's pose model reports of them.

They come with the truth, so that a coach can be tested, and its accuracy measured, without a single clip.
"""
