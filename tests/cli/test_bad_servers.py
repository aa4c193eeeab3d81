"""Servers that are down, let nobody in, are too old, or hold no ledger: one sentence for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import psycopg
import pytest

from ledger.errors import ExitCode
from ledger.log import init_log
from ledger.log.stores.postgresql import server_failures

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Server

PEOPLE = """
    CREATE ROLE locked LOGIN PASSWORD 's3cret';
    CREATE ROLE outcast LOGIN;
    CREATE ROLE sleeper;
    CREATE ROLE passer LOGIN;
    CREATE ROLE looker LOGIN;
    CREATE SCHEMA empty; GRANT USAGE ON SCHEMA empty TO passer;
    CREATE SCHEMA other; CREATE TABLE other.notes (words text);
    GRANT USAGE ON SCHEMA news TO looker;
    CREATE ROLE bytes LOGIN SUPERUSER; ALTER ROLE bytes SET client_encoding = 'SQL_ASCII';
    CREATE DATABASE private; REVOKE CONNECT ON DATABASE private FROM PUBLIC;
"""
DOORS = """
local all locked scram-sha-256
local all outcast reject
local all all trust
"""


@pytest.fixture(scope="module")
def server(postgres_servers) -> Iterator[Server]:
    """A server with a ledger in the schema ``news``, and people of all kinds."""
    made = postgres_servers("doors")
    made.make()
    (made.folder / "data/pg_hba.conf").write_text(DOORS)
    made.start()
    init_log(f"{made.url}&schema=news")
    with psycopg.connect(made.url, autocommit=True) as connection:
        for statement in PEOPLE.split(";"):
            connection.execute(statement)
    yield made
    made.stop()


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("postgresql://locked@", ("not-let-in", "no password supplied", "PGPASSWORD")),
        ("postgresql://locked:wr0ng@", ("not-let-in", "password authentication failed", "pg_hba")),
        ("postgresql://outcast@", ("not-let-in", "pg_hba.conf", "pg_hba")),
        ("postgresql://nobody_here@", ("not-let-in", '"nobody_here" does not exist', "user")),
        ("postgresql://sleeper@", ("not-let-in", "not permitted to log in", "user")),
        ("postgresql://passer@/private", ("not-let-in", "permission denied", "user")),
        ("postgresql://postgres@/absent", ("no-ledger", "absent", "createdb")),
        ("postgresql://postgres@/postgres?schema=absent", ("no-ledger", "absent", "claims init")),
        ("postgresql://passer@/postgres?schema=empty", ("no-ledger", "empty", "claims init")),
        (
            "postgresql://postgres@/postgres?schema=other",
            ("not-a-ledger", "another program", "init"),
        ),
        ("postgresql://passer@/postgres?schema=news", ("no-privilege", "schema news", "grants")),
        ("postgresql://looker@/postgres?schema=news", ("no-privilege", "ledger_version", "grants")),
    ],
)
def test_a_server_with_no_way_in_to_a_ledger(claims, server, who, expected):
    """Each cause has its code, its reason and a way out in two lines; no password is shown."""
    code, said, way_out = expected
    address = f"{who}{'' if '/' in who[13:] else '/postgres'}"
    location = f"{address}{'&' if '?' in address else '?'}host={server.folder}"
    found = claims("--ledger", location, "status", "--json")
    assert (ExitCode.STORAGE, "") == (found.code, found.out)
    assert code == found.error["code"]
    assert said in found.error["message"]
    assert way_out in found.error["fix"]
    assert "\n" not in found.error["message"]
    assert not {"wr0ng", "s3cret"} & set(found.err.split(":"))
    plain = claims("--ledger", location, "status").err
    assert len(plain.splitlines()) == 2, "what is wrong, and what to try"


def test_a_server_that_is_down(claims, tmp_path):
    """A refused port, a missing socket and an unknown host give one code, each its reason."""
    for location, said in (
        ("postgresql://u:s3cret@127.0.0.1:1,127.0.0.1:2/x", ("127.0.0.1:2 Connection refused")),
        (f"postgresql:///x?host={tmp_path}", "No such file"),
        ("postgresql://u@no-such-host.invalid/x", ("resolve host")),
    ):
        for words in (["status"], ["init"]):
            found = claims("--ledger", location, *words, "--json")
            assert (5, "ledger-unreachable") == (found.code, found.error["code"])
            assert said in found.error["message"]
            assert "server runs" in found.error["fix"]
            assert "s3cret" not in found.err


def test_a_url_that_is_none(claims):
    """An address that does not parse is a usage error, and its password stays hidden."""
    found = claims("--ledger", "postgresql://u:s3cret@h:x/d", "status", "--json")
    assert (ExitCode.USAGE, "bad-address") == (found.code, found.error["code"])
    assert "s3cret" not in found.err


def test_a_server_that_is_too_old(claims, server, monkeypatch):
    """At the boundary: no server that is older than the oldest one can be had here."""
    monkeypatch.setattr(server_failures, "OLDEST", 99)
    found = claims("--ledger", server.url + "&schema=news", "status", "--json")
    assert (5, "database-too-old") == (found.code, found.error["code"])
    assert "needs 99 or newer" in found.error["message"]


@pytest.mark.parametrize("encoding", ["SQL_ASCII", "LATIN1", "MULE_INTERNAL"])
def test_a_database_that_cannot_keep_every_letter(claims, server, encoding):
    """Begun or read, one whose encoding is not UTF8 is refused by its encoding."""
    name = encoding.lower()
    with psycopg.connect(server.url, autocommit=True) as connection:
        connection.execute(
            f"CREATE DATABASE {name} ENCODING '{encoding}' TEMPLATE template0"
            " LC_COLLATE 'C' LC_CTYPE 'C'"
        )
    for word in ("init", "status"):
        refused = claims("--ledger", server.url.replace("/postgres?", f"/{name}?"), word, "--json")
        assert (5, "wrong-encoding") == (refused.code, refused.error["code"])
        assert encoding in refused.error["message"]


@pytest.mark.parametrize("encoding", ["SQL_ASCII", "nonsense"])
def test_the_encoding_of_the_connection_is_ours(claims, server, monkeypatch, encoding):
    """Whatever the environment, the URL or the role would have: text comes as text."""
    news = f"{server.url}&schema=news"
    roles = news.replace("user=postgres", "user=bytes")
    for location in (f"{news}&client_encoding={encoding}", roles):
        assert (0, "") == attrs.astuple(claims("--ledger", location, "status"))[::2]
    monkeypatch.setenv("PGCLIENTENCODING", encoding)
    monkeypatch.setenv("PGOPTIONS", "-c client_encoding=SQL_ASCII")
    for word in ("status", "init", "verify"):
        assert claims("--ledger", news, word).code == 0


@pytest.mark.parametrize(
    ("variable", "setting"),
    [
        ("PGTZ", "nonsense"),
        ("PGGEQO", "nonsense"),
        ("PGSSLMODE", "nonsense"),
        ("PGCONNECT_TIMEOUT", "nonsense"),
        ("PGSERVICE", "nonsense"),
        ("PGOPTIONS", "-c nonsense=1"),
    ],
)
def test_a_setting_that_is_not_taken(claims, server, monkeypatch, variable, setting):
    """It is told as what it is: host, port and server are right."""
    monkeypatch.setenv(variable, setting)
    refused = claims("--ledger", f"{server.url}&schema=news", "status", "--json")
    assert (5, "setting-refused") == (refused.code, refused.error["code"])
    assert "environment" in refused.error["fix"]
