"""What pages cost over HTTP: requests a second, latencies and memory, next to two peers.

Run ``python -m bench.web --peers FOLDER/bin`` where FOLDER is a virtual environment with
``datasette`` and ``fava``; without it ours alone is measured. Each server is a process of its
own on loopback, asked by the same load generator, in turn. Peers: Datasette's page of one row,
and the page into which Fava loads its journal.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from statistics import quantiles
from typing import TYPE_CHECKING

import attrs

from bench.ledgers import FixedSteps, make
from ledger.app import init_ledger, open_ledger

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FIXED = "valid_at=2024-06-12&published_by=2024-06-12&known_at=%40{}"


@attrs.frozen(kw_only=True)
class Served:
    """A server: its port and its process."""

    name: str
    port: int
    pid: int

    @property
    def memory(self) -> float:
        """What it has in memory, in MB."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="utf-8")
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024  # type: ignore[index]


@attrs.frozen(kw_only=True)
class Measured:
    """What so many requests took; times in milliseconds."""

    rate: float
    middle: float
    slow: float


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--partnerships", type=int, default=1000)
    options.add_argument("--claims", type=int, default=5000)
    options.add_argument("--seconds", type=float, default=4)
    options.add_argument("--peers", type=Path)
    options.add_argument("--many", type=int, default=0, help="requests for the test of memory")
    chosen = options.parse_args()
    load = os.getloadavg()[0]
    print(f"{date.today()} Python {sys.version.split()[0]}, load {load:.1f}")  # noqa: DTZ011
    with tempfile.TemporaryDirectory() as name:
        _measure(Path(name), chosen)


def _measure(folder: Path, chosen: argparse.Namespace) -> None:
    location = folder / "claims.db"
    init_ledger(location)
    with open_ledger(location, clock=FixedSteps()) as ledger:
        make(ledger.log, partnerships=chosen.partnerships, claims=chosen.claims)
        head = ledger.size() - 1
    begun = time.perf_counter()
    words = [sys.executable, "-m", "ledger", "serve", "--ledger", str(location)]
    with served("ours", [*words, "--listen", "127.0.0.1:{port}"], "/") as ours:
        print(f"the board stands {time.perf_counter() - begun:.2f} s after the start")
        _ours(ours, head, chosen)
        with peers(folder, chosen.peers) as others:
            for other, path in others:
                tell(other, f"{other.name} {path}", path, chosen.seconds)
            tell(ours, "status, again", "/partnerships/p-3", chosen.seconds)
        if chosen.many:
            _memory(ours, chosen.many, min(200, chosen.partnerships))


def _ours(ours: Served, head: int, chosen: argparse.Namespace) -> None:
    fixed = FIXED.format(head - 5)
    for what, path in {
        "status": "/partnerships/p-3",
        "status as JSON": "/partnerships/p-3.json",
        "timeline": "/partnerships/p-3/timeline",
        "document": "/documents/doc-3",
        "board": "/",
        "status, fixed": f"/partnerships/p-3?{fixed}",
    }.items():
        tell(ours, what, path, chosen.seconds)
    tag = asyncio.run(once(ours.port, "/partnerships/p-3")).header(b"etag")
    tell(ours, "status, 304", "/partnerships/p-3", chosen.seconds, {"if-none-match": tag})
    days = iter(range(1, 1_000_000))

    def cold() -> str:
        number = next(days)
        day = f"2024-{number % 12 + 1:02}-{number % 28 + 1:02}"
        return f"/partnerships/p-{number % chosen.partnerships}?valid_at={day}"

    tell(ours, "status, cold", cold, chosen.seconds)
    tell(ours, "board, cold", lambda: f"/?x={next(days)}", chosen.seconds)
    weights(ours.port)


def tell(
    of: Served,
    what: str,
    path: str | Callable[[], str],
    seconds: float,
    headers: dict[str, str] | None = None,
) -> None:
    """Measure a page at one connection and at eight, and print."""
    parts = []
    for connections in (1, 8):
        measured = asyncio.run(loaded(of.port, path, connections, seconds, headers or {}))
        parts.append(
            f"{connections}: {measured.rate:7.0f}/s  "
            f"p50 {measured.middle:6.2f}  p99 {measured.slow:7.2f} ms"
        )
    print(f"{what:28} {'   '.join(parts)}   {of.memory:.0f} MB", flush=True)


async def loaded(
    port: int,
    path: str | Callable[[], str],
    connections: int,
    seconds: float,
    headers: dict[str, str],
) -> Measured:
    """Ask again and again over so many connections, for so long."""
    took: list[float] = []
    start = time.perf_counter()
    until = start + seconds

    async def client() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while time.perf_counter() < until:
            asked = time.perf_counter()
            await asked_for(reader, writer, path if isinstance(path, str) else path(), headers)
            took.append(time.perf_counter() - asked)
        writer.close()

    await asyncio.gather(*(client() for _ in range(connections)))
    spent = time.perf_counter() - start
    cuts = quantiles(took, n=100)
    return Measured(rate=len(took) / spent, middle=cuts[49] * 1000, slow=cuts[98] * 1000)


