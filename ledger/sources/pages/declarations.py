"""What a page declares about itself: title, publisher, language, address, day of publication.

Takes a parsed page; gives plain values, unchecked, to `capture`. The date is only ever one
that the page declares as its publication: a date that happens to stand in its address, its
footer or its prose is a guess, and is not taken.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ledger.sources.pages.markup import Element

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


class Page(TypedDict):
    """The words of a page's article, and the page's own words about itself, unchecked.

    ``published`` are all days of publication that the page declares, best first; ``notes`` say
    what was left out of the text; ``shell`` is whether scripts would have to write it.
    """

    text: str | None
    title: str | None
    publisher: str | None
    language: str | None
    url: str | None
    published: list[str]
    notes: list[str]
    shell: bool


def declarations(tree: Element | None) -> Page:
    """Title, publisher, language, URL and dates, from the head and from JSON-LD."""
    page = Page(
        text=None,
        title=None,
        publisher=None,
        language=None,
        url=None,
        published=[],
        notes=[],
        shell=False,
    )
    if tree is None:
        return page
    meta = dict(_meta(tree))
    article = _article(tree)
    heads = [_text(element) for element in tree.iter("title")]
    links = [
        element.get("href")
        for element in tree.iter("link")
        if (element.get("rel") or "").lower() == "canonical"
    ]
    page["title"] = _first([*_named(meta, _TITLE), article.get("headline"), *heads])
    page["publisher"] = _first([*_named(meta, _PUBLISHER), _name(article.get("publisher"))])
    page["language"] = _first([tree.get("lang"), meta.get("og:locale"), article.get("inLanguage")])
    page["url"] = _first([*links, meta.get("og:url"), article.get("url")])
    page["published"] = _lines([*_named(meta, _PUBLISHED), article.get("datePublished")])
    return page


def _meta(tree: Element) -> Iterator[tuple[str, str]]:
    """The page's meta elements, last first, so that in a dict the first one stays."""
    for element in reversed(list(tree.iter("meta"))):
        for attribute in ("itemprop", "name", "property"):
            if key := element.get(attribute):
                yield key.lower(), element.get("content") or ""


def _article(tree: Element) -> dict[str, object]:
    """The first JSON-LD object that has a headline or a publication date."""
    for script in tree.iter("script"):
        if (script.get("type") or "").lower() != "application/ld+json":
            continue
        try:
            declared = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        for thing in _things(declared):
            if "headline" in thing or "datePublished" in thing:
                return thing
    return {}


def _things(data: object) -> Iterator[dict[str, object]]:
    """The objects of a JSON-LD script: one, a list, or a graph."""
    for thing in data if isinstance(data, list) else [data]:
        if isinstance(thing, dict):
            yield thing
            graph = thing.get("@graph")
            if isinstance(graph, list):
                yield from (node for node in graph if isinstance(node, dict))


def _name(publisher: object) -> object:
    return publisher.get("name") if isinstance(publisher, dict) else publisher


def _named(meta: dict[str, str], keys: Iterable[str]) -> list[str | None]:
    return [meta.get(key) for key in keys]


def _text(element: Element) -> str:
    return "".join(element.itertext())


def _first(candidates: Iterable[object]) -> str | None:
    """The first candidate that is text and not blank, on one line."""
    return next(iter(_lines(candidates)), None)


def _lines(candidates: Iterable[object]) -> list[str]:
    """The candidates that are text and not blank, each on one line and once."""
    lines = (" ".join(text.split()) for text in candidates if isinstance(text, str))
    return list(dict.fromkeys(line for line in lines if line))
