"""What can be done: exercises and programmes as data."""
