"""Files of entries: YAML, JSON and JSON Lines, long and broken ones, and what flags give."""

import io
import tracemalloc
from datetime import date
from decimal import Decimal
from itertools import count, islice, product

import pytest
import yaml

from ledger.claims.commands import Describe, RecordClaim
from ledger.claims.developments import FactReported, Figure
from ledger.claims.entities import Party
from ledger.claims.vocabulary import Comparator, PartyKind
from ledger.edtf import parse
from ledger.entries.entry import BrokenEntry, Entry
from ledger.entries.mistakes import EmptyFile, FileTooLarge, UnknownFormat
from ledger.entries.reader import IMPORT_LIMIT, EntryFile, EntryFormat, from_mapping, read_entries
from ledger.entries.write import entry_of
from ledger.errors import InvalidInput, Problems
from ledger.sources.capture import Captured
from ledger.sources.document import EXCERPT_BREAK
from ledger.sources.kinds import Extent


def _captured_there(path, _charset):
    """A file of which all is read, and one mark is set apart."""
    return Captured(text=f"of {path}", media_type="text/html", notes=("1 raised mark set apart",))


TEXTS = [form for form in EntryFormat if form is not EntryFormat.WORKBOOK]

MEXICO = Describe(entity=Party(id="mexico", name="Mexico", type=PartyKind.STATE))
AS_YAML = "- kind: party\n  id: mexico\n  name: Mexico\n  type: state\n"
AS_JSON = '{"kind": "party", "id": "mexico", "name": "Mexico", "type": "state"}'


@pytest.mark.parametrize(
    ("form", "text"),
    [
        (EntryFormat.YAML, AS_YAML),
        (EntryFormat.YAML, "\ufeff" + AS_YAML),
        (EntryFormat.YAML, AS_YAML.replace("\n", "\r\n")),
        (EntryFormat.YAML, f"---\n# Mexico\n{AS_YAML}"),
        (EntryFormat.YAML, AS_YAML.replace("- ", "  ")),
        (EntryFormat.YAML, AS_JSON),
        (EntryFormat.YAML, f"[{AS_JSON}]"),
        (EntryFormat.YAML, AS_YAML + "  code:\n  part_of:\n  aliases:\n"),
        (EntryFormat.JSON, AS_JSON),
        (EntryFormat.JSON, f" [\n {AS_JSON}\t]\r\n"),
        (EntryFormat.JSON_LINES, AS_JSON),
        (EntryFormat.JSON_LINES, f"\ufeff\n\n{AS_JSON}\r\n  \n"),
    ],
)
def test_one_entry_reads_the_same_however_it_is_written(commands, form, text):
    """Format, byte order mark, line ends, comments and empty fields change nothing."""
    assert commands(text, form) == [MEXICO]


@pytest.mark.parametrize(
    ("form", "text"),
    [
        (EntryFormat.YAML, AS_YAML + "  code: ~\n  part_of:\n  aliases: null\n"),
        (EntryFormat.YAML, AS_YAML + '  code: ""\n  aliases: []\n'),
        (EntryFormat.JSON, f'{AS_JSON[:-1]}, "code": null, "aliases": []}}'),
    ],
)
def test_a_field_of_a_description_is_emptied_by_null_or_an_empty_value(commands, form, text):
    """What is written empty is stated; what has nothing behind its colon is not."""
    (command,) = commands(text, form)
    assert command.entity == MEXICO.entity
    assert command.stated == {"name", "type", "code", "aliases"}
    assert from_mapping(entry_of(command), "a test").command.entity == MEXICO.entity


@pytest.mark.parametrize(
    "value", ["no", "1_000", "0x10", "1:30", "2022-06-29", "1e3", ".5", "NULL"]
)
def test_a_yaml_scalar_is_the_text_that_it_is(commands, value):
    """YAML's own numbers, dates and yes or no do not change what the analyst wrote."""
    (command,) = commands(f"- kind: party\n  id: mexico\n  name: {value}\n")
    assert command.entity.name == value


@pytest.mark.parametrize("value", ['"~"', "'null'", '"null"'])
def test_nothing_in_quotation_marks_is_text(commands, value):
    """Only the bare word null is nothing; in quotation marks it is a word."""
    (command,) = commands(f"- kind: party\n  id: mexico\n  name: {value}\n")
    assert command.entity.name == value[1:-1]


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("news.yaml", EntryFormat.YAML),
        ("NEWS.YML", EntryFormat.YAML),
        ("news.json", EntryFormat.JSON),
        ("news.jsonl", EntryFormat.JSON_LINES),
        ("a/b.ndjson", EntryFormat.JSON_LINES),
    ],
)
def test_the_name_of_a_file_says_its_format(name, form):
    """The suffix decides, in capitals too and in any folder."""
    assert EntryFormat.of(name) is form


def test_a_name_that_says_no_format_is_refused():
    """A .txt may be anything: the format is asked for and not guessed."""
    with pytest.raises(UnknownFormat) as refused:
        EntryFormat.of("news.txt")
    assert str(refused.value.where) == "news.txt"


