"""The session in progress, over HTTP and a WebSocket."""
