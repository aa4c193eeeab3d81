"""What is fuzzed: for each ground its seeds, its words, and what is done with an input.

Takes an office and an input's bytes; gives the faults that were met, in words. A ground leaves
the office as it found it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, TypeAlias

import attrs
import yaml
from commands import NEVER, line, verbs

from ledger.edtf import from_words, parse
from ledger.entries import schema
from ledger.errors import ClaimsError
from ledger.sources.quotation import quotes
from ledger.sources.quotation.selector import TextQuoteSelector

if TYPE_CHECKING:
    from office import Office

ROOT = Path(__file__).parents[2]
Try: TypeAlias = Callable[["Office", bytes], Iterator[str]]


@attrs.frozen(kw_only=True)
class Ground:
    """A kind of input."""

    seeds: Callable[[], Sequence[bytes]]
    words: Callable[[], Sequence[bytes]] = tuple
    attempt: Try


def _words_of(*texts: bytes) -> tuple[bytes, ...]:
    return tuple({word for text in texts for word in re.findall(rb"[\w'.-]{2,}", text)})


# Import files

ENTRIES = """\
- {kind: party, id: peru, name: Peru, type: state}
- kind: document
  id: d1
  title: A visit
  publisher: The Desk
  published: 2024-06-12
  source: news
  text: |
    The minister said on 11 June that 9 of 11 ratifications are deposited.
- kind: consents-counted
  id: c1
  document: d1
  quote: 9 of 11 ratifications are deposited
  instrument: alce-convention
  partnership: mexico-korea-space
  count: 9
  required: 11
  stage: deposited
  occurred: {edtf: 2024-06-11, words: on 11 June}
- kind: meeting-held
  document: d1
  quote: {exact: The minister, suffix: " said"}
  partnership: mexico-korea-space
  participants: [mexico, peru]
- {kind: retraction, target: c1, by: The Desk, reason: a slip, published: 2024-06-12}
- {kind: dispute, claim: c1, by: mexico, reason: "no"}
- {kind: judgement, party: peru, other: mexico, verdict: different, reason: they differ}
"""
RULES = """\
- kind: instrument
  id: i1
  title: A convention
  partnerships: [mexico-korea-space]
  entry_into_force:
    when: [{consents: 2, of: signatories}, {share: 2/3, of: gdp}, {named: [mexico]}]
    after: {number: 6, unit: nth-month, first_of_next_month: true}
    not_before: 1995-01-01
    met_by: 2030-12-31
    acts: [ratification, accession]
    bases:
      - {name: signatories, parties: [mexico, korea]}
      - name: gdp
        total: 100
        figures: [{party: mexico, value: 51.1}, {party: korea, value: 17.7}]
    alternatives:
      - {when: [{first_of: [{consents: 1}, {share: 50, of: gdp}]}], after: {number: 30, unit: days}}
