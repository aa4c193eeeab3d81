"""A partnership's status on one page, and the board over all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.edtf import Edtf
from ledger.views.layout import WIDTH, ends, row, shown, wrap
from ledger.views.sentences import listed, phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from ledger.projections.board import BoardRow
    from ledger.projections.hurdles import Hurdle
    from ledger.projections.instruments import InstrumentState
    from ledger.projections.status import Contest, PartnershipStatus, StageBasis

_COLUMN = 11
_INDENT = "  "


def day(when: date | None) -> str:
    """A day as a reader writes it."""
    return "day unknown" if when is None else Edtf.exactly(when).display


def status_page(
    status: PartnershipStatus,
    *,
    valid_at: date,
    name: Callable[[str], str] = str,
    width: int = WIDTH,
) -> Iterator[str]:
    """Stage, freshness, instruments, hurdles, outlook, contested; each with its claims."""
    yield from ends(status.title, f"as of {day(valid_at)}", width)
    basis = "; ".join(_basis(one, name) for one in status.stage_basis)
    yield from row("Stage", f"{status.stage.value}   {basis}", width, _COLUMN)
    fresh = status.freshness
    yield from row(
        "Freshness",
        f"last news {day(fresh.last_published)}, {_count(fresh.documents, 'document')}, "
        f"{_count(fresh.independent_roots, 'independent source')}"
        if fresh.documents
        else "no news",
        width,
        _COLUMN,
    )
    yield from _section("Instruments", [_instrument(one, width) for one in status.instruments])
    yield from _section(
        f"Outstanding hurdles ({len(status.hurdles)})",
        [hurdle_lines(one, name, width) for one in status.hurdles],
    )
    yield from _section(
        "Outlook",
        [
            row(
                f"{_INDENT}{one.modality}",
                f"{phrase(one.development, name)}"
                f"{f', {one.when.display}' if one.when else ''}"
                f"{'' if one.outcome == 'open' else f': {one.outcome}'}"
                f"  [{shown(one.citation.claim)}]",
                width,
                _COLUMN + 2,
            )
            for one in status.outlook
        ],
    )
    yield from _section(
        f"Contested ({len(status.contested)})",
        [_contest(one, width) for one in status.contested],
    )


def _section(title: str, items: Sequence[Iterator[str]]) -> Iterator[str]:
    yield ""
    yield title
    if not items:
        yield f"{_INDENT}none"
    for item in items:
        yield from item


def _basis(basis: StageBasis, name: Callable[[str], str]) -> str:
    when = f" ({basis.occurred.short})" if basis.occurred else ""
    words = phrase(basis.development, name).partition(" with ")[0].partition(": ")[0]
    return f"{words}{when}"


def _instrument(state: InstrumentState, width: int) -> Iterator[str]:
    counted = state.consents
    references = ", ".join(map(shown, counted.claims or state.existence.pending))
    if counted.count is not None:
        words = f"{counted.count}"
        if counted.required is not None:
            words += f" of {counted.required} consents, {counted.still_required} still required"
        else:
            words += " consents"
        words += f"; {counted.status}"
    elif state.existence.pending:
        words = "not concluded: still to be negotiated"
    else:
        words = state.stage.value
    stage = "" if state.stage == "unknown" else f"{state.stage.value}; "
    yield from row(f"{_INDENT}{state.title}", "", width, 0)
    yield from wrap(f"{stage}{words}  [{references}]", width, " " * 6)


def hurdle_lines(hurdle: Hurdle, name: Callable[[str], str], width: int) -> Iterator[str]:
    """A hurdle's state, title and who must act, then its words and source."""
    who = f" ({listed(hurdle.on, name)})" if hurdle.on else ""
    progress = f", {hurdle.progress.count} of {hurdle.progress.required}" if hurdle.progress else ""
    yield from row(f"{_INDENT}{hurdle.state}", f"{hurdle.title}{who}{progress}", width, _COLUMN + 2)
    for citation in hurdle.evidence[:1]:
        yield from wrap(
            f"\u201c{' '.join(citation.quote.split())}\u201d", width, " " * (_COLUMN + 2)
        )
        publisher = citation.publisher or citation.document
        when = citation.published.short if citation.published else "day unknown"
        yield from wrap(
            f"{publisher}, {when}  [{shown(citation.claim)}]", width, " " * (_COLUMN + 2)
        )


def _contest(contest: Contest, width: int) -> Iterator[str]:
    yield f"{_INDENT}{contest.subject}.{contest.field}: {contest.reason}"
    for label, citations in (("holds", contest.holds), ("against", contest.against)):
        for citation in citations:
            quote = " ".join(citation.quote.split())
            yield from row(
                f"{_INDENT * 2}{label}",
                f"\u201c{quote}\u201d  {citation.publisher or citation.document} "
                f"[{shown(citation.claim)}]",
                width,
                _COLUMN + 2,
            )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def board_page(rows: Sequence[BoardRow], *, valid_at: date, width: int = WIDTH) -> Iterator[str]:
    """All partnerships, one row each."""
    yield from ends("Partnerships", f"as of {day(valid_at)}", width)
    if not rows:
        yield "  none yet: claims import news.yaml"
    for one in rows:
        yield ""
        yield from wrap(f"{one.title}  [{one.partnership}]", width, _INDENT)
        yield from wrap(
            f"{one.stage.value}; {_count(one.outstanding, 'outstanding hurdle')}; "
            f"{one.contested} contested; {_count(one.claims, 'claim')}; "
            f"last news {day(one.last_published)}",
            width,
            _INDENT * 2,
        )