@pytest.mark.parametrize(
    ("form", "text"),
    [*product(TEXTS, ["", " \n\n"]), (EntryFormat.YAML, "[]"), (EntryFormat.JSON, "[]")],
)
def test_a_file_without_an_entry_is_refused(read, form, text):
    """An import of nothing is most likely the wrong file, in every format."""
    (error,) = read(text, form)
    assert isinstance(error, EmptyFile)
    assert error.where.source.startswith("news.")


@pytest.mark.parametrize("text", ["# nothing yet\n", "---\n", "--- ~\n"])
def test_yaml_that_says_nothing_is_refused(read, text):
    """Comments or an empty document are as empty as no bytes at all."""
    (error,) = read(text)
    assert isinstance(error, EmptyFile)


def test_a_file_beyond_the_limit_is_refused_and_no_more_of_it_is_read():
    """Reading stops near the limit, whatever the file's size."""
    for form in TEXTS:
        file = io.BytesIO(b"# " + b"x" * 98 + b"\n" * 900)
        (broken,) = read_entries(EntryFile(file=file, source="news", form=form, limit=100))
        (error,) = broken.mistakes
        assert isinstance(error, FileTooLarge)
        assert str(error.where) == "news"
        assert file.tell() <= 202


def test_the_limit_is_fifty_megabytes_and_the_message_says_so():
    """The sentence is made from the limit itself, so that both agree."""
    assert FileTooLarge(IMPORT_LIMIT).message == "more than the 50 MB that one import reads"


def test_lines_are_counted_against_the_limit_together():
    """Small lines add up; the entries before the limit are still read."""
    lines = (AS_JSON + "\n") * 3
    file = io.BytesIO(lines.encode())
    small = EntryFile(file=file, source="n", form=EntryFormat.JSON_LINES, limit=150)
    found = list(read_entries(small))
    assert [type(each) for each in found] == [Entry, Entry, BrokenEntry]
    assert [type(mistake) for mistake in found[-1].mistakes] == [FileTooLarge]


class Endless(io.RawIOBase):
    """A file of lines without an end."""

    def __init__(self):
        self.numbers = count()

    def readline(self, _=-1):
        number = next(self.numbers)
        return f'{{"kind": "party", "id": "p{number}", "name": "x"}}\n'.encode()


def test_json_lines_are_read_one_by_one_in_bounded_memory():
    """From a file without an end, three thousand entries take under 300 kB."""
    endless = EntryFile(
        file=Endless(), source="news.jsonl", form=EntryFormat.JSON_LINES, limit=10**12
    )
    found = read_entries(endless)
    list(islice(found, 100))
    tracemalloc.start()
    assert sum(1 for _ in islice(found, 3000)) == 3000
    assert tracemalloc.get_traced_memory()[1] < 300_000
    tracemalloc.stop()


def test_yaml_becomes_one_tree_at_a_time():
    """Of three thousand entries only one is a tree in memory at any moment."""
    data = (AS_YAML * 3000).encode()
    found = read_entries(
        EntryFile(file=io.BytesIO(data), source="news.yaml", form=EntryFormat.YAML)
    )
    list(islice(found, 100))
    tracemalloc.start()
    assert sum(1 for _ in found) == 2900
    assert tracemalloc.get_traced_memory()[1] < 300_000
    tracemalloc.stop()


def test_a_broken_line_hides_no_other(read):
    """In JSON Lines each line is read, whatever the one before it was."""
    found = read(f'{AS_JSON}\n{{"kind":\n[1]\n{AS_JSON}\n', EntryFormat.JSON_LINES)
    assert [each.where.line for each in found] == [1, 2, 3, 4]
    assert [isinstance(each, Entry) for each in found] == [True, False, False, True]


@pytest.mark.parametrize(
    ("form", "data", "place", "byte"),
    [
        (EntryFormat.YAML, b"- kind: party\n  name: M\xe9xico\n", (2, 10), 23),
        (EntryFormat.YAML, b"\xef\xbb\xbf- kind: \xff\n", (1, 9), 11),
        (EntryFormat.YAML, "- kind: party\n".encode("utf-16"), (1, 1), 0),
        (EntryFormat.JSON, '{"kind": "é'.encode() + b"\xc3", (1, 12), 12),
        (
            EntryFormat.JSON_LINES,
            AS_JSON.encode() + b'\n{"kind": "\xe9"}\n',
            (2, 11),
            len(AS_JSON) + 11,
        ),
    ],
)
def test_a_file_that_is_not_utf_8_says_at_which_byte(read, form, data, place, byte):
    """Line, column and offset point at the first bad byte; nothing is replaced."""
    *before, error = read(data, form)
    assert all(isinstance(each, Entry) for each in before)
    assert (error.where.line, error.where.column) == place
    assert (error.code, error.offset) == ("broken-text", byte)
    assert data[byte : byte + 1] == bytes([error.byte])


