"""Which part of a page is its article, and which parts around it are none.

Takes a parsed page; gives the root of the article and the elements that are left out of it. A
menu too much harms no quote, a lost sentence does: what is in doubt stays.
"""

from __future__ import annotations

import re
from typing import Final

import attrs

from ledger.sources.pages.markup import NO_WORDS, Element, Styles, is_hidden, is_hidden_by

_ROLES: Final = {
    *("navigation", "banner", "contentinfo", "search", "dialog", "alertdialog", "menu"),
    *("menubar", "toolbar", "complementary"),
}
# Names of what stands around an article, as whole classes or ids, or as their first part.
_AROUND: Final = re.compile(
    r"(?:cookie|cookies|consent|gdpr|cmp|onetrust|newsletter|share|sharing|social|breadcrumbs?"
    r"|related|recommended|comments?|disqus|sidebar|menu|navbar|nav|navigation|footer|ads?|advert"
    r"|advertisement|promo|popup|modal|pagination|skip-link|skip|toolbar|masthead)(?:[-_]\w+)*",
    re.IGNORECASE,
)
_SURELY: Final = re.compile(r"cookie|consent|gdpr|onetrust|comment|disqus", re.IGNORECASE)
_BOXES: Final = ("div", "section", "ul", "ol", "aside", "form", "table", "p", "span")
_CHANGEABLE: Final = 0.3  # of a page's words: a part larger than this is the article itself
_MOST: Final = 0.5
_LINKS: Final = 0.5


@attrs.frozen(kw_only=True)
class Article:
    """The element that holds an article, and what in it is not of it.

    ``headings`` stand outside of the root and are of the article all the same; ``shown`` are
    elements that a style sheet hides, and that hold too much of the page to be hidden for good.
    """

    root: Element
    left_out: frozenset[Element] = frozenset()
    headings: tuple[Element, ...] = ()
    shown: frozenset[Element] = frozenset()


def article_of(tree: Element, styles: Styles) -> Article:
    """The article of a page: its main part, its longest article, or its whole body."""
    body = next(tree.iter("body"), tree)
    total = max(1, _length(body))
    left_out = frozenset(
        element for element in _around(body, total) if element.tag not in {"body", "html"}
    )
    root = _main(body, left_out, total)
    headings: tuple[Element, ...] = ()
    if root is not body and next(root.iter("h1"), None) is None:
        first = next((h for h in body.iter("h1") if not _within(h, left_out)), None)
        headings = () if first is None or is_hidden(first) else (first,)
    shown = frozenset(
        element
        for element in (root.iter() if styles.hidden else ())
        if isinstance(element.tag, str)
        and is_hidden_by(element, styles)
        and _length(element) > _CHANGEABLE * total
    )
    return Article(root=root, left_out=left_out, headings=headings, shown=shown)


def _main(body: Element, left_out: frozenset[Element], total: int) -> Element:
    mains = [*body.iter("main"), *(e for e in body.iter("div", "section", "td") if _is_main(e))]
    mains = [element for element in mains if not is_hidden(element)]
    root = max(mains, key=_length, default=body)
    if root is not body and _length(root) < _CHANGEABLE * total:
        root = body
    articles = [e for e in root.iter("article") if not (is_hidden(e) or _within(e, left_out))]
    longest = max(articles, key=_length, default=root)
    apart = [
        element
        for element in articles
        if element is not longest
        and not any(a is longest for a in element.iterancestors("article"))
    ]
    others = sum(map(_length, apart[:200]))
    if longest is root or others > _length(longest):
        return root
    return (
        longest
        if root is body and _length(longest) > _MOST * _shown_length(body, left_out)
        else root
    )


def _is_main(element: Element) -> bool:
    return (element.get("role") or "").lower() == "main"


def _around(body: Element, total: int) -> list[Element]:
    """The parts of a page that frame its article: menus, banners, notices, comments."""
    parts = body.iter("nav", "header", "footer", *_BOXES)
    return [
        part for part in parts if _is_frame(part) or (_is_named(part) and _is_small(part, total))
    ]


def _is_frame(element: Element) -> bool:
    role = element.get("role")
    if element.tag == "nav" or (role is not None and role.lower() in _ROLES):
        return element.tag not in {"p", "span"}
    if element.tag == "aside":
        inside = next(element.iterancestors("article", "main"), None) is not None
        return not inside or _linked(element) > _LINKS
    if element.tag in {"header", "footer"}:
        if (
            next(element.iterancestors("article", "main", "blockquote", "section"), None)
            is not None
        ):
            return False
        return element.tag == "footer" or next(element.iter("h1"), None) is None
    return False


def _is_named(element: Element) -> bool:
    names = f"{element.get('class') or ''} {element.get('id') or ''}".split()
    return any(_AROUND.fullmatch(name) for name in names[:8])


def _is_small(element: Element, total: int) -> bool:
    if next(element.iter("h1", "article", "main"), None) is not None:
        return False
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return bool(_SURELY.search(names)) or _length(element) <= _CHANGEABLE * total


def _linked(element: Element) -> float:
    links = sum(_length(link) for link in element.iter("a"))
    return links / max(1, _length(element))


def _within(element: Element, elements: frozenset[Element]) -> bool:
    return element in elements or any(
        iterancestor in elements for iterancestor in element.iterancestors()
    )


def _length(element: Element) -> int:
    """How many characters of words an element holds, without white space at the ends of texts."""
    machinery = sum(
        len(text.strip()) for part in element.iter(*_MACHINERY) for text in part.itertext()
    )
    return max(0, sum(len(text.strip()) for text in element.itertext()) - machinery)


_MACHINERY: Final = tuple(sorted(NO_WORDS & {"script", "style", "template", "noscript", "option"}))


def _shown_length(body: Element, left_out: frozenset[Element]) -> int:
    outermost = [e for e in left_out if not any(a in left_out for a in e.iterancestors())]
    return max(1, _length(body) - sum(map(_length, outermost)))
