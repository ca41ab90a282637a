"""Where a person stands with each exercise, and what a week held: folds of the journal."""
