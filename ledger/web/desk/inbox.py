"""The inbox in the browser: what waits, an item next to its drafts, the answers of a person.

Takes requests of visitors who may; gives pages, their JSON, or the form again with what was
typed and what is wrong. A GET changes nothing: ``/inbox/new?url=&title=&quote=`` only fills a
form.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import anyio.to_thread
from markupsafe import Markup
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from ledger.app.access.tokens import May
from ledger.app.desk.entry_files import entries_in
from ledger.app.envelope import UNFIXED, answered
from ledger.app.inbox.desk import WAITING, InboxDesk, State
from ledger.app.inbox.draft_text import draft_text
from ledger.app.inbox.entries import entries_of_drafts
from ledger.app.inbox.typed import arrival_of
from ledger.errors import ClaimsError
from ledger.ids import number_of
from ledger.views.data import data
from ledger.views.markup.elements import element, link, markup
from ledger.views.markup.pages.inbox import inbox_list, item_page
from ledger.views.markup.pages.inbox_forms import AnswerForms, bookmarklet, new_form
from ledger.views.markup.reader import Reader
from ledger.views.public import without_analysts
from ledger.web.desk.fields import fields_of
from ledger.web.desk.mistakes import mistakes
from ledger.web.json_text import encoded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from starlette.requests import Request

    from ledger.app import Ledger
    from ledger.app.desk.format import BrokenEntry, Entry
    from ledger.app.inbox.desk import Item
    from ledger.views.markup.links import Links
    from ledger.web.admission.visitors import Visitor, Visitors
    from ledger.web.desk.fields import Fields
    from ledger.web.frame import Frame
    from ledger.web.site import Site

PAGE = 25
"""So many items on a page of the list."""
_DETAILS = ("title", "publisher", "published", "kind", "language", "lineage", "root")
_NO_STORE = {"cache-control": "no-store"}
_HTML = "text/html; charset=utf-8"
_BOOKMARKLET = (
    "javascript:void(open('{}?url='+encodeURIComponent(location.href)"
    "+'&title='+encodeURIComponent(document.title)"
    "+'&quote='+encodeURIComponent(String(getSelection()))))"
)


class InboxPages:
    """The routes by which the inbox is seen and answered."""

    def __init__(self, ledger: Ledger, *, site: Site, visitors: Visitors, frame: Frame) -> None:
        self._ledger = ledger
        self._site = site
        self._visitors = visitors
        self._frame = frame

    def routes(self) -> list[Route]:
        """The list, an item, each as JSON too; the form of a new one; the answers."""
        return [
            Route("/inbox", self.listed, methods=["GET"]),
            Route("/inbox.json", self.listed, methods=["GET"]),
            Route("/inbox", self.put, methods=["POST"]),
            Route("/inbox/new", self.new, methods=["GET"]),
            Route("/inbox/{item}.json", self.item, methods=["GET"]),
            Route("/inbox/{item}", self.item, methods=["GET"]),
            Route("/inbox/{item}", self.answered, methods=["POST"]),
        ]

    def _desk(self, visitor: Visitor) -> InboxDesk:
        return InboxDesk(self._ledger.by(visitor.name))

    # the list

    async def listed(self, request: Request) -> Response:
        """What waits; with ``?state=`` those in a state, with ``?after=`` from a number on."""
        visitor = self._visitors.check(request, May.PROPOSE)
        return await anyio.to_thread.run_sync(self._listed, request, visitor)

    def _listed(self, request: Request, visitor: Visitor) -> Response:
        query = request.query_params
        words = query.get("state", "")
        states = tuple(State) if words == "all" else _states(words)
        number = number_of(query.get("after", "0")) or 0
        assessments = self._desk(visitor).items(states, after=number, limit=PAGE)
        if request.url.path.endswith(".json"):
            return self._json(data(assessments))
        links, spoken = self._frame.links(request, self._site), self._frame.words(request)
        more = None
        if len(assessments) == PAGE:
            more = links.here(after=assessments[-1].item.number)
        picks = [
            link(links.to("/inbox/new"), spoken("inbox-new")),
            link(links.to("/inbox", state="all"), spoken("inbox-all")),
        ]
        address = f"{request.url.scheme}://{request.url.netloc}{self._site.prefix}/inbox/new"
        body = markup(
            (
                *self._done(request),
                element("p", Markup(" · ").join(picks), class_="picks"),
                inbox_list(assessments, links=links, words=spoken, more=more),
                bookmarklet(_BOOKMARKLET.format(address), words=spoken),
                _json_link(links),
            )
        )
        return self._page(spoken("inbox"), body, request)

    def _done(self, request: Request) -> Sequence[Markup]:
        """That the last item was answered, and the way back to it."""
        name = request.query_params.get("was", "")
        if not name:
            return ()
        try:
            item = self._ledger.inbox.item(name)
        except ClaimsError:
            return ()
        spoken, way = self._frame.words(request), self._frame.links(request, self._site)
        state = spoken.word(f"item-{item.state}")
        text = Markup("{}: {}").format(state, link(way.to(f"/inbox/{item.id}"), item.title))
        return (element("p", text, role="status", class_="notice"),)

    # one item

    async def item(self, request: Request) -> Response:
        """An item next to its drafts."""
        visitor = self._visitors.check(request, May.PROPOSE)
        return await anyio.to_thread.run_sync(self._item, request, visitor)

    def _item(
        self,
        request: Request,
        visitor: Visitor,
        fields: Mapping[str, Sequence[str]] | None = None,
        error: ClaimsError | None = None,
    ) -> Response:
        assessment = self._desk(visitor).assessment(request.path_params["item"])
        if request.url.path.endswith(".json"):
            return self._json(data(assessment))
        links, words = self._frame.links(request, self._site), self._frame.words(request)
        reader = Reader(links=links, words=words)
        item = assessment.item
        answers = AnswerForms(
            assessment,
            reader=reader,
            form=visitor.form,
            fields=fields or {},
            text=draft_text(item, assessment.drafts),
        )
        page = item_page(assessment, reader=reader, answers=answers, beside=self._beside(item))
        body = markup(
            (
                *([mistakes(error, words)] if error else self._done(request)),
                page,
                _json_link(links),
            )
        )
        return self._page(item.title, body, request, error.http_status if error else 200)

    def _beside(self, item: Item) -> tuple[str | None, str | None]:
        """The ids of the items that wait before and after one."""
        waiting = self._ledger.inbox.items(WAITING, limit=1_000)
        before = [each.id for each in waiting if each.number < item.number]
        after = [each.id for each in waiting if each.number > item.number]
        return before[-1] if before else None, after[0] if after else None

    async def answered(self, request: Request) -> Response:
        """What a person answers: accept, dismiss, undo."""
        fields = await fields_of(request)
        visitor = self._visitors.check(request, May.RECORD, form=_first(fields, "form"))
        return await anyio.to_thread.run_sync(self._answered, request, visitor, fields)

    def _answered(self, request: Request, visitor: Visitor, fields: Fields) -> Response:
        name, act = request.path_params["item"], _first(fields, "act")
        desk = self._desk(visitor)
        try:
            match act:
                case "dismiss":
                    item = desk.dismiss(name, _first(fields, "reason"))
                case "undo":
                    item = desk.undo(name)
                case "finish":
                    item = desk.finish(name).item
                case _:
                    item = self._accepted(desk, name, fields, act)
        except ClaimsError as error:
            if visitor.form is None:  # a program: its answer is data
                raise
            return self._item(request, visitor, fields, error)
        links = self._frame.links(request, self._site)
        if act == "undo":
            return RedirectResponse(links.to(f"/inbox/{item.id}"), 303, _NO_STORE)
        _, after = self._beside(item)
        path = "/inbox" if after is None else f"/inbox/{after}"
        return RedirectResponse(links.to(path, was=item.id), 303, _NO_STORE)

    def _accepted(self, desk: InboxDesk, name: str, fields: Fields, act: str) -> Item:
        details = {field: _first(fields, field) or None for field in _DETAILS}

        def read(item: Item) -> Sequence[Entry | BrokenEntry]:
            if act == "edit":
                return entries_in(_first(fields, "entries").replace("\r", ""), "entries")
            numbers = ",".join(fields.get("draft", []))
            return entries_of_drafts(desk.assessment(item.id), numbers) if numbers else ()

        return desk.accept(name, read, details, as_reprint=act == "reprint").item

    # a new one

    async def new(self, request: Request) -> Response:
        """A form, filled with what the address brings; nothing changes until it is sent."""
        visitor = self._visitors.check(request, May.PROPOSE)
        fields = {name: [value] for name, value in request.query_params.items()}
        return await anyio.to_thread.run_sync(self._new, request, visitor, fields)

    def _new(
        self,
        request: Request,
        visitor: Visitor,
        fields: Mapping[str, Sequence[str]],
        error: ClaimsError | None = None,
    ) -> Response:
        links, words = self._frame.links(request, self._site), self._frame.words(request)
        body = markup(
            (
                *([mistakes(error, words)] if error else ()),
                new_form(links=links, words=words, form=visitor.form, fields=fields),
            )
        )
        status = error.http_status if error else 200
        return self._page(words("inbox-new"), body, request, status)

    async def put(self, request: Request) -> Response:
        """Put in what the form holds."""
        fields = await fields_of(request)
        visitor = self._visitors.check(request, May.PROPOSE, form=_first(fields, "form"))
        return await anyio.to_thread.run_sync(self._put, request, visitor, fields)

    def _put(self, request: Request, visitor: Visitor, fields: Fields) -> Response:
        stated = {name: _first(fields, name).strip() for name in fields}
        try:
            arrival = arrival_of(stated, today=self._ledger.today)
            (added,) = self._desk(visitor).add([arrival])
        except ClaimsError as error:
            if visitor.form is None:
                raise
            return self._new(request, visitor, fields, error)
        links = self._frame.links(request, self._site)
        return RedirectResponse(links.to(f"/inbox/{added.item.id}"), 303, _NO_STORE)

    # answers

    def _json(self, content: object) -> Response:
        shown = without_analysts(content) if self._site.public else content
        body = encoded(answered(shown, UNFIXED))
        return Response(body, 200, _NO_STORE, "application/json; charset=utf-8")

    def _page(self, title: str, body: Markup, request: Request, status: int = 200) -> Response:
        links, words = self._frame.links(request, self._site), self._frame.words(request)
        visitor = self._visitors.of(request)
        leave = visitor.form if visitor.session else None
        page = self._frame.bare(title, body, links=links, words=words, leave=leave)
        return Response(page, status, _NO_STORE, _HTML)


def _states(word: str) -> tuple[State, ...]:
    return tuple(state for state in State if state.value == word) or WAITING


def _first(fields: Mapping[str, Sequence[str]], name: str) -> str:
    return next(iter(fields.get(name, [""])), "")


def _json_link(links: Links) -> Markup:
    return element(
        "footer", link(links.here(".json"), "JSON", type="application/json"), class_="forms"
    )
