"""The server's identity and the page's texts over HTTP."""
