"""The triggers that keep the log append-only, as the migrations make them, and what is not ours.

Takes what a database says of its triggers and their functions; gives what is wrong with them,
and the triggers, rules and policies that others put on the ledger's tables, which may drop or
hide rows without a word. Anyone who may drop a trigger may put it back after the deed, so that
they stand proves nothing; that one does not stand is worth a word. Who comes next: ``verify``'s
callers name them, ``claims init`` makes ours again, ``claims repair`` takes the others away.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Mapping

MISSING, OFF, NOT_ALWAYS = "missing", "switched off", "not always on"

# What a trigger does, before or after what, and for each row or statement (tgtype).
TRIGGERS = f"""
    SELECT 'trigger ' || t.tgname, CASE t.tgenabled
        WHEN 'A' THEN concat_ws(' ', c.relname, p.proname, t.tgtype, t.tgnewtable,
            CASE WHEN t.tgqual IS NOT NULL OR t.tgattr::text <> '' THEN 'sometimes' END)
        WHEN 'D' THEN '{OFF}' ELSE '{NOT_ALWAYS}' END
    FROM pg_trigger AS t JOIN pg_class AS c ON c.oid = t.tgrelid
    JOIN pg_proc AS p ON p.oid = t.tgfoid AND p.pronamespace = c.relnamespace
    WHERE c.relnamespace = current_schema()::regnamespace AND NOT t.tgisinternal
        AND split_part(t.tgname, '_', 1) = c.relname
"""  # noqa: S608  # phrases of this module

# Its words, then its language, and whether names in it mean this schema's tables (0003).
FUNCTIONS = """
    SELECT 'function ' || p.proname, concat_ws(' ', p.prosrc, l.lanname,
        p.proconfig = ARRAY['search_path=' || quote_ident(current_schema()) || ', pg_temp']
            || CASE p.proname WHEN 'ledger_append' THEN '{enable_seqscan=off}'::text[] END)
    FROM pg_proc AS p JOIN pg_language AS l ON l.oid = p.prolang
    WHERE p.pronamespace = current_schema()::regnamespace
        AND p.pronargs = CASE p.proname
            WHEN 'ledger_append' THEN 17 WHEN 'ledger_json' THEN 1 ELSE 0 END
"""

SQLITE: Mapping[str, str] = {
    "trigger head_no_delete": "9f77daeda040ee0cec4fa89dbef4fecf",
    "trigger events_no_delete": "ba47296312835032d0dc4c4804e4fc6b",
    "trigger tags_no_delete": "50fe3d272e64d41a79b43943403bfcf0",
    "trigger tiles_no_delete": "c958ec01b988d5fd6c52e7af311789b5",
    "trigger tags_no_update": "ae4501f50e2e63a2caedebac42c00925",
    "trigger tiles_no_update": "e8e01917146720870e2494ff43e78095",
    "trigger events_no_update": "ec1ed8c8b9c4ba0bdc7d6a3cfe6297bd",
    "trigger events_in_order": "1ea7c1fb3addd84a5a57dad043043f8c",
    "trigger tags_in_order": "66f38b0695d555cd8a4990d616bde2ba",
    "trigger tiles_in_order": "cc074149e8362cf7f22b00fcb1cfabf4",
    "trigger head_only_one": "25d867af7df507f9610b30d8666cf39d",
    "trigger head_goes_on": "c243fc75b91c7894d3cbe2e3111a7561",
}
"""Each by the digest of its words."""

VIEWS_SQLITE: Mapping[str, str] = {
    "view events_v1": "5b8b41d40ee015155e63837610dca81c",
    "view acts_v1": "c81eea76b1592ee07228b2263054dc03",
    "view claims_v1": "b47631a2d2102aaa9c555160639cc4a6",
    "view documents_v1": "ecca32c57a568f8b5faf4777975cdb02",
    "view parties_v1": "1137d058eaf80fcc3b975b628e94f7e5",
    "view judgements_v1": "fd8d50191bdafc60451b0f03763824d8",
    "view partnerships_v1": "2cc472fe88ebc8b3f518706cfa677ed4",
    "view instruments_v1": "e374648d583cbad9a23488d19dfd667c",
    "view hurdles_v1": "1600764da7ea23096857ed73f78c6e2b",
    "view status_v1": "a306d6aee9b58d4f44aef97fa9946348",
}
"""The views for SQL (0005), each by the digest of its words."""

VIEWS_POSTGRESQL: Mapping[str, str] = {"function ledger_json": "c78cf20fdc334bd4827eddb9aac5a295"}
"""What the views rest on; of the views themselves PostgreSQL keeps its own spelling."""

POSTGRESQL: Mapping[str, str] = {
    "trigger events_in_order": "events ledger_events_in_order 4 added",
    "trigger events_no_delete": "events ledger_refuse 11",
    "trigger events_no_truncate": "events ledger_refuse 34",
    "trigger events_no_update": "events ledger_erase_only 19",
    "trigger head_goes_on": "head ledger_head_goes_on 19",
    "trigger head_no_delete": "head ledger_refuse 11",
    "trigger head_no_truncate": "head ledger_refuse 34",
    "trigger tags_in_order": "tags ledger_tags_in_order 4 added",
    "trigger tags_no_delete": "tags ledger_refuse 11",
    "trigger tags_no_truncate": "tags ledger_refuse 34",
    "trigger tags_no_update": "tags ledger_refuse 19",
    "trigger tiles_no_delete": "tiles ledger_refuse 11",
    "trigger tiles_no_truncate": "tiles ledger_refuse 34",
    "trigger tiles_no_update": "tiles ledger_refuse 19",
    "function ledger_append": "fd9a4727214ca8a446369009cb5b8e5a",
    "function ledger_erase_only": "ad105089833de869870b9767ef7bdf3b",
    "function ledger_events_in_order": "44f06d48eabb9c5a625931ddaf2f31ff",
    "function ledger_head_goes_on": "649365599633fc3deeeadd2d59784865",
    "function ledger_refuse": "1dda44a0afcf33c9fc71f0b4ed7bb521",
    "function ledger_tags_in_order": "640d8b5ffc45f827cd0c880b2ee2c104",
}
"""Triggers by what ``TRIGGERS`` says of them, functions by the digest of ``FUNCTIONS``' words."""


