"""What a desk takes in on a server of PostgreSQL, in any zone, answers the same."""

from __future__ import annotations

import os
import time
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import psycopg
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.app.sharing.export import export
from ledger.log.opening import init_log, open_log
from tests.properties.test_export import EXAMPLES, answered, asked_of_ledger, taken_in

FEW = settings(EXAMPLES, max_examples=4)
ZONES = ("UTC", "Pacific/Kiritimati", "America/Mexico_City", "Asia/Seoul")


@contextmanager
def schema_of(url, zone):
    """An empty schema; whoever connects is in a zone, for the server and for the process."""
    name, before = f"t{uuid4().hex}", os.environ.get("TZ")
    mark = "&" if "?" in url else "?"

    def told(*statements):
        with psycopg.connect(url, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)

    told(f"ALTER ROLE CURRENT_USER SET timezone = '{zone}'")
    os.environ["TZ"] = zone
    time.tzset()
    try:
        location = f"{url}{mark}schema={name}"
        init_log(location)
        yield location
    finally:
        os.environ.pop("TZ")
        os.environ.update({} if before is None else {"TZ": before})
        time.tzset()
        told("ALTER ROLE CURRENT_USER RESET timezone", f"DROP SCHEMA {name} CASCADE")


@FEW
@given(data=st.data())
def test_an_export_that_a_server_takes_in_answers_the_same(
    desks, clocks, asked, postgres_url, data
):
    """On the occurred and the published clock, to the byte, wherever the server and its reader."""
    desk, at = data.draw(desks), data.draw(clocks)
    zone = data.draw(st.sampled_from(ZONES))
    answers = answered(asked, desk.ledger, at), asked_of_ledger(desk.ledger, at)
    entries = export(desk.ledger._log).entries
    with TemporaryDirectory() as folder, schema_of(postgres_url, zone) as location:
        empty = partial(open_log, location)
        copy, left_out = taken_in(desk.ledger, Path(folder), lambda clock: empty(clock=clock))
        with closing(copy._log):
            assert not left_out
            assert (answered(asked, copy, at), asked_of_ledger(copy, at)) == answers
            assert export(copy._log).entries == entries
