"""The conversation of `claims record`, with a person of paper and a real ledger."""

from __future__ import annotations

import pytest

from ledger.app import Ledger
from ledger.app.desk import names_offered
from ledger.app.desk.names_offered import offered_names
from ledger.cli.call import Call
from ledger.cli.dialogue import conversation
from ledger.cli.dialogue.conversation import NothingToQuote, converse

COUNT = {
    "document": ["news"],
    "kind": ["consents-counted"],
    "quote": ["With 9 of 11 required ratifications"],
    "instrument": ["alce-convention"],
    "count": ["9"],
}


class Paper:
    """Answers each question by its name, one prepared line after another; stops at one of them."""

    def __init__(self, answers, stop=None):
        self.answers = {name: list(lines) for name, lines in answers.items()}
        self.told = []
        self.asked = []
        self.stop = stop

    def __call__(self, *, color):
        assert color
        return self

    def ask(self, question):
        self.asked.append(question.name)
        if self.stop == len(self.asked):
            raise KeyboardInterrupt
        assert len(self.asked) < 60
        lines = self.answers.get(question.name.replace(" ", "_").replace("-", "_"), [])
        return lines.pop(0) if lines else ""

    def tell(self, line, level=0):
        self.told.append("  " * level + line)

    def show(self, text, start):  # noqa: ARG002 - as a terminal has it
        return len(text)


@pytest.fixture
def talk(newsroom, monkeypatch):
    """Hold a conversation; gives the person, the call, and how many events came of it."""

    def hold(answers, kind=None, fields=None, *, dry_run=False, stop=None):
        paper = Paper({**COUNT, **answers}, stop)
        monkeypatch.setattr(conversation, "Terminal", paper)
        before = newsroom.head()
        call = Call()
        try:
            converse(call, kind, fields or {}, dry_run=dry_run)
        except KeyboardInterrupt:
            assert stop
        return paper, call, newsroom.head() - before

    return hold


def test_enter_records_a_claim_and_enter_ends(talk):
    """Yes is likely after all answers; the next question is the next claim's kind."""
    paper, call, new = talk({})
    assert (new, call.recorded) == (1, 1)
    assert any(line.startswith("recorded c") for line in paper.told)
    assert paper.asked == ["document", "kind", "quote", "instrument", "count", "required", "when",
                           "record", "kind"]  # fmt: skip


@pytest.mark.parametrize("no", ["no", "n", "NO", "false"])
def test_a_claim_that_is_not_agreed_to_is_dropped(talk, no):
    """Nothing is recorded, and the person hears it."""
    paper, call, new = talk({"record": [no]})
    assert (new, call.recorded) == (0, 0)
    assert "not recorded" in paper.told


def test_what_is_neither_yes_nor_no_is_asked_again(talk):
    """Another word neither records nor drops."""
    assert talk({"record": ["what", "yes"]})[2] == 1


def test_a_dry_run_asks_and_records_nothing(talk):
    """What is made on the way can be named all the same."""
    paper, _, new = talk(
        {"record": ["+asserted_by sre", ""], "name": ["Ministry"], "type": ["ministry"]},
        dry_run=True,
    )
    assert new == 0
    assert "not recorded: a dry run" in paper.told


def test_the_next_claim_is_of_the_same_source_and_knows_what_was_made(talk):
    """The document is asked once, and a party is made once."""
    paper, _, new = talk(
        {
            "kind": ["consents-counted", "signed"],
            "quote": [*COUNT["quote"], "The two nations"],
            "party": ["mexico"],
            "record": ["+asserted_by sre", "", "+asserted_by sre", ""],
            "name": ["Ministry"],
        }
    )
    assert new == 3
    assert paper.asked.count("document") == 1
    assert paper.asked.count("make party sre") == 1


def test_back_from_the_last_question_changes_what_was_answered(talk, newsroom):
    """The later day is the one that is recorded."""
    _, _, new = talk({"record": ["<", ""], "when": ["2024", "2023"]})
    assert new == 1
    assert newsroom("log", "--json").data[-1]["event"]["claim"]["occurred"]["edtf"] == "2023"


def test_the_kind_and_fields_may_be_given(talk):
    """What is missing is asked for, and then it ends."""
    fields = {"document": "news", "quote": COUNT["quote"][0], "count": "9"}
    paper, _, new = talk({"kind": []}, "consents-counted", fields)
    assert new == 1
    assert paper.asked == ["instrument", "required", "when", "record"]


def test_a_name_is_described_by_prompts(talk):
    """No document is asked for."""
    paper, _, new = talk({"name": ["Fiji"], "type": ["state"]}, "party")
    assert new == 1
    assert paper.asked == ["name", "id", "type", "record"]
    paper, _, new = talk({"title": ["Fiji and Korea"], "parties": ["fiji, korea"]}, "partnership")
    assert (new, paper.asked[:3]) == (1, ["title", "id", "parties"])
    paper, _, new = talk({"title": ["A treaty"], "between": ["fiji korea"]}, "instrument")
    assert new == 1


