"""A walk over every command with ``--json``, on a small ledger and at a fixed moment.

Gives each answer under a name of its own. ``test_snapshots`` compares them with what they were,
``test_answers`` with their schemas; so a command that the walk leaves out is in neither.
"""

from __future__ import annotations

import io
import json
import os
import sys
import tempfile
import threading
from collections.abc import Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from datetime import UTC, datetime
from functools import cache
from http.server import HTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import attrs
import pytest

from ledger.app.proofs import witnesses
from ledger.cli.program import run
from ledger.clock import FixedClock
from tests.sites import Site, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

NOON = datetime(2024, 6, 13, 12, tzinfo=UTC)
AHEAD = datetime(2031, 1, 1, tzinfo=UTC)
SUBJECT = "mexico-korea-space"
FOLDER = Path(__file__).parent
FIRST = FOLDER / "ledger.yaml"
NAMES = sorted(file.stem for file in FOLDER.glob("*.json"))
"""The answers that have a snapshot: read from the files, so that tests are listed soon."""

WITNESS = "w.example"


@attrs.frozen
class Answered:
    """One answer: the command that gave it, its exit code, and the envelope that it printed."""

    command: str
    code: int
    envelope: Mapping[str, object]


@cache
def answers() -> Mapping[str, Answered]:
    """Every answer of the walk, by its name: the command-and-what-makes-it-special."""
    with _clean_folder() as folder:
        walk = _Walk()
        for part in (
            _begin,
            _append,
            _read,
            _check,
            _specs,
            _prove,
            _keep,
            _refused,
            _inbox,
            _feeds,
            _leaving,
        ):
            part(walk)
        steady = {name: _steady(answer, folder) for name, answer in walk.answers.items()}
        return {name.replace(" ", "-"): answered for name, answered in steady.items()}


@cache
def demo_answers() -> Mapping[str, Answered]:
    """What the commands that read answer on the ledgers of both demos; too much for a snapshot."""
    with _clean_folder() as folder:
        walk = _Walk()
        for story in ("mexico-korea", "alce"):
            _demo(walk, story)
        return {name: _steady(answer, folder) for name, answer in walk.answers.items()}


def _demo(walk: _Walk, story: str) -> None:
    """Everything that can be asked of a demo, of each partnership, party and event in it."""
    ledger = f"{story}.db"
    walk.data("demo", "--story", story, "--keep", ledger, name=story)
    on = ("--ledger", ledger)
    for row in walk.data("status", *on, name=story):
        partnership = row["partnership"]
        of = f"{story} {partnership}"
        for verb in ("status", "hurdles", "timeline", "disputes", "why", "spec new"):
            walk.data(verb, partnership, *on, name=of)
        for instrument in walk.answers[f"status {of}"].envelope["data"]["instruments"]:
            walk.data("treaty", instrument["id"], *on, name=f"{of} {instrument['id']}")
        walk.data("diff", partnership, "--since", "@8", *on, name=of)
    for verb, word in (("check", ()), ("search", ("ratif",)), ("log", ()), ("party list", ())):
        walk.data(verb, *word, *on, name=story)
    walk.data("verify", *on, name=story)


def _steady(answered: Answered, folder: Path) -> Answered:
    """The same wherever the walk was made: without the place of its folder."""
    text = json.dumps(answered.envelope, ensure_ascii=False).replace(f"{folder}/", "")
    return attrs.evolve(answered, envelope=json.loads(text))


class _Walk:
    """Calls the command in this process, and keeps what it answers."""

    def __init__(self) -> None:
        self.answers: dict[str, Answered] = {}

    def step(
        self, command: str, *words: str, name: str | None = None, stdin: str = "", now=NOON
    ) -> Mapping[str, object]:
        """Call ``claims COMMAND WORDS --json``; gives the envelope."""
        out, err = io.StringIO(), io.StringIO()
        sys.stdin = io.TextIOWrapper(io.BytesIO(stdin.encode()), "utf-8")
        with redirect_stdout(out), redirect_stderr(err):
            code = run((*command.split(), *words, "--json"), clock=FixedClock(now))
        printed = out.getvalue() or err.getvalue()
        envelope = json.loads(printed)
        name = command if name is None else f"{command} {name}"
        assert name not in self.answers, name
        self.answers[name] = Answered(command, int(code), envelope)
        return envelope

    def data(self, *words: str, **more):
        """The data of an answer that must be one."""
        envelope = self.step(*words, **more)
        assert envelope["ok"], envelope
        return envelope["data"]


