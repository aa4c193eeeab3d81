"""A great many mistakes are told on a short page, in bounded JSON, in bounded work."""

from __future__ import annotations

import difflib
import json
from pathlib import Path

import pytest

from ledger.app.desk.mistake_groups import IN_FULL, in_groups
from ledger.claims.decision.refusals import MISTAKES_READ, TooManyMistakes
from ledger.errors import InvalidInput, Where
from ledger.facts.register import NEAR_LIMIT
from tests.growth.work import Meter

LOOKED_UP = 2 * NEAR_LIMIT + 2  # look-ups of what is nearest, far less than one for each mistake


def _problem(line, message="wrong"):
    return InvalidInput(message, fix="right it").at(Where(source="a.yaml", line=line))


def _errors(newsroom, name, text, looked_up=LOOKED_UP):
    Path(name).write_text(text)
    with pytest.MonkeyPatch.context() as patch:
        calls = _counted(patch, difflib.SequenceMatcher, "set_seq2")
        page = newsroom("import", name)
    assert len(calls) <= looked_up
    return page.err.splitlines(), newsroom("import", name, "--json")


def _counted(patch, owner, name):
    """A list that has a value for each call of a method."""
    method, calls = getattr(owner, name), []

    def called(*arguments):
        calls.append(None)
        return method(*arguments)

    patch.setattr(owner, name, called)
    return calls


def test_one_slip_on_three_thousand_lines_is_told_once(newsroom):
    """The page is short, says how many there are, first and last, and where the first ones are."""
    entries = "".join(f"- {{kind: party, id: p{n}, name: P{n}, type: Stat}}\n" for n in range(3000))
    lines, said = _errors(newsroom, "a.yaml", entries, 2 * 3000)
    assert len(lines) < 12
    assert lines[0].startswith("claims: 3,000 errors in a.yaml")
    assert "also: line 2, 3, 4, 5, 6, 7, 8, 9 and 2,991 more" in "\n".join(lines)
    assert len(said.error["problems"]) == IN_FULL
    (more,) = said.error["more"]
    assert more["count"] == 2000
    assert more["lines"][0] == 1001


def test_three_thousand_causes_of_one_kind_are_folded(newsroom):
    """The first ten are told in full, of the rest how many and where; the count comes last too."""
    entries = "".join(
        f"- {{kind: party, id: p{n}, name: P{n}, type: state-{n}}}\n" for n in range(3000)
    )
    lines, _ = _errors(newsroom, "a.yaml", entries, 2 * 3000)
    assert len(lines) < 70
    assert any("and 2,990 more of this kind (unknown word): line 11" in line for line in lines)
    assert lines[-1].startswith("claims: 3,000 errors in a.yaml, nothing was recorded: 3,000")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("junk.jsonl", "x\n" * 100_000),
        ("junk.yaml", "- x\n" * 100_000),
        ("junk.ndjson", "{}\n" * 50_000),
    ],
)
def test_junk_is_given_up_after_so_many_mistakes(newsroom, name, text):
    """The end of the reading is told with the mistakes before it."""
    lines, said = _errors(newsroom, name, text)
    assert len(lines) < 80
    assert "the rest was not looked at, after 10,000 mistakes" in "\n".join(lines)
    assert len(said.err) < 1_500_000


def test_one_entry_of_a_great_many_unknown_fields_is_given_up(newsroom):
    """A search for the nearest field for each of them would take minutes."""
    entry = {"kind": "party", "id": "p", "name": "P"} | {f"f{n}": 1 for n in range(50_000)}
    lines, _ = _errors(newsroom, "a.json", json.dumps(entry), 2 * 1000 + 2)
    assert len(lines) < 80
    assert TooManyMistakes(1000).message in "\n".join(lines)


