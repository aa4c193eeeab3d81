"""One HTML page becomes its main text and what the page declares about itself.

Takes HTML that may be hostile; gives plain values. Runs as a program of its own, which
`extraction` starts and can stop: so this module imports nothing of the ledger.
"""

from __future__ import annotations

import json
import re
import sys
from typing import TYPE_CHECKING, BinaryIO, Protocol, TypedDict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Elements whose words the extraction would drop from the middle of a sentence: kept as words.
_INLINE = ("time", "label", "output", "q", "blink")
# The parser takes no text with an XML declaration, and a page without a doctype for a fragment.
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*>")
_DOCTYPE = "<!doctype html>"
# What pages declare, best first; compared in lower case.
_TITLE = ("og:title", "twitter:title", "dc.title", "citation_title")
_PUBLISHER = ("og:site_name", "citation_publisher", "dc.publisher")
_PUBLISHED = (
    "article:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "citation_publication_date",
    "parsely-pub-date",
    "dc.date",
    "date",
)


class _Element(Protocol):
    """What this module needs of a parsed element (of lxml, which carries no types)."""

    @property
    def text(self) -> str | None: ...
    def get(self, name: str) -> str | None: ...
    def iter(self, *tags: str) -> Iterator[_Element]: ...
    def itertext(self) -> Iterator[str]: ...
    def drop_tag(self) -> None: ...


class Page(TypedDict):
    """The main text, and the page's own words about itself, unchecked."""

    text: str | None
    title: str | None
    publisher: str | None
    language: str | None
    url: str | None
    published: str | None


def read_page(html: str) -> Page:
    """The main text of a page and its declarations; the text is None where there is none.

    The date is only ever one that the page declares as its publication: a date that happens
    to stand in its URL, its footer or its prose is a guess, and is not taken.
    """
    from trafilatura import bare_extraction, load_html  # noqa: PLC0415  slow to import

    tree = load_html(_DOCTYPE + _XML_DECLARATION.sub("", html, count=1))
    if tree is None:
        return Page(text=None, title=None, publisher=None, language=None, url=None, published=None)
    declared = _declarations(tree)
    for element in list(tree.iter(*_INLINE)):
        element.drop_tag()
    # Recall: a menu too much harms no quote, a lost sentence does.
    found = bare_extraction(tree, favor_recall=True, include_comments=False)
    text = getattr(found, "text", None)
    return Page(text=text if isinstance(text, str) else None, **declared)


class _Declared(TypedDict):
    title: str | None
    publisher: str | None
    language: str | None
    url: str | None
    published: str | None


def _declarations(tree: _Element) -> _Declared:
    """Title, publisher, language, URL and date, from the head and from JSON-LD."""
    meta = dict(_meta(tree))
    article = _article(tree)
    heads = [_text(element) for element in tree.iter("title")]
    links = [
        element.get("href")
        for element in tree.iter("link")
        if (element.get("rel") or "").lower() == "canonical"
    ]
    return _Declared(
        title=_first([*_named(meta, _TITLE), article.get("headline"), *heads]),
        publisher=_first([*_named(meta, _PUBLISHER), _name(article.get("publisher"))]),
        language=_first([tree.get("lang"), meta.get("og:locale"), article.get("inLanguage")]),
        url=_first([*links, meta.get("og:url"), article.get("url")]),
        published=_first([*_named(meta, _PUBLISHED), article.get("datePublished")]),
    )


def _meta(tree: _Element) -> Iterator[tuple[str, str]]:
    """The page's meta elements, last first, so that in a dict the first one stays."""
    for element in reversed(list(tree.iter("meta"))):
        for attribute in ("itemprop", "name", "property"):
            if key := element.get(attribute):
                yield key.lower(), element.get("content") or ""


def _article(tree: _Element) -> dict[str, object]:
    """The first JSON-LD object that has a headline or a publication date."""
    for script in tree.iter("script"):
        if (script.get("type") or "").lower() != "application/ld+json":
            continue
        try:
            found = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        for thing in _things(found):
            if "headline" in thing or "datePublished" in thing:
                return thing
    return {}


def _things(found: object) -> Iterator[dict[str, object]]:
    """The objects of a JSON-LD script: one, a list, or a graph."""
    for thing in found if isinstance(found, list) else [found]:
        if isinstance(thing, dict):
            yield thing
            graph = thing.get("@graph")
            if isinstance(graph, list):
                yield from (node for node in graph if isinstance(node, dict))


def _name(publisher: object) -> object:
    return publisher.get("name") if isinstance(publisher, dict) else publisher


def _named(meta: dict[str, str], keys: Iterable[str]) -> list[str | None]:
    return [meta.get(key) for key in keys]


def _text(element: _Element) -> str:
    return "".join(element.itertext())


def _first(candidates: Iterable[object]) -> str | None:
    """The first candidate that is text and not blank, on one line."""
    for candidate in candidates:
        if isinstance(candidate, str) and (line := " ".join(candidate.split())):
            return line
    return None


def main(stdin: BinaryIO, stdout: BinaryIO) -> None:
    """Read a page as UTF-8, write a `Page` as JSON (ASCII, so that nothing can break it)."""
    page = read_page(stdin.read().decode())
    stdout.write(json.dumps(page).encode())


if __name__ == "__main__":  # pragma: no cover  the same two lines run in a process of their own
    main(sys.stdin.buffer, sys.stdout.buffer)
