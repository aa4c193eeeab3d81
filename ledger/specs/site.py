"""A site on this machine that lists articles as new, for as long as a scenario lasts.

Takes articles; gives the address of its feed. Absent: an address that another machine can ask.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from email.utils import format_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable

_FEED = "/feed"
_STOPS = 0.02  # seconds until the server sees that it is to stop


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
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self._articles))
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}{_FEED}"
        serve = self._server.serve_forever
        self._thread = Thread(target=serve, kwargs={"poll_interval": _STOPS}, daemon=True)
        self._thread.start()

    def add(self, articles: Iterable[SitePage]) -> None:
        """List more articles as new."""
        self._articles.extend(articles)

    def close(self) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def _handler(articles: list[SitePage]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            host = f"http://{self.headers.get('host')}"
            paths = {_FEED: ("application/rss+xml", _feed(articles, host))}
            pages = {f"/{number}": ("text/html", _page(it)) for number, it in enumerate(articles)}
            media, text = {**paths, **pages}.get(self.path, ("text/plain", None))
            body = (text or "there is no such page").encode()
            self.send_response(HTTPStatus.NOT_FOUND if text is None else HTTPStatus.OK)
            self.send_header("Content-Type", f"{media}; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler


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
