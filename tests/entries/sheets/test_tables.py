"""CSV and TSV as spreadsheet programs of several countries save them."""

import tracemalloc
from collections import deque

import pytest

from ledger.claims.commands import CaptureDocument, Describe, RecordClaim
from ledger.edtf import parse
from ledger.entries import languages
from ledger.entries.mistakes import UnknownKind
from ledger.entries.reader import EntryFormat
from ledger.entries.sheets.columns import field_called
from ledger.entries.sheets.rows import placed_rows
from ledger.entries.sheets.table import SheetTable
from ledger.entries.specs import KIND_NAMES, written_specs

AS_JSON = '"[{""value"": ""15"", ""unit"": ""satellites""}, ""3 years""]"'
NUMBERED = "figures.1.value,figures.1.unit,figures.2.value,figures.2.unit"
PARTIES = "kind,id,name,aliases\nparty,korea,Korea,ROK; 한국\nparty,mexico,México,\n"


@pytest.mark.parametrize(
    "data",
    [
        PARTIES,
        PARTIES.replace(",", ";").replace("ROK;", '"ROK;').replace("한국", '한국"'),
        PARTIES.replace(",", "\t"),
        ("\ufeff" + PARTIES).encode(),
        ("\ufeff" + PARTIES.replace(",", "\t")).encode("utf-16-le"),
        ("\ufeff" + PARTIES.replace(",", "\t")).encode("utf-16-be"),
        PARTIES.replace("\n", "\r\n"),
        "sep=,\n" + PARTIES,
        "\n\n" + PARTIES + "\n ,,,\n",
        " Kind ,ID,Name , Aliases\n party , korea, Korea ,ROK;한국\nParty,mexico,México, \n",
    ],
)
def test_a_table_is_read_however_it_was_saved(sheet, data):
    """Separators, marks of encoding, ends of lines, blanks and empty rows change nothing."""
    korea, mexico = sheet(data)
    assert isinstance(korea, Describe)
    assert (korea.entity.id, korea.entity.aliases) == ("korea", ("ROK", "한국"))
    assert (mexico.entity.name, mexico.entity.aliases) == ("México", ())


def test_what_a_cell_leaves_empty_is_not_given(sheet):
    """A description without aliases states none: it does not empty those that are there."""
    _, mexico = sheet(PARTIES)
    assert mexico.stated == {"name"}


def test_several_parties_in_one_cell_are_a_claim_each(sheet):
    """Whether the column is called party or parties, and with numbered columns too."""
    head = "document,quote,instrument,party\n"
    for text in (
        head + "news,signed,pact,Japan; Philippines\n",
        head.replace("party", "parties") + "news,signed,pact,Japan; Philippines\n",
        head.replace("party", "parties.1,parties.2") + "news,signed,pact,Japan,Philippines\n",
    ):
        claims = sheet(text, "signed.csv")
        assert [claim.development.party for claim in claims] == ["Japan", "Philippines"]


def test_a_group_of_fields_has_a_column_for_each_part(sheet):
    """Numbered in a list; or one cell with its words, or with JSON."""
    head = "document,quote,topic"
    rows = (
        f"{head},{NUMBERED}\nnews,w,t,15,satellites,3,years\n",
        f"{head},figures\nnews,w,t,15 satellites; 3 years\n",
        f"{head},figures\nnews,w,t,{AS_JSON}\n",
    )
    figures = [sheet(text, "fact-reported.csv")[0].development.figures for text in rows]
    assert figures[0] == figures[1] == figures[2]
    assert [(str(figure.value), figure.unit) for figure in figures[0]] == [
        ("15", "satellites"),
        ("3", "years"),
    ]


def test_who_there_is_comes_before_what_is_said_of_it(sheet):
    """A table can have its rows in any order: parties, documents, claims, retractions."""
    text = (
        "kind,id,target,by,reason,title,publisher,text,name\n"
        "retraction,,c1,ledger,mistaken,,,,\n"
        "document,news,,,,T,P,the words,\n"
        "party,mexico,,,,,,,Mexico\n"
    )
    kinds = [type(command).__name__ for command in sheet(text)]
    assert kinds == ["Describe", "CaptureDocument", "Retract"]


