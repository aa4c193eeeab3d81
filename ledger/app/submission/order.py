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

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.claims.commands import Command
    from ledger.entries.fragment import Fragment


def parties_of_file(commands: Sequence[Command | Fragment]) -> list[int]:
    """The places of the parties' descriptions, from 0, each after those it builds on.

    It builds on earlier ones of the same party, on those of the party that it is part of,
    and on those of its members.
    """
    parties = {
        place: command.entity
        for place, command in ((place, commands[place]) for place in range(len(commands)))
        if isinstance(command, Describe) and isinstance(command.entity, Party)
    }
    needs = _needs(parties)
    order: list[int] = []
    left = dict.fromkeys(parties)
    while left:
        ready = [place for place in left if needs[place].isdisjoint(left)]
        for place in ready or list(left):  # a circle is for ``decide`` to refuse
            order.append(place)
            del left[place]
    return order


def _needs(parties: dict[int, Party]) -> dict[int, set[int]]:
    called: dict[str, list[int]] = {}
    for place, party in parties.items():
        for name in {str(party.id), *names_of(party)}:
            called.setdefault(name, []).append(place)
    needs: dict[int, set[int]] = {}
    for place, party in parties.items():
        same = {other for other in called[party.id] if parties[other].id == party.id}
        needs[place] = {other for other in same if other < place}
        for named in (party.part_of or "", *(member.party for member in party.members)):
            needs[place] |= set(called.get(named) or called.get(folded(named)) or ()) - same
    return needs
