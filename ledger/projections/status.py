"""Where a partnership stands: stage, instruments, hurdles, outlook, what is contested.

Takes ``Standing`` and a partnership's id; gives ``PartnershipStatus``. It adds no judgement of
its own: every value comes from a neighbour that says why.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from ledger.claims.developments import Contact, Development, MemorandumConcluded
from ledger.claims.names import FOR_PAGES, NAMELESS, Names
from ledger.claims.subjects import hurdle_of
from ledger.claims.vocabulary import InstrumentForm, Modality, Stage
from ledger.edtf import Edtf
from ledger.projections.contests import Contest, contests
from ledger.projections.hurdles.hurdle import Hurdle
from ledger.projections.hurdles.hurdles import hurdles
from ledger.projections.outlook import Prospect, outlook
from ledger.projections.policies import (
    AuthorityRule,
    PolicyReview,
    StandingBody,
    policy_reviews,
    rules,
    standing_bodies,
)
from ledger.projections.timeline import Moment, occasions, timeline
from ledger.projections.treaties.instruments import InstrumentState, instrument_state
from ledger.projections.weighing.parties.merged_parties import parties_described, parties_filed
from ledger.projections.weighing.parties.profiles import TakenAsOne, taken_as_one
from ledger.projections.weighing.speakers import independent_in
from ledger.projections.weighing.standing_claims import Standing

if TYPE_CHECKING:
    from ledger.claims.claim import Claim
    from ledger.facts.facts import RecordedClaim


_POLITICAL = frozenset({InstrumentForm.MEMORANDUM, InstrumentForm.JOINT_DECLARATION})
_NEXT_TO_ANOTHER = frozenset(
    {InstrumentForm.AGREED_MINUTES, InstrumentForm.SIDE_LETTER, InstrumentForm.ANNEX}
)


@attrs.frozen(kw_only=True)
class Name:
    """A party's id with the name that readers know."""

    id: str
    name: str


@attrs.frozen(kw_only=True)
class StageBasis:
    """Something that put the partnership at its stage."""

    kind: str
    development: Development
    occurred: Edtf | None
    claims: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Freshness:
    """How recent the news is: the last day on the published clock, and how many stand behind.

    ``last_stated`` is the date of that news, no more precise than its document has it.
    ``undated`` are the documents that name no day: they are no news of any.
    """

    last_published: date | None
    documents: int
    independent_roots: int
    undated: int = 0
    last_stated: Edtf | None = None


@attrs.frozen(kw_only=True)
class PartnershipStatus:
    """One partnership as of the clocks. ``stage_basis`` says what put it there.

    ``taken_as_one`` are the parties that are filed under several ids; ``ahead`` marks a
    ``valid_at`` that is yet to come: an outlook, not a standing. ``reviews`` of policy, ``rules``
    and standing ``bodies`` are what bears on it and is no hurdle. ``names`` are for pages.
    """

    partnership: str
    title: str
    parties: tuple[Name, ...]
    stage: Stage
    stage_basis: tuple[StageBasis, ...]
    instruments: tuple[InstrumentState, ...]
    hurdles: tuple[Hurdle, ...]
    outlook: tuple[Prospect, ...]
    contested: tuple[Contest, ...]
    freshness: Freshness
    taken_as_one: tuple[TakenAsOne, ...] = ()
    ahead: bool = False
    reviews: tuple[PolicyReview, ...] = ()
    rules: tuple[AuthorityRule, ...] = ()
    bodies: tuple[StandingBody, ...] = ()
    names: Names = attrs.field(default=NAMELESS, eq=False, metadata=FOR_PAGES)


