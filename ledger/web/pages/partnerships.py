"""The board, and the pages of one partnership: status, timeline, hurdles, changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.app.clocks import ChangedClock, day, moment_or_position
from ledger.errors import InvalidInput
from ledger.views.data import data
from ledger.views.markup.blocks import Layout
from ledger.views.markup.elements import markup
from ledger.views.markup.pages.board import board, board_markup, offered
from ledger.views.markup.pages.graph import hurdles_markup
from ledger.views.markup.pages.status import StatusMarkup
from ledger.views.markup.pages.timeline import filtered, timeline_markup, turning_days
from ledger.views.pages.agenda import agenda_page
from ledger.views.pages.changes import all_changes_page, changes_page
from ledger.views.pages.head import PageHead
from ledger.views.pages.hurdles import hurdles_page
from ledger.views.tables.partnerships import (
    agenda_cells,
    board_cells,
    changes_cells,
    hurdle_cells,
    timeline_cells,
)
from ledger.web.asked import Shown
from ledger.web.parts import looked_form, since_form, tabs

if TYPE_CHECKING:
    from datetime import date, datetime

    from markupsafe import Markup

    from ledger.web.asked import Asked


class NoSuchClock(InvalidInput):
    """A comparison on a clock that is none of the three."""

    code = "no-such-clock"

    def __init__(self, clock: str) -> None:
        names = ", ".join(ChangedClock)
        super().__init__(f"there is no clock called {clock[:40]}", fix=f"write one of: {names}")


class NoSince(InvalidInput):
    """A comparison without its other end."""

    code = "no-since"

    def __init__(self) -> None:
        super().__init__("since when is not said", fix="add ?since=2024-06-12, or ?since=@41")


def board_of(asked: Asked) -> Shown:
    """All partnerships, one row each, as filters leave them; the data has every row."""
    rows = asked.ledger.board(asked.clocks)
    since = asked.query.get("since")
    unseen = None
    if since:
        unseen = asked.ledger.unseen_from(moment_or_position("since", since), asked.clocks)

    def body() -> Markup:
        whole = board(rows, asked.query, asked.today, unseen)
        parties = () if asked.links.still else offered(whole, "party", asked.query.get("party"))
        rows_of = board_markup(
            whole,
            reader=asked.reader,
            today=asked.today,
            names=asked.ledger.party_names(parties, asked.clocks.known_at),
        )
        return markup((looked_form(asked), rows_of)) if whole.of else rows_of

    return Shown(
        title=asked.words("partnerships"),
        data=lambda: data(rows),
        body=body,
        cells=lambda: board_cells(board(rows, asked.query, asked.today, unseen).rows),
    )


def status(asked: Asked) -> Shown:
    """Where one partnership stands."""
    partnership = asked.parts["partnership"]
    view = asked.ledger.view(partnership, asked.clocks)

    def body() -> Markup:
        page = StatusMarkup(
            view.status,
            reader=asked.reader,
            names=view.names,
            valid_at=asked.clocks.valid_at,
        )
        return markup((tabs(asked, partnership), page.page()))

    return Shown(
        title=view.status.title,
        data=lambda: data(view.status),
        body=body,
        days=turning_days(view.timeline),
        subject=partnership,
    )


def timeline(asked: Asked) -> Shown:
    """What was stated, in order; the data has every moment, the page those that filters leave."""
    partnership = asked.parts["partnership"]
    view = asked.ledger.view(partnership, asked.clocks)
    facts = view.standing.facts

    def body() -> Markup:
        page = timeline_markup(
            view.timeline,
            query=asked.query,
            reader=asked.reader,
            names=view.names,
        )
        return markup((tabs(asked, partnership), page))

    return Shown(
        title=facts.partnerships[view.id].title,
        data=lambda: data(view.timeline),
        body=body,
        cells=lambda: timeline_cells(filtered(view.timeline, asked.query)),
        days=turning_days(view.timeline),
        subject=partnership,
    )


def hurdles(asked: Asked) -> Shown:
    """What stands in the way: drawn, as nested lists, and each with its words."""
    partnership = asked.parts["partnership"]
    view = asked.ledger.view(partnership, asked.clocks)
    graph = asked.ledger.hurdle_graph(view)
    facts = view.standing.facts

    def body() -> Markup:
        layout = Layout(asked.links)
        blocks = hurdles_page(
            view.hurdles,
            head=PageHead(
                title=facts.partnerships[view.id].title,
                clocks=asked.clocks,
                ahead=view.ahead,
                words=asked.words,
            ),
            names=view.names,
        )
        drawn = hurdles_markup(
            graph,
            reader=asked.reader,
            names=view.names,
            within=partnership,
        )
        return markup((tabs(asked, partnership), drawn, layout.page(blocks)))

    return Shown(
        title=facts.partnerships[view.id].title,
        data=lambda: {"hurdles": data(view.hurdles), **data(graph)},
        body=body,
        cells=lambda: hurdle_cells(view.hurdles),
        days=turning_days(view.timeline),
        subject=partnership,
    )


def agenda(asked: Asked) -> Shown:
    """What comes, by when, and who must act, in one partnership; what is overdue first."""
    partnership = asked.parts["partnership"]
    view = asked.ledger.view(partnership, asked.clocks)
    return _agenda(asked, partnership, view.standing.facts.partnerships[partnership].title)


def all_agendas(asked: Asked) -> Shown:
    """What comes, by when, and who must act, over all partnerships; what is overdue first."""
    return _agenda(asked, None, None)


def _agenda(asked: Asked, partnership: str | None, title: str | None) -> Shown:
    due = asked.ledger.agenda(asked.clocks, partnership)

    def body() -> Markup:
        blocks = agenda_page(
            due,
            head=PageHead(title=title, clocks=asked.clocks, words=asked.words),
            names=asked.ledger.names(asked.clocks.known_at),
            by_party=asked.query.get("by") == "party",
        )
        page = Layout(asked.links).page(blocks)
        return page if partnership is None else markup((tabs(asked, partnership), page))

    return Shown(
        title=title or asked.words("next"),
        data=lambda: data(due),
        body=body,
        cells=lambda: agenda_cells(due),
        subject=partnership,
    )


def changes(asked: Asked) -> Shown:
    """What is new since then, and what is no longer believed, on a chosen clock."""
    partnership = asked.parts["partnership"]
    since, moment, clock = moment_of(asked)
    changed = asked.ledger.diff(partnership, moment, asked.clocks, clock=clock)

    def body() -> Markup:
        blocks = changes_page(changed, since=since, words=asked.words)
        form = since_form(asked, since, clock)
        return markup((tabs(asked, partnership), form, Layout(asked.links).page(blocks)))

    return Shown(
        title=changed.title,
        data=lambda: data(changed),
        body=body,
        cells=lambda: changes_cells(changed),
        subject=partnership,
    )


def all_changes(asked: Asked) -> Shown:
    """What is new since then over all partnerships; what did not change is not told."""
    since, moment, clock = moment_of(asked)
    changed = asked.ledger.diff_all(moment, asked.clocks, clock=clock)

    def body() -> Markup:
        on = asked.words("on-clock", since=since, clock=asked.words(f"clock-{clock}"))
        blocks = all_changes_page(changed, since=on, words=asked.words)
        return markup((since_form(asked, since, clock), Layout(asked.links).page(blocks)))

    return Shown(
        title=asked.words("changes"),
        data=lambda: data(changed),
        body=body,
        cells=lambda: changes_cells(changed),
    )


def moment_of(asked: Asked) -> tuple[str, date | datetime | int, ChangedClock]:
    """Since when, as it was written and as it is meant, and on which clock."""
    word, since = asked.query.get("clock") or ChangedClock.RECORDED, asked.query.get("since")
    if word not in set(ChangedClock):
        raise NoSuchClock(word)
    if not since:
        raise NoSince
    clock = ChangedClock(word)
    if clock is ChangedClock.RECORDED:
        return since, moment_or_position("since", since), clock
    return since, day("since", since), clock
