"""The interview of `claims record`, with a person of paper."""

from __future__ import annotations

import pytest

from ledger.app.desk.interview import Interview, summary, yes

START = {"document": "news", "kind": "signed"}


class Paper:
    """Answers each question by its name, one prepared line after another."""

    def __init__(self, **answers):
        self.answers = {name: list(lines) for name, lines in answers.items()}
        self.asked = []
        self.told = []

    def ask(self, question, *, value=None):  # noqa: ARG002 - as a terminal has it
        self.asked.append(question.name)
        lines = self.answers.get(question.name.replace(" ", "_").replace("-", "_"), [])
        return lines.pop(0) if lines else question.proposal

    def tell(self, line):
        self.told.append(line)


def names():
    return {
        "party": {"mexico": "Mexico", "korea": "Republic of Korea"},
        "partnership": {},
        "instrument": {"alce": "ALCE convention"},
        "document": {"news": "News"},
        "hurdle": {},
    }


def interview(**answers):
    paper = Paper(**answers)
    return Interview(interviewer=paper, names=names(), captured="old".__eq__), paper


def signed(**more):
    return interview(
        document=["news"],
        kind=["signed"],
        quote=["q"],
        instrument=["alce"],
        party=["mexico"],
        **more,
    )


def test_the_document_comes_first_then_the_kind_then_its_fields():
    """What an analyst has in hand is the article; what is not answered is left out."""
    asking, paper = signed()
    assert asking.claim({}) == {
        "document": "news",
        "kind": "signed",
        "quote": "q",
        "instrument": "alce",
        "party": "mexico",
    }
    assert paper.asked[:5] == ["document", "kind", "quote", "instrument", "party"]
    assert "prefix" not in paper.asked


def test_what_is_given_is_not_asked():
    """Document and kind from the command line cost the person no question."""
    asking, paper = signed()
    asking.claim({"document": "news", "kind": "signed"})
    assert not {"document", "kind"} & set(paper.asked)


def test_a_smaller_sign_goes_back_one_question():
    """The earlier answer is proposed again, and can be changed."""
    asking, paper = interview(
        document=["news"],
        kind=["signed", "denounced"],
        quote=["<", "q"],
        instrument=["alce"],
        party=["mexico"],
    )
    assert asking.claim({})["kind"] == "denounced"
    assert paper.asked[:4] == ["document", "kind", "quote", "kind"]


def test_going_back_from_the_first_question_stays_there():
    """There is nothing before the first question, so it is asked again."""
    asking, paper = interview(
        document=["<", "news"], kind=["opinion-stated"], quote=["q"], topic=["t"]
    )
    asking.claim({})
    assert paper.asked[:2] == ["document", "document"]


def test_answers_of_another_kind_are_forgotten():
    """Who goes back and changes the kind keeps no field that the new kind does not have."""
    asking, _ = interview(
        document=["news"],
        kind=["signed", "opinion-stated"],
        quote=["q", "<", "q"],
        instrument=["<"],
        topic=["t"],
    )
    assert asking.claim({}) == {
        "document": "news",
        "kind": "opinion-stated",
        "quote": "q",
        "topic": "t",
    }


def test_a_needed_field_is_asked_until_it_is_answered():
    """Each empty or blank answer to a needed field is told, and the question comes back."""
    asking, paper = signed(form=[""])
    paper.answers["quote"] = ["", "  ", "q"]
    asking.claim({})
    assert sum("quote is needed" in line for line in paper.told) == 2


def test_a_wrong_word_is_told_at_once():
    """With the near words, and the question is asked again."""
    asking, paper = signed()
    paper.answers["kind"] = ["singed", "signed"]
    asking.claim({})
    assert paper.told == ["no such kind: singed; perhaps signed; Tab shows them all"]


def test_a_word_like_no_other_does_not_fill_the_screen():
    """Over forty kinds: they stand behind Tab, not in the answer to a slip."""
    asking, paper = signed()
    paper.answers["kind"] = ["0", "signed"]
    asking.claim({})
    assert paper.told == ["no such kind: 0; Tab shows them all"]


def test_a_wrong_number_is_told_at_once():
    """A number in words is refused at its question, before the rest is asked."""
    asking, paper = interview(quote=["q"], instrument=["alce"], count=["nine", "9"])
    entry = asking.claim({"document": "news", "kind": "consents-counted"})
    assert entry["count"] == "9"
    assert any("nine" in line for line in paper.told)


def test_a_list_is_answered_line_by_line():
    """An empty line ends it, `<` takes the last one back."""
    asking, paper = interview(
        quote=["q"], parties=["mexico", "korea", "<", "mexico", ""], topic=["space"]
    )
    entry = asking.claim({"document": "news", "kind": "interest-expressed"})
    assert entry["parties"] == ["mexico", "mexico"]
    assert "  so far: mexico, korea" in paper.told


