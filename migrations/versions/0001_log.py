"""The log: head, events, tags, tiles, and the triggers that keep them append-only.

Revision ID: 0001
"""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = ("head", "events", "tags", "tiles")

SQLITE = (
    """
    CREATE TABLE head (
        id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
        origin TEXT NOT NULL,
        size BIGINT NOT NULL,
        recorded_at BIGINT NOT NULL,
        frontier BLOB NOT NULL
    )
    """,
    # INTEGER PRIMARY KEY, to the letter, makes the position the row's own key.
    """
    CREATE TABLE events (
        position INTEGER NOT NULL PRIMARY KEY,
        event_id TEXT NOT NULL UNIQUE,
        envelope BLOB NOT NULL,
        leaf_hash BLOB NOT NULL,
        salt BLOB,
        payload BLOB
    )
    """,
    """
    CREATE TABLE tags (
        tag TEXT NOT NULL,
        position BIGINT NOT NULL,
        PRIMARY KEY (tag, position)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE tiles (
        level INTEGER NOT NULL,
        idx BIGINT NOT NULL,
        hash BLOB NOT NULL,
        PRIMARY KEY (level, idx)
    ) WITHOUT ROWID
    """,
    # No row goes. REPLACE, which deletes, fires these only with recursive_triggers on; the
    # insert triggers below refuse it without.
    *(
        f"""
        CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
        BEGIN SELECT RAISE(ABORT, 'the log is append-only: {table} keeps its rows'); END
        """
        for table in TABLES
    ),
    *(
        f"""
        CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}
        BEGIN SELECT RAISE(ABORT, 'the log is append-only: {table} never changes'); END
        """
        for table in ("tags", "tiles")
    ),
    # One change is allowed: a payload and its salt go, where the log itself records that.
    """
    CREATE TRIGGER events_no_update BEFORE UPDATE ON events
    WHEN NEW.payload IS NOT NULL OR NEW.salt IS NOT NULL
        OR NEW.position IS NOT OLD.position OR NEW.event_id IS NOT OLD.event_id
        OR NEW.envelope IS NOT OLD.envelope OR NEW.leaf_hash IS NOT OLD.leaf_hash
        OR NOT EXISTS (
            SELECT 1 FROM tags AS why
            JOIN tags AS kind ON kind.position = why.position
                AND kind.tag = 'type:payload.erased'
            WHERE why.tag = 'erases:' || OLD.position
        )
    BEGIN SELECT RAISE(ABORT, 'the log is append-only: events never change'); END
    """,
    """
    CREATE TRIGGER events_in_order BEFORE INSERT ON events
    WHEN NEW.position <> (SELECT COALESCE(MAX(position) + 1, 0) FROM events)
        OR EXISTS (SELECT 1 FROM events WHERE event_id = NEW.event_id)
    BEGIN SELECT RAISE(ABORT, 'the log is append-only: an event goes to its end, once'); END
    """,
    """
    CREATE TRIGGER tags_in_order BEFORE INSERT ON tags
    WHEN NEW.position < (SELECT size FROM head)
        OR NEW.position > (SELECT MAX(position) FROM events)
    BEGIN SELECT RAISE(ABORT, 'the log is append-only: tags come with their event'); END
    """,
    """
    CREATE TRIGGER tiles_in_order BEFORE INSERT ON tiles
    WHEN EXISTS (SELECT 1 FROM tiles WHERE level = NEW.level AND idx = NEW.idx)
    BEGIN SELECT RAISE(ABORT, 'the log is append-only: a tile is written once'); END
    """,
    """
    CREATE TRIGGER head_only_one BEFORE INSERT ON head
    WHEN EXISTS (SELECT 1 FROM head)
    BEGIN SELECT RAISE(ABORT, 'the log is append-only: it has one head'); END
    """,
    """
    CREATE TRIGGER head_goes_on BEFORE UPDATE ON head
    WHEN NEW.id IS NOT OLD.id OR NEW.origin IS NOT OLD.origin OR NEW.size <= OLD.size
        OR NEW.recorded_at < OLD.recorded_at
        OR NEW.size IS NOT (SELECT MAX(position) + 1 FROM events)
    BEGIN SELECT RAISE(ABORT, 'the log is append-only: its head goes on'); END
    """,
)

