"""What the journal adds up to, for people to read."""
