"""The page's face: the use cases over HTTP and a WebSocket, for this machine alone."""
