"""The exercise library over HTTP."""
