"""Past sessions and days over HTTP."""
