"""Pages and texts become documents; the recorder's word goes before the page's own."""

import subprocess

import attrs
import pytest

from ledger.edtf import parse
from ledger.errors import ExitCode
from ledger.sources import limits
from ledger.sources.capture import MissingDetail, UnsupportedMediaType, capture
from ledger.sources.containers.contents import BrokenFile
from ledger.sources.kinds import Lineage, SourceKind
from ledger.sources.pages.extraction import NoMainText
from ledger.sources.quotation.quotes import anchor
from ledger.sources.quotation.selector import TextQuoteSelector
from ledger.sources.reading import TooLarge
from ledger.sources.text.decoding import BinaryContent, BrokenEncoding
from ledger.sources.text.plain_text import EmptyText, ForbiddenCharacter

# A news page as they are: menus, a cookie banner, captions, related links, comments.
SPANISH = """<!doctype html>
<html lang="es-MX"><head><meta charset="utf-8"><title>México y Corea | El Diario</title>
<meta property="og:title" content="México y Corea exploran la cooperación espacial">
<meta property="og:site_name" content="El Diario del Espacio">
<meta property="article:published_time" content="2024-06-12T23:30:00-06:00">
<meta property="article:modified_time" content="2024-07-01T08:00:00-06:00">
<link rel="canonical" href="https://diario.example/2020/01/01/espacio">
<script>var x = "<p>no es texto</p>";</script></head><body>
<div id="cookie-banner" class="cookie-consent"><p>Usamos cookies. Acepte la política.</p></div>
<header><nav><ul><li><a href="/">Inicio</a></li><li><a href="/e">Espacio</a></li></ul>
</nav></header>
<main><article>
<header><h1>México y Corea exploran la cooperación espacial</h1>
<p class="standfirst">La cancillería recibió a una delegación de alto nivel.</p></header>
<figure><img src="a.jpg" alt=""><figcaption>La delegación, el 11 de junio.</figcaption></figure>
<p>La Secretaría de Relaciones Exteriores (SRE) recibió el
<time datetime="2024-06-11">martes 11 de junio</time> a una delegación surcoreana.</p>
<blockquote><p>“Esta reunión reafirma la voluntad del Gobierno de México”,</p></blockquote>
<h2>Lo que se discutió</h2>
<ul><li>Transferencia de tecnología</li><li><p>Investigación conjunta y codesarrollo</p></li>
<li><span>Cooperación a través de la <abbr title="x">ALCE</abbr></span></li>
<li><a href="/w">Formación “Women In The Sky”</a></li></ul>
<p>Con 9 de las 11 ratificaciones&nbsp;requeridas, la ALCE se acerca a su
<em>entrada en vigor</em>.</p>
<div class="paywall"><p>Ambos países deben negociar y ratificar un acuerdo formal.</p></div>
<p>Primera línea<br>segunda línea de un <q>comunicado</q> oficial.</p>
<table><tr><th>País</th><th>Acto</th></tr><tr><td>Cuba</td><td>ratificó en septiembre</td></tr>
</table>
<aside class="related"><h3>Más noticias</h3><ul><li><a href="/2">Otra noticia</a></li></ul></aside>
</article>
<section class="comments" id="comments"><p>Lector: no me creo nada de esto.</p></section></main>
<footer><p>© 2019 El Diario. Todos los derechos reservados.</p></footer></body></html>"""

QUOTES = [
    "México y Corea exploran la cooperación espacial",
    "La cancillería recibió a una delegación de alto nivel.",
    "recibió el martes 11 de junio a una delegación surcoreana",
    "“Esta reunión reafirma la voluntad del Gobierno de México”",
    "Transferencia de tecnología",
    "Investigación conjunta y codesarrollo",
    "Cooperación a través de la ALCE",
    "Formación “Women In The Sky”",
    "Con 9 de las 11 ratificaciones requeridas, la ALCE se acerca a su entrada en vigor.",
    "Ambos países deben negociar y ratificar un acuerdo formal.",
    "Primera línea segunda línea de un “comunicado” oficial.",
    "ratificó en septiembre",
]

KOREAN = """<html><head><meta http-equiv="content-type" content="text/html; charset=euc-kr">
<title>한국과 멕시코, 우주 협력 논의</title><meta property="og:locale" content="ko_KR">
<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
 {"@type": "WebSite", "name": "x"},
 {"@type": "NewsArticle", "headline": "한국과 멕시코, 우주 협력 논의",
  "datePublished": "2024-06-13",
  "publisher": {"@type": "Organization", "name": "우주일보"}, "url": "https://news.example/ko/1"}]}
</script></head><body><div class="menu"><a href="/">홈</a></div><div id="content">
<p>한국항공우주연구원은 12일 멕시코 외교부와 우주 협력을 논의했다고 밝혔다.</p>
<p>양국은 공식 항공우주 협력 협정을 협상하고 비준해야 한다.</p></div></body></html>"""


