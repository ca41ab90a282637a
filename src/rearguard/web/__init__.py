"""The web host: the use cases over HTTP and a WebSocket, for this machine only.

Each topic is a package with its `routes` and `schemas`; `api` registers the topics' routers.
"""
