"""The session over a WebSocket."""
