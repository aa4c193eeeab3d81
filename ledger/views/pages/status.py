"""A partnership's status on one page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ledger.projections.weighing.answer import Reason
from ledger.views.clocks import ahead, as_of
from ledger.views.page import (
    Block,
    Heading,
    Labels,
    Paragraph,
    Point,
    Row,
    cited,
    disputed,
    shown,
    source,
)
from ledger.views.pages.bearing import authorities, bearing, covered
from ledger.views.pages.parties import as_one_lines
from ledger.views.pages.values import field_words
from ledger.views.reasons import reason_words
from ledger.views.sentences import briefly, foreseen, sides_words
from ledger.views.sources import outlets_and_voices
from ledger.views.words import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.claims.names import Names
    from ledger.clock import Clocks
    from ledger.projections.contests import Contest
    from ledger.projections.hurdles.hurdle import Hurdle, ThresholdProgress
    from ledger.projections.outlook import Prospect
    from ledger.projections.status import Freshness, PartnershipStatus, StageBasis
    from ledger.projections.treaties.consents.consents import Consents
    from ledger.projections.treaties.instruments import InstrumentState
    from ledger.views.words import Words

_SHOWN = 3
THRESHOLD = re.compile(r"(?:([0-9]+) more consents?|consents) for (.+)")
"""The title that an answer gives a threshold: how many more, if that is known, and of what."""


def status_page(
    status: PartnershipStatus, *, clocks: Clocks, words: Words = ENGLISH
) -> Iterator[Block]:
    """Stage, freshness, instruments, hurdles, outlook, contested; each with its claims."""
    names = status.names
    yield Heading(status.title, as_of(clocks, words))
    if status.ahead:
        yield Paragraph(ahead(words))
    basis = "; ".join(basis_words(part, names, words) for part in status.stage_basis)
    yield Row(words("stage"), words.word(status.stage), Labels.SUMMARY, behind=basis)
    yield Row(words("freshness-label"), freshness_words(status.freshness, words), Labels.SUMMARY)
    for title, items in (
        (
            words("instruments"),
            [_instrument(instrument, names, words) for instrument in status.instruments],
        ),
        (
            words("hurdles-count", count=len(status.hurdles)),
            [_hurdle(alike, names, words) for alike in _in_rows(status.hurdles)],
        ),
        (words("outlook"), [_prospect(prospect, names, words) for prospect in status.outlook]),
    ):
        yield from _section(title, items, words)
    yield from bearing(status, words)
    yield from _section(
        words("contested-count", count=len(status.contested)),
        [_contest(contest, words) for contest in status.contested],
        words,
    )
    if status.taken_as_one:
        yield ""
        yield words("taken-as-one", count=len(status.taken_as_one))
        yield from as_one_lines(status.taken_as_one, 1, words)


def _section(title: str, items: Sequence[Iterator[Block]], words: Words) -> Iterator[Block]:
    yield ""
    yield title
    if not items:
        yield Paragraph(words("none"), 1)
    for item in items:
        yield from item


def basis_words(basis: StageBasis, names: Names, words: Words = ENGLISH) -> str:
    """What a stage rests on: what was done and when, without who was there."""
    when = f" ({words.short(basis.occurred)})" if basis.occurred else ""
    return f"{briefly(basis.development, names, words)}{when}"


def freshness_words(fresh: Freshness, words: Words = ENGLISH) -> str:
    """How fresh the news is, and on how much it rests."""
    if not fresh.documents:
        return words("no-news")
    return words(
        "freshness-line",
        day=words.when(fresh.last_stated) if fresh.last_stated else words("day-unknown"),
        documents=words.counted("document", fresh.documents),
        undated=fresh.undated or "",
        sources=words.counted("source", fresh.independent_roots),
    )


def _instrument(state: InstrumentState, names: Names, words: Words) -> Iterator[Block]:
    references = cited(instrument_claims(state), words, most=_SHOWN)
    spoken = instrument_words(state, names, words)
    yield Row(state.title, spoken, Labels.TITLE, 1, behind=references)


def instrument_claims(state: InstrumentState) -> tuple[str, ...]:
    """The claims behind what ``instrument_words`` says."""
    claims = state.consents.claims or state.existence.pending or state.stage_claims
    return claims or tuple(loser.claim for loser in state.undecided)


def instrument_words(state: InstrumentState, names: Names, words: Words = ENGLISH) -> str:
    """How far an instrument is: its stage, its consents, and what is known of its course."""
    counted, stage = state.consents, words.word(state.stage)
    parts = [] if state.stage == "unknown" else [stage]
    if counted.count is not None:
        stale = counted.status == "stale"
        sure = words("count-stale") if stale else words.word(counted.status)
        # Why several outlets are one source; of several sources, `why` says it.
        one_source = state.sources.independent == 1 < len(state.sources.outlets)
        behind = outlets_and_voices(state.sources, words) if one_source else ""
        parts += [counted_words(counted, words), f"{sure}: {behind}" if behind else sure]
    elif state.existence.pending:
        parts.append(words("to-negotiate"))
    elif counted.still_required and counted.claims:
        key = "more-needed-one" if counted.still_required == 1 else "more-needed"
        parts += [words(key, count=counted.still_required), words.word(counted.status)]
    else:
        parts = [stage]
    stageless = [loser for loser in state.undecided if loser.reason != Reason.NOT_YET]
    if stageless and counted.count is None:
        parts.append(words("without-stage", claims=words.counted("claim", len(stageless))))
    if state.sides:
        parts.append(sides_words(state.sides, names, words))
    return _with_course("; ".join(parts), state, words)


def _with_course(spoken: str, state: InstrumentState, words: Words) -> str:
    """What is known of its negotiation and of its term, where that says more than its stage."""
    talks, term = state.negotiation, state.term
    if talks is not None and state.stage == "negotiation" and talks.state == "suspended":
        spoken += f"; {words('talks-suspended')}"
    if talks is not None and state.stage == "negotiated" and talks.conclusion is not None:
        spoken += f", {words.word(talks.conclusion)}"
    if term is not None and term.until is not None and term.state != "expired":
        over = words("term-over") if term.state == "over" else ""
        spoken += f"; {words('runs-until', day=words.when(term.until), over=over)}"
    return spoken


def counted_words(counted: Consents, words: Words = ENGLISH) -> str:
    """How many of how many; where a vague day leaves it open, from how many to how many."""
    count = str(counted.count)
    several = counted.highest is not None and counted.highest != counted.count
    if several:
        count = words("range", first=counted.count, last=counted.highest)
    missing = counted.still_required or ""
    if counted.required is None:
        single = "-one" if counted.count == 1 and not several else ""
        return words(f"counted-plain{single}", count=count, missing=missing)
    return words("counted-of", count=count, required=counted.required, missing=missing)


def _in_rows(hurdles: Sequence[Hurdle]) -> list[list[Hurdle]]:
    """The hurdles, those that more than a few parties face alike in one row."""
    rows: dict[tuple[object, ...], list[Hurdle]] = {}
    for hurdle in hurdles:
        whole, alone = hurdle.id.partition("/")[0], hurdle.share is None
        behind = tuple(citation.claim for citation in hurdle.evidence)
        key = (hurdle.id,) if alone else (whole, hurdle.state, hurdle.coverage, behind)
        rows.setdefault(key, []).append(hurdle)
    return [
        row
        for alike in rows.values()
        for row in ([alike] if len(alike) > _SHOWN else [[hurdle] for hurdle in alike])
    ]


def _hurdle(alike: Sequence[Hurdle], names: Names, words: Words) -> Iterator[Block]:
    """A hurdle's state, what it is, who must act and on what ground, and its claims."""
    hurdle = alike[0]
    claims = tuple(dict.fromkeys(citation.claim for citation in hurdle.evidence))
    line, behind = hurdle_line(alike, names, words), cited(claims, words, most=_SHOWN)
    yield Row(words.word(hurdle.state), line, Labels.STATE, 1, behind)


