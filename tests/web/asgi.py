"""A browser without a network: one request to an ASGI application, in this process."""

from __future__ import annotations

import asyncio
import json
from urllib.parse import quote, unquote, urlsplit

import attrs

STALLED = None
"""In place of a part of a body: one that never comes."""


@attrs.frozen(kw_only=True)
class Reply:
    """What a request got. Names of headers are in lower case; of several the last is kept."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()

    def json(self) -> dict:
        """The body as JSON."""
        return json.loads(self.body)


class Browser:
    """Sends requests to one application; ``host`` is the name that it knows the site by."""

    def __init__(self, application, host="127.0.0.1:8765"):
        self.application = application
        self.host = host

    def get(self, url, **headers):
        """The answer to a GET; ``if_none_match`` becomes ``if-none-match``."""
        return self.send("GET", url, headers)

    def send(self, method, url, headers=None, body=b"", *, chunks=None):
        """The answer to any request; ``chunks`` send a body in parts."""
        return asyncio.run(self.exchange(method, url, headers, body, chunks=chunks))

    def get_at_once(self, urls):
        """The answers to several GETs that come at the same time."""

        async def scene():
            return await asyncio.gather(*(self.exchange("GET", url) for url in urls))

        return asyncio.run(scene())

    async def exchange(self, method, url, headers=None, body=b"", *, chunks=None):
        """The same as ``send``, for a test that has a loop of its own."""
        parts = urlsplit(url)
        pairs = [(b"host", self.host.encode())]
        for name, value in (headers or {}).items():
            key = name.replace("_", "-").lower().encode()
            pairs = [pair for pair in pairs if pair[0] != key] + [(key, value.encode("latin-1"))]
        if body:
            pairs.append((b"content-length", str(len(body)).encode()))
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": unquote(parts.path),
            "raw_path": parts.path.encode(),
            "query_string": quote(parts.query, safe="=&%+@/:.,-_~").encode(),
            "root_path": "",
            "headers": pairs,
            "client": ("127.0.0.1", 50000),
            "server": ("127.0.0.1", 8765),
        }
        return await _sent(self.application, scope, chunks or [body])


async def _sent(application, scope, chunks):
    waiting = [
        {"type": "http.request", "body": chunk, "more_body": place < len(chunks) - 1}
        for place, chunk in enumerate(chunks)
    ]
    messages = []

    async def receive():
        if waiting and waiting[0]["body"] is not STALLED:
            return waiting.pop(0)
        await asyncio.sleep(3600)  # a client that stays
        return {"type": "http.disconnect"}

    async def send(message):
        messages.append(message)

    await application(scope, receive, send)
    start = next(message for message in messages if message["type"] == "http.response.start")
    body = b"".join(message.get("body", b"") for message in messages)
    headers = {name.decode().lower(): value.decode() for name, value in start["headers"]}
    return Reply(status=start["status"], headers=headers, body=body)
