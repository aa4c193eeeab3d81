"""PDFs of three programs become words with pages; what cannot be read is refused by its reason."""

from __future__ import annotations

import io
import sys

import fpdf
import pytest
import typst
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    PageBreak,
    PageTemplate,
    Paragraph,
    SimpleDocTemplate,
)

from ledger.sources import limits
from ledger.sources.capture import capture
from ledger.sources.containers import pdf
from ledger.sources.containers.contents import BrokenFile, NotInstalled
from ledger.sources.containers.page_text import joined
from ledger.sources.document import pages_at
from ledger.sources.quotation.quotes import TextQuoteSelector, anchor

FIRST = "Mexico deposited its instrument of ratification, and nine of the eleven required"
SECOND = "members have ratified the Agreement by now, the depositary states."
QUOTE = f"{FIRST} {SECOND}"


def by_typst():
    """Justified and hyphenated, with a head and a number on each page."""
    source = f"""
#set page(width: 300pt, height: 200pt, header: [Official Gazette of the Federation, No. 12],
  footer: context [Page #counter(page).display()])
#set par(justify: true)
#set text(hyphenate: true, lang: "en")
The notwithstanding administrative international responsibilities were acknowledged by
representatives. {FIRST} {SECOND} #lorem(150)
"""
    return typst.compile(source.encode())


def by_fpdf():
    """A head and a number that the program prints on each page."""

    class Gazette(fpdf.FPDF):
        def header(self):
            self.set_font("helvetica", size=9)
            self.cell(text="Diario Oficial, 12 de junio de 2024", new_x="LMARGIN", new_y="NEXT")

        def footer(self):
            self.set_y(-20)
            self.cell(text=f"- {self.page_no()} de 3 -")

    made = Gazette()
    made.set_font("helvetica", size=12)
    for words in (f"Preámbulo. {FIRST}", f"{SECOND} Artículo 2.", "Artículo 3. El fin del texto."):
        made.add_page()
        made.multi_cell(0, 8, words)
    return bytes(made.output())


def by_reportlab():
    """Two pages without head or foot, and a title."""
    made = io.BytesIO()
    style = getSampleStyleSheet()["Normal"]
    parts = [Paragraph(f"Treaty. {FIRST}", style), PageBreak(), Paragraph(SECOND, style)]
    SimpleDocTemplate(made, title="The Treaty as printed").build(parts)
    return made.getvalue()


HEAD = "Official Gazette No. 12"
COUNTED = [f"w{number}" for number in range(1, 1201)]
PARAGRAPHS = [" ".join(COUNTED[start : start + 60]) for start in range(0, 1200, 60)]


def columns_by_typst():
    """Justified, with a head and a number on each page."""
    source = f"""
#set page(width: 400pt, height: 500pt, columns: 2, header: [{HEAD}],
  footer: context [Page #counter(page).display()])
#set par(justify: true)
"""
    return typst.compile((source + "\n\n".join(PARAGRAPHS)).encode())


def columns_by_fpdf():
    """Justified, with a head on each page."""

    class Gazette(fpdf.FPDF):
        def header(self):
            self.set_font("helvetica", size=9)
            self.cell(text=HEAD, new_x="LMARGIN", new_y="NEXT")

    made = Gazette()
    made.set_font("helvetica", size=11)
    made.add_page()
    with made.text_columns(ncols=2, gutter=8, text_align="JUSTIFY") as columns:
        for paragraph in PARAGRAPHS:
            columns.write(paragraph)
            columns.ln()
    return bytes(made.output())


def columns_by_reportlab():
    """Two frames on each page, and a head."""
    made, style = io.BytesIO(), getSampleStyleSheet()["Normal"]
    document = BaseDocTemplate(made)
    frames = [Frame(left, 60, 220, 650) for left in (60, 300)]
    document.addPageTemplates(
        PageTemplate(frames=frames, onPage=lambda page, _: page.drawString(60, 780, HEAD))
    )
    document.build([Paragraph(paragraph, style) for paragraph in PARAGRAPHS])
    return made.getvalue()


@pytest.mark.parametrize("program", [columns_by_typst, columns_by_fpdf, columns_by_reportlab])
def test_two_columns_are_read_one_after_the_other(program):
    """In the order of the words, over lines, columns and pages; the head stands there once."""
    captured = capture(program(), filename="gazette.pdf")
    assert len(captured.pages) > 1
    words = [word for word in captured.text.split() if word in set(COUNTED)]
    assert words == COUNTED
    assert captured.text.count(HEAD) == 1
    for paragraph in PARAGRAPHS:
        anchor(TextQuoteSelector(exact=paragraph), captured.text)


@pytest.mark.parametrize("program", [by_typst, by_fpdf, by_reportlab])
def test_a_quote_is_found_over_lines_hyphens_and_pages(program):
    """Whatever stands at the edges of the pages in between; and its pages are known."""
    captured = capture(program(), filename="treaty.pdf")
    assert captured.media_type == "application/pdf"
    place = anchor(TextQuoteSelector(exact=QUOTE), captured.text)
    first, last = pages_at(captured.pages, place.start, place.end)
    assert (first, last) == ((1, 1) if program is by_typst else (1, 2))
    assert len(captured.pages) == {by_typst: 3, by_fpdf: 3, by_reportlab: 2}[program]


def test_a_word_broken_at_a_lines_end_is_quoted_whole():
    """Its hyphen stands in the text as it is printed."""
    text = capture(by_typst()).text
    assert "-\n" in text
    for words in ("notwithstanding administrative international responsibilities were", QUOTE):
        anchor(TextQuoteSelector(exact=words), text)


