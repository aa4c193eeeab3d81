"""Reprints: are they recognised, and how long does it take among many documents?

``python bench/reprints.py`` compares the pairs of ``reprint_pairs.yaml`` and of edits made by
rule, and says precision and recall; then looks documents up among 1,000, 10,000 and 100,000.
``--documents 1000,10000`` takes other numbers, ``--text FILE`` adds an article of your own to
the edits. ``--database postgresql://…?schema=NAME`` looks them up there, in a schema that is not
there yet, in place of a file. Twenty texts of invented words are looked up, each edited; of the
many others the index holds numbers made by chance.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import sqlite3
import statistics
import tempfile
import time
from contextlib import closing
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path

import psycopg
import yaml

from ledger.app import init_ledger, open_ledger
from ledger.intake.inbox.item import Arrival, Door
from ledger.intake.reprints.edits import edits
from ledger.intake.reprints.library import Library
from ledger.intake.reprints.passages import likeness
from ledger.intake.reprints.suggestion import SUMMARISED, SYNDICATED

PAIRS = Path(__file__).with_name("reprint_pairs.yaml")
CHANCE = random.Random(20240612)


def sentences(text: str) -> list[str]:
    """The sentences of a text, each with what follows it."""
    parts = text.replace(". ", ".\0").replace("\n\n", "\n\n\0").split("\0")
    return [part for part in parts if part.strip()]


def cut(text: str, share: float) -> str:
    """A part of its sentences, in their order."""
    whole = sentences(text)
    kept = sorted(CHANCE.sample(range(len(whole)), max(1, round(len(whole) * share))))
    return " ".join(whole[place] for place in kept)


def reworded(text: str, share: float) -> str:
    """Some of its words put in the place of others of it."""
    words = text.split()
    for place in CHANCE.sample(range(len(words)), round(len(words) * share)):
        words[place] = CHANCE.choice(words)
    return " ".join(words)


def made(text: str, other: str) -> dict[str, str]:
    """What outlets do with an agency's text."""
    own = sentences(other)
    return {
        "as it stands": text,
        "three quarters of it": cut(text, 0.75),
        "half of it": cut(text, 0.5),
        "one word in twenty another": reworded(text, 0.05),
        "one word in ten another": reworded(text, 0.1),
        "with two sentences of one's own": f"{own[0]} {text} {own[-1]}",
        "cut by a quarter, one word in twenty another": reworded(cut(text, 0.75), 0.05),
        "half of it among as much of one's own": f"{cut(text, 0.5)} {cut(other, 0.5)}",
    }


def judged(extra: list[str]) -> None:
    """Precision and recall, over pairs by hand and by rule."""
    events = yaml.safe_load(PAIRS.read_text(encoding="utf-8"))
    reprints = [(f"{e['event']}: by hand", e["reprint"], e["wire"]) for e in events]
    for event in events:
        for how, text in made(event["wire"], event["other"]).items():
            reprints.append((f"{event['event']}: {how}", text, event["wire"]))
    for name in extra:
        text = Path(name).read_text(encoding="utf-8")
        for how, changed in made(text, events[0]["other"]).items():
            reprints.append((f"{Path(name).name}: {how}", changed, text))
    apart = [(f"{e['event']}: two articles", e["other"], e["wire"]) for e in events]
    texts = [(e["event"], e[part]) for e in events for part in ("wire", "other")]
    texts += [(Path(name).name, Path(name).read_text(encoding="utf-8")) for name in extra]
    for (first, ours), (second, theirs) in combinations(texts, 2):
        if first != second:
            apart.append((f"{first} and {second}", ours, theirs))
    shares = {name: likeness(text, root).share for name, text, root in reprints}
    wrong = {name: likeness(text, other).share for name, text, other in apart}
    right = [name for name, share in shares.items() if share >= SUMMARISED]
    false = [name for name, share in wrong.items() if share >= SUMMARISED]
    print(f"{len(shares)} reprints, {len(wrong)} pairs that are none")
    print(f"recall    {len(right) / len(shares):.2f}")
    print(f"precision {len(right) / (len(right) + len(false)):.2f}")
    print(f"as syndicated (from {SYNDICATED} %): {sum(s >= SYNDICATED for s in shares.values())}")
    print(f"shares of the four by hand: {[s for n, s in shares.items() if 'by hand' in n]}")
    print(f"the least share of a reprint: {min(shares.values())} % ({min(shares, key=shares.get)})")
    print(f"the most of a pair that is none: {max(wrong.values())} % ({max(wrong, key=wrong.get)})")
    for name in shares.keys() - set(right):
        print(f"  missed: {name}: {shares[name]} %")
    for name in false:
        print(f"  wrongly: {name}: {wrong[name]} %")
    begun = time.perf_counter()
    for _, text, root in reprints:
        edits(root, text)
    print(f"word by word: {(time.perf_counter() - begun) / len(reprints) * 1000:.1f} ms a pair")


