"""Whatever stands next to the log, of any type, or is gone: told, named by verify, and mended.

The tables and columns are those of the schema, so that a new one cannot be forgotten.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from ledger.app import open_ledger
from ledger.intake.feeds.place import feeds_of
from ledger.log.stores import tables
from ledger.log.stores.columns import kind_of
from ledger.log.stores.misshapen import MADE_AGAIN
from tests.cli.conftest import ARTICLE, CLAIM, desk_in
from tests.tampering import tampered
from tests.thorough import part

# What reads a table, or writes it. The board's are held by tests/checks/test_kept_board.py.
INBOX = ("inbox list", "inbox show 1", "inbox add two.txt", "inbox dismiss 1 --reason x")
NOTIFY = ("notify list", "notify run --once", "notify retry desk")
READERS = {
    "inbox_head": INBOX,
    "inbox": INBOX,
    "inbox_kept": INBOX[:2],
    "prints": INBOX[:2],
    "search_head": ("search ratifications",),
    "search_words": ("search ratifications",),
    "search_terms": ("search ra",),
    "feeds": ("feed list", "feed export"),
    "feed_entries": ("feed list", "feed poll"),
    "originals": ("show news",),
    "receivers": NOTIFY,
    "outbox": NOTIFY,
    "settings": ("status",),
}
STRANGE = {
    "text": "junk",
    "number": 7,
    "bytes": b"\x00\xff",
    "null": None,
    "huge": 2**63 - 1,
}
COLUMNS = [
    (table.name, column.name, strange)
    for table in tables.BESIDE
    if table.name in READERS
    for column in table.columns
    for strange in STRANGE
]
WRONG = {
    int: {"text", "bytes", "null"},
    str: {"bytes", "null"},
    bytes: {"text", "number", "null", "huge"},
}


@pytest.fixture(scope="module")
def first_office(tmp_path_factory, first_newsroom):
    """A ledger with something in every table next to its log, made once; no test works in it."""
    folder = tmp_path_factory.mktemp("first") / "office"
    shutil.copytree(first_newsroom, folder)
    webhook = "notify add desk --webhook http://127.0.0.1:9/x --allow-private"
    with desk_in(folder) as desk:
        Path("two.txt").write_text(ARTICLE)
        Path("three.txt").write_text(f"{ARTICLE} The minister added that talks go on in Seoul.")
        assert desk(*webhook.split()).code == 0
        assert desk("import", "-", stdin=CLAIM).code == 0
        assert desk("init", "--timezone", "Asia/Seoul").code == 0
        for words in ("notify run --once", "inbox add three.txt", "inbox list"):
            assert desk(*words.split()).code in {0, 1}, words
        assert desk("search", "ratifications").code == 0
        with open_ledger("claims.db") as ledger:
            feed = feeds_of(ledger.log).add("http://127.0.0.1:9/feed")
            feeds_of(ledger.log).mark(feed.number, {"e1": "monday"})
        with closing(sqlite3.connect("claims.db")) as db:
            db.execute("INSERT INTO inbox_kept VALUES ('other', x'7b7d')")
            db.execute("INSERT INTO originals VALUES ('a hash', x'7b7d')")
            db.commit()
        assert desk("verify").out.count("does not hold") == 0
        shutil.copy("claims.db", "right.db")
    return folder


@pytest.fixture
def office(newsroom, tmp_path, first_office):
    """The command in a copy of that ledger."""
    shutil.copytree(first_office, tmp_path, dirs_exist_ok=True)
    return newsroom


def test_the_readers_of_every_table_next_to_the_log_are_asked():
    """A new table: say who reads it, or why it is left out."""
    assert {table.name for table in tables.BESIDE} - set(READERS) == {"touched", "shelf"}


def put(table: str, column: str, value: object) -> bool:
    """Put a value in a column, past NOT NULL; whether the file takes it."""
    with closing(sqlite3.connect("claims.db")) as db:
        db.execute("PRAGMA writable_schema=ON")
        asked = "UPDATE sqlite_master SET sql = replace(sql, ' NOT NULL', '') WHERE name = ?"
        db.execute(asked, (table,))
        db.commit()
    with closing(sqlite3.connect("claims.db")) as db:
        try:
            # Of a key that must be one of a kind, one row takes it.
            done = db.execute(f"UPDATE OR IGNORE {table} SET {column} = ?", (value,))  # noqa: S608
        except sqlite3.IntegrityError:
            return False  # a key of the row, which SQLite holds to its type
        db.commit()
        return done.rowcount > 0


def begin() -> None:
    """The ledger as it was right."""
    for name in ("claims.db-wal", "claims.db-shm"):
        Path(name).unlink(missing_ok=True)
    shutil.copy("right.db", "claims.db")


def named(office, table: str) -> bool:
    """Whether verify says what is wrong with a table, by its name or that of its counter."""
    verified = office("verify", "--json")
    assert verified.code in {0, 1}, verified.err
    counters = {"inbox_head": "the inbox counts|the prints of|the remarks on"}
    counters["search_head"] = "the index of texts"
    words = re.compile(rf"\b{table}\b|{counters.get(table, table)}")
    return any(words.search(each["what"]) for each in verified.data["breaks"])


@pytest.mark.parametrize("table", [table for table in READERS if table in tables.metadata.tables])
def test_a_value_of_another_type_is_told_and_named(office, table):
    """Put in columns in turn, of each kind: no command ends as a bug; verify names the table."""
    kinds = {
        column.name: (kind_of(column), column.nullable)
        for column in tables.metadata.tables[table].columns
    }
    tried = 0
    for _, column, strange in part([each for each in COLUMNS if each[0] == table]):
        begin()
        if not put(table, column, STRANGE[strange]):
            continue
        tried += 1
        kind, nullable = kinds[column]
        if strange in WRONG[kind] and not (nullable and strange == "null"):
            assert named(office, table), (column, strange)
        for words in READERS[table]:
            done = office(*words.split())
            assert done.code in {0, 1, 2, 3, 4, 5}, (column, strange, words, done.err)
            assert done.code != 5 or "try: " in done.err
    assert tried


@pytest.mark.parametrize("table", READERS)
def test_a_table_that_is_gone_is_told_named_and_made_again(office, table):
    """The repair makes it, empty; what the log gives comes back with who asks."""
    with closing(sqlite3.connect("claims.db")) as db:
        db.execute(f"DROP TABLE {table}")
        db.commit()
    for words in READERS[table]:
        done = office(*words.split())
        assert done.code in {0, 1, 3, 5}, (words, done.err)
    assert named(office, table)
    lost = any(
        "a backup alone" in each["what"] for each in office("verify", "--json").data["breaks"]
    )
    assert lost == (table not in MADE_AGAIN)
    assert office("repair", "--yes").code == 0
    assert not named(office, table)
    for words in READERS[table]:
        assert office(*words.split()).code != 5, words


def rows_of(table: str) -> list[tuple[object, ...]]:
    """What stands in a table."""
    with closing(sqlite3.connect("claims.db")) as db:
        return db.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608


def mended(office, table: str) -> None:
    """The repair does it in one go, and no reader is stopped from then on."""
    assert office("repair", "--yes").code == 0
    verified = office("verify", "--json")
    assert (verified.code, verified.data["breaks"]) == (0, [])
    for words in (*READERS.get(table, ()), "status", "log"):
        assert office(*words.split()).code != 5, words


BESIDE = [*tables.BESIDE, tables.tiles]


@pytest.mark.parametrize("table", BESIDE, ids=str)
def test_a_column_of_another_name_is_told_named_and_called_right_again(office, table):
    """Some in turn, and all of them; nothing that stands in them is lost."""
    names = [column.name for column in table.columns]
    for renamed in (*([name] for name in part(names)), names):
        begin()
        before = rows_of(table.name)
        changes = [
            f'ALTER TABLE {table.name} RENAME COLUMN {name} TO "x ""{name}"' for name in renamed
        ]
        with closing(sqlite3.connect("claims.db")) as db:
            if table.name in {"touched", "shelf"}:
                db.execute("DROP VIEW status_v1")  # it would refuse some of the names
            for change in changes:
                db.execute(change)
            db.commit()
        every = (*READERS.get(table.name, ()), "status", "search ratifications")
        for words in every if renamed is names else every[:1]:
            done = office(*words.split())
            assert done.code in {0, 1, 2, 3, 4, 5}, (words, done.err)
            assert done.code != 5 or "try: " in done.err
        assert named(office, table.name), renamed
        assert office("repair", "--yes").code == 0
        assert table.name in MADE_AGAIN or rows_of(table.name) == before
        assert office("verify").code == 0
    mended(office, table.name)


@pytest.mark.parametrize(
    ("table", "column"), [("settings", "value"), ("receivers", "stopped"), ("shelf", "body")]
)
def test_a_column_that_is_gone_is_named_and_what_stood_next_to_it_goes_to_the_file(
    office, table, column
):
    """Its table is made again, empty."""
    with closing(sqlite3.connect("claims.db")) as db:
        for view in ("status_v1",):
            db.execute(f"DROP VIEW IF EXISTS {view}")
        db.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
        db.commit()
    assert named(office, table)
    mended(office, table)
    evidence = "".join(file.read_text() for file in Path().glob("*.jsonl"))
    assert (f'"table":"{table}"' in evidence) == (table not in MADE_AGAIN)


@pytest.mark.parametrize("table", ["tiles", "touched", "shelf"])
def test_a_table_that_the_log_gives_again_is_made_and_filled(office, table):
    """Also one of the log's own, with its triggers; and where its hashes are."""
    with closing(sqlite3.connect("claims.db")) as db:
        db.execute(f"DROP TABLE {table}")
        db.commit()
    for words in ("status", "verify", "log"):
        assert office(*words.split()).code in {0, 1, 5}, words
    assert named(office, table)
    mended(office, table)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE inbox SET number = number + 10",
        "UPDATE inbox SET number = number + 1 WHERE number = 1",
        "UPDATE inbox SET id = 'other', sha256 = 'other', address = 'other'",
        "UPDATE inbox SET state = 'dismissed'",
        "UPDATE feeds SET number = 7, url = 'http://other.example'",
    ],
)
def test_an_item_under_another_number_is_listed_named_and_filed_again(office, change):
    """What stands in it counts; no item is stopped by another."""
    before = {table: rows_of(table) for table in ("inbox", "feeds")}
    with closing(sqlite3.connect("claims.db")) as db:
        db.execute(change)
        db.commit()
    listed = office("inbox", "list", "--all", "--json")
    assert (listed.code, len(listed.data)) == (0, len(before["inbox"]))
    assert office("feed", "list").code == 0
    assert named(office, "feeds" if "feeds" in change else "inbox")
    assert office("repair", "--yes").code == 0
    assert {table: rows_of(table) for table in before} == before
    mended(office, "inbox")