def test_going_back_from_an_empty_list_leaves_it():
    """Back from the first item leads to the question before the list."""
    asking, paper = interview(quote=["q", "r"], parties=["<", "mexico", ""], topic=["space"])
    entry = asking.claim({"document": "news", "kind": "interest-expressed"})
    assert entry["quote"] == "r"
    assert paper.asked[:3] == ["quote", "parties", "quote"]


def test_a_needed_list_has_at_least_one():
    """An empty first item does not end a list that needs an item."""
    asking, paper = interview(quote=["q"], parties=["", "mexico", ""], topic=["space"])
    asking.claim({"document": "news", "kind": "interest-expressed"})
    assert any("parties is needed" in line for line in paper.told)


def test_a_figure_is_written_as_people_write_it():
    """A comparator, a value and a unit are read from words; what is no figure is told."""
    asking, paper = interview(
        quote=["q"], parties=["mexico", ""], name=["n"], duration=["long", "more than 15 years"]
    )
    entry = asking.claim({"document": "news", "kind": "relation-established"})
    assert entry["duration"] == {"comparator": "more-than", "value": "15", "unit": "years"}
    assert any("no figure: long" in line for line in paper.told)


def test_figures_of_a_list_are_read_each():
    """Every line of a list of figures keeps its own unit."""
    asking, _ = interview(quote=["q"], topic=["t"], figures=["50 women", "17 countries", ""])
    entry = asking.claim({"document": "news", "kind": "fact-reported"})
    assert [figure["unit"] for figure in entry["figures"]] == ["women", "countries"]


def test_an_unknown_document_must_be_captured_first():
    """A document cannot be made in passing: the person is told the command that keeps one."""
    asking, paper = signed()
    paper.answers["document"] = ["olds", "news"]
    asking.claim({})
    assert "no such document: olds; keep it first: claims capture FILE" in paper.told


def test_an_unknown_party_can_be_added_on_the_way():
    """It is described before the claim, and is known from then on."""
    asking, _ = signed(
        asserted_by=["sre"], add_party_sre=["yes"], name=["Foreign ministry"], type=["ministry"]
    )
    entry = asking.claim({})
    assert entry["asserted_by"] == "sre"
    assert asking.added == [
        {"kind": "party", "id": "sre", "name": "Foreign ministry", "type": "ministry"}
    ]
    assert asking.names["party"]["sre"] == "Foreign ministry"


def test_an_unknown_partnership_brings_its_parties():
    """A new partnership is added after a yes, with the parties that were answered."""
    asking, _ = signed(
        partnership=["mx-kr"],
        add_partnership_mx_kr=["yes"],
        title=["Space"],
        parties=["mexico", "korea", ""],
    )
    assert asking.claim({})["partnership"] == "mx-kr"
    assert asking.added[0]["parties"] == ["mexico", "korea"]


@pytest.mark.parametrize(
    "answers", [{"add_party_sre": ["no"]}, {"add_party_sre": ["yes"], "name": ["<"]}]
)
def test_a_mistyped_party_is_typed_again(answers):
    """Neither a no nor going back from its name adds anything."""
    asking, _ = signed(asserted_by=["sre", "korea"], **answers)
    assert asking.claim({})["asserted_by"] == "korea"
    assert asking.added == []


def test_what_was_refused_is_asked_again_with_its_answer_proposed():
    """Only the refused field is asked again; all other answers stay."""
    asking, paper = interview(quote=["better"])
    entry = {**START, "quote": "bad", "party": "mexico"}
    assert asking.again(entry, ["quote"]) == {**START, "quote": "better", "party": "mexico"}
    assert paper.asked == ["quote"]


def test_going_back_over_all_that_was_given_starts_at_the_last_question():
    """With every answer there, only the last question is open again."""
    asking, paper = signed()
    entry = asking.claim({})
    paper.asked.clear()
    paper.answers["note"] = ["seen"]
    assert asking.claim({}, before=entry) == {**entry, "note": "seen"}
    assert paper.asked == ["note"]


def test_the_summary_shows_every_field():
    """Each entry is a block of its own, and a list is one line with commas."""
    lines = list(summary([{"kind": "party", "id": "a"}, {"kind": "signed", "named": ["a", "b"]}]))
    assert lines == [
        "",
        "  kind           party",
        "  id             a",
        "",
        "  kind           signed",
        "  named          a, b",
    ]


def test_only_yes_agrees():
    """Empty, no and back are no consent: only y and yes are, in any case."""
    assert [yes(word) for word in ("y", " YES ", "", "no", "<")] == [
        True,
        True,
        False,
        False,
        False,
    ]
