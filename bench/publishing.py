"""Seconds and bytes of what leaves the desk: briefs in each format, feeds, calendars, standards.

Run ``python -m bench.publishing``. A ledger of 20 partnerships is made; a brief of one and of all
twenty is composed and laid out in each format, in turn with peers that are given the same texts
and do less: reportlab for PDF (no tags, no notes at the foot), python-docx for DOCX (no notes).
"""

from __future__ import annotations

import argparse
import io
import os
import statistics
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import docx as library
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate

from bench.ledgers import FixedSteps, make
from ledger.app import init_ledger, open_ledger
from ledger.app.publication.brief import brief
from ledger.app.publication.calendar import dates
from ledger.app.publication.feed import feed
from ledger.app.publication.imprint import imprint
from ledger.app.publication.standards import claims_with_sources
from ledger.clock import Clocks
from ledger.log import open_log
from ledger.publishing.briefs.formats import ENDINGS, made
from ledger.views.briefs.since import Since
from ledger.views.publication.atom import atom
from ledger.views.publication.calendar import calendar
from ledger.views.standards.annotations import web_annotations
from ledger.views.standards.nanopublications import trig

if TYPE_CHECKING:
    from collections.abc import Callable

    from ledger.views.briefs.brief import Brief

PARTNERSHIPS = 20
TODAY = Clocks(valid_at=date(2024, 8, 1))


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--claims", type=int, default=2_000)
    options.add_argument("--rounds", type=int, default=9)
    chosen = options.parse_args()
    load = " ".join(f"{part:.1f}" for part in os.getloadavg())
    print(f"{datetime.now(UTC).date()} Python {sys.version.split()[0]}, load {load}")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.db"
        init_ledger(path)
        log = open_log(path, clock=FixedSteps())
        make(log, partnerships=PARTNERSHIPS, claims=chosen.claims)
        log.close()
        with open_ledger(path) as ledger:
            names = sorted(ledger.entities().partnerships)
            since = Since(moment=ledger.size() // 2)
            position = ledger.size() - 1
            print(f"{chosen.claims:,} claims over {len(names)} partnerships, since @{since.moment}")
            for subjects in (names[:1], names):
                print(f"\nbrief of {len(subjects)}")
                whole = brief(ledger, subjects, TODAY, since=since)
                tasks: dict[str, Callable[[], object]] = {
                    "composing": lambda subjects=subjects: brief(
                        ledger, subjects, TODAY, since=since
                    )
                }
                tasks |= {
                    ending: lambda ending=ending, whole=whole: made(whole, ending)
                    for ending in ENDINGS
                }
                tasks["reportlab"] = lambda whole=whole: by_reportlab(whole)
                tasks["python-docx"] = lambda whole=whole: by_python_docx(whole)
                measure(tasks, chosen.rounds)
            made_of = imprint(ledger, position)
            print("\nwhole ledger")
            measure(
                {
                    "feed.atom": lambda: atom(feed(ledger), imprint=made_of).encode(),
                    "feed.atom of one": lambda: atom(
                        feed(ledger, names[0]), imprint=made_of, partnership=(names[0], "x")
                    ).encode(),
                    "calendar.ics": lambda: calendar(dates(ledger, TODAY), imprint=made_of),
                    "annotations": lambda: "".join(
                        web_annotations(claims_with_sources(ledger, TODAY), made_of)
                    ).encode(),
                    "nanopublications": lambda: "".join(
                        trig(claims_with_sources(ledger, TODAY), made_of)
                    ).encode(),
                },
                chosen.rounds,
            )


def measure(tasks: dict[str, Callable[[], object]], rounds: int) -> None:
    """Each task in turn with the others: the middle of its rounds, and its bytes."""
    took: dict[str, list[float]] = {name: [] for name in tasks}
    size: dict[str, int] = {}
    for _ in range(rounds):
        for name, task in tasks.items():
            start = time.perf_counter()
            content = task()
            took[name].append(time.perf_counter() - start)
            size[name] = len(content) if isinstance(content, bytes) else 0
    for name, seconds in took.items():
        room = f"{size[name]:>12,} bytes" if size[name] else ""
        print(f"  {name:<18} {statistics.median(seconds) * 1000:>10,.1f} ms {room}")


def texts(whole: Brief) -> list[str]:
    """Every text of a brief, as one paragraph each."""
    lines = [whole.title, whole.clocks]
    for part in whole.parts:
        lines += [part.title, part.freshness]
        for section in part.sections:
            lines += [section.heading, *(each.text for each in section.statements)]
    lines += [f"{note.number} {note.words} {note.source}" for note in whole.footnotes]
    return [*lines, *whole.closing]


def by_reportlab(whole: Brief) -> bytes:
    """The same texts as a plain PDF."""
    file = io.BytesIO()
    style = getSampleStyleSheet()["BodyText"]
    escaped = (text.replace("&", "&amp;").replace("<", "&lt;") for text in texts(whole))
    SimpleDocTemplate(file).build([Paragraph(text, style) for text in escaped])
    return file.getvalue()


def by_python_docx(whole: Brief) -> bytes:
    """The same texts as a plain DOCX."""
    document, file = library.Document(), io.BytesIO()
    for text in texts(whole):
        document.add_paragraph(text)
    document.save(file)
    return file.getvalue()


if __name__ == "__main__":
    main()
