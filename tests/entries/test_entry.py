"""An entry knows where each of its fields was written."""

import pytest

from ledger.entries.reader import EntryFormat, from_mapping

CORRECTION = """\
- kind: correction
  claim: c21
  by: THX News
  reason: a miscount
  becomes:
    kind: consents-counted
    document: thx-news-2024
    quote: "9 of 11"
    instrument: alce-convention
    count: 9
    named: [mexico, antigua-and-barbuda]
"""


@pytest.mark.parametrize(
    ("path", "line", "words"),
    [
        (("by",), 3, "THX News"),
        (("becomes", "quote"), 8, '"9 of 11"'),
        (("becomes", "named", 1), 11, "antigua-and-barbuda"),
        (("quote",), 8, '"9 of 11"'),
        (("alce-convention",), 9, "alce-convention"),
        (("antigua-and-barbuda",), 11, "antigua-and-barbuda"),
        (("becomes",), 6, "k"),
        (("becomes", "note"), 6, "k"),
        (("becomes", "named", 7), 11, "["),
        (("named", "sort"), 11, "["),
        (("by", "nothing"), 3, "THX News"),
        (("by", 0), 3, "THX News"),
        (("basis",), 1, "correction"),
        ((), 1, "correction"),
    ],
)
def test_a_field_has_its_place_and_what_is_not_written_has_that_of_the_whole(
    read, path, line, words
):
    """A later error is shown at the nearest words that the user wrote."""
    (entry,) = read(CORRECTION)
    where = entry.place(*path)
    assert where.line == line
    assert where.excerpt[where.column - 1 :][: where.caret] == words


def test_the_place_of_an_entry_is_its_kind(read):
    """The line of an entry is where its kind stands, also when the kind is not first."""
    entries = read('{"id": "a", "kind": "party", "name": "A"}\n' * 2, EntryFormat.JSON_LINES)
    assert [(entry.where.line, entry.where.column) for entry in entries] == [(1, 21), (2, 21)]


def test_an_entry_of_flags_has_the_name_of_its_source_for_a_place():
    """On the command line there is no line to point at: the command is named."""
    entry = from_mapping({"kind": "party", "id": "mexico", "name": "Mexico"}, "claims record")
    assert str(entry.place("name")) == "claims record"
    assert entry.place("name").line is None


def test_a_line_that_is_very_long_is_not_repeated_whole(read):
    """A thousand characters around the place are shown, and the column stays true."""
    line = '{"kind": "party", "id": "a", "name": "' + "é" * 400 + '"' + " " * 5000
    (entry,) = read(line + ', "code": "MX"}', EntryFormat.JSON)
    assert len(entry.place("name").excerpt) <= 1_000
    assert '"code": "MX"' in entry.place("code").excerpt, "what stands around the place"
    assert len(entry.place("code").excerpt) <= 1_000
    assert entry.place("code").column == len(line) + len(', "code": ') + 1


def test_a_windows_file_shows_its_lines_without_the_carriage_return(read):
    """An excerpt does not overwrite itself on a terminal; lines count as usual."""
    (entry,) = read("- kind: party\r\n  id: mexico\r\n  name: Mexico\r\n")
    assert entry.place("id").excerpt == "  id: mexico"
    assert entry.place("name").line == 3
