"""Training progress: the person's level of each exercise, weekly volume and self-tests, computed from the journal."""
