"""Plans, sessions, self-tests and form checks, as they happen."""
