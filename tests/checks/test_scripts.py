"""Look-alike letters of another script in a name are named; names in one script are left alone."""

import pytest

from ledger.claims.commands import Describe, Retract
from ledger.claims.developments import MeetingHeld
from ledger.claims.entities import Party


def found(desk):
    return [
        (one.subject, one.sentence)
        for one in desk.ledger.check(desk.at("2024-12-01"), ["names-in-one-script"])
    ]


def test_a_word_of_two_scripts_is_named_with_its_letters(desk):
    """The eye cannot see it: the word and both scripts are spelled out."""
    desk.tell(Describe(entity=Party(id="x", name="The P\u0430per")))
    assert [
        ("x", "The P\u0430per: the word P\u0430per mixes letters of Latin and Cyrillic")
    ] == found(desk)
    desk.tell(Describe(entity=Party(id="x", name="The Paper")), replace=True)
    assert [] == found(desk)


def test_a_name_that_only_looks_like_another_is_named_with_it(desk):
    """COCA in Latin letters, COCA in Cyrillic ones."""
    desk.tell(Describe(entity=Party(id="x", name="COCA")))
    desk.tell(Describe(entity=Party(id="y", name="\u0421\u041e\u0421\u0410")))
    assert [("y", "\u0421\u041e\u0421\u0410 looks like COCA (x), in letters of Cyrillic")] == found(
        desk
    )


@pytest.mark.parametrize(
    ("name", "sign"),
    [
        ("Mex\u200bico", "U+200B, which cannot be seen"),
        ("Mex\u00adico", "U+00AD, which cannot be seen"),
        ("Kor\u3164ea", "U+3164, which cannot be seen"),
        ("M\ufffdxico", "U+FFFD, which stands for letters that were lost"),
    ],
)
def test_a_letter_that_is_not_there_to_be_read_is_named(desk, name, sign):
    """A name that differs from another by what nobody sees, or has lost a letter on the way."""
    desk.tell(Describe(entity=Party(id="x", name=name)))
    assert [("x", f"{name}: holds {sign}")] == found(desk)


@pytest.mark.parametrize(
    "name",
    [
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        "\u041f\u0440\u0430\u0432\u0434\u0430",
        "T\u00fcrkiye",
        "\ud55c\uad6d KARI",
        "ALCE \u03b1",
        "\u00b5m",
    ],
)
def test_names_in_one_script_and_names_of_two_words_in_two_are_right(desk, name):
    """Accents, Korean with a Latin acronym and a Greek symbol are no deceit."""
    desk.tell(Describe(entity=Party(id="x", name=name)))
    assert [] == found(desk)


def test_a_publisher_that_looks_like_another_is_named_until_its_document_is_retracted(desk):
    """A false publisher would count as a second source."""
    desk.document("d", "2024-06-01", publisher="The Paper")
    desk.claim("d", MeetingHeld(host="a"))
    desk.document("e", "2024-06-02", publisher="The P\u0430per")
    desk.claim("e", MeetingHeld(host="a"))
    assert ["e"] == [subject for subject, _ in found(desk)]
    desk.tell(Retract(target="e", by="ledger", reason="captured under a wrong name"))
    assert [] == found(desk)


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("Mex\u200bico", "write it again without that sign, with --replace"),
        ("M\ufffdxico", "write it again with its letters, with --replace"),
        ("The P\u0430per", "write it in one script, with --replace, if it is a slip"),
    ],
)
def test_the_advice_fits_the_mistake(desk, name, advice):
    """A sign that nobody sees is no question of scripts, nor is a letter that was lost."""
    desk.tell(Describe(entity=Party(id="x", name=name)))
    (named,) = desk.ledger.check(desk.at("2024-12-01"), ["names-in-one-script"])
    assert named.fix == advice
