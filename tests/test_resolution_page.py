# ruff: noqa: T201  the words of the examples print what a reader sees
"""docs/resolution.md is true: its examples run, and it names every code and no other."""

from __future__ import annotations

import doctest
import re
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from ledger.claims import developments
from ledger.claims.commands import CaptureDocument, CorrectClaim, Describe, RecordClaim, Retract
from ledger.claims.developments import ConsentsCounted, Development
from ledger.claims.entities import Instrument
from ledger.claims.entry_into_force import rule_from
from ledger.claims.vocabulary import ConsentStage
from ledger.edtf import parse
from ledger.projections.hurdles.states import HurdleState
from ledger.projections.outlook import ProspectOutcome
from ledger.projections.treaties.entry_into_force.consent import NotCounted
from ledger.projections.treaties.entry_into_force.mismatch import MismatchKind
from ledger.projections.treaties.in_force import Basis
from ledger.projections.weighing.answer import Criterion, Reason, Rule, Status
from ledger.projections.weighing.independence import Tie
from ledger.projections.weighing.standing_claims import Fall
from ledger.sources.document import Document
from ledger.sources.kinds import SourceKind
from ledger.views.sources import outlets_and_voices

if TYPE_CHECKING:
    from enum import StrEnum

PAGE = Path(__file__).parents[1] / "docs" / "resolution.md"
TEXT = PAGE.read_text(encoding="utf-8")
ENUMS: dict[str, type[StrEnum]] = {
    "SourceKind": SourceKind,
    "Status": Status,
    "Reason": Reason,
    "Fall": Fall,
    "Rule": Rule,
    "Tie": Tie,
    "Criterion": Criterion,
    "NotCounted": NotCounted,
    "MismatchKind": MismatchKind,
    "Basis": Basis,
    "ProspectOutcome": ProspectOutcome,
    "HurdleState": HurdleState,
}
EXEMPLIFIED = tuple(name for name in ENUMS if name not in {"SourceKind", "Criterion"})


class Page:
    """The words of the page's examples, over the desk that all tests share.

    A source's document is called like its claim, with ``-paper`` behind.
    """

    def __init__(self, desk) -> None:
        self.desk = desk
        self._quotes = 0

    def words(self) -> dict[str, object]:
        """What an example may call: these words, and every kind of development."""
        own = (
            "reports",
            "counts",
            "retracts",
            "disputes",
            "corrects",
            "treaty",
            "bilateral",
            "why",
            "ignored",
            "outstanding",
        )
        kinds = {name: getattr(developments, name) for name in dir(developments)}
        kinds |= {"parse": parse, "partial": partial, "Decimal": Decimal}
        return {**kinds, **{name: getattr(self, name) for name in own}}

    def reports(
        self,
        name: str,
        development: Development,
        on: str | None = None,
        *,
        kind: str = "news",
        published: str | None = None,
        retells: str | None = None,
        lineage: str | None = None,
        modality: str = "actual",
        publisher: str | None = None,
        quoting: str | None = None,
        url: str | None = None,
        text: str | None = None,
        document: str | None = None,
        quote: str = "statement.",
    ) -> None:
        """A source of its own, or a captured one, reports one development on a day (occurred)."""
        paper = Document(
            id=document or f"{name}-paper",
            text=text or f"{name}: statement.",
            url=url,
            title=name,
            publisher=publisher or name,
            kind=kind,
            published=parse(published or on or "2024-12-01"),
            lineage=lineage or ("summarised" if retells else "original"),
            root=f"{retells}-paper" if retells else None,
        )
        claim = RecordClaim(
            id=name,
            document=paper.id,
            development=development,
            quote=quote,
            asserted_by=quoting,
            occurred=None if on is None else parse(on),
            modality=modality,
            partnership="p",
        )
        self.desk.tell(*([] if document else [CaptureDocument(document=paper)]), claim)

    def counts(self, name: str, count: int, on: str | None = None, **more: object) -> None:
        """A source counts deposits, of 11 required."""
        fields = {one: more.pop(one) for one in ("members", "named", "stage") if one in more}
        fields.setdefault("stage", ConsentStage.DEPOSITED)
        required = more.pop("required", None if "members" in fields else 11)
        counted = ConsentsCounted(instrument="i", count=count, required=required, **fields)
        self.reports(name, counted, on, **more)

    def retracts(self, target: str, by: str, published: str, reason: str = "it was wrong") -> str:
        """Take back a claim, a document or an act."""
        day = None if by == "ledger" else parse(published)
        (act,) = self.desk.tell(Retract(target=target, by=by, reason=reason, published=day))
        return act

    def disputes(self, claim: str, by: str) -> None:
        """Contradict a claim."""
        self.desk.dispute(claim, by)

    def corrects(self, claim: str, count: int, on: str, *, by: str) -> str:
        """Put another count in the place of one, in a document of its own; gives the act."""
        document = Document(
            id=f"{claim}-erratum", text="erratum.", title="erratum", publisher=by,
            kind="wire", published=parse(on),
        )  # fmt: skip
        counted = ConsentsCounted(
            instrument="i", count=count, required=11, stage=ConsentStage.DEPOSITED
        )
        becomes = RecordClaim(
            id=f"{claim}-corrected", document=document.id, development=counted,
            quote="erratum.", occurred=parse(on), partnership="p",
        )  # fmt: skip
        _, act = self.desk.tell(
            CaptureDocument(document=document),
            CorrectClaim(claim=claim, by=by, reason="a slip", becomes=becomes),
        )
        return act

    def treaty(self, rule: str) -> None:
        """Give the instrument ``i`` its rule of entry into force, as YAML."""
        data = yaml.load(rule, yaml.BaseLoader)  # noqa: S506 - it builds text alone
        self.desk.tell(
            Describe(
                entity=Instrument(
                    id="i", title="i", partnerships=("p",), entry_into_force=rule_from(data)
                )
            ),
            replace=True,
        )

    def bilateral(self, *sides: str) -> None:
        """Make the instrument ``i`` a treaty between its sides."""
        entity = Instrument(id="i", title="i", partnerships=("p",), between=sides)
        self.desk.tell(Describe(entity=entity), replace=True)

    def why(self, path: str, valid_at: str, **clocks: object) -> None:
        """Print an answer as ``claims why`` gives it: value, status, what won and lost, rules."""
        (proof,) = self.desk.ledger.why(path, self.desk.at(valid_at, **clocks))
        print(f"{proof.value} ({proof.status})")
        lines = {
            "won ": ", ".join(sorted(one.claim for one in proof.won)),
            "lost": ", ".join(sorted(f"{x.citation.claim} {x.reason}{by(x)}" for x in proof.lost)),
            "from": ", ".join(one.removesuffix("-paper") for one in proof.roots),
            "rule": ", ".join(proof.rules),
            "disputed by": ", ".join(one.by for one in proof.disputed),
        }
        for head, line in lines.items():
            if line:
                print(f"  {head} {line}")
        if words := outlets_and_voices(proof.sources):
            print(f"  {words}")
        for pair in sorted(proof.sources.together, key=lambda pair: pair.claim):
            print(f"  {pair.claim} is one with {pair.other}: {pair.tie}")

    def outstanding(self, valid_at: str) -> None:
        """Print the hurdles that sources state and that stand in the way, and since when."""
        for hurdle in self.desk.status(valid_at).hurdles:
            if hurdle.progress is None:
                print(f"{hurdle.id}: {hurdle.state} since {hurdle.since.display}")

    def ignored(self, valid_at: str) -> None:
        """Print whose consents do not count under the rule of ``i``, with the reasons."""
        (state,) = (one for one in self.desk.status(valid_at).instruments if one.id == "i")
        for one in state.in_force.computed.uncounted:
            print(f"{one.party}: {one.reason}")


