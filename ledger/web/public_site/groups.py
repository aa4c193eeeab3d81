"""What pages there are, in groups that change together, each with the key that it follows from.

Takes the marks of a ledger; gives ``Group`` values. As long as its key is the same, so are the
bytes of a group's pages: nothing of it is computed again.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

import attrs

from ledger.web.public_site.links import file_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ledger.app.at_hand.marks import Marks

_NO_QUERY: Mapping[str, str] = MappingProxyType({})
ENTRIES = 100
"""So many events are on one page of the log, as on the web."""
WHOLE = "whole"
"""The group of the pages over all partnerships."""
_PARTNERSHIP = ("", "/timeline", "/hurdles", "/next", "/calendar", "/feed")
_OVER_ALL = ("/", "/next", "/disputes", "/documents", "/calendar", "/feed", "/trust")


@attrs.frozen(kw_only=True)
class Group:
    """Pages that change together.

    ``key`` says from what they follow; ``position`` is that of the log at which they are made,
    ``paths`` are those of the pages, with the ``query`` of each, ``timed`` whether they say the
    day.
    """

    name: str
    key: str
    position: int
    paths: tuple[str, ...]
    query: Mapping[str, str] = _NO_QUERY
    timed: bool = True

    @property
    def pages(self) -> tuple[str, ...]:
        """The paths of pages that can be files; if one can, all can: they are of one id."""
        return self.paths if file_of(self.paths[0], self.query) is not None else ()


def groups(marks: Marks, day: str, signed: str, proven: Collection[str] = ()) -> Iterator[Group]:
    """All groups of a ledger's site on a day; ``signed`` is the hash of its last checkpoint.

    ``proven`` are the claims whose pages link to their proof files.
    """
    head = marks.head
    yield _group(WHOLE, f"{marks.key(head)} {day} {signed}", head, *_OVER_ALL)
    parties = f"{marks.key(marks.parties)} {day}"
    yield _group("parties", parties, marks.parties, "/parties")
    for party in marks.called("party"):
        yield _group(f"party:{party}", parties, marks.parties, f"/parties/{party}")
    for partnership, key in partnership_keys(marks, day).items():
        paths = (f"/partnerships/{partnership}{ending}" for ending in _PARTNERSHIP)
        touched = marks.partnerships[partnership]
        yield _group(f"partnership:{partnership}", key, touched, *paths)
    yield from _instruments(marks, day)
    for kind, folder in (("claim", "claims"), ("document", "documents")):
        for name in marks.called(kind):
            last = max(marks.last(f"{kind}:{name}", f"target:{name}"), marks.renamed)
            key = f"{marks.key(last)}{' proven' * (kind == 'claim' and name in proven)}"
            yield _group(f"{kind}:{name}", key, last, f"/{folder}/{name}", timed=False)
    for name in marks.others:
        yield _group(f"event:{name}", marks.key(marks.renamed), -1, f"/claims/{name}", timed=False)
    yield from _log(head, marks.key(marks.erased))


def partnership_keys(marks: Marks, day: str) -> dict[str, str]:
    """From what the answers of each partnership follow, by its id."""
    return {name: f"{marks.key(touched)} {day}" for name, touched in marks.partnerships.items()}


def proven(marks: Marks, size: int) -> dict[int, list[str]]:
    """The claims that a checkpoint over so many events covers, a hundred positions together."""
    together: dict[int, list[str]] = {}
    for name in marks.called("claim"):
        position = marks.last(f"claim:{name}")
        if position < size:
            together.setdefault(position // ENTRIES, []).append(name)
    return dict(sorted(together.items()))


def _instruments(marks: Marks, day: str) -> Iterator[Group]:
    for instrument in marks.called("instrument"):
        followers = marks.followers.get(instrument, ())
        touched = [marks.partnerships.get(follower, -1) for follower in followers]
        last = max(marks.last(f"instrument:{instrument}"), *touched, marks.renamed)
        path = f"/instruments/{instrument}"
        yield _group(f"instrument:{instrument}", f"{marks.key(last)} {day}", last, path)


def _log(head: int, erased: str) -> Iterator[Group]:
    for after in range(-1, max(head, 0), ENTRIES):
        end = min(after + ENTRIES, head)
        yield Group(
            name=f"log:{after}",
            key=f"{end} {erased}",
            position=end,
            paths=("/log",),
            query=_NO_QUERY if after == -1 else {"after": f"@{after}"},
            timed=False,
        )


def _group(name: str, key: str, position: int, *paths: str, timed: bool = True) -> Group:
    return Group(name=name, key=key, position=position, paths=paths, timed=timed)
