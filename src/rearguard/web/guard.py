"""Access control: only this machine, this person and this page.

The server listens on the loopback interface only, but every page in the browser and every user of the machine can reach
it. So each request must name one of our hosts (against DNS rebinding), come from our own origin if it names an origin
(against other pages), and carry the token (against other users). The first address that the terminal opens contains the
token; the browser then keeps it in a cookie.
"""

from __future__ import annotations

import hmac
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from rearguard.app.person.clock import Clock
from rearguard.app.person.language import _
from rearguard.web.login_ticket import is_valid_ticket

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; media-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)
"""The page may load from and connect to this server only, and runs nothing inline. It may compile WebAssembly, in which
the pose model runs, but not `eval`."""

SECURITY_HEADERS = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(self), microphone=(), geolocation=(), display-capture=()",
    "referrer-policy": "no-referrer",
    "x-app": "rearguard",  # the page's service worker tells our responses from another program's by this
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}

CACHE_NO_STORE = "no-store"
"""Health data does not stay in the browser's cache. Files set their own lifetime (see `files`)."""

PUBLIC_PATH = "/api/health"
"""The path that needs no token: a client checks the server here before it sends the token (see `server_identity`)."""

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
COOKIE_MAX_AGE_S = 365 * 24 * 3600


class Guard:
    """ASGI middleware that refuses requests from other hosts, other origins, or without the token.

    Args:
        app: the application to protect.
        token: the secret.
        port: the server's port, part of each of our hosts and origins.
        clock: the clock by which login tickets expire.
    """

    def __init__(self, app: ASGIApp, *, token: str, port: int, clock: Clock) -> None:
        self.app = app
        self.token = token
        self.port = port
        self.clock = clock
        self.used_tickets: set[str] = set()
        self.cookie_name = f"rearguard-{port}"  # cookies ignore the port, and two servers must not share a cookie
        self.hosts = frozenset(f"{name}:{port}" for name in ("127.0.0.1", "localhost"))
        self.origins = frozenset(f"http://{host}" for host in self.hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, set the cookie, or refuse."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        query = parse_qs(scope["query_string"].decode("latin-1"))
        is_login = (
            scope["type"] == "http" and scope["method"] in SAFE_METHODS and bool({"token", "ticket"} & query.keys())
        )
        query_token = query.get("token", [""])[0]
        if is_login and self._redeem_ticket(query.get("ticket", [""])[0]):
            query_token = self.token
        response = self._refuse_or_none(scope, headers, query_token)
        if response is None and is_login:
            # A path with two leading slashes would redirect to another host.
            response = RedirectResponse("/" + scope["path"].lstrip("/"), 303)
            response.set_cookie(
                self.cookie_name, self.token, max_age=COOKIE_MAX_AGE_S, httponly=True, samesite="strict"
            )
        if response is None:
            await self.app(scope, receive, _with_security_headers(send))
        elif scope["type"] == "websocket":
            await WebSocketClose(code=1008, reason="not allowed")(scope, receive, send)
        else:
            await response(scope, receive, _with_security_headers(send))

    def _refuse_or_none(self, scope: Scope, headers: Headers, query_token: str) -> Response | None:
        """Return the response to a request that is refused; None for a request that may pass."""
        if headers.get("host") not in self.hosts:
            return _refusal_response(
                scope, 421, "wrong-host", _("This server only responds at 127.0.0.1 and localhost.")
            )
        origin = headers.get("origin")
        needs_origin = scope["type"] == "websocket" or scope["method"] not in SAFE_METHODS
        bearer = headers.get("authorization", "").removeprefix("Bearer ").removeprefix("token ")
        if origin is not None and origin not in self.origins:
            return _refusal_response(scope, 403, "wrong-origin", _("Other websites can't use this server."))
        if self._is_token(bearer) or (scope["type"], scope["path"]) == ("http", PUBLIC_PATH):
            return None
        if needs_origin and origin is None:
            return _refusal_response(
                scope,
                403,
                "no-origin",
                _("This request needs an Origin header, or the token in an Authorization header."),
            )
        if not self._is_token(query_token) and not self._is_token(self._cookie_token(headers)):
            return _refusal_response(
                scope,
                401,
                "no-token",
                _("Open the link that “rearguard” printed in the terminal; it contains your key."),
            )
        return None

    def _is_token(self, text: str) -> bool:
        return hmac.compare_digest(text.encode("utf-8", "replace"), self.token.encode())

    def _redeem_ticket(self, ticket: str) -> bool:
        if (
            not ticket
            or ticket in self.used_tickets
            or not is_valid_ticket(ticket, self.token, self.port, self.clock.now().timestamp())
        ):
            return False
        self.used_tickets.add(ticket)
        return True

    def _cookie_token(self, headers: Headers) -> str:
        try:
            cookies = SimpleCookie(headers.get("cookie", ""))
        except CookieError:
            return ""
        return cookies[self.cookie_name].value if self.cookie_name in cookies else ""


def _refusal_response(scope: Scope, status: int, code: str, message: str) -> Response:
    if scope["path"].startswith("/api/"):
        return JSONResponse({"error": {"code": code, "message": message}}, status)
    return PlainTextResponse(message + "\n", status)


def _with_security_headers(send: Send) -> Send:
    """Return `send` with our security headers on every response."""

    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in {**SECURITY_HEADERS, "cache-control": CACHE_NO_STORE}.items():
                headers.setdefault(name, value)
        await send(message)

    return send_with_headers