def test_a_quote_may_have_separators_and_lines(sheet):
    """In quotation marks, as every program writes it."""
    (document,) = sheet('id,title,publisher,text\nn,T,P,"one; two,\nthree"\n', "documents.csv")
    assert isinstance(document, CaptureDocument)
    assert document.document.text == "one; two,\nthree"


def test_dates_are_edtf_and_a_serial_number_is_refused(sheet):
    """45352 is how a spreadsheet counts 1 March 2024; which day was meant is not guessed."""
    head = "document,quote,topic,occurred\n"
    (claim,) = sheet(f"{head}news,w,t,2024-03\n", "fact-reported.csv")
    assert isinstance(claim, RecordClaim)
    assert claim.occurred == parse("2024-03")
    assert sheet(f"{head}news,w,t,45352\n", "fact-reported.csv") == [
        ("fact-reported.csv:D2", "serial-number")
    ]


@pytest.mark.parametrize(
    ("text", "mistakes"),
    [
        ("a,b\nx,y\n", [("news.csv:1", "no-kind-here")]),
        ("kind,id,nmae\nparty,a,A\n", [("news.csv:C1", "unknown-column")]),
        ("kind,id,name,name\nparty,a,A,B\n", [("news.csv:D1", "duplicate-column")]),
        ("kind,id,name\nparty,a,A,extra\n", [("news.csv:D2", "no-header")]),
        ("kind,id,name\nparty,a,#REF!\n", [("news.csv:C2", "cell-error")]),
        ("kind,id,name\nparty,A b,A\n", [("news.csv:B2", "not-a-name")]),
        ("kind,id,name\n,a,A\n", [("news.csv:A2", "missing-field")]),
        ("kind,id,name\nparti,a,A\n", [("news.csv:A2", "unknown-kind")]),
        ("kind,quote,party\nsigndd,q,a\n", [("news.csv:A2", "unknown-kind")]),
        ("kind,id,name\nparty,a,\n", [("news.csv:A2", "missing-field")]),
        ('kind,id,name\nparty,a,"A\n', [("news.csv:2", "bad-sheet")]),
        (
            b"kind,id,name\nparty,a,A\nparty,b,M\xe9xico\n",
            [("news.csv:3", "broken-text")],
        ),
        ("kind,id,name\n", [("news.csv", "empty-file")]),
        ("kind,id,name,title\nparty,a,A,T\n", [("news.csv:D2", "unknown-field")]),
    ],
)
def test_a_mistake_is_told_at_its_cell(sheet, text, mistakes):
    """By file, row and the letter of the column; a mistake of the header once, not in each row."""
    assert [each for each in sheet(text) if isinstance(each, tuple)] == mistakes


def test_all_mistakes_are_told_in_one_run(sheet):
    """Those of the header and those of every row."""
    text = "kind,id,nmae,type\nparty,A b,A,state\nparty,b,B,stat\nparty,c,C,\n"
    mistakes = [each[0] for each in sheet(text) if isinstance(each, tuple)]
    assert mistakes == ["news.csv:C1", "news.csv:B2", "news.csv:D3"]


def test_a_column_of_notes_is_not_read(sheet):
    """Its header begins with #, and a row that has nothing else is no entry."""
    (party,) = sheet("kind,id,name,# to do\nparty,a,A,ask Kim\n,,,later\n")
    assert party.entity.name == "A"


def test_a_row_waits_as_its_cells_alone():
    """Rows are sorted before they are entries: a long table takes no more than its cells."""
    rows = [(1, ("kind", "id")), *((number, ("claim", "a")) for number in range(2, 2002))]
    table = SheetTable(source="news.csv", name=None, rows=iter(rows))
    tracemalloc.start()
    try:
        deque(placed_rows([table]), maxlen=0)
        _, bytes_at_most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert bytes_at_most < 200 * len(rows), "its nodes take 600 bytes a row"


@pytest.mark.parametrize(
    "written",
    [
        "tipo,documento,cita,instrumento,parte,acto,cuándo\nDepósito,d,q,i,a,Adhesión,22/04/2016\n",
        "종류,자료,인용,조약,당사자,행위,언제\n기탁,d,q,i,a,가입,2016. 4. 22.\n",
    ],
)
def test_a_sheet_in_spanish_or_korean_reads_as_one_in_english(sheet, written):
    """Headers, kinds and closed words, as tables of specs have them; what was read is noted."""
    english = (
        "kind,document,quote,instrument,party,act,occurred\n"
        "consent-deposited,d,q,i,a,accession,2016-04-22\n"
    )
    assert sheet(written) == sheet(english)


