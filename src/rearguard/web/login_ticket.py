"""A key for one opening of the page, for the browser that is started with it.

What a process is started with, others on the machine can read; by the time they have, this key is used up or too old.
"""

from __future__ import annotations

import hmac
import secrets

LIFETIME = 60
"""Seconds in which a browser has surely come up."""


def ticket(token: str, port: int, now: float) -> str:
    """Return a key that the server on this port takes once, until `LIFETIME` seconds after `now` (Unix time)."""
    body = f"{int(now) + LIFETIME}.{secrets.token_urlsafe(8)}"
    return f"{body}.{_seal(token, port, body)}"


def holds(offered: str, token: str, port: int, now: float) -> bool:
    """Whether a key was made by someone who knows the token, for this port, and is not too old."""
    body, _, seal = offered.rpartition(".")
    expires, _, _ = body.partition(".")
    known = hmac.compare_digest(seal.encode("utf-8", "replace"), _seal(token, port, body).encode())
    return known and expires.isdecimal() and now <= int(expires)


def _seal(token: str, port: int, body: str) -> str:
    return hmac.new(token.encode(), f"ticket {port} {body}".encode("utf-8", "replace"), "sha256").hexdigest()
