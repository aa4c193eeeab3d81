"""A development in a reader's words: one short phrase for each kind.

Takes a development and the names of what it speaks of; gives plain text without a full stop.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.claims import developments as d
from ledger.claims.developments.fields import majority_words
from ledger.claims.names import NAMELESS, Names
from ledger.views.policies import policy_phrase

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ledger.projections.treaties.sides import SidesToConsent


def phrase(development: d.Development, names: Names = NAMELESS) -> str:
    """What a development says, in a few words."""
    match development:
        case d.Contact():
            return _contact(development, names)
        case d.InstrumentDevelopment():
            return _instrument(development, names)
        case d.HurdleDevelopment():
            return _hurdle(development, names)
        case _:
            return _statement(development, names)


def foreseen(development: d.Development, names: Names = NAMELESS) -> str:
    """The same of something that is still to come: what is to be done, and by whom.

    >>> foreseen(d.Signed(party="japan", instrument="raa"))
    'japan to sign raa'
    """
    match development:
        case d.Signed(party=None, instrument=subject):
            return f"{names.of(subject)}: to be signed"
        case d.Signed(party=str() as party, instrument=subject):
            return f"{names.of(party)} to sign {names.of(subject)}"
        case d.DomesticallyApproved(party=party, instrument=subject):
            return f"{names.of(party)} to approve {names.of(subject)} at home"
        case d.RatificationReported(party=party, instrument=subject):
            return f"{names.of(party)} to ratify {names.of(subject)}"
        case d.ConsentDeposited(party=party, act=act, instrument=subject):
            how = "consent" if act == "unknown" else str(act).replace("-", " ")
            return f"{names.of(party)} to deposit its {how} to {names.of(subject)}"
        case d.PartyNotified(party=party, instrument=subject):
            treaty = names.of(subject)
            return f"{names.of(party)} to notify completion of its procedures for {treaty}"
        case d.PartyAct(party=str() as party, instrument=subject) if type(development) in _TO_UNDO:
            words = _TO_UNDO[type(development)].format(names.of(subject))
            return f"{names.of(party)} to {words}"
    to_come: dict[type, str] = {
        d.NegotiationOpened: "negotiation to open",
        d.NegotiationOngoing: "negotiation to go on",
        d.NegotiationSuspended: "negotiation to be suspended",
        d.NegotiationResumed: "negotiation to be taken up again",
        d.NegotiationConcluded: "negotiation to be concluded",
        d.TextAdopted: "text to be adopted",
        d.TextInitialled: "text to be initialled",
        d.OpenedForSignature: "to be opened for signature",
        d.EnteredIntoForce: "to enter into force",
        d.ProvisionallyApplied: "to be applied provisionally",
        d.ProvisionalApplicationEnded: "provisional application to end",
        d.InstrumentSuspended: "to be suspended",
        d.InstrumentResumed: "to be resumed",
        d.InstrumentTerminated: "to be terminated",
    }
    whole = to_come.get(type(development))
    if whole is None or not isinstance(development, d.InstrumentDevelopment):
        return phrase(development, names)
    return f"{names.of(development.instrument)}: {whole}"


_TO_UNDO: dict[type, str] = {
    d.ConsentWithdrawn: "withdraw its consent to {}",
    d.Denounced: "denounce {}",
    d.SignatureWithdrawn: "withdraw its signature of {}",
    d.DenunciationWithdrawn: "take back its denunciation of {}",
    d.ReservationWithdrawn: "withdraw its reservation to {}",
    d.ParticipationSuspended: "suspend {} for itself",
    d.ParticipationResumed: "resume {}",
}


def _contact(development: d.Contact, names: Names) -> str:
    words = {
        d.MeetingHeld: "meeting",
        d.VisitMade: "visit",
        d.WorkshopHeld: "workshop",
        d.NegotiationRoundHeld: "negotiation round",
        d.CapabilityPresented: "presentation",
        d.BodyMet: "meeting",
    }[type(development)]
    if isinstance(development, d.CapabilityPresented):
        words += f" by {listed(names.each(development.presenters))}"
    if isinstance(development, d.BodyMet):
        words += f" of {names.of(development.body)}"
    if development.host is not None:
        words += f" hosted by {names.of(development.host)}"
    if development.participants:
        words += f" with {listed(names.each(development.participants))}"
    if development.headcount is not None:
        each = " on each side" if development.each_side else ""
        words += f", {development.headcount}{each}"
    if development.topics:
        words += f": {listed(development.topics)}"
    return words


def _statement(development: d.Development, names: Names) -> str:
    match development:
        case d.InterestExpressed(parties=parties, topic=topic):
            return f"{listed(names.each(parties))}: interest in {topic}"
        case d.OpinionStated(topic=topic):
            return f"opinion: {topic}"
        case d.RelationEstablished(name=relation, parties=parties, duration=duration):
            lasting = f", for {duration}" if duration else ""
            return f"{relation} ({listed(names.each(parties))}){lasting}"
        case d.FactReported(topic=topic, figures=figures):
            numbers = f": {listed(figures)}" if figures else ""
            return f"{topic}{numbers}"
        case d.JointActivity(parties=parties, activity=activity, topics=topics, duration=duration):
            fields = f": {listed(topics)}" if topics else ""
            lasting = f", for {duration}" if duration else ""
            return f"{activity} ({listed(names.each(parties))}){lasting}{fields}"
        case d.IntentStated(parties=parties, intent=intent):
            return f"{listed(names.each(parties))}: intent to {intent}"
        case d.MemorandumConcluded(parties=parties, subject=subject):
            return f"memorandum on {subject} ({listed(names.each(parties))})"
        case d.SourcesNamed(sources=sources):
            return f"names its sources: {listed(sources)}"
    return policy_phrase(development, names) or development.kind


def _instrument(development: d.InstrumentDevelopment, names: Names) -> str:
    subject = names.of(development.instrument)
    match development:
        case d.ConsentsCounted(count=None, needed=needed, required=required):
            base = f" of {required}" if required else ""
            return f"{subject}: {needed} more consents{base} needed"
        case d.ConsentsCounted(count=count, required=required, members=members, stage=stage):
            base = f" of {required or members}" if required or members else ""
            counted = {"unknown": "ratifications, stage unknown", "deposited": "consents"}
            return f"{subject}: {count}{base} {counted.get(stage, stage)}"
        case d.PartyAct():
            return _act(development, names, subject)
        case d.NegotiationConcluded(conclusion=conclusion):
            how = "" if conclusion is None else f" ({_plain(conclusion)})"
            return f"{subject}: negotiation concluded{how}"
        case d.ProvisionallyApplied(part=str() as part):
            return f"{subject}, {part}: provisionally applied"
        case d.ProvisionalApplicationEnded(part=str() as part):
            return f"{subject}, {part}: provisional application ended"
        case d.TermStated(until=until, duration=duration, renewal=renewal):
            end = f" until {until.display}" if until else ""
            lasting = f" for {duration}" if duration else ""
            how = f", renewal {_plain(renewal)}" if renewal else ""
            return f"{subject}: runs{lasting}{end}{how}"
        case d.InstrumentRenewed(until=until, duration=duration):
            end = f" until {until.display}" if until else ""
            lasting = f" for {duration}" if duration else ""
            return f"{subject}: renewed{lasting}{end}"
        case d.InstrumentsRelated(relation=relation, to=to):
            return f"{subject} {RELATIONS[relation]} {listed(names.each(to))}"
        case d.InstrumentAmended(amendment=amendment):
            return f"{subject} amended: {amendment}"
        case d.AgreementReported(stage=stage):
            stage_words = "" if stage == "unknown" else f" ({stage})"
            return f"{subject} spoken of as an agreement{stage_words}"
    words = {
        d.NegotiationOpened: "negotiation opened",
        d.NegotiationOngoing: "negotiation going on",
        d.NegotiationSuspended: "negotiation suspended",
        d.NegotiationResumed: "negotiation resumed",
        d.TextAdopted: "text adopted",
        d.TextInitialled: "text initialled",
        d.OpenedForSignature: "opened for signature",
        d.EnteredIntoForce: "entered into force",
        d.ProvisionallyApplied: "provisionally applied",
        d.ProvisionalApplicationEnded: "provisional application ended",
        d.InstrumentSuspended: "suspended",
        d.InstrumentResumed: "resumed",
        d.InstrumentTerminated: "terminated",
        d.InstrumentExpired: "expired",
    }
    return f"{subject}: {words[type(development)]}"


def _act(development: d.PartyAct, names: Names, subject: str) -> str:
    who = "" if development.party is None else names.of(development.party)
    match development:
        case d.Signed(form=form):
            signed = f"{who} signed {subject}" if who else f"{subject}: signed"
            return signed if form == "simple" else f"{signed} ({form})"
        case d.DomesticallyApproved(step=step, vote=vote):
            by = "" if step == "unknown" else f" ({_plain(step)})"
            return f"{who} approved {subject} at home{by}{_vote(vote)}"
        case d.RatificationReported(vote=vote):
            return f"{who} said to have ratified {subject}, at home or not{_vote(vote)}"
        case d.ConsentDeposited(act=act):
            how = "consent" if act == "unknown" else _plain(act)
            return f"{who} deposited its {how} to {subject}"
        case d.PartyNotified():
            return f"{who} notified completion of its procedures for {subject}"
        case d.ReservationMade(reservation=reservation):
            return f"{who} made a reservation to {subject}: {reservation}"
        case d.ReservationWithdrawn(reservation=reservation):
            which = f": {reservation}" if reservation else ""
            return f"{who} withdrew its reservation to {subject}{which}"
    return _UNDONE[type(development)].format(who=who, subject=subject)


_UNDONE: dict[type, str] = {
    d.ConsentWithdrawn: "{who} withdrew its consent to {subject}",
    d.Denounced: "{who} denounced {subject}",
    d.SignatureWithdrawn: "{who} withdrew its signature of {subject}",
    d.DomesticApprovalLapsed: "the approval of {subject} in {who} lapsed",
    d.DenunciationWithdrawn: "{who} took back its denunciation of {subject}",
    d.ParticipationSuspended: "{who} suspended {subject} for itself",
    d.ParticipationResumed: "{who} resumed {subject}",
}


def _vote(vote: d.Vote | None) -> str:
    return "" if vote is None else f", {vote}"


def _plain(word: str) -> str:
    return word.replace("-", " ")


def _hurdle(development: d.HurdleDevelopment, names: Names) -> str:
    if isinstance(development, d.RequirementStated):
        return development.title + _required(development)
    if isinstance(development, d.CourtReferral):
        court = "a court" if development.court is None else names.of(development.court)
        return f"referred to {court}: {development.title}{_vote(development.vote)}"
    if isinstance(development, d.CourtOpinion):
        finding = "" if development.finding == "unknown" else f": {_plain(development.finding)}"
        return f"{names.of(development.hurdle)}: opinion given{finding}"
    words = type(development).kind.replace("-", " ")  # type: ignore[attr-defined]
    party = getattr(development, "party", None)
    whose = f" for {names.of(party)}" if party else ""
    authorities = getattr(development, "authorities", ())
    by = f" by {listed(names.each(authorities))}" if authorities else ""
    coverage = getattr(development, "coverage", None)
    part = f", covers {coverage}" if coverage else ""
    vote = _vote(getattr(development, "vote", None))
    return f"{names.of(development.hurdle)}: {words}{whose}{by}{part}{vote}"


def _required(requirement: d.RequirementStated) -> str:
    if requirement.majority is None:
        return ""
    return f", {majority_words(requirement.majority, requirement.majority_of)}"


RELATIONS = {
    "part-of": "is part of",
    "split-into": "was split into",
    "replaces": "replaces",
    "amends": "amends",
    "side-letter-to": "is a side letter to",
    "implements": "implements",
}
"""What an instrument is to another one, as one says it."""
INVERSE = {
    "part-of": "has as a part",
    "split-into": "came of a split of",
    "replaces": "is replaced by",
    "amends": "is amended by",
    "side-letter-to": "has as a side letter",
    "implements": "is implemented by",
}
"""The same, said of the other one."""


def sides_words(sides: SidesToConsent, names: Names) -> str:
    """Whose consent is there and whose is not, as "both must consent; neither has"."""
    number = sum(map(len, (sides.consented, sides.uncertain, sides.outstanding)))
    all_of = "both" if number == 2 else f"all {number}"  # noqa: PLR2004 - two are "both"
    if not sides.uncertain and not sides.outstanding:
        return f"{all_of} have consented; no source says that it is in force"
    parts = [
        f"{listed(names.each(parties))} {has if len(parties) == 1 else have}"
        for parties, has, have in (
            (sides.consented, "has", "have"),
            (sides.uncertain, "may have", "may have"),
            (sides.outstanding, "has not", "have not"),
        )
        if parties
    ]
    if len(sides.outstanding) == number:
        parts = ["neither has" if number == 2 else "none has"]  # noqa: PLR2004 - the same
    return f"{all_of} must consent; {', '.join(parts)}"


def listed(values: Iterable[object]) -> str:
    """Values in a row, the last joined by "and"."""
    words = [str(value) for value in values]
    if len(words) < 2:  # noqa: PLR2004 - a list of two needs no comma
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
