"""What changed, as sentences, each with its claims; and all that is contested."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.views.clocks import as_of
from ledger.views.page import (
    Block,
    Heading,
    Paragraph,
    disputed,
    quoted,
    shown,
    source,
)
from ledger.views.reasons import REASONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.clock import Clocks
    from ledger.projections.changes import Changes, HurdleChange, NoLonger, ValueChange
    from ledger.projections.contests import Contest


def changes_page(changes: Changes, *, since: str) -> Iterator[Block]:
    """What changed since then, the values first, the words that are new last."""
    yield Heading(f"Changes: {changes.title}", f"since {since}, {changes.clock} clock")
    if changes.nothing:
        yield "  nothing: all is as it was"
    for heading, lines in (
        ("Values", [_value(value) for value in changes.values]),
        ("Hurdles", [_hurdle(hurdle) for hurdle in changes.hurdles]),
        ("Contested now", [_contest(contest) for contest in changes.contested]),
        (
            "No longer contested",
            [_contest(contest) for contest in changes.no_longer_contested],
        ),
        ("Believed then, and no longer", [_no_longer(loss) for loss in changes.no_longer]),
    ):
        if lines:
            yield ""
            yield f"{heading} ({len(lines)})"
        for line in lines:
            yield Paragraph(line, "    ", "  ")
    count = sum(len(news.claims) for news in changes.news)
    if count:
        yield ""
        yield f"New claims ({count})"
    for news in changes.news:
        when = news.published.display if news.published else "day unknown"
        yield Paragraph(f"{news.publisher or news.title or news.document}, {when}", "    ", "  ")
        for citation in news.claims:
            words = " ".join(citation.quote.split())
            sentence = f"{citation.kind}: \u201c{words}\u201d [{shown(citation.claim)}]"
            yield Paragraph(sentence, "      ", "    ")


def _value(change: ValueChange) -> str:
    claims = f"  [{', '.join(map(shown, change.claims[:3]))}]" if change.claims else ""
    field = change.field.replace("-", " ")
    if change.before is None:
        return f"{shown(change.title)}: {field} is {change.after}, and was not known{claims}"
    if change.after is None:
        return f"{shown(change.title)}: {field} was {change.before}, and is not known now{claims}"
    return f"{shown(change.title)}: {field} went from {change.before} to {change.after}{claims}"


def _hurdle(change: HurdleChange) -> str:
    if change.before is None:
        return f"new: {change.title} ({change.after})"
    if change.after is None:
        return f"no longer stated: {change.title} (was {change.before})"
    verb = "is" if change.outstanding else "cleared:"
    return f"{change.title} {verb} {change.after}, and was {change.before}"


def _contest(contest: Contest) -> str:
    reason = REASONS.get(contest.reason, contest.reason)
    return f"{shown(contest.title)}, {contest.field}: {reason}"


def _no_longer(gone: NoLonger) -> str:
    words = " ".join(gone.citation.quote.split())
    why = REASONS.get(gone.reason, gone.reason)
    by = f" by {gone.by}" if gone.by else ""
    ground = f": {gone.ground}" if gone.ground else ""
    now = f"; now [{shown(gone.replacement)}]" if gone.replacement else ""
    return f"\u201c{words}\u201d {source(gone.citation)}: {why}{by}{ground}{now}"


def disputes_page(contests: Sequence[Contest], *, clocks: Clocks) -> Iterator[Block]:
    """Everything that is contested, both sides in their words."""
    yield Heading(f"Contested ({len(contests)})", as_of(clocks))
    for contest in contests:
        path = contest.subject if contest.field == "claim" else f"{contest.subject}.{contest.field}"
        yield ""
        yield Paragraph(f"{_contest(contest)}  [{shown(path)}]", "    ", "  ")
        for label, citations in (("holds", contest.holds), ("against", contest.against)):
            for citation in citations:
                yield f"    {label}"
                yield quoted(citation, " " * 6)
        for dispute in contest.disputes:
            yield disputed(dispute, "    ")
