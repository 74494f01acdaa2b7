"""What every request passes first: who asks, from where, how often; and the rules that every page is sent with."""

from collections.abc import Callable, Mapping
from typing import Any

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from sim.workshop.access import Buckets

FONT, LAB, DEBRIEF = "/font.woff", "/lab.html", "/debrief.html"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self' {sockets}; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
LAB_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline' 'wasm-unsafe-eval'; style-src 'unsafe-inline'; img-src data: blob:; "
    "font-src data:; connect-src data:; worker-src blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)

PRINT_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; font-src data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
"""Of a page that is one file and has no script."""


class Guard:
    """Lets through what comes from the room's own pages, at a rate that people have; all else is refused and counted.

    A request has to name one of the room's own addresses (else another site's name might lead here), and one that changes
    anything has to come from a page of that address.
    """

    def __init__(self, app: ASGIApp, hosts: frozenset[str], audit: Callable[[str], None]) -> None:
        self.app, self.hosts, self.audit = app, hosts, audit
        self.rates = Buckets(rate=40.0, burst=400.0)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        wrong = self._wrong(scope, headers)
        if wrong is None:
            await self.app(scope, receive, _with_headers(send, headers.get("host", ""), path=scope["path"]))
            return
        self.audit(wrong)
        if scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008})
        else:
            await Response(wrong, 429 if wrong == "too_fast" else 403)(scope, receive, send)

    def _wrong(self, scope: Scope, headers: Mapping[str, str]) -> str | None:
        host = headers.get("host", "")
        changes = scope["type"] == "websocket" or scope.get("method") not in ("GET", "HEAD")
        if not self.rates.passes((scope.get("client") or ("",))[0]):
            return "too_fast"
        if host not in self.hosts:
            return "foreign_host"
        if changes and headers.get("origin") != f"http://{host}":
            return "foreign_origin"
        return None


def _with_headers(send: Send, host: str, *, path: str) -> Send:
    policy = {LAB: LAB_POLICY, DEBRIEF: PRINT_POLICY}.get(path) or POLICY.format(sockets=f"ws://{host}")
    frames = "SAMEORIGIN" if path == LAB else "DENY"
    given = {
        "content-security-policy": policy,
        "x-content-type-options": "nosniff",
        "x-frame-options": frames,
        "referrer-policy": "no-referrer",
        "cross-origin-resource-policy": "same-origin",
        "cross-origin-opener-policy": "same-origin",
        "cache-control": "private, max-age=86400" if path == FONT else "no-store",
    }
    extra = [(name.encode(), value.encode()) for name, value in given.items()]

    async def sending(message: Any) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message["headers"], *extra]}
        await send(message)

    return sending
