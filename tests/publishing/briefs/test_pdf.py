"""The PDF of a brief: tagged, to the standards, in its fonts, and the same each time."""

from __future__ import annotations

import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import attrs
import pypdfium2
import pytest
import typst

from ledger.publishing.briefs.extras import ExtraMissing
from ledger.publishing.briefs.fonts import NoFontFolder, NoFonts
from ledger.publishing.briefs.pdf import pdf
from tests.publishing.conftest import composed

SANS = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
KOREAN = any("KR" in name or "Nanum" in name for name in typst.Fonts().families())
korean = pytest.mark.skipif(not KOREAN, reason="no Korean font: apt install fonts-noto-cjk")


def texts(content):
    """The text of each page."""
    document = pypdfium2.PdfDocument(content)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def plain(content):
    """The text of all pages in one line."""
    return " ".join("".join(texts(content)).split())


@korean
def test_korean_and_accents_are_set_right():
    """Their letters come out again, whole, and none is missing."""
    text = plain(pdf(composed("korea-uae", language="ko")))
    assert "현재 상황" in text
    assert "한-UAE 포괄적경제동반자협정" in text
    spanish = plain(pdf(composed("eu-mercosur", language="es")))
    assert "En qué punto está" in spanish


@korean
def test_the_same_brief_gives_the_same_bytes(alone):
    """No moment of the machine and no random id is in it."""
    assert pdf(alone) == pdf(alone)


@korean
def test_it_claims_both_standards_and_is_tagged(alone):
    """PDF/A-2a and PDF/UA-1 stand in its metadata, its title and its language in the catalogue."""
    content = pdf(alone)
    assert b"<pdfaid:part>2</pdfaid:part>" in content
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in content
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content
    assert b"/StructTreeRoot" in content
    document = pypdfium2.PdfDocument(content)
    assert document.get_metadata_value("Title") == alone.title
    document.close()


@korean
def test_a_brief_on_one_partnership_has_one_or_two_pages():
    """With all of its notes."""
    for story in ("australia-tuvalu", "korea-uae", "eu-mercosur", "japan-philippines-defence"):
        pages = texts(pdf(composed(story, after=-1)))
        assert 1 <= len(pages) <= 2, story


@korean
def test_hostile_text_stays_text(hostile):
    """What is markup of typst is set as it was written."""
    text = plain(pdf(hostile))
    assert "#panic() [x] *b* <i>a</i> & </w:t> $x$ `code` |" in text


def test_letters_without_a_font_are_named_with_their_script(tmp_path):
    """Korean with a folder that has none of it: refused, with what to install."""
    if not SANS.exists():
        pytest.skip("no DejaVu Sans: apt install fonts-dejavu-core")
    shutil.copy(SANS, tmp_path)
    with pytest.raises(NoFonts) as refused:
        pdf(composed("korea-uae", language="ko"), tmp_path)
    assert refused.value.scripts == ("Korean",)
    assert "fonts-noto-cjk" in refused.value.fix


@pytest.mark.parametrize("folder", ["empty", "missing"])
def test_a_folder_without_fonts_is_refused(tmp_path, folder, alone):
    """It would set the brief in whatever typst brings along."""
    (tmp_path / "empty").mkdir()
    with pytest.raises(NoFontFolder):
        pdf(alone, tmp_path / folder)


def test_without_typst_it_says_what_to_install(monkeypatch, alone):
    """The name of the extra, and which formats need none."""
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(ExtraMissing) as refused:
        pdf(alone)
    assert "claim-ledger[typst]" in refused.value.fix


def test_letters_of_scripts_that_no_font_has_are_refused(alone):
    """One letter of the private area is enough: nothing is written with a hole in it."""
    with pytest.raises(NoFonts):
        pdf(attrs.evolve(alone, title="\U0010fffd"))


def poppler(program, *arguments):
    """What a program of Poppler says of a file; the test is skipped where it is not installed."""
    path = shutil.which(program)
    if path is None:
        pytest.skip(f"no {program}: apt install poppler-utils")
    done = subprocess.run([path, *arguments], check=True, capture_output=True)
    return done.stdout.decode("utf-8", "replace")  # titles of elements come in UTF-16


@pytest.fixture
def korean_file(tmp_path):
    """A brief in Korean, with Spanish words in its notes, as a file."""
    brief = composed("korea-uae", "eu-mercosur", language="ko")
    file = tmp_path / "brief.pdf"
    file.write_bytes(pdf(brief))
    return brief, file


@korean
def test_another_program_finds_it_tagged_titled_and_inert(korean_file):
    """No script, no form, no lock; its title is shown, and each heading is one level below."""
    brief, file = korean_file
    stated = dict(
        line.split(":", 1) for line in poppler("pdfinfo", str(file)).splitlines() if ":" in line
    )
    wanted = {"Tagged": "yes", "JavaScript": "no", "Encrypted": "no", "Form": "none"}
    assert wanted == {name: stated[name].strip() for name in wanted}
    assert brief.title == stated["Title"].strip()
    content = file.read_bytes()
    assert b"/DisplayDocTitle true" in content
    assert b"/Lang(ko)" in content
    assert b"/OutputIntents" in content
    for absent in (b"/SMask", b"/JS", b"/Launch", b"/EmbeddedFiles"):
        assert absent not in content
    structure = poppler("pdfinfo", "-struct", str(file)).splitlines()
    tags = [line.split()[0] for line in structure if line.strip()]
    levels = [int(tag[1]) for tag in tags if tag in {"H1", "H2", "H3"}]
    assert [1] == [level for level in levels if level == 1]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert len(brief.footnotes) == tags.count("Note")


@korean
def test_every_font_is_in_the_file_with_its_letters(korean_file):
    """Each is embedded and maps to Unicode, so that the text can be read out and searched."""
    rows = poppler("pdffonts", str(korean_file[1])).splitlines()[2:]
    assert rows
    for row in rows:
        embedded, _, to_unicode = row.split()[-5:-2]
        assert ("yes", "yes") == (embedded, to_unicode), row


@korean
def test_the_text_that_comes_out_is_the_text_that_went_in(korean_file):
    """The words of every note, Hangul, Hanja and accents, but for where lines break."""
    brief, file = korean_file
    letters = "".join(filter(str.isalnum, poppler("pdftotext", "-raw", str(file), "-")))
    assert any("\u00e1" in note.words for note in brief.footnotes)  # negative control
    for note in brief.footnotes:
        assert "".join(filter(str.isalnum, note.words)) in letters, note.number
