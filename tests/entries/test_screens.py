"""The import with mistakes of the reference screens, as a reader sees it."""

from ledger.entries.entry import Entry

NEWS = """\
- kind: party
  id: mexico
  name: United Mexican States
  type: state

- kind: instrument
  id: alce-convention
  title: Convention establishing ALCE
  partnerships: [mexico-korea-space]

- kind: consents-counted
  document: thx-news-2024
  instrument: alce-convention
  quote: With 8 of 11 required ratifications
  count: 8
  required: 11
  stage: unknown
  occurred: ../2024-06-12
  asserted_by: mexico
  partnership: mexico-korea-space

- kind: workshop-hold
  document: diplomatic-insight-2022
  quote: a workshop was held
"""


def test_a_mistaken_kind_is_shown_where_it_stands_with_what_it_may_mean(told):
    """The screen of the design, to the character, in a file of several entries."""
    assert (
        told(NEWS)
        == """\
news.yaml:22: no such kind: workshop-hold
   22 | - kind: workshop-hold
                ^^^^^^^^^^^^^
  try: workshop-held (claims schema lists all kinds)
"""
    )


def test_a_mistake_that_shows_later_can_be_placed_at_its_field(read):
    """A quote that the ledger refuses can be shown at its line of the file."""
    found = read(NEWS)
    assert [type(each) is Entry for each in found] == [True, True, True, False]
    place = found[2].place("quote")
    assert (str(place), place.excerpt) == (
        "news.yaml:14",
        "  quote: With 8 of 11 required ratifications",
    )
    assert place.excerpt[place.column - 1 :][: place.caret] == "With 8 of 11 required ratifications"
