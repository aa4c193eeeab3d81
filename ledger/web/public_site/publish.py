"""A ledger's public site into a folder: what follows from new keys is made, the rest is left.

Takes a ledger and a folder; gives ``Published``. The same ledger, day and program give the same
bytes, whether the site is made new or brought up to date.
"""

from __future__ import annotations

import os
from functools import partial
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import msgspec

from ledger.app.at_hand.marks import marks_of
from ledger.app.at_hand.news import LatestNews
from ledger.app.at_hand.reading_once import ReadOnce
from ledger.app.proofs.log_files import signed_files, signed_size
from ledger.web.frame import STATIC
from ledger.web.public_site import manifest as manifests
from ledger.web.public_site.folder import Folder, alone
from ledger.web.public_site.groups import groups, partnership_keys, proven
from ledger.web.public_site.kept_matters import NAME as KEPT
from ledger.web.public_site.kept_matters import KeptMatters
from ledger.web.public_site.manifest import KeptGroup, Manifest, SiteFile, intact
from ledger.web.public_site.pages import NEWS, Made, Pages
from ledger.web.public_site.program import program
from ledger.web.public_site.refusals import WouldPublish

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from ledger.app import Ledger
    from ledger.web.public_site.groups import Group

_ROUNDS = 5  # of which each makes what was recorded or erased during the one before it
_SHEETS = ("style.css", "icon.svg")


@attrs.frozen(kw_only=True)
class Published:
    """A site as it stands: up to which position, and what was done for it."""

    folder: Path
    position: int
    files: int
    written: int
    removed: int


def publish(
    ledger: Ledger,
    folder: Path,
    *,
    now: datetime,
    language: str = "en",
    proofs: bool = False,
    base: str | None = None,
    spared: Mapping[Path, str] | None = None,
) -> Published:
    """Bring the site in a folder up to date, as of the reader's today.

    With ``proofs`` each claim that the last checkpoint covers has its proof file next to its page,
    which holds the name of who recorded it. ``base`` is the address at which the site will be, for
    feeds and calendars, whose links are read elsewhere. ``spared`` are places that must not become
    public, each with what stands there.

    Raises:
        BrokenLink, NotOurFolder, OtherSite, SiteBusy, SiteDamaged, SiteOfNewerProgram,
        SiteUnwritable, WouldPublish: the folder cannot be the site's.
    """
    _refuse_spared(folder, spared or {})
    with alone(folder):
        written = removed = 0
        for _ in range(_ROUNDS):
            taken = ledger.erasures()
            run = _SiteUpdate(ledger, folder, now=now, language=language, proofs=proofs, base=base)
            with ReadOnce.uncollected():
                files = run.bring()
            written, removed = written + run.folder.written, removed + run.folder.removed
            if (ledger.size() - 1, ledger.erasures()) == (run.head, taken):
                break
    return Published(
        folder=folder, position=run.head, files=files, written=written, removed=removed
    )


