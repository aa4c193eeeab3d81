"""Links that keep what the reader has set: the three clocks and the language go along.

Takes where the site stands, the path that was asked for and its query; gives URLs.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, urlencode, urljoin

import attrs

CLOCKS = ("valid_at", "published_by", "known_at")
KEPT = (*CLOCKS, "lang")
"""What goes along from page to page. Filters and sorting belong to one page."""


@attrs.frozen(kw_only=True)
class Links:
    """The URLs of one site, as one reader has set it.

    ``prefix`` is the path that the site stands under, empty at the root; ``path`` is that of the
    page, without prefix and ending; ``query`` is what stood behind it.
    """

    prefix: str
    path: str
    query: Mapping[str, str]

    @property
    def still(self) -> bool:
        """Whether the pages are plain files: then nothing can be asked, and no form stands there.

        A link that leads nowhere there has no URL; ``elements.link`` leaves its words.
        """
        return self.folder is not None

    @property
    def folder(self) -> str | None:
        """The folder of a page that is a plain file: its links are relative to it."""
        return None

    @property
    def address(self) -> str | None:
        """The whole address that links are relative to, where it is known."""
        return None

    def whole(self, link: str) -> str:
        """A link of this page for who reads it elsewhere, as in a feed: whole, if that is known.

        >>> Links(prefix="", path="/", query={}).whole("/next")
        '/next'
        """
        return urljoin(f"{self.address}/", link) if link and self.address else link

    def to(self, path: str, **query: object) -> str:
        """The URL of another page with the same clocks.

        >>> Links(prefix="", path="/", query={"valid_at": "2024-06-12"}).to("/log", after="@4")
        '/log?valid_at=2024-06-12&after=%404'
        """
        kept = {name: self.query[name] for name in KEPT if self.query.get(name)}
        return self._url(path, {**kept, **query})

    @property
    def action(self) -> str:
        """Where a form of this page goes, which brings its own query."""
        return self._url(self.path, {})

    def here(self, ending: str = "", /, **query: object) -> str:
        """The URL of this page with a part of its query changed; None takes a part away."""
        path = f"{'/board' if self.path == '/' and ending else self.path}{ending}"
        return self._url(path, {**self.query, **query})

    def without(self, name: str) -> str:
        """The URL of this page with one part of its query left out."""
        return self._url(self.path, {**self.query, name: None})

    def static(self, name: str) -> str:
        """The URL of a style sheet or a script of the site's own."""
        return f"{self.prefix}/static/{name}"

    def _url(self, path: str, query: Mapping[str, object]) -> str:
        pairs = {name: value for name, value in query.items() if value not in {None, ""}}
        behind = f"?{urlencode(pairs)}" if pairs else ""
        return f"{self.prefix}{quote(path, safe='/@:.')}{behind}"
