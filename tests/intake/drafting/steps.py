"""One process: the steps of each pattern in drafting hostile texts, by name, as JSON.

Takes texts as JSON on standard input, a list by name. What a sentence may have at most is set low,
so that short texts already have many of the longest.
"""

from __future__ import annotations

import json
import sys

from ledger.edtf import Edtf
from tests.growth import patterns

LONGEST = 80

if __name__ == "__main__":
    sys.setrecursionlimit(200_000)
    with patterns.counted("ledger.intake.drafting"):
        from ledger.intake.drafting import proposer
        from ledger.intake.drafting.mentions.names import NameIndex
        from ledger.intake.drafting.sentences import sentence

        sentence.LONGEST = LONGEST
        counts = {}
        for name, texts in json.load(sys.stdin).items():
            for text in (texts[0], *texts):  # what is made once is made
                patterns.steps.clear()
                proposer.proposal(text, names=NameIndex.of(()), published=Edtf("2024-06-12"))
                counts.setdefault(name, []).append(dict(patterns.steps))
    json.dump({name: of_texts[1:] for name, of_texts in counts.items()}, sys.stdout)
