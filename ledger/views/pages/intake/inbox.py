"""The inbox as pages: what waits, and one item with all that the ledger says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.intake.inbox.assessment import Same
from ledger.intake.inbox.item import State
from ledger.intake.reprints.edits import Change
from ledger.views.page import (
    Block,
    Heading,
    Labels,
    NumberedPart,
    Paragraph,
    Point,
    Row,
    shown,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.intake.drafting.draft import Gap
    from ledger.intake.inbox.assessment import Assessment, Edited, Reprint, SourceLine
    from ledger.intake.inbox.item import Item
    from ledger.intake.reprints.suggestion import Suggestion
    from ledger.views.page import Block

_PASSAGES = 5
_AROUND = 60  # characters of kept words that stand next to a change


def inbox_page(assessments: Sequence[Assessment]) -> Iterator[Block]:
    """What waits, in the order of arrival, each with what the ledger has of it."""
    for assessment in assessments:
        item = assessment.item
        source = ", ".join(part for part in _source(item) if part)
        whence = Paragraph(source, behind=f"[{shown(item.id)}]")
        details: tuple[Block, ...] = (whence, *map(Point, short_lines(assessment)))
        yield NumberedPart(item.number, item.title, state_of(item), details)
    if not assessments:
        yield "nothing waits in the inbox"


def short_lines(assessment: Assessment) -> Iterator[str]:
    """What the ledger has of an item, each in a line."""
    if assessment.item.arrival.fault:
        yield f"not read: {assessment.item.arrival.fault}"
    for have in assessment.have:
        if have.same is Same.TEXT:
            yield f"have it: {line_of(have.source)}"
        else:
            yield f"edited since: {line_of(have.source)}"
    if assessment.suggestion is not None:
        yield suggested(assessment.suggestion)
    if assessment.mentions:
        yield "mentions " + ", ".join(each.name for each in assessment.mentions)
    if assessment.drafts:
        yield counted(len(assessment.drafts), "draft")


def item_page(assessment: Assessment) -> Iterator[Block]:
    """One item: where it came from, what the ledger says of it, its drafts, its text."""
    item = assessment.item
    yield Heading(item.title, state_of(item))
    yield from about(item)
    yield from said_of(assessment)
    yield from drafted(assessment)
    if item.text:
        yield ""
        yield Heading("Text", f"{len(item.text):,} characters")
        for line in item.text.split("\n"):
            yield Paragraph(line, 1) if line else ""


def about(item: Item) -> Iterator[Block]:
    """Where an item came from, and what became of it."""
    arrival = item.arrival
    came = f"{arrival.door}{f' {arrival.through}' if arrival.through else ''}"
    yield Row("item", str(item.number), Labels.ARRIVAL, 1, behind=f"[{item.id}]")
    for label, value in (
        ("publisher", arrival.publisher),
        ("published", arrival.published or "day unknown"),
        ("kind", arrival.kind.value),
        ("language", arrival.language),
        ("address", arrival.url),
        ("came by", f"{came}, {item.arrived:%Y-%m-%d %H:%M} UTC"),
        ("quote", arrival.quote),
        ("not read", arrival.fault),
    ):
        if value:
            yield Row(label, value, Labels.ARRIVAL, 1)
    for note in arrival.notes:
        yield Row("note", note, Labels.ARRIVAL, 1)
    if item.document:
        yield Row("recorded as", ", ".join((item.document, *item.claims)), Labels.ARRIVAL, 1)


def said_of(assessment: Assessment) -> Iterator[Block]:
    """What the ledger has of an item already: the same, an earlier version, others' words."""
    for have in assessment.have:
        label = "have it" if have.same is Same.TEXT else "edited since"
        yield Row(label, line_of(have.source), Labels.ARRIVAL, 1)
    if assessment.edited is not None:
        yield from _edited(assessment.edited)
    for reprint in assessment.reprints:
        yield from _reprint(reprint)
    if assessment.suggestion is not None:
        yield Row("suggested", suggested(assessment.suggestion), Labels.ARRIVAL, 1)
    for mention in assessment.mentions:
        names = ", ".join(f"\u201c{name}\u201d" for name in mention.names)
        yield Row("mentions", f"{mention.name} [{mention.id}], as {names}", Labels.ARRIVAL, 1)


