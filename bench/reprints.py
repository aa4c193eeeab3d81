"""Reprints: are they recognised, and how long does it take among many documents?

``python bench/reprints.py`` compares the pairs of ``reprint_pairs.yaml`` and of edits made by
rule, and says precision and recall; then looks documents up among 1,000, 10,000 and 100,000.
``--documents 1000,10000`` takes other numbers, ``--text FILE`` adds an article of your own to
the edits. Invented words stand for the many documents, as frequent as words are in a language.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import tempfile
import time
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path

import yaml

from ledger.app import init_ledger, open_ledger
from ledger.intake.inbox.item import Arrival, Door
from ledger.intake.reprints.edits import edits
from ledger.intake.reprints.index import Printed, prints_next_to
from ledger.intake.reprints.library import Library
from ledger.intake.reprints.passages import likeness
from ledger.intake.reprints.prints import prints_of
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
    found = {name: likeness(text, root).share for name, text, root in reprints}
    wrong = {name: likeness(text, other).share for name, text, other in apart}
    right = [name for name, share in found.items() if share >= SUMMARISED]
    false = [name for name, share in wrong.items() if share >= SUMMARISED]
    print(f"{len(found)} reprints, {len(wrong)} pairs that are none")
    print(f"recall    {len(right) / len(found):.2f}")
    print(f"precision {len(right) / (len(right) + len(false)):.2f}")
    print(f"as syndicated (from {SYNDICATED} %): {sum(s >= SYNDICATED for s in found.values())}")
    print(f"shares of the four by hand: {[s for n, s in found.items() if 'by hand' in n]}")
    print(f"the least share of a reprint: {min(found.values())} % ({min(found, key=found.get)})")
    print(f"the most of a pair that is none: {max(wrong.values())} % ({max(wrong, key=wrong.get)})")
    for name in found.keys() - set(right):
        print(f"  missed: {name}: {found[name]} %")
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


def looked_up(sizes: list[int], place: str) -> None:
    """How long a look-up takes among so many documents."""
    init_ledger(place)
    with open_ledger(place, custody=tempfile.mkdtemp()) as ledger:
        index, library = prints_next_to(ledger.log), Library(ledger.log, ledger.inbox)
        roots = []
        moment = datetime(2024, 6, 12, tzinfo=UTC)
        for number in range(20):  # the documents that are reprinted: they wait in the inbox
            text = article(number)
            ledger.inbox.add(Arrival(text=text, title=str(number), door=Door.FILE), moment)
            roots.append(text)
        library.catch_up()
        filled = 20
        for size in sizes:
            begun = time.perf_counter()
            while filled < size:
                upto = min(filled + 2_000, size)
                prints = {-n - 1_000_000: prints_of(article(n)) for n in range(filled, upto)}
                before = index.printed()
                index.add(prints, before=before, after=Printed(before.events, before.items))
                filled = upto
            made_in = time.perf_counter() - begun
            times, hits = [], 0
            for text in roots * 3:
                changed = reworded(cut(text, 0.8) if ". " in text else text, 0.05)
                begun = time.perf_counter()
                near = library.near(changed)
                times.append((time.perf_counter() - begun) * 1000)
                hits += bool(near) and near[0].source.text == text
            print(
                f"{size:>7,} documents: median {statistics.median(times):.1f} ms, "
                f"slowest {max(times):.1f} ms; {hits} of {len(times)} found; "
                f"index made in {made_in:.0f} s, load {os.getloadavg()[0]:.1f}"
            )
    if "://" not in place:
        files = [Path(place), Path(f"{place}-wal")]
        print(f"the file has {sum(f.stat().st_size for f in files if f.exists()) / 1e6:.0f} MB")


def main() -> None:
    """Judge and look up."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", default="1000,10000,100000")
    parser.add_argument("--text", action="append", default=[])
    parser.add_argument("--ledger", help="a PostgreSQL address, else a file of its own")
    asked = parser.parse_args()
    judged(asked.text)
    sizes = [int(each) for each in asked.documents.split(",") if each]
    with tempfile.TemporaryDirectory() as folder:
        looked_up(sizes, asked.ledger or f"{folder}/claims.db")


if __name__ == "__main__":
    main()
