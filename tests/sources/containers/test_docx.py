"""Word documents become the words that a reader sees, in their order."""

from __future__ import annotations

import io
import re
import zipfile

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from ledger.sources.capture import capture
from ledger.sources.containers import docx as reading
from ledger.sources.containers.contents import BrokenFile, NotInstalled

WORDS = "Mexico signed the Agreement on 12 June 2024, the Secretary of Foreign Affairs stated."


def made(*paragraphs, title="A note"):
    """A document with these paragraphs, as XML or as words."""
    document = docx.Document()
    document.core_properties.title = title
    for words in paragraphs:
        if words.startswith("<"):
            xml = words.replace("<w:p>", f"<w:p {nsdecls('w')}>", 1)
            document.element.body.insert(-1, parse_xml(xml))
        else:
            document.add_paragraph(words)
    return document


def saved(document):
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def test_a_heading_is_the_title_where_the_file_names_none():
    """It stands first and is set as one; a first paragraph like others is no title."""
    document = docx.Document()
    document.add_heading("Joint statement", 1)
    document.add_paragraph(WORDS)
    assert docx_title(document) == "Joint statement"
    assert docx_title(made(WORDS, title="")) is None
    assert docx_title(made(WORDS)) == "A note"


def docx_title(document):
    """What a document is called, as read."""
    return reading.docx_contents(saved(document), source="n.docx").title


def test_paragraphs_and_tables_stand_in_their_order():
    """A line each; a row of a table is one line, with tabs between its cells."""
    document = made("First.", WORDS)
    table = document.add_table(2, 2)
    for number, words in enumerate(("Party", "Deposit", "Mexico", "12 June")):
        table.cell(number // 2, number % 2).text = words
    document.add_paragraph("Last.")
    captured = capture(saved(document), filename="a.docx")
    assert captured.text == f"First.\n{WORDS}\nParty\tDeposit\nMexico\t12 June\nLast."
    assert captured.title == "A note"
    assert "wordprocessingml" in captured.media_type


def test_tracked_changes_are_read_as_if_accepted():
    """What was put in is there, what was taken out is not, and a note says so."""
    changed = (
        "<w:p><w:r><w:t xml:space='preserve'>Nine of </w:t></w:r>"
        "<w:del w:id='1' w:author='a'><w:r><w:delText>ten</w:delText></w:r></w:del>"
        "<w:ins w:id='2' w:author='a'><w:r><w:t>eleven</w:t></w:r></w:ins>"
        "<w:r><w:t xml:space='preserve'> required</w:t><w:tab/><w:t>members</w:t></w:r></w:p>"
    )
    captured = capture(saved(made(changed)))
    assert captured.text == "Nine of eleven required\tmembers"
    assert captured.notes == ("words that a tracked change took out are left out",)


def test_a_mark_of_a_note_stands_apart_from_its_word():
    """As in pages: 11[2] can be quoted as 11, and 112 not."""
    marked = (
        "<w:p><w:r><w:t>9 of 11</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r>"
        "<w:r><w:t xml:space='preserve'> members</w:t></w:r></w:p>"
    )
    assert capture(saved(made(marked))).text == "9 of 11[2] members"


def test_what_is_broken_or_packed_without_measure_is_refused():
    """Rubbish in an archive, half of one, and one that unpacks to gigabytes."""
    whole = saved(made(WORDS))
    rubbish = io.BytesIO()
    with zipfile.ZipFile(rubbish, "w") as packed:
        packed.writestr("word/document.xml", "no xml")
    bomb = io.BytesIO()
    with (
        zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed,
        packed.open("word/document.xml", "w", force_zip64=True) as member,
    ):
        for _ in range(201):
            member.write(b" " * 1_000_000)
    assert len(bomb.getvalue()) < 1_000_000
    for data, reason in (
        (rubbish.getvalue(), "is broken"),
        (whole[: len(whole) // 2], "is broken"),
        (bomb.getvalue(), "unpacks to more than 200 MB"),
    ):
        with pytest.raises(BrokenFile, match=reason) as refused:
            capture(data, filename="a.docx")
        assert "Word document" in refused.value.message


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    ("doctype", "words"),
    [
        (f'<!DOCTYPE d [<!ENTITY l0 "lol">{LAUGHS}]>', "&l9;"),
        ('<!DOCTYPE d [<!ENTITY x "did not">]>', "it &x; sign"),
        ('<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>', "it &x; sign"),
        ("<!DOCTYPE d>", "here"),
    ],
)
@pytest.mark.parametrize("part", ["word/document.xml", "docProps/core.xml", "word/footnotes.xml"])
def test_entities_are_not_unpacked_and_no_word_of_them_is_lost(doctype, words, part):
    """No Word document may have a DOCTYPE: one that has is refused, whichever part has it."""
    inside = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(with_a_note("here"))) as packed,
        zipfile.ZipFile(inside, "w", zipfile.ZIP_DEFLATED) as other,
    ):
        for name in packed.namelist():
            content = packed.read(name)
            if name == part:
                text = content.decode().replace("here", words)
                content = re.sub(r"(<\?xml.*?\?>)", rf"\1{doctype}", text, count=1).encode()
            other.writestr(name, content)
    assert "here" in capture(with_a_note("here"), filename="a.docx").text
    with pytest.raises(BrokenFile) as refused:
        capture(inside.getvalue(), filename="a.docx")
    assert refused.value.fix.startswith("open it in a word processor, save it")


def test_a_comment_within_words_costs_none_of_them():
    """What stands after it in the same run is read."""
    run = "<w:p><w:r><w:t>Mexico<!-- c --> signed<?x y?> it.</w:t></w:r></w:p>"
    assert "Mexico signed it." in capture(saved(made(run)), filename="a.docx").text


def with_a_note(words):
    """A document of these words with a note at the foot of its page."""
    document = made(words, title=words)
    note = f'<w:footnotes {nsdecls("w")}><w:footnote w:id="2"><w:p><w:r><w:t>{words}</w:t></w:r>'
    blob = f"<?xml version='1.0'?>{note}</w:p></w:footnote></w:footnotes>".encode()
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    package = document.part.package
    part = Part(PackURI("/word/footnotes.xml"), kind, blob, package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    return saved(document)


def test_without_its_library_a_sentence_says_how_to_get_it(monkeypatch):
    """The extra by its name."""
    monkeypatch.setattr(reading, "find_spec", lambda _: None)
    with pytest.raises(NotInstalled, match="is not installed") as refused:
        capture(saved(made(WORDS)), filename="a.docx")
    assert "claim-ledger[docx]" in refused.value.fix
