"""The columns of lists of partnerships: board, timeline, hurdles, what is next, what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.projections.changes.changes import Changes
from ledger.views.tables.cells import Cells

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ledger.board.rows import BoardInstrument, BoardRow
    from ledger.projections.agenda import Due
    from ledger.projections.changes.changes import AllChanges
    from ledger.projections.hurdles.hurdle import Hurdle
    from ledger.projections.timeline import Moment
    from ledger.projections.weighing.citations import Citation

_BOARD = (
    *("partnership", "title", "stage", "outstanding", "contested", "claims"),
    *("last_published", "last_recorded", "instruments"),
)


def board_cells(rows: Iterable[BoardRow]) -> Cells:
    """A row for each partnership."""
    return Cells(heads=_BOARD, rows=[_board_row(row) for row in rows])


def _board_row(row: BoardRow) -> Sequence[object]:
    own = [getattr(row, head) for head in _BOARD[:-2]]
    recorded = None if row.last_recorded is None else row.last_recorded.isoformat()
    return [*own, recorded, "; ".join(map(_instrument, row.instruments))]


def _instrument(instrument: BoardInstrument) -> str:
    """As in a row of the board: ``alce-convention 9 of 11``."""
    count = f"{instrument.count}"
    if instrument.highest not in {None, instrument.count}:
        count = f"{count} to {instrument.highest}"
    required = "" if instrument.required is None else f" of {instrument.required}"
    return f"{instrument.id} {count}{required}"


def timeline_cells(moments: Iterable[Moment]) -> Cells:
    """A row for each claim; ``fallen`` says why one does not stand."""
    return Cells(
        heads=(
            *("occurred", "known_by", "kind", "modality", "claim", "publisher", "quote"),
            *("document", "fallen", "disputed"),
        ),
        rows=[
            [
                moment.occurred,
                moment.known_by,
                stated.development.kind,
                stated.modality,
                stated.citation.claim,
                stated.citation.publisher,
                stated.citation.quote,
                stated.citation.document,
                stated.fallen,
                stated.disputed,
            ]
            for moment in moments
            for stated in moment.stated
        ],
    )


def hurdle_cells(hurdles: Iterable[Hurdle]) -> Cells:
    """A row for each hurdle."""
    return Cells(
        heads=("hurdle", "title", "state", "on", "since", "claims"),
        rows=[
            [
                hurdle.id,
                hurdle.title,
                hurdle.state,
                " ".join(hurdle.on),
                hurdle.since,
                _ids(hurdle.evidence),
            ]
            for hurdle in hurdles
        ],
    )


def agenda_cells(agenda: Iterable[Due]) -> Cells:
    """A row for each thing that is due, in the order of the agenda."""
    return Cells(
        heads=(
            *("partnership", "kind", "subject", "title", "development", "modality", "state"),
            *("when", "overdue", "who", "waits_for", "claims"),
        ),
        rows=[
            [
                due.partnership,
                due.kind,
                due.subject,
                due.title,
                None if due.development is None else due.development.kind,
                due.modality,
                due.state,
                due.when,
                due.overdue,
                " ".join(party.id for party in due.who),
                "; ".join(due.waits_for),
                " ".join(due.claims),
            ]
            for due in agenda
        ],
    )


def changes_cells(changed: Changes | AllChanges) -> Cells:
    """A row for each change, by partnership."""
    partnerships = (changed,) if isinstance(changed, Changes) else changed.changes
    return Cells(
        heads=(
            *("partnership", "change", "subject", "title", "field", "before", "after"),
            *("reason", "claims"),
        ),
        rows=[[changes.partnership, *row] for changes in partnerships for row in _changes(changes)],
    )


def _changes(changes: Changes) -> Iterator[Sequence[object]]:
    for value in changes.values:
        claims = " ".join(value.claims)
        yield (
            "value",
            value.subject,
            value.title,
            value.field,
            value.before,
            value.after,
            "",
            claims,
        )
    for hurdle in changes.hurdles:
        yield "hurdle", hurdle.hurdle, hurdle.title, "", hurdle.before, hurdle.after, "", ""
    for word, contests in (
        ("contested", changes.contested),
        ("no-longer-contested", changes.no_longer_contested),
    ):
        for contest in contests:
            claims = _ids((*contest.holds, *contest.against))
            place = (contest.subject, contest.title, contest.field)
            yield word, *place, "", "", contest.reason, claims
    for fallen in changes.no_longer:
        claim = fallen.citation.claim
        instead = fallen.replacement
        yield "no-longer", claim, fallen.citation.title, "", "", instead, fallen.reason, claim
    for news in changes.news:
        yield "news", news.document, news.title, "", "", "", "", _ids(news.claims)


def _ids(citations: Iterable[Citation]) -> str:
    return " ".join(citation.claim for citation in citations)
