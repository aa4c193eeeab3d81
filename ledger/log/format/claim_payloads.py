"""The payload of a recorded claim, from its bytes into the domain's classes at once.

Takes bytes, gives the claim: msgspec reads them into ``Evidence`` and into the class of the
development's kind and checks the types on the way; no dictionary is made in between. Most of a
ledger are claims, and to read them is most of what a question costs. Who comes next: ``codec``
asks here for claims of the newest version, and reads all else by way of dictionaries.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, get_args, get_type_hints

import attrs
import msgspec

from ledger.claims.claim import Claim, Evidence
from ledger.claims.developments import KINDS, Development
from ledger.claims.elsewhere import Elsewhere, ProofThere  # noqa: TC001 - msgspec reads them
from ledger.claims.events import ClaimRecorded
from ledger.claims.vocabulary import Modality  # noqa: TC001 - msgspec reads it
from ledger.decoding import converted, decoder
from ledger.edtf import Edtf, StatedDate
from ledger.errors import StorageError
from ledger.ids import ClaimId, PartnershipId, PartyId  # noqa: TC001 - msgspec reads them

if TYPE_CHECKING:
    from collections.abc import Callable

_DATES = 65_536  # texts of dates, each read once while it is remembered


class UnknownEventType(StorageError):
    """An event of a type or version that this program does not know."""

    code = "unknown-event-type"

    def __init__(self, type_: str, version: int) -> None:
        super().__init__(
            f"the ledger holds an event {type_} v{version}, which this program does not know",
            fix="read the ledger with the newer claims program that wrote it",
        )


class _WrittenDate(msgspec.Struct, gc=False):
    """A date and its words as they are written."""

    edtf: str
    words: str | None = None


class _WrittenClaim(msgspec.Struct, gc=False):
    """A claim as it is written; what its development is depends on the kind in it."""

    id: ClaimId
    development: msgspec.Raw
    modality: Modality
    evidence: Evidence
    occurred: _WrittenDate | None = None
    asserted_by: PartyId | None = None
    partnership: PartnershipId | None = None
    note: str | None = None
    condition: str | None = None
    quoted_by: tuple[PartyId, ...] = ()
    anonymous: bool | None = None


class _WrittenPayload(msgspec.Struct, gc=False):
    """The payload of ``claim.recorded``."""

    claim: _WrittenClaim
    proposed_by: str | None = None
    import_id: str | None = None
    recorded_by: str | None = None
    elsewhere: Elsewhere | None = None
    proof_there: ProofThere | None = None


class _DevelopmentKind(msgspec.Struct, gc=False):
    """Which development it is."""

    kind: str


_recorded = decoder(_WrittenPayload).decode
_kind = decoder(_DevelopmentKind).decode
date_of = lru_cache(maxsize=_DATES)(Edtf)
"""A date of its text: most dates of a ledger come again and again."""


def claim_recorded(payload: bytes) -> ClaimRecorded:
    """The event of a payload of the newest version.

    Raises:
        UnknownEventType: a kind of development that this program does not know.
        msgspec.MsgspecError: it is none.
    """
    recorded = _recorded(payload)
    claim, occurred = recorded.claim, recorded.claim.occurred
    return ClaimRecorded(
        claim=Claim(
            id=claim.id,
            development=development_of(claim.development),
            modality=claim.modality,
            evidence=claim.evidence,
            occurred=None
            if occurred is None
            else StatedDate(edtf=date_of(occurred.edtf), words=occurred.words),
            asserted_by=claim.asserted_by,
            partnership=claim.partnership,
            note=claim.note,
            condition=claim.condition,
            quoted_by=claim.quoted_by,
            anonymous=claim.anonymous,
        ),
        proposed_by=recorded.proposed_by,
        import_id=recorded.import_id,
        recorded_by=recorded.recorded_by,
        elsewhere=recorded.elsewhere,
        proof_there=recorded.proof_there,
    )


def development_of(raw: msgspec.Raw) -> Development:
    """The development of a text with its kind.

    Raises:
        UnknownEventType: this program does not know the kind.
        msgspec.MsgspecError: it is none.
    """
    kind = _kind(raw).kind
    if kind not in KINDS:
        raise UnknownEventType(f"claim.recorded of kind {kind}", ClaimRecorded.version)
    return _decoder(kind)(raw)


@cache
def _decoder(kind: str) -> Callable[[msgspec.Raw], Development]:
    """What reads developments of a kind; few kinds hold dates, which are no JSON of their own."""
    dates, wanted = _dates_of(kind), KINDS[kind]
    if not dates:
        return decoder(wanted).decode

    def decode(raw: msgspec.Raw) -> Development:
        fields = msgspec.json.decode(raw)
        texts = {name: date_of(fields.pop(name)) for name in dates & fields.keys()}
        development: Development = converted(fields, wanted)
        return attrs.evolve(development, **texts) if texts else development  # type: ignore[arg-type]

    return decode


def _dates_of(kind: str) -> frozenset[str]:
    """The fields of a development that hold a date as the source gives it; none is required."""
    hints = get_type_hints(KINDS[kind])
    return frozenset(name for name, hint in hints.items() if Edtf in get_args(hint))
