"""One way to name an event, and an erasure that shows what it takes before it does."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest

from tests.cli.conftest import desk_in

ENTRIES = """
- {kind: partnership, id: mk, title: MK, parties: [mexico]}
- {kind: party, id: mexico, name: Mexico}
- kind: opinion-stated
  id: "3"
  document: news
  partnership: mk
  topic: three
  quote: declined to say more
"""


@pytest.fixture(scope="module")
def first_numbered(tmp_path_factory):
    """The folder of that ledger, made once; no test works in it."""
    folder = tmp_path_factory.mktemp("first")
    with desk_in(folder) as desk:
        Path("news.txt").write_text("The minister declined to say more. Nine ratified.")
        Path("entries.yaml").write_text(ENTRIES)
        desk("init")
        desk("capture", "news.txt", "--id", "news", "--title", "t", "--publisher", "p")
        assert desk("import", "entries.yaml").code == 0
        for n in range(12):
            Path("more.yaml").write_text(f"- {{kind: party, id: mexico, name: Mexico {n}}}\n")
            assert desk("import", "more.yaml", "--replace").code == 0
    return folder


@pytest.fixture
def numbered(claims, tmp_path, first_numbered):
    """A ledger of a document, a partnership, a party, and at position 3 a claim called 3."""
    copytree(first_numbered, tmp_path, dirs_exist_ok=True)
    return claims


def test_an_id_of_digits_is_an_id_and_a_position_is_written_so(numbered):
    """``3`` is the claim of that name, ``@2`` what stands at position 2; neither is the other."""
    assert numbered("show", "3", "--json").data["id"] == "3"
    assert numbered("show", "@0", "--json").data["id"] == "news"
    refused = numbered("show", "2", "--json")
    assert (refused.code, refused.error["code"]) == (3, "nothing-called")
    assert "@2" in refused.error["fix"]


@pytest.mark.parametrize(
    "name",
    [
        "99999999999999999999",
        "@99999999999999999999",
        "@99",
        "@",
        "@-1",
        "",
        "٣",
        "@03",
        "@00",
        "@ 3",
        "@+3",
        "@\uff13",
        "@3 ",
    ],
)
def test_what_names_nothing_is_told(numbered, name):
    """No length or form of a name ends in anything but "there is no such thing"."""
    assert numbered("show", name, "--json").code == 3


def test_a_position_has_one_spelling(numbered):
    """With a zero before it, it is refused with the form that is meant, in a clock as well."""
    assert "a position is written @3" in numbered("show", "@03", "--json").error["fix"]
    for words in (("log", "--after"), ("status", "mk", "--known-at"), ("diff", "mk", "--since")):
        assert "@" in numbered(*words, "@02", "--json").error["fix"]


@pytest.mark.parametrize(
    "words",
    [
        ("log", "--after", "2"),
        ("status", "mk", "--known-at", "2"),
        ("diff", "mk", "--since", "2"),
    ],
)
def test_a_bare_number_is_no_position_anywhere(numbered, words):
    """It is refused with the form that is meant; with that form the command answers."""
    refused = numbered(*words, "--json")
    assert refused.code in {2, 3}
    assert "@2" in refused.error["fix"]
    assert numbered(*words[:-1], "@2").code == 0


def test_why_takes_a_position_as_every_command_does(numbered):
    """What stands there is meant, whatever else is called so; of a document nothing follows."""
    by_position = numbered("why", "@3", "--json").data
    assert by_position == numbered("why", "3", "--json").data
    assert {proof["subject"] for proof in by_position} == {"3"}
    (standing,) = numbered("why", "@3.standing", "--json").data
    assert (standing["subject"], standing["field"]) == ("3", "standing")
    assert {proof["subject"] for proof in numbered("why", "@2", "--json").data} == {"mk"}
    assert numbered("why", "@0", "--json").error["code"] == "nothing-to-follow"
    for name in ("@03", "@99", "@99.standing"):
        assert numbered("why", name, "--json").error["code"] == "nothing-at", name
    for name in ("../x", ".standing", "."):
        assert f"called {name}" in numbered("why", name, "--json").error["message"]


@pytest.mark.parametrize("command", ["retract", "dispute", "correct"])
def test_a_position_means_the_same_to_every_command(numbered, command):
    """The claim at @3 is the claim called 3; a position that is none is refused as one."""
    for name in ("@03", "@99"):
        assert numbered(command, name, "--reason", "x", "--json").error["code"] == "nothing-at"


def test_printed_positions_can_be_typed(numbered):
    """Each position that ``claims log`` prints names its event, each id the thing it is of."""
    for line in numbered("log").out.splitlines()[:4]:
        position, _, _, _, name, *_ = line.split()
        shown = numbered("show", position, "--json").data
        assert f"@{shown['position']}" == position
        assert numbered("show", name, "--json").data["type"] == shown["type"]


def test_a_name_means_its_newest_description(numbered):
    """The thirteenth, although 9 sorts after 12 as text."""
    assert numbered("show", "mexico", "--json").data["event"]["party"]["name"] == "Mexico 11"
    assert numbered("show", "mexico:9", "--json").data["event"]["party"]["name"] == "Mexico 8"


def test_erasing_asks_and_shows_what_goes(numbered):
    """Without a terminal it wants ``--yes``; a dry run names the quotes that would stay."""
    refused = numbered("erase", "news", "--reason", "order", "--json")
    assert (refused.code, refused.error["code"]) == (2, "not-confirmed")
    dry = numbered("erase", "news", "--reason", "order", "--dry-run").out
    assert "document:news at position @0" in dry
    assert "--with-claims" in dry
    assert "claim:3 at position @3" in dry
    assert numbered("show", "news", "--json").data["event"] is not None


def test_a_document_goes_with_its_quotes_when_asked(numbered):
    """With ``--with-claims`` no word of it is left, in the file neither."""
    assert numbered("erase", "news", "--reason", "order", "--with-claims", "--yes").code == 0
    assert numbered("show", "3", "--json").data["event"] is None
    assert b"declined to say" not in Path("claims.db").read_bytes()


def test_a_name_goes_with_all_its_descriptions(numbered):
    """Erasing a party leaves its name in none of its thirteen descriptions."""
    done = numbered("erase", "mexico", "--reason", "order", "--yes", "--json")
    assert len(done.data["erased"]) == 13
    assert numbered("show", "mexico:0", "--json").data["event"] is None


def test_a_second_erasure_says_so(numbered):
    """It names the first one and its reason, and drops nothing silently."""
    numbered("erase", "3", "--reason", "first order", "--yes")
    again = numbered("erase", "3", "--reason", "second order", "--yes")
    assert again.code == 0
    assert "already erased" in again.out
    assert "first order" in again.out
    assert "was not recorded" in again.out


@pytest.mark.parametrize("name", ["@40", "document:news", "a b", "x" * 81])
def test_no_id_reads_as_something_else(numbered, name):
    """An id that begins with ``@`` or holds a colon is refused, from a file and from Python."""
    said = numbered("import", "-", stdin=ENTRIES.replace('"3"', f'"{name}"').encode())
    assert said.code == 2
