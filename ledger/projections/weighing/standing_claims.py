"""Which claims stand: visible on the published clock, and neither corrected nor retracted.

Takes ``Facts`` (already cut off on the recorded clock) and the clocks; gives ``Standing``.
See docs/resolution.md, 1 and 2.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from ledger.claims.claim import LEDGER, Claim, Retraction
from ledger.claims.developments import InstrumentDevelopment, InstrumentsRelated
from ledger.claims.subjects import instrument_of
from ledger.clock import Clocks
from ledger.facts.facts import CapturedDocument, Facts, RecordedAct, RecordedClaim
from ledger.projections.weighing.actors import of_each_party
from ledger.projections.weighing.acts_in_force import ActsInForce, acts_in_force
from ledger.projections.weighing.ballot import Ballot
from ledger.projections.weighing.independence import Speaker
from ledger.projections.weighing.parties.groups import members_of
from ledger.projections.weighing.parties.merged_parties import AsOne, as_one
from ledger.projections.weighing.parties.voices import voices
from ledger.projections.weighing.retellings import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.claims.claim import Dispute
    from ledger.claims.entities import Instrument
    from ledger.claims.names import Names


class Fall(StrEnum):
    """Why a claim does not stand."""

    UNPUBLISHED = "unpublished"
    CORRECTED = "corrected"
    RETRACTED = "retracted"
    DOCUMENT_RETRACTED = "document-retracted"
    ROOT_RETRACTED = "root-retracted"
    ROOT_CORRECTED = "root-corrected"
    CORRECTION_RETRACTED = "correction-retracted"


@attrs.frozen(kw_only=True)
class Fallen:
    """A claim that does not stand, why, and by which act."""

    claim: Claim
    reason: Fall
    act: str | None = None


@attrs.define(slots=False, eq=False)
class Standing:
    """The claims that stand, those that do not, and the disputes on them.

    ``filed`` is what was recorded; every answer is made from ``facts``, where parties that are
    judged to be the same bear one id. What is worked out of a document or a claim is kept:
    ``outlets`` by document, ``speakers`` and ``ballots`` (without a value) by claim.
    """

    filed: Facts
    clocks: Clocks
    _published: dict[str, date] = attrs.field(factory=dict, init=False)
    _roots: dict[str, str] = attrs.field(factory=dict, init=False)
    speakers: dict[str, Speaker] = attrs.field(factory=dict, init=False)
    outlets: dict[str, Speaker] = attrs.field(factory=dict, init=False)
    ballots: dict[str, Ballot[None]] = attrs.field(factory=dict, init=False)

    @cached_property
    def as_one(self) -> AsOne:
        """The facts as the judgements on parties have them, and what was judged."""
        return as_one(self.filed)

    @cached_property
    def facts(self) -> Facts:
        """The facts with one id for each party."""
        return self.as_one.facts

    @cached_property
    def names(self) -> Names:
        """What readers call all that there is, for every partnership that is looked at."""
        return self.facts.names()

    @cached_property
    def voices(self) -> dict[str, str]:
        """By name, letters made comparable, the party that speaks where it is the publisher."""
        return voices(self.facts)

    @cached_property
    def claims(self) -> tuple[RecordedClaim, ...]:
        """Every claim that stands, ordered by id."""
        return tuple(claim for claim in self._in_order if claim.claim.id not in self.fallen)

    @cached_property
    def _in_order(self) -> tuple[RecordedClaim, ...]:
        """Every claim, standing or not, ordered by id."""
        claims = self.facts.claims
        return tuple(claims[name] for name in sorted(claims))

    @cached_property
    def _by_instrument(self) -> dict[str, list[RecordedClaim]]:
        claims: dict[str, list[RecordedClaim]] = {}
        for claim in self.claims:
            name = instrument_of(claim.claim.development)
            if name is not None:
                claims.setdefault(name, []).extend(self._of_each_party(claim, name))
        return claims

    def _of_each_party(self, claim: RecordedClaim, instrument: str) -> Iterator[RecordedClaim]:
        day = self.day_of(claim.claim)
        return of_each_party(claim, self.facts.instruments.get(instrument), self.members, day)

    def on_instrument(self, name: str) -> Sequence[RecordedClaim]:
        """The claims that stand and speak of an instrument, ordered by id.

        An act of a group or of all sides is there once for each party, under the id of its claim.
        """
        return self._by_instrument.get(name, ())

    @cached_property
    def relations(self) -> tuple[RecordedClaim, ...]:
        """The claims that stand and relate instruments to each other, ordered by id."""
        return tuple(
            claim
            for claim in self.claims
            if isinstance(claim.claim.development, InstrumentsRelated)
        )

    def day_of(self, claim: Claim) -> date:
        """The last day on which a claim may lie, but for its publication if it names none."""
        latest = claim.when.latest if claim.when else None
        return latest or self.published(claim.evidence.document)

    def members(self, party: str, day: date) -> tuple[str, ...]:
        """The members of a group at the end of a day (occurred clock); else the party alone."""
        return members_of(self.facts, self.as_one.identity.of, party, day)

    def homes(self, claim: Claim) -> frozenset[str]:
        """The partnerships a claim belongs to: its own, and those that follow its instrument."""
        named = instrument_of(claim.development)
        own = () if claim.partnership is None else (claim.partnership,)
        return frozenset((*own, *self._followers.get(named or "", ())))

    @cached_property
    def _by_partnership(self) -> dict[str, list[RecordedClaim]]:
        claims: dict[str, list[RecordedClaim]] = {}
        for claim in self._in_order:
            for home in self.homes(claim.claim):
                claims.setdefault(home, []).append(claim)
        return claims

    def in_partnership(self, name: str) -> Sequence[RecordedClaim]:
        """The claims that belong to a partnership, standing or not, ordered by id."""
        return self._by_partnership.get(name, ())

    @cached_property
    def _followers(self) -> dict[str, set[str]]:
        """By instrument, the partnerships that follow it.

        They are those that it names. One that names none is followed where acts on it are filed.
        """
        instruments = self.facts.instruments
        followers: dict[str, set[str]] = {
            name: set(instruments[name].partnerships) for name in instruments
        }
        unnamed = {name for name in instruments if not instruments[name].partnerships}
        for recorded_claim in self.claims if unnamed else ():
            claim = recorded_claim.claim
            named = instrument_of(claim.development)
            if (
                named in unnamed
                and claim.partnership is not None
                and isinstance(claim.development, InstrumentDevelopment)
            ):
                followers[named].add(claim.partnership)
        return followers

    @cached_property
    def _followed(self) -> dict[str, list[str]]:
        followed: dict[str, list[str]] = {}
        for name in sorted(self._followers):
            for partnership in self._followers[name]:
                followed.setdefault(partnership, []).append(name)
        return followed

    def followers(self, instrument: str) -> Sequence[str]:
        """The partnerships that follow an instrument, by id."""
        return sorted(self._followers.get(instrument, ()))

    def followed(self, partnership: str) -> Sequence[str]:
        """The instruments that a partnership follows, by id."""
        return self._followed.get(partnership, ())

    @cached_property
    def _described_in(self) -> dict[str, list[Instrument]]:
        """By partnership, the instruments that name it, as they were filed."""
        described: dict[str, list[Instrument]] = {}
        for instrument in self.filed.instruments.values():
            for partnership in set(instrument.partnerships):
                described.setdefault(partnership, []).append(instrument)
        return described

    def described_in(self, partnership: str) -> Sequence[Instrument]:
        """The instruments that name a partnership, as they were filed."""
        return self._described_in.get(partnership, ())

    @cached_property
    def fallen(self) -> dict[str, Fallen]:
        """Every claim that does not stand, by id."""
        acts, fallen = self._acts, dict[str, Fallen]()
        on_own = {*self._unpublished, *acts.retracted, *acts.corrected, *acts.undone}
        for name, recorded_claim in self.facts.claims.items():
            claim = recorded_claim.claim
            if name in on_own or claim.evidence.document in on_own:
                fall = self._own_fall(claim)
                if fall is not None:
                    fallen[name] = fall
        self._fall_with_their_lines(fallen)
        return fallen

    def readable(self, claim: str) -> bool:
        """Whether a claim could be read by ``published_by``, whether it stands or not."""
        fallen = self.fallen.get(claim)
        return fallen is None or fallen.reason is not Fall.UNPUBLISHED

    @cached_property
    def disputes(self) -> dict[str, tuple[Dispute, ...]]:
        """The disputes in force on each claim, ordered by id."""
        return self._acts.disputes

    def retracted(self, document: str) -> bool:
        """Whether a document was taken back as a whole, by an act in force."""
        return document in self._acts.retracted

    def published(self, document: str) -> date:
        """The day by which a document certainly could be read.

        A document that names no day could be read by the day it was first captured.
        """
        day = self._published.get(document)
        if day is None:
            captured = self.facts.documents[document]
            stated = captured.document.published
            latest = None if stated is None else stated.latest
            day = self._published[document] = latest or captured.readable_by
        return day

    def dated(self, document: str) -> date | None:
        """The last day on which a document may have been published; None where it names none."""
        stated = self.facts.documents[document].document.published
        return None if stated is None else stated.latest

    def root(self, document: str) -> str:
        """The document that another one derives from in the end; itself if it is original.

        One that is named and not there, because its words were erased, is a root all the same:
        two retellings of it do not become two sources.
        """
        root_id = self._roots.get(document)
        if root_id is None:
            root_id = document
            for above in self.line(document):
                named = above.document.root
                root_id = above.document.id
                if named is not None and named not in self.facts.documents:
                    root_id = named
            self._roots[document] = root_id
        return root_id

    def line(self, document: str) -> Iterator[CapturedDocument]:
        """A document, then those it derives from, up to its root."""
        name: str | None = document
        seen: set[str] = set()
        while name is not None and name in self.facts.documents and name not in seen:
            seen.add(name)
            captured = self.facts.documents[name]
            yield captured
            name = captured.document.root

    def _visible(self, day: date) -> bool:
        limit = self.clocks.published_by
        return limit is None or day <= limit

    @cached_property
    def _unpublished(self) -> frozenset[str]:
        """The documents that could not be read yet."""
        documents = self.facts.documents
        return frozenset(name for name in documents if not self._visible(self.published(name)))

    @cached_property
    def _acts(self) -> ActsInForce:
        """The acts that could be read and were not themselves taken back."""
        acts = {name: recorded_act.act for name, recorded_act in self._readable_acts.items()}
        return acts_in_force(acts, lambda document: [document, *self._above(document)])

    @cached_property
    def _readable_acts(self) -> dict[str, RecordedAct]:
        return {name: act for name, act in self.facts.acts.items() if self._act_visible(act)}

    @cached_property
    def _by_target(self) -> dict[str, list[RecordedAct]]:
        acts: dict[str, list[RecordedAct]] = {}
        for recorded_act in self._readable_acts.values():
            act = recorded_act.act
            target = act.target if isinstance(act, Retraction) else act.claim
            acts.setdefault(target, []).append(recorded_act)
        return acts

    def acts_on(self, target: str) -> Sequence[RecordedAct]:
        """The acts on a claim, a document or an act that could be read, taken back or not."""
        return self._by_target.get(target, ())

    def _above(self, document: str) -> list[str]:
        """The documents that one derives from, up to its root, also where that is not there."""
        above = [str(captured.document.id) for captured in self.line(document)][1:]
        root = self.root(document)
        return above if root in {document, *above} else [*above, root]

    def _act_visible(self, recorded_act: RecordedAct) -> bool:
        act = recorded_act.act
        if act.by.casefold() == LEDGER:
            return True  # our own error is on no published clock
        stated = act.published.latest if act.published else None
        return self._visible(stated or recorded_act.readable_by)

    def _own_fall(self, claim: Claim) -> Fallen | None:
        """Why a claim does not stand for a reason of its own, or of its own document."""
        acts, document = self._acts, claim.evidence.document
        if document in self._unpublished:
            return Fallen(claim=claim, reason=Fall.UNPUBLISHED)
        for reason, by, name in (
            (Fall.RETRACTED, acts.retracted, claim.id),
            (Fall.CORRECTED, acts.corrected, claim.id),
            (Fall.DOCUMENT_RETRACTED, acts.retracted, document),
            (Fall.CORRECTION_RETRACTED, acts.undone, claim.id),
        ):
            if name in by:
                return Fallen(claim=claim, reason=reason, act=by[name])
        return None

    def _fall_with_their_lines(self, fallen: dict[str, Fallen]) -> None:
        """Add the claims that retell what fell; those nearer to the root come first."""
        shaken = set(self._acts.retracted) | {
            fall.claim.evidence.document for fall in fallen.values() if _taken_back(fall)
        }
        filed = self.facts.claims
        shaken |= {
            filed[name].claim.evidence.document for name in self._acts.became if name in filed
        }
        derived = [name for name in self.facts.documents if self._lies_below(name, shaken)]
        if not derived:
            return
        stated: dict[str, list[Claim]] = {}
        for recorded_claim in self._in_order:
            claim = recorded_claim.claim
            stated.setdefault(claim.evidence.document, []).append(claim)
        lines = {name: self._above(name) for name in derived}
        for document in sorted(derived, key=lambda name: (len(lines[name]), name)):
            for claim in stated.get(document, ()):
                fall = None if claim.id in fallen else self._retold(claim, lines, stated, fallen)
                if fall is not None:
                    fallen[claim.id] = fall

    def _lies_below(self, document: str, shaken: set[str]) -> bool:
        root = self.facts.documents[document].document.root
        return root is not None and not shaken.isdisjoint(self._above(document))

    def _retold(
        self,
        claim: Claim,
        lines: dict[str, list[str]],
        stated: dict[str, list[Claim]],
        fallen: dict[str, Fallen],
    ) -> Fallen | None:
        """Why a retelling falls: a document of its line was taken back, or what it retells."""
        line = lines[claim.evidence.document]
        for document in line:
            if document in self._acts.retracted:
                act = self._acts.retracted[document]
                return Fallen(claim=claim, reason=Fall.ROOT_RETRACTED, act=act)
        for document in line:
            said_there = self._with_corrections(claim, stated.get(document, ()), fallen)
            if retold := nearest(claim, said_there):
                falls = [fallen.get(other.id) for other in retold]
                first = falls[0]
                if first is None or None in falls:
                    return None
                corrected = first.reason in {Fall.CORRECTED, Fall.ROOT_CORRECTED}
                reason = Fall.ROOT_CORRECTED if corrected else Fall.ROOT_RETRACTED
                return Fallen(claim=claim, reason=reason, act=first.act)
        return None

    def _with_corrections(
        self, retelling: Claim, claims: Sequence[Claim], fallen: dict[str, Fallen]
    ) -> list[Claim]:
        """Claims that could be read, with those that stand in their places, through any number.

        Of the latter only those that were out when it was retold.
        """
        out_by = self.published(retelling.evidence.document)
        names: list[str] = [claim.id for claim in claims]
        for name in names:  # it grows
            names += [new for new in self._acts.became.get(name, ()) if new not in names]
        filed = self.facts.claims
        own = {claim.id for claim in claims}
        return [
            filed[name].claim
            for name in names
            if name in filed
            and (name not in fallen or _taken_back(fallen[name]))
            and (name in own or self.published(filed[name].claim.evidence.document) <= out_by)
        ]


def _taken_back(fall: Fallen) -> bool:
    """Whether someone took a claim back, rather than that it could not be read yet."""
    return fall.reason is not Fall.UNPUBLISHED