def _begin(walk: _Walk) -> None:
    walk.data("init")
    walk.data("completion", "fish")
    walk.data("demo", "--keep", "demo.db")
    walk.data("kinds")
    walk.data("schema")
    walk.data("schema", "--answers", "kinds", name="of answers")
    walk.data("grants", "--app", "desk", "--reader", "embassy")


def _append(walk: _Walk) -> None:
    Path("news.txt").write_text(
        "With 10 ratifications, the agency is near. A spokesman declined to say more."
    )
    walk.data("import", str(FIRST), "--dry-run", name="dry run")
    first = walk.data("import", str(FIRST))["import_id"]
    walk.data("import", str(FIRST), name="again")
    walk.data("import", "--undo", first, "--dry-run", name="to be undone")
    walk.data("imports")
    walk.data("documents")
    Path("talks.txt").write_text("Mexico and Korea signed a memorandum of understanding on mining.")
    walk.data("draft", "talks.txt", "--language", "en", "--published", "2024-06-12")
    walk.data(
        "capture", "news.txt", "--id", "later", "--title", "A later note", "--publisher",
        "The Desk", "--kind", "news", "--published", "2024-06-13", "--language", "en",
    )  # fmt: skip
    made = walk.data(
        "record", "consents-counted", "--document", "later", "--quote", "10 ratifications",
        "--instrument", "alce-convention", "--count", "10", "--required", "11",
        "--stage", "deposited",
    )  # fmt: skip
    claim = made["outcomes"][0]["id"]
    ground = ("--by", "The Desk", "--reason", "misread")
    walk.data("dispute", claim, *ground)
    walk.data("correct", claim, "--set", "required=12", *ground, "--basis", "coding-error")
    spare = walk.data(
        "record", "opinion-stated", "--document", "later", "--quote", "declined to say more",
        "--topic", "the count", "--asserted-by", "korea", "--partnership", SUBJECT, name="spare",
    )["outcomes"][0]["id"]  # fmt: skip
    walk.data("retract", spare, *ground)
    pair = ("kari", "kasa", "--reason", "one institute")
    for verdict in ("different", "undecided", "same"):
        walk.data(f"party {verdict}", *pair)


def _read(walk: _Walk) -> None:
    day = ("--valid-at", "2024-06-12")
    walk.data("status")
    walk.data("status", SUBJECT, *day, name="of one")
    walk.data("status", SUBJECT, "--known-at", "@9", "--published-by", "2024-06-12", name="then")
    walk.data("hurdles", SUBJECT, *day)
    walk.data("treaty", "alce-convention", *day)
    walk.data("timeline", SUBJECT, *day)
    walk.data("export", SUBJECT, name="of a partnership")
    walk.data("export", SUBJECT, "--format", "annotations", name="of annotations")
    walk.data("export", "-o", "claims.trig", name="of nanopublications")
    walk.data("next", *day)
    walk.data("diff", "--since", "@4", *day, name="over all")
    walk.data("diff", "--seen", name="to a bookmark")
    walk.data("diff", name="since a bookmark")
    walk.data("next", "--party", "Mexico", "--kind", "hurdle", *day, name="of a party")
    walk.data("diff", SUBJECT, "--since", "@9")
    walk.data("brief", SUBJECT, "--since", "@9", *day)
    walk.data("brief", SUBJECT, *day, "-o", "brief.html", name="to a file")
    walk.data("atom", SUBJECT)
    walk.data("calendar", *day)
    walk.data("calendar", *day, "-o", "dates.ics", name="to a file")
    walk.data("search", "ratifications")
    walk.data("party list")
    walk.data("party show", "kari")


