"""An instrument in HTML: its clause, its participants, and its consents as they grew."""

from __future__ import annotations

from datetime import date
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from ledger.projections.treaties.periods import Position
from ledger.projections.weighing.answer import Span
from ledger.views.counted import counted_words
from ledger.views.markup.counted import meter
from ledger.views.markup.drawing import Axis, day_axis, drawing, line
from ledger.views.markup.elements import element, link, markup, section, table, terms, together
from ledger.views.page import Table
from ledger.views.pages.treaties.force import span_words
from ledger.views.pages.treaties.treaty import HEADS, letters, participants, treaty_page

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from markupsafe import Markup

    from ledger.claims.names import Names
    from ledger.projections.treaties.periods import Period
    from ledger.projections.treaties.treaty import Treaty
    from ledger.views.markup.links import Links
    from ledger.views.markup.reader import Reader
    from ledger.views.words import Words


_NEVER = Span(earliest=None, latest=None)


def treaty_markup(treaty: Treaty, *, reader: Reader, names: Names) -> Markup:
    """The values with what they rest on, the chart with its table, the page as it is printed."""
    links, words = reader.links, reader.words
    instrument, state = treaty.instrument, treaty.state
    values = [
        (words("board-stage"), _why(links, treaty, ".stage", words.word(state.stage))),
        (
            words("consents-label"),
            together(
                _why(links, treaty, ".consents", counted_words(state.consents, words)),
                meter(state.consents, words),
                between=" ",
            )
            if state.consents.count is not None
            else words("unknown"),
        ),
    ]
    if treaty.followed:
        values.append((words("in-force"), _why(links, treaty, ".in-force", words("why"))))
    head = element(
        "dl",
        terms(values),
        class_="head",
    )
    partnerships = [
        element("li", link(links.to(f"/partnerships/{partnership}"), names.of(partnership)))
        for partnership in instrument.partnerships
    ]
    followed = section(
        words("followed-by"),
        [element("ul", markup(partnerships))] if partnerships else [],
        none=words("none"),
    )
    chart = _chart(treaty, links, words, names)
    page = [
        _participants(treaty, links, words)
        if isinstance(block, Table)
        else reader.layout.page((block,), title=True)
        for block in islice(treaty_page(treaty, clocks=None, words=words), 1, None)
    ]
    return markup((head, *page, *([chart] if chart else []), followed))


_FIELDS = ("signature", "consent", "consent")
"""What a cell of the table rests on: the day in force follows from the consent."""


def _participants(treaty: Treaty, links: Links, words: Words) -> Markup:
    """The table, each party and each of its acts a link to what it rests on."""
    rows = [
        (
            link(links.to(f"/parties/{party}"), name),
            *(
                link(_proof(links, treaty, f"/{party}.{field}"), cell) if cell else ""
                for field, cell in zip(_FIELDS, cells, strict=True)
            ),
        )
        for party, (name, *cells) in participants(treaty, words)
    ]
    parts = [table([words(head) for head in HEADS], rows)]
    if legend := letters(treaty, words):
        parts.append(element("p", legend, class_="aside"))
    return markup(parts)


def _why(links: Links, treaty: Treaty, field: str, content: object) -> Markup:
    """A value with the way to its proof, where a partnership follows the instrument."""
    return link(_proof(links, treaty, field), content, class_="value")


def _proof(links: Links, treaty: Treaty, field: str) -> str:
    return links.to(f"/why/{treaty.instrument.id}{field}") if treaty.followed else ""


def _stretches(treaty: Treaty) -> list[tuple[str, Period]]:
    """The periods of consent of the parties that are named: who left has an end."""
    return [
        (party.party, period)
        for party in treaty.state.participation
        for period in party.periods(Position.CONSENT)
        if period.began.span is not None
    ]


def _chart(treaty: Treaty, links: Links, words: Words, names: Names) -> Markup | None:
    """Consents that are named, over time: certain ones, and a band where a day is vague."""
    stretches = _stretches(treaty)
    starts = [period.since for _, period in stretches]
    days = sorted({day for span in starts for day in (span.earliest, span.latest) if day})
    if not days:
        return None
    until = max(treaty.valid_at, days[-1])
    axis = Axis(first=days[0], last=until, left=40, right=880)
    required = treaty.state.consents.required or 0
    top = max(len({party for party, _ in stretches}), required, 1)

    def height(count: int) -> float:
        return 210 - count / top * 170

    turns = [(period.since, period.until or _NEVER) for _, period in stretches]
    possible = _steps(
        [(since.earliest or days[0], end.latest or date.max) for since, end in turns], axis, height
    )
    certain = _steps(
        [(since.latest or until, end.earliest or date.max) for since, end in turns], axis, height
    )
    back = " ".join(f"L{x:.1f},{y:.1f}" for x, y in reversed(certain))
    parts = [
        day_axis(axis, 22, 210),
        element("path", d=f"{_path(possible)} {back} Z", class_="band"),
        element("path", d=_path(certain), class_="steps"),
        line(40, 210, 880, 210, "axis"),
        element("text", "0", x=24, y=214, class_="tick"),
        element("text", top, x=18, y=f"{height(top) + 4:.1f}", class_="tick"),
    ]
    if required:
        parts += [
            line(40, height(required), 880, height(required), "threshold"),
            element(
                "text",
                words("threshold", count=required),
                x=46,
                y=f"{height(required) - 5:.1f}",
                class_="tick",
            ),
        ]
    picture = drawing(markup(parts), width=900, height=226, title=words("consents-chart"))
    rows = [
        (
            names.of(party),
            link(
                _proof(links, treaty, f"/{party}.consent"),
                " \u2013 ".join(
                    span_words(span, words) for span in (period.since, period.until) if span
                ),
            ),
        )
        for party, period in sorted(stretches, key=_by_day)
    ]
    twin = table((words("party"), words("consent")), rows, caption=words("consents-table"))
    return section(words("consents-chart"), [picture, twin], none=words("none"))


def _by_day(named: tuple[str, Period]) -> tuple[date, date, str]:
    party, span = named[0], named[1].since
    return span.latest or date.max, span.earliest or date.min, party


def _steps(
    turns: Sequence[tuple[date, date]], axis: Axis, height: Callable[[int], float]
) -> list[tuple[float, float]]:
    """The corners of a line that goes one up on the first day of each turn, one down on its end."""
    moves = [(since, 1) for since, end in turns if since < end]
    moves += [(end, -1) for since, end in turns if since < end <= axis.last]
    points, count = [(axis.left, height(0))], 0
    for day, move in sorted(moves):
        across = axis.at(day)
        points += [(across, height(count)), (across, height(count + move))]
        count += move
    points.append((axis.right, height(count)))
    return [point for point, after in pairwise([*points, (-1.0, -1.0)]) if point != after]


def _path(points: Sequence[tuple[float, float]]) -> str:
    return "M" + " L".join(f"{x:.1f},{y:.1f}" for x, y in points)