def drafted(assessment: Assessment) -> Iterator[Block]:
    """The drafts of what an item states, each with its words and what is left for a person."""
    for number, draft in enumerate(assessment.drafts, start=1):
        yield ""
        yield Heading(f"{number}. {draft.kind.replace('-', ' ')}", draft.proposer)
        yield Paragraph(f"\u201c{' '.join(draft.quote.split())}\u201d", 1)
        for name, value in draft.fields.items():
            yield Row(name.replace("_", " "), _plain(value), Labels.FIELD, 1)
        for gap in draft.gaps:
            yield Row(gap.field.replace("_", " "), open_(gap), Labels.FIELD, 1)
        for reason in draft.because:
            yield Point(f"because {reason}", 1)
    for refused in assessment.refused:
        yield Row("refused", f"{refused.reason} ({refused.proposer})", Labels.ARRIVAL, 1)


def open_(gap: Gap) -> str:
    """What a draft leaves to a person."""
    needed = "to be chosen" if gap.required else "open"
    words = f", the text says \u201c{gap.words}\u201d" if gap.words else ""
    choice = f": {', '.join(gap.candidates)}" if gap.candidates else ""
    return f"({needed}{words}{choice})"


def state_of(item: Item) -> str:
    """What became of an item, by whom and when."""
    if item.state is State.NEW:
        return "new" if not item.undone else "new again"
    by = f" by {item.by}" if item.by else ""
    when = "" if item.at is None else f", {item.at:%Y-%m-%d}"
    why = f": {item.reason}" if item.reason else ""
    return f"{item.state}{by}{when}{why}"


def line_of(source: SourceLine) -> str:
    """A text that the ledger has, in a line."""
    where = "" if source.recorded else ", in the inbox"
    parts = (source.publisher, source.published or "day unknown")
    return f"{source.title}, {', '.join(p for p in parts if p)} [{shown(source.id)}]{where}"


def suggested(suggestion: Suggestion) -> str:
    """How an item seems to derive."""
    root = shown(suggestion.root)
    if suggestion.first:
        return f"it came out before {root}, which has {suggestion.share} % of its words"
    waits = "" if suggestion.recorded else ", which waits in the inbox"
    return f"reprint: {suggestion.lineage} from {root}{waits} ({suggestion.share} % of its words)"


def counted(number: int, noun: str) -> str:
    """A number with its noun."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _reprint(reprint: Reprint) -> Iterator[Block]:
    shares = f"{reprint.share} % of its words, {reprint.other_share} % of the other's"
    yield Row("shares words", f"{line_of(reprint.source)}: {shares}", Labels.ARRIVAL, 1)
    longest = sorted(reprint.passages, key=len, reverse=True)[:_PASSAGES]
    for passage in longest:
        words = _cut(" ".join(passage.split()), 3 * _AROUND)
        yield Row("", f"\u201c{words}\u201d", Labels.ARRIVAL, 1)


def _edited(edited: Edited) -> Iterator[Block]:
    """What changed, with some kept words around it: [-removed-] and {+added+}."""
    parts = []
    for place, edit in enumerate(edited.edits):
        text = " ".join(edit.text.split("\n"))
        match edit.change:
            case Change.REMOVED:
                parts.append(f"[-{text}-]")
            case Change.ADDED:
                parts.append(f"{{+{text}+}}")
            case _:
                last = place == len(edited.edits) - 1
                parts.append(_middle(text, first=place == 0, last=last))
    yield Row("changed", "".join(parts), Labels.ARRIVAL, 1)


def _middle(text: str, *, first: bool, last: bool) -> str:
    if len(text) <= 2 * _AROUND:
        return text
    begin = "" if first else text[:_AROUND]
    end = "" if last else text[-_AROUND:]
    return f"{begin} \u2026 {end}"


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[:length]} \u2026"


def _source(item: Item) -> tuple[str | None, ...]:
    arrival = item.arrival
    return (arrival.publisher, arrival.published or "day unknown", arrival.through or arrival.door)


def _plain(value: object) -> str:
    match value:
        case dict():
            return ", ".join(f"{name}: {_plain(each)}" for name, each in value.items())
        case list() | tuple():
            return ", ".join(map(_plain, value))
        case bool():
            return "yes" if value else "no"
        case _:
            return str(value)
