"""Writing over HTTP: entries in the import format, and a form next to the document.

Takes requests of visitors who may; gives receipts as the command line has them, problem details,
or the form again with what was typed and what is wrong with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import anyio.to_thread
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from ledger.app.access.tokens import May
from ledger.app.comparison.preview import preview
from ledger.app.desk.entry_files import entries_in, outcomes_of
from ledger.app.desk.fields import entry
from ledger.app.desk.format import KIND_NAMES, UnknownKind, read_mappings
from ledger.app.desk.mistakes import parts_of
from ledger.app.desk.receipt import receipt
from ledger.app.envelope import UNFIXED, answered
from ledger.app.refusals import GoneOn
from ledger.app.submission.terms import Terms
from ledger.errors import ClaimsError, InvalidInput
from ledger.ids import number_of, position_name
from ledger.specs.trial import trial_of
from ledger.views.markup.blocks import Layout
from ledger.views.markup.elements import element, markup
from ledger.views.pages.changes import preview_page
from ledger.web.admission.visitors import COOKIE
from ledger.web.desk.fields import fields_of
from ledger.web.desk.mistakes import mistakes
from ledger.web.desk.record_form import RecordForm
from ledger.web.json_text import encoded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markupsafe import Markup
    from starlette.requests import Request

    from ledger.app import Ledger, Outcome
    from ledger.app.comparison.preview import Preview
    from ledger.app.desk.format import BrokenEntry, Entry
    from ledger.clock import Clock
    from ledger.views.markup.links import Links
    from ledger.views.words import Words
    from ledger.web.admission.visitors import Visitor, Visitors
    from ledger.web.frame import Frame
    from ledger.web.site import Site

SOURCE = "<request>"
"""How mistakes name what a request brought."""
FORM = "x-claims-form"
"""The header in which a script of the site sends back what its forms carry."""
_OWN = frozenset({"kind", "form", "act", "lang", "at"})
_TYPES = frozenset(
    {
        *("application/json", "application/jsonl", "application/x-ndjson"),
        *("application/yaml", "application/x-yaml", "text/yaml"),
    }
)


class NoEntries(InvalidInput):
    """A body that is no text of entries."""

    code = "no-entries"
    http_status = 415

    def __init__(self, media: str) -> None:
        super().__init__(
            f"no entries come as {media[:60] or 'nothing that is named'}",
            fix="send application/json, application/jsonl or application/yaml, in UTF-8",
        )


class NoPositionTag(InvalidInput):
    """An If-Match that is no position."""

    code = "no-position-tag"

    def __init__(self, tag: str) -> None:
        super().__init__(
            f"If-Match {tag[:40]} is no position of the log", fix='write it as If-Match: "41"'
        )


class Recording:
    """The routes by which a ledger is written."""

    def __init__(
        self, ledger: Ledger, *, clock: Clock, site: Site, visitors: Visitors, frame: Frame
    ) -> None:
        self._ledger = ledger
        self._clock = clock
        self._site = site
        self._visitors = visitors
        self._frame = frame

    def routes(self) -> list[Route]:
        """Entries, the form, and the door to a session."""
        return [
            Route("/entries", self.entries, methods=["POST"]),
            Route("/record", self.form, methods=["GET"]),
            Route("/record", self.recorded, methods=["POST"]),
            Route("/enter", self.door, methods=["GET"]),
            Route("/enter", self.entered, methods=["POST"]),
            Route("/leave", self.left, methods=["POST"]),
        ]

    async def entries(self, request: Request) -> Response:
        """Record entries in the import format, all of them or none."""
        dry_run = request.query_params.get("dry_run", "") not in {"", "0"}
        replace = request.query_params.get("replace", "") not in {"", "0"}
        wanted = May.PROPOSE if dry_run else May.RECORD
        visitor = self._visitors.check(request, wanted, form=request.headers.get(FORM))
        media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if media not in _TYPES:
            raise NoEntries(media)
        only_at = _position(request.headers.get("if-match"))
        try:
            text = (await request.body()).decode()
        except UnicodeDecodeError as error:
            raise NoEntries(f"{media}, not in UTF-8") from error

        def carried_out() -> tuple[dict[str, object], int]:
            terms = Terms(dry_run=dry_run, replace=replace, only_at=only_at)
            data, last = self._submitted(entries_in(text, SOURCE), visitor, terms)
            new = data["recorded"]
            status = 201 if new else 200
            return answered(data, {**UNFIXED, "position": last}), status

        envelope, status = await anyio.to_thread.run_sync(carried_out)
        headers = {"cache-control": "no-store", "etag": f'"{self._ledger.size() - 1}"'}
        return Response(encoded(envelope), status, headers, "application/json; charset=utf-8")

    def _submitted(
        self,
        entries: Sequence[Entry | BrokenEntry],
        visitor: Visitor,
        terms: Terms,
    ) -> tuple[dict[str, object], int | None]:
        """The receipt, and the last position that was recorded."""
        ledger = self._ledger.by(visitor.name)
        outcomes = outcomes_of(ledger, entries, terms, source=SOURCE)
        seen = self._previewed(ledger, entries, replace=terms.replace) if terms.dry_run else None
        positions = [each.position for each in outcomes if each.position is not None]
        made = receipt(outcomes, dry_run=terms.dry_run, preview=seen)
        return dict(made), max(positions, default=None)

    def _previewed(
        self, ledger: Ledger, entries: Sequence[Entry | BrokenEntry], *, replace: bool = False
    ) -> Preview:
        features = self._site.features
        trial = trial_of(features, self._clock.now()) if features else None
        return preview(ledger, parts_of(entries), replace=replace, trial=trial)

    # the form

    async def form(self, request: Request) -> Response:
        """The form, next to the document that is quoted."""
        visitor = self._visitors.check(request, May.PROPOSE)
        fields = {name: [value] for name, value in request.query_params.items()}
        return await anyio.to_thread.run_sync(self._page, request, visitor, fields)

    async def recorded(self, request: Request) -> Response:
        """What the form asks for: to see what it would change, or to record it."""
        fields = await fields_of(request)
        act = (fields.get("act") or ["preview"])[0]
        wanted = May.RECORD if act == "record" else May.PROPOSE
        visitor = self._visitors.check(request, wanted, form=(fields.get("form") or [""])[0])
        return await anyio.to_thread.run_sync(self._carried_out, request, visitor, fields, act)

    def _carried_out(
        self, request: Request, visitor: Visitor, fields: Mapping[str, list[str]], act: str
    ) -> Response:
        kind = (fields.get("kind") or [""])[0]
        if kind not in KIND_NAMES:
            raise UnknownKind(kind, KIND_NAMES)
        values = {name: _values(value) for name, value in fields.items() if name not in _OWN}
        typed = {name: value for name, value in values.items() if value}
        try:
            entries = list(read_mappings(entry(kind, typed), SOURCE))
            ledger = self._ledger.by(visitor.name)
            seen_at = (fields.get("at") or [""])[0] if act == "record" else ""
            terms = Terms(dry_run=act != "record", only_at=_position(seen_at) if seen_at else None)
            outcomes = outcomes_of(ledger, entries, terms, source=SOURCE)
            if act != "record":
                at = position_name(self._ledger.size() - 1)
                seen = self._previewed(ledger, entries)
                return self._page(request, visitor, {**fields, "at": [at]}, seen=seen)
        except GoneOn as error:  # the next try is of what is there now
            again = {**fields, "at": [position_name(error.head)]}
            seen = self._previewed(ledger, entries)
            return self._page(request, visitor, again, error=error, seen=seen)
        except ClaimsError as error:
            return self._page(request, visitor, fields, error=error)
        return self._done(request, fields, outcomes)

    def _done(
        self, request: Request, fields: Mapping[str, list[str]], outcomes: Sequence[Outcome]
    ) -> Response:
        """Back to the form, for another from this document."""
        links = self._frame.links(request, self._site)
        kept = {name: fields[name][0] for name in ("kind", "document") if fields.get(name)}
        url = links.to("/record", **kept, done=outcomes[-1].id)
        return RedirectResponse(url, 303, {"cache-control": "no-store"})

    def _page(
        self,
        request: Request,
        visitor: Visitor,
        fields: Mapping[str, list[str]],
        *,
        error: ClaimsError | None = None,
        seen: Preview | None = None,
    ) -> Response:
        links, words = self._frame.links(request, self._site), self._frame.words(request)
        form = RecordForm(self._ledger, fields=fields, links=links, words=words, visitor=visitor)
        above = [
            *([mistakes(error, words)] if error else []),
            *([_seen(seen, links, words)] if seen else []),
            *form.done(),
        ]
        body = markup((*above, form.page()))
        leave = visitor.form if visitor.session else None
        page = self._frame.bare(words("record"), body, links=links, words=words, leave=leave)
        status = error.http_status if error else 200
        return Response(page, status, {"cache-control": "no-store"}, "text/html; charset=utf-8")

    # a session

    async def door(self, request: Request) -> Response:
        """A button: opening a link changes nothing."""
        links, words = self._frame.links(request, self._site), self._frame.words(request)
        hidden = element(
            "input", type="hidden", name="link", value=request.query_params.get("link", "")
        )
        button = element("button", words("enter"), type="submit")
        body = element("form", markup((hidden, button)), method="post", action=links.to("/enter"))
        page = self._frame.bare(words("enter-title"), body, links=links, words=words)
        return Response(page, 200, {"cache-control": "no-store"}, "text/html; charset=utf-8")

    async def entered(self, request: Request) -> Response:
        """The session begins, and the link is used up."""
        fields = await fields_of(request)
        self._visitors.check_origin(request)
        key = self._visitors.enter((fields.get("link") or [""])[0])
        links = self._frame.links(request, self._site)
        reply = RedirectResponse(links.to("/record"), 303, {"cache-control": "no-store"})
        reply.set_cookie(
            COOKIE,
            key,
            httponly=True,
            samesite="strict",
            path=f"{self._site.prefix}/",
            secure=self._site.secure,
        )
        return reply

    async def left(self, request: Request) -> Response:
        """The session ends, here and in the browser."""
        fields = await fields_of(request)
        self._visitors.check(request, May.READ, form=(fields.get("form") or [""])[0])
        self._visitors.leave(request.cookies.get(COOKIE, ""))
        links = self._frame.links(request, self._site)
        reply = RedirectResponse(links.to("/"), 303, {"cache-control": "no-store"})
        reply.delete_cookie(COOKIE, path=f"{self._site.prefix}/", httponly=True, samesite="strict")
        return reply


def _values(values: list[str]) -> tuple[str, ...]:
    """What a field holds; a list has one on each line, and an empty field is none."""
    lines = [line.strip() for value in values for line in value.replace("\r", "").split("\n")]
    return tuple(line for line in lines if line)


def _position(tag: str | None) -> int | None:
    if tag is None:
        return None
    bare = tag.strip().removeprefix('"').removesuffix('"').removeprefix("@")
    number = -1 if bare == "-1" else number_of(bare)  # of an empty log
    if number is None:
        raise NoPositionTag(tag)
    return number


def _seen(preview: Preview, links: Links, words: Words) -> Markup:
    title = element("h2", words("would-change"))
    return element("section", markup((title, Layout(links).page(preview_page(preview, words)))))
