"""A document may take its words from what its claims quote, and is kept as excerpts."""

import pytest

from ledger.entries.mistakes import NoQuotes
from ledger.entries.reader import from_mapping
from ledger.sources.document import EXCERPT_BREAK
from ledger.sources.kinds import Extent

TABLE = """\
- kind: document
  id: table
  title: Status table
  publisher: UN
  words: quote
"""


def claim(quote, document="table", **more):
    fields = {"kind": "consent-deposited", "document": document, "quote": quote} | more
    fields |= {"instrument": "i", "party": "a"}
    return "- {" + ", ".join(f"{name}: {value}" for name, value in fields.items()) + "}\n"


def test_its_text_is_what_its_claims_quote_in_their_order_and_is_told_as_excerpts(commands):
    """Only this document's quotes are kept, marked as an excerpt."""
    text = TABLE + claim("Korea 3 Nov 2016") + claim("other", "news") + claim("Mexico 4 Nov 2016")
    kept, *_ = commands(text)
    assert EXCERPT_BREAK.join(["Korea 3 Nov 2016", "Mexico 4 Nov 2016"]) == kept.document.text
    assert Extent.EXCERPTS is kept.document.extent
    assert ("its text is the 2 quotes of its claims: an excerpt, nothing around it is kept",) == (
        kept.notes
    )


def test_words_that_stand_within_other_quotes_are_kept_once(commands):
    """So every quote has one place, and words given around a quote stand around it."""
    text = TABLE + claim("3 Nov 2016") + claim("Korea 3 Nov 2016")
    text += claim("A", prefix='"Peru 1 May 2017 "') + claim("Korea 3 Nov 2016")
    kept, *_ = commands(text)
    assert EXCERPT_BREAK.join(["Korea 3 Nov 2016", "Peru 1 May 2017 A"]) == kept.document.text


def test_a_correction_quotes_too(commands):
    """The words of a claim inside a correction are part of the document's text."""
    becomes = claim("Korea 4 Nov 2016").removeprefix("- ").rstrip()
    entry = "- {kind: correction, claim: c1, by: UN, reason: a slip, becomes: " + becomes + "}\n"
    kept, _ = commands(TABLE + entry)
    assert "Korea 4 Nov 2016" == kept.document.text


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        (TABLE, "no claim here quotes table"),
        (TABLE + claim("other", "news"), "no claim here quotes table"),
        (TABLE.replace("  id: table\n", ""), "it has no id"),
    ],
)
def test_without_a_quote_there_is_no_text(told, text, missing):
    """A document that nothing quotes, or that has no id to be quoted by, is refused."""
    assert missing in told(text)


def test_a_quote_in_an_entry_with_a_mistake_counts_so_that_only_the_mistake_is_told(told):
    """One mistake does not cause a second at the document."""
    assert 1 == told(TABLE + claim("Korea 3 Nov 2016", count=9)).count("try:")


def test_one_entry_alone_has_no_claims_to_quote():
    """Flags give a single entry: there the words can come from nowhere."""
    entry = {"kind": "document", "id": "d", "title": "t", "publisher": "p", "words": "quote"}
    with pytest.raises(NoQuotes):
        from_mapping(entry, "flags")
