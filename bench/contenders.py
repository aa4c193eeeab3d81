# ruff: noqa: ANN401 - the peer is not there when types are checked
"""What the log is measured beside: the same work for each, on SQLite and on PostgreSQL.

Each takes batches of the same payload and appends, reads, and tallies them. Ours keeps tags,
conditions, triggers, the tree and its proofs. The bare driver has one table and one index. Of
the package ``eventsourcing`` there are its recorder (no tags), its recorder for dynamic
consistency boundaries (tags, PostgreSQL only), and its application, which is what its users
pay: the recorder under the transcoding of events to JSON.
"""

from __future__ import annotations

import importlib.util
import os
import socket
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from hashlib import sha256
from itertools import count, islice
from typing import TYPE_CHECKING, Any, Protocol
from uuid import uuid4

import msgspec

from ledger.clock import SystemClock
from ledger.log import Event, init_log, open_log
from ledger.log.format import canonical

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAYLOAD = canonical.encode({"words": "x" * 568})
PAGE = 1000  # what the peer's readers ask for at a time
decode = msgspec.json.decode


class Shape:
    """What events look like: names in order and few tags, or as a desk's claims are.

    ``in-order`` is kind to a store: each id goes to the end of its index. ``claims`` have ids
    that are hashes, and five tags of which two lie at random too. All have the same payload.
    """

    def __init__(self, name: str = "in-order") -> None:
        self.name = name
        self._numbers = count()

    def batch(self, size: int) -> list[tuple[str, list[str]]]:
        """Ids with their tags."""
        make = self._claim if self.name == "claims" else self._in_order
        return [make(n) for n in islice(self._numbers, size)]

    def _in_order(self, n: int) -> tuple[str, list[str]]:
        return f"e{n}", [f"claim:{n}", f"partnership:{n % 997}", "party:mexico"]

    def _claim(self, n: int) -> tuple[str, list[str]]:
        name, document = _hashed(n), _hashed(-(n // 8) - 1)
        partnership = n // 8 % 997
        return f"claim:{name}", [
            f"claim:{name}",
            f"document:{document}",
            f"instrument:open-{partnership}",
            f"partnership:p-{partnership}",
            f"party:party-{n % 40}",
        ]


def _hashed(n: int) -> str:
    return sha256(b"%d" % n).hexdigest()[:20]


class Contender(Protocol):
    """One that is measured."""

    name: str

    def batch(self, size: int) -> Any:
        """Events to append, made before the clock runs."""

    def append(self, batch: Any) -> object:
        """Record them in one transaction, durably."""

    def read(self) -> int:
        """Read everything in order; how much there was."""

    def tally(self) -> int:
        """Read everything, decode each payload, and count the events by what they are of."""

    def close(self) -> None:
        """Let go."""


class Ours:
    """The ledger's own log."""

    name = "claim-ledger"

    def __init__(self, location: str, shape: str) -> None:
        init_log(location, origin="bench")
        self.location = location
        self.log = open_log(location, clock=SystemClock())
        self._shape = Shape(shape)

    def batch(self, size: int) -> list[Event]:
        """Events as the codec makes them."""
        return [
            Event(
                id=name,
                type="claim.recorded",
                version=1,
                tags=frozenset(tags),
                payload=PAYLOAD,
            )
            for name, tags in self._shape.batch(size)
        ]

    def append(self, batch: list[Event]) -> object:
        """Record them."""
        return self.log.append(batch)

    def read(self) -> int:
        """Read everything."""
        return sum(1 for _ in self.log.read())

    def tally(self) -> int:
        """Fold everything."""
        found: Counter[str] = Counter()
        for recorded in self.log.read():
            event = recorded.event
            decode(event.payload)  # type: ignore[union-attr]
            found[event.type] += 1
        return found.total()

    def close(self) -> None:
        """Close."""
        self.log.close()


class BareSqlite:
    """The driver alone."""

    name = "bare driver"

    def __init__(self, path: Path, shape: str) -> None:
        self.db = sqlite3.connect(path, isolation_level=None)
        self.db.execute("PRAGMA journal_mode=WAL")
        self.db.execute("PRAGMA synchronous=FULL")
        self.db.execute("CREATE TABLE e (position INTEGER PRIMARY KEY, id TEXT UNIQUE, data BLOB)")
        self._shape = Shape(shape)

    def batch(self, size: int) -> list[tuple[None, str, bytes]]:
        """Rows."""
        return [(None, name, PAYLOAD) for name, _ in self._shape.batch(size)]

    def append(self, batch: list[tuple[None, str, bytes]]) -> None:
        """Insert them."""
        self.db.execute("BEGIN IMMEDIATE")
        self.db.executemany("INSERT INTO e VALUES (?, ?, ?)", batch)
        self.db.execute("COMMIT")

    def read(self) -> int:
        """Read everything."""
        return sum(1 for _ in self.db.execute("SELECT * FROM e ORDER BY position"))

    def tally(self) -> int:
        """Fold everything."""
        found: Counter[str] = Counter()
        for _, _, data in self.db.execute("SELECT * FROM e ORDER BY position"):
            found["e"] += len(decode(data))
        return found.total()

    def close(self) -> None:
        """Close."""
        self.db.close()


class BarePostgres:
    """The driver alone: INSERT for a few, COPY for many."""

    name = "bare driver"

    def __init__(self, url: str, shape: str) -> None:
        import psycopg  # noqa: PLC0415

        self.db = psycopg.connect(url)
        self.table = f"bare_{uuid4().hex[:8]}"
        self.db.execute(
            f"CREATE TABLE {self.table} (position BIGINT PRIMARY KEY, id TEXT UNIQUE, data BYTEA)"
        )
        self.db.commit()
        self._numbers, self._shape = count(), Shape(shape)

    def batch(self, size: int) -> list[tuple[int, str, bytes]]:
        """Rows."""
        return [(next(self._numbers), name, PAYLOAD) for name, _ in self._shape.batch(size)]

    def append(self, batch: list[tuple[int, str, bytes]]) -> None:
        """Insert them."""
        if len(batch) == 1:
            self.db.execute(f"INSERT INTO {self.table} VALUES (%s, %s, %s)", batch[0])  # noqa: S608
        else:
            with (
                self.db.cursor() as cursor,
                cursor.copy(f"COPY {self.table} FROM STDIN (FORMAT BINARY)") as copy,
            ):
                copy.set_types(["int8", "text", "bytea"])
                for row in batch:
                    copy.write_row(row)
        self.db.commit()

    def _rows(self) -> Iterator[tuple[int, str, bytes]]:
        with self.db.transaction(), self.db.cursor(name="c") as cursor:
            cursor.itersize = PAGE
            yield from cursor.execute(f"SELECT * FROM {self.table} ORDER BY position")  # noqa: S608

    def read(self) -> int:
        """Read everything."""
        return sum(1 for _ in self._rows())

    def tally(self) -> int:
        """Fold everything."""
        found: Counter[str] = Counter()
        for _, _, data in self._rows():
            found["e"] += len(decode(data))
        return found.total()

    def close(self) -> None:
        """Close."""
        self.db.close()


class Recorder:
    """An application recorder of ``eventsourcing``: its store, without serialising."""

    def __init__(self, recorder: Any, name: str = "its recorder", most: int = 10**9) -> None:
        from eventsourcing.persistence import JSONTranscoder, Mapper, StoredEvent  # noqa: PLC0415
        from peer_events import TOPIC  # noqa: PLC0415

        recorder.create_table()
        self.recorder, self.stored, self.topic = recorder, StoredEvent, TOPIC
        self.mapper = Mapper(JSONTranscoder())
        self.name, self.most = name, most

    def batch(self, size: int) -> list[Any]:
        """Stored events of one new originator."""
        origin = uuid4()
        return [
            self.stored(originator_id=origin, originator_version=v, topic=self.topic, state=PAYLOAD)
            for v in range(size)
        ]

    def append(self, batch: list[Any]) -> object:
        """Insert them, in as many transactions as it takes."""
        parts = range(0, len(batch), self.most)
        return [self.recorder.insert_events(batch[at : at + self.most]) for at in parts]

    def _pages(self) -> Iterator[list[Any]]:
        start = 1
        while page := self.recorder.select_notifications(start, PAGE):
            yield page
            start = page[-1].id + 1

    def read(self) -> int:
        """Read everything, as its own readers do."""
        return sum(map(len, self._pages()))

    def tally(self) -> int:
        """Fold everything."""
        found: Counter[str] = Counter()
        for page in self._pages():
            for one in page:
                found[type(self.mapper.to_domain_event(one)).__name__] += 1
        return found.total()

    def close(self) -> None:
        """Close."""
        self.recorder.datastore.close()


class TaggedRecorder:
    """Its recorder for dynamic consistency boundaries: a type and tags, as ours."""

    name = "its DCB recorder"

    def __init__(self, recorder: Any, shape: str) -> None:
        from eventsourcing.dcb.api import DCBEvent  # noqa: PLC0415

        recorder.create_table()
        self.recorder, self.event = recorder, DCBEvent
        self._shape = Shape(shape)

    def batch(self, size: int) -> list[Any]:
        """The same tags as ours."""
        return [
            self.event(type="claim.recorded", data=PAYLOAD, tags=tags)
            for _, tags in self._shape.batch(size)
        ]

    def append(self, batch: list[Any]) -> object:
        """Append them."""
        return self.recorder.append(batch)

    def _events(self) -> Iterator[Any]:
        after = 0
        while page := list(self.recorder.read(after=after, limit=PAGE)):
            yield from page
            after = page[-1].position

    def read(self) -> int:
        """Read everything, in pages."""
        return sum(1 for _ in self._events())

    def tally(self) -> int:
        """Fold everything."""
        found: Counter[str] = Counter()
        for one in self._events():
            decode(one.event.data)
            found[one.event.type] += 1
        return found.total()

    def close(self) -> None:
        """Close."""
        self.recorder.datastore.close()


class UmaDB:
    """A store with tags and conditions, and a server of its own, started for the run.

    Its client speaks to it over loopback. It keeps no hashes of events, and its ids are not
    unique. Each append is synced to its file.
    """

    name = "UmaDB"

    def __init__(self, folder: Path, shape: str) -> None:
        import umadb  # noqa: PLC0415

        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        server = [sys.executable, "-c", "from umadb.umadb_server_cli import main; main()"]
        place = ["--listen", f"127.0.0.1:{port}", "--db-path", str(folder / "uma.db")]
        self._server = subprocess.Popen(
            [*server, *place],
            env={**os.environ, "UMADB_ZERO_FILL_PAGES": "true"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._umadb, self._shape = umadb, Shape(shape)
        self.client = self._connected(f"http://127.0.0.1:{port}")

    def _connected(self, url: str) -> Any:
        for _ in range(100):
            try:
                client = self._umadb.Client(url)
                client.head()
            except self._umadb.TransportError:
                time.sleep(0.1)
            else:
                return client
        raise RuntimeError("the UmaDB server does not answer")

    def batch(self, size: int) -> list[Any]:
        """The same tags as ours."""
        return [
            self._umadb.Event(event_type="claim.recorded", data=PAYLOAD, tags=tags)
            for _, tags in self._shape.batch(size)
        ]

    def append(self, batch: list[Any]) -> object:
        """Append them."""
        return self.client.append(batch)

    def read(self) -> int:
        """Read everything."""
        return sum(1 for _ in self.client.read())

    def tally(self) -> int:
        """Fold everything."""
        kinds: Counter[str] = Counter()
        for sequenced in self.client.read():
            event = sequenced.event
            decode(event.data)
            kinds[event.event_type] += 1
        return kinds.total()

    def close(self) -> None:
        """Stop its server."""
        self._server.terminate()
        self._server.wait()


class Application:
    """Its application: one aggregate saved with its new events."""

    name = "its application"

    def __init__(self, env: dict[str, str]) -> None:
        from eventsourcing.application import Application as Peer  # noqa: PLC0415
        from peer_events import Matter  # noqa: PLC0415

        self.app: Any = Peer(env)
        self.matter = Matter

    def batch(self, size: int) -> Any:
        """An aggregate with so many events; its words are as long as the payload."""
        matter = self.matter()
        for _ in range(size - 1):
            matter.tell("x" * 568)
        return matter

    def append(self, batch: Any) -> object:
        """Save it."""
        return self.app.save(batch)

    def read(self) -> int:
        """What its readers do is measured with its recorder."""
        return 0

    def tally(self) -> int:
        """See ``read``."""
        return 0

    def close(self) -> None:
        """Close."""
        self.app.close()


def on_sqlite(folder: Path, shape: str) -> list[Contender]:
    """Ours, and those that are installed."""
    found: list[Contender] = [
        Ours(str(folder / "claims.db"), shape),
        BareSqlite(folder / "bare.db", shape),
    ]
    if importlib.util.find_spec("umadb"):
        found.append(UmaDB(folder, shape))
    try:
        from eventsourcing.sqlite import SQLiteApplicationRecorder, SQLiteDatastore  # noqa: PLC0415
    except ImportError:
        return found
    # It leaves synchronous at SQLite's default, which is FULL, as ours is.
    store = SQLiteDatastore(str(folder / "recorder.db"))
    env = {
        "PERSISTENCE_MODULE": "eventsourcing.sqlite",
        "SQLITE_DBNAME": str(folder / "application.db"),
    }
    return [*found, Recorder(SQLiteApplicationRecorder(store)), Application(env)]


def on_postgres(url: str, shape: str) -> list[Contender]:
    """Ours, and those that are installed."""
    import psycopg  # noqa: PLC0415

    mark, tail = "&" if "?" in url else "?", uuid4().hex[:8]
    found: list[Contender] = [
        Ours(f"{url}{mark}schema=bench_{tail}", shape),
        BarePostgres(url, shape),
    ]
    try:
        from eventsourcing.dcb.postgres_tt import PostgresDCBRecorderTT  # noqa: PLC0415
        from eventsourcing.postgres import (  # noqa: PLC0415
            PostgresApplicationRecorder,
            PostgresDatastore,
        )
    except ImportError:
        return found
    with psycopg.connect(url) as connection:
        info = connection.info
        given: dict[str, Any] = {
            "dbname": info.dbname,
            "host": info.host,
            "port": info.port,
            "user": info.user,
            "password": info.password or "x",
        }
    store, tagged = PostgresDatastore(**given), PostgresDatastore(**given)
    quick = PostgresDatastore(**given, enable_db_functions=True)
    env = {f"POSTGRES_{name.upper()}": str(value) for name, value in given.items()}
    return [
        *found,
        # From some 600 events its pipeline hangs; its functions take more, but take no lock,
        # so that who reads on from the last one seen may miss events.
        Recorder(PostgresApplicationRecorder(store, events_table_name=f"stored_{tail}"), most=500),
        Recorder(
            PostgresApplicationRecorder(quick, events_table_name=f"quick_{tail}"),
            name="its functions",
        ),
        TaggedRecorder(PostgresDCBRecorderTT(tagged, events_table_name=f"dcb_{tail}"), shape),
        Application({**env, "PERSISTENCE_MODULE": "eventsourcing.postgres"}),
    ]