@pytest.mark.parametrize("language", ["es", "ko"])
def test_a_header_may_be_what_the_form_calls_the_field(language):
    """Of every field of every kind, however it is capitalised; none stands for two."""
    called = languages.words("field", language)
    fields = {spec.name for kind in KIND_NAMES for spec in written_specs(kind)}
    assert {name: field_called(called[name].upper()) for name in fields} == {
        name: name for name in fields
    }


def test_a_sheet_of_parties_in_spanish_reads_as_one_in_english(sheet):
    """Under the words of the form: a party has a name and other names."""
    spanish = "nombre,identificador,clase,código,otros nombres\nMéxico,mexico,state,MX,EUM\n"
    english = "name,id,type,code,aliases\nMéxico,mexico,state,MX,EUM\n"
    (party,) = sheet(spanish, "parties.csv")
    assert [party] == sheet(english, "parties.csv")
    assert ("México", ("EUM",)) == (party.entity.name, party.entity.aliases)


@pytest.mark.parametrize(
    "written",
    [
        "tipo,id,nombre,clase,título,partes\nparte,mx,México,Estado,,\nasociación,a,,,A,mx\n",
        "종류,id,이름,유형,제목,당사자들\n당사자,mx,México,국가,,\n협력 관계,a,,,A,mx\n",
    ],
)
def test_cells_of_names_in_spanish_or_korean_read_as_in_english(sheet, written):
    """What is a party, and of which type: kinds and closed words of what claims speak of too."""
    english = "kind,id,name,type,title,parties\nparty,mx,México,state,,\npartnership,a,,,A,mx\n"
    assert sheet(written) == sheet(english)


@pytest.mark.parametrize("name", ["partes.csv", "당사자.csv"])
def test_the_name_of_a_file_says_the_kind_in_any_language(sheet, name):
    """As in English, where parties.csv has parties."""
    (party,) = sheet("id,name\nmx,México\n", name)
    assert party.entity.kind == "party"


@pytest.mark.parametrize(
    ("written", "anonymous"), [("sí", True), ("Si", True), ("no", False), ("예", True)]
)
def test_yes_and_no_may_stand_in_spanish_and_korean(sheet, written, anonymous):
    """Wherever a person writes them."""
    head = "document,quote,topic,anonymous\n"
    (claim,) = sheet(f"{head}news,w,t,{written}\n", "fact-reported.csv")
    assert claim.anonymous is anonymous


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("organizacion", "organisation"),
        ("Estados", "state"),
        ("국가들", "state"),
        ("stat", "state"),
    ],
)
def test_a_word_of_a_field_that_is_none_is_offered_in_english(read, word, near):
    """The nearest in any language, as the format calls it."""
    text = f"kind,id,name,type\nparty,a,A,{word}\n"
    (mistake,) = read(text, EntryFormat.SEPARATED)
    assert (mistake.code, mistake.fix.partition(";")[0]) == ("unknown-word", f"perhaps {near}")


def test_a_word_that_no_language_has_is_refused(sheet):
    """The nearest kind is named as the format calls it, and no word is guessed."""
    assert sheet("tipo,documento,cita\nDepósitoo,d,q\n") == [("news.csv:A2", "unknown-kind")]
    assert UnknownKind("Depósitoo", KIND_NAMES).near == "consent-deposited"


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("ratificacion", "ratification-reported"),
        ("Ratificaciones", "ratification-reported"),
        ("비준", "ratification-reported"),
        ("adhesión", "consent-deposited"),
        ("negociacion", "negotiation-ongoing"),
        ("firmas", "signed"),
        ("workshop", "workshop-held"),
        ("workshopheld", "workshop-held"),
        ("hurdle", None),
        ("zzz", None),
    ],
)
def test_a_word_of_a_kind_is_nearer_than_one_that_looks_like_it(word, kind):
    """An act, or a word by which a kind is called: *ratificacion* is no *notificación*."""
    assert kind == UnknownKind(word, KIND_NAMES).near
