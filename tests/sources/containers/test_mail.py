"""Mails become their words; what is attached is named."""

from __future__ import annotations

from datetime import date
from email.message import EmailMessage

import pytest

from ledger.app.inbox.files import ReadingOptions, arrivals_in
from ledger.sources.capture import CaptureTerms, capture
from ledger.sources.containers.contents import BrokenFile
from ledger.sources.pages.interstitial import NotAnArticle

WORDS = "México firmó el Acuerdo el 12 de junio de 2024, informó la Secretaría."
LATE = "Wed, 12 Jun 2024 23:30:00 -0500"


def mail(text=WORDS, *, charset="utf-8", html=None, attached=()):
    """A mail of a news service."""
    message = EmailMessage()
    message["From"] = '"Agencia EFE" <alertas@efe.example>'
    message["To"] = "desk@embassy.example"
    message["Subject"] = "España y México firman"
    message["Date"] = LATE
    message["Message-ID"] = "<1@efe.example>"
    if text is not None:
        message.set_content(text, charset=charset)
    if html is not None:
        add = message.set_content if text is None else message.add_alternative
        add(html, subtype="html", charset=charset)
    for name, content in attached:
        message.add_attachment(content, maintype="application", subtype="pdf", filename=name)
    return message.as_bytes()


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1252"])
def test_a_mail_gives_its_words_subject_sender_and_day(charset):
    """In the encoding of its own part, decoded; the day is the sender's."""
    captured = capture(
        mail(charset=charset), CaptureTerms(today=date(2024, 7, 1)), filename="a.eml"
    )
    assert captured.text.strip() == WORDS
    assert (captured.title, captured.publisher) == ("España y México firman", "Agencia EFE")
    assert str(captured.published) == "2024-06-12"
    assert captured.media_type == "message/rfc822"


def test_a_day_that_no_calendar_has_is_none():
    """A sender's program may write any year or zone; the mail is read all the same."""
    for odd in (
        "Mon, 01 Jan 99999999999999999999 00:00:00 GMT",
        "Mon, 1 Jan 2024 00:00 +9" + "9" * 30,
    ):
        captured = capture(mail().replace(LATE.encode(), odd.encode()), filename="a.eml")
        assert captured.published is None
        assert captured.text.strip() == WORDS


def test_a_mail_that_is_a_page_gives_the_words_of_the_page():
    """Where it has no plain text; with plain text, that is taken."""
    page = f"<html><body><p>{WORDS}</p><script>x</script></body></html>"
    assert capture(mail(None, html=page)).text.strip() == WORDS
    assert capture(mail("Plain words of it.", html=page)).text.strip() == "Plain words of it."


def test_what_is_attached_is_named_and_not_taken():
    """Each by its name and type; a mail of attachments alone is refused with its reason."""
    captured = capture(mail(attached=[("tratado.pdf", b"%PDF-1.7"), ("b.pdf", b"%PDF")]))
    assert captured.notes == (
        "attached, and not taken: tratado.pdf (application/pdf); b.pdf (application/pdf)",
    )
    with pytest.raises(BrokenFile, match=r"a\.eml is a mail that has no words of its own"):
        capture(mail("\n", attached=[("a.pdf", b"%PDF")]), filename="a.eml")


def test_a_mail_as_it_stands_and_a_mailbox():
    """--as-is keeps the header too; a box of mails is one for the inbox."""
    assert capture(mail(), CaptureTerms(as_is=True)).text.startswith("From: ")
    box = b"From alertas@efe.example Wed Jun 12 23:30:00 2024\n" + mail()
    with pytest.raises(NotAnArticle, match="a mailbox") as refused:
        capture(box, filename="box.mbox")
    assert "claims inbox add" in refused.value.fix


def test_headers_that_are_broken_cost_only_themselves():
    """A subject in no encoding, a day that is none, a sender without a name."""
    broken = (
        b"From: \xff\xfe <>\nTo: a@b.example\nSubject: =?nonsense?q?x?=\nDate: yesterday\n"
        b"Message-ID: <x>\n\nMexico signed the Agreement.\n"
    )
    captured = capture(broken, filename="a.eml")
    assert captured.text == "Mexico signed the Agreement.\n"
    assert captured.published is None


def test_a_mail_that_was_cut_off_within_its_words_is_refused():
    """Half a mail is not kept in silence."""
    data = mail(None, html=f"<p>{WORDS}</p>", attached=[("a.pdf", b"x")])
    data = data[: data.rindex(b"\n--")]
    assert capture(data, filename="a.eml").text.strip() == WORDS
    alternative = mail("Short.", html=f"<p>{WORDS}</p>")
    with pytest.raises(BrokenFile, match="a mail that was cut off"):
        capture(alternative[: alternative.index(b"Short.") + 3], filename="a.eml")