def _inbox(walk: _Walk) -> None:
    Path("saved").mkdir()
    text = "Ten of the eleven required states have ratified the ALCE convention."
    Path("saved/wire.txt").write_text(f"{text} The agency of Mexico said so on Monday.")
    Path("saved/daily.txt").write_text(f"{text} The agency of Mexico said so yesterday.")
    Path("saved/scan.bin").write_bytes(b"\x7fELF")
    said = ("--published", "2024-06-12", "--publisher", "The Wire", "--language", "en")
    walk.data("inbox add", "saved", *said)
    walk.data("inbox add", "saved/wire.txt", name="again")
    walk.data("inbox list")
    walk.data("inbox show", "2")
    wire = ("--title", "A deposit", "--id", "wire-note", "--drafts", "all")
    walk.data("inbox accept", "2", *wire, "--dry-run", name="dry run")
    walk.data("inbox accept", "2", *wire)
    walk.data("inbox accept", "1", "--reprint", "--title", "Again", name="as a reprint")
    walk.data("inbox undo", "2")
    walk.data("inbox dismiss", "2", "retold elsewhere")
    walk.step("inbox dismiss", "2", "twice", name="twice")
    walk.data("inbox list", "--all", name="of all")


def _leaving(walk: _Walk) -> None:
    """What leaves the desk: a site, and messages to a receiver that is not there."""
    walk.data("publish", "site")
    hook = "http://127.0.0.1:9/hook"  # the port of discard, where nobody listens
    walk.data("notify add", "desk", "--webhook", hook, "--allow-private")
    walk.data("notify list")
    walk.step("notify test", "desk")
    walk.step("notify run", "--once")
    walk.data("notify retry", "desk")
    walk.data("notify remove", "desk")


def _feeds(walk: _Walk) -> None:
    item = (
        "<item><guid isPermaLink='false'>1</guid><title>A note</title>"
        "<description>Mexico.</description></item>"
    )
    feed = f'<rss version="2.0"><channel><title>The Desk</title>{item}</channel></rss>'
    with contextmanager(serving)(Site) as site:
        url = site.gives("/feed", feed, type="application/rss+xml")
        walk.data("feed add", url, "--allow-private", "--partnership", SUBJECT)
        walk.step("feed add", url, "--allow-private", name="again")
        walk.data("feed poll")
        walk.data("feed list")
        walk.data("feed export")
        walk.data("feed remove", "1")
        Path("feeds.opml").write_text(f'<opml><body><outline xmlUrl="{url}"/></body></opml>')
        walk.data("feed import", "feeds.opml", "--word", "treaty")
    for name in [name for name in walk.answers if name.startswith("feed ")]:
        answer = walk.answers[name]
        text = json.dumps(answer.envelope).replace(site.url, "http://127.0.0.1")
        walk.answers[name] = attrs.evolve(answer, envelope=json.loads(text))


def _check(walk: _Walk) -> None:
    walk.data("disputes")
    walk.data("check", "--valid-at", "2026-01-01")
    walk.data("check", "--list", "dates", name="list")
    walk.data("why", f"{SUBJECT}/alce-convention.consents")
    walk.data("show", "@0")
    walk.data("log")


def _specs(walk: _Walk) -> None:
    first, broken = "what-stands/first.feature", "what-stands/broken.feature"
    feature = walk.data("spec new", SUBJECT, "--valid-at", "2024-06-12")["feature"]
    Path("what-stands").mkdir()
    Path(first).write_text(feature, encoding="utf-8")
    Path(broken).write_text("Feature: f\n  Scenario: s\n    Given nonsense\n")
    walk.data("spec run", first)
    walk.data("spec run", broken, name="broken")
    walk.data("spec check", broken)
    walk.data("spec report", "report.html", first)
    walk.data("spec steps")


def _prove(walk: _Walk) -> None:
    key = walk.data("key new")[0]["key"]
    walk.data("key rotate")
    keys = [one["key"] for one in walk.data("key list")]
    walk.data("key accept")
    walk.data("checkpoint", "--out", "old")
    claim = walk.data("search", "ratifications", name="again")[0]["citation"]["claim"]
    walk.data("prove", claim, "--out", "proof")
    walk.data(
        "import", "-", stdin="- {kind: party, id: late, name: Late, type: state}", name="late"
    )
    walk.data("checkpoint", "--out", "new", name="later")
    _witness(walk, keys[-1])
    trusted = ("--key", keys[-1])
    walk.data("consistency", "old", "new", "--out", "growth", *trusted)
    walk.data("export", "--tiles", "tiles")
    _take_over(walk, claim, keys[-1])
    for name, file, more in (
        ("of a proof", "proof", ()),
        ("of a checkpoint", "old", ()),
        ("of growth", "growth", ("--from", "old")),
        ("of an export", "tiles", ()),
    ):
        walk.data("verify", file, *trusted, *more, name=name)
    broken = Path("proof").read_text().replace("index ", "index 1", 1)
    Path("broken").write_text(broken)
    walk.data("verify", "broken", *trusted, name="of a broken proof")
    walk.step("verify", "old", "--key", key, name="of another key")
    walk.data("erase", claim, "--reason", "an order", "--dry-run", name="dry run")
    walk.data("erase", claim, "--reason", "an order", "--yes")
    walk.data("checkpoint", "--out", "last", name="after an erasure")
    walk.data("prove", claim, "--out", "gone", name="after an erasure")
    walk.data("verify", "gone", *trusted, name="of an erased claim")
    walk.data("verify")


