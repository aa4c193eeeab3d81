"""A document that is kept as excerpts can gain some, and what was recorded of it stays."""

from __future__ import annotations

import json
from pathlib import Path

TABLE = "- {kind: document, id: table, title: Table, publisher: UN, words: quote}\n"


def claim(quote, party="korea"):
    return (
        f"- {{kind: consent-deposited, document: table, quote: {quote}, party: {party},"
        " instrument: alce-convention}\n"
    )


FIRST = TABLE + claim("Korea 3 Nov")
SECOND = TABLE + claim("Korea 3 Nov") + claim("Mexico 4 Nov; after Korea 3 Nov", "mexico")
THIRD = TABLE + claim("Mexico 4 Nov; after", "mexico") + claim("Peru 5 Nov", "Peru")


def taken(newsroom, *texts):
    """Import each text; how many events each recorded."""
    counts = []
    for text in texts:
        before = newsroom.head()
        said = newsroom("import", "-", stdin=text.encode())
        assert said.code == 0, said.err
        counts.append(newsroom.head() - before)
    return counts


def shown(newsroom, name="table"):
    return newsroom("show", name, "--json").data


def test_a_second_file_extends_it_and_no_order_of_files_records_anything_again(newsroom):
    """One event with the text before and what is new; a quote's place never moves."""
    assert taken(newsroom, FIRST, SECOND) == [2, 2]
    assert taken(newsroom, FIRST, SECOND, SECOND, FIRST) == [0, 0, 0, 0]
    entry = shown(newsroom)
    assert entry["event"]["revision"] == 1
    assert entry["event"]["document"]["text"] == (
        "Korea 3 Nov\n\n[…]\n\nMexico 4 Nov; after Korea 3 Nov"
    )
    assert newsroom("verify").code == 0


def test_what_was_known_before_stays_as_it_was(newsroom):
    """Asked as of the earlier position, why and document have their earlier words."""
    taken(newsroom, FIRST)
    position = newsroom.head() - 1
    before = newsroom("why", "alce-convention.consents", "--known-at", f"@{position}").out
    taken(newsroom, SECOND)
    after = newsroom("why", "alce-convention.consents", "--known-at", f"@{position}").out
    assert before == after
    assert shown(newsroom, f"@{position - 1}")["event"]["document"]["text"] == "Korea 3 Nov"


def test_the_answer_says_that_it_gained_and_words_within_kept_ones_are_not_kept_twice(newsroom):
    """A note names the gain, and a quote inside a kept excerpt adds no second copy."""
    taken(newsroom, SECOND)
    peru = "- {kind: party, id: peru, name: Peru, type: state}\n"
    said = newsroom("import", "-", stdin=(peru + THIRD).encode())
    assert "note: table gains an excerpt: what was kept of it before stays as it was" in said.out
    assert shown(newsroom)["event"]["document"]["text"].endswith("\n\n[…]\n\nPeru 5 Nov")
    assert shown(newsroom)["event"]["document"]["text"].count("Mexico 4 Nov") == 1


def test_another_title_or_a_whole_text_is_a_conflict_and_named(newsroom):
    """Only excerpts may be added; any other change of the document records nothing."""
    taken(newsroom, FIRST)
    before = newsroom.head()
    said = newsroom("import", "-", stdin=SECOND.replace("title: Table", "title: List").encode())
    assert (said.code, newsroom.head()) == (4, before)
    assert "document table is already recorded with another title" in said.err
    assert said.err.count("try:") == 1
    whole = TABLE.replace("words: quote", "text: Korea 3 Nov and more")
    said = newsroom("import", "-", stdin=whole.encode())
    assert (said.code, newsroom.head()) == (4, before)
    assert "document table is already recorded with another text" in said.err


def test_a_claim_on_gained_words_is_proven_with_them(newsroom):
    """And one on the words before with those, so that a proof made before stays whole."""
    taken(newsroom, FIRST, SECOND)
    assert newsroom("key", "new").code == 0
    assert newsroom("checkpoint").code == 0
    (key,) = [each["key"] for each in newsroom("key", "list", "--json").data if each["signs"]]
    claims = [each for each in newsroom("log", "--json").data if each["type"] == "claim.recorded"]
    for number, recorded in enumerate(claims):
        Path("proof").write_text(newsroom("prove", recorded["id"]).out)
        assert newsroom("verify", "proof", "--key", key).code == 0
        said = newsroom("verify", "proof", "--key", key, "--json").data
        assert ("Mexico" in json.dumps(said)) == bool(number)
        assert "it stands in the document" in newsroom("verify", "proof", "--key", key).out


def test_an_erasure_takes_all_that_it_gained_and_its_files_bring_nothing_back(newsroom):
    """Every excerpt leaves the file on disk, and importing the old files does not restore it."""
    taken(newsroom, FIRST, SECOND)
    said = newsroom("erase", "table", "--reason", "an order", "--yes", "--with-claims")
    assert said.code == 0, said.err
    log = Path("claims.db").read_bytes() + b"".join(
        Path(name).read_bytes() for name in ("claims.db-wal",) if Path(name).exists()
    )
    assert b"Korea 3 Nov" not in log
    assert newsroom("verify").code == 0
    assert taken(newsroom, FIRST) == [0]
    before = newsroom.head()
    said = newsroom("import", "-", stdin=SECOND.encode())
    assert (said.code, newsroom.head()) == (4, before)
    assert "the words of document table were erased" in said.err
