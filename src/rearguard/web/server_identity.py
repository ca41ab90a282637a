"""How one tells this person's server from whatever else answers at its port, without giving the token away."""

from __future__ import annotations

import hmac


def proof(token: str, port: int, challenge: str) -> str:
    """Return what only a server that knows the token, and listens on this port, answers to a challenge.

    The port is part of it, so that another program can't hand the question on to the real server and pass its answer
    off as its own.
    """
    return hmac.new(token.encode(), f"{port} {challenge}".encode(), "sha256").hexdigest()