TABLES = (
    *("head", "events", "tags", "tiles", "touched", "shelf", "ledger_version"),
    *("inbox_head", "inbox", "inbox_kept", "prints", "feeds", "feed_entries", "originals"),
    *("search_head", "search_words"),
    *("receivers", "outbox", "settings"),
)
"""All tables of a ledger, those next to its log among them."""

OURS = frozenset(
    name.removeprefix("trigger ") for name in {*SQLITE, *POSTGRESQL} if name.startswith("trigger ")
)
"""The names of the ledger's own triggers."""

TRIGGERS_OF_LOG = frozenset(name for name in POSTGRESQL if name.startswith("trigger "))

_OUR_TABLES = ", ".join(f"'{table}'" for table in TABLES)
_OF_THE_LOG = ", ".join(f"'{table}'" for table in ("head", "events", "tags", "tiles"))
_OUR_TRIGGERS = ", ".join(f"'{name}'" for name in sorted(OURS))

STRANGERS_SQLITE = f"""
    SELECT CASE WHEN type = 'view' THEN 'the view ' || name || ' in place of a table'
        ELSE 'the trigger ' || name || ' on ' || tbl_name END,
        CASE WHEN type = 'trigger' OR lower(name) NOT IN ({_OF_THE_LOG}, 'ledger_version')
            THEN 'DROP ' || upper(type) || ' "' || replace(name, '"', '""') || '"' END,
        coalesce(sql, '')
    FROM sqlite_master
    WHERE type = 'trigger' AND lower(tbl_name) IN ({_OUR_TABLES}) AND name NOT IN ({_OUR_TRIGGERS})
        OR type = 'view' AND lower(name) IN ({_OUR_TABLES})
    ORDER BY type, name
"""  # noqa: S608  # phrases of this module

# What it is, what takes it away (NULL: nothing can, as with a view in place of the log), its words.
# Formats are doubled for the driver.
STRANGERS_POSTGRESQL = f"""
    WITH ours AS (
        SELECT oid, relname, relkind, relrowsecurity OR relforcerowsecurity AS hides
        FROM pg_class WHERE relnamespace = current_schema()::regnamespace
            AND relname IN ({_OUR_TABLES})
    )
    SELECT 'the trigger ' || tgname || ' on ' || relname,
        format('DROP TRIGGER %%I ON %%I', tgname, relname), pg_get_triggerdef(t.oid)
    FROM pg_trigger AS t JOIN ours ON ours.oid = t.tgrelid
    WHERE NOT tgisinternal
        AND (tgname NOT IN ({_OUR_TRIGGERS}) OR split_part(tgname, '_', 1) <> relname)
    UNION ALL
    SELECT 'the rule ' || rulename || ' on ' || relname,
        format('DROP RULE %%I ON %%I', rulename, relname), pg_get_ruledef(r.oid)
    FROM pg_rewrite AS r JOIN ours ON ours.oid = r.ev_class WHERE rulename <> '_RETURN'
    UNION ALL
    SELECT 'row-level security on ' || relname,
        format('ALTER TABLE %%I DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY', relname),
        coalesce((SELECT string_agg(polname || ': ' || coalesce(pg_get_expr(polqual, polrelid), ''),
            '; ') FROM pg_policy WHERE polrelid = ours.oid), '')
    FROM ours WHERE hides
    UNION ALL
    SELECT 'the table ' || inhrelid::regclass || ', which adds its rows to ' || relname,
        format('ALTER TABLE %%s NO INHERIT %%I', inhrelid::regclass, relname),
        inhrelid::regclass::text
    FROM pg_inherits JOIN ours ON ours.oid = inhparent
    UNION ALL
    SELECT 'the relation ' || relname || ', which is no plain table',
        CASE WHEN relkind = 'v' AND relname NOT IN ({_OF_THE_LOG}, 'ledger_version')
            THEN format('DROP VIEW %%I', relname) END, relkind::text
    FROM ours WHERE relkind <> 'r'
    ORDER BY 1
"""  # noqa: S608  # phrases of this module


@attrs.frozen
class Stranger:
    """What others put on the ledger's tables.

    ``what`` names it and its table; ``away`` is the statement that takes it away, None where
    none can; ``words`` are its definition.
    """

    what: str
    away: str | None
    words: str

    def __str__(self) -> str:
        return f"{self.what} is not the ledger's own"


def digest(words: str) -> str:
    """What a definition is known by, however its lines are broken: 128 bits of SHA-256, in hex."""
    return sha256(" ".join(words.split()).encode()).hexdigest()[:32]


def wrong(made: Mapping[str, str], present: Mapping[str, str]) -> tuple[str, ...]:
    """Each trigger and function that is not as it was made, by name, and in which way."""
    there = {name: present.get(name, MISSING) for name in made}
    return tuple(
        f"the {name} is {wording if wording in (MISSING, OFF, NOT_ALWAYS) else 'changed'}"
        for name, wording in there.items()
        if wording != made[name]
    )
