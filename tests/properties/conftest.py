"""Random desks: documents of all kinds and lineages, counts, acts with vague days, acts on them.

What cannot be recorded is refused by ``decide`` itself and left out, so that every desk is one
that an analyst could have filled. What the generator leaves out: parties described again (a later
description takes the place of an earlier one by design) and erased payloads. Parties are judged
to be one or two, and judged again.
"""

from __future__ import annotations

from datetime import date

import attrs
import msgspec
import pytest
from hypothesis import strategies as st

from ledger.app import Ledger
from ledger.claims import developments as d
from ledger.claims.as_json import plain
from ledger.claims.commands import (
    CaptureDocument,
    CorrectClaim,
    Describe,
    DisputeClaim,
    JudgeParties,
    RecordClaim,
    Retract,
)
from ledger.claims.entities import Instrument, Partnership, Party
from ledger.claims.vocabulary import ConsentStage, HurdleKind, Modality, PartyKind, Verdict
from ledger.clock import Clocks
from ledger.edtf import parse
from ledger.errors import Problems
from ledger.facts.facts import fold
from ledger.facts.log_reader import decoded
from ledger.log.query import Query
from ledger.log.stores.memory import MemoryLog
from ledger.projections.hurdles.graph import graph
from ledger.projections.status import PartnershipView
from ledger.projections.weighing.standing_claims import Standing
from ledger.projections.why.why import why
from ledger.sources.document import Document
from ledger.sources.kinds import Lineage, SourceKind
from tests.clock import TickingClock

NAMES = (
    *(Describe(entity=Party(id=one, name=one.upper(), type=PartyKind.STATE)) for one in "abcd"),
    Describe(entity=Partnership(id="p", title="A and B", parties=("a", "b"))),
    Describe(entity=Instrument(id="i", title="the convention", partnerships=("p",))),
    Describe(
        entity=Instrument(id="agr", title="the agreement", partnerships=("p",), between=("a", "b"))
    ),
)
TEXT = "; ".join(f"statement {number}." for number in range(60))
PARTIES = st.sampled_from("abcd")
DAYS = st.sampled_from([f"2024-{month:02}-{day:02}" for month in range(1, 9) for day in (1, 15)])
VAGUE = st.one_of(
    DAYS,
    st.sampled_from(["2024-02", "2024-03~", "2024-05", "2024-06?", "2024-34", "2024"]),
    DAYS.map(lambda day: f"../{day}"),
    DAYS.map(lambda day: f"{day}/.."),
    st.tuples(DAYS, DAYS).map(lambda both: "/".join(sorted(both))),
)
CLOCKS = st.builds(
    Clocks,
    valid_at=DAYS.map(date.fromisoformat),
    published_by=st.one_of(st.none(), DAYS.map(date.fromisoformat)),
)
COUNTS = st.builds(
    d.ConsentsCounted,
    instrument=st.just("i"),
    count=st.integers(0, 8),
    required=st.sampled_from([None, 6]),
    stage=st.sampled_from([*[ConsentStage.DEPOSITED] * 3, *ConsentStage]),
    named=st.lists(PARTIES, max_size=2, unique=True).map(tuple),
)
ACTS = st.one_of(
    st.builds(
        d.ConsentDeposited,
        instrument=st.just("i"),
        party=PARTIES,
        ordinal=st.one_of(st.none(), st.integers(1, 6)),
    ),
    st.builds(d.ConsentDeposited, instrument=st.just("agr"), party=st.sampled_from("ab")),
    *(
        st.builds(kind, instrument=st.sampled_from(["i", "agr"]), party=PARTIES)
        for kind in (
            d.Signed,
            d.DomesticallyApproved,
            d.ConsentWithdrawn,
            d.Denounced,
            d.SignatureWithdrawn,
            d.DenunciationWithdrawn,
            d.DomesticApprovalLapsed,
        )
    ),
)
MILESTONES = st.one_of(
    st.builds(d.NegotiationOpened, instrument=st.just("agr")),
    st.builds(d.AgreementReported, instrument=st.just("agr")),
    st.builds(d.EnteredIntoForce, instrument=st.sampled_from(["i", "agr"])),
)
CONTACTS = st.one_of(
    st.builds(d.MeetingHeld, host=PARTIES, occasion=st.sampled_from([None, "o"])),
    st.builds(d.WorkshopHeld, participants=PARTIES.map(lambda one: (one,))),
)
REQUIREMENTS = st.builds(
    d.RequirementStated,
    hurdle=st.sampled_from(["h", "k"]),
    title=st.sampled_from(["a licence", "a law"]),
    requires=st.just(HurdleKind.LICENCE),
    on=st.sampled_from([(), ("a",), ("a", "b")]),
    each=st.booleans(),
    instrument=st.sampled_from([None, "agr"]),
    blocks=st.sampled_from([(), ("i",), ("joint programme",)]),
)
STEPS = st.builds(
    lambda kind, hurdle, party: kind(hurdle=hurdle, party=party),
    st.sampled_from([d.ApplicationFiled, d.ApprovalGranted, d.ApprovalDenied]),
    st.sampled_from(["h", "k"]),
    st.sampled_from([None, "a", "b"]),
)
DEVELOPMENTS = st.one_of(COUNTS, COUNTS, ACTS, ACTS, MILESTONES, CONTACTS, REQUIREMENTS, STEPS)
MODALITIES = st.sampled_from([*[Modality.ACTUAL] * 8, *Modality])