@pytest.fixture(scope="module")
def spanish():
    """The Spanish page, captured once."""
    return capture(SPANISH.encode(), filename="pagina.html")


@pytest.mark.parametrize("quote", QUOTES)
def test_the_words_of_a_news_page_can_be_quoted(quote, spanish):
    """From headline, lists, block quotes, tables, and with markup inside a sentence."""
    assert anchor(TextQuoteSelector(exact=quote), spanish.text)


@pytest.mark.parametrize(
    "words", ["cookies", "Inicio", "Otra noticia", "no me creo", "derechos", "no es texto"]
)
def test_what_surrounds_the_article_is_left_out(words, spanish):
    """Menus, cookie banners, comments and footers are not words of the publisher's article."""
    assert words not in spanish.text


def test_what_a_page_declares_is_suggested(spanish):
    """The day is the publisher's own (it was the 13th in UTC), and no date of URL or footer."""
    assert attrs.evolve(spanish, text="") == attrs.evolve(
        spanish,
        text="",
        media_type="text/html",
        title="México y Corea exploran la cooperación espacial",
        publisher="El Diario del Espacio",
        language="es-mx",
        url="https://diario.example/2020/01/01/espacio",
        published=parse("2024-06-12"),
    )


def test_a_korean_page_in_its_own_encoding_with_json_ld():
    """Detected as a page by its content: it was piped in."""
    captured = capture(KOREAN.encode("euc-kr"))
    assert captured.media_type == "text/html"
    assert (captured.title, captured.publisher) == ("한국과 멕시코, 우주 협력 논의", "우주일보")
    assert (captured.language, str(captured.published)) == ("ko-kr", "2024-06-13")
    assert captured.url == "https://news.example/ko/1"
    quote = TextQuoteSelector(exact="양국은 공식 항공우주 협력 협정을 협상하고 비준해야 한다")
    assert anchor(quote, captured.text)


def test_what_the_recorder_says_overrides_what_the_page_declares(spanish):
    """Every field can be set by the person who captures, id and lineage too."""
    made = spanish.document(
        kind=SourceKind.WIRE,
        title="Otro título",
        publisher="Agencia",
        language="es",
        url="https://agencia.example/1",
        published=parse("2024-06-11"),
        lineage=Lineage.SYNDICATED,
        root="wire-1",
        id="agencia-1",
    )
    assert (made.title, made.publisher, made.language) == ("Otro título", "Agencia", "es")
    assert (made.url, str(made.published)) == ("https://agencia.example/1", "2024-06-11")
    assert (made.kind, made.lineage, made.root) == ("wire", "syndicated", "wire-1")
    assert (made.id, made.media_type) == ("agencia-1", "text/html")


def test_what_the_recorder_does_not_say_comes_from_the_page(spanish):
    """Except the kind: no page is trusted to rank itself, it stays unknown."""
    made = spanish.document()
    assert made.title == "México y Corea exploran la cooperación espacial"
    assert made.publisher == "El Diario del Espacio"
    assert str(made.published) == "2024-06-12"
    assert made.kind is SourceKind.UNKNOWN
    assert made.text == spanish.text


def test_without_title_or_publisher_there_is_no_document():
    """Plain text declares neither, and neither is made up."""
    captured = capture(b"Mexico signed.")
    with pytest.raises(MissingDetail, match="needs a title"):
        captured.document(publisher="THX News")
    with pytest.raises(MissingDetail, match="needs a publisher") as refused:
        captured.document(title="Mexico signs")
    assert refused.value.exit_code is ExitCode.USAGE


@pytest.mark.parametrize(
    "declared",
    [
        """<html lang="!!"><link rel="canonical" href="/relative/path">
        <meta property="article:published_time" content="yesterday">""",
        """<html><link rel=canonical href="javascript:alert(1)">
        <meta name="date" content="2024-13-45">
        <script type="application/ld+json">{"headline": ["x"], "publisher": 7}</script>""",
        f"""<html><meta name="date" content="20240612">
        <script type="application/ld+json">{"[" * 100_000}</script>""",
    ],
)
def test_what_a_page_declares_wrongly_is_not_suggested(declared):
    """A suggestion is valid or none; it never makes a capture fail."""
    captured = capture(f"{declared}<body><p>Mexico signed the agreement.</p></body>".encode())
    found = (captured.title, captured.publisher, captured.language, captured.url)
    assert (*found, captured.published) == (None, None, None, None, None)
    assert captured.text == "Mexico signed the agreement."


