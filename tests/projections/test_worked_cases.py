"""The worked cases and their mirrors, from one file: in any order, what a reader must be told."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from ledger.claims.commands import Describe
from ledger.claims.entities import Instrument
from ledger.claims.entry_into_force import rule_from

if TYPE_CHECKING:
    from tests.conftest import Desk

TEXT = Path(__file__).with_name("worked-cases.yaml").read_text(encoding="utf-8")
CASES = yaml.load(TEXT, yaml.BaseLoader)  # noqa: S506 - it builds text alone
ACTS = ("retraction", "dispute")
CLOCKS = {"v", "p", "lost", "disputed", "findings"}
LAST = "the act before"


def document(name: str, source: str) -> dict[str, str]:
    kind, published, *root = source.split()
    lineage = {"lineage": "syndicated", "root": f"{root[0]}-paper"} if root else {}
    words = {"title": name, "publisher": name, "text": f"{name} says so."}
    return {
        "kind": "document",
        "id": f"{name}-paper",
        "source_kind": kind,
        "published": published,
        **words,
        **lineage,
    }


def entry(head: str, fields: dict[str, str]) -> dict[str, str]:
    if head in ACTS:
        return {"kind": head, **fields}
    counted = {"kind": "consents-counted", "stage": "deposited"}
    counted |= {} if "members" in fields else {"required": "11"}
    evidence = {"document": f"{head}-paper", "quote": f"{head} says so", "partnership": "p"}
    own = fields if "kind" in fields else {**counted, **fields}
    return {"id": head, "instrument": "i", **evidence, **own}


def entries(case: dict[str, Any]) -> list[dict[str, str]]:
    sources = [document(name, source) for name, source in case["sources"].items()]
    return [*sources, *(entry(head, fields) for head, fields in case["claims"])]


def tell(desk: Desk, case: dict[str, Any], *, turned: bool) -> None:
    """Record a case, document by document; ``turned``: the last document and its claims first."""
    if "rule" in case:
        instrument = Instrument(
            id="i", title="i", partnerships=("p",), entry_into_force=rule_from(case["rule"])
        )
        desk.tell(Describe(entity=instrument), replace=True)
    told = entries(case)
    papers = [one for one in told if one["kind"] == "document"]
    roots = [paper for paper in papers if "root" not in paper]
    own = [paper for paper in papers if "root" in paper]
    for paper in [*(reversed(roots) if turned else roots), *own]:
        claims = [one for one in told if one.get("document") == paper["id"]]
        batch = [paper, *(reversed(claims) if turned else claims)]
        desk.ledger.import_entries(yaml.safe_dump(batch, allow_unicode=True))
    before = ""
    for act in (one for one in told if one["kind"] in ACTS):
        of_it = {"target": before} if act.get("target") == LAST else {}
        (outcome,) = desk.ledger.import_entries(yaml.safe_dump([{**act, **of_it}]))
        before = outcome.id


@pytest.mark.parametrize("turned", [False, True], ids=["as told", "turned"])
@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_a_reader_is_told_this(desk, case, turned):
    """Value, sureness, why what lost has lost, and who disputes it, on every clock asked."""
    desk.on("2025-12-31")
    tell(desk, case, turned=turned)
    for ask in case["asks"]:
        clocks = {"published_by": ask["p"]} if "p" in ask else {}
        if "findings" in ask:
            checks = ("counts-add-up", "declared-matches-computed")
            named = [found.check for found in desk.ledger.check(desk.at(ask["v"]), checks)]
            assert ask["findings"].split() == named
        for path in ask.keys() - CLOCKS:
            (proof,) = desk.ledger.why(path, desk.at(ask["v"], **clocks))
            assert ask[path] == f"{proof.value} {proof.status}", (ask, path)
            lost = {loser.citation.claim: loser.reason for loser in proof.lost}
            for claim, reason in ask.get("lost", {}).items():
                assert reason == lost.get(claim), (ask, claim, lost)
            if "disputed" in ask:
                assert ask["disputed"] in [dispute.by for dispute in proof.disputed]