def hurdle_line(alike: Sequence[Hurdle], names: Names, words: Words = ENGLISH) -> str:
    """What hurdles that parties face alike are, who must act, and on what ground."""
    hurdle = alike[0]
    on = dict.fromkeys(party for share in alike for party in share.on)
    who = words.listed(names.each(on))
    if who and len(alike) > 1:
        who = words("each-of", parties=who)
    line = hurdle_title(hurdle, names, words) + (f" ({who})" if who else "")
    if hurdle.progress:
        line += f", {progress_words(hurdle.progress, words)}"
    if hurdle.reason:
        line += f"; {words('ground', reason=hurdle.reason)}"
    return f"{line}{covered(hurdle, words)}{authorities(hurdle, names, words)}"


def hurdle_title(hurdle: Hurdle, names: Names, words: Words = ENGLISH) -> str:
    """What a hurdle is called: by its source, or, of a threshold, by what counts for it."""
    return titled(hurdle.id, hurdle.title, names, words)


def titled(hurdle: str, title: str, names: Names, words: Words = ENGLISH) -> str:
    """The title of a hurdle as an answer has it; that of a threshold is ours, and is spoken."""
    whole, _, part = hurdle.rpartition("/")
    threshold = THRESHOLD.fullmatch(title)
    if part != "threshold" or threshold is None or words.language == ENGLISH.language:
        return title
    return words("threshold-title", needed=threshold[1], instrument=names.of(whole))


def progress_words(progress: ThresholdProgress, words: Words = ENGLISH) -> str:
    """How many of how many: "8 to 9 of 11"."""
    count = str(progress.count)
    if progress.highest != progress.count:
        count = words("range", first=progress.count, last=progress.highest)
    return words("of-required", count=count, required=progress.required)


def prospect_words(prospect: Prospect, names: Names, words: Words = ENGLISH) -> str:
    """What is foreseen, when, on which condition, and what came of it."""
    return words(
        "prospect",
        what=foreseen(prospect.development, names, words),
        when=words.when(prospect.when) if prospect.when else "",
        condition=prospect.citation.condition,
        outcome="" if prospect.outcome == "open" else words.word(prospect.outcome),
        until=words.when(prospect.postponed_to) if prospect.postponed_to else "",
    )


def _prospect(prospect: Prospect, names: Names, words: Words) -> Iterator[Block]:
    spoken = prospect_words(prospect, names, words)
    behind = cited((prospect.citation.claim,), words)
    yield Row(words.word(prospect.modality), spoken, Labels.STATE, 1, behind)


def _contest(contest: Contest, words: Words) -> Iterator[Block]:
    spoken = words(
        "contest-words",
        subject=shown(contest.title),
        field=field_words(contest.field, words),
        reason=reason_words(contest.reason, words),
    )
    yield Point(spoken, 1)
    for label, citations in (("holds", contest.holds), ("against", contest.against)):
        for citation in citations:
            quote = f"\u201c{' '.join(citation.quote.split())}\u201d"
            yield Row(words(label), quote, Labels.STATE, 2, behind=source(citation, words))
    for dispute in contest.disputes:
        yield disputed(dispute, 2, words)