SHORT = b'From: "Foo" <f@foo.example>\nSubject: News\nDate: Wed, 12 Jun 2024 09:00:00 +0000\n\n'


def test_a_mail_needs_no_receiver_and_no_day():
    """A sender, a subject and a day, which may be empty, are the header of a mail."""
    captured = capture(SHORT + b"Mexico signed.\n", CaptureTerms(today=date(2024, 7, 1)))
    assert (captured.text, captured.title) == ("Mexico signed.\n", "News")
    assert (captured.publisher, str(captured.published)) == ("Foo", "2024-06-12")
    packed = mail("\n", attached=[("a.pdf", b"%PDF")])
    for lacking in (
        b"Date: " + LATE.encode(),
        b"Message-ID: <1@efe.example>",
        b"MIME-Version: 1.0",
    ):
        packed = packed.replace(lacking, b"Date:" if lacking[:4] == b"Date" else b"X-No: 1")
    packed = packed.replace(b"To: desk@embassy.example\n", b"")
    with pytest.raises(BrokenFile, match="a mail that has no words of its own"):
        capture(packed, filename="a.eml")


def test_an_article_that_begins_as_a_mail_does_is_none():
    """A line of who wrote it and a day are no header."""
    text = "From: our correspondent\nDate: 12 June\n\nMexico signed the Agreement.\n"
    assert capture(text.encode(), filename="a.txt").text == text


DIVIDER = b"From f@foo.example Wed Jun 12 09:00:00 2024\n"
READ = ReadingOptions(terms=CaptureTerms(today=date(2024, 7, 1)))


def brought(tmp_path, data, reading=READ):
    """What a mailbox of these bytes brings, texts or faults."""
    box = tmp_path / "box.mbox"
    box.write_bytes(data)
    return [
        str(each) if isinstance(each, Exception) else each.arrival.text
        for each in arrivals_in(box, reading)
    ]


def test_the_mails_of_a_mailbox_are_read_as_mails(tmp_path):
    """Of three header lines too; the mark before a quoted From is gone, once; others stay."""
    words = b">From Mexico it is heard.\n>>From there.\n> From here.\n"
    box = DIVIDER + SHORT + words + b"\n" + DIVIDER + b"Subject: Two\n\nMexico signed.\n"
    assert brought(tmp_path, box) == [
        "From Mexico it is heard.\n>From there.\n> From here.\n",
        "Mexico signed.\n",
    ]
    counted = SHORT.replace(b"\n\n", b"\nContent-Length: 66\n\n")
    assert brought(tmp_path, DIVIDER + counted + words) == [words.decode()], "it quotes nothing"


def test_a_part_of_a_mailbox_that_is_no_mail_is_refused(tmp_path):
    """By its number; the mail next to it is read."""
    box = DIVIDER + b"\nNot a mail at all.\n\n" + DIVIDER + SHORT + b"Mexico signed.\n"
    fault, text = brought(tmp_path, box)
    assert text == "Mexico signed.\n"
    assert "box.mbox:1.eml is a part of a mailbox that has no header of a mail" in fault


def test_a_line_of_words_that_begins_with_from_divides_no_mail(tmp_path):
    """Programs that quote nothing write it so; the words after it are not lost."""
    box = (
        DIVIDER + SHORT + b"It said:\n\nFrom Mexico it is heard.\n\n" + DIVIDER + SHORT + b"Two.\n"
    )
    assert brought(tmp_path, box) == ["It said:\n\nFrom Mexico it is heard.\n", "Two.\n"]


def test_a_mailbox_as_it_stands_keeps_its_headers(tmp_path):
    """--as-is reads no mail as one."""
    reading = ReadingOptions(terms=CaptureTerms(as_is=True))
    (text,) = brought(tmp_path, DIVIDER + SHORT + b"Mexico signed.\n", reading)
    assert text.startswith("From: ")


def test_a_mail_with_pictures_in_it_is_no_saved_page():
    """A newsletter is packed as browsers save pages; its sender, subject and day are the mail's."""
    message = EmailMessage()
    message["From"], message["Subject"], message["Date"] = "EFE <a@efe.example>", "News", LATE
    message.set_content(f"<p>{WORDS}</p><img src='cid:x'>", subtype="html")
    message.add_related(b"x", "image", "png", cid="<x>")
    saved = capture(message.as_bytes())
    message["To"] = "desk@embassy.example"
    sent = capture(message.as_bytes(), CaptureTerms(today=date(2024, 7, 1)))
    assert (saved.media_type, sent.media_type) == ("text/html", "message/rfc822")
    assert (sent.title, sent.publisher, str(sent.published)) == ("News", "EFE", "2024-06-12")
    assert sent.text.strip() == WORDS
