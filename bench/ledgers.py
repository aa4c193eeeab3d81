"""Made ledgers of any size, with corrections, derivatives and vague dates as desks have them.

Of a partnership's claims two thirds are contacts and statements, a quarter speak of its two
instruments, a tenth of its hurdles; a third have no date of their own and a third a vague one.
Of its documents a fifth retell an earlier one and one in five hundred is retracted; of its
claims one in a hundred is corrected and one in a hundred retracted. The same seed makes the
same ledger.
"""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import attrs

from ledger.claims.claim import Claim, Correction, Evidence, Retraction
from ledger.claims.commands import RecordClaim
from ledger.claims.developments import (
    ApplicationFiled,
    ConsentDeposited,
    ConsentsCounted,
    Development,
    FactReported,
    MeetingHeld,
    OpinionStated,
    RequirementStated,
    Signed,
    WorkshopHeld,
)
from ledger.claims.entities import Instrument, Partnership, Party
from ledger.claims.events import (
    ClaimCorrected,
    ClaimRecorded,
    ClaimRetracted,
    DocumentCaptured,
    DomainEvent,
    InstrumentDescribed,
    PartnershipDescribed,
    PartyDescribed,
)
from ledger.claims.subjects import subjects_upon
from ledger.claims.vocabulary import CorrectionBasis, Modality
from ledger.edtf import Edtf, StatedDate
from ledger.log.format import codec
from ledger.sources.document import Document, sha256_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ledger.log.port import Log

PARTIES = 40
PUBLISHERS = 97
CLAIMS_A_DOCUMENT = 8
FIRST = date(2015, 1, 1)
DAYS = 3600
WORDS = " ".join(f"Statement {number} of the day." for number in range(CLAIMS_A_DOCUMENT))
BATCH = 2000


class FixedSteps:
    """A clock that moves a second with each reading."""

    def __init__(self) -> None:
        self.instant = datetime(2015, 1, 1, tzinfo=UTC)

    def now(self) -> datetime:
        """A second later than before."""
        self.instant += timedelta(seconds=1)
        return self.instant


def make(
    log: Log,
    *,
    partnerships: int,
    claims: int,
    seed: int = 7,
    publishers: int = PUBLISHERS,
    parties: int = PARTIES,
) -> None:
    """Fill a log with ``claims`` claims, spread evenly over ``partnerships``."""
    batch: list[DomainEvent] = []
    made = events(
        partnerships=partnerships,
        claims=claims,
        seed=seed,
        publishers=publishers,
        parties=parties,
    )
    for event in made:
        batch.append(event)
        if len(batch) == BATCH:
            log.append([codec.encode(one) for one in batch])
            batch.clear()
    log.append([codec.encode(one) for one in batch])


def claims_of_one(log: Log, name: str, claims: int, more: int) -> list[RecordClaim]:
    """Give a partnership of its own so many claims; commands for ``more`` of them come back."""
    text = " ".join(f"Statement {number} of the day." for number in range(more))
    document = Document(
        id=f"doc-{name}", text=f"{name}. {text}", title=name, publisher=name, kind="news"
    )
    described: list[DomainEvent] = [
        PartyDescribed(party=Party(id="party-0", name="Party 0")),
        PartnershipDescribed(partnership=Partnership(id=name, title=name, parties=("party-0",))),
        InstrumentDescribed(
            instrument=Instrument(id=f"open-{name}", title=name, partnerships=(name,))
        ),
        DocumentCaptured(document=document),
    ]
    log.append([codec.encode(one) for one in described])
    batch: list[DomainEvent] = []
    for number in range(claims):
        if number % CLAIMS_A_DOCUMENT == 0:
            source = attrs.evolve(
                document, id=f"doc-{name}-{number}", text=f"{number}", sha256=sha256_of(f"{number}")
            )
            batch.append(DocumentCaptured(document=source))
        evidence = Evidence(document=source.id, exact=text[:1], start=0, end=1)
        counted = ConsentsCounted(instrument=f"open-{name}", count=number)
        claim = Claim(
            id=f"{name}-{number}",
            development=counted,
            modality=Modality.ACTUAL,
            evidence=evidence,
            partnership=name,
        )
        batch.append(ClaimRecorded(claim=claim))
        if len(batch) >= BATCH or number == claims - 1:
            log.append([codec.encode(one) for one in batch])
            batch.clear()
    return [
        RecordClaim(
            id=f"{name}-more-{number}",
            document=document.id,
            development=ConsentsCounted(instrument=f"open-{name}", count=number),
            quote=f"Statement {number} of the day.",
            partnership=name,
        )
        for number in range(more)
    ]