def test_what_is_printed_around_every_page_interrupts_nothing():
    """It stays where it is no interruption, on the first page or the last, and a note names it."""
    captured = capture(by_fpdf())
    assert captured.text.startswith("Diario Oficial, 12 de junio de 2024\nPreámbulo.")
    assert captured.text.count("Diario Oficial") == 1
    assert captured.text.endswith("- 3 de 3 -")
    assert [note for note in captured.notes if "left out" in note] == [
        "left out at the edge of 2 pages: “- 1 de 3 -”",
        "left out at the edge of 2 pages: “Diario Oficial, 12 de junio de 2024”",
    ]


def test_headings_that_count_are_no_numbers_of_pages():
    """Articles begin their pages in order, and stay; so does a sentence that stands twice."""
    pages = [f"Article {number}\nThe Parties shall meet.\nIt ends." for number in range(1, 7)]
    text, starts, notes = joined(pages)
    assert [f"Article {number}" in text for number in range(1, 7)] == [True] * 6
    assert len(starts) == 6
    assert all("Article" not in note for note in notes)


def test_pages_without_numbers_in_order_keep_their_figures():
    """A line of figures at the foot that does not count the pages is part of the text."""
    pages = [
        "The total\nis\nas follows\n1,200",
        "The rest\nis\nhere and\n37",
        "No more\nthan\nso\n4",
    ]
    text, _, notes = joined(pages)
    assert (text, notes) == ("\n".join(pages), ())


def test_korean_runs_on_where_a_line_broke_a_word():
    """Where a program writes its spaces at line ends, a line without one broke within a word."""
    pages = ["the first line ends \nwith spaces \nand so does \nthis 협정에 서\n명하였다 "]
    assert "협정에 서명하였다" in joined(pages)[0]
    bare = ["the first line ends\nwithout a space\nand\n협정에\n서명하였다"]
    assert "협정에\n서명하였다" in joined(bare)[0]


def test_a_title_is_taken_where_it_is_one():
    """Names of files that programs write in its place are none."""
    assert capture(by_reportlab()).title == "The Treaty as printed"
    made = io.BytesIO()
    parts = [Paragraph(QUOTE, getSampleStyleSheet()["Normal"])]
    SimpleDocTemplate(made, title="Microsoft Word - tratado_v3.doc").build(parts)
    assert capture(made.getvalue()).title is None


def scanned(pages=2):
    """Pages of pictures."""
    made = fpdf.FPDF()
    for _ in range(pages):
        made.add_page()
        made.rect(10, 10, 100, 100, style="F")
    return bytes(made.output())


def locked():
    """A file with a password."""
    made = fpdf.FPDF()
    made.set_encryption(owner_password="a", user_password="b")  # noqa: S106
    made.add_page()
    made.set_font("helvetica", size=12)
    made.cell(text=QUOTE)
    return bytes(made.output())


REFUSED = {
    "has no text: its pages are pictures": scanned,
    "is locked with a password": locked,
    "is broken": lambda: b"%PDF-1.7\nnothing that follows is one",
    "has 3 pages, more than the 2": by_fpdf,
}


@pytest.mark.parametrize("reason", REFUSED)
def test_what_cannot_be_read_says_why_and_what_to_do(reason, monkeypatch):
    """A scan, a password, rubbish, more pages than are read."""
    data = REFUSED[reason]()
    if "pages, more" in reason:
        monkeypatch.setattr(limits, "PAGES_LIMIT", 2)
        monkeypatch.setattr(pdf, "_in_a_process", lambda *_: {"fault": "pages", "count": 3})
    with pytest.raises(BrokenFile, match=reason) as refused:
        capture(data, filename="treaty.pdf")
    assert refused.value.message.startswith("treaty.pdf is a PDF that ")
    assert refused.value.fix


def test_three_thousand_pages_are_refused_by_their_number():
    """Before any of them is read."""
    made = fpdf.FPDF()
    for _ in range(3_000):
        made.add_page()
    with pytest.raises(BrokenFile, match="has 3,000 pages, more than the 1,000"):
        capture(bytes(made.output()))


def test_a_cut_file_gives_words_or_a_refusal_and_never_less_in_silence():
    """Cut anywhere, it is refused or read with all of its pages."""
    whole = by_reportlab()
    for part in (2, 5, 8):
        try:
            captured = capture(whole[: len(whole) * part // 10], filename="a.pdf")
        except BrokenFile as error:
            assert error.fix  # noqa: PT017 - either will do
        else:
            assert QUOTE.split(maxsplit=1)[0] in captured.text


def test_pages_without_words_among_others_are_named():
    """Some of a gazette's pages are pictures."""
    made = fpdf.FPDF()
    made.set_font("helvetica", size=12)
    for page in range(3):
        made.add_page()
        if page != 1:
            made.multi_cell(0, 8, QUOTE)
    assert "without words: page 2, pictures or empty" in capture(bytes(made.output())).notes


def test_without_its_library_a_sentence_says_how_to_get_it(monkeypatch):
    """The extra by its name; nothing fails with a traceback."""
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    monkeypatch.setattr(pdf, "find_spec", lambda _: None)
    with pytest.raises(NotInstalled, match="is not installed") as refused:
        capture(by_reportlab(), filename="a.pdf")
    assert refused.value.fix == "install it with: pip install 'claim-ledger[pdf]'"
