"""The members of a group: whoever is described, and also where groups are in each other."""

from __future__ import annotations

from datetime import date

import pytest

from ledger.claims.entities import Member, Party
from ledger.claims.vocabulary import PartyKind
from ledger.facts.facts import Facts
from ledger.projections.weighing.parties.groups import members_of


def group(name, *members):
    """A group of such members."""
    parties = tuple(Member(party=member) for member in members)
    return Party(id=name, name=name, type=PartyKind.GROUP, members=parties)


@pytest.mark.parametrize(
    ("groups", "members"),
    [
        ((), ("g",)),
        ((group("g"),), ("g",)),
        ((group("g", "a", "b"),), ("a", "b")),
        ((group("g", "a", "h"), group("h", "b", "a")), ("a", "b")),
        ((group("g", "a", "h"), group("h", "g", "b")), ("a", "g", "b")),
    ],
)
def test_the_members_of_a_group_are_those_of_the_groups_in_it_too(groups, members):
    """Each once, in the order described; a party of which nothing is described is itself."""
    facts = Facts(parties={party.id: party for party in groups})
    assert members == members_of(facts, lambda party: party, "g", date(2024, 1, 1))
