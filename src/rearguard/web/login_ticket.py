"""A single-use login ticket for the browser that Rearguard starts.

Other users of the machine can read a process's arguments; by the time they do, the ticket is used up or expired.
"""

from __future__ import annotations

import hmac
import secrets

TICKET_LIFETIME_S = 60
"""The seconds a ticket is valid; a browser starts within that time."""


def make_ticket(token: str, port: int, now: float) -> str:
    """Return a ticket that the server on this port accepts once, within `TICKET_LIFETIME_S` of `now` (Unix time)."""
    body = f"{int(now) + TICKET_LIFETIME_S}.{secrets.token_urlsafe(8)}"
    return f"{body}.{_sign(token, port, body)}"


def is_valid_ticket(ticket: str, token: str, port: int, now: float) -> bool:
    """Whether a ticket was signed with the token, for this port, and has not expired at `now` (Unix time)."""
    body, _, signature = ticket.rpartition(".")
    expires, _, _ = body.partition(".")
    is_signed = hmac.compare_digest(signature.encode("utf-8", "replace"), _sign(token, port, body).encode())
    return is_signed and expires.isdecimal() and now <= int(expires)


def _sign(token: str, port: int, body: str) -> str:
    return hmac.new(token.encode(), f"ticket {port} {body}".encode("utf-8", "replace"), "sha256").hexdigest()
