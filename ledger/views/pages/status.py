"""A partnership's status on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.projections.weighing.answer import Reason
from ledger.views.clocks import AHEAD, as_of, day
from ledger.views.page import (
    Block,
    Halves,
    Heading,
    Paragraph,
    Row,
    disputed,
    shown,
    source,
)
from ledger.views.pages.bearing import authorities, bearing, covered
from ledger.views.pages.parties import as_one_lines
from ledger.views.reasons import REASONS
from ledger.views.sentences import foreseen, listed, phrase, sides_words
from ledger.views.sources import outlets_and_voices

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.claims.names import Names
    from ledger.clock import Clocks
    from ledger.projections.contests import Contest
    from ledger.projections.hurdles.hurdles import Hurdle
    from ledger.projections.outlook import Prospect
    from ledger.projections.status import PartnershipStatus, StageBasis
    from ledger.projections.treaties.consents import Consents
    from ledger.projections.treaties.instruments import InstrumentState

_COLUMN = 11
_INDENT = "  "
_SHOWN = 3


def status_page(status: PartnershipStatus, *, clocks: Clocks) -> Iterator[Block]:
    """Stage, freshness, instruments, hurdles, outlook, contested; each with its claims."""
    yield Heading(status.title, as_of(clocks))
    if status.ahead:
        yield Paragraph(AHEAD)
    basis = "; ".join(_basis(part, status.names) for part in status.stage_basis)
    yield Row("Stage", f"{status.stage.value}   {basis}", _COLUMN)
    fresh = status.freshness
    yield Row(
        "Freshness",
        f"last news {day(fresh.last_published)}, {_count(fresh.documents, 'document')}"
        f"{f' ({fresh.undated} of no day)' if fresh.undated else ''}, "
        f"{_count(fresh.independent_roots, 'independent source')}"
        if fresh.documents
        else "no news",
        _COLUMN,
    )
    yield from _section(
        "Instruments",
        [_instrument(instrument, status.names) for instrument in status.instruments],
    )
    yield from _section(
        f"Outstanding hurdles ({len(status.hurdles)})",
        [_hurdle(alike, status.names) for alike in _in_rows(status.hurdles)],
    )
    yield from _section(
        "Outlook",
        [_prospect(prospect, status.names) for prospect in status.outlook],
    )
    yield from bearing(status)
    yield from _section(
        f"Contested ({len(status.contested)})",
        [_contest(contest) for contest in status.contested],
    )
    if status.taken_as_one:
        yield ""
        yield f"Taken as one ({len(status.taken_as_one)})"
        yield from as_one_lines(status.taken_as_one, _INDENT)


def _section(title: str, items: Sequence[Iterator[Block]]) -> Iterator[Block]:
    yield ""
    yield title
    if not items:
        yield f"{_INDENT}none"
    for item in items:
        yield from item


def _basis(basis: StageBasis, names: Names) -> str:
    when = f" ({basis.occurred.short})" if basis.occurred else ""
    words = phrase(basis.development, names)
    for more in (" hosted by ", " with ", ": "):
        words = words.partition(more)[0]
    return f"{words}{when}"


def _instrument(state: InstrumentState, names: Names) -> Iterator[Block]:
    references = _references(instrument_claims(state))
    yield Halves(state.title, f"{instrument_words(state, names)}  {references}", _INDENT)


def instrument_claims(state: InstrumentState) -> tuple[str, ...]:
    """The claims behind what ``instrument_words`` says."""
    claims = state.consents.claims or state.existence.pending or state.stage_claims
    return claims or tuple(loser.claim for loser in state.undecided)


def instrument_words(state: InstrumentState, names: Names) -> str:
    """How far an instrument is: its stage, its consents, and what is known of its course."""
    counted = state.consents
    stage = "" if state.stage == "unknown" else f"{_plain(state.stage)}; "
    if counted.count is not None:
        sure = "count stale" if counted.status == "stale" else _plain(counted.status)
        # Why several outlets are one source; of several sources, `why` says it.
        one_source = state.sources.independent == 1 < len(state.sources.outlets)
        behind = outlets_and_voices(state.sources) if one_source else ""
        words = f"{_counted(counted)}; {sure}{f': {behind}' if behind else ''}"
    elif state.existence.pending:
        words = "not concluded: still to be negotiated"
    elif counted.still_required and counted.claims:
        words = f"{_count(counted.still_required, 'more consent')} needed; {_plain(counted.status)}"
    else:
        stage, words = "", _plain(state.stage)
    stageless = [loser for loser in state.undecided if loser.reason != Reason.NOT_YET]
    if stageless and counted.count is None:
        words += f"; {_count(len(stageless), 'claim')} without a stage"
    sides = f"; {sides_words(state.sides, names)}" if state.sides else ""
    return f"{stage}{words}{sides}{_course(state)}"


def _course(state: InstrumentState) -> str:
    """What is known of its negotiation and of its term, where that says more than its stage."""
    talks, term = state.negotiation, state.term
    words = ""
    if talks is not None and state.stage == "negotiation" and talks.state == "suspended":
        words += "; talks suspended"
    if talks is not None and state.stage == "negotiated" and talks.conclusion is not None:
        words += f", {_plain(talks.conclusion)}"
    if term is not None and term.until is not None and term.state != "expired":
        over = ", term over" if term.state == "over" else ""
        words += f"; runs until {term.until.display}{over}"
    return words


def _counted(counted: Consents) -> str:
    """How many of how many; where a vague day leaves it open, from how many to how many."""
    count, noun = f"{counted.count}", "consent" if counted.count == 1 else "consents"
    if counted.highest is not None and counted.highest != counted.count:
        count, noun = f"{counted.count} to {counted.highest}", "consents"
    missing = f", {counted.still_required} still required" if counted.still_required else ""
    if counted.required is None:
        return f"{count} {noun}{missing}"
    return f"{count} of {counted.required} consents{missing}"


def _references(claims: Sequence[str]) -> str:
    """The first claims behind a value; ``claims why`` shows them all."""
    more = f" and {len(claims) - _SHOWN} more" if len(claims) > _SHOWN else ""
    return f"[{', '.join(map(shown, claims[:_SHOWN]))}{more}]" if claims else ""


def _plain(word: str) -> str:
    """A word of a closed vocabulary as one writes it."""
    return word.replace("-", " ")


def _in_rows(hurdles: Sequence[Hurdle]) -> list[list[Hurdle]]:
    """The hurdles, those that more than a few parties face alike in one row."""
    rows: dict[tuple[object, ...], list[Hurdle]] = {}
    for hurdle in hurdles:
        whole, alone = hurdle.id.partition("/")[0], hurdle.share is None
        cited = tuple(citation.claim for citation in hurdle.evidence)
        key = (hurdle.id,) if alone else (whole, hurdle.state, hurdle.coverage, cited)
        rows.setdefault(key, []).append(hurdle)
    return [
        row
        for alike in rows.values()
        for row in ([alike] if len(alike) > _SHOWN else [[hurdle] for hurdle in alike])
    ]


def _hurdle(alike: Sequence[Hurdle], names: Names) -> Iterator[Block]:
    """A hurdle's state, what it is, who must act and on what ground, and its claims."""
    hurdle, each = alike[0], "each of " if len(alike) > 1 else ""
    on = dict.fromkeys(party for share in alike for party in share.on)
    who = f" ({each}{listed(names.each(on))})" if on else ""
    progress = f", {hurdle.progress.words}" if hurdle.progress else ""
    ground = f"; ground: {hurdle.reason}" if hurdle.reason else ""
    references = _references(tuple(dict.fromkeys(citation.claim for citation in hurdle.evidence)))
    more = f"{covered(hurdle)}{authorities(hurdle, names)}"
    yield Row(
        f"{_INDENT}{_plain(hurdle.state)}",
        f"{hurdle.title}{who}{progress}{ground}{more}  {references}",
        _COLUMN + 2,
    )


