"""No line of any page is wider than the terminal, whatever the ledger holds."""

from __future__ import annotations

import json
import random
import re

import pytest

from ledger.cli import printing
from ledger.cli.verbs import VERBS
from ledger.views.text.letters import cells

WORDS = (
    *("대한민국과", "멕시코의", "우주협력에관한기본협정", "aerospace", "cooperation", "agreement"),
    *("Convenio", "de", "cooperación", "발효", "Zusammenarbeitsabkommen", "ratification"),
    *(
        "선결절차",
        "e\u0301te\u0301",
        "\u200b중남미",
        "Türkiye",
        "\uff26\uff35\uff2c\uff2c",
    ),
)

PAGES = (
    "status", "status p", "hurdles p", "hurdles p --all", "timeline p", "treaty i", "why p/i",
    "why p/i.consents", "search words", "disputes", "check", "party list", "party show a", "log",
    "show i", "show d", "show c-one", "diff p --since 2024-06-01", "kinds", "key list", "status q",
    "treaty j", "status p --valid-at never", "why p/i.nothing", "show nobody", "capture no-file",
    "retract c-one --by nobody --reason x", "record consents-counted --document d --quote words",
    "import wrong.yaml", "verify", "status p --known-at @9999", "erase d --dry-run --reason x",
    "spec check wrong.feature", "spec run right.feature", "backup", "unknown-command",
    "status --zz", "import good.yaml",
)  # fmt: skip


def made(seed):
    """The entries of a ledger: long titles, Korean names, long ids."""
    chance = random.Random(seed)  # noqa: S311 - a made ledger

    def text(most):
        return " ".join(chance.choices(WORDS, k=chance.randint(1, most)))

    def ident():
        return "-".join(chance.choices(("a", "long", "convention", "kr20240612"), k=9))[:80]

    quote = f"{text(20)} words {text(5)}"
    yield from ({"kind": "party", "id": one, "name": text(6), "type": "state"} for one in "ab")
    far = ident()
    yield {"kind": "party", "id": far, "name": text(12), "aliases": [text(3)]}
    yield {"kind": "partnership", "id": "p", "title": text(12), "parties": ["a", "b"]}
    rule = {"when": [{"consents": 3}], "after": {"number": 30, "unit": "days"}}
    yield {"kind": "instrument", "id": "i", "title": text(12), "partnerships": ["p"],
           "entry_into_force": rule, "clause": text(20)}  # fmt: skip
    yield {"kind": "document", "id": "d", "title": text(12), "publisher": text(4),
           "published": "2024-06-12", "text": quote,
           "url": f"https://example.org/{'x' * 90}"}  # fmt: skip
    claim = {"document": "d", "quote": quote, "partnership": "p", "translation": text(10)}
    act = claim | {"kind": "consent-deposited", "instrument": "i", "act": "ratification"}
    yield act | {"id": "c-one", "party": "a", "occurred": "2024-05"}
    yield act | {"party": far, "occurred": "2024-05-01/2024-06-02"}
    yield claim | {"kind": "signed", "instrument": "i", "party": "b", "occurred": "2024-04-01"}
    yield claim | {"kind": "consents-counted", "instrument": "i", "count": 9, "required": 11}
    yield claim | {"kind": "requirement-stated", "hurdle": ident(), "title": text(15),
                   "reason": text(12), "on": ["a", far], "modality": "required",
                   "blocks": ["i"]}  # fmt: skip
    yield claim | {"kind": "visit-made", "host": "a", "modality": "expected", "occurred": "2024-07"}
    yield {"kind": "dispute", "claim": "c-one", "by": "a", "reason": text(20)}


@pytest.fixture(params=range(3))
def ledger(request, claims, tmp_path):
    """A made ledger, and files with and without mistakes."""
    entries = list(made(request.param))
    (tmp_path / "good.yaml").write_text(json.dumps(entries, ensure_ascii=False))
    wrong = [one | {"zusatz": one["kind"]} for one in entries]
    wrong += [
        one | {"partnership": "대한민국-멕시코", "quote": "못 찾을 words"} for one in entries[6:8]
    ]
    (tmp_path / "wrong.yaml").write_text(json.dumps(wrong, ensure_ascii=False))
    head = "Feature: 우주협력에관한기본협정 발효 agreement on aerospace cooperation of two states\n"
    (tmp_path / "wrong.feature").write_text(
        f"{head}  Scenario: s\n    Given 우주협력 {'x ' * 50}\n"
    )
    (tmp_path / "right.feature").write_text(
        f'{head}  Scenario: s\n    Given I look at "p"\n    Then "i" has 5 of 11 consents\n'
    )
    claims("init")
    said = claims("import", "good.yaml")
    assert said.code == 0, said.err
    return claims


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_no_page_and_no_message_is_wider_than_the_terminal(ledger, monkeypatch, columns):
    """But an id or a URL, which can be copied only whole, on a line of its own."""
    monkeypatch.setenv("COLUMNS", str(columns))
    wide = []
    for page in PAGES:
        said = ledger(*page.split(" "))
        lines = (said.out + said.err).splitlines()
        assert page not in PAGES[:19] or said.code in {0, 1}, said.err
        wide += [(page, line) for line in lines if _too_wide(line, columns)]
    assert [] == wide


@pytest.mark.parametrize("columns", [40, 80])
def test_no_help_is_wider_than_the_terminal(claims, monkeypatch, columns):
    """At 40 and 80 columns every line wraps, except one word that cannot be broken."""
    monkeypatch.setenv("COLUMNS", str(columns))
    calls = [["--help"], *([verb, "--help"] for verb in VERBS)]
    calls += [["record", "instrument", "--help"], ["party", "same", "--help"]]
    wide = [
        (words, line)
        for words in calls
        for line in claims(*words).out.splitlines()
        if _too_wide(line, columns)
    ]
    assert [] == wide


def _too_wide(line, columns):
    return cells(line) > columns and not re.fullmatch(r" *[!-~]+", line)


@pytest.mark.parametrize("columns", ["0", "abc", "-5", "", "12.5", "99999999999999999999"])
def test_a_width_that_is_none_is_as_if_nobody_had_said_it(claims, monkeypatch, columns):
    """A number of columns beyond any terminal is a very wide one."""
    claims("init")
    plain = claims("status", "nobody")
    with monkeypatch.context() as environment:  # pytest itself reads COLUMNS after the test
        environment.setenv("COLUMNS", columns)
        said = claims("status", "nobody")
        assert (plain.code, plain.out, plain.err) == (said.code, said.out, said.err)
        assert printing.width() >= 80
        assert claims("--help").code == 0


def test_in_a_pipe_messages_are_not_folded(claims):
    """What programs read or search line by line has each message on one line."""
    claims("init")
    assert printing.limit(None) is None
    assert 1 == sum("try: " in line for line in claims("show", "nobody").err.splitlines())
