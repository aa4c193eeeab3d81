"""`claims status` and its neighbours: the envelope, the clocks, and what is not there."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.cli.conftest import CLAIM

SUBJECT = "mexico-korea-space"
READS = ("status", "hurdles", "timeline", "why")


@pytest.fixture
def story(newsroom):
    """A ledger with a count and a hurdle."""
    said = newsroom(
        "import",
        "-",
        stdin=CLAIM
        + b"""\
- kind: requirement-stated
  document: news
  quote: The two nations must negotiate a formal agreement
  hurdle: agreement
  title: A formal agreement
  partnership: mexico-korea-space
  on: [mexico, korea]
  modality: required
""",
    )
    assert said.code == 0, said.err
    return newsroom


def test_the_status_is_one_envelope(story):
    """The clocks and the position stand next to the data, with all parts of a status."""
    said = story("status", SUBJECT, "--json", "--valid-at", "2024-06-12")
    envelope = json.loads(said.out)
    assert envelope["ok"] is True
    assert envelope["at"] == {
        "valid_at": "2024-06-12",
        "published_by": None,
        "known_at": None,
        "position": 6,
    }
    wanted = {
        "partnership", "title", "parties", "stage", "instruments", "hurdles", "outlook",
        "contested", "freshness", "ahead",
    }  # fmt: skip
    assert wanted <= set(envelope["data"])
    assert envelope["data"]["instruments"][0]["consents"]["count"] == 9


def test_without_a_subject_it_is_the_board(story):
    """`claims status` alone has one row for each partnership."""
    assert [row["partnership"] for row in story("status", "--json").data] == [SUBJECT]
    assert "Mexico and Korea in space" in story("status").out


@pytest.mark.parametrize("verb", READS)
def test_a_reader_gets_lines_of_eighty_columns(verb, story):
    """No line of any reading command is wider than 80 columns."""
    said = story(verb, SUBJECT)
    assert said.code == 0, said.err
    assert said.out
    assert max(map(len, said.out.splitlines())) <= 80


@pytest.mark.parametrize("verb", READS)
def test_each_clock_is_told_in_the_envelope(verb, story):
    """All three clocks come back as they were asked, with the position that was read."""
    said = story(
        verb, SUBJECT, "--json", "--valid-at", "2024-06-12", "--published-by", "2024-06-12",
        "--known-at", "@6",
    )  # fmt: skip
    assert said.code == 0, said.err
    assert json.loads(said.out)["at"] == {
        "valid_at": "2024-06-12",
        "published_by": "2024-06-12",
        "known_at": 6,
        "position": 6,
    }


CLOCKED = [
    ("status", SUBJECT),
    ("status",),
    ("hurdles", SUBJECT),
    ("timeline", SUBJECT),
    ("disputes",),
    ("treaty", "alce-convention"),
    ("why", SUBJECT),
    ("check",),
]


@pytest.mark.parametrize("call", CLOCKED, ids=" ".join)
def test_each_clock_that_was_set_is_told_on_the_page(call, story):
    """What a page leaves unread is said in its head, in the same words on every page."""
    said = story(*call, "--valid-at", "2024-06-12", "--published-by", "2024-06-12")
    assert "as of 12 June 2024 · published by 12 June 2024" in " ".join(said.out.split())
    assert "as of 13 June 2024 · position @6" in " ".join(
        story(*call, "--known-at", "@6").out.split()
    )
    moment = " ".join(story(*call, "--known-at", "2024-06-13T13:00+01:00").out.split())
    assert "as of 13 June 2024 · known at 13 June 2024, 12:00 UTC" in moment


@pytest.mark.parametrize("verb", READS)
def test_a_page_of_every_clock_fits_eighty_columns(verb, story):
    """The line that names the clocks wraps within 80 columns too."""
    said = story(verb, SUBJECT, "--published-by", "2024-06-12", "--known-at", "2024-06-13T12:00Z")
    assert said.code == 0, said.err
    assert max(map(len, said.out.splitlines())) <= 80


def test_without_a_clock_it_is_today(story):
    """With no ``--valid-at`` the answer is for today by the ledger's clock, and says so."""
    assert json.loads(story("status", "--json").out)["at"]["valid_at"] == "2024-06-13"


