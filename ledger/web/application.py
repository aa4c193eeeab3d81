"""The application: a request finds its page, and its answer the form that was asked for.

Takes an open ledger, a clock and a ``Site``; gives an ASGI application behind its gate. What a
page says is decided elsewhere; here are status, headers, and what is kept.
"""

from __future__ import annotations

import logging
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import anyio
import attrs
from anyio.to_thread import run_sync as _in_a_thread
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from ledger import __version__
from ledger.app.access.tokens import May
from ledger.errors import ClaimsError, NotFound
from ledger.views.markup.links import Links
from ledger.views.text.letters import safe
from ledger.web.admission.gate import Gate
from ledger.web.admission.turns import Turns
from ledger.web.admission.visitors import ForeignForm, ReadsOnly, Visitors
from ledger.web.asked import Asked, clocks_of, fixed
from ledger.web.cache import Cache
from ledger.web.desk.fields import by_browser, typed
from ledger.web.desk.inbox import InboxPages
from ledger.web.desk.recording import Recording
from ledger.web.forms import made
from ledger.web.frame import LANGUAGE, STATIC, Frame, mark
from ledger.web.json_text import encoded
from ledger.web.log_files import log_routes
from ledger.web.openapi import openapi
from ledger.web.problems import problem_of
from ledger.web.routes import PAGES
from ledger.web.site_errors import Unforeseen, for_readers, of_the_machine

if TYPE_CHECKING:
    import os
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from starlette.requests import Request
    from starlette.types import Scope

    from ledger.app import Ledger
    from ledger.clock import Clock
    from ledger.web.cache import CachedBody
    from ledger.web.routes import PageRoute
    from ledger.web.site import Site

    Endpoint = Callable[[Request], Awaitable[Response]]

_WEEK = 7 * 24 * 60 * 60
_YEAR = 365 * 24 * 60 * 60
_FOR_GOOD = f"max-age={_YEAR}, immutable"
_KEPT_AS_FILES = frozenset({".html", ".md", ".pdf", ".docx"})
"""Forms that a browser saves: a page of its own style is no page of this site."""
AT_ONCE = 4
"""So many pages are made at once: what strangers ask costs no more threads, and those who ask for
what is kept do not wait for them."""
_QUERY = 8_000  # characters of a query, at most
_PATH = 200  # of a path, as the log has it
_LOG = logging.getLogger("claims.serve")
"""What the one who serves is told; where nothing else is set up, it goes to stderr."""


class NoSuchPage(NotFound):
    """A path that is no page's."""

    code = "no-such-page"

    def __init__(self, path: str) -> None:
        super().__init__(f"there is no page {path[:200]}", fix="begin at the board, /")


