"""The use cases: they connect what you did to what comes next, read the clock, and write the journal."""
