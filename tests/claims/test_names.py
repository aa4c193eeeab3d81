"""Names by id, as an answer carries them for its pages."""

from __future__ import annotations

import attrs

from ledger.claims.as_json import plain
from ledger.claims.names import FOR_PAGES, NAMELESS, Names

NAMES = Names({"alce": "the Convention", "mexico": "Mexico"})


@attrs.frozen
class Answer:
    """An answer on one party."""

    party: str
    names: Names = attrs.field(default=NAMELESS, eq=False, metadata=FOR_PAGES)


def test_a_place_in_something_has_the_names_of_both():
    """A party's position is the instrument's title and the party's name."""
    assert "the Convention, Mexico" == NAMES.of("alce/mexico")
    assert "the Convention, ruritania" == NAMES.of("alce/ruritania")


def test_what_has_no_name_stands_as_its_id():
    """Also a place in something unknown: half a name would read as a whole one."""
    assert ("ruritania", "treaty/mexico") == NAMES.each(("ruritania", "treaty/mexico"))


def test_more_names_change_none_that_is_there():
    """What is called something already keeps its name."""
    more = NAMES.with_more({"mexico": "another", "pact/ratification": "approval at home"})
    assert ("Mexico", "approval at home") == more.each(("mexico", "pact/ratification"))


def test_plain_data_has_ids_and_leaves_the_names_out():
    """The names are for pages; a program that reads an answer has the ids."""
    assert {"party": "mexico"} == plain(Answer("mexico", NAMES))


def test_an_answer_is_the_same_whatever_names_came_along():
    """Names are for pages: answers that say the same are equal, and have one hash."""
    assert Answer("mexico", NAMES) == Answer("mexico")
    assert hash(Answer("mexico", NAMES)) == hash(Answer("mexico"))
