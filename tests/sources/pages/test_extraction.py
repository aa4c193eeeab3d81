"""A page is read in a process of its own: a hostile one is an error and no crash."""

import pytest

from ledger.errors import ExitCode
from ledger.sources import limits
from ledger.sources.capture import capture
from ledger.sources.pages import page
from ledger.sources.pages.extraction import ExtractionFailed, NoMainText, extract

SENTENCE = "<p>The ministry said that both parties must negotiate and ratify the agreement.</p>"
WORDS = "both parties must negotiate and ratify the agreement"


def test_a_page_is_read_in_a_process_of_its_own():
    """The words of the article come back from the other process."""
    found = extract(f"<html><body>{SENTENCE}</body></html>", source="a.html")
    assert WORDS in found["text"]


@pytest.mark.parametrize(
    "html",
    [
        f"<p>one <b>two <i>three</b> four</p><<<<><p class='x'{SENTENCE * 3}</article>",
        f"<!DOCTYPE html SYSTEM 'https://evil.example/x.dtd'>{SENTENCE * 2}",
        f"<div>{SENTENCE * 3}</div><!--{'-' * 1_000_000}",
        f"<article>{SENTENCE * 2}</article>{'<div>' * 100_000}",
        f"<article>{SENTENCE * 2}{'<table><tr><td>' * 3000}",
    ],
    ids=["malformed", "dtd", "endless comment", "nested after", "nested tables"],
)
def test_hostile_pages_with_an_article_are_read(html):
    """Broken, endless or deeply nested markup around an article does not cost its words."""
    assert WORDS in capture(f"<html><body>{html}".encode()).text


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 100_000 + SENTENCE + "</div>" * 100_000,
        "<span>" * 20_000 + SENTENCE,
        "<ul><li>" * 20_000 + SENTENCE,
    ],
    ids=["divs", "spans", "lists"],
)
def test_nesting_without_end_is_refused_and_crashes_nothing(html):
    """The parser stops at its depth; what lies below it is lost, so that nothing is captured."""
    with pytest.raises(
        NoMainText, match="no article text was found in the page <stdin>"
    ) as refused:
        capture(f"<html><body>{html}".encode())
    assert "plain text" in refused.value.fix
    assert refused.value.exit_code is ExitCode.USAGE


def test_five_megabytes_on_one_line_are_read(monkeypatch):
    """In some two seconds; a busy machine is given more time than a user is."""
    monkeypatch.setattr(limits, "EXTRACTION_SECONDS", 120.0)
    html = f"<html><body><p>{'word and more words ' * 250_000}</p></body></html>"
    assert len(capture(html.encode()).text) > 4_900_000


def test_a_page_of_too_many_elements_is_refused_before_it_is_parsed():
    """Whatever the machine is doing, the answer is the same; nothing is started."""
    reason = r"it has 250,001 elements, more than 250,000"
    with pytest.raises(ExtractionFailed, match=reason) as refused:
        extract("<b>" * (limits.ELEMENTS_LIMIT + 1), source="a.html")
    assert "plain text" in refused.value.fix


def test_entities_that_multiply_stay_as_they_are():
    """HTML declares none; a thousand million characters would stand here otherwise."""
    entities = '<!ENTITY a0 "ha">' + "".join(
        f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10)
    )
    html = f"<!DOCTYPE html [{entities}]><html><body>{SENTENCE}<p>&a9;</p></body></html>"
    text = capture(html.encode()).text
    assert WORDS in text
    assert len(text) < 2_000


def test_a_page_that_keeps_the_parser_busy_is_stopped(monkeypatch):
    """200,000 attributes on one tag take the parser minutes; it is stopped from outside."""
    monkeypatch.setattr(limits, "EXTRACTION_SECONDS", 1.0)
    attributes = " ".join(f"a{i}='x'" for i in range(200_000))
    with pytest.raises(ExtractionFailed, match="it took more than 1 seconds") as refused:
        capture(f"<html><body><p {attributes}>{SENTENCE}".encode())
    assert refused.value.exit_code is ExitCode.USAGE


def test_an_extraction_that_is_stopped_does_not_go_on(tmp_path, monkeypatch):
    """It is not there any more when we are told, and it did not come to its end."""
    monkeypatch.setattr(limits, "EXTRACTION_SECONDS", 1.0)
    script, end = tmp_path / "page.py", tmp_path / "ended"
    script.write_text(f"import pathlib, time; time.sleep(60); pathlib.Path({str(end)!r}).touch()")
    monkeypatch.setattr(page, "__file__", str(script))
    with pytest.raises(ExtractionFailed, match="it took more than 1 seconds"):
        extract("<html></html>", source="a.html")
    assert not end.exists()


@pytest.mark.parametrize(
    ("program", "reason"),
    [
        ("import os; os.abort()", "the extraction stopped with code -"),
        ("raise MemoryError('no room')", "MemoryError: no room"),
    ],
)
def test_a_crash_of_the_extraction_is_an_error_and_no_crash_of_ours(
    program, reason, tmp_path, monkeypatch
):
    """An abort or a lack of memory there is an error here, with its reason."""
    script = tmp_path / "page.py"
    script.write_text(program)
    monkeypatch.setattr(page, "__file__", str(script))
    with pytest.raises(ExtractionFailed, match=reason):
        extract("<html></html>", source="a.html")
