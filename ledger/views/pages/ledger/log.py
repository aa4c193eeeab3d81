"""The log as lines, one event in full, and what a search found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.board.search import Passages
from ledger.claims.events import (
    ClaimCorrected,
    ClaimDisputed,
    ClaimRecorded,
    ClaimRetracted,
    DocumentCaptured,
    InstrumentDescribed,
    PartiesJudged,
    PartnershipDescribed,
    PartyDescribed,
)
from ledger.claims.names import NAMELESS, Names
from ledger.ids import position_name
from ledger.views.data import data
from ledger.views.elsewhere import elsewhere_words
from ledger.views.page import (
    Block,
    Columns,
    Heading,
    Labels,
    ListLine,
    Paragraph,
    Point,
    Row,
    quoted,
    shown,
)
from ledger.views.public import without_analysts
from ledger.views.reasons import reason_words
from ledger.views.sentences import phrase
from ledger.views.words import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ledger.board.search import Hits
    from ledger.log.log_entry import LogEntry
    from ledger.log.repairs.record import Repaired
    from ledger.views.words import Words


NOTHING = Passages(rows=(), left=0)
"""A search that asked for no documents."""


def log_lines(entries: Iterable[LogEntry], *, names: Names = NAMELESS) -> Iterator[Block]:
    """Position, moment (UTC), type and id of each event, what it says and who recorded it.

    One sentence where there is none.
    """
    entry = None
    for entry in entries:
        moment = entry.recorded_at.strftime("%Y-%m-%d %H:%M:%S")
        place = position_name(entry.position)
        by = getattr(entry.event, "recorded_by", None)
        who = f"({by})" if by else ""
        import_id = getattr(entry.event, "import_id", None)
        whence = f"import {import_id}" if import_id else ""
        what = (shown(_called(entry)), what_happened(entry, names), who, whence)
        yield ListLine((place, moment, entry.type, *what), Columns.EVENT)
    if entry is None:
        yield "nothing was recorded there"


def what_happened(entry: LogEntry, names: Names = NAMELESS) -> str:
    """What an event says, in a few words and names; empty where its words are gone."""
    match entry.event:
        case ClaimRecorded(claim=claim):
            mark = "" if claim.modality == "actual" else f" ({claim.modality})"
            return f"{phrase(claim.development, names)}{mark}"
        case DocumentCaptured(document=document):
            return f"{document.publisher}: {document.title}"
        case PartyDescribed(party=party):
            return party.name
        case PartnershipDescribed(partnership=partnership):
            return partnership.title
        case InstrumentDescribed(instrument=instrument):
            return instrument.title
        case PartiesJudged(judgement=judgement):
            both = f"{names.of(judgement.party)} and {names.of(judgement.other)}"
            return f"{both}: {judgement.verdict}"
        case ClaimCorrected(correction=act):
            return f"{shown(act.claim)} becomes {shown(act.replacement)}, by {act.by}: {act.reason}"
        case ClaimRetracted(retraction=act):
            return f"{shown(act.target)} taken back by {act.by}: {act.reason}"
        case ClaimDisputed(dispute=act):
            return f"{shown(act.claim)} disputed by {act.by}: {act.reason}"
    return ""


def _called(entry: LogEntry) -> str:
    """The id as ``claims show`` takes it: of a description, without the number of its version."""
    described = entry.type.endswith(".described") or entry.type == "parties.judged"
    return entry.id.rpartition(":")[0] if described else entry.id


def entry_page(
    entry: LogEntry, *, names: Names = NAMELESS, public: bool = False
) -> Iterator[Block]:
    """One event with all that it holds; ``public`` leaves out what is an analyst's own."""
    yield Heading(f"{entry.type} {entry.id}", f"position {position_name(entry.position)}")
    recorded = entry.recorded_at.strftime("%Y-%m-%d %H:%M:%S.%f UTC")
    yield Row("recorded", recorded, Labels.RECORD, 1)
    if entry.event is not None and entry.event.elsewhere is not None:
        yield Row("elsewhere", elsewhere_words(entry.event.elsewhere), Labels.RECORD, 1)
    if entry.stamped is not None:
        stamped = entry.stamped.strftime("%Y-%m-%d %H:%M:%S.%f UTC")
        ahead = f"{stamped}, by a clock that was ahead; the moment of its repair holds"
        yield Row("stamped", ahead, Labels.RECORD, 1)
    yield Row("leaf", entry.leaf_hash, Labels.RECORD, 1)
    yield Row("tags", ", ".join(entry.tags), Labels.RECORD, 1)
    if entry.repaired is not None:
        yield from _repair(entry.repaired, public=public)
        return
    if entry.event is None and entry.custody is None:
        yield from _gap(entry)
        return
    content: object = data(entry.event or entry.custody)
    content = without_analysts(content) if public else content
    if words := what_happened(entry, names):
        yield ""
        yield Point(words)
    yield ""
    yield from _fields(content, names)


