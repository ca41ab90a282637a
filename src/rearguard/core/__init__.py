"""The few types that all packages share."""
