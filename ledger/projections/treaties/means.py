"""By which acts a party makes its consent known, as the rule of an instrument has it.

Takes a rule and a development; tells whether that act is the one that the law asks for (VCLT
arts. 11 to 16). What the press calls ratified is no note to the other side, and a note is no
deposit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.claims.developments import ConsentDeposited, PartyNotified, Signed
from ledger.claims.entry_into_force import ConsentMeans
from ledger.claims.vocabulary import ConsentAct, SignatureForm

if TYPE_CHECKING:
    from ledger.claims.developments import Development
    from ledger.claims.entry_into_force import EntryIntoForceRule

_NOTED = frozenset({ConsentAct.NOTIFICATION, ConsentAct.UNKNOWN})


def expresses_consent(development: Development, rule: EntryIntoForceRule | None) -> bool:
    """Whether an act of a party makes its consent known by the means of the rule.

    An act that no source names is taken for the one that is asked for; without a rule, every
    act that binds is.
    """
    match development:
        case Signed(form=form):
            return form is SignatureForm.DEFINITIVE
        case PartyNotified():
            return _taken(ConsentAct.NOTIFICATION, rule)
        case ConsentDeposited(act=act):
            return _taken(act, rule)
    return False


def is_consent(development: Development) -> bool:
    """Whether a source says of an act that it bound the party, by whatever means."""
    return expresses_consent(development, None)


def _taken(act: ConsentAct, rule: EntryIntoForceRule | None) -> bool:
    if rule is None:
        return True
    match rule.by:
        case ConsentMeans.NOTIFICATION:
            return act in _NOTED
        case ConsentMeans.DEPOSIT:
            return act is not ConsentAct.NOTIFICATION or act in rule.acts
        case _:
            return True