def _prospect(prospect: Prospect, names: Names) -> Iterator[Block]:
    when = f", {prospect.when.display}" if prospect.when else ""
    came = "" if prospect.outcome == "open" else f": {prospect.outcome.replace('-', ' ')}"
    until = f" to {prospect.postponed_to.display}" if prospect.postponed_to else ""
    condition = f", {prospect.citation.condition}" if prospect.citation.condition else ""
    sentence = f"{foreseen(prospect.development, names)}{when}{condition}{came}{until}"
    cited = shown(prospect.citation.claim)
    yield Row(f"{_INDENT}{prospect.modality}", f"{sentence}  [{cited}]", _COLUMN + 2)


def _contest(contest: Contest) -> Iterator[Block]:
    reason = REASONS.get(contest.reason, contest.reason)
    yield Paragraph(f"{shown(contest.title)}, {contest.field}: {reason}", _INDENT * 2, _INDENT)
    for label, citations in (("holds", contest.holds), ("against", contest.against)):
        for citation in citations:
            yield Row(
                f"{_INDENT * 2}{label}",
                f"\u201c{' '.join(citation.quote.split())}\u201d  {source(citation)}",
                _COLUMN + 2,
            )
    for dispute in contest.disputes:
        yield disputed(dispute, _INDENT * 2)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
