"""A server's proof of identity: it knows the token, shown without sending the token."""

from __future__ import annotations

import hmac


def make_proof(token: str, port: int, challenge: str) -> str:
    """Return the response to a challenge that only a server with this token on this port can give.

    It covers the port, so that a program on another port can't forward the challenge to the real server and use its
    response.
    """
    return hmac.new(token.encode(), f"{port} {challenge}".encode(), "sha256").hexdigest()
