"""What a document states, as drafts for a person: by the rules, or by another program.

Takes a ledger and a document of it, or a file; gives ``Drafted``: drafts with what the ledger has
recorded already, what was refused, and the document that they quote. Nothing is recorded here.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import attrs

from ledger.app.desk.documents import read_document
from ledger.app.desk.proposer_program import SECONDS, lines_of, program_name
from ledger.claims.decision.refusals import NotKnown
from ledger.claims.events import ClaimRecorded
from ledger.edtf import Edtf, parse
from ledger.entries.schema import json_schema
from ledger.ids import is_slug
from ledger.intake.drafting.draft import Draft, Proposal, RefusedDraft
from ledger.intake.drafting.mentions.names import NameIndex
from ledger.intake.drafting.proposals import checked
from ledger.intake.drafting.proposer import proposal
from ledger.sources.capture import CaptureTerms
from ledger.sources.document import check_language, document_id, sha256_of
from ledger.sources.kinds import Lineage

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from ledger.app.ledger import Ledger
    from ledger.claims.claim import Claim


@attrs.frozen(kw_only=True)
class DraftedText:
    """The text that is drafted, with what is stated of it; ``id`` where the ledger has it."""

    text: str = attrs.field(repr=False)
    id: str | None = None
    title: str | None = None
    publisher: str | None = None
    language: str | None = None
    url: str | None = None
    published: Edtf | None = None
    notes: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class MarkedDraft:
    """A draft, and the claim that states the same of the same words, if one is recorded."""

    draft: Draft
    recorded: str | None = None


@attrs.frozen(kw_only=True)
class Drafted:
    """All that was proposed of one text."""

    document: DraftedText
    proposer: str
    drafts: tuple[MarkedDraft, ...]
    refused: tuple[RefusedDraft, ...] = ()
    notes: tuple[str, ...] = ()


def names_in(ledger: Ledger) -> NameIndex:
    """The names that a ledger has today, for drafts."""
    facts = ledger.entities()
    return NameIndex.of(
        (*facts.parties.values(), *facts.partnerships.values(), *facts.instruments.values())
    )


def text_to_draft(
    ledger: Ledger, source: str | BinaryIO, *, today: date | None = None, charset: str | None = None
) -> DraftedText:
    """A document of the ledger by its id, else the text of a file or a stream.

    Raises:
        NotKnown: there is neither a document nor a file of that name.
        InvalidInput: the file is no text.
    """
    if isinstance(source, str):
        if is_slug(source) and (document := ledger.register().document(source)) is not None:
            return DraftedText(
                text=document.text,
                id=document.id,
                title=document.title,
                publisher=document.publisher,
                language=document.language,
                url=document.url,
                published=document.published,
            )
        if not Path(source).exists():
            raise NotKnown("document", source)
    captured = read_document(
        Path(source) if isinstance(source, str) else source,
        CaptureTerms(charset=charset, today=today),
    )
    by_content = document_id(
        sha256_of(captured.text), lineage=Lineage.ORIGINAL, publisher="", url=None
    )
    kept = ledger.register().document(by_content)
    return DraftedText(
        text=captured.text,
        id=None if kept is None else kept.id,
        title=captured.title,
        publisher=captured.publisher,
        language=captured.language,
        url=captured.url,
        published=captured.published,
        notes=captured.notes,
    )


def drafted(
    ledger: Ledger,
    document: DraftedText,
    *,
    command: str | None = None,
    seconds: float = SECONDS,
) -> Drafted:
    """What a text states, proposed by the rules, or by ``command``."""
    names = names_in(ledger)
    if command is None:
        proposed = proposal(
            document.text, names=names, language=document.language, published=document.published
        )
        proposer = "rules"
    else:
        proposer = program_name(command)
        lines = lines_of(command, question(document, names), seconds=seconds)
        proposed = checked(document.text, lines, proposer=proposer)
    return _marked(ledger, document, proposed, proposer)


def question(document: DraftedText, names: NameIndex) -> bytes:
    """What a proposer is asked: the text, the format of entries, and the names, as JSON."""
    return json.dumps(
        {
            "format": "claims-draft/1",
            "document": {
                "id": document.id,
                "title": document.title,
                "publisher": document.publisher,
                "language": document.language,
                "published": None if document.published is None else str(document.published),
            },
            "text": document.text,
            "names": {
                "parties": [
                    {
                        "id": party.id,
                        "name": party.name,
                        "aliases": list(party.aliases),
                        "type": party.type.value,
                        "part_of": party.part_of,
                    }
                    for party in names.parties.values()
                ],
                "partnerships": [
                    {"id": each.id, "title": each.title, "parties": list(each.parties)}
                    for each in names.partnerships.values()
                ],
                "instruments": [
                    {"id": each.id, "title": each.title, "partnerships": list(each.partnerships)}
                    for each in names.instruments.values()
                ],
            },
            "schema": json_schema(),
        },
        ensure_ascii=False,
    ).encode()


def described(document: DraftedText, details: Mapping[str, str | None]) -> DraftedText:
    """The text with what a person says of it in place of what its page says."""
    published, language = details.get("published"), details.get("language")
    return attrs.evolve(
        document,
        title=details.get("title") or document.title,
        publisher=details.get("publisher") or document.publisher,
        language=document.language if language is None else check_language(language.lower()),
        published=document.published if published is None else parse(published),
    )


def _marked(ledger: Ledger, document: DraftedText, proposed: Proposal, proposer: str) -> Drafted:
    claims = _claims_of(ledger, document.id)
    marked = tuple(
        MarkedDraft(draft=draft, recorded=_recorded(draft, claims)) for draft in proposed.drafts
    )
    return Drafted(
        document=document,
        proposer=proposer,
        drafts=marked,
        refused=proposed.refused,
        notes=(*document.notes, *proposed.notes),
    )


def _claims_of(ledger: Ledger, document: str | None) -> list[Claim]:
    if document is None:
        return []
    events = (entry.event for entry in ledger.about(f"document:{document}"))
    return [event.claim for event in events if isinstance(event, ClaimRecorded)]


def _recorded(draft: Draft, claims: list[Claim]) -> str | None:
    """The claim of the same kind whose words overlap with the draft's, if there is one."""
    for claim in claims:
        evidence = claim.evidence
        shared = min(draft.end, evidence.end) - max(draft.start, evidence.start)
        shorter = min(draft.end - draft.start, evidence.end - evidence.start)
        if claim.development.kind == draft.kind and 2 * shared >= shorter > 0:
            return claim.id
    return None
