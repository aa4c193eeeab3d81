"""Where each page stands as a file, and links from file to file.

Takes the path of a page as the web has it; gives the name of its file, or nothing where a site of
files has no such page. Links are relative, so that the site works in a folder and under any path.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote

import attrs

from ledger.views.markup.links import Links

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAME = r"[a-z0-9][a-z0-9.:+-]*"
_PAGES = re.compile(
    rf"""
    (?:next|parties|disputes|documents|log|trust|feed|calendar)(?:\.atom|\.ics)?
    | (?:parties|instruments|claims|documents)/{_NAME}
    | partnerships/{_NAME}(?:/(?:timeline|hurdles|next|feed|feed\.atom|calendar|calendar\.ics))?
    | why/{_NAME}(?:/{_NAME})*
    | checkpoint
    """,
    re.VERBOSE,
)
_PROOF = re.compile(rf"/(claims/{_NAME})/proof")
_ITS_PROOF = "/proof"
_AS_THEY_ARE = ("checkpoint", ".atom", ".ics")
_TAGS = {
    "parties": ("party",),
    "partnerships": ("partnership",),
    "instruments": ("instrument",),
    "why": ("partnership", "instrument"),
}
"""What must have a description where a page of these folders stands."""
_LONGEST = 200  # letters of a file's name, of which file systems take 255


def file_of(path: str, query: Mapping[str, object], ending: str = ".html") -> str | None:
    """The file of a page, None where the site has no such page.

    >>> file_of("/", {}), file_of("/partnerships/p/timeline", {}, ".json")
    ('index.html', 'partnerships/p/timeline.json')
    >>> file_of("/log", {"after": "@99"}), file_of("/search", {}), file_of("/claims/@4", {})
    ('log/after-99.html', None, None)
    """
    if path == "/log" and query.get("after"):
        return f"log/after-{str(query['after']).removeprefix('@')}{ending}"
    return _file(path, ending)


@lru_cache(maxsize=10_000)
def _file(path: str, ending: str) -> str | None:
    """The same of a page without a query. Every page links to the same few, over and over."""
    if proof := _PROOF.fullmatch(path):
        return f"{proof[1]}.tlog-proof"
    name = path.removeprefix("/")
    if not name:
        return f"index{ending}"
    if not _PAGES.fullmatch(name) or ".." in name or max(map(len, name.split("/"))) > _LONGEST:
        return None
    name = name.replace(":", "_")  # which no id has, and file systems may refuse a colon
    return name if name.endswith(_AS_THEY_ARE) else f"{name}{ending}"


@attrs.frozen(kw_only=True)
class FileLinks(Links):
    """The links of one page of files. ``wanted`` gathers the values whose proof a page links to.

    ``documents`` have pages of their own: a reference to one, as to any event, leads there.
    ``proven`` are the claims with a proof file next to their page. ``undescribed`` are the tags of
    what is named and has no description, and so no page: a link to it leads nowhere. ``base`` is
    the address of the site, where it is known.
    """

    file: str
    base: str | None = None
    documents: frozenset[str] = frozenset()
    proven: frozenset[str] = frozenset()
    undescribed: frozenset[str] = frozenset()
    wanted: set[str] = attrs.field(factory=set)

    @property
    def folder(self) -> str:
        """See ``Links.folder``."""
        return self.file.rpartition("/")[0]

    def to(self, path: str, **query: object) -> str:
        """See ``Links.to``."""
        name = path.removeprefix("/claims/")
        if name != path:
            if name.endswith(_ITS_PROOF) and name.removesuffix(_ITS_PROOF) not in self.proven:
                return ""
            if name in self.documents:
                path = f"/documents/{name}"
        if self.undescribed and self._undescribed(path):
            return ""
        target = file_of(path, query)
        if path.startswith("/why/"):
            if "." not in path.rpartition("/")[2]:
                return ""  # of a claim alone; the proofs of values say what became of it
            if target is not None:
                self.wanted.add(path.removeprefix("/why/"))
        return "" if target is None else self._relative(target)

    @property
    def address(self) -> str | None:
        """See ``Links.address``."""
        return self.base and "/".join(filter(None, (self.base, quote(self.folder, safe="/.-_"))))

    @property
    def action(self) -> str:
        """See ``Links.action``."""
        return ""

    def here(self, ending: str = "", /, **query: object) -> str:
        """See ``Links.here``."""
        asked = {**self.query, **query}
        if ending:
            target = file_of(self.path, asked, ending)
        elif set(query) == {"after"}:
            target = file_of(self.path, asked)
        else:
            target = None
        return "" if target is None else self._relative(target)

    def without(self, name: str) -> str:  # noqa: ARG002 - nothing can be left out of no question
        """See ``Links.without``."""
        return ""

    def static(self, name: str) -> str:
        """See ``Links.static``."""
        return self._relative(f"static/{name}")

    def _undescribed(self, path: str) -> bool:
        _, folder, subject, *_ = [*path.split("/"), "", ""]
        if folder == "why":
            subject = subject.partition(".")[0]
        return any(f"{kind}:{subject}" in self.undescribed for kind in _TAGS.get(folder, ()))

    def _relative(self, target: str) -> str:
        return _relative(self.folder, target)


@lru_cache(maxsize=100_000)
def _relative(folder: str, target: str) -> str:
    """The way from a folder of the site to a file of it.

    >>> _relative("", "a/b.html"), _relative("a", "a/b.html"), _relative("a/c", "d.html")
    ('a/b.html', 'b.html', '../../d.html')
    """
    here, there = folder.split("/") if folder else [], target.split("/")
    shared = 0
    while shared < min(len(here), len(there) - 1) and here[shared] == there[shared]:
        shared += 1
    return quote("../" * (len(here) - shared) + "/".join(there[shared:]), safe="/.-_")