def events(
    *,
    partnerships: int,
    claims: int,
    seed: int = 7,
    publishers: int = PUBLISHERS,
    parties: int = PARTIES,
) -> Iterator[DomainEvent]:
    """The events of a made ledger, in order."""
    chance = random.Random(seed)
    for number in range(parties):
        yield PartyDescribed(party=Party(id=f"party-{number}", name=f"Party {number}"))
    for number in range(partnerships):
        sides = tuple(f"party-{number}" for number in chance.sample(range(parties), 2))
        yield PartnershipDescribed(
            partnership=Partnership(id=f"p-{number}", title=f"Partnership {number}", parties=sides)
        )
        for kind, between in (("open", ()), ("own", sides)):
            yield InstrumentDescribed(
                instrument=Instrument(
                    id=f"{kind}-{number}",
                    title=f"Instrument {kind} {number}",
                    partnerships=(f"p-{number}",),
                    between=between,
                )
            )
    documents = max(1, claims // CLAIMS_A_DOCUMENT)
    for number in range(documents):
        page = _Page(
            name=f"doc-{number}",
            partnership=number % partnerships,
            publisher=f"Publisher {number % publishers}",
            day=FIRST + timedelta(days=chance.randrange(DAYS)),
            parties=parties,
        )
        earlier = number - partnerships
        retells = earlier >= 0 and chance.random() < 0.2
        yield from _document(chance, page, number, f"doc-{earlier}" if retells else None)


@attrs.frozen(kw_only=True)
class _Page:
    """What the claims of a document share."""

    name: str
    partnership: int
    publisher: str
    day: date
    parties: int


def _document(
    chance: random.Random, page: _Page, number: int, root: str | None
) -> Iterator[DomainEvent]:
    """A document with its claims, and what was taken back of it; it may retell an earlier one."""
    name, day, publisher = page.name, page.day, page.publisher
    yield DocumentCaptured(
        document=Document(
            id=name,
            text=f"{name}. {WORDS}",
            title=f"Document {number}",
            publisher=publisher,
            kind=chance.choice(("news", "news", "news", "wire", "specialist", "party-official")),
            published=Edtf.exactly(day),
            lineage="original" if root is None else "summarised",
            root=root,
        )
    )
    for index in range(CLAIMS_A_DOCUMENT):
        claim = _claim(chance, page, index)
        yield ClaimRecorded(claim=claim, recorded_by="bench")
        fate = chance.random()
        if fate < 0.01:
            yield _retraction(claim.id, subjects_upon(claim), publisher, day)
        elif fate < 0.02:
            yield from _correction(claim, publisher, day)
    if chance.random() < 0.002:
        yield _retraction(name, (f"document:{name}",), publisher, day)


def _retraction(target: str, subjects: Iterable[str], publisher: str, day: date) -> ClaimRetracted:
    published = Edtf.exactly(day + timedelta(days=9))
    retraction = Retraction(
        id=f"r-{target}", target=target, by=publisher, reason="an error", published=published
    )
    return ClaimRetracted(retraction=retraction, subjects=tuple(sorted(subjects)))


def _correction(claim: Claim, publisher: str, day: date) -> Iterator[DomainEvent]:
    replacement = attrs.evolve(claim, id=f"{claim.id}-x", occurred=None)
    yield ClaimRecorded(claim=replacement, recorded_by="bench")
    correction = Correction(
        id=f"x-{claim.id}",
        claim=claim.id,
        replacement=replacement.id,
        by=publisher,
        basis=CorrectionBasis.SOURCE_ERROR,
        reason="a wrong day",
        document=claim.evidence.document,
        published=Edtf.exactly(day + timedelta(days=3)),
    )
    subjects = subjects_upon(claim) | subjects_upon(replacement)
    yield ClaimCorrected(correction=correction, subjects=tuple(sorted(subjects)))


def _claim(chance: random.Random, page: _Page, index: int) -> Claim:
    name, day = page.name, page.day
    quote = f"Statement {index} of the day."
    start = len(name) + 2 + index * (len(quote) + 1)
    development = _development(chance, page)
    required = isinstance(development, RequirementStated)
    return Claim(
        id=f"{name}-{index}",
        development=development,
        modality=Modality.REQUIRED if required else _modality(chance),
        evidence=Evidence(document=name, exact=quote, start=start, end=start + len(quote)),
        occurred=_occurred(chance, day),
        partnership=f"p-{page.partnership}",
    )


def _modality(chance: random.Random) -> Modality:
    return chance.choices(
        (Modality.ACTUAL, Modality.EXPECTED, Modality.INTENDED, Modality.POSSIBLE),
        (90, 4, 3, 3),
    )[0]


def _occurred(chance: random.Random, day: date) -> StatedDate | None:
    said = chance.random()
    if said < 0.3:
        return None
    if said < 0.5:
        return StatedDate(edtf=Edtf(f"{day:%Y-%m}"))
    if said < 0.6:
        return StatedDate(edtf=Edtf(f"/{day}"))
    return StatedDate(edtf=Edtf.exactly(day - timedelta(days=chance.randrange(30))))


def _development(chance: random.Random, page: _Page) -> Development:
    partnership, day = page.partnership, page.day
    party = f"party-{chance.randrange(page.parties)}"
    said = chance.random()
    if said < 0.25:
        return MeetingHeld(host=party, topics=("space",))
    if said < 0.35:
        return WorkshopHeld(host=party, occasion=f"workshop-{partnership}-{day.year}")
    if said < 0.50:
        return FactReported(about=(party,), topic="a fact")
    if said < 0.65:
        return OpinionStated(topic="an opinion")
    if said < 0.80:
        grown = (day - FIRST).days * 20 // DAYS
        return ConsentsCounted(
            instrument=f"open-{partnership}", count=grown, required=22, stage="deposited"
        )
    if said < 0.85:
        return ConsentDeposited(instrument=f"open-{partnership}", party=party)
    if said < 0.90:
        return Signed(instrument=f"own-{partnership}", party=party)
    hurdle = f"hurdle-{partnership}-{chance.randrange(5)}"
    if said < 0.95:
        return RequirementStated(hurdle=hurdle, title="a licence", on=(party,))
    return ApplicationFiled(hurdle=hurdle)