class _Static(StaticFiles):
    """The site's own files: kept for good under the mark of what is in them, which pages name.

    Under any other address they are asked for again each time, so that none outlives an upgrade.
    """

    def file_response(
        self,
        full_path: str | os.PathLike[str],
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        """A file, or that it is the same still."""
        response = super().file_response(full_path, stat_result, scope, status_code)
        marked = scope["query_string"].decode("ascii", "replace") == mark(Path(full_path).name)
        response.headers["cache-control"] = _FOR_GOOD if marked else "no-cache"
        return response


class Application:
    """The pages of one ledger."""

    def __init__(self, ledger: Ledger, *, clock: Clock, site: Site, visitors: Visitors) -> None:
        self._ledger = ledger
        self._clock = clock
        self._site = site
        self._cache = Cache()
        self._frame = Frame(writes=site.write)
        self._visitors = visitors
        self._turns = Turns()
        self._places = anyio.CapacityLimiter(AT_ONCE)

    def routes(self) -> list[Route | Mount]:
        """A route for each page and form, the style sheet and the scripts."""
        routes: list[Route | Mount] = []
        for page in PAGES:
            forms = (".json", *((".csv",) if page.listed else ()), *page.files)
            path = "/board" if page.path == "/" else page.path
            routes += [Route(f"{path}{form}", self._endpoint(page, form)) for form in forms]
            routes += [Route(name, self._endpoint(page, "")) for name in {path, page.path}]
        routes += log_routes(self._ledger, self._site, self._visitors)
        routes.append(Route("/openapi.json", self.description))
        if self._site.write:
            recording = Recording(
                self._ledger,
                clock=self._clock,
                site=self._site,
                visitors=self._visitors,
                frame=self._frame,
            )
            routes += recording.routes()
            inbox = InboxPages(
                self._ledger, site=self._site, visitors=self._visitors, frame=self._frame
            )
            routes += inbox.routes()
        else:
            routes.append(Route("/entries", self.reads_only, methods=["POST"]))
        routes.append(Mount("/static", _Static(directory=STATIC)))
        return routes

    async def description(self, _: Request) -> Response:
        """What can be asked over HTTP, as OpenAPI 3.1."""
        return Response(openapi(), 200, {"cache-control": "no-cache"}, "application/json")

    async def reads_only(self, request: Request) -> Response:
        """Entries for a site that only shows."""
        self._visitors.check(request, May.RECORD)
        raise ReadsOnly

    def _endpoint(self, page: PageRoute, form: str) -> Endpoint:
        async def endpoint(request: Request) -> Response:
            return await self._answer(page, form, request)

        return endpoint

    async def _answer(self, page: PageRoute, form: str, request: Request) -> Response:
        self._visitors.check(request, May.READ)
        query = dict(request.query_params)
        if len(request.url.query) > _QUERY:
            raise HTTPException(414)
        now = self._clock.now()
        today = self._ledger.today
        clocks = clocks_of(query, today)
        at = self._ledger.at(clocks)
        spoken = self._frame.words(request)
        path = request.url.path.removesuffix(form) if form else request.url.path
        links = Links(prefix=self._site.prefix, path="/" if path == "/board" else path, query=query)
        asked = Asked(
            ledger=self._ledger,
            site=self._site,
            clocks=clocks,
            at=at,
            now=now,
            today=today,
            parts=request.path_params,
            query=query,
            links=links,
            words=spoken,
        )
        headers = {"vary": "accept-encoding, accept-language, authorization, cookie"}
        if query.get("lang") == spoken.language:
            headers["set-cookie"] = self._remembered(spoken.language)
        if form in _KEPT_AS_FILES:
            headers["content-disposition"] = f'attachment; filename="brief{form}"'
        if page.costly is None:
            return await self._once(page, form, asked, request, headers)
        headers["cache-control"] = "no-store"
        name, work = page.costly(asked)
        asked = attrs.evolve(asked, worked_out=await self._turns.take(name, work))
        answer = await _in_a_thread(made, page, form, asked, self._frame)
        _tell_doubts(answer, request)
        return _sent(answer, request, headers)

    async def _once(
        self, page: PageRoute, form: str, asked: Asked, request: Request, headers: dict[str, str]
    ) -> Response:
        """An answer that is made once for each position, and not sent to who has it."""
        clocks, today, query = asked.clocks, asked.today, asked.query
        unchanging = page.timed and not page.signed and fixed(clocks, query, today)
        state = self._state()
        head = state[0]
        position = clocks.known_at if isinstance(clocks.known_at, int) else head
        note = str(self._ledger.kept_note()) if page.signed else None
        filters = tuple(sorted(query.items()))
        key = (request.url.path, filters, str(asked.at), asked.words.language, note)
        since = (position, state[1]) if unchanging else state
        tag = _tag((*key, since, str(clocks), _packs(request)))
        headers |= {"etag": tag, "cache-control": _cacheable(unchanging=unchanging)}
        if _matches(request, tag):
            return Response(status_code=304, headers=headers)
        ready = self._cache.get((key, state))
        if ready is not None:
            return _sent(ready, request, headers)
        async with self._places:
            # Someone may have asked the same while this one waited.
            answer = self._cache.get((key, state))
            if answer is None:
                answer = await _in_a_thread(made, page, form, asked, self._frame)
            if self._state() == state:
                if answer.doubts:
                    headers = {"cache-control": "no-store"}
                else:
                    self._cache.put((key, state), answer)
            else:  # it may be of another position than it names
                headers = {"cache-control": "no-store"}
                if clocks.known_at is None:
                    fixed_clocks = attrs.evolve(clocks, known_at=position)
                    asked = attrs.evolve(asked, clocks=fixed_clocks)
                    answer = await _in_a_thread(made, page, form, asked, self._frame)
        _tell_doubts(answer, request)
        return _sent(answer, request, headers)

    def _state(self) -> tuple[int, int]:
        """The last position, and how many orders took words out: what every answer rests on."""
        return self._ledger.size() - 1, self._ledger.erasures()

    def _remembered(self, language: str) -> str:
        """The cookie that keeps a reader's choice: nothing of it is kept here."""
        secure = "; Secure" if self._site.secure else ""
        where = f"Path={self._site.prefix}/; Max-Age={_YEAR}"
        return f"{LANGUAGE}={language}; {where}; HttpOnly; SameSite=Lax{secure}"

    def _typed(self, request: Request) -> Mapping[str, Sequence[str]]:
        """What a person typed in a form of ours: what another site sends is not shown."""
        try:
            self._visitors.check_origin(request)
        except ForeignForm:
            return {}
        return typed(request)

    async def failed(self, request: Request, error: Exception) -> Response:
        """An error as a page, or as problem details where the answer was to be data."""
        met = _understood(request, error)
        if of_the_machine(met):
            asked_for = safe(f"{request.method} {request.url.path[:_PATH]}")
            _LOG.error("%s: %s: %s", asked_for, met.code, safe(met.message))
        refusal = for_readers(met, public=self._site.public)
        status = refusal.http_status
        headers = {"cache-control": "no-store"}
        if isinstance(error, HTTPException):
            status = error.status_code
            headers |= dict(error.headers or {})
        if not (wants_page(request) or by_browser(request)):
            body = problem_of(refusal, status)
            return Response(encoded(body), status, headers, "application/problem+json")
        links, spoken = self._frame.links(request, self._site), self._frame.words(request)
        page = self._frame.error(refusal, links=links, words=spoken, typed=self._typed(request))
        return Response(page, status, headers, "text/html; charset=utf-8")


def _tell_doubts(answer: CachedBody, request: Request) -> None:
    """Tell the one who serves what was not believed: a program has no page to read it on."""
    if answer.doubts:
        asked_for = safe(f"{request.method} {request.url.path[:_PATH]}")
        others = f", and {len(answer.doubts) - 1} more" if len(answer.doubts) > 1 else ""
        _LOG.warning("%s: %s%s; the log was asked", asked_for, safe(answer.doubts[0]), others)


def _sent(answer: CachedBody, request: Request, headers: dict[str, str]) -> Response:
    """An answer, packed where the reader unpacks it: it holds no secret that forms carry."""
    body = answer.body
    if _packs(request) and answer.packed is not None:
        body = answer.packed
        headers["content-encoding"] = "gzip"
    return Response(body, answer.status, headers, answer.media)


def wants_page(request: Request) -> bool:
    """Whether a reader asks, and no program."""
    ending = request.url.path.endswith((".json", ".csv", ".atom", ".ics", ".md", ".pdf", ".docx"))
    return request.method in {"GET", "HEAD"} and not ending


def _understood(request: Request, error: Exception) -> ClaimsError:
    match error:
        case ClaimsError():
            return error
        case HTTPException(status_code=404):
            return NoSuchPage(request.url.path)
        case HTTPException(status_code=status, detail=detail):
            return ClaimsError(f"{status}: {detail}", fix="see /openapi.json for what can be asked")
        case _:
            return Unforeseen()


def _tag(key: object) -> str:
    digest = sha256(f"{__version__} {key!r}".encode()).hexdigest()
    return f'"{digest[:32]}"'


def _cacheable(*, unchanging: bool) -> str:
    return f"private, max-age={_WEEK}, immutable" if unchanging else "private, no-cache"


def _matches(request: Request, tag: str) -> bool:
    """Whether the reader has this answer; a proxy that packs it makes the tag a weak one."""
    wanted = request.headers.get("if-none-match", "")
    return tag in {part.strip().removeprefix("W/") for part in wanted.split(",")}


def _packs(request: Request) -> bool:
    """Whether the reader takes gzip, which ``q=0`` says that one does not."""
    accepted = request.headers.get("accept-encoding", "").lower().replace(" ", "").split(",")
    return any(
        name in {"gzip", "x-gzip"} and quality.strip("0.") != "q="
        for name, _, quality in (part.partition(";") for part in accepted)
    )


def application(
    ledger: Ledger, *, clock: Clock, site: Site, visitors: Visitors | None = None
) -> Gate:
    """The whole face as one ASGI application."""
    visitors = visitors or Visitors(site, None)
    pages = Application(ledger, clock=clock, site=site, visitors=visitors)
    inner = Starlette(
        routes=pages.routes(),
        exception_handlers={
            ClaimsError: pages.failed,
            HTTPException: pages.failed,
            Exception: pages.failed,
        },
    )
    inner.router.redirect_slashes = False
    return Gate(inner, site)
