"""A site on this machine that lists articles as new, for as long as a scenario lasts.

Takes articles; gives the address of its feed. Absent: an address that another machine can ask.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from email.utils import format_datetime
from http import HTTPStatus
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

import attrs

from ledger.specs.loopback import LoopbackReply, LoopbackServer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ledger.specs.loopback import LoopbackRequest

_FEED = "/feed"


@attrs.frozen(kw_only=True)
class SitePage:
    """What a page of the site says, and when it was published."""

    title: str
    text: str
    published: date
    language: str


class ListingSite:
    """An RSS feed on loopback, and a page for each article that it lists."""

    def __init__(self) -> None:
        self._articles: list[SitePage] = []
        self._server = LoopbackServer(self._answer)
        self.url = f"{self._server.host}{_FEED}"

    def add(self, articles: Iterable[SitePage]) -> None:
        """List more articles as new."""
        self._articles.extend(articles)

    def _answer(self, request: LoopbackRequest) -> LoopbackReply:
        """The feed, or the page of an article."""
        host = f"http://{request.headers.get('host')}"
        if request.path == _FEED:
            return LoopbackReply(media="application/rss+xml", text=_feed(self._articles, host))
        pages = {f"/{number}": article for number, article in enumerate(self._articles)}
        if request.path in pages:
            return LoopbackReply(media="text/html", text=_page(pages[request.path]))
        return LoopbackReply(status=HTTPStatus.NOT_FOUND, text="there is no such page")

    def close(self) -> None:
        """Stop serving."""
        self._server.close()


def _feed(articles: list[SitePage], host: str) -> str:
    """The articles as RSS 2.0."""
    items = "".join(
        f"<item><guid isPermaLink='false'>{number}</guid><title>{escape(article.title)}</title>"
        f"<link>{host}/{number}</link><pubDate>{_moment(article.published)}</pubDate>"
        f"<description>{escape(article.text)}</description></item>"
        for number, article in enumerate(articles)
    )
    return f'<rss version="2.0"><channel><title>A site</title>{items}</channel></rss>'


def _moment(day: date) -> str:
    return format_datetime(datetime(day.year, day.month, day.day, 12, tzinfo=UTC))


def _page(article: SitePage) -> str:
    """An article as a page that says its title, publisher, day and language of itself."""
    stated = {
        "og:title": article.title,
        "og:site_name": article.title,
        "article:published_time": article.published.isoformat(),
    }
    metas = "".join(
        f"<meta property={quoteattr(name)} content={quoteattr(value)}>"
        for name, value in stated.items()
    )
    return (
        f"<!doctype html><html lang={quoteattr(article.language)}><head>"
        f"<title>{escape(article.title)}</title>{metas}</head>"
        f"<body><article><p>{escape(article.text)}</p></article></body></html>"
    )
