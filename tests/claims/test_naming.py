"""Parties by id, name, alias or code: meant by one word alone, or asked about; never guessed."""

from __future__ import annotations

import pytest

from ledger.claims.commands import Describe
from ledger.claims.decision.refusals import Refusals
from ledger.claims.developments import ConsentsCounted, MeetingHeld
from ledger.claims.entities import Instrument, Partnership, Party
from ledger.claims.naming import check_code
from ledger.claims.vocabulary import PartyKind
from ledger.errors import Problems


@pytest.fixture
def named(desk):
    """A desk that knows KARI and the Mexican agency by their names in several languages."""
    desk.tell(
        Describe(
            entity=Party(
                id="kari",
                name="Korea Aerospace Research Institute",
                type=PartyKind.AGENCY,
                aliases=("한국항공우주연구원", "KARI"),
            )
        ),
        Describe(
            entity=Party(
                id="aem",
                name="Mexican Space Agency",
                aliases=("Agencia Espacial Mexicana", "the agency"),
            )
        ),
        Describe(entity=Party(id="aeb", name="Brazilian Space Agency", aliases=("The Agency",))),
        Describe(entity=Party(id="mexico", name="Mexico", type=PartyKind.STATE, code="MEX")),
    )
    desk.document("d", "2024-05-01")
    return desk


def problems(attempt):
    """What is refused."""
    with pytest.raises(Problems) as caught:
        attempt()
    return caught.value.problems


@pytest.mark.parametrize(
    ("word", "party"),
    [
        ("kari", "kari"),
        ("Korea Aerospace  research institute", "kari"),
        ("한국항공우주연구원", "kari"),
        ("agencia espacial méxicana", "aem"),
        ("MEX", "mexico"),
    ],
)
def test_a_name_that_one_party_alone_has_is_its_id(named, word, party):
    """Case, accents and double spaces are folded; the claim holds the id."""
    claim = named.claim("d", MeetingHeld(host=word, participants=("a", word)), asserted_by=word)
    held = named.ledger.show(claim).event.claim
    assert (party, ("a", party)) == (held.development.host, held.development.participants)
    assert party == held.asserted_by


def test_descriptions_take_names_too(named):
    """Wherever an id may stand, a name or code of one party is read as its id."""
    named.tell(
        Describe(entity=Partnership(id="q", title="Q", parties=("MEX", "kari"))),
        Describe(entity=Instrument(id="j", title="J", between=("Mexico", "a"), depositary="MEX")),
        Describe(entity=Party(id="unit", name="Unit", part_of="Mexican Space Agency")),
    )
    names = named.ledger.entities()
    assert ("mexico", "kari") == names.partnerships["q"].parties
    assert (("mexico", "a"), "mexico") == (
        names.instruments["j"].between,
        names.instruments["j"].depositary,
    )
    assert "aem" == names.parties["unit"].part_of


def test_an_unknown_name_is_asked_about_with_near_ids_and_names(named):
    """Korean for Korea is a question to the user, and not taken for it."""
    (problem,) = problems(
        lambda: named.claim("d", MeetingHeld(host="Korean Aerospace Research Institute"))
    )
    assert "not-known" == problem.code
    assert "did you mean kari (Korea Aerospace Research Institute)?" in problem.fix


def test_a_name_that_two_parties_have_is_refused_naming_both(named):
    """A name that differs in capitals alone from another's is still ambiguous."""
    (problem,) = problems(lambda: named.claim("d", MeetingHeld(host="the agency")))
    assert "ambiguous-party" == problem.code
    assert "aeb (Brazilian Space Agency), aem (Mexican Space Agency)" in problem.message


def test_every_unknown_name_of_a_list_is_told(named):
    """All of them in one run; the known one between them is no mistake."""
    counted = ConsentsCounted(instrument="i", count=2, named=("zanzibar", "MEX", "ruritania"))
    found = problems(lambda: named.claim("d", counted))
    assert ["no such party: zanzibar", "no such party: ruritania"] == [one.message for one in found]


@pytest.mark.parametrize("code", ["KR", "KOR", "kor", "410", "YUG"])
def test_a_states_code_is_one_of_iso_3166(desk, code):
    """Of today, or of a State that is dissolved."""
    desk.tell(Describe(entity=Party(id="x", name="X", type=PartyKind.STATE, code=code)))


