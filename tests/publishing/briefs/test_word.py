"""The DOCX of a brief: real footnotes in a part of their own, read back by other programs."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import zipfile

import docx as library
import pytest
from lxml import etree

from ledger.publishing.briefs.extras import ExtraMissing
from ledger.publishing.briefs.word import docx
from tests.publishing.conftest import composed

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SOFFICE, PDFTOTEXT = shutil.which("soffice"), shutil.which("pdftotext")
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def parts(content):
    """The parts of a package as trees, by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert package.testzip() is None
        return {
            name: etree.fromstring(package.read(name))
            for name in package.namelist()
            if name.endswith((".xml", ".rels"))
        }


def test_each_note_is_a_footnote_and_is_referred_to_once(several):
    """The part, its type, its relation, and one reference for each number in their order."""
    trees = parts(docx(several))
    notes = trees["word/footnotes.xml"].findall(f"{W}footnote")
    numbers = [note.get(f"{W}id") for note in notes if note.get(f"{W}type") is None]
    assert numbers == [str(note.number) for note in several.footnotes]
    references = trees["word/document.xml"].iter(f"{W}footnoteReference")
    assert [reference.get(f"{W}id") for reference in references] == numbers
    types = trees["[Content_Types].xml"]
    assert "/word/footnotes.xml" in {part.get("PartName") for part in types}
    targets = {rel.get("Target") for rel in trees["word/_rels/document.xml.rels"]}
    assert "footnotes.xml" in targets


def test_a_note_that_is_cited_again_is_a_field_to_its_bookmark(alone):
    """So that numbers stay right where someone edits the text."""
    document = parts(docx(alone))["word/document.xml"]
    marks = {mark.get(f"{W}name") for mark in document.iter(f"{W}bookmarkStart")}
    fields = [field.text.split()[1] for field in document.iter(f"{W}instrText")]
    assert fields
    assert set(fields) <= marks


def test_a_footnote_has_the_words_and_leads_to_the_page(alone):
    """Verbatim words, who said them, when, and the address as a link of the footnotes' part."""
    trees = parts(docx(alone))
    note = trees["word/footnotes.xml"].findall(f"{W}footnote")[2]
    text = "".join(note.itertext())
    assert alone.footnotes[0].words in text
    assert alone.footnotes[0].source in text
    link = next(note.iter(f"{W}hyperlink")).get(f"{R}id")
    targets = {rel.get("Id"): rel.get("Target") for rel in trees["word/_rels/footnotes.xml.rels"]}
    assert targets[link] == alone.footnotes[0].url


def test_words_say_their_language_and_latin_letters_are_never_called_korean():
    """Else a screen reader reads them wrongly, and LibreOffice breaks a line within a word."""
    trees = parts(docx(composed("korea-uae", "eu-mercosur", language="ko")))
    styles = trees["word/styles.xml"].iter(f"{W}style")
    (normal,) = (style for style in styles if style.get(f"{W}styleId") == "Normal")
    (language,) = normal.iter(f"{W}lang")
    assert (language.get(f"{W}val"), language.get(f"{W}eastAsia")) == ("en-GB", "ko-KR")
    marks = trees["word/footnotes.xml"].iter(f"{W}lang")
    marked = {item for mark in marks for item in mark.items()}
    assert marked == {(f"{W}eastAsia", "ko"), *((f"{W}val", tag) for tag in ("en", "es", "it"))}


def test_the_same_brief_gives_the_same_bytes(alone, monkeypatch):
    """Whatever the clock of the machine says when it is packed."""
    first = docx(alone)
    monkeypatch.setattr("time.localtime", lambda *_: (2031, 1, 1, 0, 0, 0, 0, 0, 0))
    assert docx(alone) == first


def test_another_program_reads_it_back(alone):
    """Headings, statements and the properties of the file."""
    document = library.Document(io.BytesIO(docx(alone)))
    headings = [each.text for each in document.paragraphs if each.style.name.startswith("Head")]
    assert headings[0] == alone.title
    assert "Where it stands" in headings
    assert document.core_properties.title == alone.title
    assert document.core_properties.author == alone.origin


def test_hostile_text_stays_text(hostile):
    """It is well-formed, and every letter is there."""
    document = parts(docx(hostile))["word/document.xml"]
    text = "".join(document.itertext())
    assert "#panic() [x] *b* <i>a</i> & </w:t> $x$ `code` |" in text


def test_without_python_docx_it_says_what_to_install(monkeypatch, alone):
    """The name of the extra, and which formats need none."""
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(ExtraMissing) as refused:
        docx(alone)
    assert "claim-ledger[docx]" in refused.value.fix


@pytest.mark.skipif(not (SOFFICE and PDFTOTEXT), reason="neither LibreOffice nor pdftotext here")
def test_libreoffice_shows_each_footnote_with_its_verbatim_words(several, tmp_path):
    """As another program sets it on pages: number, words and address of every note."""
    (tmp_path / "brief.docx").write_bytes(docx(several))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    call = [SOFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*call, str(tmp_path / "brief.docx")], check=True, capture_output=True)
    call = [PDFTOTEXT, "-layout", str(tmp_path / "brief.pdf"), "-"]
    text = subprocess.run(call, check=True, capture_output=True, text=True).stdout
    letters = _letters(text)
    assert len(several.footnotes) > 5  # negative control
    for note in several.footnotes:
        assert _letters(f"{note.number}{note.words}") in letters, note.number


def _letters(text):
    """Letters and digits alone: where lines break, and how a quotation mark looks, is no matter."""
    return "".join(filter(str.isalnum, text))