def by(lost) -> str:
    """What ordered a loser behind the claim that it conflicts with."""
    return f" by {lost.criterion}" if lost.criterion else ""


def sections() -> list[tuple[str, str, int]]:
    """The page's sections: heading, text, the line on which the text begins."""
    heads = [*re.finditer(r"^##+ (.*)$", TEXT, re.MULTILINE)]
    ends = [*(head.start() for head in heads[1:]), len(TEXT)]
    return [
        (head[1], TEXT[head.end() : end], TEXT[: head.end()].count("\n"))
        for head, end in zip(heads, ends, strict=True)
    ]


def blocks() -> list[tuple[str, str, int]]:
    """The page's examples: the heading above, the lines, and where they begin."""
    return [
        (head, block[1], line + text[: block.start()].count("\n") + 1)
        for head, text, line in sections()
        for block in re.finditer(r"^```pycon\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    ]


BLOCKS = blocks()


@pytest.mark.parametrize(
    ("text", "line"), [block[1:] for block in BLOCKS], ids=[block[0] for block in BLOCKS]
)
def test_every_example_gives_what_the_page_says(desk, text, line):
    """Each block starts with an empty desk and runs from top to bottom."""
    words = Page(desk.on("2025-12-31")).words()
    test = doctest.DocTestParser().get_doctest(text, words, PAGE.name, str(PAGE), line)
    report: list[str] = []
    results = doctest.DocTestRunner(verbose=False).run(test, out=report.append)
    assert 0 == results.failed, "".join(report)
    assert 0 < results.attempted


def listed(heading: str) -> list[str]:
    """The codes in the first column of the table under a heading."""
    (text,) = (text for head, text, _ in sections() if head.endswith(f"(`{heading}`)"))
    return re.findall(r"^\| `([a-z-]+)` \|", text, re.MULTILINE)


@pytest.mark.parametrize("heading", ENUMS)
def test_the_page_names_every_code_and_no_other(heading):
    """A code that is new, gone or renamed makes this fail until the page says so."""
    assert sorted(listed(heading)) == sorted(ENUMS[heading])


@pytest.mark.parametrize("heading", EXEMPLIFIED)
def test_every_code_is_shown_by_an_example_that_runs(heading):
    """What stands in a table alone could be untrue; the output of an example cannot."""
    parser = doctest.DocTestParser()
    shown = "\n".join(one.want for _, text, _ in BLOCKS for one in parser.get_examples(text))
    words = set(re.findall(r"[a-z]+(?:-[a-z]+)*", shown))
    assert [] == [str(code) for code in ENUMS[heading] if code not in words]


def test_the_tiers_are_those_of_the_page():
    """The table of tiers and ``SourceKind.tier`` agree."""
    (text,) = (text for head, text, _ in sections() if head.endswith("(`SourceKind`)"))
    tiers = dict(re.findall(r"^\| `([a-z-]+)` \| (\d) \|", text, re.MULTILINE))
    assert {str(kind): str(kind.tier) for kind in SourceKind} == tiers
