"""A disk that loses power: what a program wrote is recorded, and every disk it may leave is made.

Takes a program and the folder it writes to; ``record`` runs it under strace and gives its writes,
truncations, syncs, removals, links and renames there in order, and the moments at which it said
that something was done. ``disks`` then stops at every call and gives the folders that a power cut
may leave behind. A file holds what was synced; of what was not, any part may be there: none, all,
a beginning, all but one call, any set of 512-byte sectors, zeros or junk where the length came
through and the bytes did not. A name that was made, changed or removed holds from the folder's own
sync on, and the names come in order (what a journaling file system keeps to).
"""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
from collections import Counter
from typing import TYPE_CHECKING

import attrs
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

SECTOR = 512
SAID = "said"  # the file to which a recorded program tells what is done, one line each

_TRACED = "pwrite64,write,fdatasync,fsync,ftruncate,unlink,rename,link,linkat,mkdir"
_LINE = re.compile(r"\d+ +(\w+)\((.*)\) += (-?\d+)")
_FORGOTTEN = re.compile(r"-shm$")  # shared memory; SQLite makes it again


@attrs.frozen
class Call:
    """One system call on a file of the folder; of a rename or link, ``data`` is the new name."""

    kind: str
    file: str
    at: int = 0
    data: bytes = b""


@attrs.define
class _File:
    """What is safe, and what was done since: positions and bytes, or a length (bytes are None)."""

    synced: bytes = b""
    since: list[tuple[int, bytes | None]] = attrs.field(factory=list)

    @property
    def now(self) -> bytes:
        return _applied(self.synced, self.since)


@attrs.frozen
class Disk:
    """A folder as a power cut may leave it, and what was said to be done before."""

    files: dict[str, bytes]
    said: tuple[str, ...]
    after: int  # calls

    def lay(self, folder: Path) -> None:
        """Write it down."""
        folder.mkdir()
        for name, data in self.files.items():
            place = folder / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)


def _applied(data: bytes, changes: Sequence[tuple[int, bytes | None]]) -> bytes:
    held = bytearray(data)
    for at, written in changes:
        if written is None:
            held = held[:at].ljust(at, b"\0")
        else:
            held = held.ljust(at, b"\0")
            held[at : at + len(written)] = written
    return bytes(held)


def traced(program: Sequence[str], folder: Path, trace: Path) -> subprocess.CompletedProcess[str]:
    """Run a program; every call that matters goes into the file ``trace``, its bytes in hex."""
    strace = ["strace", "-f", "--seccomp-bpf", "-qq", "-y", "-xx", "-s", "100000000"]
    command = [*strace, "-o", str(trace), "-e", f"trace={_TRACED}", *program]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)


def calls(trace: Path, folder: Path) -> Iterator[Call]:
    """The calls on files of the folder that went through, in order."""
    ends: dict[str, int] = {}
    for line in trace.read_text().splitlines():
        assert "unfinished" not in line, "one thread alone writes"
        found = _LINE.match(line)
        if found is None or found[3].startswith("-"):
            continue
        call = _call(found[1], found[2].split(", "), str(folder.resolve()), ends)
        if call is not None and not _FORGOTTEN.search(call.file):
            yield call


def _call(kind: str, said: list[str], folder: str, ends: dict[str, int]) -> Call | None:
    if kind == "linkat":
        kind, said = "link", [said[1], said[3]]
    names = said[: 2 if kind in {"rename", "link"} else 1]
    paths = [os.path.join(folder, _path(name)) for name in names]  # noqa: PTH118 - of texts
    if any(path != folder and not path.startswith(folder + "/") for path in paths):
        return None
    name, *new = (path[len(folder) + 1 :] for path in paths)
    match kind:
        case "fsync" | "fdatasync":
            return Call("sync", name)
        case "ftruncate":
            return Call("truncate", name, int(said[1]))
        case "unlink" | "mkdir":
            return Call("remove" if kind == "unlink" else "folder", name)
        case "rename":
            ends.pop(name, None)
            return Call("rename", name, data=new[0].encode())
        case "link":
            return Call("link", name, data=new[0].encode())
    data = _bytes(said[1])
    at = int(said[3]) if kind == "pwrite64" else ends.get(name, 0)
    ends[name] = at + len(data)
    return Call("write", name, at, data)


def _path(word: str) -> str:
    """Of ``3<path>`` or ``"path"``, both in hex."""
    return _bytes(word.partition("<")[2] or word).decode()


def _bytes(word: str) -> bytes:
    return bytes.fromhex(word.strip('"<>').replace("\\x", ""))


@attrs.define
class _Cut:
    """The state at one call: the files by name, and the changes of names since their sync.

    A folder is a name too; it has no file.
    """

    live: dict[str, _File | None]
    safe: dict[str, _File | None] = attrs.field(factory=dict)
    named: list[tuple[Call, _File | None]] = attrs.field(factory=list)

    def do(self, call: Call) -> None:
        file = self.live.get(call.file)
        match call.kind:
            case "sync" if file is not None:
                file.synced, file.since = file.now, []
            case "sync":
                synced = [one for one in self.named if _folder(one[0].file) == call.file]
                self.safe = _named(self.safe, synced)
                self.named = [one for one in self.named if one not in synced]
            case "folder":
                self._name(call, None)
            case "remove" if call.file in self.live:
                self.named.append((call, self.live.pop(call.file)))
            case "rename":
                self.live[call.data.decode()] = self.live.pop(call.file)
                self.named.append((call, file))
            case "link":
                self.live[call.data.decode()] = file
                self.named.append((call, file))
            case "write" | "truncate":
                if file is None:
                    file = _File()
                    self._name(call, file)
                file.since.append((call.at, call.data if call.kind == "write" else None))

    def _name(self, call: Call, file: _File | None) -> None:
        self.live[call.file] = file
        self.named.append((call, file))

    def names(self, count: int) -> dict[str, _File]:
        """The files by name once so many changes of names came through."""
        held = _named(self.safe, self.named[:count])
        return {name: file for name, file in held.items() if file and _stands(name, held)}


