"""Whose consent a closed instrument waits for where nobody recorded a rule.

Takes an instrument with its participation; gives ``SidesToConsent``. A treaty that says nothing
else enters into force as soon as the consent of all its negotiators is established (VCLT art. 24
(2)). No day is computed from that: what the text says is not known, only that it was not recorded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ledger.claims.vocabulary import InstrumentForm, Stage
from ledger.edtf import Tristate

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ledger.claims.entities import Instrument
    from ledger.projections.treaties.participation import Participation

_BINDING = frozenset(
    {
        *(None, InstrumentForm.TREATY, InstrumentForm.CONVENTION),
        *(InstrumentForm.AGREEMENT, InstrumentForm.PROTOCOL),
    }
)


@attrs.frozen(kw_only=True)
class SidesToConsent:
    """The sides that must all consent, by whether they had by ``valid_at``; each list by id.

    ``uncertain`` are those of whom it cannot be told, for a vague day or a contested claim.
    """

    consented: tuple[str, ...]
    uncertain: tuple[str, ...]
    outstanding: tuple[str, ...]


def sides_to_consent(
    instrument: Instrument, parties: Sequence[Participation], stage: Stage, valid_at: date
) -> SidesToConsent | None:
    """Whose consent is there and whose is not; None where the question does not arise.

    It arises between the sides of an agreement that has its text, is not in force, and has no
    rule on record.
    """
    concluded = Stage.ADOPTED.rank <= stage.rank < Stage.IN_FORCE.rank
    if not instrument.between or instrument.entry_into_force is not None or not concluded:
        return None
    if instrument.form not in _BINDING:
        return None
    acts = {party.party: party for party in parties}
    by_answer: dict[Tristate, list[str]] = {answer: [] for answer in Tristate}
    for side in sorted(instrument.between):
        answer = acts[side].consented(valid_at) if side in acts else Tristate.NO
        by_answer[answer].append(side)
    return SidesToConsent(
        consented=tuple(by_answer[Tristate.YES]),
        uncertain=tuple(by_answer[Tristate.MAYBE]),
        outstanding=tuple(by_answer[Tristate.NO]),
    )