WORDS = [f"word{number}" for number in range(20_000)]
WEIGHTS = [1 / (rank + 3) for rank in range(20_000)]


def article(number: int) -> str:
    """A text of 350 to 650 words that no other shares more than chance with."""
    own = random.Random(number)
    return " ".join(own.choices(WORDS, WEIGHTS, k=own.randint(350, 650)))


FILL = """
    WITH RECURSIVE numbers(n) AS (
        SELECT :first * 60 UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < :last * 60
    )
    INSERT INTO prints SELECT random() & 9223372036854775807, -1000000 - n / 60
    FROM numbers ORDER BY 1
"""
"""Sixty prints a document, as an article of 500 words has; to the index all numbers are alike."""

FILL_POSTGRESQL = """
    INSERT INTO prints
    SELECT (random() * 9223372036854770000)::bigint, -1000000 - n / 60
    FROM generate_series(%(first)s * 60, %(last)s * 60 - 1) AS n ON CONFLICT DO NOTHING
"""


def fill(place: str, first: int, last: int) -> float:
    """Add documents by their prints, and say how many MB the ledger takes then."""
    if not place.startswith("postgresql"):
        with closing(sqlite3.connect(place)) as file:
            file.execute(FILL, {"first": first, "last": last})
            file.commit()
            file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return Path(place).stat().st_size / 1e6
    address, schema = re.split(r"[?&]schema=", place)
    with psycopg.connect(address, options=f"-c search_path={schema}") as connection:
        connection.execute(FILL_POSTGRESQL, {"first": first, "last": last})
        connection.execute("ANALYZE prints")
        size = connection.execute("SELECT pg_total_relation_size('prints')").fetchone()
    return 0 if size is None else size[0] / 1e6


def looked_up(sizes: list[int], place: str) -> None:
    """How long a look-up takes among so many documents, by the wall's clock and the processor's."""
    init_ledger(place)
    roots = [article(number) for number in range(20)]
    with open_ledger(place, custody=tempfile.mkdtemp()) as ledger:
        for number, text in enumerate(roots):  # what is reprinted waits in the inbox
            arrival = Arrival(text=text, title=str(number), door=Door.FILE)
            ledger.inbox.add(arrival, datetime(2024, 6, 12, tzinfo=UTC))
        Library(ledger.log, ledger.inbox).catch_up()
    filled = 20
    for size in sizes:
        megabytes = fill(place, filled, size)
        filled = size
        times, spent, hits = [], [], 0
        with open_ledger(place, custody=tempfile.mkdtemp()) as ledger:
            library = Library(ledger.log, ledger.inbox)
            for text in roots * 3:
                changed = reworded(text, 0.05)
                begun, used = time.perf_counter(), time.process_time()
                near = library.near(changed)
                times.append((time.perf_counter() - begun) * 1000)
                spent.append((time.process_time() - used) * 1000)
                hits += bool(near) and near[0].source.text == text
        print(
            f"{size:>7,} documents: median {statistics.median(times):.1f} ms, slowest "
            f"{max(times):.1f} ms, of the processor {statistics.median(spent):.1f} ms; "
            f"{hits} of {len(times)} found; {megabytes:.0f} MB, "
            f"load {os.getloadavg()[0]:.1f}"
        )


def main() -> None:
    """Judge and look up."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", default="1000,10000,100000")
    parser.add_argument("--text", action="append", default=[])
    parser.add_argument("--database", help="in place of a file of its own")
    asked = parser.parse_args()
    judged(asked.text)
    sizes = [int(each) for each in asked.documents.split(",") if each]
    with tempfile.TemporaryDirectory() as folder:
        looked_up(sizes, asked.database or str(Path(folder) / "claims.db"))


if __name__ == "__main__":
    main()
