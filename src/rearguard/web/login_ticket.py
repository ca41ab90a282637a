"""A key for one opening of the page, for the browser that is started with it.

What a process is started with, others on the machine can read; by the time they have, this key is used up or too old.
"""

from __future__ import annotations

import hmac
import secrets

TICKET_LIFETIME_S = 60
"""Seconds in which a browser has surely come up."""


def make_ticket(token: str, port: int, now: float) -> str:
    """Return a key that the server on this port takes once, until `TICKET_LIFETIME_S` seconds after `now` (Unix time)."""
    body = f"{int(now) + TICKET_LIFETIME_S}.{secrets.token_urlsafe(8)}"
    return f"{body}.{_sign(token, port, body)}"


def is_valid_ticket(ticket: str, token: str, port: int, now: float) -> bool:
    """Whether a key was made by someone who knows the token, for this port, and is not too old."""
    body, _, seal = ticket.rpartition(".")
    expires, _, _ = body.partition(".")
    known = hmac.compare_digest(seal.encode("utf-8", "replace"), _sign(token, port, body).encode())
    return known and expires.isdecimal() and now <= int(expires)


def _sign(token: str, port: int, body: str) -> str:
    return hmac.new(token.encode(), f"ticket {port} {body}".encode("utf-8", "replace"), "sha256").hexdigest()
