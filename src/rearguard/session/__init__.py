"""A live session: a plan becomes a timeline and a state machine. No clock, no I/O: `now` is an argument."""