def test_a_code_that_no_state_has_is_refused_and_the_right_one_suggested(desk):
    """By the State's name; where no State has it, nothing is suggested."""
    state = Party(id="x", name="Mexico", type=PartyKind.STATE, code="MXC")
    (problem,) = problems(lambda: desk.tell(Describe(entity=state)))
    assert ("no-such-code", "code") == (problem.code, problem.field)
    assert "perhaps MEX" in problem.fix
    lost = Party(id="x", name="Ruritania", type=PartyKind.STATE, code="RRT")
    (problem,) = problems(lambda: desk.tell(Describe(entity=lost)))
    assert "perhaps" not in problem.fix


@pytest.mark.parametrize(
    ("name", "code", "owner", "own"),
    [
        ("Georgia", "GA", "Gabon", "GE, GEO"),
        ("Austria", "AUS", "Australia", "AT, AUT"),
        ("Niger", "NG", "Nigeria", "NE, NER"),
        ("guinea", "gnq", "Equatorial Guinea", "GN, GIN"),
        ("Slovakia", "705", "Slovenia", "SK, SVK"),
    ],
)
def test_a_code_that_is_another_states_is_refused_with_both(desk, name, code, owner, own):
    """The name is one State's and the code another's: whichever is meant, the way out says how."""
    state = Party(id="x", name=name, type=PartyKind.STATE, code=code)
    (problem,) = problems(lambda: desk.tell(Describe(entity=state)))
    assert ("other-states-code", "code") == (problem.code, problem.field)
    assert owner in problem.message
    assert own in problem.fix


@pytest.mark.parametrize(
    ("name", "aliases", "code"),
    [
        ("Georgia", (), "GE"),
        ("Sakartvelo", (), "GEO"),
        ("Sakartvelo", ("Georgia",), "GEO"),
        ("Kingdom of Sweden", (), "SE"),
        ("Congo", ("DR Congo",), "COG"),
    ],
)
def test_a_name_of_its_own_or_one_that_iso_does_not_have_goes_with_its_code(
    desk, name, aliases, code
):
    """No name is said to contradict the code, even where another State has a like one."""
    desk.tell(
        Describe(entity=Party(id="x", name=name, aliases=aliases, type=PartyKind.STATE, code=code))
    )


def test_an_organisation_has_a_code_of_its_own(desk):
    """Only States are held to ISO 3166."""
    desk.tell(Describe(entity=Party(id="x", name="X", type=PartyKind.ORGANISATION, code="ALCE")))


def test_a_name_that_moved_to_another_party_is_refused_with_both(desk):
    """An older file meant the one that had it, a newer one the one that has it: nobody guesses."""
    desk.tell(Describe(entity=Party(id="korea", name="Korea", aliases=("ROK",))))
    old = "- {kind: party, id: kari, name: KARI, part_of: ROK}"
    desk.ledger.import_entries(old)
    desk.ledger.import_entries("- {kind: party, id: korea, aliases: [], name: Korea}", replace=True)
    desk.tell(Describe(entity=Party(id="rok-foundation", name="ROK")))
    with pytest.raises(Problems) as caught:
        desk.ledger.import_entries(old)
    (problem,) = caught.value.problems
    assert ("moved-name", 1) == (problem.code, problem.where.line)
    assert "ROK is a name of rok-foundation (ROK) now, and was one of korea (Korea)" in str(problem)
    assert "give the id" in problem.fix
    desk.ledger.import_entries("- {kind: party, id: kari, name: KARI, part_of: korea}")


def test_a_name_that_one_party_alone_ever_had_is_still_its_own(desk):
    """A renamed party is found by its old name, so that older files go on working."""
    desk.tell(Describe(entity=Party(id="korea", name="Corea")))
    desk.tell(Describe(entity=Party(id="korea", name="Korea")), replace=True)
    desk.ledger.import_entries("- {kind: party, id: kari, name: KARI, part_of: Corea}")
    assert "korea" == desk.ledger.entities().parties["kari"].part_of


@pytest.mark.parametrize(
    ("name", "wrong", "right"),
    [
        ("Corea del Sur", "KP", "KR"),
        ("대한민국", "PRK", "KOR"),
        ("Suiza", "SE", "CH"),
        ("Níger", "NGA", "NER"),
        ("나이지리아", "NE", "NG"),
    ],
)
def test_a_state_named_in_another_language_bears_no_other_states_code(name, wrong, right):
    """Spanish and Korean names are known as English ones are."""
    for code, problems in ((wrong, ["other-states-code"]), (right, [])):
        refusals = Refusals()
        party = Party(id="s", name=name, type=PartyKind.STATE, code=code)
        check_code(party, refusals)
        assert problems == [problem.code for problem in refusals.problems]
