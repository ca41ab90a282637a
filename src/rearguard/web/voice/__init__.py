"""The server's voice over HTTP."""
