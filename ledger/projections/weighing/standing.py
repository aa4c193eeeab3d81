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

from ledger.claims.claim import LEDGER, Claim, Correction, Dispute, Retraction
from ledger.claims.subjects import instrument_of
from ledger.clock import Clocks
from ledger.facts.facts import CapturedDocument, Facts, RecordedAct, RecordedClaim
from ledger.projections.weighing.actors import of_each_party
from ledger.projections.weighing.groups import members_of
from ledger.projections.weighing.merged_parties import AsOne, as_one

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Fall(StrEnum):
    """Why a claim does not stand."""

    UNPUBLISHED = "unpublished"
    CORRECTED = "corrected"
    RETRACTED = "retracted"
    DOCUMENT_RETRACTED = "document-retracted"
    ROOT_RETRACTED = "root-retracted"
    ROOT_CORRECTED = "root-corrected"


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
    judged to be the same bear one id.
    """

    filed: Facts
    clocks: Clocks
    _published: dict[str, date] = attrs.field(factory=dict, init=False)
    _roots: dict[str, str] = attrs.field(factory=dict, init=False)
    _shaky: dict[str, bool] = attrs.field(factory=dict, init=False)

    @cached_property
    def as_one(self) -> AsOne:
        """The facts as the judgements on parties have them, and what was judged."""
        return as_one(self.filed)

    @cached_property
    def facts(self) -> Facts:
        """The facts with one id for each party."""
        return self.as_one.facts

    @cached_property
    def claims(self) -> tuple[RecordedClaim, ...]:
        """Every claim that stands, ordered by id."""
        claims = self.facts.claims
        return tuple(claims[name] for name in sorted(claims) if name not in self.fallen)

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

    def day_of(self, claim: Claim) -> date:
        """The last day on which a claim may lie, but for its publication if it names none."""
        latest = claim.occurred.edtf.latest if claim.occurred else None
        return latest or self.published(claim.evidence.document)

    def members(self, party: str, day: date) -> tuple[str, ...]:
        """The members of a group at the end of a day (occurred clock); else the party alone."""
        return members_of(self.facts, self.as_one.identity.of, party, day)

    def homes(self, claim: Claim) -> frozenset[str]:
        """The partnerships a claim belongs to: its own, and those that follow its instrument."""
        named = instrument_of(claim.development)
        instrument = self.facts.instruments.get(named) if named else None
        own = () if claim.partnership is None else (claim.partnership,)
        return frozenset(own if instrument is None else (*own, *instrument.partnerships))

    @cached_property
    def _by_partnership(self) -> dict[str, list[RecordedClaim]]:
        claims: dict[str, list[RecordedClaim]] = {}
        for name in sorted(self.facts.claims):
            claim = self.facts.claims[name]
            for home in self.homes(claim.claim):
                claims.setdefault(home, []).append(claim)
        return claims

    def in_partnership(self, name: str) -> Sequence[RecordedClaim]:
        """The claims that belong to a partnership, standing or not, ordered by id."""
        return self._by_partnership.get(name, ())

    @cached_property
    def _followed(self) -> dict[str, list[str]]:
        followed: dict[str, list[str]] = {}
        for name in sorted(self.facts.instruments):
            for partnership in set(self.facts.instruments[name].partnerships):
                followed.setdefault(partnership, []).append(name)
        return followed

    def followed(self, partnership: str) -> Sequence[str]:
        """The instruments that a partnership follows, by id."""
        return self._followed.get(partnership, ())

    @cached_property
    def fallen(self) -> dict[str, Fallen]:
        """Every claim that does not stand, by id."""
        verdicts = ((name, self._fall(claim)) for name, claim in self.facts.claims.items())
        return {name: fallen for name, fallen in verdicts if fallen is not None}

    def readable(self, claim: str) -> bool:
        """Whether a claim could be read by ``published_by``, whether it stands or not."""
        fallen = self.fallen.get(claim)
        return fallen is None or fallen.reason is not Fall.UNPUBLISHED

    @cached_property
    def disputes(self) -> dict[str, tuple[Dispute, ...]]:
        """The active disputes on each claim, ordered by id."""
        upon: dict[str, list[Dispute]] = {}
        for name in sorted(self._active):
            act = self._active[name].act
            if isinstance(act, Dispute):
                upon.setdefault(act.claim, []).append(act)
        return {claim: tuple(disputes) for claim, disputes in upon.items()}

    def published(self, document: str) -> date:
        """The day by which a document certainly could be read.

        A document that names no day could be read by the day it was captured.
        """
        day = self._published.get(document)
        if day is None:
            captured = self.facts.documents[document]
            stated = captured.document.published
            latest = None if stated is None else stated.latest
            day = self._published[document] = latest or captured.captured_at.date()
        return day

    def root(self, document: str) -> str:
        """The document that another one derives from in the end; itself if it is original."""
        root_id = self._roots.get(document)
        if root_id is None:
            root_id = document
            for above in self.line(document):
                root_id = above.document.id
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
    def _active(self) -> dict[str, RecordedAct]:
        """The acts that could be read and were not themselves taken back."""
        visible = {name: act for name, act in self.facts.acts.items() if self._act_visible(act)}
        against: dict[str, list[str]] = {}
        for name, recorded_act in visible.items():
            if isinstance(recorded_act.act, Retraction):
                against.setdefault(recorded_act.act.target, []).append(name)
        verdicts: dict[str, bool] = {}

        def active(name: str) -> bool:
            if name not in verdicts:
                verdicts[name] = True  # an act cannot reach itself: targets are older
                verdicts[name] = not any(active(other) for other in against.get(name, ()))
            return verdicts[name]

        return {name: recorded_act for name, recorded_act in visible.items() if active(name)}

    def _act_visible(self, recorded_act: RecordedAct) -> bool:
        act = recorded_act.act
        if act.by.casefold() == LEDGER:
            return True  # our own error is on no published clock
        stated = act.published.latest if act.published else None
        return self._visible(stated or recorded_act.recorded_at.date())

    @cached_property
    def _taken_back(self) -> dict[str, str]:
        """What active retractions target, and the first of them by id."""
        return {
            act.act.target: name
            for name, act in sorted(self._active.items(), reverse=True)
            if isinstance(act.act, Retraction)
        }

    @cached_property
    def _corrected(self) -> dict[str, str]:
        """The claims that active corrections put aside, and the first of them by id."""
        return {
            act.act.claim: name
            for name, act in sorted(self._active.items(), reverse=True)
            if isinstance(act.act, Correction)
        }

    @cached_property
    def _withdrawn_words(self) -> dict[str, list[tuple[Claim, Fall, str]]]:
        """By document: its claims that were taken back one by one, whose retellings fall too."""
        words: dict[str, list[tuple[Claim, Fall, str]]] = {}
        for acts, fall in (
            (self._taken_back, Fall.ROOT_RETRACTED),
            (self._corrected, Fall.ROOT_CORRECTED),
        ):
            for target, act in sorted(acts.items()):
                claim = self.facts.claims.get(target)
                if claim is not None:
                    entry = (claim.claim, fall, act)
                    words.setdefault(claim.claim.evidence.document, []).append(entry)
        return words

    def _fall(self, recorded_claim: RecordedClaim) -> Fallen | None:
        claim = recorded_claim.claim
        document = claim.evidence.document
        if not self._visible(self.published(document)):
            return Fallen(claim=claim, reason=Fall.UNPUBLISHED)
        if claim.id in self._taken_back:
            act = self._taken_back[claim.id]
            return Fallen(claim=claim, reason=Fall.RETRACTED, act=act)
        if claim.id in self._corrected:
            return Fallen(claim=claim, reason=Fall.CORRECTED, act=self._corrected[claim.id])
        return self._falls_with_its_line(claim) if self._shaken(document) else None

    def _shaken(self, document: str) -> bool:
        """Whether anything was taken back in a document or in those it derives from."""
        shaken = self._shaky.get(document)
        if shaken is None:
            taken = (self._taken_back, self._withdrawn_words)
            line = [captured.document.id for captured in self.line(document)]
            shaken = any(name in names for name in line for names in taken)
            self._shaky[document] = shaken
        return shaken

    def _falls_with_its_line(self, claim: Claim) -> Fallen | None:
        document = claim.evidence.document
        for captured in self.line(document):
            name = captured.document.id
            if name in self._taken_back:
                own = name == document
                reason = Fall.DOCUMENT_RETRACTED if own else Fall.ROOT_RETRACTED
                return Fallen(claim=claim, reason=reason, act=self._taken_back[name])
            for taken, fall, act in self._withdrawn_words.get(name, ()) if name != document else ():
                if taken.development == claim.development and taken.modality is claim.modality:
                    return Fallen(claim=claim, reason=fall, act=act)
        return None
