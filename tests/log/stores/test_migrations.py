"""The schema: what the migrations make, what the program expects, and where they are found."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

import ledger
from ledger.log import init_log
from ledger.log.stores import migrate, tables

ROOT = Path(__file__).parents[3]


def test_the_program_knows_every_revision_in_order():
    """The list that opening a ledger compares with is the migrations' own, to the last."""
    scripts = ScriptDirectory.from_config(migrate.config())
    assert scripts.get_heads() == [tables.SCHEMA_HEAD]
    assert tuple(s.revision for s in scripts.walk_revisions())[::-1] == tables.REVISIONS


def _is_read_by_name(name, kind, _):
    """Whether the program reads it as a table: FTS5 keeps its own, under names of its own."""
    return kind != "table" or not name.startswith(("search_words", "search_terms"))


def test_the_migrations_make_the_tables_that_the_program_reads(tmp_path):
    """No column or index differs between the migrations and the code."""
    init_log(tmp_path / "claims.db")
    engine = create_engine(f"sqlite:///{tmp_path}/claims.db")
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"version_table": tables.version.name, "include_name": _is_read_by_name},
        )
        assert compare_metadata(context, tables.metadata) == []
    engine.dispose()


def test_the_migrations_go_down_to_nothing_and_up_again(tmp_path):
    """Every step has a way back: a ledger taken down can be made once more."""
    init_log(tmp_path / "claims.db")
    engine = create_engine(f"sqlite:///{tmp_path}/claims.db")
    with engine.begin() as connection:
        migrate.downgrade(connection, "base")
        migrate.upgrade(connection)
    engine.dispose()
    assert init_log(tmp_path / "claims.db").before == tables.SCHEMA_HEAD


def test_importing_the_log_loads_no_database():
    """A program that only reads types or proofs does not pay for SQLAlchemy."""
    code = "import sys, ledger.log; print(sorted({'sqlalchemy', 'alembic'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_opening_a_log_loads_neither_alembic_nor_sqlalchemy(tmp_path):
    """Both are loaded where something is made or written, which keeps commands quick.

    The control: a question of many shapes loads SQLAlchemy.
    """
    init_log(tmp_path / "claims.db")
    code = (
        "import sys; from ledger.clock import SystemClock; from ledger.log import open_log;"
        f"log = open_log({str(tmp_path / 'claims.db')!r}, clock=SystemClock()); log.head();"
        "print('sqlalchemy' in sys.modules, 'alembic' in sys.modules); log.filings('a:');"
        "print('sqlalchemy' in sys.modules, 'alembic' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False False\nTrue False\n"


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> Path:
    """The Python of an environment with the built wheel, and no checkout in sight.

    Its dependencies are lent by this environment: the wheel alone is what is tested.
    """
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    subprocess.run([*build, str(ROOT)], check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "env", with_pip=False)
    python = folder / "env/bin/python"
    target = next((folder / "env/lib").iterdir()) / "site-packages"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run(
        [*pip, "--no-compile", "--target", str(target), str(wheel)], check=True, capture_output=True
    )
    lent = sysconfig.get_path("purelib")
    (target / "lent.pth").write_text(f"import sys; sys.path.append({lent!r})\n")
    return python


def test_a_wheel_makes_a_ledger_where_there_is_no_checkout(installed, tmp_path):
    """The migrations travel inside the package, so an installed one can init."""
    code = (
        "import ledger; from ledger.log import init_log; from ledger.log.stores import migrate;"
        "print(ledger.__file__); print(migrate.folder()); print(init_log('claims.db'))"
    )
    done = subprocess.run(
        [installed, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    where, folder, made = done.stdout.splitlines()
    assert where != ledger.__file__
    assert folder == str(Path(where).parent / "migrations")
    assert f"after={tables.SCHEMA_HEAD!r}" in made
    assert (tmp_path / "claims.db").exists()
