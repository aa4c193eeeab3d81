"""`claims party`: judge two by any of their names, list all, show one."""

from __future__ import annotations

import json

import pytest

MORE = """\
- {kind: party, id: kari, name: KARI, type: agency, part_of: KOR, aliases: [한국항공우주연구원]}
- {kind: party, id: korea, name: Republic of Korea, type: state, code: KOR}
- {kind: party, id: office, name: Korean Aerospace Research Institute}
"""


@pytest.fixture
def named(newsroom):
    """The desk with two spellings of an institute."""
    assert newsroom("import", "-", stdin=MORE.encode()).code == 0
    return newsroom


def same(newsroom, *more):
    return newsroom(
        "party", "same", "한국항공우주연구원", "office", "--reason", "one institute", *more
    )


def test_two_are_judged_by_any_of_their_names(named):
    """An alias names a party as well as its id does; the same judgement twice is one event."""
    said = same(named, "--by", "bo", "--as", "ana")
    assert (said.code, said.out) == (0, "parties judged: kari+office at position @8\n")
    again = same(named, "--by", "bo", "--as", "ana")
    assert (again.code, again.out) == (0, "kari+office is already there\n")


def test_a_judgement_is_shown_logged_and_listed(named):
    """Show, log and list each have it, with who judged and which party the two stand as."""
    same(named, "--by", "bo")
    shown = named("show", "kari+office", "--json").data
    assert ("parties.judged", "same") == (shown["type"], shown["event"]["judgement"]["verdict"])
    assert "parties.judged         kari+office" in named("log").out
    listed = named("party", "list").out.splitlines()
    assert listed[0] == "4 parties"
    assert "  office  Korean Aerospace Research Institute; the same as kari" in listed
    data = {one["id"]: one for one in named("party", "list", "--json").data}
    assert ("kari", ["kari"]) == (data["office"]["stands"], data["office"]["same"])
    assert "bo" == data["office"]["judgements"][0]["by"]


def test_a_party_is_shown_with_its_names_and_what_was_judged(named):
    """One page has its names, what it is part of, and the judgement with its reason."""
    same(named, "--by", "bo")
    assert named("party", "show", "한국항공우주연구원").out.splitlines() == [
        "KARI                                                                        kari",
        "  type      agency",
        "  also      한국항공우주연구원",
        "  part of   korea",
        "  same as   office",
        "",
        "  same: office; judged by bo, 13 Jun 2024: one institute  [kari+office]",
    ]
    assert "  named     kari" in named("party", "show", "office").out.splitlines()
    assert "  code      KOR" in named("party", "show", "KR").out.splitlines()


def test_the_way_back(named):
    """A judgement of undecided parts the two; the past still shows them as the same."""
    same(named)
    back = named("party", "undecided", "office", "kari", "--reason", "not sure any more")
    assert back.out == "parties judged: kari+office at position @9\n"
    assert "same as" not in named("party", "list").out
    before = named("party", "list", "--known-at", "@8").out
    assert "the same as kari" in before


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["same", "kari", "KARI", "--reason", "x"], 2, "kari cannot be judged against itself"),
        (["same", "kari", "nobody", "--reason", "x"], 3, "no such party: nobody"),
        (["same", "kari", "office", "--reason", " "], 2, "reason must not be empty"),
        (["same", "kari", "office"], 2, "lacks reason"),
        (["undecided", "kari", "office", "--reason", "x"], 2, "nothing was judged of kari and"),
        (["show", "Koria"], 3, "no such party: Koria"),
        (["list", "--known-at", "@99"], 2, "lies beyond what this ledger holds"),
    ],
)
def test_what_cannot_be_is_refused(named, words, code, said):
    """Each bad judgement or question has its exit code and reason, and appends nothing."""
    before = named.head()
    told = named("party", *words)
    assert code == told.code
    assert said in told.err
    assert "Traceback" not in told.err
    assert before == named.head()


def test_alone_it_says_what_it_can_do(named):
    """`claims party` with no more words lists its five commands and exits 0."""
    said = named("party")
    assert said.code == 0
    for word in ("same", "different", "undecided", "list", "show"):
        assert f"  {word} " in said.out


CLAIM = """\
- kind: meeting-held
  document: news
  quote: The foreign ministry hosted a delegation
  partnership: mexico-korea-space
  host: {host}
  participants: [{participants}]
"""


def meeting(newsroom, host, participants, *, before="", after=""):
    text = before + CLAIM.format(host=host, participants=participants) + after
    return newsroom("import", "-", "--json", stdin=text.encode())


def recorded(newsroom, said):
    shown = newsroom("show", said.data["outcomes"][-1]["id"], "--json").data
    development = shown["event"]["claim"]["development"]
    return development["host"], development["participants"]


