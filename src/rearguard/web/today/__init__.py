"""The day and its charge over HTTP."""
