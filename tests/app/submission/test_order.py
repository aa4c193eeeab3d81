"""The parties of a file are decided in an order in which each comes after those it builds on."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.app.submission.order import parties_of_file
from ledger.claims.commands import Describe
from ledger.claims.entities import Member, Party

IDS = ("ana", "ben", "cid", "dan")
PARTIES = st.builds(
    Party,
    id=st.sampled_from(IDS),
    name=st.sampled_from(IDS),
    part_of=st.none() | st.sampled_from(IDS),
    members=st.lists(
        st.sampled_from(IDS).map(lambda name: Member(party=name)), max_size=2, unique=True
    ).map(tuple),
)


def order(parties: list[Party]) -> list[int]:
    return parties_of_file([Describe(entity=party) for party in parties])


def rounds(parties: list[Party]) -> list[int]:
    """The same by rounds over all that is left: slow, and plain to read."""
    needs = [
        {
            other
            for other, earlier in enumerate(parties)
            if (earlier.id == party.id and other < place)
            or (
                earlier.id != party.id
                and {party.part_of, *(member.party for member in party.members)}
                & {earlier.id, earlier.name}
            )
        }
        for place, party in enumerate(parties)
    ]
    left = list(range(len(parties)))
    done: list[int] = []
    while left:
        ready = [place for place in left if not needs[place] & set(left)] or left
        done += ready
        left = [place for place in left if place not in ready]
    return done


@settings(derandomize=True, database=None)
@given(st.lists(PARTIES, max_size=7))
def test_each_comes_after_those_it_builds_on(parties):
    """The order is that of rounds, each of all parties whose needs are met."""
    assert order(parties) == rounds(parties)


def test_a_long_chain_of_parties_is_put_in_order():
    """Each is part of the next: what is left is not walked for each of them."""
    chain = [
        Party(id=f"p{place}", name=f"Office {place}", part_of=f"p{place + 1}")
        for place in range(20_000)
    ]

    assert order(chain) == list(reversed(range(20_000)))


def test_parties_that_are_part_of_each_other_are_left_for_the_decision():
    """A circle comes last, in the order of the file."""
    circle = [
        Party(id="ana", name="Ana", part_of="ben"),
        Party(id="ben", name="Ben", part_of="ana"),
    ]

    assert order([*circle, Party(id="cid", name="Cid")]) == [2, 0, 1]
