"""A claim: a development plus who said it, where, in which words, and how certain.

Takes a development and its attribution, gives an immutable value whose id follows from its
content. Three roles are never one: who asserted it, who published it (the document knows),
who recorded it (the event knows).
"""

from __future__ import annotations

import attrs
import msgspec

from ledger.claims.as_json import written
from ledger.claims.developments import Development
from ledger.claims.vocabulary import CorrectionBasis, Modality
from ledger.edtf import Edtf, StatedDate
from ledger.ids import ClaimId, DocumentId, PartnershipId, PartyId

_NO_CONTENT = ("id", "note")
_ENCODE = msgspec.json.Encoder(order="deterministic").encode

LEDGER = "ledger"
"""The name under which the ledger corrects or retracts its own error."""


@attrs.frozen(kw_only=True)
class Evidence:
    """The verbatim words in a captured document: a W3C TextQuoteSelector with its position.

    ``start`` and ``end`` are code points into the document's text. Checked when the claim is
    recorded and never re-anchored later. A ``translation`` stands next to the words, never
    instead of them. ``page`` is the page, from 1, of a document that has pages; words that go on
    to another end on ``last_page``.
    """

    document: DocumentId
    exact: str
    start: int
    end: int
    prefix: str = ""
    suffix: str = ""
    translation: str | None = None
    page: int | None = None
    last_page: int | None = None


@attrs.frozen(kw_only=True)
class Claim:
    """What one source states about one development.

    ``occurred`` is on the occurred clock: when it was, or will be, so in the world; of a count
    it is the day as of which it holds. ``asserted_by`` is None where the publisher speaks.
    ``quoted_by`` are those through whom the words came, the one nearest to the speaker first;
    ``anonymous`` says that the source names nobody ("officials said"); ``condition`` is what the
    source makes it depend on.
    """

    id: ClaimId
    development: Development
    modality: Modality
    evidence: Evidence
    occurred: StatedDate | None = None
    asserted_by: PartyId | None = None
    partnership: PartnershipId | None = None
    note: str | None = None
    condition: str | None = None
    quoted_by: tuple[PartyId, ...] = ()
    anonymous: bool | None = None

    @property
    def when(self) -> Edtf | None:
        """When it was, or will be, so in the world; None where its source does not say."""
        return self.occurred.edtf if self.occurred else None


@attrs.frozen(kw_only=True)
class Correction:
    """Someone entitled replaced a claim by another: the publisher, its root, or the ledger.

    ``published`` is the day the correction could be read; None for the ledger's own. ``again``
    counts how often the same was said before and taken back; None: never.
    """

    id: str
    claim: ClaimId
    replacement: ClaimId
    by: str
    basis: CorrectionBasis
    reason: str
    document: DocumentId | None = None
    published: Edtf | None = None
    again: int | None = None


@attrs.frozen(kw_only=True)
class Retraction:
    """Someone entitled took back a claim, a whole document, or an earlier retraction.

    ``undoes`` is the import that is taken back as a whole, where this is a part of that.
    """

    id: str
    target: str
    by: str
    reason: str
    document: DocumentId | None = None
    published: Edtf | None = None
    again: int | None = None
    undoes: str | None = None


@attrs.frozen(kw_only=True)
class Dispute:
    """Anyone says that a claim is wrong. The value stands, and is marked."""

    id: str
    claim: ClaimId
    by: str
    reason: str
    document: DocumentId | None = None
    published: Edtf | None = None
    again: int | None = None


Act = Correction | Retraction | Dispute


def targets_of(act: Act) -> tuple[str, ...]:
    """What an act is on, and what it puts in its place: claims, of a retraction perhaps others."""
    match act:
        case Correction():
            return act.claim, act.replacement
        case Retraction():
            return (act.target,)
        case Dispute():
            return (act.claim,)


def content_of(value: Claim | Act) -> bytes:
    """The canonical bytes that an id follows from: all of the value but its id and its note."""
    return _ENCODE(written(value, _NO_CONTENT))