def test_plain_text_is_kept_as_it_is():
    """But for the line ends and the byte order mark."""
    captured = capture("\ufeff  Uno\r\n\tdos\u00a0<b>\r".encode(), filename="nota.txt")
    assert (captured.text, captured.media_type) == ("  Uno\n\tdos\u00a0<b>\n", "text/plain")


def test_markdown_is_kept_as_it_is():
    """Its marks are characters of the text, so that positions stay those of the file."""
    captured = capture(b"# Title\n\n<div>*words*</div>\n", filename="Note.MD")
    assert (captured.text, captured.media_type) == (
        "# Title\n\n<div>*words*</div>\n",
        "text/markdown",
    )


def test_a_real_article_is_kept_to_the_byte(article):
    """Capturing plain text cleans nothing up: the hash is that of the file."""
    assert capture(article, filename="article.txt").text.encode() == article


@pytest.mark.parametrize(
    "opening",
    [
        "<!DOCTYPE html><html>",
        "  \n<html>",
        "<?xml version='1.0' encoding='utf-8'?>\n<!-- saved --><!doctype HTML><html>",
        "\ufeff<head></head>",
    ],
)
def test_a_page_is_known_by_its_content_under_any_suffix(opening):
    """A page saved as .txt is not captured with its tags as words."""
    page = f"{opening}<body><p>Mexico signed the agreement.</p></body>".encode()
    captured = capture(page, filename="page.txt")
    assert (captured.text, captured.media_type) == ("Mexico signed the agreement.", "text/html")


def test_a_page_in_utf16_is_known_too():
    """Content is judged after decoding, not by its first bytes."""
    page = "<html><body><p>México firmó el acuerdo.</p></body></html>".encode("utf-16")
    assert capture(page).text == "México firmó el acuerdo."


def test_a_fragment_is_a_page_by_its_suffix():
    """Without any frame of a page, .htm says that the tags are markup."""
    captured = capture(b"<p>Mexico signed.</p><p>Korea did not.</p>", filename="f.htm")
    assert captured.text == "Mexico signed.\nKorea did not."


def test_a_declared_media_type_decides():
    """What the server said of type and charset comes before content and suffix."""
    html = b"<html><body><p>Mexico signed.</p></body></html>"
    assert capture(html, media_type="text/plain").text == html.decode()
    as_page = capture(b"<p>a\xf1o nuevo</p>", media_type="Text/HTML; charset=ISO-8859-1")
    assert (as_page.text, as_page.media_type) == ("año nuevo", "text/html")
    assert capture(b"a\xf1o", media_type="text/plain; charset=windows-1252").text == "año"


@pytest.mark.parametrize("media_type", ["application/msword", "image/png", "", "nonsense"])
def test_other_media_types_are_refused(media_type):
    """An old Word file or an image is not read as text; the way out names what is."""
    with pytest.raises(UnsupportedMediaType, match="nothing can be captured") as refused:
        capture(b"words", media_type=media_type)
    assert "text/html" in refused.value.fix


@pytest.mark.parametrize(
    ("data", "filename", "error"),
    [
        (b"", "a.txt", EmptyText),
        (b" \r\n\t", "a.txt", EmptyText),
        (b"\xef\xbb\xbf\n", "a.md", EmptyText),
        (b"", "a.html", EmptyText),
        (b"\n ", "a.html", EmptyText),
        (b"<html><body></body></html>", "a.html", NoMainText),
        (b"<html><body><script>app()</script></body></html>", "a.html", NoMainText),
        (b"<html><frameset><frame src=a></frameset></html>", "a.html", NoMainText),
        (b"%PDF-1.7", "a.pdf", BrokenFile),
        (b"one\0two", "a.txt", BinaryContent),
        (b"<html><body>\0<p>x</p></body></html>", "a.html", BinaryContent),
        (b"red \x1b[31m alert", "a.txt", ForbiddenCharacter),
        (b"Mexico sign\xe9", "a.txt", BrokenEncoding),
        (b"<html><body><p>Mexico sign\xe9</p>", "a.html", BrokenEncoding),
    ],
)
def test_bad_input_gets_one_clear_error_that_names_its_source(data, filename, error):
    """Empty, binary, broken or wordless: each cause has an error of its own."""
    with pytest.raises(error) as refused:
        capture(data, filename=filename)
    assert filename in (refused.value.message + str(refused.value.where))
    assert refused.value.fix
    assert refused.value.exit_code is ExitCode.USAGE


def test_bytes_past_the_limit_are_refused_whoever_read_them():
    """The limit holds for bytes in memory too, not only for files."""
    with pytest.raises(TooLarge, match="more than the 10 MB"):
        capture(b"x" * (limits.CAPTURE_LIMIT + 1))


def test_plain_text_starts_no_program(monkeypatch):
    """Only pages need the other process; text is captured without it."""
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: pytest.fail("a program was run"))
    assert capture(b"Mexico signed.").text == "Mexico signed."
