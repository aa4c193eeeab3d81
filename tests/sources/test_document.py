# ruff: noqa: RUF001  letters of other scripts look like Latin ones
"""A document keeps its text to the character; each field refuses what it cannot be."""

import hashlib

import attrs
import pytest

from ledger.edtf import parse
from ledger.errors import ExitCode
from ledger.ids import content_id, is_slug
from ledger.sources.document import (
    BadDocumentId,
    BadLanguage,
    BadLine,
    BadMediaType,
    BadUrl,
    OriginalWithRoot,
    OwnRoot,
    TextMismatch,
    check_language,
    check_url,
    document_id,
    join_excerpts,
)
from ledger.sources.kinds import Extent, Lineage, SourceKind, UnknownWord
from ledger.sources.quotation.quotes import anchor
from ledger.sources.quotation.selector import QuoteNotFound, TextQuoteSelector
from ledger.sources.text.plain_text import EmptyText, ForbiddenCharacter


def test_a_document_keeps_its_text_to_the_character(document):
    """Not normalised, not stripped: positions and hash are of these very characters."""
    text = "  Me\u0301xico\u00a0signed.\n"
    made = document(text)
    assert made.text == text
    assert made.sha256 == hashlib.sha256(text.encode()).hexdigest()


def test_the_same_words_are_one_document(document):
    """Whatever else is said of them, for an original."""
    one = document("Mexico signed.", publisher="THX News", url="https://thx.example/1")
    other = document("Mexico signed.", publisher="A paper", title="Another title")
    assert one.id == other.id == content_id("d", one.sha256.encode())
    assert is_slug(one.id)
    assert document("Mexico signed!").id != one.id


def test_a_reprint_of_the_very_same_words_is_another_document(document):
    """By publisher and URL; the lineage's name alone does not make a third."""
    original = document()
    reprint = document(lineage="syndicated", publisher="A paper", url="https://a.example/1")
    elsewhere = document(lineage="syndicated", publisher="A paper", url="https://a.example/2")
    by_another = document(lineage="syndicated", publisher="B paper", url="https://a.example/1")
    assert len({original.id, reprint.id, elsewhere.id, by_another.id}) == 4
    again = document(lineage="summarised", publisher=" A  paper", url="https://a.example/1")
    assert again.id == reprint.id
    assert reprint.id == document_id(
        original.sha256,
        lineage=Lineage.SYNDICATED,
        publisher="A paper",
        url="https://a.example/1",
    )


def test_a_name_may_be_chosen_instead_of_the_content_id(document):
    """A readable id is accepted in the form that addresses and commands can carry."""
    assert document(id="thx-news-2024-06-12").id == "thx-news-2024-06-12"
    for name in ("", "THX", "a b", "a--b", "x" * 81):
        with pytest.raises(BadDocumentId):
            document(id=name)


def test_what_is_not_given_is_unknown_and_not_guessed(document):
    """No language, day or address is made up; only the closed words have defaults."""
    made = document()
    assert (made.language, made.url, made.published, made.root) == (None, None, None, None)
    assert made.extent is Extent.FULL
    assert made.lineage is Lineage.ORIGINAL
    assert made.kind is SourceKind.NEWS


def test_a_document_cannot_be_changed(document):
    """Quotes point into its text, so that no code may replace it."""
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        document().text = "Mexico did not sign."


def test_a_stated_hash_must_be_the_hash_of_the_text(document):
    """What comes back from storage is checked against itself."""
    made = document()
    assert attrs.evolve(made, sha256=made.sha256) == made
    with pytest.raises(TextMismatch, match="the text was changed"):
        attrs.evolve(made, text="Mexico did not sign.")


def test_the_publication_date_is_an_edtf_date(document):
    """A bare string is a mistake of the program, for its precision was never checked."""
    assert str(document(published=parse("2024-06-12")).published) == "2024-06-12"
    with pytest.raises(TypeError):
        document(published="2024-06-12")


def test_title_and_publisher_are_one_printed_line(document):
    """Line ends become spaces; nothing, too much or a control character is refused."""
    made = document(title=" Two\n lines\u00a0of ", publisher="한국\tTimes")
    assert (made.title, made.publisher) == ("Two lines of", "한국 Times")
    for field in ("title", "publisher"):
        for bad in ("", " \n", "\u200b", "x" * 501, "a\x1b[31m"):
            with pytest.raises(BadLine, match=f"the document's {field} ") as refused:
                document(**{field: bad})
            assert refused.value.exit_code is ExitCode.USAGE


def test_a_title_in_persian_keeps_its_joiners(document):
    """Invisible joiners are letters of the script there, and are not cleaned away."""
    assert document(title="می\u200cخواهم").title == "می\u200cخواهم"


