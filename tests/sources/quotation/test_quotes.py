# ruff: noqa: RUF001  typographic marks are what the news prints
"""A quote is anchored where it stands, word for word and once, or refused with what would help."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.errors import ExitCode
from ledger.sources.quotation.folding import fold
from ledger.sources.quotation.quotes import anchor, excerpt_around, selector_for, verify
from ledger.sources.quotation.selector import (
    Anchor,
    ContextNotFound,
    EmptyQuote,
    QuoteAmbiguous,
    QuoteNotFound,
    QuoteTooLong,
    TextQuoteSelector,
)
from tests.growth.work import Meter, characters
from tests.thorough import examples

METER = Meter()
TEXT = "Mexico has signed.\nKorea has not signed.  Mexico will  ratify."


def find(text, exact, **context):
    return anchor(TextQuoteSelector(exact=exact, **context), text)


def test_a_quote_is_anchored_where_it_stands():
    """Code points into the captured text, and the words as they are there."""
    assert find(TEXT, "Korea has not signed") == Anchor(
        start=19, end=39, exact="Korea has not signed"
    )


def test_positions_count_code_points_not_bytes():
    """An emoji is one place, whatever it takes in UTF-8 or UTF-16."""
    assert find("🚀 한국 signed", "signed").start == 5


def test_white_space_does_not_matter_and_the_text_keeps_its_own():
    """The evidence is the document's words with the document's spaces."""
    found = find(TEXT, "signed.  Korea\u00a0has")
    assert found.exact == "signed.\nKorea has"
    assert TEXT[found.start : found.end] == found.exact


def test_accents_typed_apart_match_and_the_anchor_covers_them():
    """Composed finds decomposed and the other way round, whole letters each."""
    text = "el Gobierno de Me\u0301xico firmo\u0301."
    assert find(text, "México firmó").exact == "Me\u0301xico firmo\u0301"
    assert find("el Gobierno de México firmó.", "Me\u0301xico").exact == "México"


def test_soft_hyphens_inside_words_match():
    """A mark that nobody sees does not hide a word, and lies within its place."""
    assert find("nine ratifi\u00adcations were", "nine ratifications").end == 19


@pytest.mark.parametrize("blank", ["", " \n", "\u200b", "\u00ad\u00a0"])
def test_an_empty_quote_is_refused(blank):
    """Spaces and invisible marks are no words: such a quote would stand everywhere."""
    with pytest.raises(EmptyQuote, match="no words") as refused:
        TextQuoteSelector(exact=blank)
    assert refused.value.exit_code is ExitCode.USAGE


def test_a_long_quote_is_refused_with_its_length():
    """2,000 characters pass, one more does not, and context is bound in the same way."""
    with pytest.raises(QuoteTooLong, match="the quote has 2,001 characters, more than the 2,000"):
        TextQuoteSelector(exact="x" * 2001)
    with pytest.raises(QuoteTooLong, match="the suffix has"):
        TextQuoteSelector(exact="x", suffix="y" * 2001)
    assert len(TextQuoteSelector(exact="x" * 2000).exact) == 2000


def test_words_that_are_not_there_are_refused_with_the_nearest_passage():
    """The sentence of the issue's own example."""
    text = "Before it. With 9 of 11 required ratifications, ALCE is nearing entry. After it."
    with pytest.raises(QuoteNotFound) as refused:
        find(text, "With 8 of 11 required ratifications, ALCE is")
    error = refused.value
    assert error.nearest == "With 9 of 11 required ratifications, ALCE is"
    assert error.differences == ()
    assert error.message == (
        "the quote does not stand in its document;"
        ' nearest: "With 9 of 11 required ratifications, ALCE is"'
    )
    assert error.fix == "copy the words from the article, or capture the other document"
    assert error.exit_code is ExitCode.USAGE


def test_where_nothing_is_near_no_passage_is_shown():
    """A passage that is not similar would only mislead."""
    with pytest.raises(QuoteNotFound) as refused:
        find(TEXT, "the moon is made of cheese")
    assert refused.value.nearest is None
    assert refused.value.message == "the quote does not stand in its document"


