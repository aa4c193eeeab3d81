"""A timeline in HTML: lanes by kind as a drawing, and the same as a list with its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
from markupsafe import Markup

from ledger.claims.subjects import parties_of
from ledger.views.markup.drawing import Axis, day_axis, drawing
from ledger.views.markup.elements import element, link, markup, together
from ledger.views.page import quoted
from ledger.views.reasons import reason_words
from ledger.views.sentences import phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from ledger.claims.names import Names
    from ledger.projections.timeline import Moment, Stated
    from ledger.views.markup.blocks import Layout
    from ledger.views.markup.links import Links
    from ledger.views.markup.reader import Reader
    from ledger.views.words import Words

FILTERS = ("kind", "party", "modality", "source")
_LANE = 34
_BAR = 10
_LEAST = 8  # the width of a day that would be too thin to see


def turning_days(moments: Sequence[Moment]) -> tuple[date, ...]:
    """The days on which something turned, in order: each first and last day that a source names."""
    days: set[date] = set()
    for moment in moments:
        ends = (
            (moment.known_by, None)
            if moment.occurred is None
            else (moment.occurred.earliest, moment.occurred.latest)
        )
        days |= {day for day in ends if day is not None}
    return tuple(sorted(days))


def filtered(moments: Iterable[Moment], query: Mapping[str, str]) -> list[Moment]:
    """The moments with what the filters of a query leave of each; one that is empty goes."""
    wanted = {name: query[name] for name in FILTERS if query.get(name)}
    kept = []
    for moment in moments:
        stated = tuple(part for part in moment.stated if _passes(part, wanted))
        if stated:
            kept.append(attrs.evolve(moment, stated=stated))
    return kept


def _passes(stated: Stated, wanted: Mapping[str, str]) -> bool:
    return all(value in _values(stated, name) for name, value in wanted.items())


def _values(stated: Stated, name: str) -> frozenset[str]:
    match name:
        case "kind":
            return frozenset({stated.development.kind})
        case "modality":
            return frozenset({str(stated.modality)})
        case "party":
            return parties_of(stated.development)
        case _:
            return frozenset({stated.citation.publisher or stated.citation.document})


def timeline_markup(
    moments: Sequence[Moment],
    *,
    query: Mapping[str, str],
    reader: Reader,
    names: Names,
) -> Markup:
    """Filters, lanes, and the list of moments in order."""
    layout, links, words = reader.layout, reader.links, reader.words
    kept = filtered(moments, query)
    items = [_item(place, moment, layout, words, names) for place, moment in enumerate(kept)]
    listing = (
        element("ol", markup(items), class_="moments")
        if items
        else (element("p", words("none"), class_="none"))
    )
    return markup((_form(moments, query, links, words, names), _lanes(kept, words), listing))


def _form(
    moments: Sequence[Moment],
    query: Mapping[str, str],
    links: Links,
    words: Words,
    names: Names,
) -> Markup:
    """One field for each filter, with the values that there are."""
    if links.still:
        return Markup("")
    fields = []
    for filter_ in FILTERS:
        values = {
            value
            for moment in moments
            for stated in moment.stated
            for value in _values(stated, filter_)
        }
        options = [element("option", words("all"), value="")]
        shown = words.word if filter_ in {"kind", "modality"} else names.of
        options += [
            element("option", shown(value), value=value, selected=query.get(filter_) == value)
            for value in sorted(values, key=lambda value: shown(value).casefold())
        ]
        select = element("select", markup(options), name=filter_)
        label = element("span", words(f"filter-{filter_}"))
        fields.append(element("label", markup((label, select))))
    kept = [
        element("input", type="hidden", name=key, value=value)
        for key, value in query.items()
        if key not in FILTERS and value
    ]
    button = element("button", words("show"), type="submit")
    return element(
        "form", markup((*kept, *fields, button)), method="get", action=links.action, class_="small"
    )


def _item(place: int, moment: Moment, layout: Layout, words: Words, names: Names) -> Markup:
    if moment.occurred is None:
        when = words("undated", day=words.day(moment.known_by))
    else:
        when = words.when(moment.occurred)
        when += f" ({words('yet-to-come')})" if moment.future else ""
    parts = [element("h2", when)]
    for stated in moment.stated:
        parts += _stated(stated, layout, words, names)
    return element("li", markup(parts), id=f"moment-{place}")


def _stated(stated: Stated, layout: Layout, words: Words, names: Names) -> Iterator[Markup]:
    marks = [] if stated.modality == "actual" else [words.word(stated.modality)]
    marks += (
        [words("does-not-stand", why=reason_words(stated.fallen, words))] if stated.fallen else []
    )
    marks += [words("disputed")] if stated.disputed else []
    label = element("span", ", ".join(marks), class_="label") if marks else Markup("")
    sentence = phrase(stated.development, names, words)
    text = element("s", sentence) if stated.fallen else sentence
    yield element("p", together(label, text, between=" "))
    yield layout.quote(quoted(stated.citation, words=words))


def _lanes(moments: Sequence[Moment], words: Words) -> Markup:
    """A lane for each kind; a vague date is a bar from its first day to its last."""
    days = turning_days(moments)
    if len(days) < 2:  # noqa: PLR2004 - no line without two ends
        return Markup("")
    kinds = sorted({stated.development.kind for moment in moments for stated in moment.stated})
    axis = Axis(first=days[0], last=days[-1], left=8, right=892)
    parts = [day_axis(axis, 14, len(kinds) * _LANE + 26)]
    for row, kind in enumerate(kinds):
        top = 30 + row * _LANE
        parts.append(element("text", words.word(kind), x=8, y=top, class_="lane"))
        for place, moment in enumerate(moments):
            if any(stated.development.kind == kind for stated in moment.stated):
                parts.append(_bar(place, moment, axis, top + 5, words))
    return drawing(markup(parts), width=900, height=len(kinds) * _LANE + 34, title=words("lanes"))


def _bar(place: int, moment: Moment, axis: Axis, top: int, words: Words) -> Markup:
    occurred = moment.occurred
    first = occurred.earliest if occurred else moment.known_by
    last = occurred.latest if occurred else moment.known_by
    left = axis.at(first or axis.first)
    right = axis.at(last or axis.last)
    label = words.when(occurred) if occurred else words.day(moment.known_by)
    whole = "yet" if moment.future else "dated" if occurred else "undated"
    fallen = all(stated.fallen for stated in moment.stated)
    shape = element(
        "rect",
        element("title", label),
        x=f"{left:.1f}",
        y=top,
        width=f"{max(right - left, _LEAST):.1f}",
        height=_BAR,
        rx=3,
        class_=f"bar {whole}{' fallen' if fallen else ''}",
    )
    return link(f"#moment-{place}", shape, aria_label=label)
