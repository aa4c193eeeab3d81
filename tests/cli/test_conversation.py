"""The conversation of `claims record`, with a person of paper and a real ledger."""

from __future__ import annotations

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input

from ledger.app import Ledger
from ledger.app.desk import names_offered
from ledger.app.desk.interview import Question
from ledger.cli.call import Call
from ledger.cli.dialogue import conversation
from ledger.cli.dialogue.conversation import NothingToQuote, converse
from ledger.cli.dialogue.prompts import Terminal

COUNT = {
    "document": ["news"],
    "kind": ["consents-counted"],
    "quote": ["With 9 of 11 required ratifications"],
    "instrument": ["alce-convention"],
    "count": ["9"],
    "record": ["yes"],
}


class Paper:
    """Answers each question by its name, one prepared line after another."""

    def __init__(self, answers):
        self.answers = {name: list(lines) for name, lines in answers.items()}
        self.told = []

    def __call__(self, *, color):
        assert color
        return self

    def ask(self, question, *, value=None):  # noqa: ARG002 - as a terminal has it
        lines = self.answers.get(question.name.replace(" ", "_"), [])
        return lines.pop(0) if lines else question.proposal

    def tell(self, line):
        self.told.append(line)


@pytest.fixture
def talk(newsroom, monkeypatch):
    """Hold a conversation; gives the person, the call, and how many events came of it."""

    def hold(answers, kind=None, *, dry_run=False):
        paper = Paper({**COUNT, **answers})
        monkeypatch.setattr(conversation, "Terminal", paper)
        before = newsroom.head()
        call = Call()
        converse(call, kind, dry_run=dry_run)
        return paper, call, newsroom.head() - before

    return hold


def test_a_claim_is_recorded_when_it_is_agreed(talk):
    """A yes at the end appends exactly one event."""
    paper, call, new = talk({})
    assert (new, call.recorded) == (1, 1)
    assert "recorded" in paper.told


def test_a_claim_that_is_not_agreed_is_dropped(talk):
    """A no at the end appends nothing, and the person is told so."""
    paper, call, new = talk({"record": ["no"]})
    assert (new, call.recorded) == (0, 0)
    assert "not recorded" in paper.told


def test_a_dry_run_asks_and_records_nothing(talk):
    """Even with a yes at the end, a dry run leaves the log as it was."""
    paper, _, new = talk({}, dry_run=True)
    assert new == 0
    assert "not recorded: a dry run" in paper.told


def test_another_claim_of_the_same_source_is_not_asked_for_its_document(talk):
    """Names that were added for the first are known to the second."""
    _, _, new = talk(
        {
            "kind": ["consents-counted", "signed"],
            "quote": [*COUNT["quote"], "The two nations"],
            "instrument": ["alce-convention", "alce-convention"],
            "party": ["mexico"],
            "asserted_by": ["sre", "sre"],
            "add_party_sre": ["yes"],
            "name": ["Ministry"],
            "record": ["yes", "yes"],
            "another": ["yes", "no"],
        }
    )
    assert new == 3


def test_the_kind_may_be_given(talk):
    """A kind from the command line is used without a question for it."""
    assert talk({"kind": []}, "consents-counted")[2] == 1


def test_a_field_that_is_refused_is_asked_again(talk):
    """The words of the refusal come first."""
    paper, _, new = talk({"quote": ["With 8 of 11", *COUNT["quote"]]})
    assert new == 1
    assert any("the quote does not stand in its document" in line for line in paper.told)


def test_a_refusal_of_the_whole_starts_at_the_last_question(talk):
    """A claim that belongs nowhere names no single field; `<` leads to the one that is missing."""
    paper, _, new = talk(
        {
            "kind": ["opinion-stated"],
            "quote": ["The two nations"],
            "topic": ["space"],
            "note": ["", "<", ""],
            "partnership": ["", "mexico-korea-space"],
        }
    )
    assert new == 1
    assert any("partnership" in line for line in paper.told)


def test_going_back_from_a_field_asked_again_leads_to_all_of_them(talk):
    """Back from a corrected quote goes through every question, and the claim is still recorded."""
    _, _, new = talk(
        {"quote": ["With 8 of 11", "<", *COUNT["quote"]], "note": ["", *["<"] * 17, ""]}
    )
    assert new == 1


def test_a_hurdle_that_was_stated_is_offered(talk, newsroom):
    """What the ledger has already is offered with its title: hurdles and documents."""
    said = newsroom(
        "record", "requirement-stated", "--document", "news", "--quote", "The two nations",
        "--hurdle", "agreement", "--title", "An agreement", "--partnership", "mexico-korea-space",
    )  # fmt: skip
    assert said.code == 0, said.err
    with Call().ledger() as ledger:
        names = conversation.offered_names(ledger)
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
        names = conversation.offered_names(ledger)
    assert read == [4]
    assert names["document"] == {}
    assert names["instrument"] == {"alce-convention": "ALCE convention"}
    assert names["party"] == {"mexico": "Mexico", "korea": "Republic of Korea"}
    paper, _, new = talk({"document": ["olds", "news"]})
    assert new == 1
    assert any("no such document: olds" in line for line in paper.told)


def test_without_a_document_nothing_is_asked(claims, monkeypatch):
    """An empty ledger has nothing to quote, so it stops before the first question."""
    claims("init")
    monkeypatch.setattr(conversation, "Terminal", Paper({}))
    with pytest.raises(NothingToQuote, match="no document"):
        converse(Call(), None, dry_run=False)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            Question(name="n", sentence="how many", holds="a whole number"),
            "how many (a whole number)",
        ),
        (Question(name="n", sentence="s", required=False), "s (text, may be empty)"),
        (
            Question(name="n", sentence="s", required=False, meant="actual"),
            "s (text, empty is actual)",
        ),
        (
            Question(name="n", sentence="s", holds="a list, each text", many=True),
            "s (text, one a line, an empty line ends)",
        ),
        (Question(name="n", sentence="s", offers={"a": "\x1bA"}), "s (text, Tab completes)"),
    ],
)
@pytest.mark.parametrize("number", [None, 1, 2])
def test_a_terminal_explains_what_it_asks(question, told, number, capsys):
    """Once for a list, above its first line."""
    with create_pipe_input() as keys, create_app_session(input=keys):
        keys.send_text("a\r")
        assert Terminal(color=False).ask(question, value=number) == "a"
    assert (told in capsys.readouterr().err) == (number != 2)