def test_a_refusal_of_the_whole_leads_to_the_question_that_mends_it(talk):
    """A claim that belongs nowhere."""
    paper, _, new = talk(
        {
            "kind": ["opinion-stated"],
            "quote": ["The two nations"],
            "topic": ["space"],
            "partnership": ["-", "mexico-korea-space"],
        }
    )
    assert new == 1
    assert any("belongs to no partnership" in line for line in paper.told)


@pytest.mark.parametrize("stop", range(1, 8))
def test_who_stops_keeps_what_was_recorded_and_hears_how_to_go_on(talk, stop):
    """At each question of the second claim: the first stays, and its answers are told."""
    before = talk({}, stop=None)
    assert before[2] == 1
    paper, call, new = talk({"kind": ["signed"], "party": ["mexico"]}, stop=stop)
    assert (new, call.recorded) == (0, 0)
    command = [line for line in paper.told if line.startswith("  claims record signed")]
    assert bool(command) == (stop > 3)


def test_what_was_answered_before_one_stopped_is_a_command_that_goes_on(talk, newsroom):
    """The command records the claim as it was answered."""
    paper, _, _ = talk({}, stop=7)
    (line,) = [line for line in paper.told if line.startswith("  claims record")]
    import shlex  # noqa: PLC0415 - what a shell makes of it

    assert newsroom(*shlex.split(line)[1:]).code == 0


def test_what_was_made_before_one_stopped_stays(talk):
    """Nothing that was accepted is lost."""
    answers = {"instrument": ["pact"], "make_instrument_pact": ["yes"], "title": ["A pact"]}
    _, call, new = talk(answers, stop=9)
    assert (new, call.recorded) == (1, 1)
    assert call.interrupted == "stopped; 1 recorded before that"


def test_a_hurdle_that_was_stated_is_offered(talk, newsroom):
    """With its title."""
    said = newsroom(
        "record", "requirement-stated", "--document", "news", "--quote", "The two nations",
        "--hurdle", "agreement", "--title", "An agreement", "--partnership", "mexico-korea-space",
    )  # fmt: skip
    assert said.code == 0, said.err
    with Call().ledger() as ledger:
        names = offered_names(ledger)
    assert names["hurdle"] == {"agreement": "An agreement"}
    assert names["document"] == {"news": "A delegation"}
    assert talk({})[2] == 1


def test_what_was_captured_long_ago_is_not_offered_and_can_be_typed(talk, monkeypatch):
    """The end of the log is read for what to offer, however long the log is."""
    monkeypatch.setattr(names_offered, "LATE", 1)
    read = []
    entries = Ledger.entries

    def watched(self, **bounds):
        for entry in entries(self, **bounds):
            read.append(entry.position)
            yield entry

    with Call().ledger() as ledger, monkeypatch.context() as watching:
        watching.setattr(Ledger, "entries", watched)
        names = offered_names(ledger)
    assert read == [4]
    assert names["document"] == {}
    assert names["instrument"] == {"alce-convention": "ALCE convention"}
    assert names["party"] == {"mexico": "Mexico", "korea": "Republic of Korea"}
    paper, _, new = talk({"document": ["olds", "news"]})
    assert new == 1
    assert any("no such document: olds" in line for line in paper.told)


def test_without_a_document_nothing_is_asked(claims, monkeypatch):
    """Of a claim: a name can be described before there is one."""
    claims("init")
    monkeypatch.setattr(conversation, "Terminal", Paper({"name": ["Fiji"]}))
    with pytest.raises(NothingToQuote, match="no document"):
        converse(Call(), None, {}, dry_run=False)
    converse(Call(), "party", {}, dry_run=False)
    assert len(claims("log", "--json").data) == 1


@pytest.mark.parametrize(
    ("answered", "followed"), [("", ["mexico-korea-space"]), ("-", []), ("other", ["other"])]
)
def test_an_instrument_that_is_made_is_followed(talk, newsroom, answered, followed):
    """The only partnership is proposed; none or another can be typed, and that one is made."""
    answers = {
        "instrument": ["pact"],
        "make_instrument_pact": ["yes"],
        "title": ["A pact", "Another dealing"],
        "between": [""],
        "partnerships": [answered],
        "make_partnership_other": ["yes"],
        "parties": ["mexico, korea"],
    }
    talk(answers)
    described = next(
        entry["event"]["instrument"]
        for entry in newsroom("log", "--json").data
        if entry["id"] == "pact:0"
    )
    assert followed == list(described.get("partnerships") or [])