@pytest.mark.parametrize("body", ["x'00ff'", "x'7b7d'", "'text'", "7"])
def test_an_item_that_cannot_be_read_stands_in_the_list_and_stops_no_other(office, body):
    """The repair takes it away, whole into the file."""
    Path("four.txt").write_text("Nothing of any treaty stands here.")
    assert office("inbox", "add", "four.txt").code == 0
    (first, *others) = office("inbox", "list", "--json").data
    with closing(sqlite3.connect("claims.db")) as db:
        db.execute(f"UPDATE inbox SET body = {body} WHERE number = {first['item']['number']}")  # noqa: S608
        db.commit()
    listed = office("inbox", "list")
    assert listed.code == 0
    assert f"item {first['item']['number']} of the inbox cannot be read" in listed.out
    assert [each["item"]["id"] for each in office("inbox", "list", "--json").data][1:] == [
        each["item"]["id"] for each in others
    ]
    assert others
    assert named(office, "inbox")
    assert office("repair", "--yes").code == 0
    assert [each["item"]["id"] for each in office("inbox", "list", "--json").data] == [
        each["item"]["id"] for each in others
    ]
    mended(office, "inbox")


@pytest.mark.parametrize("table", ["inbox_head", "search_head"])
def test_a_row_that_is_gone_is_told_named_and_made_again(office, table):
    """Of the two tables of one row."""
    with closing(sqlite3.connect("claims.db")) as db:
        db.execute(f"DELETE FROM {table}")  # noqa: S608
        db.commit()
    for words in READERS[table]:
        assert office(*words.split()).code in {0, 5}, words
    assert named(office, table)
    assert office("repair", "--yes").code == 0
    assert office("verify").code == 0
    assert office(*READERS[table][0].split()).code == 0


