"""Many mistakes on a page, and in JSON: those of one cause are told once, with their places.

Takes the mistakes of one input in their order; gives groups for a reader, and a bounded list
for a program. Every mistake is counted, whatever its number.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import attrs

from ledger.errors import ClaimsError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.app.contract.envelopes import MoreData

OF_A_KIND = 10
"""How many causes of one kind a page tells in full."""
PLACES = 8
"""How many places a page names of one cause."""
IN_FULL = 1_000
"""How many mistakes JSON holds in full; of more, it has the lines by their kind."""
LINES = 1_000
"""How many lines JSON names of one kind."""


@attrs.define
class MistakeGroup:
    """Mistakes with one message: the first of them, and the places of the others."""

    first: ClaimsError
    others: list[ClaimsError] = attrs.Factory(list)

    @property
    def also(self) -> str | None:
        """Where else the same is wrong, in words."""
        return _places(self.others) if self.others else None


@attrs.define
class OneCode:
    """Mistakes of one code: the groups that are told in full, and the rest."""

    groups: list[MistakeGroup] = attrs.Factory(list)
    rest: list[ClaimsError] = attrs.Factory(list)


def in_groups(mistakes: Sequence[ClaimsError]) -> Iterator[MistakeGroup | str]:
    """The groups in the order of their first mistakes; after the last of a kind, what is left."""
    kinds: dict[str, OneCode] = {}
    groups: dict[tuple[str, str, str, bool], MistakeGroup] = {}
    for mistake in mistakes:
        kind = kinds.setdefault(mistake.code, OneCode())
        placed = mistake.where is not None and mistake.where.line is not None
        key = (mistake.code, mistake.message, mistake.fix, placed)
        if key in groups:
            groups[key].others.append(mistake)
        elif len(kind.groups) < OF_A_KIND:
            groups[key] = MistakeGroup(mistake)
            kind.groups.append(groups[key])
        else:
            kind.rest.append(mistake)
    for group in groups.values():
        yield group
        kind = kinds[group.first.code]
        if kind.rest and kind.groups[-1] is group:
            word = group.first.code.replace("-", " ")
            yield f"and {len(kind.rest):,} more of this kind ({word}): {_places(kind.rest)}"


def counted(mistakes: Sequence[ClaimsError]) -> str:
    """How many there are of each kind, the most first."""
    counts = Counter(mistake.code.replace("-", " ") for mistake in mistakes)
    return ", ".join(f"{number:,} {code}" for code, number in counts.most_common())


def more(mistakes: Sequence[ClaimsError]) -> list[MoreData]:
    """The mistakes that JSON does not hold in full: by kind, how many and on which lines."""
    kinds: dict[str, list[ClaimsError]] = {}
    for mistake in mistakes[IN_FULL:]:
        kinds.setdefault(mistake.code, []).append(mistake)
    return [
        {"code": code, "count": len(rest), "lines": _lines(rest)[:LINES]}
        for code, rest in kinds.items()
    ]


def _places(mistakes: Sequence[ClaimsError]) -> str:
    places = [str(mistake.where) for mistake in mistakes[:PLACES] if mistake.where is not None]
    sources = {place.rpartition(":")[0] for place in places}
    if len(sources) == 1 and (source := sources.pop()):
        places = [place.removeprefix(f"{source}:") for place in places]
    left = len(mistakes) - len(places)
    tail = f" and {left:,} more" if left and places else ""
    cells = all(mistake.where and mistake.where.cell for mistake in mistakes[:PLACES])
    noun = "cell" if cells else "line"
    return f"{noun} {', '.join(places)}{tail}" if places else "no place known"


def _lines(mistakes: Sequence[ClaimsError]) -> list[int]:
    lines = (mistake.where.line for mistake in mistakes if mistake.where is not None)
    return sorted({line for line in lines if line is not None})
