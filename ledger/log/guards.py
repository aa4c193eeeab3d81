"""The triggers that keep the log append-only, as the migrations make them.

Takes what a database says of its triggers and their functions; gives what is wrong with them.
Whoever may drop a trigger may put it back after the deed, so that they stand proves nothing;
that one does not stand is worth a word. Triggers of others change nothing that verifying would
not see. Who comes next: ``verify``'s callers name them, ``claims init`` makes them anew.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

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
        p.proconfig = ARRAY['search_path=' || quote_ident(current_schema()) || ', pg_temp'])
    FROM pg_proc AS p JOIN pg_language AS l ON l.oid = p.prolang
    WHERE p.pronamespace = current_schema()::regnamespace AND p.pronargs = 0
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
    "function ledger_erase_only": "ad105089833de869870b9767ef7bdf3b",
    "function ledger_events_in_order": "44f06d48eabb9c5a625931ddaf2f31ff",
    "function ledger_head_goes_on": "649365599633fc3deeeadd2d59784865",
    "function ledger_refuse": "1dda44a0afcf33c9fc71f0b4ed7bb521",
    "function ledger_tags_in_order": "640d8b5ffc45f827cd0c880b2ee2c104",
}
"""Triggers by what ``TRIGGERS`` says of them, functions by the digest of ``FUNCTIONS``' words."""


def digest(words: str) -> str:
    """What a definition is known by, however its lines are broken: 128 bits of SHA-256, in hex."""
    return sha256(" ".join(words.split()).encode()).hexdigest()[:32]


def wrong(made: Mapping[str, str], found: Mapping[str, str]) -> tuple[str, ...]:
    """Each trigger and function that is not as it was made, by name, and in which way."""
    there = {name: found.get(name, MISSING) for name in made}
    return tuple(
        f"the {name} is {held if held in (MISSING, OFF, NOT_ALWAYS) else 'changed'}"
        for name, held in there.items()
        if held != made[name]
    )