def _take_over(walk: _Walk, claim: str, key: str) -> None:
    """Another desk takes in what this one exported, and proves it as this one does."""
    there = ("--ledger", "other.db")
    walk.data("export", "-o", "desk.jsonl", name="of all")
    walk.data("init", *there, name="of another desk")
    walk.data("import", "--from", "desk.jsonl", "--key", key, *there, name="from another desk")
    walk.data("show", claim, *there, name="from another desk")
    walk.data("prove", claim, "--elsewhere", *there, name="elsewhere")


def _witness(walk: _Walk, key: str) -> None:
    """A witness in a thread; its own command prints where it would listen, and ends at once."""

    def interrupted(_: HTTPServer) -> None:
        raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(HTTPServer, "serve_forever", interrupted)
        walk.step("witness serve", "--name", WITNESS, "--log", key, "--listen", "127.0.0.1:0")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ledger.web.server.serve", lambda _gate, _socket, *, ready: ready())
        walk.step("serve", "--listen", "127.0.0.1:0")
    walk.data("token new", "Ana Ruiz", "--may", "record")
    walk.data("token list")
    walk.data("token revoke", "Ana Ruiz")
    office, public = witnesses.witness(Path("office"), WITNESS, [key], clock=FixedClock(NOON))
    httpd = witnesses.server(office, "127.0.0.1", 0)
    thread = threading.Thread(target=httpd.serve_forever)
    thread.start()
    try:
        walk.data("witness add", f"http://127.0.0.1:{httpd.server_port}", str(public))
    finally:
        httpd.shutdown()
        thread.join()
        httpd.server_close()


def _keep(walk: _Walk) -> None:
    walk.data("rebuild")
    walk.data("backup", "copy.db")
    walk.data("restore", "copy.db", "--ledger", "second.db")
    walk.data("repair")
    frozen = "- {kind: party, id: ahead, name: Ahead, type: state}"
    walk.data("import", "-", stdin=frozen, now=AHEAD, name="ahead")
    walk.data("repair", name="of a clock")
    walk.data("repair", "--yes", name="done")
    walk.data("verify", name="after a repair")


def _refused(walk: _Walk) -> None:
    walk.step("status", "mexico-korea-spice", name="of no partnership")
    walk.step("status", "--valid-at", "soon", name="of no day")
    wrong = "- {kind: party, id: A, name: ''}\n- {kind: nonsense}\n"
    walk.step("import", "-", stdin=wrong, name="of mistakes")


@contextmanager
def _clean_folder() -> Iterator[Path]:
    """An empty folder to work in, with no setting of the machine; all is as before at the end."""
    stdin, before = sys.stdin, Path.cwd()
    with pytest.MonkeyPatch.context() as patch, TemporaryDirectory() as place:
        folder = Path(place).resolve()
        for name in [name for name in os.environ if name.startswith("CLAIMS_")]:
            patch.delenv(name)
        for name in ("NO_COLOR", "COLUMNS", "VISUAL", "EDITOR"):
            patch.delenv(name, raising=False)
        patch.setenv("CLAIMS_CUSTODY", str(folder / "custody"))
        patch.setenv("CLAIMS_BOOKMARKS", str(folder / "bookmarks.json"))
        patch.setattr(tempfile, "tempdir", str(folder))
        patch.setattr(sys, "argv", ["claims"])
        os.chdir(folder)
        try:
            yield folder
        finally:
            os.chdir(before)
            sys.stdin = stdin