@pytest.mark.parametrize(
    ("quote", "right", "what"),
    [
        ("MEXICO’S Senate", "Mexico’s Senate", "capital letters"),
        ("Maria Vázquez", "María Vázquez", "accents"),
        ('"A formal', "“a formal", "capital letters and quotation marks"),
        ("MEXICO'S Senate", "Mexico’s Senate", "capital letters and quotation marks"),
        ("Pena", "Peña", "accents"),
        ("atified", "ratified", "a word cut in two"),
    ],
)
def test_what_differs_only_slightly_is_said_and_the_right_words_are_given(quote, right, what):
    """Verbatim is verbatim: it is refused all the same, but one can copy the words."""
    text = "Mexico’s Senate ratified “a formal deal” (2019–2024), María Vázquez Peña said."
    with pytest.raises(QuoteNotFound) as refused:
        find(text, quote)
    assert refused.value.nearest == right
    assert refused.value.message.endswith(f": it differs only in {what}")
    assert refused.value.fix == f'copy these words: "{right}"'
    assert find(text, right).exact == right


def test_korean_syllables_are_not_letters_with_accents():
    """Their decompositions share initials; nothing differs only in accents there."""
    with pytest.raises(QuoteNotFound) as refused:
        find("한국과 멕시코가 서명했다", "하군과")
    assert refused.value.differences == ()


def test_part_of_a_word_is_not_a_quote():
    """The words may mean the opposite: unsigned, or another number: 19 of 11."""
    with pytest.raises(QuoteNotFound, match="a word cut in two"):
        find("The deal is unsigned.", "signed")
    with pytest.raises(QuoteNotFound, match="a word cut in two"):
        find("19 of 110 are in", "9 of 11")


def test_a_short_message_about_a_long_passage():
    """Some 240 characters of it; all of it stands in the error for those who lay it out."""
    words = " ".join(f"word{i}" for i in range(200))
    with pytest.raises(QuoteNotFound) as refused:
        find(words, words.replace("word7 ", "ward7 "))
    assert refused.value.nearest == words
    assert len(refused.value.message) < 320
    assert refused.value.message.endswith(' …"')


def test_a_quote_that_stands_twice_needs_context_and_is_told_which():
    """The fewest words that single out each place; and they do."""
    with pytest.raises(QuoteAmbiguous) as refused:
        find(TEXT, "Mexico")
    error = refused.value
    assert error.message == "the quote stands 2 times in its document"
    assert [(choice.prefix, choice.suffix) for choice in error.choices] == [
        ("", "has"),
        ("signed.", ""),
    ]
    assert error.fix == (
        'say which one, with suffix "has" for [Mexico] has signed. Korea has not signed…;'
        ' or prefix "signed." for …has signed. Korea has not signed. [Mexico]'
        " will ratify."
    )
    assert error.exit_code is ExitCode.USAGE
    for choice, start in zip(error.choices, (0, 42), strict=True):
        found = find(TEXT, "Mexico", prefix=choice.prefix, suffix=choice.suffix)
        assert found.start == start


def test_both_sides_are_asked_for_where_neither_is_enough():
    """Only the place that needs both gets both in the advice."""
    text = "red x blue, red x green, black x blue"
    with pytest.raises(QuoteAmbiguous) as refused:
        find(text, "x")
    choices = [(choice.prefix, choice.suffix) for choice in refused.value.choices]
    assert choices == [("red", "blue"), ("", "green"), ("black", "")]
    assert 'prefix "red" and suffix "blue"' in refused.value.fix


def test_only_the_first_places_are_shown_and_all_are_counted():
    """Five thousand places: three choices, the true count, and a longer quote as advice."""
    with pytest.raises(QuoteAmbiguous) as refused:
        find("word " * 5000, "word")
    assert refused.value.count == 5000
    assert len(refused.value.choices) == 3
    assert "5,000 times" in refused.value.message
    assert "a longer quote for" in refused.value.fix


def test_where_no_words_near_tell_places_apart_a_longer_quote_is_asked_for():
    """Advice that would not help is not given."""
    text = "same words all over again " * 60 + "x"
    with pytest.raises(QuoteAmbiguous) as refused:
        find(text, "over", suffix="again same words all over again same")
    assert "a longer quote for" in refused.value.fix


def test_overlapping_places_count():
    """A quote that overlaps itself is as ambiguous as any other."""
    with pytest.raises(QuoteAmbiguous) as refused:
        find("no no no", "no no")
    assert refused.value.count == 2


