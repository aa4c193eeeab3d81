"""What changed, as sentences, each with its claims; and all that is contested."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.claims.names import NAMELESS, Names
from ledger.views.clocks import as_of
from ledger.views.page import (
    Block,
    Heading,
    Paragraph,
    Point,
    cited,
    disputed,
    quoted,
    shown,
    source,
)
from ledger.views.pages.status import titled
from ledger.views.pages.values import field_words, value_text
from ledger.views.reasons import reason_words
from ledger.views.sentences import foreseen, phrase
from ledger.views.words import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.claims.developments import Development
    from ledger.clock import Clocks
    from ledger.edtf import Edtf
    from ledger.projections.changes.changes import (
        AllChanges,
        Changes,
        HurdleChange,
        NoLonger,
        ValueChange,
    )
    from ledger.projections.changes.preview import Preview
    from ledger.projections.contests import Contest
    from ledger.views.words import Words

_CITED = 3


def changes_page(changes: Changes, *, since: str, words: Words = ENGLISH) -> Iterator[Block]:
    """What changed since then, the values first, the words that are new last."""
    clock = words(f"clock-{changes.clock}")
    head = words("head-since", since=since, clock=clock)
    yield Heading(words("title-changes", title=changes.title), head)
    if changes.nothing:
        yield Paragraph(words("changed-nothing"), 1)
    yield from _parts(changes, words)


def all_changes_page(changes: AllChanges, *, since: str, words: Words = ENGLISH) -> Iterator[Block]:
    """What changed since then over all partnerships, one after the other."""
    whole = words("all-partnerships")
    yield Heading(words("title-changes", title=whole), words("head-since-plain", since=since))
    if not changes.changes:
        yield Paragraph(words("changed-nothing"), 1)
        return
    yield words.counted("partnership", len(changes.changes))
    for each in changes.changes:
        yield ""
        yield ""
        yield Point(each.title, behind=f"[{each.partnership}]")
        yield from _parts(each, words)


def _parts(changes: Changes, words: Words) -> Iterator[Block]:
    names = changes.names
    for heading, lines in (
        ("values", [_value(value, names, words) for value in changes.values]),
        ("hurdles", [Point(hurdle_words(each, names, words), 1) for each in changes.hurdles]),
        ("contested", [Point(contest_words(each, words), 1) for each in changes.contested]),
        ("settled", [Point(contest_words(each, words), 1) for each in changes.no_longer_contested]),
        ("no-longer", [Point(_no_longer(loss, words), 1) for loss in changes.no_longer]),
    ):
        if lines:
            yield ""
            yield words(f"changed-{heading}", count=len(lines))
        yield from lines
    count = sum(len(news.claims) for news in changes.news)
    if count:
        yield ""
        yield words("changed-new", count=count)
    for news in changes.news:
        where = news.publisher or news.title or news.document
        when = words.when(news.published) if news.published else words("day-unknown")
        yield Point(f"{where}, {when}", 1)
        for citation, (development, modality) in zip(news.claims, news.stated, strict=True):
            quote = " ".join(citation.quote.split())
            mark = "" if modality == "actual" else f"({words.word(modality)}) "
            what = f"{mark}{phrase(development, names, words)}"
            sentence = f"{what}: \u201c{quote}\u201d [{citation.claim}]"
            yield Point(sentence, 2)


def _value(change: ValueChange, names: Names, words: Words) -> Point:
    return Point(value_words(change, names, words), 1, behind=cited(change.claims[:_CITED]))


def value_words(change: ValueChange, names: Names, words: Words = ENGLISH) -> str:
    """A value that is another one now, in a sentence."""
    before, after = value_text(change.before, words), value_text(change.after, words)
    if change.development is not None:
        what = awaited(change.development, change.when, names, words)
        if change.before is None:
            state = "" if change.after == "open" else after
            return words("value-foreseen", what=what, after=state)
        if change.after is None:
            return words("value-unforeseen", what=what)
        return words("value-outcome", what=what, after=after, before=before)
    key = "value-new" if before is None else "value-gone" if after is None else "value-other"
    subject, field = shown(change.title), field_words(change.field, words)
    return words(key, subject=subject, field=field, before=before, after=after)


def awaited(
    development: Development, when: Edtf | None, names: Names, words: Words = ENGLISH
) -> str:
    """What is foreseen, and for when: two rounds of one negotiation differ in nothing else."""
    what = foreseen(development, names, words)
    day = None if when is None else words.when(when)
    return words("prospect", what=what, when=day, condition=None, outcome=None, until=None)


def hurdle_words(change: HurdleChange, names: Names = NAMELESS, words: Words = ENGLISH) -> str:
    """A hurdle that is new, gone or in another state, in a sentence."""
    title = titled(change.hurdle, change.title, names, words)
    before, after = value_text(change.before, words), value_text(change.after, words)
    if before is None:
        return words("hurdle-new", title=title, after=after)
    if after is None:
        return words("hurdle-gone", title=title, before=before)
    key = "hurdle-other" if change.outstanding else "hurdle-cleared"
    return words(key, title=title, before=before, after=after)


def contest_words(contest: Contest, words: Words = ENGLISH) -> str:
    """What is contested, and why it is."""
    reason = reason_words(contest.reason, words)
    behind = (*contest.holds, *contest.against)
    if contest.field == "claim" and behind:
        quote = " ".join(behind[0].quote.split())
        return f"\u201c{quote}\u201d {source(behind[0], words)}: {reason}"
    field = field_words(contest.field, words)
    return words("contest-words", subject=shown(contest.title), field=field, reason=reason)


def _no_longer(gone: NoLonger, words: Words) -> str:
    quote = " ".join(gone.citation.quote.split())
    lost = words(
        "no-longer",
        why=reason_words(gone.reason, words),
        by=gone.by,
        ground=gone.ground,
        now=f"[{gone.replacement}]" if gone.replacement else "",
    )
    return f"\u201c{quote}\u201d {source(gone.citation, words)}: {lost}"


def disputes_page(
    contests: Sequence[Contest], *, clocks: Clocks, words: Words = ENGLISH
) -> Iterator[Block]:
    """Everything that is contested, both sides in their words."""
    yield Heading(words("contested-count", count=len(contests)), as_of(clocks, words))
    for contest in contests:
        yield ""
        if contest.field == "claim":  # its words stand below, and need not stand twice
            sentence, path = reason_words(contest.reason, words), contest.subject
        else:
            sentence, path = contest_words(contest, words), f"{contest.subject}.{contest.field}"
        yield Point(sentence, 1, behind=f"[{path}]")
        for label, citations in (("holds", contest.holds), ("against", contest.against)):
            for citation in citations:
                yield Paragraph(words(label), 2)
                yield quoted(citation, 3, words)
        for dispute in contest.disputes:
            yield disputed(dispute, 2, words)


def preview_page(preview: Preview, words: Words = ENGLISH) -> Iterator[Block]:
    """What recording would change: each partnership in turn, then the specs that would break."""
    if not preview.changes:
        yield words("preview-nothing")
    for changes in preview.changes:
        yield ""
        yield words("preview-changes", title=changes.title)
        yield from _would_change(changes, words)
    if preview.breaking:
        yield ""
        yield words("preview-breaking", count=len(preview.breaking), of=preview.specs)
    for spec in preview.breaking:
        yield Point(f"{spec.file}:{spec.line}", 1, behind=spec.scenario)


def _would_change(changes: Changes, words: Words) -> Iterator[Point]:
    """A sentence for each value, hurdle, contest and loss of belief."""
    unknown, nothing = words("not-known"), words("value-none")
    for value in changes.values:
        becomes = words(
            "becomes",
            subject=shown(value.title),
            field=field_words(value.field, words),
            before=value_text(value.before, words) or unknown,
            after=value_text(value.after, words) or unknown,
        )
        yield Point(becomes, 1, behind=cited(value.claims[:_CITED]))
    for hurdle in changes.hurdles:
        becomes = words(
            "becomes-hurdle",
            title=titled(hurdle.hurdle, hurdle.title, changes.names, words),
            before=value_text(hurdle.before, words) or nothing,
            after=value_text(hurdle.after, words) or nothing,
        )
        yield Point(becomes, 1)
    for contest in changes.contested:
        sides = [*contest.holds, *contest.against]
        behind = cited(tuple(dict.fromkeys(citation.claim for citation in sides)))
        yield Point(words("contradicts", what=contest_words(contest, words)), 1, behind)
    for contest in changes.no_longer_contested:
        yield Point(words("no-longer-contested", what=contest_words(contest, words)), 1)
    for loss in changes.no_longer:
        yield Point(words("no-longer-believed", what=_no_longer(loss, words)), 1)
    count = sum(len(news.claims) for news in changes.news)
    if count:
        yield Point(words("new-claims-count", count=count), 1)