_APART = frozenset({"elsewhere", "proof_there"})
"""What is said in a sentence, and proven by ``claims prove --elsewhere``."""
_TEXTS = frozenset({"text", "exact", "clause"})


def _fields(value: object, names: Names, level: int = 1) -> Iterator[Block]:
    """What an event holds, a row for each field that says something; ids with their names."""
    for name, part in value.items() if isinstance(value, dict) else ():
        if name in _APART:
            continue
        label = name.replace("_", " ")
        match part:
            case None | [] | "":
                continue
            case dict():
                yield Paragraph(label, level)
                yield from _fields(part, names, level + 1)
            case list() if all(isinstance(item, dict) for item in part):
                for item in part:
                    yield Paragraph(label, level)
                    yield from _fields(item, names, level + 1)
            case list():
                yield Row(
                    label, ", ".join(_named(item, names) for item in part), Labels.FIELD, level
                )
            case str() if name in _TEXTS and "\n" in part:
                yield Paragraph(label, level)
                for line in part.split("\n"):
                    yield Paragraph(line, level + 1) if line else ""
            case _:
                yield Row(label, _named(part, names), Labels.FIELD, level)


def _named(value: object, names: Names) -> str:
    """A value as it stands, an id with its name before it."""
    text = {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
    name = names.of(text)
    return text if name == text else f"{name} [{text}]"


def _gap(entry: LogEntry) -> Iterator[Block]:
    """A payload that is gone, and why; or the event that says so of another."""
    erasure = entry.erased
    if erasure is None:
        yield Row("gone", "the payload, and no event says why: claims verify", Labels.RECORD, 1)
        return
    if erasure.position != entry.position:
        gone = f"{erasure.event} at position {position_name(erasure.position)}"
        yield Row("erased", f"the payload of {gone}", Labels.RECORD, 1)
    else:
        yield Row("erased", "the payload is gone; its hash stands in the log", Labels.RECORD, 1)
    yield Row("reason", erasure.reason, Labels.RECORD, 1)
    if erasure.authority is not None:
        yield Row("authority", erasure.authority, Labels.RECORD, 1)


def _repair(repaired: Repaired, *, public: bool) -> Iterator[Block]:
    """What was wrong with the ledger, what was done, and where the evidence went."""
    for label, words in (("found", repaired.found), ("done", repaired.done)):
        for word in words:
            yield Row(label, word, Labels.RECORD, 1)
    if repaired.faults > len(repaired.found):
        yield Row("", f"{repaired.faults} in all", Labels.RECORD, 1)
    if repaired.evidence is not None:
        yield Row("evidence", repaired.evidence.file, Labels.RECORD, 1)
        yield Row("sha256", repaired.evidence.sha256, Labels.RECORD, 1)
    if repaired.recorded_by is not None and not public:
        yield Row("by", repaired.recorded_by, Labels.RECORD, 1)


def hits_page(
    hits: Hits,
    passages: Passages = NOTHING,
    *,
    names: Names = NAMELESS,
    only: str = "",
    words: Words = ENGLISH,
) -> Iterator[Block]:
    """What a search found, with the words: claims, then the documents whose text holds them."""
    documents = [_counted("document", len(passages.rows), passages.left, words)]
    texts = documents if passages.rows or passages.left else []
    claims = [_counted("claim", len(hits.rows), hits.left, words)]
    if not (hits.rows or hits.left or texts):
        yield Paragraph(words("search-none"))
        return
    yield Paragraph(", ".join([*(claims if hits.rows or not texts else []), *texts]))
    if only:
        yield Paragraph(words("only", only=only))
    for hit in hits.rows:
        yield ""
        kind = words.word(hit.citation.kind)
        if hit.partnership:
            kind = words("in-partnership", kind=kind, partnership=names.of(hit.partnership))
        if hit.fall:
            kind = f"{kind} ({words('does-not-stand', why=reason_words(hit.fall, words))})"
        yield Point(kind, 1)
        yield quoted(hit.citation, 2, words)
    for passage in passages.rows:
        yield ""
        when = words.short(passage.published)
        title = f"{passage.publisher}, {when}: {passage.title}"
        yield Point(title, 1, behind=f"[{passage.document}]")
        yield Paragraph(passage.excerpt, 2)


def _counted(noun: str, number: int, left: int, words: Words) -> str:
    """``the last 50 claims of at most 1,204``; where none is left ``2 claims``."""
    whole = words.counted(noun, number)
    return words("last-of", counted=whole, number=words.number(number + left)) if left else whole