@pytest.mark.parametrize(
    "clock",
    [
        ("--valid-at", "12 June"),
        ("--published-by", "2024-13-01"),
        ("--known-at", "soon"),
        ("--known-at", "@99"),
        ("--known-at", "2030-01-01"),
    ],
)
@pytest.mark.parametrize("verb", READS)
def test_a_clock_that_cannot_be_is_refused(verb, clock, story):
    """No day, no moment; or one that the ledger cannot know yet."""
    said = story(verb, SUBJECT, *clock)
    assert said.code == 2
    assert "  try: " in said.err


@pytest.mark.parametrize("verb", READS)
def test_what_is_not_followed_is_not_found(verb, story):
    """An unknown partnership exits 3 with a way out, in every reading command."""
    said = story(verb, "mexico-korea-spice", "--json")
    assert said.code == 3
    assert said.error["fix"]


def test_what_the_ledger_did_not_know_does_not_show(story):
    """The requirement came with position 6; the threshold of the convention with 5."""
    before = story("hurdles", SUBJECT, "--known-at", "@5", "--json").data["hurdles"]
    after = story("hurdles", SUBJECT, "--json").data["hurdles"]
    assert {one["id"] for one in after} - {one["id"] for one in before} == {"agreement"}


def test_hurdles_are_a_tree_a_graph_and_a_picture(story):
    """Words, JSON and DOT show the same hurdles and what waits for what."""
    said = story("hurdles", SUBJECT)
    assert "Longest chain: A formal agreement (1 step)." in said.out
    graph = story("hurdles", SUBJECT, "--json").data
    assert "agreement" in {node["id"] for node in graph["nodes"]}
    assert {"source": "alce-convention/threshold", "target": "alce-convention"} in graph["edges"]
    assert story("hurdles", SUBJECT, "--dot").out.startswith("digraph hurdles {")


def test_what_changed_is_told_since_a_day_or_a_position(story):
    """A position and a day of publication both work as the start of a comparison."""
    said = story("diff", SUBJECT, "--since", "@4")
    assert (said.code, said.err) == (0, "")
    assert "consents is 9 of 11, and was not known" in said.out
    assert max(map(len, said.out.splitlines())) <= 80
    found = story("diff", SUBJECT, "--since", "2024-06-11", "--clock", "published", "--json").data
    assert [one["hurdle"] for one in found["hurdles"]] == [
        "agreement",
        "alce-convention/threshold",
    ]


@pytest.mark.parametrize(
    ("since", "code"), [("99", 2), ("soon", 2), ("2030-01-01", 2), ("2024-13-01", 2)]
)
def test_a_since_that_cannot_be_is_refused(story, since, code):
    """A position or day beyond the log, or no such thing, is a usage error with a way out."""
    said = story("diff", SUBJECT, "--since", since)
    assert said.code == code
    assert "  try: " in said.err


def test_disputes_are_listed(story):
    """With nothing contested the list is empty; an unknown partnership is not found."""
    assert "Contested (0)" in story("disputes").out
    assert story("disputes", "--json").data == []
    assert story("disputes", "nothing").code == 3


@pytest.mark.parametrize("verb", ["status", "hurdles", "timeline"])
def test_a_day_to_come_is_marked(verb, story):
    """Tomorrow's answer says that it is foreseen; today's does not."""
    mark = "That day is yet to come: what is foreseen, not what is."
    assert mark in story(verb, SUBJECT, "--valid-at", "2024-06-14").out
    assert mark not in story(verb, SUBJECT, "--valid-at", "2024-06-13").out


def test_findings_are_told_and_returned(story):
    """Nothing is blocked by the formal agreement, and no news came for a long time."""
    said = story("check", "--valid-at", "2025-06-12")
    assert said.code == 1
    assert "hurdles-can-clear (hurdles, 1)" in said.out
    assert "news-fresh" in said.out
    assert max(map(len, said.out.splitlines())) <= 80
    found = story("check", "news", "--json", "--valid-at", "2025-06-12")
    assert [one["check"] for one in found.data] == ["news-fresh"]
    assert story("check", "news-fresh", "--days", "400", "--valid-at", "2025-06-12").code == 0


