"""The safety check over HTTP."""
