"""Whether two parties are one: what the ledger's owner judges, and may judge otherwise later.

Gives ``Judgement``, a value that the log keeps. It is no claim of the news, and no claim is
rewritten for it: ``projections.weighing.parties`` reads the claims as the judgements have it.
"""

from __future__ import annotations

import attrs

from ledger.claims.developments.fields import Text
from ledger.claims.vocabulary import Verdict
from ledger.ids import PartyId


@attrs.frozen(kw_only=True)
class Judgement:
    """Two parties, the first by id first, and what is judged of them.

    ``by`` is None where whoever recorded it judged. A later judgement on the same two takes
    the place of the earlier one. ``again`` counts how often the same was judged before and then
    otherwise; None: never.
    """

    party: PartyId
    other: PartyId
    verdict: Verdict
    reason: Text
    by: Text | None = None
    again: int | None = None

    @property
    def pair(self) -> str:
        """The two, as an id: ``kari+korean-aerospace-research-institute``."""
        return pair_of(self.party, self.other)


def pair_of(party: str, other: str) -> str:
    """The id of what is judged of two parties, in whatever order they are named.

    >>> pair_of("korea", "kari") == pair_of("kari", "korea") == "kari+korea"
    True
    """
    return "+".join(sorted((party, other)))
