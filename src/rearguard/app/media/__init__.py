"""Figures, recordings, videos and the pose model."""
