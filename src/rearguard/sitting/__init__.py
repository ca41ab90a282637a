"""It notices the sitting: what a desktop tells, and what follows from it."""
