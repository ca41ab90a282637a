"""Who is let in: this machine, this person, this page.

The server listens on the loopback interface only, but every page in the browser and every user of the machine
can reach that. So each request must name one of our hosts (against DNS rebinding), come from our own origin
where it says where it comes from (against other pages), and carry the token (against other users), which the
terminal hands over in the first address and the browser keeps in a cookie.
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
from rearguard.web.login_ticket import holds

POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; media-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)
"""The page may load from, and talk to, this server alone; nothing inline. Of all that `eval` could, it may compile
WebAssembly: the pose model runs in it."""

HEADERS = {
    "content-security-policy": POLICY,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(self), microphone=(), geolocation=(), display-capture=()",
    "referrer-policy": "no-referrer",
    "x-app": "rearguard",  # by this the page's service worker knows an answer of ours from another program's
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}

UNKEPT = "no-store"
"""What is said of a person does not stay behind in a browser; files say themselves how long they hold."""

OPEN = "/api/health"
"""Who asks this need not be known: it is asked before the token is trusted to the port (see `proof`)."""

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
FOR_A_YEAR = 365 * 24 * 3600


class Guard:
    """ASGI middleware that lets in only who belongs here.

    Args:
        app: what is guarded.
        token: the secret.
        port: the port that is served, part of every host and origin of ours.
        clock: tells which tickets are too old.
    """

    def __init__(self, app: ASGIApp, *, token: str, port: int, clock: Clock) -> None:
        self.app = app
        self.token = token
        self.port = port
        self.clock = clock
        self.used: set[str] = set()
        """The tickets that were taken."""
        self.cookie = f"rearguard-{port}"  # cookies don't know ports: two servers must not share one
        self.hosts = frozenset(f"{name}:{port}" for name in ("127.0.0.1", "localhost"))
        self.origins = frozenset(f"http://{host}" for host in self.hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, hand out the cookie, or refuse."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        query = parse_qs(scope["query_string"].decode("latin-1"))
        opens = scope["type"] == "http" and scope["method"] in SAFE and bool({"token", "ticket"} & query.keys())
        offered = query.get("token", [""])[0]
        if opens and self._takes(query.get("ticket", [""])[0]):
            offered = self.token
        refused = self._refused(scope, headers, offered)
        if refused is None and opens:
            # Two slashes would begin with another host's name.
            refused = RedirectResponse("/" + scope["path"].lstrip("/"), 303)
            refused.set_cookie(self.cookie, self.token, max_age=FOR_A_YEAR, httponly=True, samesite="strict")
        if refused is None:
            await self.app(scope, receive, _sealed(send))
        elif scope["type"] == "websocket":
            await WebSocketClose(code=1008, reason="not allowed")(scope, receive, send)
        else:
            await refused(scope, receive, _sealed(send))

    def _refused(self, scope: Scope, headers: Headers, offered: str) -> Response | None:
        """Return the answer to a request that is not let in; None for one that is."""
        if headers.get("host") not in self.hosts:
            return _refusal(scope, 421, "wrong-host", _("This server answers to 127.0.0.1 and localhost only."))
        origin = headers.get("origin")
        needs_origin = scope["type"] == "websocket" or scope["method"] not in SAFE
        bearer = headers.get("authorization", "").removeprefix("Bearer ").removeprefix("token ")
        if origin is not None and origin not in self.origins:
            return _refusal(scope, 403, "wrong-origin", _("Another page may not use this server."))
        if self._is_token(bearer) or (scope["type"], scope["path"]) == ("http", OPEN):
            return None
        if needs_origin and origin is None:
            return _refusal(scope, 403, "no-origin", _("This needs an Origin header or the token as Authorization."))
        if not self._is_token(offered) and not self._is_token(self._from_cookie(headers)):
            return _refusal(scope, 401, "no-token", _("Open the address that the terminal printed: rearguard"))
        return None

    def _is_token(self, offered: str) -> bool:
        return hmac.compare_digest(offered.encode("utf-8", "replace"), self.token.encode())

    def _takes(self, ticket: str) -> bool:
        if not ticket or ticket in self.used or not holds(ticket, self.token, self.port, self.clock.now().timestamp()):
            return False
        self.used.add(ticket)
        return True

    def _from_cookie(self, headers: Headers) -> str:
        try:
            jar = SimpleCookie(headers.get("cookie", ""))
        except CookieError:
            return ""
        return jar[self.cookie].value if self.cookie in jar else ""


def _refusal(scope: Scope, status: int, code: str, message: str) -> Response:
    if scope["path"].startswith("/api/"):
        return JSONResponse({"error": {"code": code, "message": message}}, status)
    return PlainTextResponse(message + "\n", status)


def _sealed(send: Send) -> Send:
    """Return `send` with our headers on every answer."""

    async def sealed(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in {**HEADERS, "cache-control": UNKEPT}.items():
                headers.setdefault(name, value)
        await send(message)

    return sealed