def test_context_tells_places_apart_with_or_without_the_space_between():
    """Users copy context with or without its space, and mean the same."""
    for prefix in ("not ", "not", " has\nnot"):
        assert find(TEXT, "signed", prefix=prefix).start == 33
    for suffix in (". Korea", ".\u00a0Korea"):
        assert find(TEXT, "signed", suffix=suffix).start == 11
    assert find(TEXT, "Mexico", suffix="will").start == find(TEXT, "Mexico", suffix=" will").start


def test_context_that_is_not_there_is_refused_as_such():
    """The words stand there: saying that they do not would mislead."""
    with pytest.raises(ContextNotFound, match="stands once in its document") as once:
        find(TEXT, "Korea", prefix="South")
    assert once.value.fix.endswith("or no prefix and suffix")
    with pytest.raises(ContextNotFound, match="stands 2 times") as twice:
        find(TEXT, "Mexico", prefix="New")
    assert "no prefix" not in twice.value.fix


def test_a_place_is_verified_to_the_character():
    """Where the text changed, the anchor is an orphan; the words elsewhere do not save it."""
    found = find(TEXT, "Mexico will  ratify")
    assert verify(found, TEXT)
    assert not verify(found, "x" + TEXT)
    assert not verify(found, TEXT.replace("  ", " "))
    assert not verify(found, TEXT[: found.end - 1])
    assert not verify(Anchor(start=-6, end=-1, exact="ratify"[:5]), "will ratify.")
    assert not verify(Anchor(start=3, end=3, exact=""), TEXT)


def test_an_excerpt_shows_the_quote_between_whole_words():
    """Context is cut at words and says with dots where the text goes on."""
    shown = excerpt_around(TEXT, find(TEXT, "not signed"), 12)
    assert str(shown) == "…Korea has [not signed]. Mexico…"
    assert shown.quote == "not signed"
    whole = excerpt_around(TEXT, find(TEXT, "not signed"), 500)
    assert str(whole) == "Mexico has signed. Korea has [not signed]. Mexico will ratify."


def test_an_excerpt_without_room_is_the_quote_alone():
    """The quote is never cut to make an excerpt fit."""
    assert str(excerpt_around(TEXT, find(TEXT, "not signed"), 0)) == "… [not signed]…"


def test_an_excerpt_knows_that_the_text_goes_on_beyond_much_white_space():
    """Five hundred spaces are not taken for the end of the text."""
    space = " " * 500
    text = f"first{space}near the quote so{space}last"
    assert str(excerpt_around(text, find(text, "the quote"), 12)) == "…near [the quote] so…"


def test_an_excerpt_of_a_long_text_looks_only_near():
    """Four megabytes around a quote are as much work to it as four thousand characters."""
    works = []
    for words in (400, 400_000):
        text = "word " * words + "here it stands " + "word " * words
        found = find(text, "here it stands")
        with METER.counting() as work, characters() as taken:
            shown = excerpt_around(text, found, 12)
        assert str(shown) == "…word word [here it stands] word word…"
        works.append((work.lines, taken.total()))
    assert works[0] == works[1]


def test_a_selector_is_built_with_context_on_both_sides():
    """A place becomes a quote with whole words before and after it."""
    made = selector_for(TEXT, 42, 48)
    assert made == TextQuoteSelector(
        exact="Mexico", prefix="signed. Korea has not signed.", suffix="will ratify."
    )


def test_a_selector_reaches_further_where_the_text_repeats_itself():
    """Its context grows past the usual 32 characters until the place is the only one."""
    text = "a" + " same words" * 20 + " here" + " same words" * 20 + " b"
    places = [i for i in range(len(text)) if text.startswith("same", i)]
    made = selector_for(text, places[12], places[12] + 4)
    assert anchor(made, text).start == places[12]
    assert len(made.prefix) > 32


def test_a_selector_for_a_text_without_end_of_repetition_is_refused():
    """Where no context within the limit would do, none is pretended."""
    text = "same words " * 2000
    middle = len(text) // 2
    start = text.index("same", middle)
    with pytest.raises(QuoteAmbiguous):
        selector_for(text, start, start + 4)


def test_a_selector_for_part_of_a_word_or_for_nothing_is_refused():
    """What could not be found as a quote is not made into one."""
    with pytest.raises(QuoteNotFound, match="a word cut in two"):
        selector_for("The deal is unsigned.", 14, 20)
    with pytest.raises(EmptyQuote):
        selector_for(TEXT, 6, 7)