def test_checks_are_listed_and_an_unknown_one_is_refused(story):
    """A word narrows the list of checks, and a mistyped check exits 3."""
    said = story("check", "--list", "dates")
    assert (said.code, "dates-possible" in said.out, "news-fresh" in said.out) == (0, True, False)
    assert story("check", "dats").code == 3


def test_the_log_is_listed_in_order(story):
    """Positions have no gap; ``--after`` leaves out its own position, ``--limit`` cuts."""
    entries = story("log", "--json").data
    assert [entry["position"] for entry in entries] == list(range(7))
    assert [e["position"] for e in story("log", "--after", "@4", "--json").data] == [5, 6]
    assert len(story("log", "--limit", "2").out.splitlines()) == 2


def test_a_log_with_nothing_to_list_says_so(story):
    """An empty answer is a sentence; as data it is an empty list."""
    assert story("log", "--after", "@6").out == "nothing was recorded there\n"
    assert story("log", "--after", "@6", "--json").data == []


def test_one_thing_is_shown_in_full(story):
    """`claims show` finds a document by its id, and exits 3 for an unknown one."""
    said = story("show", "news")
    assert "A delegation" in said.out
    assert story("show", "zzz").code == 3


def test_words_are_found(story):
    """Search finds a recorded claim by its words, and gives an empty list for none."""
    assert "With 9 of 11" in story("search", "required", "ratifications").out
    assert story("search", "--json", "nothing-of-the-sort").data == []


@pytest.mark.parametrize("words", [("",), (" ",), ("", "\u0301")])
def test_a_search_for_no_word_is_refused(story, words):
    """Every text holds it: that is no answer to a question."""
    refused = story("search", *words)
    assert refused.code == 2
    assert "give a word to look for" in refused.err
    assert story("search", "", "required").code == 0


def test_the_schema_is_json_with_and_without_the_envelope(claims):
    """The plain output is the schema itself, ready for an editor to read."""
    schema = claims("schema", "--json").data
    assert json.loads(claims("schema").out) == schema
    assert "consents-counted" in schema["$defs"]


def test_every_kind_is_listed_with_its_sentence(claims):
    """Each kind has one sentence of what it states, within 80 columns."""
    said = claims("kinds")
    assert "consents-counted" in said.out
    meeting = "A meeting, consultation or reception of a delegation."
    assert {"kind": "meeting-held", "summary": meeting} in claims("kinds", "--json").data
    assert max(map(len, said.out.splitlines())) <= 80


@pytest.mark.parametrize("verb", ["status", "log"])
def test_no_ledger_is_said_and_none_is_made(verb, claims, tmp_path):
    """Reading where no ledger is points to `claims init` and leaves the folder empty."""
    said = claims(verb)
    assert said.code == 5
    assert "claims init" in said.err
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_ledger_is_said(claims, tmp_path):
    """A text file under the ledger's name is refused and not changed, by ``init`` either."""
    (tmp_path / "claims.db").write_text("words " * 1000)
    before = (tmp_path / "claims.db").read_bytes()
    for verb in ("status", "init"):
        said = claims(verb)
        assert said.code == 5
        assert "no ledger" in said.err
    assert (tmp_path / "claims.db").read_bytes() == before


def test_the_ledger_is_named_by_flag_or_by_environment(claims, monkeypatch, tmp_path):
    """``--ledger`` goes before ``CLAIMS_LEDGER``."""
    assert claims("init", "--ledger", "a.db").code == 0
    monkeypatch.setenv("CLAIMS_LEDGER", "a.db")
    assert claims("status").code == 0
    assert min(path.name for path in tmp_path.iterdir()) == "a.db"
    assert claims("--ledger", "b.db", "status").code == 5


