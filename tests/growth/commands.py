"""Every command, called once on a made ledger: the words, and what each needs before it.

Those that are not called say why; ``test_growth`` holds the two lists against the program's own.
"""

from __future__ import annotations

import io
from contextlib import redirect_stderr, redirect_stdout
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ledger.cli.program import run
from ledger.clock import FixedClock

NOON = datetime(2024, 8, 1, 12, tzinfo=UTC)

NOT_CALLED = {
    "demo": "its story is always the same",
    "init": "makes an empty ledger",
    "completion": "reads no ledger",
    "kinds": "reads no ledger",
    "schema": "reads no ledger",
    "grants": "reads no ledger",
    "capture": "as import does",
    "spec check": "reads a file alone",
    "spec steps": "reads no ledger",
    "spec run": "asks through pytest what is asked here",
    "spec report": "as spec run does",
    "consistency": "reads two files alone",
    "token list": "reads a file of tokens alone",
    "token new": "writes a file of tokens alone",
    "token revoke": "writes a file of tokens alone",
    "key list": "reads the custody alone",
    "serve": "does not come back",
    "feed add": "asks a server",
    "feed poll": "asks servers",
    "feed export": "reads the list of feeds alone",
    "feed import": "writes the list of feeds alone",
    "feed list": "reads the list of feeds alone",
    "feed remove": "writes the list of feeds alone",
    "inbox accept": "as import does",
    "inbox add": "as capture does, into the inbox",
    "inbox dismiss": "one row of the inbox",
    "inbox show": "one row of the inbox",
    "inbox undo": "one row of the inbox",
    "publish": "every page as the commands here make it; bench/publishing_site.py measures it",
    "witness add": "asks a server",
    "witness serve": "does not come back",
    "restore": "copies a file as backup does",
}

QUESTIONS = (
    "status", "status p-1", "status p-1 --published-by 2023-06-01 --valid-at 2023-06-01",
    "status --published-by 2023-06-01", "hurdles p-1", "hurdles p-1 --dot", "treaty open-1",
    "next", "next p-1", "timeline p-1", "diff p-1 --since @20", "diff --since @20",
    "search statement day", "disputes", "disputes p-1", "check",
    "why p-1", "show doc-1-1", "log", "party list", "party show party-1", "export",
    "export p-1", "spec new p-1", "brief p-1",
    "atom", "atom p-1", "calendar", "calendar p-1",
    "documents", "imports", "inbox list", "draft doc-1",
)  # fmt: skip
"""What reads, in words of the shell."""

ACTS = (
    "import news.jsonl --dry-run", "import news.jsonl", "import news.jsonl --id again",
    "record meeting-held --host party-1 --document doc-1 --quote doc-1. --partnership p-1",
    "dispute doc-1-2 --by X --reason y", "retract doc-1-2 --by ledger --reason y",
    "correct doc-1-3 --set note=x --by ledger --reason y --basis coding-error",
    "party same party-1 party-2 --reason y", "party undecided party-1 party-2 --reason y",
    "party different party-1 party-2 --reason y", "key new",
    "checkpoint --out old", "prove doc-1-1 --out proof", "export --tiles tiles", "verify",
    "verify tiles --key KEY", "key rotate", "key accept", "rebuild", "backup copy.db",
    "erase doc-1-4 --reason y --yes", "repair",
)  # fmt: skip
"""What records, proves and keeps, in the order in which it can be called."""


class Caller:
    """Calls commands on one ledger, a minute apart."""

    def __init__(self, ledger: Path, entries: int) -> None:
        self._ledger = ledger
        self._now = NOON
        Path("news.jsonl").write_text("".join(_ENTRY % {"n": n} for n in range(entries)))

    def __call__(self, command: str) -> str:
        """Call a command; what it printed."""
        self._now += timedelta(minutes=1)
        words = command.replace("--id again", "").split()
        if "KEY" in words:
            words[words.index("KEY")] = self("key list").split()[0]
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = run((*words, "--ledger", str(self._ledger)), clock=FixedClock(self._now))
        assert code in {0, 1}, (command, err.getvalue())
        return out.getvalue()


_ENTRY = (
    '{"kind": "fact-reported", "document": "doc-2", "quote": "Statement 1 of the day", '
    '"topic": "fact %(n)s", "about": ["party-1"], "partnership": "p-1"}\n'
)
