"""`claims import` tells all mistakes of a file in one run, and none that only follows."""

from __future__ import annotations

from pathlib import Path

import pytest


def _said(newsroom, text, name="bad.yaml"):
    Path(name).write_text(text, encoding="utf-8")
    said = newsroom("import", name, "--json")
    assert said.code, said.out
    return [(one["where"]["line"], one["code"]) for one in said.error["problems"]]


def test_fields_names_quotes_and_rules_are_told_together(newsroom):
    """One run names mistakes of every stage, each at its line."""
    assert _said(
        newsroom,
        """\
- kind: document
  id: leaflet
  title: Leaflet
  publisher: Office
  text: Some words
  media_type: text
  url: www.example.org
  language: "?"
  lineage: original
  root: nowhere
- kind: signed
  document: news
  instrument: alce-convention
  party: Mexiko
  occurred_words: on the 35th of May
  quote: words that stand nowhere
- kind: instrument
  id: pact
  title: Pact
  partnerships: [nobody]
  entry_into_force:
    when: [{share: 101, of: sig}, {consents: 2, share: 3}]
    after: {number: 2, unit: nth-month, first_of_next_month: true}
""",
    ) == [
        (6, "bad-media-type"),
        (7, "bad-url"),
        (8, "bad-language"),
        (10, "original-with-root"),
        (10, "not-known"),
        (14, "not-known"),
        (15, "bad-date"),
        (16, "quote-not-found"),
        (20, "not-known"),
        (22, "bad-rule"),
        (22, "bad-rule"),
        (22, "bad-rule"),
        (23, "bad-rule"),
    ]


def test_an_entry_with_one_bad_field_has_its_names_and_quote_checked(newsroom):
    """A word that does not exist does not hide an unknown party or a wrong quote."""
    assert _said(
        newsroom,
        """\
- kind: signed
  document: news
  instrument: alce-convention
  party: Mexiko
  modality: perhapsly
  quote: words that stand nowhere
  asserted_by: [mexico]
""",
    ) == [
        (4, "not-known"),
        (5, "unknown-word"),
        (6, "quote-not-found"),
        (7, "wrong-type"),
    ]


def test_a_date_that_its_words_exclude_is_told_though_another_field_is_wrong(newsroom):
    """The date is held against the words of a broken entry as of a whole one."""
    assert _said(
        newsroom,
        """\
- kind: signed
  document: news
  instrument: alce-convention
  party: mexico
  modality: perhapsly
  occurred: 2022
  occurred_words: in July 1999
""",
    ) == [(1, "missing-field"), (5, "unknown-word"), (6, "bad-date")]


def test_a_whole_entry_is_checked_where_another_is_broken(newsroom):
    """A broken entry above hides nothing of the one below."""
    assert _said(
        newsroom,
        """\
- kind: partie
- kind: signed
  document: news
  instrument: alce-convention
  party: nobody-at-all
  quote: words that stand nowhere
""",
    ) == [(1, "unknown-kind"), (5, "not-known"), (6, "quote-not-found")]


BROKEN = {
    "a document with a bad address": """\
- kind: document
  id: other
  title: T
  publisher: P
  url: www.example.org
  text: Mexico signed the pact
""",
    "a document of an unknown kind": """\
- kind: documnt
  id: other
  title: T
  publisher: P
  text: Mexico signed the pact
""",
    "a document without its publisher": """\
- kind: document
  id: other
  title: T
  text: Mexico signed the pact
""",
    "a document of an unknown root": """\
- kind: document
  id: other
  title: T
  publisher: P
  lineage: syndicated
  root: nowhere
  text: Mexico signed the pact
""",
}
CITING = """\
- kind: signed
  document: other
  instrument: alce-convention
  party: mexico
  quote: {quote}
"""


@pytest.mark.parametrize("case", BROKEN)
def test_what_cites_a_broken_document_is_no_mistake_of_its_own(newsroom, case):
    """The document's mistake is told, and not that it is unknown where it is cited."""
    told = _said(newsroom, BROKEN[case] + CITING.format(quote="Mexico signed"))
    assert len(told) == 1, told


