"""A body: 33 landmarks, the skeleton that they come from, and the camera that sees them."""
