"""Recording: what was recorded can be seen where it should be, under one spelling, on its own day.

These are true of single claims and wrong of the ledger: something was left out that a page needs.
"""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher
from itertools import combinations
from typing import TYPE_CHECKING

from ledger.checks.finding import Across, Found, Scope
from ledger.claims.developments import AgreementReported
from ledger.claims.naming import folded, names_of
from ledger.claims.vocabulary import Modality, Stage
from ledger.edtf import Tristate
from ledger.projections.weighing.dates import happened_by
from ledger.spoken import spoken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.projections.status import PartnershipView
    from ledger.projections.treaties.instruments import InstrumentState

_MANY = 8
"""From so many documents of one day on it is looked at how many others there are."""

_SHARE = 3  # of a third of all documents
_PUBLISHERS = 3
_ALIKE = 0.88
_BEGINNING = 4


def instruments_followed(across: Across) -> Iterator[Found]:
    """Every instrument is followed by a partnership, and by each whose claims speak of it."""
    for name, instrument in sorted(across.standing.facts.instruments.items()):
        mentions = across.mentions.get(name, {})
        for partnership, claims in sorted(mentions.items()):
            yield Found(
                subject=name,
                claims=tuple(sorted(claims)),
                sentence=spoken(
                    "{partnership} does not follow {title}, of which its claims speak: what "
                    "becomes of it does not show there",
                    partnership=partnership,
                    title=instrument.title,
                ),
                fix=spoken(
                    "describe {instrument} again with {partnership} among its partnerships",
                    instrument=name,
                    partnership=partnership,
                ),
            )
        if not instrument.partnerships and not mentions:
            yield Found(
                subject=name,
                sentence=spoken(
                    "no partnership follows {title}: it shows on no status", title=instrument.title
                ),
                fix=spoken(
                    "describe {instrument} again with the partnerships that follow it",
                    instrument=name,
                ),
            )


def signed_agreements_count(scope: Scope) -> Iterator[Found]:
    """What all parties of a partnership signed counts for its stage: it names its sides."""
    for view in scope.views:
        parties = set(scope.standing.facts.partnerships[view.id].parties)
        stage, _ = view.stage
        for state in view.instruments if parties and stage.rank < Stage.SIGNED.rank else ():
            between = scope.standing.facts.instruments[state.id].between
            signed = _signed(state, view)
            if not between and parties <= signed.keys():
                yield Found(
                    subject=view.id,
                    claims=tuple(signed[party] for party in sorted(parties)),
                    sentence=spoken(
                        "both sides signed {title}, and the stage stays {stage}: the agreement "
                        "does not name its sides",
                        title=state.title,
                        stage=stage,
                    ),
                    fix=spoken(
                        "describe {instrument} again with {field}, if it is closed to others",
                        instrument=state.id,
                        field=f"between: [{', '.join(sorted(parties))}]",
                    ),
                )


def _signed(state: InstrumentState, view: PartnershipView) -> dict[str, str]:
    """Who signed by the day that is asked about, each with a claim."""
    day = view.standing.clocks.valid_at
    return {
        party.party: party.signature.claims[0]
        for party in state.participation
        if party.signature.span is not None
        and party.signature.claims
        and happened_by(party.signature.span, day) is Tristate.YES
    }


def stated_stages_lead_on(scope: Scope) -> Iterator[Found]:
    """A stage that a source states of an agreement is reached by what is recorded of it."""
    states = {state.id: state for state in scope.instruments}
    for recorded in scope.claims:
        claim = recorded.claim
        match claim.development:
            case AgreementReported(instrument=name, stage=stage) if (
                claim.modality is Modality.ACTUAL
                and name in states
                and Stage(stage.value).rank > states[name].stage.rank
            ):
                state = states[name]
                yield Found(
                    subject=name,
                    claims=(claim.id,),
                    sentence=spoken(
                        "{title} is spoken of as {stage}, and nothing recorded takes it there: "
                        "its stage is {reached}",
                        title=state.title,
                        stage=stage,
                        reached=state.stage,
                    ),
                    fix=spoken("record who did so and when, with the words that say it"),
                )


def publishers_told_apart(across: Across) -> Iterator[Found]:
    """No publisher is spelled in two ways, unless a party bears both names or each its own."""
    facts = across.standing.facts
    counts = Counter(captured.document.publisher for captured in facts.documents.values())
    parties: dict[str, set[str]] = {}
    for party in facts.parties.values():
        for called in names_of(party):
            parties.setdefault(called, set()).add(party.id)
    groups: dict[str, list[str]] = {}
    for name in sorted(counts):
        groups.setdefault(_letters(name)[:_BEGINNING], []).append(name)
    for _, group in sorted(groups.items()):
        for name, other in combinations(group, 2):
            as_parties = folded(name) in parties, folded(other) in parties
            if folded(name) != folded(other) and _alike(name, other) and not all(as_parties):
                yield Found(
                    subject=name,
                    sentence=spoken(
                        "{name} (documents: {count}) and {other} ({other_count}) are spelled "
                        "nearly the same: they count as two publishers",
                        name=name,
                        count=counts[name],
                        other=other,
                        other_count=counts[other],
                    ),
                    fix=spoken(
                        "record the publisher as a party with the other spelling among its "
                        "aliases, or each as a party of its own"
                    ),
                )


def _letters(name: str) -> str:
    words = [word for word in folded(name).split() if word != "the"]
    return "".join(letter for letter in "".join(words) if letter.isalnum())


def _alike(name: str, other: str) -> bool:
    matcher = SequenceMatcher(None, _letters(name), _letters(other))
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def days_of_their_own(across: Across) -> Iterator[Found]:
    """No single day is given as that of publication for a third of all documents."""
    documents = [captured.document for captured in across.standing.facts.documents.values()]
    by_day: dict[str, list[str | None]] = {}
    for document in documents:
        if document.published:
            by_day.setdefault(str(document.published), []).append(document.publisher)
    for day, bylines in sorted(by_day.items()):
        count, publishers = len(bylines), set(bylines)
        if count >= _MANY and count * _SHARE >= len(documents) and len(publishers) >= _PUBLISHERS:
            yield Found(
                subject=day,
                sentence=spoken(
                    "{count} of {of} documents, of {publishers} publishers, are said to be "
                    "published {day}",
                    count=count,
                    of=len(documents),
                    publishers=len(publishers),
                    day=day,
                ),
                fix=spoken("look at some of them: was the day of one kept for the others?"),
            )
