"""By which names a party speaks: those by which it alone is called.

Takes facts; gives ids by names, letters made comparable.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.claims.naming import folded

if TYPE_CHECKING:
    from ledger.facts.facts import Facts


def voices(facts: Facts) -> dict[str, str]:
    """By name, letters made comparable, the party that alone is called so.

    A publisher that is itself a party speaks with that party's voice: a ministry on its own page,
    and a paper that quotes the ministry.
    """
    named: dict[str, set[str]] = {}
    for party in facts.parties.values():
        for name in (party.name, *party.aliases):
            named.setdefault(folded(name), set()).add(party.id)
    return {name: ids.pop() for name, ids in named.items() if len(ids) == 1}