law = examples(75)
WORDS = st.lists(
    st.sampled_from(
        ["no", "no", "9", "of", "11", "México", "한국은", "co-op", "(ALCE)", "“a”", "x."]
    ),
    min_size=1,
    max_size=25,
)
SPACES = ["\n", "  ", "\u00a0", " \u200b", "\u2009\t", "\r\n\r\n", " "]


@st.composite
def spans(draw):
    """A text of words, and a span of some of them."""
    words = draw(WORDS)
    gaps = [draw(st.sampled_from(SPACES)) for _ in words]
    text = ""
    bounds = []
    for word, gap in zip(words, gaps, strict=True):
        bounds.append((len(text), len(text) + len(word)))
        text += word + gap
    first = draw(st.integers(0, len(words) - 1))
    last = draw(st.integers(first, len(words) - 1))
    return text, bounds[first][0], bounds[last][1]


def occurrences(quote, text):
    """How often a quote stands in a text, overlaps included, by the plainest means."""
    text, quote = fold(text), fold(quote)
    return sum(
        text.startswith(quote, i)
        and (i == 0 or not text[i - 1].isalnum())
        and not text[i + len(quote) : i + len(quote) + 1].isalnum()
        for i in range(len(text))
    )


@law
@given(spans())
def test_any_words_of_a_text_anchor_to_themselves_or_are_counted(span):
    """A quote that stands once is found to the character; else the count is right."""
    text, start, end = span
    expected = occurrences(text[start:end], text)
    if expected == 1:
        found = find(text, text[start:end])
        assert (found.start, found.end, found.exact) == (start, end, text[start:end])
    else:
        with pytest.raises(QuoteAmbiguous) as refused:
            find(text, text[start:end])
        assert refused.value.count == expected > 1


@law
@given(spans())
def test_a_selector_built_for_a_span_anchors_to_that_span(span):
    """Built for a place, it finds that place, however often its words stand there."""
    text, start, end = span
    found = anchor(selector_for(text, start, end), text)
    assert (found.start, found.end) == (start, end)
    assert verify(found, text)


@law
@given(spans(), st.randoms(use_true_random=False))
def test_white_space_laid_anew_changes_no_anchor(span, random):
    """The same selector finds the same words in the text with other white space."""
    text, start, end = span
    selector = selector_for(text, start, end)
    anew = "".join(word + random.choice(SPACES) for word in fold(text).split(" "))
    found = anchor(selector, anew)
    assert fold(found.exact) == fold(text[start:end])
    assert len(fold(anew[: found.start]).split()) == len(fold(text[:start]).split())


@law
@given(spans())
def test_every_suggestion_singles_out_its_place(span):
    """Each advised context, when it is followed, leads to another place, in order."""
    text, start, end = span
    text += text
    with pytest.raises(QuoteAmbiguous) as refused:
        find(text, text[start:end])
    starts = []
    for choice in refused.value.choices:
        context = {"prefix": choice.prefix, "suffix": choice.suffix}
        starts.append(find(text, text[start:end], **context).start)
    assert starts == sorted(set(starts))


QUOTES_OF_THX = [
    "“This meeting reaffirms the willingness of the Government of Mexico",
    "With 9 of 11 required ratifications, ALCE is nearing entry into force",
    "the agreement lays the groundwork for co-development",
    "the two nations must negotiate and ratify a formal aerospace cooperation agreement",
    "may also require regulatory approval by each country’s respective space and aviation",
    "Both sides are expected to continue discussions",
]


@pytest.mark.parametrize("quote", QUOTES_OF_THX)
def test_quotes_of_a_real_article_stand_in_it(quote, thx):
    """An analyst's quotes are found in the printed article, letter for letter."""
    found = find(thx, quote)
    assert found.exact == quote
    assert verify(found, thx)


def test_each_sentence_of_a_real_article_anchors_to_its_place(article):
    """Every line of it, by a selector built for its span."""
    text = article.decode()
    for line in filter(None, text.split("\n")):
        start = text.index(line)
        found = anchor(selector_for(text, start, start + len(line)), text)
        assert found == Anchor(start=start, end=start + len(line), exact=line)


def test_a_quote_with_typed_marks_is_found_and_kept_as_printed(thx):
    """The evidence is what stands in the document, whatever was typed."""
    quote = 'Training opportunities like Amexcid\'s "Women In The Sky" aerospace program'
    assert "Amexcid’s “Women In The Sky”" in find(thx, quote).exact


