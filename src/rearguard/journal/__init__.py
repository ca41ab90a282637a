"""The journal: entries about what happened, and the stores for them."""
