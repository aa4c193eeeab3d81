"""What one may ask of the ledger, in the imperative. ``decide`` says which events follow.

Every way in (flags, prompts, a template, YAML, JSON Lines, Python) ends in these values.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar

import attrs

from ledger.claims.developments import Development
from ledger.claims.developments.fields import Again, Slug, Text, described
from ledger.claims.entities import Entity
from ledger.claims.entry_into_force.whole_day import whole_day
from ledger.claims.vocabulary import CorrectionBasis, Modality, Verdict
from ledger.edtf import Edtf
from ledger.ids import ClaimId, DocumentId, PartnershipId, PartyId
from ledger.sources.document import Document

FIRST_RECORDED = (
    "the day another ledger recorded it first, where nothing says when it was published"
)


@attrs.frozen(kw_only=True)
class Describe:
    """Name a party, a partnership or an instrument, or say more of it.

    ``fields`` are those that are stated; None: all that are not empty. A stated field that is
    empty empties it. What was described otherwise before may change in the fields of ``replace``
    alone; a field that is not stated keeps what it was.
    """

    entity: Entity
    fields: frozenset[str] | None = None
    replace: frozenset[str] = frozenset()

    @property
    def tag(self) -> str:
        """What is described: ``party:mexico``."""
        return f"{self.entity.kind}:{self.entity.id}"

    @property
    def stated(self) -> frozenset[str]:
        """The fields that are stated, but for the id."""
        fields = attrs.fields_dict(type(self.entity))
        named = self.fields
        if named is None:
            named = frozenset(
                name
                for name, field in fields.items()
                if field.default is attrs.NOTHING or getattr(self.entity, name) != field.default
            )
        return named & fields.keys() - {"id"}


@attrs.frozen(kw_only=True)
class CaptureDocument:
    """Keep a document. ``notes`` are those of its capture (``Captured.notes``), for the answer.

    ``first_recorded`` is the day on which the ledger that it comes from kept it.
    """

    document: Document
    notes: tuple[str, ...] = ()
    first_recorded: date | None = None


@attrs.frozen(kw_only=True)
class RecordClaim:
    """Record what a document states. The attribution of a claim, before it is checked."""

    development: Development
    document: DocumentId = described("the captured document that states it")
    quote: str = described("the verbatim words, as they stand in the document")
    prefix: str = described("the words just before, where the quote stands twice", default="")
    suffix: str = described("the words just after, where the quote stands twice", default="")
    translation: Text | None = described("the quote in another language", default=None)
    modality: Modality = described("how the source puts it", default=Modality.ACTUAL)
    occurred: Edtf | None = described(
        "when, as an EDTF date: 2022-06-29, 2022-06, ../2024-06-12; of what is still to come, the "
        "day on which it is due",
        default=None,
    )
    occurred_words: Text | None = described("when, in the source's own words", default=None)
    asserted_by: PartyId | None = described(
        "who says so, if not the publisher itself", default=None
    )
    partnership: PartnershipId | None = described("the partnership it belongs to", default=None)
    condition: Text | None = described("what it depends on, as the source puts it", default=None)
    quoted_by: tuple[PartyId, ...] = described(
        "through whom the words came, the one nearest to the speaker first", default=()
    )
    anonymous: bool | None = described(
        "true where the source names nobody who says so", default=None
    )
    note: Text | None = described("a note of the analyst's", default=None)
    proposed_by: Text | None = described(
        "the program that proposed it, where a person accepted a draft", default=None
    )
    id: Slug | None = described("a name for the claim, if it should have one", default=None)


@attrs.frozen(kw_only=True)
class CorrectClaim:
    """Put another claim in the place of one: the publisher's correction, or our own."""

    kind: ClassVar[str] = "correction"

    becomes: RecordClaim = described("the claim that takes its place")
    claim: ClaimId = described("the claim that is corrected")
    by: Text = described("who corrects: the publisher, its root, or ledger")
    basis: CorrectionBasis = described("why", default=CorrectionBasis.SOURCE_ERROR)
    reason: Text = described("the reason that is given")
    again: Again | None = described(
        "1 where the same was said and taken back before, 2 where that happened twice", default=None
    )
    first_recorded: date | None = attrs.field(
        default=None,
        converter=whole_day,
        metadata={"help": FIRST_RECORDED},
    )


@attrs.frozen(kw_only=True)
class Retract:
    """Take back a claim, a document, or an earlier retraction.

    ``undoes`` is written by ``claims import --undo``.
    """

    kind: ClassVar[str] = "retraction"

    target: Text = described("the claim, document or retraction that is taken back")
    by: Text = described("who takes it back: the publisher, its root, or ledger")
    reason: Text = described("the reason that is given")
    document: DocumentId | None = described("the document that says so", default=None)
    published: Edtf | None = described(
        "when that could be read, if no document is given", default=None
    )
    again: Again | None = described(
        "1 where the same was said and taken back before, 2 where that happened twice", default=None
    )
    undoes: Text | None = described(
        "the import that is taken back as a whole, where this is a part of that", default=None
    )
    first_recorded: date | None = attrs.field(
        default=None,
        converter=whole_day,
        metadata={"help": FIRST_RECORDED},
    )


@attrs.frozen(kw_only=True)
class DisputeClaim:
    """Put on record that someone contradicts a claim."""

    kind: ClassVar[str] = "dispute"

    claim: ClaimId = described("the claim that is disputed")
    by: Text = described("who disputes it")
    reason: Text = described("what they say against it")
    document: DocumentId | None = described("the document that says so", default=None)
    published: Edtf | None = described(
        "when that could be read, if no document is given", default=None
    )
    again: Again | None = described(
        "1 where the same was said and taken back before, 2 where that happened twice", default=None
    )
    first_recorded: date | None = attrs.field(
        default=None,
        converter=whole_day,
        metadata={"help": FIRST_RECORDED},
    )


@attrs.frozen(kw_only=True)
class JudgeParties:
    """Judge that two parties are one, or two, or that it is undecided after all.

    The last judgement on the same two holds; the claims stay as they were filed.
    """

    kind: ClassVar[str] = "judgement"

    party: PartyId = described("one of the two parties")
    other: PartyId = described("the other one")
    verdict: Verdict = described("whether they are the same")
    reason: Text = described("what the judgement rests on")
    by: Text | None = described("who judged, if not who records it", default=None)
    again: Again | None = described(
        "1 where the same was said and taken back before, 2 where that happened twice", default=None
    )


Command = (
    Describe | CaptureDocument | RecordClaim | CorrectClaim | Retract | DisputeClaim | JudgeParties
)