def test_every_mistake_of_a_file_is_found_in_one_run(read):
    """Mistakes of fields and kinds come together, and good entries between them are read."""
    text = "- kind: party\n  id: A\n  name: ''\n- kind: x\n" + AS_YAML + "- kind: party\n  zzz: 1\n"
    found = read(text)
    assert [(each.where.line, isinstance(each, Entry)) for each in found] == [
        (2, False),
        (3, False),
        (4, False),
        (5, True),
        (9, False),
        (9, False),
        (10, False),
    ]


def test_yaml_is_read_alike_where_the_c_library_is_missing(monkeypatch, commands, read):
    """The slower parser gives the same entries, and mistakes in our own words."""
    monkeypatch.delattr(yaml, "CSafeLoader")
    assert commands(AS_YAML) == [MEXICO]
    mistakes = [
        "- kind: a: b",
        "- a\n\tb: c",
        "- [a",
        '- "a',
        '- "\\q"',
        "- a: - b",
        "- a: @b",
        "- a\x01",
        "a: 1\n- b",
        "- a: b\n c: d",
        "- kind: party\n  name\n  id: mexico",
    ]
    for text in mistakes:
        *_, error = read(text)
        assert error.code == "bad-yaml"
        assert "found" not in error.message, error.message  # the library's own words
        assert "expected '" not in error.message, error.message


def test_a_document_takes_its_text_inline_from_a_file_or_as_excerpts(commands):
    """Each way gives the text, its extent and what was noticed on the way."""
    entry = "- kind: document\n  title: T\n  publisher: P\n"
    (inline,) = commands(entry + "  id: thx\n  text: |\n    some\n    words\n")
    assert (inline.document.id, inline.document.text) == ("thx", "some\nwords\n")
    (read,) = commands(entry + "  file: a/b.txt\n", file_text=_captured_there)
    assert (read.document.text, read.document.extent) == ("of a/b.txt", Extent.FULL)
    assert read.notes == ("1 raised mark set apart",)
    (quotes,) = commands(entry + "  excerpts: [nine, of eleven]\n")
    assert quotes.document.text == f"nine{EXCERPT_BREAK}of eleven"
    assert quotes.document.extent is Extent.EXCERPTS


def test_a_file_that_cannot_be_read_is_told_at_its_field(read):
    """The path stands in the import file: there the user has to mend it."""

    def missing(path, _charset):
        raise InvalidInput(f"there is no file {path}", fix="check the path")

    (error,) = read(
        "- kind: document\n  title: T\n  publisher: P\n  file: b.txt\n", file_text=missing
    )
    assert (error.message, error.field, error.where.line) == ("there is no file b.txt", "file", 4)


def test_flags_and_python_callers_give_text_or_values():
    """An enum or its word, a number or its digits: both make the same command."""
    mapping = {
        "kind": "fact-reported",
        "document": "thx",
        "quote": "more than 15 years",
        "topic": "a programme",
        "about": ("mexico",),
        "figures": [
            {"value": Decimal("2.50"), "unit": "years", "comparator": Comparator.ABOUT},
            {"value": 15, "unit": "years"},
            {"value": "15", "unit": "years"},
        ],
        "note": None,
    }
    entry = from_mapping(mapping, "python")
    assert entry.command == RecordClaim(
        development=FactReported(
            topic="a programme",
            about=("mexico",),
            figures=(
                Figure(value=Decimal("2.50"), unit="years", comparator=Comparator.ABOUT),
                Figure(value=Decimal(15), unit="years"),
                Figure(value=Decimal(15), unit="years"),
            ),
        ),
        document="thx",
        quote="more than 15 years",
    )


def test_flags_with_one_mistake_raise_it_and_with_several_raise_all():
    """A single mistake comes as itself; several come together, by field."""
    with pytest.raises(InvalidInput, match="lacks name"):
        from_mapping({"kind": "party", "id": "mexico"}, "claims record")
    with pytest.raises(Problems) as several:
        from_mapping({"kind": "party"}, "claims record")
    assert [problem.field for problem in several.value.problems] == ["id", "name"]


@pytest.mark.parametrize("value", [5, 3.5, True, {"a": 1}, [1]])
def test_python_gives_text_where_text_is_wanted(value):
    """A number is not turned into a name in silence."""
    with pytest.raises(InvalidInput, match="name is text, not"):
        from_mapping({"kind": "party", "id": "mexico", "name": value}, "python")


@pytest.mark.parametrize("value", [b"Mexico", {"Mexico"}, object()])
def test_what_no_entry_can_hold_is_a_mistake_of_the_program(value):
    """Bytes or sets are never an analyst's mistake: they raise TypeError."""
    with pytest.raises(TypeError, match="no entry can hold a"):
        from_mapping({"kind": "party", "id": "mexico", "name": value}, "python")


@pytest.mark.parametrize("day", [date(2024, 6, 12), parse("2024-06-12"), "2024-06-12"])
def test_python_gives_a_date_as_it_has_it(day):
    """A date, an EDTF value and its text are one day."""
    act = {"kind": "dispute", "claim": "c1", "by": "b", "reason": "r", "published": day}
    assert from_mapping(act, "python").command.published == parse("2024-06-12")
