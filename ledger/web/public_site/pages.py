"""A page of the site in each of its forms: the web's own page, with links from file to file.

Takes a path and the clocks; gives files. The frame, the templates and the words are the web's,
in its public form.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from ledger.app.at_hand.news import LatestNews
from ledger.app.at_hand.reading_once import ReadOnce
from ledger.app.clocks import Clocks
from ledger.views.words import words
from ledger.web.asked import Asked
from ledger.web.forms import forms
from ledger.web.frame import Frame
from ledger.web.public_site.groups import WHOLE
from ledger.web.public_site.kept_matters import NAME as KEPT
from ledger.web.public_site.kept_matters import KeptMatters
from ledger.web.public_site.links import FileLinks, file_of
from ledger.web.public_site.trust import TRUST
from ledger.web.routes import PAGES, PageRoute
from ledger.web.site import Site

NEWS = ".claims-site-news.json"
"""The newest changes as they were when the site was made, kept in its folder for the next time."""

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ledger.views.words import Words
    from ledger.web.public_site.groups import Group


@attrs.frozen(kw_only=True)
class Made:
    """The files of a group, and the values whose proofs its pages link to."""

    files: dict[str, bytes] = attrs.field(factory=dict)
    wanted: set[str] = attrs.field(factory=set)


@attrs.define(kw_only=True, slots=False)
class Pages:
    """All pages of one ledger on one day, in one language.

    ``matters`` are those that are open in partnerships, and ``news`` the newest changes, as the
    last run left them. ``pending``: an erasure has not taken its words yet, and no changes are kept
    that may hold them. ``base``, ``proven`` and ``undescribed`` are as in ``FileLinks``.
    """

    ledger: ReadOnce
    matters: KeptMatters
    news: LatestNews | None = None
    day: date
    now: datetime
    language: str
    base: str | None = None
    documents: frozenset[str] = frozenset()
    proven: frozenset[str] = frozenset()
    undescribed: frozenset[str] = frozenset()
    pending: bool = False
    site: Site = attrs.field(factory=lambda: Site(public=True))
    frame: Frame = attrs.field(factory=Frame)

    @cached_property
    def _words(self) -> Words:
        return words(self.language)

    @cached_property
    def _routes(self) -> list[tuple[re.Pattern[str], PageRoute]]:
        routes = [page for page in PAGES if page.path != TRUST.path]
        return [(_pattern(page.path), page) for page in (*routes, TRUST)]

    def group(self, group: Group) -> Made:
        """The pages of a group, each in all of its forms."""
        made = Made()
        whole = group.name == WHOLE
        known_at = group.position if group.timed and not whole else None
        clocks = Clocks(valid_at=self.day, known_at=known_at)
        if whole:
            self.ledger.give(clocks, self.matters.still_so())
            if self.news is not None:
                self.ledger.keep_news(self.news)
        for path in group.pages:
            self._page(path, dict(group.query), clocks, made)
        if whole:
            made.files[KEPT] = self.matters.text(self.ledger.open_matters(clocks))
            news = self.ledger.last_news()
            assert news is not None  # noqa: S101 - the feed over all is one of the pages
            if not self.pending:
                made.files[NEWS] = news.text()
        return made

    def proofs(self, paths: Iterable[str], position: int) -> Made:
        """The pages that say why values are what they are."""
        made = Made()
        for path in sorted(paths):
            self._page(f"/why/{path}", {}, Clocks(valid_at=self.day, known_at=position), made)
        return made

    def _page(self, path: str, query: dict[str, str], clocks: Clocks, made: Made) -> None:
        page, parts = self._route(path)
        file = file_of(path, query)
        assert file is not None  # noqa: S101 - groups have only pages that are files
        links = FileLinks(
            prefix="",
            path=path,
            query=query,
            file=file,
            base=self.base,
            documents=self.documents,
            proven=self.proven,
            undescribed=self.undescribed,
            wanted=made.wanted,
        )
        asked = Asked(
            ledger=self.ledger,
            site=self.site,
            clocks=clocks,
            at=self.ledger.at(clocks),
            now=self.now,
            today=self.day,
            parts=parts,
            query=query,
            links=links,
            words=self._words,
        )
        wanted = ("", ".json", *((".csv",) * page.listed), *page.files)
        self.ledger.unsigned(yes=path.startswith("/partnerships/"))
        for form, answer in forms(page, wanted, asked, self.frame).items():
            name = file_of(path, query, form or ".html")
            assert name is not None  # noqa: S101 - as above
            made.files[name] = answer.body

    def _route(self, path: str) -> tuple[PageRoute, dict[str, str]]:
        for pattern, page in self._routes:
            if match := pattern.fullmatch(path):
                return page, match.groupdict()
        raise AssertionError(path)


def _pattern(path: str) -> re.Pattern[str]:
    """What paths a route takes.

    >>> _pattern("/why/{path:path}").fullmatch("/why/i/a.consent").groupdict()
    {'path': 'i/a.consent'}
    """
    named = re.sub(r"\{(\w+):path\}", r"(?P<\1>.+)", path)
    return re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", named))