"""


def _in_json(*, lines: bool) -> bytes:
    entries = yaml.safe_load(ENTRIES)
    if lines:
        return "\n".join(json.dumps(entry, default=str) for entry in entries).encode()
    return json.dumps(entries, default=str, indent=1).encode()


@cache
def _entries() -> Sequence[bytes]:
    documented = re.findall(r"```yaml\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL)
    return (ENTRIES.encode(), *(text.encode() for text in documented), RULES.encode())


@cache
def _kinds() -> Sequence[bytes]:
    text = str(schema.json_schema())
    return _words_of(text.encode(), ENTRIES.encode(), RULES.encode())


def _imported(suffix: str, *, then: Sequence[Sequence[str]] = ()) -> Try:
    def attempt(office: Office, data: bytes) -> Iterator[str]:
        name = f"entries{suffix}"
        Path(name).write_bytes(data)
        reply = office.call("import", name, "--json")
        yield from reply.faults()
        if reply.code == 0 and reply.recorded:
            for words in then or (("status", "mexico-korea-space"), ("check",), ("log", "--json")):
                yield from (f"{words[0]}: {fault}" for fault in office.call(*words).faults())
            office.restore()

    return attempt


# Dates

PUBLISHED = date(2024, 6, 12)
DATES = """\
12 June 2024|early June|the first half of 2024|by the end of March|more than two years ago
last Monday|in the 1990s|between 3 and 5 May|Q3 2024|since 2007|12/06/2024|11-12 June|mid-2024
el 12 de junio de 2024|a principios de junio|hace dos años|el lunes pasado|antes de marzo
2024년 6월 12일|지난 11일|지난달|올해 상반기|6월 초|내년 3월까지|2024.6.12.|오는 15일
2024-06-12|2024-06~|../2024|2024-21|[2024-01..2024-03]|2024-06-12/2024-06-15|-0044|20XX|2024?
""".replace("\n", "|").strip("|")


def _dated(_: Office, data: bytes) -> Iterator[str]:
    words = data.decode("utf-8", "replace")[:3000]
    for read in (lambda: from_words(words, PUBLISHED), lambda: from_words(words), _written(words)):
        try:
            day = read()
        except ClaimsError as error:
            if not (error.message and error.fix):
                yield f"a refusal without its reason or its way out: {error!r}"
            continue
        if parse(str(day)) != day or not day.display:
            yield f"{day} is not read as it is written"


def _written(words: str) -> Callable[[], object]:
    return lambda: parse(words)


# Quotes

ARTICLE = (ROOT / "docs" / "capture.md").read_text()[:6000]


def _quoted(_: Office, data: bytes) -> Iterator[str]:
    """The first line is the quote, the second what stands before it, the rest the document."""
    exact, prefix, text = (*data.decode("utf-8", "replace").split("\n", 2), "", "")[:3]
    try:
        anchor = quotes.anchor(TextQuoteSelector(exact=exact, prefix=prefix, suffix=""), text)
    except ClaimsError as error:
        if not (error.message and error.fix):
            yield f"a refusal without its reason or its way out: {error!r}"
        return
    if not quotes.verify(anchor, text):
        yield f"a place that does not hold: {anchor}"


def _quotes() -> Sequence[bytes]:
    chance = Random(5)  # noqa: S311
    seeds = []
    for _ in range(30):
        start = chance.randrange(len(ARTICLE) - 200)
        exact = ARTICLE[start : start + chance.randint(1, 160)].replace("\n", " ")
        seeds.append(f"{exact}\n{ARTICLE[start - 9 : start]}\n{ARTICLE}".encode())
    return seeds


# Documents

PAGE = """\
<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A visit</title>
<meta property="article:published_time" content="2024-06-12"><meta name="author" content="A. B.">
<script type="application/ld+json">{"@type": "NewsArticle", "publisher": {"name": "The Desk"},
"datePublished": "2024-06-11T09:00:00Z"}</script></head><body><nav>Home</nav><article>
<h1>A visit</h1><p>The minister said that 9 of 11 ratifications are <b>deposited</b>.</p>
<table><tr><td>Mexico</td><td>12 June</td></tr></table><p>She declined to say more, and the
delegation left in the evening for talks in another town, as had been agreed on before.</p>
</article><footer>Imprint</footer></body></html>
"""
MHTML = (
    "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/a\r\nSubject: A visit"
    '\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="b"\r\n'
    "\r\n--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n"
    "Content-Location: https://example.org/a\r\n\r\n" + PAGE.replace("=", "=3D") + "\r\n--b--\r\n"
)
PLAIN = "THE DESK\n\nThe minister said that 9 of 11 ratifications are deposited.\n한국과 멕시코.\n"


def _documents() -> Sequence[bytes]:
    return (
        PAGE.encode(),
        MHTML.encode(),
        PLAIN.encode(),
        PLAIN.encode("utf-16"),
        PAGE.replace("utf-8", "euc-kr").replace("visit", "방문").encode("euc-kr"),
        PAGE.replace("utf-8", "iso-2022-jp").encode("iso-2022-jp"),
        b"# A title\n\n* a list\n\n> words\n",
    )


def _captured(office: Office, data: bytes) -> Iterator[str]:
    chance = Random(data[:64])  # noqa: S311
    name = "article" + chance.choice((".html", ".txt", ".md", ".mhtml", "", ".pdf"))
    charset = chance.choice(((), (), ("--charset", "euc-kr"), ("--charset", "utf-16le"),
                             ("--charset", "iso-2022-jp"), ("--as-is",)))  # fmt: skip
    Path(name).write_bytes(data)
    reply = office.call("capture", name, "--title", "A visit", "--publisher", "The Desk", "--kind",
                        "news", "--published", "2024-06-12", *charset, "--json")  # fmt: skip
    yield from reply.faults()
    if reply.recorded:
        yield from office.call("log").faults()
        office.restore()
    Path(name).unlink(missing_ok=True)


# Flags of every command


@cache
def _verbs() -> tuple[object, ...]:
    return tuple(verb for verb in verbs() if verb.words not in NEVER)


def _flagged(office: Office, data: bytes) -> Iterator[str]:
    chance = Random(data)  # noqa: S311
    words = line(chance.choice(_verbs()), chance)  # type: ignore[arg-type]
    words = [word.encode("utf-8", "replace").decode() for word in words]
    reply = office.call(*words, stdin=chance.choice((b"", ENTRIES.encode(), data)))
    yield from (f"{fault}\n  {words}" for fault in reply.faults() if "recorded all" not in fault)
    if reply.code == 2 and reply.recorded:
        yield f"a mistake in the words, and recorded all the same: {words}"
    office.restore()


# Feature files


def _features() -> Sequence[bytes]:
    return [path.read_bytes() for path in sorted((ROOT / "features").rglob("*.feature"))]


def _specified(office: Office, data: bytes) -> Iterator[str]:
    Path("a.feature").write_bytes(data)
    yield from office.call("spec", "check", "a.feature", "--json").faults()
    Path("a.feature").unlink()


# Proofs, checkpoints, keys


def _file(name: str) -> Callable[[], Sequence[bytes]]:
    return lambda: (Path(name).read_bytes(),)


def _proven(name: str) -> Try:
    def attempt(office: Office, data: bytes) -> Iterator[str]:
        whole = Path(name).read_bytes()
        Path("handed").write_bytes(data)
        words = ("--from", "old.checkpoint") if name == "old.growth" else ()
        reply = office.call("verify", "handed", "--key", office.key, *words, "--json")
        yield from reply.faults()
        if reply.code == 0 and _signed(data) != _signed(whole):
            yield "what was changed is accepted"
        Path("handed").unlink()

    return attempt


def _signed(data: bytes) -> bytes:
    """All but the signatures of strangers, which a reader passes over."""
    return b"\n".join(one for one in data.split(b"\n") if not one.startswith("\u2014 ".encode()))


def _custody(pattern: str) -> Ground:
    def files() -> Sequence[Path]:
        return sorted(path for path in Path("custody").rglob(pattern) if path.is_file())

    def attempt(office: Office, data: bytes) -> Iterator[str]:
        for path in files():
            path.chmod(0o600)
            path.write_bytes(data)
        for words in (("verify", "--json"), ("key", "list", "--json"), ("checkpoint", "--json")):
            yield from (f"{words[0]}: {fault}" for fault in office.call(*words).faults())
        office.restore()

    return Ground(seeds=lambda: [path.read_bytes() for path in files()], attempt=attempt)


GROUNDS: dict[str, Ground] = {
    "import-yaml": Ground(seeds=_entries, words=_kinds, attempt=_imported(".yaml")),
    "import-json": Ground(
        seeds=lambda: (_in_json(lines=False),), words=_kinds, attempt=_imported(".json")
    ),
    "import-jsonl": Ground(
        seeds=lambda: (_in_json(lines=True),), words=_kinds, attempt=_imported(".jsonl")
    ),
    "rules": Ground(
        seeds=lambda: (RULES.encode(),),
        words=lambda: _words_of(RULES.encode(), (ROOT / "docs/entry-into-force.md").read_bytes()),
        attempt=_imported(".yaml", then=(("treaty", "i1"), ("status", "mexico-korea-space"))),
    ),
    "dates": Ground(
        seeds=lambda: [one.encode() for one in DATES.split("|")],
        words=lambda: [*_words_of(DATES.encode()), *(one.encode() for one in DATES.split("|"))],
        attempt=_dated,
    ),
    "quotes": Ground(seeds=_quotes, attempt=_quoted),
    "documents": Ground(
        seeds=_documents, words=lambda: _words_of(PAGE.encode(), MHTML.encode()), attempt=_captured
    ),
    "flags": Ground(seeds=lambda: (bytes(range(64)),), attempt=_flagged),
    "features": Ground(
        seeds=_features, words=lambda: _words_of(*_features()), attempt=_specified
    ),
    "proof": Ground(seeds=_file("claim.proof"), attempt=_proven("claim.proof")),
    "checkpoint": Ground(seeds=_file("old.checkpoint"), attempt=_proven("old.checkpoint")),
    "growth": Ground(seeds=_file("old.growth"), attempt=_proven("old.growth")),
    "kept-checkpoint": _custody("checkpoint*"),
    "kept-key": _custody("key.*.vkey"),
    "kept-secret": _custody("key.*.secret"),
}  # fmt: skip
