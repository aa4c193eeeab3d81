"""The gate before every page: whom it lets in, how large, how slow, and what goes on every answer.

Takes an ASGI application; gives one that checks the Host header (DNS rebinding reaches loopback
by a name that is not ours), bounds bodies and their time, takes the proxy's path off, and sends
the headers of a site that runs no one else's code.
"""

from __future__ import annotations

import asyncio

import attrs
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ledger.errors import InvalidInput
from ledger.web.site import Site

BODY = 8 << 20
"""Bytes of a request's body, at most."""
SECONDS = 30.0
"""So long a body may take to come."""

_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = (
    (b"content-security-policy", _POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
)

CLOSED = ((b"connection", b"close"),)
"""What ends a connection whose client did not send all that it said."""


class BodyTooLarge(InvalidInput):
    """A body with more bytes than ``BODY``."""

    code = "body-too-large"
    http_status = 413

    def __init__(self) -> None:
        super().__init__(
            f"a body has at most {BODY:,} bytes", fix="send it in parts, or use claims import"
        )


class BodyTooSlow(InvalidInput):
    """A body that did not come in ``SECONDS``."""

    code = "body-too-slow"
    http_status = 408

    def __init__(self) -> None:
        super().__init__(f"the body did not come in {SECONDS:g} seconds", fix="send it again")


@attrs.frozen
class Gate:
    """An application behind its gate."""

    application: ASGIApp
    site: Site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it here."""
        if scope["type"] != "http":
            await self.application(scope, receive, send)
            return
        answered = False
        body = _RequestBody(receive, comes=_has_body(scope))

        async def sending(message: Message) -> None:
            nonlocal answered
            if message["type"] == "http.response.start":
                answered = True
                ended = () if body.whole else CLOSED
                message["headers"] = [*message["headers"], *HEADERS, *ended]
            await send(message)

        refused = self._refused(scope)
        try:
            if refused is not None:
                await refused(scope, receive, sending)
            else:
                await self.application(self._inside(scope), body.receive, sending)
        except (BodyTooLarge, BodyTooSlow) as error:
            if not answered:
                reply = PlainTextResponse(f"{error.message}\n", error.http_status)
                await reply(scope, receive, sending)

    def _refused(self, scope: Scope) -> PlainTextResponse | None:
        hosts = [value for name, value in scope["headers"] if name == b"host"]
        if len(hosts) != 1 or not self._ours(hosts[0].decode("latin-1")):
            text = "this site is not served under that name (claims serve --host NAME)\n"
            return PlainTextResponse(text, 421)
        lengths = [value for name, value in scope["headers"] if name == b"content-length"]
        if lengths and not (lengths[0].isdigit() and int(lengths[0]) <= BODY):
            return PlainTextResponse(f"a body has at most {BODY} bytes\n", 413)
        return None

    def _ours(self, host: str) -> bool:
        name, colon, port = host.rpartition(":")
        bare = name if colon and port.isascii() and port.isdecimal() else host
        return bare.lower() in self.site.hosts

    def _inside(self, scope: Scope) -> Scope:
        """The request as the pages see it: a proxy may send the prefix along, or not."""
        prefix, path = self.site.prefix, scope["path"]
        if prefix and (path == prefix or path.startswith(f"{prefix}/")):
            return {**scope, "path": path[len(prefix) :] or "/", "root_path": ""}
        return scope


def _has_body(scope: Scope) -> bool:
    return any(
        name == b"transfer-encoding" or (name == b"content-length" and value.strip(b"0"))
        for name, value in scope["headers"]
    )


class _RequestBody:
    """What a client sends, no more than ``BODY`` bytes of it and no longer than ``SECONDS``.

    ``whole`` says whether all of it came: what is answered before ends the connection, which
    the rest would hold as long as its sender likes.
    """

    def __init__(self, receive: Receive, *, comes: bool) -> None:
        self._receive = receive
        self._size = 0
        self._until = asyncio.get_running_loop().time() + SECONDS
        self._read = False
        self._comes = comes

    @property
    def whole(self) -> bool:
        return self._read or not self._comes

    async def receive(self) -> Message:
        if self._read:  # only the end of the connection is still to come
            return await self._receive()
        try:
            async with asyncio.timeout_at(self._until):
                message = await self._receive()
        except TimeoutError as error:
            raise BodyTooSlow from error
        self._size += len(message.get("body", b""))
        if self._size > BODY:
            raise BodyTooLarge
        self._read = not message.get("more_body", False)
        return message