def test_an_import_calls_parties_by_any_of_their_names(named):
    """Alias, code, number and long name in a claim are recorded as the party's id."""
    said = meeting(
        named, "한국항공우주연구원", "Mexico, KR, '410', Korean Aerospace Research Institute"
    )
    assert said.code == 0, said.err
    assert ("kari", ["mexico", "korea", "korea", "office"]) == recorded(named, said)


@pytest.mark.parametrize("above", [True, False])
def test_a_file_may_register_a_party_above_or_below(newsroom, above):
    """Also the one that it is part of."""
    parties = (
        "- {kind: party, id: seoul, name: Seoul Office, part_of: KARI}\n"
        "- {kind: party, id: kari, name: KARI, part_of: Republic of Korea}\n"
    )
    where = {"before": parties} if above else {}
    text = {"after": "" if above else parties}
    said = meeting(newsroom, "KARI", "Seoul Office", **where, **text)
    assert said.code == 0, said.err
    events = newsroom("log", "--json").data
    held = {one["id"]: one["position"] for one in events}
    assert held["kari:0"] < held["seoul:0"] < events[-1]["position"]
    assert "claim.recorded" == events[-1]["type"]


def test_outcomes_stand_in_the_order_of_the_file(newsroom):
    """A claim before its party's entry is listed first, though the party is appended first."""
    text = (
        CLAIM.format(host="KARI", participants="mexico") + "- {kind: party, id: kari, name: KARI}\n"
    )
    outcomes = newsroom("import", "-", "--json", stdin=text.encode()).data["outcomes"]
    assert ["claim.recorded", "party.described"] == [one["type"] for one in outcomes]
    assert [6, 5] == [one["position"] for one in outcomes]


def test_a_name_that_a_later_entry_makes_ambiguous_is_refused_above_it(named):
    """A name means the same in the whole file."""
    twin = "- {kind: party, id: twin, name: KARI}\n"
    said = meeting(named, "mexico", "Kari Institute, KARÍ", after=twin)
    assert said.code == 2
    problems = {one["code"]: one for one in said.error["problems"]}
    assert (
        "several parties are called KARÍ: kari (KARI), twin (KARI)"
        in (problems["ambiguous-party"]["message"])
    )
    assert {"not-known", "ambiguous-party"} == set(problems)


RULED = """\
- kind: instrument
  id: j
  title: J
  entry_into_force: {when: [{named: [U.S. Navy]}]}
"""


@pytest.mark.parametrize(
    ("text", "line", "column", "excerpt"),
    [
        (CLAIM.format(host="mexico", participants="mexico, U.S. Navy"), 6, 26, "U.S. Navy"),
        ("- {kind: partnership, id: q, title: Q, parties: [mexico, U.S. Navy]}\n", 1, 58, "U.S."),
        (
            RULED,
            4,
            38,
            "U.S. Navy",
        ),
        ("- {kind: party, id: q, name: Q, part_of: U.S. Navy}\n", 1, 42, "U.S. Navy"),
        (
            "- {kind: judgement, verdict: same, reason: x,\n  party: mexico, other: U.S. Navy}\n",
            2,
            25,
            "U.S. Navy",
        ),
    ],
)
def test_an_unknown_name_is_placed_wherever_an_entry_names_a_party(
    named, text, line, column, excerpt
):
    """In each field that takes a party, the mistake points to the name's line and column."""
    said = named("import", "-", "--json", stdin=text.encode())
    assert said.code == 3
    (problem,) = said.error["problems"]
    assert "no such party: U.S. Navy" == problem["message"]
    assert (line, column) == (problem["where"]["line"], problem["where"]["column"])
    assert excerpt in problem["where"]["excerpt"]


def test_a_rule_takes_names_and_refuses_one_party_twice(named):
    """Names become ids first, so two names of one party are seen as one."""
    entry = {
        "kind": "instrument",
        "id": "j",
        "title": "J",
        "partnerships": ["mexico-korea-space"],
        "between": ["Mexico", "KR"],
        "depositary": "한국항공우주연구원",
        "entry_into_force": {"when": [{"named": ["KR", "Mexico"]}]},
    }
    assert named("import", "-", stdin=json.dumps([entry]).encode()).code == 0
    held = named("show", "j", "--json").data["event"]["instrument"]
    assert (["mexico", "korea"], "kari") == (held["between"], held["depositary"])
    assert ["korea", "mexico"] == held["entry_into_force"]["when"][0]["named"]
    entry["entry_into_force"] = {"when": [{"named": ["KR", "korea"]}]}
    said = named("import", "-", stdin=json.dumps([entry]).encode())
    assert said.code == 2
    assert "korea is named twice" in said.err