def test_a_receiver_whose_row_is_gone_is_no_receiver(office):
    """It is not told up to anything; who runs on begins again there, and says so."""
    with closing(sqlite3.connect("claims.db")) as db:
        db.execute("DELETE FROM receivers")
        db.commit()
    listed = office("notify", "list")
    assert "no row" in listed.out
    assert "told up to" not in listed.out
    (row,) = office("notify", "list", "--json").data
    assert (row["gone"], row["position"]) == (True, -1)
    begun = office("notify", "run", "--once")
    assert (begun.code, "none before" in begun.out) == (1, True)
    assert "told up to" in office("notify", "list").out


def test_documents_without_their_prints_are_named_and_printed_again(office):
    """Gone or foreign; claims rebuild empties the index, and the inbox fills it."""
    for change in ("DELETE FROM prints", "UPDATE OR IGNORE prints SET print = print + 1"):
        begin()
        with closing(sqlite3.connect("claims.db")) as db:
            db.execute(change)
            db.commit()
        (broken,) = office("verify", "--json").data["breaks"]
        assert "no print of its text" in broken["what"]
        assert office("rebuild").code == 0
        assert office("verify").code == 0
        assert "reprint" in office("inbox", "list").out
        assert office("verify").code == 0


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE head SET size = 99, frontier = 'junk'",
        "UPDATE head SET size = -1, frontier = 'junk'",
        "UPDATE head SET size = 'junk', frontier = x'00'",
        "UPDATE head SET size = x'00', frontier = x'00'",
        "UPDATE head SET origin = x'00'",
        "UPDATE head SET origin = x'00', recorded_at = 'junk'",
        "DELETE FROM head",
    ],
)
def test_a_head_that_cannot_be_read_is_told_and_verify_says_what_to_do(office, change):
    """Not to run what was run."""
    tampered("claims.db", change)
    for words in ("status", "log", "repair", "verify"):
        refused = office(words, "--json")
        assert refused.code == 5, words
    assert "run claims verify" not in refused.error["fix"]
    assert "restore a backup" in refused.error["fix"]
    assert "run claims verify" in office("status", "--json").error["fix"]


