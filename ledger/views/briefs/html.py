"""A brief as one HTML file: nothing is loaded from anywhere, and nothing in it runs.

Takes a ``Brief``; gives a whole page in which every text is escaped, each statement linked to its
notes and back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
from markupsafe import Markup

from ledger.views.briefs.text import address, language_tag, printable
from ledger.views.markup.elements import element, link, markup

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ledger.views.briefs.brief import (
        Brief,
        BriefPart,
        Comparison,
        Footnote,
        Section,
        Statement,
    )

STYLE = """
:root { color-scheme: light dark; }
body { max-width: 44rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 Georgia, serif; }
h1 { font-size: 1.5rem; line-height: 1.2; } h2 { font-size: 1.2rem; } h3 { font-size: 1.05rem; }
table { border-collapse: collapse; font-size: .9rem; }
th, td { border: 1px solid; padding: .2rem .4rem; text-align: left; vertical-align: top; }
.wide { overflow-x: auto; } .clocks { font-style: italic; }
.notes { font-size: .85rem; } sup a { text-decoration: none; }
footer { border-top: 1px solid; margin-top: 2rem; font-size: .85rem; overflow-wrap: anywhere; }
@media print { body { max-width: none; margin: 0; } a { color: inherit; } }
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def html(brief: Brief) -> str:
    """The page; a link of a note leads back to the first place that cites it."""
    page = _BriefPage(brief)
    head = markup(
        (
            element("meta", charset="utf-8"),
            Markup('<meta http-equiv="Content-Security-Policy" content="{}">').format(_POLICY),
            element("meta", name="viewport", content="width=device-width, initial-scale=1"),
            element("title", printable(brief.title)),
            element("style", Markup(STYLE)),  # noqa: S704 - our own words
        )
    )
    body = element("body", element("main", markup(page.content())))
    whole = element("html", markup((element("head", head), body)), lang=brief.language)
    return f"<!doctype html>\n{whole}\n"


def brief_markup(brief: Brief, onward: Callable[[str], str]) -> Markup:
    """The same as a part of another page, which has its title and its clocks in sight.

    ``onward`` gives the address of what a command shows, for what a section leaves out.
    """
    stated = printable(brief.clocks)
    closing = tuple(line for line in brief.closing if not printable(line).startswith(stated))
    page = _BriefPage(attrs.evolve(brief, closing=closing), onward)
    _, _, *content = page.content()
    return markup(content)


class _BriefPage:
    """The parts of one page, and which notes were cited so far."""

    def __init__(self, brief: Brief, onward: Callable[[str], str] | None = None) -> None:
        self._brief = brief
        self._onward = onward
        self._cited: set[int] = set()

    def content(self) -> Iterator[Markup]:
        brief = self._brief
        yield element("h1", printable(brief.title))
        yield element("p", printable(brief.clocks), class_="clocks")
        if brief.comparison is not None:
            yield self._table(brief.comparison)
        for part in brief.parts:
            yield from self._part(part, alone=len(brief.parts) == 1)
        if brief.footnotes:
            notes = element("ol", markup(map(self._note, brief.footnotes)))
            heading = element("h2", brief.notes_heading, id="notes")
            yield element("section", markup((heading, notes)), class_="notes")
        lines = (element("p", printable(line)) for line in brief.closing)
        yield element("footer", markup(lines))

    def _part(self, part: BriefPart, *, alone: bool) -> Iterator[Markup]:
        if not alone:
            yield element("h2", printable(part.title))
        yield element("p", printable(part.freshness), class_="clocks")
        for section in part.sections:
            yield self._section(section, "h2" if alone else "h3")

    def _section(self, section: Section, tag: str) -> Markup:
        parts = [element(tag, printable(section.heading))]
        if section.statements:
            items = (element("li", self._statement(each)) for each in section.statements)
            parts.append(element("ul", markup(items)))
        else:
            parts.append(element("p", printable(section.nothing)))
        if section.rest:
            parts.append(element("p", self._rest(printable(section.rest))))
        return element("section", markup(parts))

    def _rest(self, rest: str) -> object:
        """How many statements are left out, and the command that shows them, or its page."""
        count, _, command = rest.partition(": claims ")
        if self._onward is None or not command:
            return rest
        return link(self._onward(command.partition(" ")[0]), count)

    def _table(self, comparison: Comparison) -> Markup:
        heads = _joined(element("th", printable(head), scope="col") for head in comparison.heads)
        rows = markup(
            element("tr", _joined(self._cell(place, cell) for place, cell in enumerate(row)))
            for row in comparison.rows
        )
        table = element("table", element("thead", element("tr", heads)) + element("tbody", rows))
        wide = element("div", table, class_="wide", tabindex="0", role="region",
                       aria_label=printable(comparison.heading))  # fmt: skip
        return markup((element("h2", printable(comparison.heading)), wide))

    def _cell(self, place: int, cell: Statement) -> Markup:
        tag = "td" if place else "th"
        return element(tag, self._statement(cell), scope=None if place else "row")

    def _statement(self, statement: Statement) -> Markup:
        text = Markup("{}").format(printable(statement.text))
        return text + _joined(map(self._reference, statement.notes))

    def _reference(self, number: int) -> Markup:
        first = number not in self._cited
        self._cited.add(number)
        anchor = f"cited-{number}" if first else None
        inner = link(f"#note-{number}", f"[{number}]", id=anchor, role="doc-noteref")
        return element("sup", inner)

    def _note(self, note: Footnote) -> Markup:
        words = element("q", printable(note.words), lang=language_tag(note.language))
        parts = [words]
        if note.translation:
            parts.append(Markup("[{}]").format(printable(note.translation)))
        parts.append(Markup("{}.").format(printable(note.source)))
        claim = element("code", printable(note.claim))
        parts.append(link(address(note.url), claim, rel="noreferrer") if note.url else claim)
        parts.append(link(f"#cited-{note.number}", "\u21a9", role="doc-backlink",
                          aria_label=f"[{note.number}]"))  # fmt: skip
        return element("li", Markup(" ").join(parts), id=f"note-{note.number}")


def _joined(parts: Iterable[Markup]) -> Markup:
    return Markup("").join(parts)
