"""The claims of four stories, recorded by prompts, flags, YAML and the short form: one ledger."""

from __future__ import annotations

import pytest

from bench.keys import (
    STORIES,
    by_flags,
    by_prompts,
    codes_of,
    in_short_form,
    joined,
    opened,
    story,
    texts_of,
)
from ledger.claims.events import ClaimRecorded
from ledger.cli.program import run
from ledger.entries.write import to_yaml


def recorded(ledger):
    """Every claim with its words, by its id; in which order they came is no matter."""
    return {
        entry.event.claim.id: entry.event.claim
        for entry in ledger.entries()
        if isinstance(entry.event, ClaimRecorded)
    }


def by_all_flags(place, claims):
    """Record each claim by a call of the command."""
    for claim in joined(claims):
        assert run([*by_flags(claim), "--ledger", str(place)]) == 0, claim


@pytest.mark.parametrize("path", STORIES, ids=[path.stem for path in STORIES])
def test_every_way_gives_the_same_ledger(path, tmp_path):
    """And nothing is refused on the way."""
    names, claims = story(path)
    ledgers = {}
    for way in ("prompts", "flags", "yaml", "short"):
        folder = tmp_path / way
        folder.mkdir()
        with opened(folder, names) as ledger:
            if way == "prompts":
                typist = by_prompts(ledger, claims)
                assert not [line for line in typist.told if "try:" in line]
            elif way == "flags":
                by_all_flags(folder / "claims.db", claims)
            elif way == "yaml":
                ledger.import_entries(to_yaml(claims))
            else:
                blocks = in_short_form(claims, texts_of(ledger, claims), codes_of(names))
                ledger.import_entries(to_yaml(blocks))
            ledgers[way] = recorded(ledger)
    expected = ledgers["yaml"]
    assert len(expected) == len(claims)
    assert [way for way, claims_of in ledgers.items() if claims_of != expected] == []