def test_a_kept_row_of_another_name_or_version_is_named(office):
    """No reader asks for such a row, so verify is who says that it is there."""
    assert office("status").code == 0
    shutil.copy("claims.db", "right.db")
    for change in ("SET name = x'00'", "SET version = 'nine'"):
        begin()
        tampered("claims.db", f"UPDATE shelf {change}")
        assert named(office, "shelf"), change
        mended(office, "shelf")


def test_settings_that_are_gone_are_told_without_the_advice_to_run_what_was_run(office):
    """One sentence on it."""
    tampered("claims.db", "DROP TABLE settings")
    broken = [each["what"] for each in office("verify", "--json").data["breaks"]]
    assert [what for what in broken if "settings" in what] == broken
    assert len(broken) == 1
    assert "run claims verify" not in broken[0]


@pytest.mark.parametrize("column", ["salt", "payload"])
def test_verify_has_its_own_words_for_a_row_that_holds_text(office, column):
    """And none of Python's."""
    tampered("claims.db", f"UPDATE events SET {column} = 'x' WHERE position = 3")  # noqa: S608
    (broken, *_) = office("verify", "--json").data["breaks"]
    assert broken["what"] == "its row is damaged: where bytes should be, something else is"


@pytest.mark.parametrize(
    "words", ["init --ledger=", "init --ledger x.db/", "status --ledger x.db/"]
)
def test_a_name_that_can_be_no_file_is_told_as_that(newsroom, words):
    """And no file is made under another."""
    refused = newsroom(*words.split(), "--json")
    assert (refused.code, refused.error["code"]) == (5, "not-a-ledger")
    assert (
        "no name of a file" in refused.error["message"]
        or "is a folder's" in refused.error["message"]
    )
    assert not Path("x.db").exists()


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM ledger_version",
        "UPDATE ledger_version SET version_num = 'junk'",
        "UPDATE ledger_version SET version_num = x'00'",
        "INSERT INTO ledger_version VALUES ('0001')",
        "DROP TABLE ledger_version",
    ],
)
def test_a_ledger_that_does_not_name_its_schema_is_damaged(office, change):
    """It is neither of a newer program nor of another one."""
    tampered("claims.db", change)
    for words in ("status", "init", "verify", "repair"):
        refused = office(words, "--json")
        assert (refused.code, refused.error["code"]) == (5, "ledger-damaged"), words
        assert "claims restore" in refused.error["fix"]


@pytest.mark.parametrize("value", ["'junk'", "7", "NULL"])
def test_a_leaf_hash_of_another_type_is_told(office, value):
    """Wherever it is read."""
    allowed = "UPDATE sqlite_master SET sql = replace(sql, 'leaf_hash BLOB NOT NULL', 'leaf_hash')"
    tampered("claims.db", "PRAGMA writable_schema=ON", allowed)
    tampered(
        "claims.db",
        "PRAGMA ignore_check_constraints=ON",
        f"UPDATE events SET leaf_hash = {value} WHERE position = 3",  # noqa: S608
    )
    for words in ("log", "show @3", "verify"):
        assert office(*words.split()).code in {1, 5}, words


def test_a_tag_at_no_position_is_told_by_whoever_reads_the_board(office):
    """The board's marks rest on the tags: what they say cannot be believed then."""
    tampered("claims.db", "UPDATE OR IGNORE tags SET position = 'abc' WHERE position = 3")
    for words in ("status", "status mexico-korea-space", "rebuild"):
        refused = office(*words.split(), "--json")
        assert (refused.code, refused.error["code"]) == (5, "ledger-damaged"), words
        assert "tags.position" in refused.error["message"]
    assert office("verify").code == 1


@pytest.mark.parametrize("column", ["salt", "payload"])
def test_words_that_are_no_bytes_are_told_by_what_proves_them(office, column):
    """An export holds no proof of such an event, and is not written."""
    tampered("claims.db", f"UPDATE events SET {column} = 'x' WHERE position = 3")  # noqa: S608
    refused = office("export", "--out", "all.jsonl", "--json")
    damaged = {"salt": "ledger-damaged", "payload": "payload-damaged"}[column]
    assert (refused.code, refused.error["code"]) == (5, damaged)
    assert not Path("all.jsonl").exists()
    assert office("verify").code == 1