@attrs.define(slots=False, eq=False)
class PartnershipView:
    """All questions about one partnership, each answered once.

    ``today`` marks a ``valid_at`` that is yet to come; None: none is.
    """

    standing: Standing
    id: str
    today: date | None = None

    @property
    def title(self) -> str:
        """What readers call the partnership."""
        return self.standing.facts.partnerships[self.id].title

    @cached_property
    def names(self) -> Names:
        """What readers call the parties, instruments, partnerships and hurdles in it."""
        names = self.standing.names
        return names.with_more({hurdle.id: hurdle.title_with(names) for hurdle in self.hurdles})

    @cached_property
    def instruments(self) -> tuple[InstrumentState, ...]:
        """The instruments that the partnership follows, by id."""
        followed = self.standing.followed(self.id)
        return tuple(instrument_state(self.standing, name) for name in followed)

    @cached_property
    def claims(self) -> tuple[RecordedClaim, ...]:
        """The claims that stand and belong here, ordered by id."""
        fallen = self.standing.fallen
        claims = self.standing.in_partnership(self.id)
        return tuple(claim for claim in claims if claim.claim.id not in fallen)

    def holds(self, claim: Claim) -> bool:
        """Whether a claim belongs to the partnership, or to an instrument that it follows."""
        return self.id in self.standing.homes(claim)

    @cached_property
    def hurdles(self) -> tuple[Hurdle, ...]:
        """Every hurdle, outstanding or cleared."""
        return hurdles(
            self.standing,
            self.claims,
            {instrument.id: instrument for instrument in self.instruments},
        )

    @cached_property
    def timeline(self) -> tuple[Moment, ...]:
        """Everything that was stated, in order."""
        claims = self.standing.in_partnership(self.id)
        return timeline(self.standing, (claim.claim for claim in claims))

    @cached_property
    def status(self) -> PartnershipStatus:
        """The partnership in one value."""
        partnership = self.standing.facts.partnerships[self.id]
        stage, basis = self.stage
        return PartnershipStatus(
            partnership=self.id,
            title=self.title,
            parties=tuple(
                Name(id=party, name=self.standing.facts.name_of(party))
                for party in partnership.parties
            ),
            stage=stage,
            stage_basis=basis,
            instruments=self.instruments,
            hurdles=tuple(hurdle for hurdle in self.hurdles if hurdle.outstanding),
            outlook=self.outlook,
            contested=self.contested,
            freshness=self.freshness,
            taken_as_one=self.taken_as_one,
            ahead=self.ahead,
            reviews=policy_reviews(self.standing, self.claims),
            rules=rules(self.standing, self.claims),
            bodies=standing_bodies(self.standing, self.claims),
            names=self.names,
        )

    @property
    def ahead(self) -> bool:
        """Whether the day that is asked about is yet to come."""
        return self.today is not None and self.standing.clocks.valid_at > self.today

    @cached_property
    def taken_as_one(self) -> tuple[TakenAsOne, ...]:
        """The parties here that are filed under several ids, by the ids they are filed under."""
        filed = self.standing.filed
        if not self.standing.as_one.identity:
            return ()
        named: set[str] = set(filed.partnerships[self.id].parties)
        for claim in self.standing.in_partnership(self.id):
            if self.standing.readable(claim.claim.id):
                named |= parties_filed(filed.claims[claim.claim.id].claim)
        for instrument in self.standing.described_in(self.id):
            named |= parties_described(instrument)
        return taken_as_one(filed, self.standing.as_one.identity, named)

    @cached_property
    def outlook(self) -> tuple[Prospect, ...]:
        """What is foreseen, and what became of it."""
        fallen = self.standing.fallen
        claims = self.standing.in_partnership(self.id)
        gone = [claim for claim in claims if claim.claim.id in fallen]
        return outlook(self.standing, self.claims, gone, self.instruments)

    @cached_property
    def contested(self) -> tuple[Contest, ...]:
        """What claims disagree about, and the claims that someone disputes."""
        return contests(self.standing, self.instruments, self.claims)

    @cached_property
    def stage(self) -> tuple[Stage, tuple[StageBasis, ...]]:
        """The furthest stage that contacts between the parties, or their own instruments, reach."""
        own = [
            attrs.evolve(instrument, stage=self._counting(instrument))
            for instrument in self.instruments
            if self._own(instrument) and instrument.stage.rank > 0
        ]
        top = max(own, key=lambda state: state.stage.rank, default=None)
        contacts = self._contacts()
        reached = max(
            (contact[0] for contact in contacts),
            key=lambda contact: contact.rank,
            default=Stage.UNKNOWN,
        )
        if top is not None and top.stage.rank >= reached.rank:
            first = self.standing.facts.claims[top.stage_claims[0]].claim
            basis = _basis(first, top.stage_claims)
            return top.stage, (basis,)
        return reached, tuple(basis for stage, basis in contacts if stage is reached)

    def _own(self, state: InstrumentState) -> bool:
        """Whether it is between the parties, and more than a paper next to another instrument."""
        instrument = self.standing.facts.instruments[state.id]
        return bool(instrument.between) and instrument.form not in _NEXT_TO_ANOTHER

    def _counting(self, state: InstrumentState) -> Stage:
        """The stage that an instrument has; a memorandum that is signed is one, and no treaty."""
        political = self.standing.facts.instruments[state.id].form in _POLITICAL
        agreed = Stage.SIGNED.rank <= state.stage.rank <= Stage.IN_FORCE.rank
        return Stage.MEMORANDUM if political and agreed else state.stage

    def _contacts(self) -> list[tuple[Stage, StageBasis]]:
        """The contacts that took place by ``valid_at``, each occasion once, the latest last."""
        valid_at, fallen = self.standing.clocks.valid_at, self.standing.fallen
        contacts = []
        generator = (
            recorded_claim.claim for recorded_claim in self.standing.in_partnership(self.id)
        )
        spoken = (
            claim
            for claim in generator
            if isinstance(claim.development, Contact | MemorandumConcluded)
        )
        for moment in occasions(self.standing, spoken):
            meant = [
                claim
                for claim in moment.claims
                if claim.id not in fallen and claim.modality is Modality.ACTUAL
            ]
            first = next(iter(meant), None)
            latest = (moment.occurred.latest if moment.occurred else None) or moment.known_by
            if first is not None and latest <= valid_at and hurdle_of(first.development) is None:
                basis = _basis(first, tuple(claim.id for claim in meant), moment.occurred)
                contacts.append((Stage(first.development.stage), basis))
        return contacts

    @cached_property
    def freshness(self) -> Freshness:
        """How recent the news is."""
        documents = {claim.claim.evidence.document for claim in self.claims}
        dated = [
            (last, str(stated), stated)
            for document in documents
            if (last := self.standing.dated(document)) is not None
            and (stated := self.standing.facts.documents[document].document.published) is not None
        ]
        last_published, _, last_stated = max(dated, default=(None, "", None))
        return Freshness(
            last_published=last_published,
            last_stated=last_stated,
            documents=len(documents),
            independent_roots=independent_in(self.standing, (claim.claim for claim in self.claims)),
            undated=sum(self.standing.dated(document) is None for document in documents),
        )


def _basis(claim: Claim, claims: tuple[str, ...], occurred: Edtf | None = None) -> StageBasis:
    stated = claim.when
    return StageBasis(
        kind=claim.development.kind,
        development=claim.development,
        occurred=occurred or stated,
        claims=claims,
    )