class _SiteUpdate:
    """One look at the ledger, and the site as of it."""

    def __init__(
        self,
        ledger: Ledger,
        path: Path,
        *,
        now: datetime,
        language: str,
        proofs: bool,
        base: str | None,
    ) -> None:
        before = manifests.read(path, origin=ledger.origin, language=language)
        self._before = before or Manifest(origin=ledger.origin, language=language)
        self._believed = {} if self._doubted else self._before.groups
        self._files = dict[str, SiteFile]()
        self._groups = dict[str, KeptGroup]()
        self._begun = False
        self._there = intact(path, self._before.files)
        self._ledger = ledger
        self._path = path
        self._marks = marks_of(ledger.log)
        self._proven = proven(self._marks, signed_size(ledger) if proofs else 0)
        self.folder = Folder(path, {} if self._doubted else self._before.files)
        self._day = " ".join(filter(None, (ledger.today.isoformat(), base)))
        keys = partnership_keys(self._marks, self._day)
        news = self.folder.unchanged(NEWS)
        self._pages = Pages(
            ledger=ReadOnce.of(ledger),
            matters=KeptMatters(keys, self.folder.unchanged(KEPT) or b"{}"),
            news=None if news is None else LatestNews.read(news),
            pending=bool(self._marks.pending),
            day=ledger.today,
            now=now,
            language=language,
            base=base,
            documents=frozenset(self._marks.called("document")),
            proven=frozenset(chain.from_iterable(self._proven.values())),
            undescribed=self._marks.undescribed,
        )
        self.head = self._marks.head

    @property
    def _doubted(self) -> bool:
        """Whether what stands there cannot be taken as it is."""
        return self._before.unfinished or self._before.program != program()

    def bring(self) -> int:
        """Bring the folder to where the ledger is; gives how many files the site has."""
        note = self._ledger.kept_note()
        signed = "" if note is None else sha256(str(note).encode()).hexdigest()
        self._all(list(groups(self._marks, self._day, signed, self._pages.proven)))
        self._signed(signed)
        for number, names in self._proven.items():
            key = f"{signed} {self._marks.key(self._marks.erased)}"
            self._keep(f"proofs:{number}", key, partial(self._proofs, names))
        self._keep("static", program(), self._sheets)
        gone = self._before.files.keys() - self._files.keys()
        if self._before.unfinished:
            gone |= self.folder.strays(self._files)
        if gone:
            self._begin()
        self.folder.sweep(gone)
        if self._begun or self._doubted or self._before.groups != self._groups:
            manifest = msgspec.structs.replace(
                self._before,
                program=program(),
                unfinished=False,
                groups=self._groups,
                files=self._files,
            )
            self.folder.state(manifests.encoded(manifest))
        return len(self._files)

    def _all(self, wanted: Sequence[Group]) -> None:
        """Every group, then the proofs of the values that their pages link to."""
        owners = {group.name: group for group in wanted}
        proofs: dict[str, set[str]] = {}
        for group in wanted:
            kept = self._keep(group.name, group.key, partial(self._pages.group, group))
            for path in kept.wanted:
                proofs.setdefault(self._owner(path), set()).add(path)
        for name, paths in sorted(proofs.items()):
            owner = owners[name]
            listed = sha256("\n".join(sorted(paths)).encode()).hexdigest()
            make = partial(self._pages.proofs, paths, owner.position)
            self._keep(f"why:{name}", f"{owner.key} {listed}", make)

    def _owner(self, path: str) -> str:
        """The group with whose answers a proof changes."""
        subject = path.partition("/")[0].partition(".")[0]
        kind = "partnership" if subject in self._marks.partnerships else "instrument"
        return f"{kind}:{subject}"

    def _keep(self, name: str, key: str, make: Callable[[], Made]) -> KeptGroup:
        """A group as it stands there, or made again."""
        kept = self._believed.get(name)
        if kept is not None and kept.key == key and self._there.issuperset(kept.files):
            self._files |= {file: self._before.files[file] for file in kept.files}
        else:
            self._begin()
            made = make()
            for file, content in made.files.items():
                self._files[file] = self.folder.put(file, content)
            kept = KeptGroup(key, sorted(made.files), sorted(made.wanted))
        self._groups[name] = kept
        return kept

    def _signed(self, key: str) -> None:
        """The checkpoint and its tiles, of which a full one never changes."""
        if not key:
            return
        files: list[str] = []
        for file, read in signed_files(self._ledger):
            files.append(file)
            full = file != "checkpoint" and ".p/" not in file
            if full and not self._doubted and file in self._there:
                self._files[file] = self._before.files[file]
                continue
            content = read()
            if self._before.files.get(file) != SiteFile.of(content):
                self._begin()
            self._files[file] = self.folder.put(file, content)
        self._groups["signed"] = KeptGroup(key, sorted(files), [])

    def _proofs(self, names: Sequence[str]) -> Made:
        """The proof file of each of these claims, next to its page."""
        texts = self._ledger.proofs(f"claim:{name}" for name in names)
        return Made(
            files={
                f"claims/{name}.tlog-proof": text.encode()
                for name, text in zip(names, texts, strict=True)
            }
        )

    def _sheets(self) -> Made:
        return Made(files={f"static/{name}": (STATIC / name).read_bytes() for name in _SHEETS})

    def _begin(self) -> None:
        """Say in the folder that it is being changed, before it is."""
        if not self._begun:
            self._begun = True
            self.folder.state(manifests.begun(self._path, self._before))


def _refuse_spared(folder: Path, spared: Mapping[Path, str]) -> None:
    site = os.path.realpath(folder)  # Path.resolve raises where links go in a circle
    for place, what in spared.items():
        if Path(os.path.realpath(place)).is_relative_to(site):
            raise WouldPublish(folder, what)