@attrs.define
class RandomDesk:
    """An analyst's desk: what was told and accepted, in the order of the log."""

    clock: TickingClock = attrs.Factory(TickingClock)
    told: list[object] = attrs.Factory(list)
    ledger: Ledger = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self.ledger = Ledger(MemoryLog(clock=self.clock), clock=self.clock)
        self.ledger.submit(NAMES)

    def tell(self, command: object) -> str | None:
        """Record a command; None where it is refused."""
        try:
            (outcome,) = self.ledger.submit([command])
        except Problems:
            return None
        if outcome.new:
            self.told.append(command)
        return outcome.id

    @property
    def events(self):
        """The log as recorded domain events."""
        return list(decoded(self.ledger._log.read(Query.all())))

    def facts(self, keep=lambda _: True):
        """The facts of the events that are kept."""
        return fold(filter(keep, self.events))

    def claims(self):
        """Every recorded claim, in the order of the log."""
        return [one.event.claim for one in self.events if one.event.type == "claim.recorded"]

    def documents(self):
        """Every captured document, in the order of the log."""
        return [one.event.document for one in self.events if one.event.type == "document.captured"]

    def record(self, name, document, development, occurred=None, **more):
        """Record a claim on a statement of its own."""
        number = len(self.told) % 60
        return self.tell(
            RecordClaim(
                id=name,
                document=document,
                development=development,
                quote=f"statement {number}.",
                occurred=None if occurred is None else parse(occurred),
                partnership="p",
                **more,
            )
        )

    def capture(self, name, published, kind=SourceKind.NEWS, root=None, lineage=None):
        """Capture a document; with a root, a derivative of it."""
        return self.tell(
            CaptureDocument(
                document=Document(
                    id=name,
                    text=f"{name}: {TEXT}",
                    title=name,
                    publisher=name,
                    kind=kind,
                    published=None if published is None else parse(published),
                    lineage=lineage or (Lineage.ORIGINAL if root is None else Lineage.SYNDICATED),
                    root=root,
                )
            )
        )


def view_of(facts, clocks):
    """The partnership's view over facts."""
    return PartnershipView(standing=Standing(facts, clocks), id="p")


