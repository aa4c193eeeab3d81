"""The inbox as HTML: what waits, and an item's text next to its drafts.

Takes assessments, the links and words of a page; gives markup. Keys are put on links and buttons
by ``data-key``, for a script that a page can do without. Who comes next: ``inbox_forms`` has the
answers of a person.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from ledger.intake.inbox.assessment import Same
from ledger.intake.inbox.item import State
from ledger.intake.reprints.edits import Change
from ledger.views.markup.elements import element, joined, link, markup, section, terms, together

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.intake.drafting.draft import Draft
    from ledger.intake.inbox.assessment import Assessment, Edited, SourceLine
    from ledger.intake.inbox.item import Item
    from ledger.intake.reprints.suggestion import Suggestion
    from ledger.views.markup.links import Links
    from ledger.views.markup.pages.inbox_forms import AnswerForms
    from ledger.views.markup.reader import Reader
    from ledger.views.words import Words

_AROUND = 80  # characters of kept words that stand next to a change
_PASSAGES = 6
KEYS = ("j", "k", "a", "r", "e", "d", "u", "?")
"""The keys of the page of an item, in the order in which its help lists them."""


def inbox_list(
    assessments: Sequence[Assessment], *, links: Links, words: Words, more: str | None
) -> Markup:
    """What waits, in the order of arrival, each with what the ledger has of it."""
    rows = [
        _row(assessment, links, words, first=not place)
        for place, assessment in enumerate(assessments)
    ]
    parts = [element("ol", markup(rows), class_="inbox")] if rows else []
    parts += [] if rows else [element("p", words("inbox-none"), class_="none")]
    if more is not None:
        parts.append(element("p", link(more, words("inbox-more"), rel="next")))
    return markup((*parts, _keys(words)))


def _row(assessment: Assessment, links: Links, words: Words, *, first: bool) -> Markup:
    item = assessment.item
    title = link(
        links.to(f"/inbox/{item.id}"),
        item.title,
        lang=_language(item),
        data_key="j" if first else None,
    )
    about = [title, element("p", _origin(item, words), class_="aside")]
    about += [element("p", line) for line in short_lines(assessment, links, words)]
    return element("li", markup(about), value=item.number)


def short_lines(assessment: Assessment, links: Links, words: Words) -> Iterator[Markup]:
    """What the ledger has of an item, each in a line."""
    item = assessment.item
    if item.state is not State.NEW:
        yield escape(state_of(item, words))
    if item.arrival.fault:
        yield escape(f"{words('inbox-not-read')}: {item.arrival.fault}")
    for have in assessment.have:
        key = "inbox-have" if have.same is Same.TEXT else "inbox-edited"
        yield Markup("{}: {}").format(words(key), source_link(have.source, links, words))
    if assessment.suggestion is not None:
        yield suggested(assessment.suggestion, links, words)
    if assessment.mentions:
        names = ", ".join(each.name for each in assessment.mentions)
        yield escape(f"{words('inbox-mentions')}: {names}")
    if assessment.drafts:
        yield escape(f"{words('inbox-drafts')}: {len(assessment.drafts)}")


def item_page(
    assessment: Assessment,
    *,
    reader: Reader,
    answers: AnswerForms,
    beside: tuple[str | None, str | None],
) -> Markup:
    """One item: what is known of it, its text next to its drafts, the forms of an answer.

    ``beside`` are the items before and after.
    """
    links, words = reader.links, reader.words
    item = assessment.item
    top = [_places(beside, links, words), _about(item, words), _known(assessment, links, words)]
    marked = _marked(item, assessment.drafts)
    sides = (
        element("div", marked, class_="side"),
        element("div", markup(answers.forms()), class_="side"),
    )
    return markup((*top, element("div", markup(sides), class_="sides"), _keys(words)))


def _places(beside: tuple[str | None, str | None], links: Links, words: Words) -> Markup:
    parts = [link(links.to("/inbox"), words("inbox"))]
    for name, key, rel in ((beside[0], "k", "prev"), (beside[1], "j", "next")):
        if name is not None:
            word = words(f"inbox-{rel}")
            parts.append(link(links.to(f"/inbox/{name}"), word, rel=rel, data_key=key))
    return element("p", joined(parts, " · "), class_="picks")


def _about(item: Item, words: Words) -> Markup:
    arrival = item.arrival
    rows = [
        (words("publisher"), arrival.publisher),
        (words("published"), arrival.published or words("day-unknown")),
        (words("source-kind"), words.word(arrival.kind)),
        (words("url"), arrival.url),
        (words("inbox-came"), f"{words.word(arrival.door)}, {item.arrived:%Y-%m-%d %H:%M} UTC"),
        (words("inbox-quote"), arrival.quote),
        (words("inbox-not-read"), arrival.fault),
        (words("inbox-state"), state_of(item, words)),
        *((words("inbox-note"), note) for note in arrival.notes),
    ]
    shown = (row for row in rows if row[1])
    content = terms(shown)
    return element("dl", content, class_="head")


def state_of(item: Item, words: Words) -> str:
    """What became of an item, by whom and when."""
    by = f", {item.by}" if item.by else ""
    when = "" if item.at is None else f", {words.day(item.at.date())}"
    why = f": {item.reason}" if item.reason else ""
    return f"{words.word(f'item-{item.state}')}{by}{when}{why}"


def _known(assessment: Assessment, links: Links, words: Words) -> Markup:
    """What the ledger has of it: the same, an earlier version, others' words, names."""
    parts: list[Markup] = []
    for have in assessment.have:
        key = "inbox-have" if have.same is Same.TEXT else "inbox-edited"
        source = source_link(have.source, links, words)
        parts.append(element("p", Markup("{}: {}").format(words(key), source)))
    if assessment.edited is not None:
        parts.append(_edited(assessment.edited, assessment.item))
    for reprint in assessment.reprints:
        shares = words("inbox-shares", share=reprint.share, other=reprint.other_share)
        source = source_link(reprint.source, links, words)
        line = element("p", Markup("{}: {}").format(shares, source))
        summary = element("summary", words("inbox-passages"))
        longest = sorted(reprint.passages, key=len, reverse=True)[:_PASSAGES]
        language = _language(assessment.item)
        quotes = [element("blockquote", each, lang=language, dir="auto") for each in longest]
        parts += [line, element("details", markup((summary, *quotes)))]
    if assessment.suggestion is not None:
        parts.append(element("p", suggested(assessment.suggestion, links, words), class_="notice"))
    if assessment.mentions:
        rows = [
            Markup("{} ({}: {})").format(
                link(links.to(f"/{_PLACES[each.kind]}/{each.id}"), each.name),
                words("inbox-named"),
                ", ".join(f"\u201c{name}\u201d" for name in each.names),
            )
            for each in assessment.mentions
        ]
        listed = element("ul", markup(element("li", row) for row in rows))
        parts.append(markup((element("p", f"{words('inbox-mentions')}:"), listed)))
    return section(words("inbox-known"), parts, none=words("inbox-nothing"))


