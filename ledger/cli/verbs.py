"""Which commands there are, for what use, and where each one lives.

Takes nothing and imports nothing heavy, so that help and completion cost little: a command's
module is loaded when the command is called. A test keeps these sentences equal to the commands'.
"""

from __future__ import annotations

from types import MappingProxyType

import attrs


@attrs.frozen
class Verb:
    """A command: the module and the name in it, and its use in one line."""

    module: str
    attribute: str
    summary: str


APPEND, READ, CHECK, PROVE, KEEP, BEGIN = (
    "Append: from the news to the log",
    "Read: where a partnership stands",
    "Check: from a value back to its words",
    "Prove: to someone who need not trust you",
    "Keep: the file, and what the law asks of it",
    "Begin",
)

USES: MappingProxyType[str, MappingProxyType[str, Verb]] = MappingProxyType(
    {
        BEGIN: MappingProxyType(
            {
                "demo": Verb("demonstration", "demo", "See it work: Mexico and Korea in space."),
                "init": Verb("beginning", "init", "Make a ledger, or bring one up to date."),
                "completion": Verb("completion", "completion", "Print shell completion."),
            }
        ),
        APPEND: MappingProxyType(
            {
                "capture": Verb("capturing", "capture", "Keep a document, so it can be quoted."),
                "record": Verb("recording", "record", "Record what a document states."),
                "import": Verb("importing", "import_files", "Record the entries of files."),
                "correct": Verb("controls", "correct", "Put a right claim in place of one."),
                "retract": Verb("controls", "retract", "Take back a claim or a document."),
                "dispute": Verb("controls", "dispute", "Put on record that a claim is denied."),
                "party": Verb("parties", "party", "Say which names are one party."),
                "kinds": Verb("vocabulary", "kinds", "List what can be recorded."),
                "schema": Verb("vocabulary", "schema", "Print the JSON Schema of entries."),
            }
        ),
        READ: MappingProxyType(
            {
                "status": Verb("standing", "status", "Show where partnerships stand."),
                "hurdles": Verb("standing", "hurdles", "Show what stands in the way."),
                "treaty": Verb("standing", "treaty", "Show a treaty's parties and its day."),
                "timeline": Verb("standing", "timeline", "Show what happened, in order."),
                "diff": Verb("comparing", "diff", "Show what changed since then."),
                "search": Verb("looking", "search", "Find words in documents and claims."),
            }
        ),
        CHECK: MappingProxyType(
            {
                "disputes": Verb("comparing", "disputes", "List what is contested."),
                "check": Verb("checking", "check", "Look for what cannot be right."),
                "why": Verb("standing", "why", "Follow a value to its quotes."),
                "show": Verb("looking", "show", "Show one claim, document or name in full."),
                "log": Verb("looking", "log", "List what was recorded, in order."),
                "spec": Verb("specs", "spec", "Check what must hold, in your own words."),
            }
        ),
        PROVE: MappingProxyType(
            {
                "verify": Verb("proving", "verify", "Check that nobody changed what was recorded."),
                "prove": Verb("proving", "prove", "Prove an event to one without the ledger."),
                "checkpoint": Verb("keys", "checkpoint", "Sign for the ledger as it is now."),
                "consistency": Verb("proving", "consistency", "Prove that the ledger only grew."),
                "export": Verb("proving", "export", "Write the log as files others can check."),
                "key": Verb("keys", "key", "Keep the keys that sign checkpoints."),
                "witness": Verb("witnessing", "witness", "Have others sign that it only grew."),
            }
        ),
        KEEP: MappingProxyType(
            {
                "backup": Verb("keeping", "backup", "Copy the ledger while it is in use."),
                "restore": Verb("keeping", "restore", "Put a backup where no ledger is."),
                "repair": Verb("repair", "repair", "Mend a ledger that is stuck, on record."),
                "rebuild": Verb("keeping", "rebuild", "Make the board anew from the log."),
                "erase": Verb("erasing", "erase", "Take words out under a legal order."),
                "grants": Verb("keeping", "grants", "Print who may do what in PostgreSQL."),
            }
        ),
    }
)

VERBS: MappingProxyType[str, Verb] = MappingProxyType(
    {name: verb for verbs in USES.values() for name, verb in verbs.items()}
)
"""Every command by its name."""
