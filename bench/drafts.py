"""How good drafts are: precision and recall by kind, on articles recorded by hand.

``python bench/drafts.py [--shared FOLDER] [--by-kind] [--misses]`` reads the seed articles and the
stories where they are (``../shared``), and the articles of the tests. A claim counts as proposed
where a draft has its kind and overlapping words, and its count if it has one; a draft counts as
right where a claim has the same, and all parties that the draft names. ``exact`` are drafts whose
parties are the claim's, no more and no fewer. Of the right drafts, ``certain`` are those with the
claim's modality, and ``day`` those with a day that is the claim's, of those that have one.

Where an older recording had to choose a kind for want of a term, the term that the vocabulary has
gained since counts as the same (``GAINED``); ``as recorded`` is without that. The story that is
held out was not read while the rules were written, nor were the articles that are.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from ledger.app.desk.entry_files import entries_in
from ledger.claims.commands import CaptureDocument, Describe, RecordClaim
from ledger.claims.subjects import PARTY_FIELDS
from ledger.edtf import Edtf
from ledger.errors import ClaimsError
from ledger.intake.drafting.mentions.names import NameIndex
from ledger.intake.drafting.proposer import proposal
from ledger.sources.quotation.quotes import anchor
from ledger.sources.quotation.selector import TextQuoteSelector

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ledger.intake.drafting.draft import Draft

ROOT = Path(__file__).parent.parent
HELD_OUT = "japan-philippines-defence"
HELD_OUT_OWN = "_held_out"
GAINED = {
    "text-adopted": {"negotiation-concluded"},
    "consent-deposited": {"ratification-reported"},
    "domestically-approved": {"ratification-reported"},
    "requirement-stated": {"court-referral", "review-started", "approval-granted"},
    "application-filed": {"court-referral", "domestically-approved"},
    "fact-reported": {"instruments-related", "body-established", "funding-committed"},
    "agreement-reported": {"signed", "negotiation-concluded"},
    "joint-activity": {"policy-review-started", "body-established"},
}  # fmt: skip
_WORDS = 2  # words that two quotes share at least


@attrs.frozen(kw_only=True)
class Stated:
    """A claim as it was recorded by hand: its kind, the place of its words, and its fields."""

    kind: str
    start: int
    end: int
    parties: frozenset[str]
    counts: tuple[object, ...]
    modality: str
    day: str | None


@attrs.frozen(kw_only=True)
class Article:
    """A text, what counts as stated in it, and the names that its ledger has."""

    name: str
    text: str
    language: str | None
    published: Edtf | None
    names: NameIndex
    stated: tuple[Stated, ...]


def _counts(fields: object) -> tuple[object, ...]:
    if isinstance(fields, dict):
        return tuple(fields.get(name) for name in ("count", "required", "needed"))
    return tuple(getattr(fields, name, None) for name in ("count", "required", "needed"))


def _parties(values: Iterable[tuple[str, object]]) -> frozenset[str]:
    ids: list[str] = []
    for name, value in values:
        if name in PARTY_FIELDS or name == "parties":
            ids += [value] if isinstance(value, str) else list(value or ())
    return frozenset(ids)


def articles(path: Path, texts: Path | None = None) -> list[Article]:
    """The documents of a file of entries; whole texts are read from ``texts`` where they are."""
    commands = [
        entry.command
        for entry in entries_in(path.read_text(encoding="utf-8"), str(path))
        if getattr(entry, "command", None) is not None
    ]
    names = NameIndex.of(c.entity for c in commands if isinstance(c, Describe))
    claims = [c for c in commands if isinstance(c, RecordClaim)]
    read = []
    for command in commands:
        if not isinstance(command, CaptureDocument):
            continue
        document = command.document
        whole = None if texts is None else texts / f"{document.id}.txt"
        text = document.text if whole is None else whole.read_text(encoding="utf-8")
        read.append(
            Article(
                name=document.id,
                text=text,
                language=document.language,
                published=document.published,
                names=names,
                stated=tuple(
                    placed
                    for claim in claims
                    if claim.document == document.id
                    and (placed := _placed(claim, text, names)) is not None
                ),
            )
        )
    return read


def _placed(claim: RecordClaim, text: str, names: NameIndex) -> Stated | None:
    try:
        place = anchor(
            TextQuoteSelector(exact=claim.quote, prefix=claim.prefix, suffix=claim.suffix), text
        )
    except ClaimsError:
        return None
    development = claim.development
    ids = {party: party for party in names.parties}
    called = {name: p.id for p in names.parties.values() for name in (p.name, *p.aliases)} | ids
    fields = attrs.asdict(development, recurse=False)
    if claim.asserted_by:
        fields["asserted_by"] = claim.asserted_by
    parties = _parties((name, value) for name, value in fields.items())
    return Stated(
        kind=development.kind,
        start=place.start,
        end=place.end,
        parties=frozenset(called.get(party, party) for party in parties),
        counts=_counts(development),
        modality=claim.modality.value,
        day=None if claim.occurred is None else str(claim.occurred),
    )


def same(draft: Draft, claim: Stated, text: str, *, gained: bool) -> bool:
    """Whether a draft has the kind, words and counts of a claim."""
    kinds = {claim.kind} | (GAINED.get(claim.kind, set()) if gained else set())
    start, end = max(draft.start, claim.start), min(draft.end, claim.end)
    overlap = len(text[start:end].split()) >= _WORDS if start < end else False
    counted = _counts(draft.fields) == claim.counts if any(claim.counts) else True
    return draft.kind in kinds and overlap and counted


@attrs.define
class Score:
    """What was stated and proposed, and what of it agrees."""

    stated: int = 0
    proposed_of_stated: int = 0
    drafts: int = 0
    right: int = 0
    exact: int = 0
    certain: int = 0
    dated: int = 0
    days: int = 0
    kinds: dict[str, Counter[str]] = attrs.Factory(dict)
    misses: list[str] = attrs.Factory(list)

    def add(self, article: Article, *, dates: bool, gained: bool) -> None:
        """Draft an article and compare."""
        drafts = proposal(
            article.text,
            names=article.names,
            language=article.language,
            published=article.published,
            dates=dates,
        ).drafts
        for claim in article.stated:
            hit = any(same(d, claim, article.text, gained=gained) for d in drafts)
            self.stated += 1
            self.proposed_of_stated += hit
            self._count(claim.kind, stated=1, hit=hit)
            if not hit:
                words = article.text[claim.start : claim.end][:110]
                self.misses.append(f"- {article.name} {claim.kind}: {words!r}")
        for draft in drafts:
            twins = [c for c in article.stated if same(draft, c, article.text, gained=gained)]
            mine = _parties(draft.fields.items())
            others = frozenset().union(*(c.parties for c in twins))
            right = bool(twins) and mine <= others | _bodies(others, article.names)
            self.drafts += 1
            self.right += right
            self.exact += right and mine == others
            if right:
                day = draft.fields.get("occurred")
                modality = draft.fields.get("modality", "actual")
                self.certain += any(c.modality == modality for c in twins)
                self.dated += day is not None
                self.days += day is not None and any(c.day == day for c in twins)
            self._count(draft.kind, drafts=1, right=right)
            if not right:
                why = "parties " + ",".join(sorted(mine - others)) if twins else "no such claim"
                self.misses.append(f"+ {article.name} {draft.kind}: {draft.quote[:110]!r} ({why})")

    def _count(self, kind: str, **numbers: int) -> None:
        self.kinds.setdefault(kind, Counter()).update(numbers)


def _bodies(parties: frozenset[str], names: NameIndex) -> frozenset[str]:
    """The States of parties: a draft may name the State of a body that acts for it."""
    return frozenset(map(names.state_of, parties))


def scored(every: Sequence[Article], *, dates: bool = True, gained: bool = True) -> Score:
    """The score over several articles."""
    score = Score()
    for article in every:
        score.add(article, dates=dates, gained=gained)
    return score


def line(name: str, score: Score) -> str:
    """One row of the table."""
    recall = score.proposed_of_stated / score.stated if score.stated else 0
    precision = score.right / score.drafts if score.drafts else 0
    exact = score.exact / score.drafts if score.drafts else 0
    return (
        f"{name:34} {score.proposed_of_stated:3}/{score.stated:<3} {recall:5.0%}   "
        f"{score.right:3}/{score.drafts:<3} {precision:5.0%}   {exact:5.0%}   "
        f"{score.certain:3}/{score.right:<3}  {score.days:3}/{score.dated:<3}"
    )


def milliseconds(article: Article, times: int = 15) -> float:
    """The median CPU time in which an article is drafted."""
    runs = []
    for _ in range(times):
        begun = time.process_time()
        proposal(
            article.text,
            names=article.names,
            language=article.language,
            published=article.published,
        )
        runs.append((time.process_time() - begun) * 1000)
    return statistics.median(runs)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--by-kind", action="store_true")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--held-out", action="store_true", help="with its misses")
    options = parser.parse_args()
    seeds = articles(ROOT / "ledger" / "demo" / "mexico_korea.yaml", options.shared / "seeds")
    stories = {
        path.stem: articles(path)
        for path in sorted((options.shared / "reference" / "stories").glob("*.yaml"))
    }
    read = [article for name, story in stories.items() if name != HELD_OUT for article in story]
    made_up = sorted((ROOT / "tests" / "intake" / "drafting" / "articles").glob("*.yaml"))
    own = [a for path in made_up if not path.stem.endswith(HELD_OUT_OWN) for a in articles(path)]
    own_held_out = [
        a for path in made_up if path.stem.endswith(HELD_OUT_OWN) for a in articles(path)
    ]
    print(f"load {os.getloadavg()[0]:.1f}")
    print(f"{'':34} proposed/stated   right/drafts    exact    certain    day")
    groups = {
        "seeds": seeds,
        **{n: s for n, s in stories.items() if n != HELD_OUT},
        "stories read": read,
    }
    groups |= {f"held out: {HELD_OUT}": stories.get(HELD_OUT, []), "articles of the tests": own}
    groups["held out: of the tests"] = own_held_out
    for name, group in groups.items():
        print(line(name, scored(group)))
    print(line("stories read, as recorded", scored(read, gained=False)))
    print(line("held out, as recorded", scored(stories.get(HELD_OUT, []), gained=False)))
    print(line("seeds, without dates", scored(seeds, dates=False)))
    print(line("stories read, without dates", scored(read, dates=False)))
    for article in seeds:
        took = milliseconds(article)
        print(f"{article.name}: {len(article.text):,} characters in {took:.1f} ms of CPU")
    everything = scored([*seeds, *read, *(stories.get(HELD_OUT, []) if options.held_out else [])])
    if options.by_kind:
        for kind, c in sorted(
            scored([*seeds, *read, *stories.get(HELD_OUT, []), *own]).kinds.items()
        ):
            print(f"{kind:34} {c['hit']:3}/{c['stated']:<3} {c['right']:3}/{c['drafts']:<3}")
    if options.misses:
        print("\n".join(everything.misses))


if __name__ == "__main__":
    main()