# The functions resolve names in the ledger's own schema, wherever it is created.
POSTGRESQL = (
    """
    CREATE TABLE head (
        id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
        origin TEXT NOT NULL,
        size BIGINT NOT NULL,
        recorded_at BIGINT NOT NULL,
        frontier BYTEA NOT NULL
    )
    """,
    # The C collation sorts by code point, as ids and tags are compared everywhere.
    """
    CREATE TABLE events (
        position BIGINT NOT NULL PRIMARY KEY,
        event_id TEXT COLLATE "C" NOT NULL UNIQUE,
        envelope BYTEA NOT NULL,
        leaf_hash BYTEA NOT NULL,
        salt BYTEA,
        payload BYTEA
    )
    """,
    """
    CREATE TABLE tags (
        tag TEXT COLLATE "C" NOT NULL,
        position BIGINT NOT NULL,
        PRIMARY KEY (tag, position)
    )
    """,
    """
    CREATE TABLE tiles (
        level INTEGER NOT NULL,
        idx BIGINT NOT NULL,
        hash BYTEA NOT NULL,
        PRIMARY KEY (level, idx)
    )
    """,
    """
    CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'the log is append-only: % refused on %', TG_OP, TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation';
    END $$
    """,
    *(
        f"""
        CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
        FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()
        """
        for table in TABLES
    ),
    *(
        f"""
        CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
        FOR EACH ROW EXECUTE FUNCTION ledger_refuse()
        """
        for table in TABLES
    ),
    *(
        f"""
        CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}
        FOR EACH ROW EXECUTE FUNCTION ledger_refuse()
        """
        for table in ("tags", "tiles")
    ),
    # One change is allowed: a payload and its salt go, where the log itself records that.
    """
    CREATE FUNCTION ledger_erase_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.payload IS NOT NULL OR NEW.salt IS NOT NULL
            OR NEW.position IS DISTINCT FROM OLD.position
            OR NEW.event_id IS DISTINCT FROM OLD.event_id
            OR NEW.envelope IS DISTINCT FROM OLD.envelope
            OR NEW.leaf_hash IS DISTINCT FROM OLD.leaf_hash
            OR NOT EXISTS (
                SELECT 1 FROM tags AS why
                JOIN tags AS kind ON kind.position = why.position
                    AND kind.tag = 'type:payload.erased'
                WHERE why.tag = 'erases:' || OLD.position
            )
        THEN
            RAISE EXCEPTION 'the log is append-only: events never change'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER events_no_update BEFORE UPDATE ON events
    FOR EACH ROW EXECUTE FUNCTION ledger_erase_only()
    """,
    # Once a statement, over all its rows: so that COPY stays fast.
    """
    CREATE FUNCTION ledger_events_in_order() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        lowest BIGINT; highest BIGINT; rows BIGINT;
    BEGIN
        SELECT min(position), max(position), count(*) INTO lowest, highest, rows FROM added;
        IF rows > 0 AND (
            rows <> highest - lowest + 1
            OR lowest < (SELECT size FROM head)
            OR highest <> (SELECT max(position) FROM events)
            OR lowest <> 0 AND NOT EXISTS (SELECT 1 FROM events WHERE position = lowest - 1)
        ) THEN
            RAISE EXCEPTION 'the log is append-only: an event goes to its end, once'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NULL;
    END $$
    """,
    """
    CREATE TRIGGER events_in_order AFTER INSERT ON events REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_events_in_order()
    """,
    """
    CREATE FUNCTION ledger_tags_in_order() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        lowest BIGINT; highest BIGINT;
    BEGIN
        SELECT min(position), max(position) INTO lowest, highest FROM added;
        IF lowest < (SELECT size FROM head) OR highest > (SELECT max(position) FROM events) THEN
            RAISE EXCEPTION 'the log is append-only: tags come with their event'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NULL;
    END $$
    """,
    """
    CREATE TRIGGER tags_in_order AFTER INSERT ON tags REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_tags_in_order()
    """,
    """
    CREATE FUNCTION ledger_head_goes_on() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.id <> OLD.id OR NEW.origin <> OLD.origin OR NEW.size <= OLD.size
            OR NEW.recorded_at < OLD.recorded_at
            OR NEW.size IS DISTINCT FROM (SELECT max(position) + 1 FROM events)
        THEN
            RAISE EXCEPTION 'the log is append-only: its head goes on'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER head_goes_on BEFORE UPDATE ON head
    FOR EACH ROW EXECUTE FUNCTION ledger_head_goes_on()
    """,
    # ALWAYS: session_replication_role, which a superuser may set, does not switch them off.
    *(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_no_truncate" for table in TABLES),
    *(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_no_delete" for table in TABLES),
    *(
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {trigger}"
        for table, trigger in (
            ("tags", "tags_no_update"),
            ("tiles", "tiles_no_update"),
            ("events", "events_no_update"),
            ("events", "events_in_order"),
            ("tags", "tags_in_order"),
            ("head", "head_goes_on"),
        )
    ),
)
FUNCTIONS = ("refuse", "erase_only", "events_in_order", "tags_in_order", "head_goes_on")


def upgrade() -> None:
    """Make the tables and their triggers."""
    statements = POSTGRESQL if op.get_bind().dialect.name == "postgresql" else SQLITE
    for statement in statements:
        op.execute(statement)


def downgrade() -> None:
    """Drop the tables, and every event with them."""
    for table in reversed(TABLES):
        op.execute(f"DROP TABLE {table}")
    if op.get_bind().dialect.name == "postgresql":
        for function in FUNCTIONS:
            op.execute(f"DROP FUNCTION ledger_{function}()")