def _named(
    safe: dict[str, _File | None], changes: Sequence[tuple[Call, _File | None]]
) -> dict[str, _File | None]:
    held = dict(safe)
    for call, file in changes:
        if call.kind in {"remove", "rename"}:
            held.pop(call.file, None)
        if call.kind != "remove":
            held[call.data.decode() if call.kind in {"rename", "link"} else call.file] = file
    return held


def _folder(name: str) -> str:
    return name.rpartition("/")[0]


def _stands(name: str, held: dict[str, _File | None]) -> bool:
    """Whether every folder on the way is there."""
    folder = _folder(name)
    return not folder or (folder in held and _stands(folder, held))


def disks(
    begun: dict[str, bytes],
    done: Sequence[Call],
    *,
    samples: int,
    few: bool = False,
    seed: int = 1,
) -> Iterator[Disk]:
    """Every disk that a power cut at any call may leave; ``samples`` of them at random a call.

    With ``few``, of each kind of disk (a beginning came through, one call alone, all but one) one
    a call, by chance: a long stretch without a sync has as many of each as it has calls.
    """
    chance = random.Random(seed)  # noqa: S311
    files = {name: _File(data) for name, data in begun.items()}
    cut = _Cut(live=dict(files), safe=dict(files))
    said: list[str] = []
    seen: set[object] = set()
    for number, call in enumerate((Call("sync", ""), *done)):
        if call.file == SAID:
            said += call.data.decode().splitlines()
        else:
            cut.do(call)
        for held in _held(cut, chance, samples, few=few):
            key = (len(said), tuple(sorted(held.items())))
            if key not in seen:
                seen.add(key)
                yield Disk(held, tuple(said), number)


def _held(
    cut: _Cut, chance: random.Random, samples: int, *, few: bool
) -> Iterator[dict[str, bytes]]:
    for count in range(len(cut.named) + 1):
        names = cut.names(count)
        waiting = [(name, n) for name, file in names.items() for n in range(len(file.since))]
        for chosen in _few(waiting, chance) if few else _choices(waiting):
            yield {
                name: _applied(
                    file.synced, [c for n, c in enumerate(file.since) if (name, n) in chosen]
                )
                for name, file in names.items()
            }
        if waiting:
            for _ in range(samples):
                yield {name: _torn(file, chance) for name, file in names.items()}


def _choices(waiting: list[tuple[str, int]]) -> Iterator[set[tuple[str, int]]]:
    """None, all, each beginning, each alone, all but each."""
    whole = set(waiting)
    for n, one in enumerate(waiting):
        yield set(waiting[:n])
        yield {one}
        yield whole - {one}
    yield whole


def _few(waiting: list[tuple[str, int]], chance: random.Random) -> Iterator[set[tuple[str, int]]]:
    """None, all; one beginning, one alone and all but one, each by chance."""
    whole = set(waiting)
    yield set()
    yield whole
    if waiting:
        yield set(waiting[: chance.randrange(len(waiting))])
        yield {chance.choice(waiting)}
        yield whole - {chance.choice(waiting)}


def _torn(file: _File, chance: random.Random) -> bytes:
    """Each sector of what waits is there, is not, is zeros where the file grew, or is junk."""
    kept: list[tuple[int, bytes | None]] = []
    junk, share = chance.random() < 0.2, chance.random()
    for at, written in file.since:
        if written is None:
            if chance.random() < share:
                kept.append((at, None))
            continue
        start = at
        while start < at + len(written):
            end = min(at + len(written), (start // SECTOR + 1) * SECTOR)
            if chance.random() < share:
                kept.append((start, written[start - at : end - at]))
            elif junk:
                kept.append((start, chance.randbytes(end - start)))
            start = end
    torn = _applied(file.synced, kept)
    return torn.ljust(len(file.now), b"\0") if chance.random() < 0.5 else torn


@pytest.fixture
def record(tmp_path) -> Callable[..., tuple[dict[str, bytes], list[Call]]]:
    """Run Python code in a folder under strace: the folder as it was, and the calls on it."""
    if shutil.which("strace") is None:
        pytest.skip("strace records the system calls")

    def run(folder: Path, *words: str) -> tuple[dict[str, bytes], list[Call]]:
        begun = {
            str(path.relative_to(folder)): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file()
        }
        done = traced([sys.executable, *words], folder, tmp_path / "trace")
        assert done.returncode == 0, done.stderr
        return begun, list(calls(tmp_path / "trace", folder))

    return run


@pytest.fixture
def power_cuts() -> Callable[..., Iterator[Disk]]:
    """Every disk that a power cut may leave."""
    return disks


@pytest.fixture
def each_call() -> Callable[[Path, str], list[str]]:
    """How strace is told to strike at each call of a trace: ``each_call(trace, "signal=KILL")``.

    ``when`` counts the calls of each name apart: with all names in one injection, the first of
    one name would keep the later ones of others from ever being reached.
    """

    def injections(trace: Path, fault: str) -> list[str]:
        names = re.findall(r"^(?:\d+ +)?(\w+)\(", trace.read_text(), re.MULTILINE)
        counts: Counter[str] = Counter()
        found = []
        for name in names:
            counts[name] += 1
            found.append(f"inject={name}:{fault}:when={counts[name]}")
        return found

    return injections
