"""The terminal's face: thin, one file a command, each imported only when it is called."""
