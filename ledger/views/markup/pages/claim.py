"""One claim whole: what it says, its words where they stand, and what became of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from markupsafe import Markup

from ledger.claims.events import ClaimRecorded, DocumentCaptured
from ledger.views.data import data
from ledger.views.elsewhere import elsewhere_words
from ledger.views.markup.elements import element, link, markup, section, terms, together
from ledger.views.markup.pages.document import Marked, claim_list, marked_text
from ledger.views.page import pages
from ledger.views.pages.ledger.log import entry_page
from ledger.views.sentences import phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.claims.claim import Claim
    from ledger.claims.names import Names
    from ledger.log.log_entry import LogEntry
    from ledger.views.markup.links import Links
    from ledger.views.markup.reader import Reader
    from ledger.views.words import Words


def claim_words(entry: LogEntry, names: Names, words: Words) -> str:
    """What a claim states, in a phrase; any other event by its id."""
    if not isinstance(entry.event, ClaimRecorded):
        return entry.id
    return phrase(entry.event.claim.development, names, words)


def claim_markup(
    entry: LogEntry,
    history: Sequence[LogEntry],
    *,
    reader: Reader,
    names: Names,
) -> Markup:
    """The claim with its evidence and its history; any other event as the log has it."""
    page = entry_page(entry, public=reader.public)
    if not isinstance(entry.event, ClaimRecorded):
        return reader.layout.page(page, title=True)
    claim, links, words = entry.event.claim, reader.links, reader.words
    return markup(
        (
            element("p", phrase(claim.development, names, words), class_="lead"),
            _words(claim, links, words),
            _facts(entry, claim, reader, names),
            _history(history, entry, links, words),
            *([_acts(claim, links, words)] if reader.writes else []),
            element(
                "details",
                markup(
                    (
                        element("summary", words("as-recorded")),
                        reader.layout.page(page),
                    )
                ),
            ),
        )
    )


def _acts(claim: Claim, links: Links, words: Words) -> Markup:
    """The forms of what can be done with a claim."""
    acts = (("correct", "correction", "claim"), ("retract", "retraction", "target"),
            ("dispute", "dispute", "claim"))  # fmt: skip
    return element(
        "p",
        markup(
            link(links.to("/record", kind=kind, **{field: claim.id}), words(f"{key}-it"))
            for key, kind, field in acts
        ),
        class_="picks",
    )


def _words(claim: Claim, links: Links, words: Words) -> Markup:
    """The quote in what stands around it, and the way to its place in the document."""
    evidence = claim.evidence
    page = links.to(f"/documents/{evidence.document}", claim=claim.id)
    where = page and f"{page}#quote-{claim.id}"
    around = together(evidence.prefix, element("mark", evidence.exact), evidence.suffix)
    parts = [element("blockquote", around, dir="auto")]
    if evidence.translation:
        parts.append(element("p", f"[{evidence.translation}]", class_="translation"))
    document = link(where, words("in-document", id=evidence.document))
    page = pages(evidence.page, evidence.last_page, words)
    parts.append(element("figcaption", together(document, page)))
    return element("figure", markup(parts), class_="quote")


def _facts(entry: LogEntry, claim: Claim, reader: Reader, names: Names) -> Markup:
    links, words, when = reader.links, reader.words, claim.occurred
    stated = Markup("") if when is None or not when.words else Markup(" “{}”").format(when.words)
    rows: list[tuple[str, object]] = [
        (words("kind"), words.word(claim.development.kind)),
        (words("filter-modality"), words.word(claim.modality)),
        (
            words("occurred"),
            words("day-unknown") if when is None else together(words.when(when.edtf), stated),
        ),
    ]
    if claim.asserted_by:
        href = links.to(f"/parties/{claim.asserted_by}")
        rows.append((words("asserted-by"), link(href, names.of(claim.asserted_by))))
    if claim.partnership:
        href = links.to(f"/partnerships/{claim.partnership}")
        rows.append((words("partnership"), link(href, names.of(claim.partnership))))
    moment = entry.recorded_at
    at = Markup("{}, @{}").format(
        element("time", f"{moment:%Y-%m-%d %H:%M} UTC", datetime=moment.isoformat()),
        entry.position,
    )
    rows.append((words("recorded"), at))
    recorded_by = getattr(entry.event, "recorded_by", None)
    proposed_by = getattr(entry.event, "proposed_by", None)
    if recorded_by and not reader.public:
        rows.append((words("recorded-by"), recorded_by))
    if proposed_by:
        rows.append((words("proposed-by"), proposed_by))
    if entry.event is not None and entry.event.elsewhere is not None:
        rows.append((words("recorded-elsewhere"), elsewhere_words(entry.event.elsewhere, words)))
    if why := links.to(f"/why/{claim.id}"):
        rows.append((words("standing"), link(why, words("why"))))
    # A public site that is served has none; one of files has those that it was made with.
    proof = links.to(f"/claims/{claim.id}/proof") if links.still or not reader.public else ""
    if proof:
        rows.append((words("trust"), link(proof, words("proof"))))
    content = terms(rows)
    return element("dl", content, class_="head")


def _history(history: Sequence[LogEntry], own: LogEntry, links: Links, words: Words) -> Markup:
    """Every later event that names the claim: corrections, retractions, disputes."""
    items = []
    for entry in history:
        if entry.position == own.position:
            continue
        reason = _reason(entry)
        said_by = Markup("{} {} @{}").format(
            entry.type, link(links.to(f"/claims/{entry.id}"), entry.id), entry.position
        )
        items.append(element("li", together(said_by, f": {reason}" if reason else "")))
    return section(
        words("history"), [element("ul", markup(items))] if items else [], none=words("none")
    )


def _reason(entry: LogEntry) -> str:
    shown = json.loads(json.dumps(data(entry.event)))
    inner = next((part for part in shown.values() if isinstance(part, dict)), {}) if shown else {}
    return str(inner.get("reason") or "")


def captured(entry: LogEntry) -> Markup:
    """The text of a document alone, to quote from; nothing of anything else."""
    if not isinstance(entry.event, DocumentCaptured):
        return Markup("")
    document = entry.event.document
    heading = element("h2", document.title or document.id)
    text = element("div", document.text, class_="captured", lang=document.language, dir="auto")
    return markup((heading, text))


def document_title(entry: LogEntry) -> str:
    """What a document is called; the id of one without a title."""
    document = entry.event.document if isinstance(entry.event, DocumentCaptured) else None
    return (document.title if document else "") or entry.id


def document_markup(
    entry: LogEntry,
    about: Sequence[LogEntry],
    *,
    reader: Reader,
    names: Names,
    only: str | None,
) -> Markup:
    """The captured text, every quote marked, with where it came from and what rests on it."""
    if not isinstance(entry.event, DocumentCaptured):
        return reader.layout.page(entry_page(entry, public=reader.public), title=True)
    links, words = reader.links, reader.words
    document = entry.event.document
    claims = [
        (other.event.claim, other.position)
        for other in about
        if isinstance(other.event, ClaimRecorded)
        and other.event.claim.evidence.document == document.id
    ]
    claims.sort(key=lambda pair: (pair[0].evidence.start, pair[1]))
    marks = [
        Marked(
            claim=claim.id,
            label=str(number),
            start=claim.evidence.start,
            end=claim.evidence.end,
        )
        for number, (claim, _) in enumerate(claims, 1)
    ]
    sentences = [phrase(claim.development, names, words) for claim, _ in claims]
    text = marked_text(document.text, marks, links=links, language=document.language, only=only)
    listing = [claim_list(marks, sentences, links=links)] if marks else []
    retold = [
        other.event.document
        for other in about
        if isinstance(other.event, DocumentCaptured) and other.event.document.id != document.id
    ]
    reprints = [
        element("li", link(links.to(f"/documents/{other.id}"), other.title or other.id))
        for other in retold
    ]
    rows: list[tuple[str, object]] = [
        (words("publisher"), document.publisher or words("unknown")),
        (
            words("published"),
            words.when(document.published) if document.published else words("day-unknown"),
        ),
        (words("source-kind"), words.word(document.kind)),
        (words("lineage"), words.word(document.lineage)),
        (words("label-id"), document.id),
    ]
    if document.root:
        rows.append((words("root"), link(links.to(f"/documents/{document.root}"), document.root)))
    if document.url:
        rows.append((words("url"), document.url))
    if entry.event.elsewhere is not None:
        rows.append((words("recorded-elsewhere"), elsewhere_words(entry.event.elsewhere, words)))
    rows.append((words("sha256"), element("code", document.sha256)))
    head = element("dl", terms(rows), class_="head")
    form = links.to("/record", document=document.id)
    record = element("p", link(form, words("record-from")))
    return element(
        "div",
        markup(
            (
                element("div", markup((head, text)), class_="side"),
                element(
                    "div",
                    markup(
                        (
                            section(words("claims"), listing, none=words("none")),
                            *([record] if reader.writes else []),
                            section(
                                words("reprints"),
                                [element("ul", markup(reprints))] if reprints else [],
                                none=words("none"),
                            ),
                        )
                    ),
                    class_="side",
                ),
            )
        ),
        class_="sides",
    )