@pytest.mark.parametrize(
    "entry",
    [
        {"kind": "partnership", "id": "a", "title": "A", "parties": []},
        {
            "kind": "workshop-held",
            "document": "news",
            "quote": "With 9 of 11 required ratifications",
            "partnership": "mexico-korea-space",
            "topic": "t",
            "participants": [],
        },
    ],
)
def test_thousands_of_unknown_names_are_told_in_bounded_time(newsroom, entry):
    """Those that are near are looked for only for the first of them, in records and in claims."""
    field = "parties" if "parties" in entry else "participants"
    names = [f"nobody {n}" for n in range(20_000)]
    lines, said = _errors(newsroom, "a.json", json.dumps({**entry, field: names}))
    assert len(lines) < 80
    assert lines[0].startswith("claims: 10,00")
    assert TooManyMistakes().message in "\n".join(lines)
    assert said.error["problems"][17]["where"]["excerpt"]


def test_names_that_nobody_knows_are_given_up_after_so_many_in_many_entries(newsroom):
    """What is kept of them is bounded, and so is the time: the text of each entry is right."""
    count = MISTAKES_READ // 4 + 1_000
    entries = "".join(
        f'{{"kind": "consent-deposited", "document": "d{n}", "instrument": "i{n}", "party": "p{n}",'
        f' "asserted_by": "a{n}", "quote": "words"}}\n'
        for n in range(count)
    )
    lines, said = _errors(newsroom, "a.jsonl", entries)
    assert lines[0].startswith("claims: 10,001 errors in a.jsonl")
    assert f"a.jsonl:{MISTAKES_READ // 4}: {TooManyMistakes().message}" in lines
    assert sum(more["count"] for more in said.error["more"]) + IN_FULL == MISTAKES_READ + 1


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("a.yaml", "- {{kind: party, id: p{n}, name: P{n}, type: Stat}}\n"),
        ("a.yaml", "- {{kind: party, id: p{n}, name: P{n}, type: state-{n}}}\n"),
        ("a.jsonl", "x\n"),
        ("a.jsonl", '{{"kind": "consent-deposited", "document": "d{n}", "quote": "words"}}\n'),
    ],
)
def test_four_times_the_mistakes_take_about_four_times_the_work(newsroom, name, line):
    """Reading, refusing and folding them: no mistake is compared with all others."""
    meter, works = Meter(), []
    for count in (50, 50, 200):  # what is made once is made
        Path(name).write_text("".join(line.format(n=n) for n in range(count)))
        with meter.counting() as work:
            assert newsroom("import", name).code != 0
        works.append(work.lines)
    assert works[2] < 5 * works[1], works


def test_what_follows_from_a_mistake_is_not_counted_to_the_limit(newsroom):
    """A document that is refused is one mistake, however many entries quote it."""
    quoting = "".join(
        f'{{"kind": "signed", "document": "dossier", "instrument": "alce-convention",'
        f' "party": "mexico", "quote": "no", "id": "q{n}"}}\n'
        for n in range(MISTAKES_READ + 10)
    )
    document = (
        '{"kind": "document", "id": "dossier", "title": "T", "publisher": "P", "text": "no",'
        ' "lineage": "syndicated", "root": "nowhere"}\n'
    )
    lines, _ = _errors(newsroom, "a.jsonl", document + quoting)
    assert TooManyMistakes().message not in "\n".join(lines)


def test_what_is_folded_is_counted_whole():
    """Every mistake is in a group, or in what is left of its kind."""
    problems = [_problem(n, f"wrong {n % 20}") for n in range(1, 101)]
    groups = list(in_groups(problems))
    told = [group for group in groups if not isinstance(group, str)]
    assert sum(1 + len(group.others) for group in told) == 50
    (left,) = [group for group in groups if isinstance(group, str)]
    assert left.startswith("and 50 more of this kind")


def test_two_mistakes_are_told_as_before():
    """A few are not folded and not summed up."""
    groups = list(in_groups([_problem(1, "a"), _problem(2, "b")]))
    assert [group.also for group in groups if not isinstance(group, str)] == [None, None]
    assert len(groups) == 2
