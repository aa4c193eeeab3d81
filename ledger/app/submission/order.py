"""In which order commands are decided: who there is comes before what is said of them.

Takes commands as they were given; gives their places in the order of deciding. So a file may
register a party above or below the entries that name it, and a name means the same in all of
them: it is looked for among all parties of the file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.claims.commands import Describe
from ledger.claims.entities import Party
from ledger.claims.naming import folded, names_of
from ledger.entries.entry_list import whole_parts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.claims.commands import Command
    from ledger.entries.fragment import Fragment
    from ledger.ids import PartyId


def parties_of_file(commands: Sequence[Command | Fragment]) -> list[int]:
    """The places of the parties' descriptions, from 0, each after those it builds on.

    It builds on earlier ones of the same party, on those of the party that it is part of,
    and on those of its members.
    """
    parties = {
        place: command.entity
        for place, command in ((place, commands[place]) for place in whole_parts(commands))
        if isinstance(command, Describe) and isinstance(command.entity, Party)
    }
    needs = _needs(parties)
    followers: dict[int, list[int]] = {}
    for place, earlier in needs.items():
        for other in earlier:
            followers.setdefault(other, []).append(place)
    waiting = {place: len(earlier) for place, earlier in needs.items() if earlier}
    ready = [place for place in parties if place not in waiting]
    order: list[int] = []
    while ready:
        order += ready
        freed: list[int] = []
        for follower in (follower for place in ready for follower in followers.get(place, ())):
            waiting[follower] -= 1
            if not waiting[follower]:
                del waiting[follower]
                freed.append(follower)
        ready = sorted(freed)
    return order + list(waiting)  # a circle is for ``decide`` to refuse


def _needs(parties: dict[int, Party]) -> dict[int, set[int]]:
    """For each place those right before it: the last of a party comes after its others."""
    called: dict[str, dict[PartyId, int]] = {}
    needs: dict[int, set[int]] = {}
    for place, party in parties.items():
        before = called.get(party.id, {}).get(party.id)
        needs[place] = set() if before is None else {before}
        for name in {str(party.id), *names_of(party)}:
            called.setdefault(name, {})[party.id] = place
    for place, party in parties.items():
        for named in (party.part_of or "", *(member.party for member in party.members)):
            last = called.get(named) or called.get(folded(named)) or {}
            needs[place].update(last[other] for other in last if other != party.id)
    return needs
