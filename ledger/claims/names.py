"""How readers know what has an id: a party by its name, everything else by its title.

Takes names by id; gives ``Names``, which an answer carries for its pages. It knows no ledger: an
id that it has no name for stands as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@attrs.frozen
class Names:
    """Names and titles by id; never changed.

    >>> names = Names({"alce": "the Convention", "mexico": "Mexico"})
    >>> names.of("mexico"), names.of("alce/mexico"), names.of("ruritania")
    ('Mexico', 'the Convention, Mexico', 'ruritania')
    """

    by_id: Mapping[str, str] = attrs.field(factory=dict, hash=False)

    def of(self, id_: str) -> str:
        """The name of an id; of a place in something (``alce/mexico``) the names of both."""
        name = self.by_id.get(id_)
        if name is not None:
            return name
        whole, _, part = id_.partition("/")
        if part and whole in self.by_id:
            return f"{self.by_id[whole]}, {self.of(part)}"
        return id_

    def each(self, ids: Iterable[str]) -> tuple[str, ...]:
        """The names of ids, in the order given."""
        return tuple(map(self.of, ids))

    def with_more(self, names: Mapping[str, str]) -> Names:
        """These names, and those of ids that have none here."""
        return Names(_Both(self.by_id, names))


class _Both(Mapping[str, str]):
    """Two sets of names as one, the first before the second; neither is copied."""

    def __init__(self, first: Mapping[str, str], second: Mapping[str, str]) -> None:
        self._first = first
        self._second = second

    def __getitem__(self, name: str) -> str:
        return self._first[name] if name in self._first else self._second[name]

    def __iter__(self) -> Iterator[str]:
        return iter({**self._second, **self._first})

    def __len__(self) -> int:
        return len(self._first.keys() | self._second.keys())


NAMELESS = Names()
"""Every id stands as it is."""

FOR_PAGES = MappingProxyType({"plain": False})
"""Marks a field that pages need and plain data leaves out: who reads that has the ids.

Such a field has ``eq=False``: two answers are the same however many names were at hand.
"""
