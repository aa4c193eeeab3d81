"""The names of a ledger, as what a face offers while someone types.

Takes a ledger; gives ids and titles by kind. What is offered is a help, never a limit.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ledger.claims.developments import CourtReferral, RequirementStated
from ledger.claims.events import ClaimRecorded, DocumentCaptured
from ledger.claims.naming import names_of
from ledger.clock import Clocks
from ledger.ids import ACTS

if TYPE_CHECKING:
    from ledger.app.ledger import Ledger

LATE = 2000
"""So many of the last events are looked through for documents and hurdles to offer."""


def offered_names(ledger: Ledger) -> dict[str, dict[str, str]]:
    """What Tab offers, by kind: id and title; of documents and hurdles those of late.

    Any other document can be typed. The end of the log is read and not the whole of it.
    """
    facts, latest = ledger.entities(), ledger.at(Clocks(valid_at=date.min)).position
    documents: dict[str, str] = {}
    hurdles: dict[str, str] = {}
    for entry in ledger.entries(after=max(latest - LATE, -1)):
        match entry.event:
            case DocumentCaptured(document=document):
                documents[document.id] = document.title or ""
            case ClaimRecorded(claim=claim):
                documents.setdefault(claim.evidence.document, "")
                if isinstance(claim.development, RequirementStated | CourtReferral):
                    hurdles[claim.development.hurdle] = claim.development.title
            case _:
                pass
    return {
        "party": {party.id: party.name for party in facts.parties.values()},
        "partnership": {
            partnership.id: partnership.title for partnership in facts.partnerships.values()
        },
        "instrument": {
            instrument.id: instrument.title for instrument in facts.instruments.values()
        },
        "document": documents,
        "hurdle": hurdles,
    }


def recorded_ids(ledger: Ledger, beginning: str) -> dict[str, str]:
    """What can be shown and begins so: names and documents with titles, claims and acts."""
    names = {id_: title for named in offered_names(ledger).values() for id_, title in named.items()}
    if beginning:
        for kind in ACTS:
            for record in ledger.log.find_prefix(f"{kind}:{beginning}", limit=LATE):
                names.setdefault(record.event.id.split(":")[1], kind)
    return {id_: title for id_, title in names.items() if id_.startswith(beginning)}


def ids_of_names(ledger: Ledger) -> dict[str, str]:
    """What parties are called next to their ids, folded, and whose name it is alone."""
    ids: dict[str, set[str]] = {}
    for party in ledger.entities().parties.values():
        for name in names_of(party):
            ids.setdefault(name, set()).add(party.id)
    return {name: parties.pop() for name, parties in ids.items() if len(parties) == 1}


def subject_titles(ledger: Ledger) -> dict[str, str]:
    """What has a standing, by id: partnerships and instruments with their titles."""
    facts = ledger.entities()
    titles = {instrument.id: instrument.title for instrument in facts.instruments.values()}
    return titles | {whole.id: whole.title for whole in facts.partnerships.values()}
