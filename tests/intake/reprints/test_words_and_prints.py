"""Words as they are compared, and the prints by which texts that share some are found."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from ledger.intake.reprints.prints import RUN, SHORT, WINDOW, prints_of, runs_of
from ledger.intake.reprints.words import WORD, words_of
from tests.thorough import examples

ALPHABET = st.sampled_from([f"w{n}" for n in range(400)])
WORDS = st.lists(ALPHABET, min_size=0, max_size=400)


def test_case_accents_and_punctuation_make_no_other_word():
    """Outlets print a name in their own way; Korean ones set spaces in their own way."""
    assert words_of("RATIFICACIÓN, (México)").words == words_of("ratificacion Mexico").words
    assert words_of("11개국 중 9개국이").words == words_of("11 개국중 9개국 이").words
    text = "«Año» 한국"
    words = words_of(text)
    assert [text[a:b] for a, b in zip(words.starts, words.ends, strict=True)] == ["Año", "한", "국"]


def test_words_between_quotation_marks_are_told_apart():
    """In the marks of each language; an apostrophe opens nothing."""
    for text in ('He said "we won" today', "Él dijo «hemos ganado» hoy", "그는 “우리가” 말"):
        words = words_of(text)
        inside = [word for word, quoted in zip(words.words, words.quoted, strict=True) if quoted]
        assert 1 < len(inside) < len(words.words), text
    assert not any(words_of("Mexico's and Korea's ministers").quoted)


def test_a_run_weighs_as_much_in_every_script():
    """Six words, or twelve letters of a script that sets no spaces between words."""
    assert runs_of(words_of("a b c d e f g")) == [(0, 6), (1, 7)]
    assert runs_of(words_of("가나다라마바사아자차카타파")) == [(0, 12), (1, 13)]
    assert RUN == 6 * WORD


def test_a_text_too_short_for_a_run_has_no_print():
    """Nothing is said of a headline."""
    assert prints_of("Five words are no run") == frozenset()
    assert len(prints_of("six words are a run already")) == 1


def test_the_prints_of_a_text_never_change():
    """They are kept: another process, another day, another machine must have the same."""
    assert sorted(prints_of("nine of the eleven states have ratified the convention")) == sorted(
        prints_of("Nine of the eleven States have ratified the Convention!")
    )
    text = " ".join(f"word{n}" for n in range(40))
    assert min(prints_of(text)) == 401939804702690754


@examples(60)
@given(WORDS, WORDS, WORDS, WORDS)
def test_two_texts_that_share_a_run_of_words_share_a_print(before, after, first, last):
    """Whatever stands around it: so nothing that is worth comparing is missed."""
    chosen = random.Random(7)  # noqa: S311 - no secret
    shared = [f"s{chosen.randrange(10**9)}" for _ in range(RUN // WORD + WINDOW - 1)]
    ours, theirs = " ".join([*before, *shared, *after]), " ".join([*first, *shared, *last])
    assert prints_of(ours) & prints_of(theirs)


def test_a_long_text_keeps_few_prints_and_a_short_one_more():
    """About one run in eight; of a short text enough to be found by."""
    long = prints_of(" ".join(f"w{n}" for n in range(8_000)))
    assert 8_000 / 10 < len(long) < 8_000 / 6
    short = prints_of(" ".join(f"w{n}" for n in range(SHORT)))
    assert len(short) > SHORT / 4
