"""Which commands there are, for what use, and where each one lives.

Takes nothing and imports nothing heavy, so that help and completion cost little: a command's
module is loaded when the command is called. A test keeps these sentences equal to the commands'.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import NamedTuple


class Verb(NamedTuple):
    """A command: the module and the name in it, and its use in one line."""

    module: str
    attribute: str
    summary: str


APPEND, READ, CHECK, PUBLISH, PROVE, KEEP, BEGIN = (
    "Append: from the news to the log",
    "Read: where a partnership stands",
    "Check: from a value back to its words",
    "Publish: what leaves the desk",
    "Prove: to someone who need not trust you",
    "Keep: the file, and what the law asks of it",
    "Begin",
)

USES: MappingProxyType[str, MappingProxyType[str, Verb]] = MappingProxyType(
    {
        BEGIN: MappingProxyType(
            {
                "demo": Verb("demo", "demo", "See it work: Mexico and Korea in space."),
                "init": Verb("init", "init", "Make a ledger, or bring one up to date."),
                "completion": Verb("completion", "completion", "Print shell completion."),
            }
        ),
        APPEND: MappingProxyType(
            {
                "capture": Verb("capture", "capture", "Keep a document, so it can be quoted."),
                "inbox": Verb("inbox", "inbox", "Answer what waits: accept or dismiss."),
                "draft": Verb("draft", "draft", "Propose entries of what a document states."),
                "feed": Verb("feed", "feed", "Follow what sites list as new."),
                "record": Verb("record", "record", "Record what a document states."),
                "import": Verb("import_", "import_files", "Record the entries of files."),
                "imports": Verb("imports", "imports", "List imports, each with its id."),
                "correct": Verb("correct", "correct", "Put a right claim in place of one."),
                "retract": Verb("retract", "retract", "Take back a claim or a document."),
                "dispute": Verb("dispute", "dispute", "Put on record that a claim is denied."),
                "party": Verb("party", "party", "Say which names are one party."),
                "kinds": Verb("kinds", "kinds", "List what can be recorded."),
                "schema": Verb("schema", "schema", "Print the JSON Schema of entries or answers."),
            }
        ),
        READ: MappingProxyType(
            {
                "status": Verb("status", "status", "Show where partnerships stand."),
                "hurdles": Verb("hurdles", "hurdles", "Show what stands in the way."),
                "treaty": Verb("treaty", "treaty", "Show a treaty's parties and its day."),
                "next": Verb("next", "next_", "Show what is to come, and who must act."),
                "timeline": Verb("timeline", "timeline", "Show what happened, in order."),
                "diff": Verb("diff", "diff", "Show what changed since then."),
                "token": Verb("token", "token", "Say who may do what over HTTP."),
                "serve": Verb("serve", "serve", "Serve the ledger to a browser."),
                "documents": Verb("documents", "documents", "List the documents that are kept."),
                "search": Verb("search", "search", "Find words in documents and claims."),
            }
        ),
        CHECK: MappingProxyType(
            {
                "disputes": Verb("disputes", "disputes", "List what is contested."),
                "check": Verb("check", "check", "Look for what cannot be right."),
                "why": Verb("why", "why", "Follow a value to its quotes."),
                "show": Verb("show", "show", "Show one claim, document or name in full."),
                "log": Verb("log", "log", "List what was recorded, in order."),
                "spec": Verb("spec", "spec", "Check what must hold, in your own words."),
            }
        ),
        PUBLISH: MappingProxyType(
            {
                "brief": Verb("brief", "brief", "Write a brief with footnotes, for a reader."),
                "atom": Verb("atom", "atom", "Show changes, or write them as an Atom feed."),
                "notify": Verb("notify", "notify", "Tell others of changes, as they come."),
                "publish": Verb("publish", "publish", "Write the public site as plain files."),
                "calendar": Verb(
                    "calendar", "calendar", "Show days to come, or write them as iCalendar."
                ),
            }
        ),
        PROVE: MappingProxyType(
            {
                "verify": Verb("verify", "verify", "Check that nobody changed what was recorded."),
                "prove": Verb("prove", "prove", "Prove an event to one without the ledger."),
                "checkpoint": Verb("checkpoint", "checkpoint", "Sign for the ledger as it is now."),
                "consistency": Verb(
                    "consistency", "consistency", "Prove that the ledger only grew."
                ),
                "export": Verb("export", "export", "Write entries that import reads, or the log."),
                "key": Verb("key", "key", "Keep the keys that sign checkpoints."),
                "witness": Verb("witness", "witness", "Have others sign that it only grew."),
            }
        ),
        KEEP: MappingProxyType(
            {
                "backup": Verb("backup", "backup", "Copy the ledger while it is in use."),
                "restore": Verb("restore", "restore", "Put a backup where no ledger is."),
                "repair": Verb("repair", "repair", "Mend a ledger that is stuck, on record."),
                "rebuild": Verb("rebuild", "rebuild", "Make the board again from the log."),
                "erase": Verb("erase", "erase", "Take words out under a legal order."),
                "grants": Verb("grants", "grants", "Print who may do what in PostgreSQL."),
            }
        ),
    }
)

VERBS: MappingProxyType[str, Verb] = MappingProxyType(
    {name: verb for verbs in USES.values() for name, verb in verbs.items()}
)
"""Every command by its name."""