_PLACES = {"partnership": "partnerships", "instrument": "instruments", "party": "parties"}


def source_link(source: SourceLine, links: Links, words: Words) -> Markup:
    """A text that the ledger has, and the way to it."""
    path = f"/documents/{source.id}" if source.recorded else f"/inbox/{source.id}"
    parts = (source.publisher, source.published or words("day-unknown"))
    where = "" if source.recorded else f", {words('inbox-waits')}"
    about = ", ".join(part for part in parts if part)
    return Markup("{} ({}{})").format(link(links.to(path), source.title), about, where)


def suggested(suggestion: Suggestion, links: Links, words: Words) -> Markup:
    """How an item seems to derive."""
    path = "/documents" if suggestion.recorded else "/inbox"
    root = link(links.to(f"{path}/{suggestion.root}"), suggestion.root)
    key = "inbox-first" if suggestion.first else "inbox-suggested"
    lineage = words.word(suggestion.lineage)
    text = escape(words(key, lineage=lineage, share=suggestion.share))
    return together(text, root, between=" ")


def _edited(edited: Edited, item: Item) -> Markup:
    """What changed, word by word, with some kept words around it."""
    parts: list[Markup] = []
    for place, edit in enumerate(edited.edits):
        match edit.change:
            case Change.REMOVED:
                parts.append(element("del", edit.text))
            case Change.ADDED:
                parts.append(element("ins", edit.text))
            case _:
                last = place == len(edited.edits) - 1
                parts.append(escape(_middle(edit.text, first=place == 0, last=last)))
    return element("div", joined(parts), class_="captured edits", lang=_language(item), dir="auto")


def _middle(text: str, *, first: bool, last: bool) -> str:
    if len(text) <= 2 * _AROUND:
        return text
    begin = "" if first else text[:_AROUND]
    end = "" if last else text[-_AROUND:]
    return f"{begin} \u2026 {end}"


def _marked(item: Item, drafts: Sequence[Draft]) -> Markup:
    """The text with the words of each draft marked, and its number behind them."""
    text = item.text
    ends = {place for draft in drafts for place in (draft.start, draft.end)}
    parts: list[Markup] = []
    for start, end in pairwise(
        sorted({0, len(text)} | {each for each in ends if each <= len(text)})
    ):
        words = escape(text[start:end])
        here = [draft for draft in drafts if draft.start <= start and end <= draft.end]
        numbers = [number for number, draft in enumerate(drafts, start=1) if draft.end == end]
        behind = joined(
            link(f"#draft-{number}", f"[{number}]", class_="note") for number in numbers
        )
        parts.append(together(element("mark", words) if here else words, behind))
    content = joined(parts)
    return element("div", content, class_="captured", lang=_language(item), dir="auto")


def _keys(words: Words) -> Markup:
    """What each key does where scripts are on."""
    rows = markup(
        Markup("<dt><kbd>{}</kbd></dt><dd>{}</dd>").format(key, words(f"inbox-key-{place}"))
        for place, key in enumerate(KEYS)
    )
    summary = element("summary", words("inbox-keys"), data_key="?")
    content = markup((summary, element("dl", rows, class_="head")))
    return element("details", content, class_="keys", data_keys=words("inbox-keys-on"))


def _origin(item: Item, words: Words) -> str:
    arrival = item.arrival
    parts = (
        arrival.publisher,
        arrival.published or words("day-unknown"),
        words.word(arrival.door),
        arrival.through,
    )
    return ", ".join(part for part in parts if part)


def _language(item: Item) -> str | None:
    return item.arrival.language
