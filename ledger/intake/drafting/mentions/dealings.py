"""Which partnerships a text is about, by whom and what it mentions.

Takes mentions and names; gives ids. Absent: a choice between two of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.intake.drafting.mentions.names import Mention, NameIndex


def partnerships_in(mentions: Sequence[Mention], names: NameIndex) -> tuple[str, ...]:
    """The partnerships of which every party is mentioned, itself or a body of it."""
    direct = {m.id for m in mentions if m.kind == "partnership" and m.id}
    if direct:
        return tuple(sorted(direct))
    states = {names.state_of(m.id) for m in mentions if m.kind == "party" and m.id}
    states |= {m.id for m in mentions if m.kind == "party" and m.id}
    whole = [
        partnership.id
        for partnership in names.partnerships.values()
        if states.issuperset(partnership.parties)
    ]
    titled = {
        followed
        for m in mentions
        if m.kind == "instrument" and m.id
        for followed in names.instruments[m.id].partnerships
    }
    return tuple(sorted(set(whole) & titled or whole or titled))