COPIED = [
    ("ratiﬁcation was de-\nposited", "ratification was deposited"),
    ("a follow-\nup meeting", "a follow-up meeting"),
    ("nine rati\xad\n fications", "nine ratifications"),
    ("Mexico’s “formal deal” (2019–2024)", 'Mexico\'s "formal deal" (2019-2024)'),
    ("\u202bMexico\u202c signed\u2069 it", "Mexico signed it"),
    ("서울・부산 협정", "서울·부산 협정"),
    ("ＡＬＣＥ ９ of １１", "ALCE 9 of 11"),
    ("Cuba\tratified\t2024", "Cuba ratified 2024"),
    ("so it is…", "so it is..."),
]


@pytest.mark.parametrize(("text", "quote"), COPIED)
def test_words_as_a_viewer_copies_them_are_found_where_they_stand(text, quote):
    """The other way round too: the document may be the copy."""
    for document, words in ((text, quote), (quote, text)):
        found = find(f"Before it. {document} and after.", words)
        assert found.exact in document


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("to re-sign it", "to resign it"),
        ("9 de 11² Estados", "9 de 112 Estados"),
        ("12\n3 States", "123 States"),
        ("10-\n12 States", "1012 States"),
        ("it was formal", "it was normal"),
        ("México", "Mexico"),
        ("unsigned “deal”", 'signed "deal"'),
    ],
)
def test_other_words_and_other_numbers_are_never_found(text, quote):
    """Typography is folded; a letter, a figure, an accent or a hyphen in a line is not."""
    with pytest.raises(QuoteNotFound):
        find(text, quote)


@examples(100)
@given(st.sampled_from(COPIED), st.integers(0, 60), st.sampled_from("xqzé7"))
def test_one_changed_letter_or_figure_never_matches(pair, at, other):
    """Whatever is folded, the words stay the words."""
    text, quote = pair
    at %= len(quote)
    changed = quote[:at] + other + quote[at + 1 :]
    if quote[at].isalnum() and quote[at] != other:
        with pytest.raises(QuoteNotFound):
            find(text, changed)


def test_a_long_quote_in_nine_megabytes_of_one_word_is_refused():
    """Places are counted up to a bound: the work does not grow with the text's repetition."""
    quote, works = ("word " * 390).strip(), []
    for words in (20_000, 80_000):
        with METER.counting() as work, pytest.raises(QuoteAmbiguous):
            find("word " * words, quote)
        works.append(work.lines)
    assert works[0] == works[1]
    with pytest.raises(QuoteAmbiguous):
        find("word " * 1_900_000, quote)


def noisy(thx, words):
    """The words of an article in another order, so many, and in their middle the article."""
    order = thx.split()
    noise = [order[(i * i) % len(order)] for i in range(words)]
    return " ".join([*noise[: words // 2], thx, *noise[words // 2 :]])


def test_a_megabyte_is_searched_and_advised_upon(thx):
    """Found where it stands; of what does not stand there, what was meant is shown."""
    text = noisy(thx, 140_000)
    assert len(text) > 1_000_000
    sentence = thx[thx.index("Any proposals") : thx.index("An Opportune Moment")].strip()
    assert find(text, sentence).exact == sentence
    with pytest.raises(QuoteNotFound) as refused:
        find(text, sentence.replace("regulatory", "regulative").replace("Outer ", ""))
    assert refused.value.nearest.startswith("Any proposals for technology transfers")
    assert refused.value.nearest.rstrip(".").endswith("Space Treaty")


def test_a_text_is_searched_and_advised_upon_in_work_by_its_length(thx):
    """Four times the text, about four times what is run and read, for a place and for advice."""
    sentence = thx[thx.index("Any proposals") : thx.index("An Opportune Moment")].strip()
    other = sentence.replace("regulatory", "regulative").replace("Outer ", "")
    searched, advised = [], []
    for words in (10_000, 40_000):
        text = noisy(thx, words)
        with METER.counting() as work, characters() as taken:
            assert find(text, sentence).exact == sentence
        searched.append((work.lines, taken.total()))
        text += "."  # not the one that is kept folded
        with METER.counting() as work, characters() as taken, pytest.raises(QuoteNotFound):
            find(text, other)
        advised.append((work.lines, taken.total()))
    for first, last in (*zip(*searched, strict=True), *zip(*advised, strict=True)):
        assert 0 < last < 5 * first
