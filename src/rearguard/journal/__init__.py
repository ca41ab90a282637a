"""What happened: entries, and the stores that keep them."""