def test_a_quote_of_a_broken_document_is_checked_against_its_words(newsroom):
    """A wrong address does not keep a wrong quote from being told."""
    text = BROKEN["a document with a bad address"] + CITING.format(quote="Mexico ratified")
    assert _said(newsroom, text) == [(5, "bad-url"), (11, "quote-not-found")]


def test_a_document_that_no_entry_describes_is_still_told(newsroom):
    """Only names that a broken entry would have given are left out."""
    text = "- kind: documnt\n  id: another\n" + CITING.format(quote="Mexico signed")
    assert _said(newsroom, text) == [(1, "unknown-kind"), (4, "not-known")]


def test_steps_on_a_hurdle_that_was_refused_are_no_mistakes_of_their_own(newsroom):
    """The requirement's wrong quote is told once, and its hurdle is not unknown to the steps."""
    told = _said(
        newsroom,
        """\
- kind: requirement-stated
  document: news
  quote: words that stand nowhere
  partnership: mexico-korea-space
  hurdle: pact
  title: A pact
  requires: agreement
- kind: review-started
  document: news
  quote: With 9 of 11 required ratifications
  partnership: mexico-korea-space
  hurdle: pact
""",
    )
    assert [code for _, code in told if code == "not-known"] == []
    assert (3, "quote-not-found") in told


def test_names_in_a_text_that_cannot_be_read_are_not_called_unknown(newsroom):
    """A line of JSON that is cut short may give the name that the next one uses."""
    lines = (
        '{"kind": "document", "id": "other", "title": "T", "publisher": "P", "text": "Mexico\n'
        '{"kind": "signed", "document": "other", "instrument": "alce-convention",'
        ' "party": "nobody-at-all", "quote": "Mexico signed"}\n'
    )
    assert _said(newsroom, lines, "bad.jsonl") == [(1, "bad-json"), (2, "not-known")]


def test_a_rule_with_a_broken_clause_has_its_other_clauses_checked(newsroom):
    """What rests on the broken clause is left out, what does not is told."""
    assert _said(
        newsroom,
        """\
- kind: instrument
  id: pact
  title: Pact
  entry_into_force:
    when: [{consents: many}, {share: 300, of: gdp}]
    after: {number: 0, unit: days}
    bases: [{name: gdp, figures: [{party: mexico, value: lots}]}]
    on: 2025-01-01
    not_before: 2026-01-01
""",
    ) == [
        (5, "wrong-type"),
        (5, "bad-rule"),
        (6, "out-of-bounds"),
        (7, "wrong-type"),
        (9, "bad-rule"),
    ]


def test_a_field_with_a_slip_in_its_name_is_not_missing_as_well(newsroom):
    """The slip is told, and not that the field it was meant to be is missing."""
    text = CITING.replace("document: other", "document: news").replace("party:", "pary:")
    quote = "With 9 of 11 required ratifications"
    assert _said(newsroom, text.format(quote=quote)) == [(4, "unknown-field")]


def test_flags_are_checked_together_too(newsroom):
    """`claims record KIND` with flags names a bad word, an unknown name and a wrong quote."""
    said = newsroom(
        "record", "signed", "--document", "news", "--quote", "words that stand nowhere",
        "--instrument", "alce-convention", "--party", "Mexiko", "--modality", "perhapsly",
        "--json",
    )  # fmt: skip
    codes = sorted(one["code"] for one in said.error["problems"])
    assert codes == ["not-known", "quote-not-found", "unknown-word"]


def test_an_entry_of_no_kind_is_told_of_its_fields_as_well(newsroom):
    """Of those that hold the same in every kind; what only some kinds have is not guessed at."""
    fields = """\
  document: news
  quote: 9 of 11
  occurred: 2024-13-45
  party: [mexico]
  by: 7
  nonsense: 3
"""
    assert _said(newsroom, f"- kind: ratificacion\n{fields}") == [
        (1, "unknown-kind"),
        (4, "bad-date"),
        (5, "wrong-type"),
    ]
    assert _said(newsroom, f"- id: nameless\n{fields}") == [
        (1, "missing-field"),
        (4, "bad-date"),
        (5, "wrong-type"),
    ]
    line = '{"kind": "ratificacion", "document": "news", "occurred": "2024-13-45"}\n'
    assert _said(newsroom, line, "bad.jsonl") == [(1, "unknown-kind"), (1, "bad-date")]
