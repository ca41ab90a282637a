"""The safety check: whether a person may exercise now, and within which limits."""
