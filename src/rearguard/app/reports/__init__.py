"""Reports computed from the journal, for people to read."""