@attrs.frozen
class Answer:
    """A status, a head and a body."""

    status: int
    head: bytes
    body: bytes

    def header(self, name: bytes) -> str:
        """One header."""
        found = re.search(rb"(?im)^" + name + rb": *(.*?)\r$", self.head)
        return found[1].decode() if found else ""


async def asked_for(
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    path: str,
    headers: dict[str, str],
) -> Answer:
    """One request on a connection that stays open."""
    lines = [f"GET {path} HTTP/1.1", "host: 127.0.0.1", "accept: text/html"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    writer.write(("\r\n".join(lines) + "\r\n\r\n").encode())
    head = await reader.readuntil(b"\r\n\r\n")
    status = int(head[9:12])
    length = re.search(rb"(?i)content-length: *(\d+)", head)
    if length is not None:
        body = await reader.readexactly(int(length[1]))
    elif b"chunked" in head.lower():
        body = b""
        while size := int((await reader.readline()).split(b";")[0], 16):
            body += await reader.readexactly(size)
            await reader.readexactly(2)
        await reader.readexactly(2)
    else:
        body = b""
    if status not in {200, 304}:
        raise SystemExit(f"{path}: {status} {body[:300]!r}")
    return Answer(status, head, body)


async def once(port: int, path: str, **headers: str) -> Answer:
    """One request on a connection of its own."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    answer = await asked_for(reader, writer, path, headers)
    writer.close()
    return answer


def weights(port: int) -> None:
    """What a first visit and the next page take on the wire."""
    gzip = {"accept-encoding": "gzip"}

    def size(path: str) -> int:
        answer = asyncio.run(once(port, path, **gzip))
        return len(answer.head) + len(answer.body)

    own = [size(path) for path in ("/static/style.css", "/static/page.js", "/static/icon.svg")]
    page, board = size("/partnerships/p-3"), size("/")
    print(
        f"on the wire: first visit to a status {(page + sum(own)) / 1000:.1f} kB, to the board "
        f"{(board + sum(own)) / 1000:.1f} kB, the next status {page / 1000:.1f} kB"
    )


def _memory(ours: Served, many: int, partnerships: int) -> None:
    """Whether memory stays flat over many requests of all sorts."""
    paths = [f"/partnerships/p-{number}" for number in range(partnerships)]
    marks = []

    async def rounds() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", ours.port)
        for number in range(many):
            await asked_for(reader, writer, paths[number % len(paths)], {})
            if number % (many // 10) == many // 10 - 1:
                marks.append(f"{ours.memory:.0f}")
        writer.close()

    asyncio.run(rounds())
    print(f"memory over {many:,} requests, after each tenth: {' '.join(marks)} MB")


@contextmanager
def peers(folder: Path, programs: Path | None) -> Iterator[list[tuple[Served, str]]]:
    """Datasette and Fava, each with its page."""
    if programs is None:
        yield []
        return
    table = sqlite3.connect(folder / "rows.db")
    table.execute("create table claims (id integer primary key, quote text, source text)")
    rows = ((number, f"Statement {number} of the day.", "THX News") for number in range(5000))
    table.executemany("insert into claims values (?, ?, ?)", rows)
    table.commit()
    table.close()
    entries = "".join(
        f'2024-01-{number % 28 + 1:02} * "Payee" "Entry {number}"\n  Assets:A  1 USD\n  Assets:B\n'
        for number in range(5000)
    )
    opened = "2020-01-01 open Assets:A\n2020-01-01 open Assets:B\n"
    (folder / "book.beancount").write_text(f'option "title" "book"\n{opened}{entries}')
    datasette = [str(programs / "datasette"), "serve", str(folder / "rows.db"), "-p", "{port}"]
    fava = [str(programs / "fava"), str(folder / "book.beancount"), "-p", "{port}"]
    with (
        served("datasette", datasette, "/rows/claims/1") as first,
        served("fava", fava, "/book/journal/") as second,
    ):
        yield [(first, "/rows/claims/1"), (second, "/book/journal/")]


@contextmanager
def served(name: str, words: list[str], path: str) -> Iterator[Served]:
    """A server that answers, for as long as it is asked."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [word.replace("{port}", str(port)) for word in words]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(600):
            try:
                asyncio.run(once(port, path))
                break
            except OSError:
                time.sleep(0.02)
        yield Served(name=name, port=port, pid=process.pid)
    finally:
        process.terminate()
        process.wait()


if __name__ == "__main__":
    main()
