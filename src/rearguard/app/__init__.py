"""The use cases: the only place where the loop closes, and the only one below the faces that reads a clock."""
