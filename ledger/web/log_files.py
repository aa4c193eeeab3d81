"""The log for programs that follow it: checkpoint, tiles, proofs, and a stream of positions.

Takes a ledger; gives routes. A monitor or a witness that nobody here wrote can follow the log by
them (c2sp.org/tlog-tiles).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import anyio
import anyio.to_thread
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from ledger.app.access.tokens import May
from ledger.app.proofs.log_files import tile
from ledger.ids import number_of
from ledger.web.site_errors import SiteError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.requests import Request
    from starlette.routing import Mount

    from ledger.app import Ledger
    from ledger.web.admission.visitors import Visitors
    from ledger.web.site import Site

SECONDS = 1.0
"""How often a stream looks at the log."""
QUIET = 15
"""After so many looks without news a stream sends a line, so that nobody thinks it is dead."""
STREAMS = 64
"""So many streams at once; a page without one still works."""
_FOREVER = "public, max-age=31536000, immutable"


class ManyStreams(SiteError):
    """More readers follow the log than this site serves at once."""

    code = "many-streams"

    def __init__(self) -> None:
        super().__init__(
            f"{STREAMS} streams are open already", fix="ask again later, or read /board.json"
        )


class _LogFiles:
    def __init__(self, ledger: Ledger, visitors: Visitors) -> None:
        self._ledger = ledger
        self._visitors = visitors
        self._open = 0

    async def checkpoint(self, request: Request) -> Response:
        """The last checkpoint that is kept, as a signed note."""
        self._visitors.check(request, May.READ)
        note = await anyio.to_thread.run_sync(self._ledger.last_note)
        headers = {"cache-control": "no-cache"}
        return Response(str(note), 200, headers, "text/plain; charset=utf-8")

    async def tile(self, request: Request) -> Response:
        """A tile of the last checkpoint's tree."""
        self._visitors.check(request, May.READ)
        path = request.path_params["path"]
        content, full = await anyio.to_thread.run_sync(tile, self._ledger, path)
        headers = {"cache-control": _FOREVER if full else "public, max-age=60"}
        return Response(content, 200, headers, "application/octet-stream")

    async def proof(self, request: Request) -> Response:
        """The proof file of one event under the last checkpoint."""
        self._visitors.check(request, May.READ)
        name = request.path_params["name"]
        text = await anyio.to_thread.run_sync(self._ledger.prove, name)
        headers = {
            "cache-control": "no-cache",
            "content-disposition": 'attachment; filename="claim.tlog-proof"',
        }
        return Response(text, 200, headers, "text/plain; charset=utf-8")

    async def events(self, request: Request) -> Response:
        """New positions as they come (server-sent events), from ``Last-Event-ID`` on."""
        self._visitors.check(request, May.READ)
        if self._open >= STREAMS:
            raise ManyStreams
        last = request.headers.get("last-event-id", "")
        number = number_of(last)
        start = self._ledger.size() - 1 if number is None else number
        headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
        return StreamingResponse(self._stream(start), 200, headers, "text/event-stream")

    async def _stream(self, position: int) -> AsyncIterator[str]:
        self._open += 1
        quiet = 0
        try:
            yield f"retry: 3000\nid: {position}\n\n"
            while True:
                head = self._ledger.size() - 1
                if head > position:
                    news = json.dumps({"position": head, "new": head - position})
                    yield f"event: position\nid: {head}\ndata: {news}\n\n"
                    position, quiet = head, 0
                elif quiet >= QUIET:
                    yield ": nothing new\n\n"
                    quiet = 0
                await anyio.sleep(SECONDS)
                quiet += 1
        finally:
            self._open -= 1


def log_routes(ledger: Ledger, site: Site, visitors: Visitors) -> list[Route | Mount]:
    """The routes; proofs carry an analyst's name, and are left out of a public site."""
    files = _LogFiles(ledger, visitors)
    proofs = [] if site.public else [Route("/claims/{name}/proof", files.proof)]
    return [
        Route("/checkpoint", files.checkpoint),
        Route("/tile/{path:path}", files.tile),
        Route("/events", files.events),
        *proofs,
    ]