def test_who_reads_only_the_first_line_breaks_nothing(story, tmp_path):
    """More than a pipe holds is written, and one line of it is read."""
    parties = "".join(f"- {{kind: party, id: p{n}, name: P}}\n" for n in range(3000))
    assert story("import", "-", stdin=parties.encode()).code == 0
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m ledger log | head -1; echo ${{PIPESTATUS[0]}}"],
        capture_output=True,
        check=True,
        cwd=tmp_path,
        text=True,
    )
    assert done.stdout.splitlines()[1] == "0"
    assert done.stderr == ""


@pytest.mark.usefixtures("story")
def test_a_name_is_completed(shell):
    """Tab behind `claims status` offers what the ledger follows, with its title."""
    words = {
        "_CLAIMS_COMPLETE": "bash_complete",
        "COMP_WORDS": "claims status mex",
        "COMP_CWORD": "2",
    }
    assert shell(env=words).out == f"plain,{SUBJECT}\n"


def test_completion_is_silent_where_no_ledger_is(shell):
    """Tab in a folder without a ledger prints no error over the prompt."""
    words = {
        "_CLAIMS_COMPLETE": "bash_complete",
        "COMP_WORDS": "claims status m",
        "COMP_CWORD": "2",
    }
    said = shell(env=words)
    assert (said.out.strip(), said.err) == ("", "")


@pytest.mark.parametrize("name", ["bash", "zsh", "fish"])
def test_each_shell_has_its_script(name, claims):
    """Each of bash, zsh and fish gets a script that calls back into `claims`."""
    said = claims("completion", name)
    assert said.code == 0
    assert "_CLAIMS_COMPLETE" in said.out


def test_an_unknown_shell_is_refused(claims):
    """A shell without a script is a usage error."""
    assert claims("completion", "tcsh").code == 2


def test_a_treaty_is_shown_with_its_parties_and_its_day(claims):
    """The second story's Convention: its table, and the day that was declared."""
    assert 0 == claims("demo", "--story", "alce", "--keep", "alce.db").code
    page = claims(
        "--ledger", "alce.db", "treaty", "alce-convention", "--valid-at", "2024-11-07"
    ).out
    assert "In force: 26 October 2024, declared; computed 27 October 2024 (day count)." in page
    assert "Cuba" in page
    said = claims("--json", "--ledger", "alce.db", "treaty", "no-such-treaty")
    assert ("no-such-subject", 3) == (said.error["code"], said.code)


@pytest.mark.usefixtures("story")
@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("record ratif", ["ratification-reported"]),
        ("record --kind workshop", ["workshop-held"]),
        ("record signed --instrument alc", ["alce-convention"]),
        ("record signed --party mexi", ["mexico"]),
        ("record signed --document ne", ["news"]),
        ("record signed --modality exp", ["expected"]),
        ("show agr", ["agreement"]),
        ("retract new", ["news"]),
        ("prove kor", ["korea"]),
        ("erase alce-c", ["alce-convention"]),
    ],
)
def test_what_can_be_named_is_completed(shell, words, offered):
    """Tab offers kinds, names behind a flag by what it takes, closed words, and ids."""
    asked = {
        "_CLAIMS_COMPLETE": "bash_complete",
        "COMP_WORDS": f"claims {words}",
        "COMP_CWORD": str(len(words.split())),
    }
    assert [f"plain,{name}" for name in offered] == shell(env=asked).out.splitlines()


def test_a_claim_is_completed_from_the_beginning_of_its_id(story, shell):
    """An id made from content is long; its first letters are enough to find it by Tab."""
    claim = story("log", "--json").data[-1]["id"]
    asked = {
        "_CLAIMS_COMPLETE": "bash_complete",
        "COMP_WORDS": f"claims show {claim[:5]}",
        "COMP_CWORD": "2",
    }
    assert f"plain,{claim}\n" == shell(env=asked).out


def test_a_hurdle_is_shown_by_its_name(story):
    """`claims show HURDLE` shows the claim that first stated it."""
    shown = story("show", "agreement")
    assert 0 == shown.code
    assert "The two nations must negotiate a formal agreement" in shown.out
    assert story("show", "agreement-x").code != 0
