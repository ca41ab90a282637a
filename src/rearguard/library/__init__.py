"""The library: exercises and programmes as data."""
