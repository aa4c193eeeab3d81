"""A site's page names its feeds: ``<link rel="alternate" type="application/rss+xml">``.

Takes the HTML of a page and its address; gives the feeds that it names, in its order.
"""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Final
from urllib.parse import urljoin

import attrs

from ledger.errors import ClaimsError
from ledger.sources.document import check_url

_TYPES: Final = {
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
    "application/feed+json",
    "application/json",
}
_MOST: Final = 20


@attrs.frozen(kw_only=True)
class Offered:
    """A feed that a page names."""

    url: str
    title: str | None = None


def offered(html: str, *, url: str) -> tuple[Offered, ...]:
    """The feeds that a page names, each once, at most twenty."""
    reader = _HeadLinks(url)
    reader.feed(html)
    feeds: dict[str, Offered] = {}
    for feed in reader.feeds:
        feeds.setdefault(feed.url, feed)
    return tuple(feeds.values())[:_MOST]


class _HeadLinks(HTMLParser):
    """Looks at the links of a page's head, and at its base."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.base = url
        self.feeds: list[Offered] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A link of the page."""
        values = {name: (value or "").strip() for name, value in attrs}
        if tag == "base" and values.get("href"):
            self.base = _joined(self.base, values["href"]) or self.base
        if tag != "link" or "alternate" not in values.get("rel", "").lower().split():
            return
        if values.get("type", "").partition(";")[0].strip().lower() not in _TYPES:
            return
        if address := _joined(self.base, values.get("href", "")):
            title = " ".join("".join(filter(str.isprintable, values.get("title", ""))).split())
            self.feeds.append(Offered(url=address, title=title[:200] or None))

    handle_startendtag = handle_starttag


def _joined(base: str, address: str) -> str | None:
    try:
        return check_url(urljoin(base, address)) if address else None
    except (ClaimsError, ValueError):
        return None
