"""The few words that all rooms share."""
