"""An answer that damage stops in its middle is told to be not whole, to readers and programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import CLAIM
from tests.tampering import tampered


@pytest.fixture
def office(newsroom):
    """A ledger of many events, of which one of the last is damaged."""
    Path("parties.jsonl").write_text(
        "".join(f'{{"kind": "party", "id": "p{n}", "name": "Party {n}"}}\n' for n in range(600))
    )
    assert newsroom("import", "parties.jsonl").code == 0
    assert newsroom("import", "-", stdin=CLAIM).code == 0
    tampered("claims.db", "UPDATE events SET payload = x'00' WHERE event_id LIKE 'claim:%'")
    return newsroom


@pytest.mark.parametrize(
    "words", ["log", "export --format jsonl", "export", "log --json", "export --json"]
)
def test_an_answer_that_breaks_off_says_so(office, words):
    """How many whole lines stand on stdout; a JSON document is none, and its error says as many."""
    done = office(*words.split())
    assert done.code == 5
    lines = done.out.splitlines()
    assert lines or words.startswith("export"), "an export looks at much before it begins"
    if not lines:
        assert "broke off" not in done.err
        return
    assert done.out.endswith("\n")
    if "--json" in words:
        with pytest.raises(json.JSONDecodeError):
            json.loads(done.out)
        assert json.loads(done.err)["broken_off"] == len(lines)
    else:
        assert f"the answer broke off after {len(lines):,} lines, and is not whole" in done.err


@pytest.mark.parametrize("words", ["export --out all.jsonl", "export --out all.yaml"])
def test_of_a_file_nothing_is_left(office, words):
    """All of it or none of it."""
    done = office(*words.split(), "--json")
    assert done.code == 5
    assert not Path(words.split()[-1]).exists()
    assert "broken_off" not in json.loads(done.err)


def test_an_answer_that_is_whole_is_never_called_broken(newsroom):
    """Also where an error comes after one, in the same process; the negative control."""
    assert newsroom("log", "--json").code == 0
    refused = newsroom("show", "nothing", "--json")
    assert refused.code == 3
    assert "broken_off" not in json.loads(refused.err)
    assert "broke off" not in newsroom("show", "nothing").err
