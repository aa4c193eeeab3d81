"""Contacts and statements: what parties did together or said of each other.

Terms after PLOVER and CAMEO. ``occasion`` joins claims that speak of one and the same event,
so that three accounts of one workshop stay three claims and one workshop.
"""

from __future__ import annotations

from typing import ClassVar

import attrs

from ledger.claims.developments.fields import Count, Figure, Occasion, Text, Threshold, described
from ledger.claims.vocabulary import Stage
from ledger.ids import InstrumentId, PartyId


@attrs.frozen(kw_only=True)
class Contact:
    """What every contact between parties has."""

    stage: ClassVar[Stage] = Stage.DIALOGUE

    host: PartyId | None = described("who held it or received the others", default=None)
    participants: tuple[PartyId, ...] = described("who took part", default=())
    topics: tuple[Text, ...] = described("what it was about", default=())
    occasion: Occasion | None = described(
        "a name shared by all claims about this one event", default=None
    )
    headcount: Figure | None = described("how many people took part", default=None)
    each_side: bool | None = described("whether that many on each side", default=None)


@attrs.frozen(kw_only=True)
class MeetingHeld(Contact):
    """A meeting, consultation or reception of a delegation."""

    kind: ClassVar[str] = "meeting-held"


@attrs.frozen(kw_only=True)
class VisitMade(Contact):
    """A visit of one party to another."""

    kind: ClassVar[str] = "visit-made"


@attrs.frozen(kw_only=True)
class WorkshopHeld(Contact):
    """A workshop, seminar or conference."""

    kind: ClassVar[str] = "workshop-held"


@attrs.frozen(kw_only=True)
class NegotiationRoundHeld(Contact):
    """A round of negotiation on an instrument."""

    kind: ClassVar[str] = "negotiation-round-held"
    stage: ClassVar[Stage] = Stage.NEGOTIATION

    instrument: InstrumentId | None = described("the instrument negotiated", default=None)
    round: Count | None = described("which round, from 1", default=None)


@attrs.frozen(kw_only=True)
class CapabilityPresented(Contact):
    """A party showed what it has or can do; ``topics`` says what."""

    kind: ClassVar[str] = "capability-presented"

    presenters: tuple[PartyId, ...] = described("who presented")


@attrs.frozen(kw_only=True)
class InterestExpressed:
    """A party said that it is willing or interested."""

    kind: ClassVar[str] = "interest-expressed"
    stage: ClassVar[Stage] = Stage.DIALOGUE

    parties: tuple[PartyId, ...] = described("whose interest it is")
    topic: Text = described("in what")


@attrs.frozen(kw_only=True)
class OpinionStated:
    """A person's or an organisation's judgement; it proves only that it was said."""

    kind: ClassVar[str] = "opinion-stated"
    stage: ClassVar[Stage] = Stage.UNKNOWN

    topic: Text = described("what the opinion is about")


@attrs.frozen(kw_only=True)
class RelationEstablished:
    """A named relation between states, such as a strategic partnership."""

    kind: ClassVar[str] = "relation-established"
    stage: ClassVar[Stage] = Stage.DIALOGUE

    parties: tuple[PartyId, ...] = described("between whom")
    name: Text = described("the relation's own name")
    duration: Figure | None = described("for how long, as reported", default=None)


@attrs.frozen(kw_only=True)
class FactReported:
    """A programme or a fact, with its figures."""

    kind: ClassVar[str] = "fact-reported"
    stage: ClassVar[Stage] = Stage.UNKNOWN

    about: tuple[PartyId, ...] = described("which parties it concerns", default=())
    topic: Text = described("the fact, in a few words")
    figures: tuple[Figure, ...] = described("its figures", default=())


@attrs.frozen(kw_only=True)
class JointActivity:
    """Work that parties do together, or mean to."""

    kind: ClassVar[str] = "joint-activity"
    stage: ClassVar[Stage] = Stage.DIALOGUE

    parties: tuple[PartyId, ...] = described("who works together")
    activity: Text = described("on what")
    topics: tuple[Text, ...] = described("its fields", default=())
    duration: Figure | None = described("for how long", default=None)


@attrs.frozen(kw_only=True)
class FundingCommitted:
    """Money or resources that a party committed."""

    kind: ClassVar[str] = "funding-committed"
    stage: ClassVar[Stage] = Stage.DIALOGUE

    funder: PartyId = described("who pays")
    purpose: Text = described("for what")
    amount: Figure | None = described("how much", default=None)
    recipient: PartyId | None = described("who receives it", default=None)
    tranche: Threshold | None = described("which of several payments, from 1", default=None)
    total: Figure | None = described("of how much in all", default=None)


@attrs.frozen(kw_only=True)
class FundingDisbursed:
    """Money or resources that a party paid: the whole, or one of several payments."""

    kind: ClassVar[str] = "funding-disbursed"
    stage: ClassVar[Stage] = Stage.DIALOGUE

    funder: PartyId = described("who paid")
    purpose: Text = described("for what")
    amount: Figure | None = described("how much", default=None)
    recipient: PartyId | None = described("who received it", default=None)
    tranche: Threshold | None = described("which of several payments, from 1", default=None)
    total: Figure | None = described("of how much in all", default=None)


@attrs.frozen(kw_only=True)
class IntentStated:
    """A statement of intent: less than a memorandum, and not an agreement."""

    kind: ClassVar[str] = "intent-stated"
    stage: ClassVar[Stage] = Stage.DIALOGUE

    parties: tuple[PartyId, ...] = described("whose intent it is")
    intent: Text = described("to do what")


@attrs.frozen(kw_only=True)
class MemorandumConcluded:
    """A memorandum of understanding: signed, and as a rule not binding."""

    kind: ClassVar[str] = "memorandum-concluded"
    stage: ClassVar[Stage] = Stage.MEMORANDUM

    parties: tuple[PartyId, ...] = described("between whom")
    subject: Text = described("on what")
    instrument: InstrumentId | None = described(
        "the memorandum, where it is described", default=None
    )


@attrs.frozen(kw_only=True)
class SourcesNamed:
    """A document named the sources that it drew on."""

    kind: ClassVar[str] = "sources-named"
    stage: ClassVar[Stage] = Stage.UNKNOWN

    sources: tuple[Text, ...] = described("the sources, as named")
