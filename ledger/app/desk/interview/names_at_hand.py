"""The names of a ledger as an interview needs them: which one is meant, and what is near.

Takes names by kind, as ``names_offered`` gives them; tells what a typed word means. A word that is
no name is one only if a single name begins with it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import attrs

from ledger.claims.naming import folded
from ledger.entries.mistakes import nearest
from ledger.entries.specs import Sort

KNOWN: Mapping[Sort, str] = {
    Sort.PARTY: "party",
    Sort.PARTNERSHIP: "partnership",
    Sort.INSTRUMENT: "instrument",
    Sort.DOCUMENT: "document",
    Sort.HURDLE: "hurdle",
}
"""The sorts whose values are names of the ledger, and the kind of entry that names one."""

_PREFIX = 3
"""So many letters of a name, at least, can stand for it."""


@attrs.define(kw_only=True)
class NamesAtHand:
    """Names by kind: id and title; what parties are called, folded; documents not among them."""

    names: dict[str, dict[str, str]]
    called: Mapping[str, str] = attrs.Factory(dict)
    captured: Callable[[str], bool] = lambda _: False

    def of(self, kind: str) -> dict[str, str]:
        """The names of one kind, with their titles."""
        return self.names.setdefault(kind, {})

    def add(self, kind: str, name: str, title: str) -> None:
        """A name that is recorded now."""
        self.of(kind)[name] = title

    def meant(self, kind: str, word: str) -> str | None:
        """The name that a word means: itself, a party's other name, or its only beginning."""
        names = self.of(kind)
        if word in names or (kind == "document" and self.captured(word)):
            return word
        if kind == "party" and folded(word) in self.called:
            return self.called[folded(word)]
        base, slash, party = word.partition("/")
        if kind == "hurdle" and slash and base in names and party:
            return word
        titles = [name for name, title in names.items() if folded(title) == folded(word)]
        begin = [name for name in names if name.startswith(word)] if len(word) >= _PREFIX else []
        either = titles or begin
        return either[0] if len(either) == 1 else None

    def near(self, kind: str, word: str) -> str | None:
        """The name that a word may have been meant to be."""
        return nearest(word, self.of(kind))
