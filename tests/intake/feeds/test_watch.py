"""Which entries are wanted: by the names of parties in every language, whole words only."""

from __future__ import annotations

import pytest

from ledger.intake.feeds.watch import Watch

PARTIES = {
    "mexico": ("United Mexican States", "Mexico", "México", "멕시코"),
    "korea": ("Republic of Korea", "South Korea", "Corea del Sur", "대한민국", "한국", "ROK"),
}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("MEXICO signs", ("Mexico",)),
        ("Visita a Corea del Sur", ("Corea del Sur",)),
        ("한국은 멕시코와 서명했다", ("멕시코", "한국")),
        ("The ROK and Mexico", ("Mexico", "ROK")),
        ("The rok crawler", None),
        ("New Mexicoland opens", None),
        ("Nothing of the sort", None),
        ("Gobierno de me\u0301xico", ("Mexico",)),
    ],
)
def test_a_party_is_named_by_any_of_its_names(text, names):
    """Whatever case and accents; with a Korean particle; short names in capitals alone."""
    assert Watch(parties=PARTIES).wants(text) == names


def test_so_many_parties_must_be_named_or_a_word():
    """Two of two; a word is enough on its own."""
    watch = Watch(parties=PARTIES, at_least=2, words=("satélite",))
    assert watch.wants("Mexico alone") is None
    assert watch.wants("Mexico and South Korea") == ("Mexico", "South Korea")
    assert watch.wants("un satelite nuevo") == ("satélite",)
    assert Watch(parties=PARTIES, at_least=5).wants("Mexico, South Korea") is not None


def test_without_names_and_words_everything_is_wanted():
    """A feed that is about one thing needs no words."""
    assert Watch().wants("anything") == ()
