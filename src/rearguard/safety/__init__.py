"""Whether someone may exercise now, and within which limits."""