def test_a_text_must_be_readable(document):
    """What has no words or cannot be printed cannot be quoted either."""
    for text, error in ((" \n", EmptyText), ("a\x07", ForbiddenCharacter)):
        with pytest.raises(error):
            document(text)
    with pytest.raises(ForbiddenCharacter, match="U\\+D800"):
        document("half a pair: \ud800")


def test_the_closed_words_are_looked_up(document):
    """A word outside the vocabulary is refused for kind, extent and lineage alike."""
    for field in ("kind", "extent", "lineage"):
        with pytest.raises(UnknownWord):
            document(**{field: "blog"})


@pytest.mark.parametrize(
    "tag",
    [
        *("en", "ko", "nah", "es-mx", "es-419", "zh-hant-tw", "sr-latn", "zh-cmn-hans-cn"),
        *("de-1996", "sl-rozaj-biske", "en-us-u-ca-gregory", "en-x-agency"),
    ],
)
def test_well_formed_language_tags_pass(tag):
    """RFC 5646: language, script, region, variants, extensions, private use."""
    assert check_language(tag) == tag


@pytest.mark.parametrize(
    "tag", ["", "e", "english!", "en_US", "en-", "-en", "en--us", "es-mxx-1", "x-private"]
)
def test_what_is_no_language_tag_is_refused(tag, document):
    """A name of a language or a locale is not taken for the tag it resembles."""
    with pytest.raises(BadLanguage, match="not a language tag"):
        document(language=tag)


def test_a_language_is_kept_in_lower_case(document):
    """RFC 5646 §2.1.1: case carries no meaning."""
    assert document(language="es-MX").language == "es-mx"


@pytest.mark.parametrize(
    "url",
    [
        "https://thx.example/a?b=c#d",
        "http://thx.example:8080/",
        "https://뉴스.example/우주",
        "HTTPS://thx.example",
        "https://[2001:db8::1]/x",
    ],
)
def test_http_addresses_pass_as_they_are(url):
    """Ports, other scripts, IPv6 and capitals are kept as the source has them."""
    assert check_url(url) == url


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("", "does not begin with"),
        ("thx.example/a", "does not begin with"),
        ("ftp://thx.example/a", "does not begin with"),
        ("javascript:alert(1)", "does not begin with"),
        ("file:///etc/passwd", "does not begin with"),
        ("https://", "names no host"),
        ("https://:80/a", "names no host"),
        ("https://thx.example/a b", "holds a space"),
        ("https://thx.example/a\nb", "holds a space"),
        ("https://thx.example\\@b", "backslash"),
        ("https://thx.example:port/", "is broken"),
        ("https://[::1/", "is broken"),
        ("https://ana:secret@thx.example/", "user name or password"),
        ("https://thx.example/" + "a" * 2048, "more than 2048"),
    ],
)
def test_what_no_reader_could_open_is_refused(url, why, document):
    """Other schemes, no host, spaces or a password: refused with the reason, in short."""
    with pytest.raises(BadUrl, match=why) as refused:
        document(url=url)
    assert len(refused.value.message) < 250


@pytest.mark.parametrize("media_type", ["", "text", "text/", "Text/Plain", "text/plain; x=y"])
def test_a_media_type_has_two_halves(media_type, document):
    """Lower case, a slash, and no parameters: one spelling for each type."""
    with pytest.raises(BadMediaType):
        document(media_type=media_type)


def test_an_original_has_no_root(document):
    """Who derives from another document must say how; then the root is kept."""
    with pytest.raises(OriginalWithRoot, match="is original and cannot derive from wire-1"):
        document(root="wire-1")
    assert document(root="wire-1", lineage="translated").root == "wire-1"


def test_a_derivative_may_lack_its_root(document):
    """A later check reports it; it is not refused."""
    assert document(lineage="syndicated").root is None


def test_a_document_is_not_its_own_root(document):
    """A lineage that leads back to itself would never end."""
    with pytest.raises(OwnRoot, match="cannot derive from itself"):
        document(id="a", root="a", lineage="syndicated")


def test_a_root_must_be_a_document_id(document):
    """A description of the source is not an id that can be followed."""
    with pytest.raises(BadDocumentId):
        document(root="The wire", lineage="syndicated")


def test_no_quote_runs_from_one_excerpt_into_the_next(document):
    """Between excerpts stands a mark of ours, so that words apart do not stand together."""
    text = join_excerpts(["Mexico has not", "signed the agreement"])
    made = document(text, extent="excerpts")
    assert made.extent is Extent.EXCERPTS
    assert anchor(TextQuoteSelector(exact="signed the agreement"), text).start == 21
    with pytest.raises(QuoteNotFound):
        anchor(TextQuoteSelector(exact="has not signed"), text)
