# ruff: noqa: S608 - the phrases are of this module
"""An append by one statement: locked, compared, written and announced on the server.

``ledger_append`` takes what the caller counts on (the head's size, moment and edge, the last
event's envelope) and the rows that follow from it. It writes nothing and gives false where the
log does not end so, where an id is there already, and where others have put anything on the
tables: the caller then locks the head first and looks for itself. Rows come joined: JSON holds
no line end, hashes are 32 bytes and salts 16.

Revision ID: 0008
"""

from __future__ import annotations

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_LOG = "('events'::regclass, 'tags'::regclass, 'tiles'::regclass, 'head'::regclass)"
_OURS = (
    "'events_in_order', 'events_no_delete', 'events_no_truncate', 'events_no_update',"
    " 'head_goes_on', 'head_no_delete', 'head_no_truncate', 'tags_in_order', 'tags_no_delete',"
    " 'tags_no_truncate', 'tags_no_update', 'tiles_no_delete', 'tiles_no_truncate',"
    " 'tiles_no_update'"
)

FUNCTION = f"""
    CREATE FUNCTION ledger_append(
        size_there BIGINT, moment_there BIGINT, edge_there BYTEA, last_there BYTEA,
        ids TEXT, leaves BYTEA, hashes BYTEA, salts BYTEA, payloads BYTEA,
        filed TEXT, filed_at TEXT, tile_levels TEXT, tile_places TEXT, tile_hashes BYTEA,
        size_after BIGINT, moment_after BIGINT, edge_after BYTEA
    ) RETURNS BOOLEAN LANGUAGE plpgsql AS $$
    DECLARE
        taken BIGINT; rows_filed BIGINT; tiled BIGINT; moved BIGINT;
    BEGIN
        PERFORM 1 FROM head WHERE id = 1 AND size = size_there
            AND recorded_at = moment_there AND frontier = edge_there FOR UPDATE;
        IF NOT FOUND THEN RETURN FALSE; END IF;
        PERFORM 1 FROM events WHERE position = size_there - 1 AND envelope = last_there;
        IF NOT FOUND THEN RETURN FALSE; END IF;
        IF EXISTS (SELECT 1 FROM events WHERE event_id = ANY(string_to_array(ids, E'\\n')))
            OR (SELECT count(*) FROM pg_trigger WHERE tgrelid IN {_LOG} AND NOT tgisinternal
                AND tgname IN ({_OURS}) AND tgenabled = 'A') <> 14
            OR EXISTS (SELECT 1 FROM pg_trigger WHERE tgrelid IN {_LOG} AND NOT tgisinternal
                AND tgname NOT IN ({_OURS}))
            OR EXISTS (SELECT 1 FROM pg_class WHERE oid IN {_LOG}
                AND (relkind <> 'r' OR relhasrules OR relrowsecurity OR relhassubclass))
        THEN RETURN FALSE; END IF;
        INSERT INTO events (position, event_id, envelope, leaf_hash, salt, payload)
        SELECT size_there + place - 1, id, convert_to(leaf, 'UTF8'),
            substring(hashes, (place * 32 - 31)::int, 32),
            substring(salts, (place * 16 - 15)::int, 16), convert_to(words, 'UTF8')
        FROM unnest(
            string_to_array(ids, E'\\n'),
            string_to_array(convert_from(leaves, 'UTF8'), E'\\n'),
            string_to_array(convert_from(payloads, 'UTF8'), E'\\n')
        ) WITH ORDINALITY AS added (id, leaf, words, place);
        GET DIAGNOSTICS taken = ROW_COUNT;
        INSERT INTO tags (tag, position)
        SELECT * FROM unnest(
            string_to_array(filed, E'\\n'), string_to_array(filed_at, ',')::int8[]
        );
        GET DIAGNOSTICS rows_filed = ROW_COUNT;
        tiled := 0;
        IF tile_levels <> '' THEN
            INSERT INTO tiles (level, idx, hash)
            SELECT level, idx, substring(tile_hashes, (place * 32 - 31)::int, 32)
            FROM unnest(string_to_array(tile_levels, ',')::int4[],
                string_to_array(tile_places, ',')::int8[]
            ) WITH ORDINALITY AS added (level, idx, place);
            GET DIAGNOSTICS tiled = ROW_COUNT;
        END IF;
        UPDATE head SET size = size_after, recorded_at = moment_after, frontier = edge_after
        WHERE id = 1;
        GET DIAGNOSTICS moved = ROW_COUNT;
        IF moved <> 1 OR taken <> size_after - size_there
            OR rows_filed <> cardinality(string_to_array(filed, E'\\n'))
            OR tiled * 32 <> length(tile_hashes)
        THEN
            RAISE EXCEPTION 'the log is append-only: fewer rows were taken than given'
                USING ERRCODE = 'restrict_violation';
        END IF;
        PERFORM pg_notify('claims_' || current_schema()::regnamespace::oid, '');
        RETURN TRUE;
    END $$
"""

# Names in it mean the ledger's own tables, whatever a session calls so (0003). Its plans are kept
# for as long as a session lasts, and one that was made while the tables were empty would go
# through all of them later.
FIX = """
    DO $$ BEGIN
        EXECUTE format(
            'ALTER FUNCTION %I.ledger_append SET search_path TO %I, pg_temp',
            current_schema(), current_schema()
        );
        EXECUTE format(
            'ALTER FUNCTION %I.ledger_append SET enable_seqscan TO off', current_schema()
        );
    END $$
"""


def upgrade() -> None:
    """Make the function; a file has no round trips to save."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(FUNCTION)
        op.execute(FIX)


def downgrade() -> None:
    """Drop it."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION ledger_append")
