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
from ledger.views.sentences import foreseen, phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.claims.names import Names
    from ledger.clock import Clocks
    from ledger.projections.changes import (
        AllChanges,
        Changes,
        HurdleChange,
        NoLonger,
        ValueChange,
    )
    from ledger.projections.contests import Contest
    from ledger.projections.preview import Preview


def changes_page(changes: Changes, *, since: str) -> Iterator[Block]:
    """What changed since then, the values first, the words that are new last."""
    yield Heading(f"Changes: {changes.title}", f"since {since}, {changes.clock} clock")
    if changes.nothing:
        yield "  nothing: all is as it was"
    yield from _parts(changes)


def all_changes_page(changes: AllChanges, *, since: str) -> Iterator[Block]:
    """What changed since then over all partnerships, one after the other."""
    count = len(changes.changes)
    many = "partnership" if count == 1 else "partnerships"
    yield Heading("Changes: all partnerships", f"since {since}")
    if not changes.changes:
        yield "  nothing: all is as it was"
        return
    yield f"{count} {many}"
    for one_partnership in changes.changes:
        yield ""
        yield ""
        yield Paragraph(f"{one_partnership.title}  [{one_partnership.partnership}]", "  ", "")
        yield from _parts(one_partnership)


def _parts(changes: Changes) -> Iterator[Block]:
    for heading, lines in (
        ("Values", [_value(value, changes.names) for value in changes.values]),
        ("Hurdles", [hurdle_words(hurdle) for hurdle in changes.hurdles]),
        ("Contested now", [contest_words(contest) for contest in changes.contested]),
        (
            "No longer contested",
            [contest_words(contest) for contest in changes.no_longer_contested],
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
        for citation, (development, modality) in zip(news.claims, news.stated, strict=True):
            words = " ".join(citation.quote.split())
            mark = "" if modality == "actual" else f"({modality}) "
            what = f"{mark}{phrase(development, changes.names)}"
            sentence = f"{what}: \u201c{words}\u201d [{shown(citation.claim)}]"
            yield Paragraph(sentence, "      ", "    ")


def _value(change: ValueChange, names: Names) -> str:
    claims = f"  [{', '.join(map(shown, change.claims[:3]))}]" if change.claims else ""
    return f"{value_words(change, names)}{claims}"


def value_words(change: ValueChange, names: Names) -> str:
    """A value that is another one now, in a sentence."""
    field = change.field.replace("-", " ")
    if change.development is not None:
        return _outcome(change, foreseen(change.development, names))
    if change.before is None:
        return f"{shown(change.title)}: {field} is {change.after}, and was not known"
    if change.after is None:
        return f"{shown(change.title)}: {field} was {change.before}, and is not known now"
    return f"{shown(change.title)}: {field} went from {change.before} to {change.after}"


def _outcome(change: ValueChange, words: str) -> str:
    """What became of something foreseen, in a sentence."""
    now = (change.after or "").replace("-", " ")
    if change.before is None:
        return f"foreseen: {words}" + ("" if now == "open" else f" ({now})")
    if change.after is None:
        return f"no longer foreseen: {words}"
    return f"{words}: {now}, and was {change.before.replace('-', ' ')}"


def hurdle_words(change: HurdleChange) -> str:
    """A hurdle that is new, gone or in another state, in a sentence."""
    if change.before is None:
        return f"new: {change.title} ({change.after})"
    if change.after is None:
        return f"no longer stated: {change.title} (was {change.before})"
    verb = "is" if change.outstanding else "cleared:"
    return f"{change.title} {verb} {change.after}, and was {change.before}"


def contest_words(contest: Contest) -> str:
    """What is contested, and why it is."""
    reason = REASONS.get(contest.reason, contest.reason)
    cited = (*contest.holds, *contest.against)
    if contest.field == "claim" and cited:
        return f"\u201c{' '.join(cited[0].quote.split())}\u201d {source(cited[0])}: {reason}"
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
        yield Paragraph(f"{contest_words(contest)}  [{shown(path)}]", "    ", "  ")
        for label, citations in (("holds", contest.holds), ("against", contest.against)):
            for citation in citations:
                yield f"    {label}"
                yield quoted(citation, " " * 6)
        for dispute in contest.disputes:
            yield disputed(dispute, "    ")


def preview_page(preview: Preview) -> Iterator[Block]:
    """What recording would change: each partnership in turn, then the specs that would break."""
    if not preview.changes:
        yield "it would change no answer of today"
    for changes in preview.changes:
        yield ""
        yield f"It would change: {changes.title}"
        for line in _would_change(changes):
            yield Paragraph(line, "    ", "  ")
    if preview.breaking:
        yield ""
        yield f"Specs that would break ({len(preview.breaking)} of {preview.specs})"
    for spec in preview.breaking:
        yield Paragraph(f"{spec.file}:{spec.line}  {spec.scenario}", "    ", "  ")


def _would_change(changes: Changes) -> Iterator[str]:
    """One line for each value, hurdle, contest and loss of belief."""
    for value in changes.values:
        field = value.field.replace("-", " ")
        before, after = value.before or "not known", value.after or "not known"
        claims = f"  [{', '.join(map(shown, value.claims[:3]))}]" if value.claims else ""
        yield f"{shown(value.title)}: {field}: {before} becomes {after}{claims}"
    for hurdle in changes.hurdles:
        before, after = hurdle.before or "none", hurdle.after or "none"
        yield f"hurdle {hurdle.title}: {before} becomes {after}"
    for contest in changes.contested:
        sides = [*contest.holds, *contest.against]
        claims = ", ".join(dict.fromkeys(shown(citation.claim) for citation in sides))
        yield f"contradicts: {contest_words(contest)}  [{claims}]"
    for contest in changes.no_longer_contested:
        yield f"no longer contested: {contest_words(contest)}"
    for loss in changes.no_longer:
        yield f"no longer believed: {_no_longer(loss)}"
    count = sum(len(news.claims) for news in changes.news)
    if count:
        yield f"new claims: {count}"
