"""Elements of HTML as values: every text in them is escaped, whoever wrote it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

_NARROW = 3
"""So many columns fit on a phone."""
_VOID = frozenset({"br", "hr", "img", "input", "link", "meta"})
_SPECIAL = re.compile("[&<>'\"]")


def markup(parts: Iterable[object]) -> Markup:
    """Markup from its parts, one on a line."""
    return joined(parts, "\n")


def joined(parts: Iterable[object], between: str = "") -> Markup:
    """Markup from its parts, each escaped by itself; ``between`` is ours."""
    return Markup(between.join(map(_escaped, parts)))  # noqa: S704 - each part is escaped


def together(*parts: object, between: str = "") -> Markup:
    """Parts in a row, each escaped by itself.

    >>> together("a < b", Markup("<br>"), between=" ")
    Markup('a &lt; b <br>')
    """
    return joined(parts, between)


def _escaped(part: object) -> str:
    """A part as text of HTML. Most are markup, or have nothing to escape: no value is made."""
    kind = type(part)
    if kind is Markup or (kind is str and not _SPECIAL.search(part)):  # type: ignore[call-overload]
        return part  # type: ignore[return-value]
    return escape(part)


def element(tag: str, content: object = "", /, **attributes: object) -> Markup:
    """One element. ``class_`` is its class; ``data_words`` becomes ``data-words``.

    An attribute that is None or False is left out, one that is True stands without a value.

    >>> element("p", "a < b", class_="note", hidden=True)
    Markup('<p class="note" hidden>a &lt; b</p>')
    """
    # Put together as text, each part escaped by itself: half of a page's time is here.
    pairs = "".join(map(_attribute, attributes, attributes.values())) if attributes else ""
    if tag in _VOID:
        return Markup(f"<{tag}{pairs}>")  # noqa: S704 - our names, escaped values
    return Markup(f"<{tag}{pairs}>{_escaped(content)}</{tag}>")  # noqa: S704 - as above


def _attribute(name: str, value: object) -> str:
    if value is None or value is False:
        return ""
    key = name.rstrip("_").replace("_", "-")
    return f" {key}" if value is True else f' {key}="{_escaped(value)}"'


def terms(rows: Iterable[tuple[object, object]]) -> Markup:
    """What stands in a list of terms (``dl``): each with what is said of it, one on a line.

    >>> terms([("by", "A & B")])
    Markup('<dt>by</dt><dd>A &amp; B</dd>')
    """
    return markup(
        Markup(f"<dt>{_escaped(term)}</dt><dd>{_escaped(about)}</dd>")  # noqa: S704 - as above
        for term, about in rows
    )


def link(href: str, content: object, /, **attributes: object) -> Markup:
    """A link; its words alone where it leads nowhere."""
    if not href:
        return element("span", content, class_=attributes.get("class_"))
    return element("a", content, href=href, **attributes)


def table(
    heads: Sequence[object],
    rows: Iterable[Sequence[object]],
    *,
    caption: str | None = None,
    numbers: Container[int] = (),
) -> Markup:
    """Rows of cells under their heads, the first cell of each its name.

    It scrolls by itself on a narrow screen, by keyboard too; of more than ``_NARROW`` columns a
    row becomes a card there, each cell behind the words of its head. ``numbers`` are the columns
    of which each cell is a number: they stand under each other.
    """
    classes = ["number" if place in numbers else None for place in range(len(heads))]
    top = joined(
        element("th", head, scope="col", class_=class_)
        for head, class_ in zip(heads, classes, strict=True)
    )
    cards = len(heads) > _NARROW
    opened = [
        _attribute("data_head", _plain(head) if cards else None) + _attribute("class", class_)
        for head, class_ in zip(heads, classes, strict=True)
    ]
    body = markup(element("tr", joined(_cells(row, opened))) for row in rows)
    parts = [element("caption", caption)] if caption else []
    parts += [element("thead", element("tr", top)), element("tbody", body)]
    label = caption or " ".join(str(head) for head in heads)
    whole = element("table", markup(parts))
    class_ = "wide cards" if cards else "wide"
    return element("div", whole, class_=class_, tabindex="0", role="region", aria_label=label)


def _plain(head: object) -> str:
    return head.striptags() if isinstance(head, Markup) else str(head)


def _cells(row: Sequence[object], attributes: Sequence[str]) -> Iterable[Markup]:
    first, *rest = row
    yield element("th", first, scope="row")
    for cell, pairs in zip(rest, attributes[1:], strict=True):
        yield Markup(f"<td{pairs}>{_escaped(cell)}</td>")  # noqa: S704 - both are escaped


def section(title: object, parts: Sequence[Markup], *, none: str, id_: str | None = None) -> Markup:
    """A section under its heading; ``none`` are the words where there is nothing in it."""
    content = markup(parts) if parts else element("p", none, class_="none")
    return element("section", markup((element("h2", title), content)), id_=id_)