def answers(facts, clocks, *, seen=True, named=True):
    """Everything that can be asked of the partnership, to the byte.

    ``seen`` leaves in how many of the known claims could be read, ``named`` which parties are
    filed under several ids.
    """
    view = view_of(facts, clocks)
    subjects = [view.id, *(one.id for one in (*view.instruments, *view.hurdles))]
    given = (
        view.status if named else attrs.evolve(view.status, taken_as_one=()),
        view.hurdles,
        view.timeline,
        graph(view),
        tuple(
            attrs.evolve(
                proof,
                seen=proof.seen if seen else None,
                taken_as_one=proof.taken_as_one if named else (),
            )
            for subject in subjects
            for proof in why(view, subject, None)
        ),
    )
    return msgspec.json.encode(plain(given), order="sorted")


@st.composite
def random_desks(draw):
    """A desk with documents, claims on them, and acts on the claims."""
    desk = RandomDesk()
    for number in range(draw(st.integers(1, 5))):
        root = draw(st.sampled_from([None, None, *(f"d{one}" for one in range(number))]))
        desk.capture(
            f"d{number}",
            draw(st.one_of(DAYS, VAGUE, st.none())),
            kind=draw(st.sampled_from(SourceKind)),
            root=root,
            lineage=None
            if root is None
            else draw(st.sampled_from([one for one in Lineage if one is not Lineage.ORIGINAL])),
        )
    documents = st.sampled_from([one.id for one in desk.documents()])
    for number in range(draw(st.integers(1, 8))):
        development = draw(DEVELOPMENTS)
        if isinstance(development, d.HurdleStep):  # a step needs its hurdle
            stated = attrs.evolve(draw(REQUIREMENTS), hurdle=development.hurdle)
            desk.record(f"h{number}", draw(documents), stated, modality=Modality.REQUIRED)
        desk.record(
            f"c{number}",
            draw(documents),
            development,
            draw(st.one_of(st.none(), VAGUE)),
            modality=draw(MODALITIES),
        )
    acts: list[str] = []
    for number in range(draw(st.integers(0, 4))):
        made = draw(_acts(desk, number, acts))
        name = None if made is None else desk.tell(made)
        acts += [] if name is None else [name]
    for number in range(draw(st.integers(0, 3))):
        desk.tell(draw(judgements(number)))
    return desk


def judgements(number):
    """A judgement on two parties; on a party and itself it is refused."""
    return st.builds(
        lambda one, other, verdict: JudgeParties(
            party=one, other=other, verdict=verdict, reason=f"j{number}"
        ),
        PARTIES,
        PARTIES,
        st.sampled_from([Verdict.SAME, Verdict.SAME, *Verdict]),
    )


@st.composite
def _acts(draw, desk, number, acts):
    """A correction, retraction or dispute: of a claim, a document or an earlier act."""
    claims, documents = desk.claims(), [one.id for one in desk.documents()]
    published = draw(st.one_of(st.none(), DAYS.map(parse)))
    kind = draw(st.sampled_from(["retract", "retract", "correct", "dispute"]))
    if kind == "retract":
        targets = [*(one.id for one in claims), *documents, *acts, *acts]
        target = draw(st.sampled_from(targets))
        return Retract(target=target, by="ledger", reason=f"r{number}", published=published)
    if not claims:
        return None
    claim = draw(st.sampled_from(claims))
    if kind == "dispute":
        return DisputeClaim(claim=claim.id, by="someone", reason=f"s{number}", published=published)
    becomes = RecordClaim(
        id=f"x{number}",
        document=claim.evidence.document,
        development=draw(DEVELOPMENTS),
        quote=claim.evidence.exact,
        occurred=claim.occurred.edtf if claim.occurred else None,
        partnership="p",
    )
    return CorrectClaim(claim=claim.id, by="ledger", reason="misread", becomes=becomes)


@pytest.fixture(scope="session")
def desks():
    """The strategy of random desks."""
    return random_desks()


@pytest.fixture(scope="session")
def clocks():
    """The strategy of clocks, over the days of the desks."""
    return CLOCKS


@pytest.fixture(scope="session")
def asked():
    """All answers over facts at clocks, as bytes."""
    return answers


@pytest.fixture(scope="session")
def seen():
    """The partnership's view over facts at clocks."""
    return view_of
