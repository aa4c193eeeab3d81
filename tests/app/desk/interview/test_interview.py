"""The interview of `claims record`, with a person of paper: what is asked, and what comes of it."""

from __future__ import annotations

import pytest

from ledger.app.desk.interview.interview import Ended, Interview
from ledger.app.desk.interview.names_at_hand import NamesAtHand
from ledger.app.desk.interview.question import agrees
from ledger.app.desk.interview.text_at_hand import TextAtHand
from ledger.edtf import parse

TEXT = (
    "Japan and the Philippines signed the Agreement in Manila. It enters into force later. "
    "A spokesman spoke. A spokesman left."
)


class Paper:
    """Answers each question by its name, one prepared line after another."""

    def __init__(self, **answers):
        self.answers = {name: list(lines) for name, lines in answers.items()}
        self.questions = []
        self.told = []
        self.pages = []

    @property
    def asked(self):
        return [question.name for question in self.questions]

    def ask(self, question):
        self.questions.append(question)
        assert len(self.questions) < 60, self.asked
        lines = self.answers.get(question.name.replace(" ", "_").replace("-", "_"), [])
        return lines.pop(0) if lines else ""

    def tell(self, line, level=0):
        self.told.append("  " * level + line)

    def show(self, text, start):
        self.pages.append(text[start:])
        return len(text)


def names():
    return {
        "party": {"japan": "Japan", "philippines": "Philippines", "korea": "Republic of Korea"},
        "partnership": {"jp-ph": "Defence", "space": "Space"},
        "instrument": {"raa": "RAA", "acsa": "ACSA"},
        "document": {"news": "News"},
        "hurdle": {"raa-senate": "Senate", "raa-diet": "Diet"},
    }


def interview(sticky=None, **answers):
    paper = Paper(**answers)
    made = []
    text = TextAtHand(text=TEXT, published=parse("2024-07-08"))
    asking = Interview(
        interviewer=paper,
        names=NamesAtHand(
            names=names(), called={"republic of korea": "korea"}, captured="old".__eq__
        ),
        text_of=lambda name: text if name == "news" else None,
        make=made.append,
        sticky=sticky or {},
    )
    return asking, paper, made


def signed(sticky=None, **more):
    return interview(
        sticky,
        document=["news"],
        kind=["signed"],
        quote=["signed the Agreement"],
        instrument=["raa"],
        party=["japan"],
        **more,
    )


def test_what_matters_is_asked_and_nothing_else():
    """The document, what it states, its words, then what the kind needs and its day."""
    asking, paper, _ = signed()
    assert asking.entry({}) == {
        "kind": "signed",
        "document": "news",
        "quote": "signed the Agreement",
        "instrument": "raa",
        "party": "japan",
    }
    assert paper.asked == ["document", "kind", "quote", "instrument", "party", "when"]


def test_what_is_given_is_not_asked():
    """Document, kind and day are given, and the rest is asked."""
    asking, paper, _ = signed()
    asking.entry({"document": "news", "kind": "signed", "occurred": "2024-07-08"})
    assert paper.asked == ["quote", "instrument", "party"]


def test_several_parties_answer_one_question():
    """The beginnings of two names, with a comma, are two parties of one entry."""
    asking, _, _ = signed()
    asking.interviewer.answers["party"] = ["jap, phil"]
    assert asking.entry({})["parties"] == ["japan", "philippines"]


def test_the_line_of_the_kind_says_what_goes_with_it():
    """As in the short form, and words may be shortened to their beginning."""
    asking, paper, _ = interview(
        document=["news"],
        kind=["signed jap phil of raa exp 2024-07-08"],
        quote=["signed .. Manila"],
    )
    assert asking.entry({}) == {
        "kind": "signed",
        "document": "news",
        "quote": "signed the Agreement in Manila",
        "instrument": "raa",
        "parties": ["japan", "philippines"],
        "modality": "expected",
        "occurred": "2024-07-08",
    }
    assert paper.asked == ["document", "kind", "quote"]


def test_a_word_of_the_line_that_is_no_name_makes_one_or_is_asked():
    """Who does not want it made is asked for the party again."""
    asking, paper, made = interview(
        document=["news"],
        kind=["signed tuvalu"],
        make_party_tuvalu=["no"],
        quote=["signed the Agreement"],
        instrument=["raa"],
        party=["japan"],
    )
    assert asking.entry({})["party"] == "japan"
    assert made == []
    assert "no such party: tuvalu" in paper.told


def test_back_goes_any_number_of_steps_and_keeps_what_was_typed():
    """Enter agrees to each earlier answer on the way forward."""
    asking, paper, _ = signed(when=["<<<", ""])
    paper.answers["instrument"] = ["raa", "acsa"]
    entry = asking.entry({})
    assert entry["instrument"] == "acsa"
    assert entry["party"] == "japan"
    assert paper.asked == [
        "document", "kind", "quote", "instrument", "party", "when",
        "quote", "instrument", "party", "when",
    ]  # fmt: skip
    assert paper.questions[6].default == "signed the Agreement"


@pytest.mark.parametrize("backs", ["<", "<<", "<<<", "<<<<", "<<<<<", "<<<<<<<<<"])
def test_every_question_can_be_gone_back_to(backs):
    """So many signs go back so many questions, and no further than the first."""
    asking, paper, _ = signed(when=[backs])
    assert asking.entry({})["party"] == "japan"
    order = ["document", "kind", "quote", "instrument", "party"]
    assert paper.asked[6] == order[max(len(order) - len(backs), 0)]


def test_one_can_go_back_to_what_was_given_or_stays():
    """The document that stays from the last claim is not asked, and can be changed."""
    asking, paper, _ = signed({"document": "news", "partnership": "jp-ph"})
    paper.answers["document"] = ["old"]
    paper.answers["kind"] = ["<", "signed"]
    entry = asking.entry({})
    assert (entry["document"], entry["partnership"]) == ("old", "jp-ph")
    assert paper.asked[:3] == ["kind", "document", "kind"]


def test_another_kind_keeps_what_both_have():
    """Instrument and party of a signature stay for a notification."""
    asking, paper, _ = signed()
    paper.answers["kind"] = ["signed", "party-notified"]
    paper.answers["party"] = ["<<<", ""]
    paper.answers["instrument"] = ["raa", ""]
    paper.answers["party"] = ["japan", ""]
    paper.answers["when"] = ["<<<<", ""]
    entry = asking.entry({})
    assert (entry["kind"], entry["instrument"], entry["party"]) == (
        "party-notified", "raa", "japan",
    )  # fmt: skip


def test_a_minus_leaves_a_field_empty():
    """The proposed day is not taken."""
    asking, _, _ = signed({"document": "news", "occurred": "2024-07-08"}, when=["-"])
    assert "occurred" not in asking.entry({})


def test_document_and_partnership_stay_and_instrument_and_day_are_proposed():
    """Two are not asked again, two need an Enter."""
    sticky = {"document": "news", "partnership": "jp-ph", "instrument": "raa", "occurred": "2024"}
    asking, paper, _ = signed(sticky)
    paper.answers["instrument"] = [""]
    entry = asking.entry({})
    assert {name: entry[name] for name in sticky} == sticky
    assert paper.asked == ["kind", "quote", "instrument", "party", "when"]


def test_a_day_stays_within_its_document_and_what_it_is_about_stays_for_the_next():
    """Another article does not get the day of the last."""
    asking, _, _ = interview()
    asking.keep({"kind": "signed", "document": "news", "instrument": "raa", "occurred": "2024"})
    asking.keep({"kind": "opinion-stated", "document": "news", "partnership": "jp-ph"})
    assert asking.sticky == {
        "document": "news", "instrument": "raa", "occurred": "2024", "partnership": "jp-ph",
    }  # fmt: skip
    asking.keep({"kind": "opinion-stated", "document": "old"})
    assert asking.sticky == {"document": "old", "instrument": "raa", "partnership": "jp-ph"}


def test_a_partnership_is_asked_where_nothing_else_says_it():
    """An opinion has neither instrument nor hurdle."""
    answers = {"document": ["news"], "quote": ["A spokesman spoke"]}
    asking, paper, _ = interview(kind=["opinion"], topic=["t"], partnership=["jp-ph"], **answers)
    assert asking.entry({})["partnership"] == "jp-ph"
    assert paper.asked[-1] == "partnership"


def test_a_quote_is_checked_as_soon_as_it_is_typed():
    """The wrong one is told and asked again before any other question."""
    asking, paper, _ = signed()
    paper.answers["quote"] = ["signed the Treaty", "signed the Agreement"]
    assert asking.entry({})["quote"] == "signed the Agreement"
    assert any("does not stand in its document" in line for line in paper.told)
    assert paper.asked[2:4] == ["quote", "quote"]


def test_of_words_that_stand_twice_the_place_is_picked():
    """The number of a place gives the words around it."""
    asking, paper, _ = signed(which_one=["2"])
    paper.answers["quote"] = ["A spokesman"]
    entry = asking.entry({})
    assert (entry["quote"], entry.get("suffix") or entry.get("prefix")) != ("A spokesman", None)
    assert any("[A spokesman] left" in line for line in paper.told)


def test_more_words_can_be_typed_in_the_place_of_a_pick():
    """Enter picks none, and a longer quote stands once."""
    asking, paper, _ = signed(which_one=[""])
    paper.answers["quote"] = ["A spokesman", "A spokesman left"]
    assert asking.entry({})["quote"] == "A spokesman left"


def test_a_question_mark_shows_the_text_and_words_in_it():
    """Alone it shows a page, with words where they stand."""
    asking, paper, _ = signed()
    paper.answers["quote"] = ["?", "?manila", "?tuvalu", "signed the Agreement"]
    asking.entry({})
    assert paper.pages == [TEXT]
    assert any("[Manila]" in line for line in paper.told)
    assert "  these words do not stand in it" in paper.told


def test_a_plus_sets_a_rare_field_and_names_them():
    """With a value it sets it, without it asks, alone it lists."""
    asking, paper, _ = signed()
    paper.answers["instrument"] = ["+", "+assert korea", "+nonsense x", "+note", "raa"]
    paper.answers["note"] = ["seen"]
    entry = asking.entry({})
    assert (entry["asserted_by"], entry["note"]) == ("korea", "seen")
    assert any(line.startswith("fields: document, quote") for line in paper.told)
    assert any("no such field: nonsense" in line for line in paper.told)


def test_when_takes_how_the_source_puts_it_a_day_and_words():
    """Modality, date and words of the source in one line."""
    asking, _, _ = signed(when=["int 2025-06 early June"])
    entry = asking.entry({})
    assert (entry["modality"], entry["occurred"], entry["occurred_words"]) == (
        "intended", "2025-06", "early June",
    )  # fmt: skip


@pytest.mark.parametrize("bad", ["someday soon", "2024-13-40"])
def test_a_date_that_nobody_can_read_is_asked_again(bad):
    """Neither words without a day nor a month that is none is taken."""
    asking, paper, _ = signed(when=[bad, "2024"])
    assert asking.entry({})["occurred"] == "2024"
    assert paper.asked[-2:] == ["when", "when"]


@pytest.mark.parametrize(
    ("field", "bad", "right"),
    [
        ("kind", "singed", "signed"),
        ("party", "<", "japan"),
        ("instrument", "", "raa"),
        ("document", "olds", "news"),
    ],
)
def test_what_cannot_be_is_told_at_once_and_asked_again(field, bad, right):
    """The question comes again until it is answered."""
    asking, paper, _ = signed()
    paper.answers[field] = [bad, right, right]
    assert asking.entry({})["kind"] == "signed"
    assert paper.asked.count(field) >= 2


def test_a_party_a_partnership_and_an_instrument_are_made_on_the_way():
    """Each is recorded before the interview goes on, and is there from then on."""
    asking, _, made = interview(
        document=["news"],
        kind=["signed"],
        quote=["signed the Agreement"],
        instrument=["falepili"],
        make_instrument_falepili=["yes"],
        title=["Falepili Union", "Pacific"],
        between=["tuvalu"],
        make_party_tuvalu=[""],
        name=["Tuvalu"],
        type=["state"],
        party=["tuv"],
        when=["+partnership pacific", ""],
        make_partnership_pacific=["yes"],
        parties=["tuvalu, japan"],
    )
    entry = asking.entry({})
    assert [each["kind"] for each in made] == ["party", "instrument", "partnership"]
    assert made[1] == {
        "kind": "instrument", "id": "falepili", "title": "Falepili Union", "between": ["tuvalu"],
    }  # fmt: skip
    assert (entry["party"], entry["partnership"]) == ("tuvalu", "pacific")


def test_a_hurdle_is_stated_by_the_words_that_are_quoted():
    """The requirement has the quote and document of the step."""
    asking, _, made = interview(
        document=["news"],
        kind=["approval-granted"],
        quote=["signed the Agreement"],
        hurdle=["licence"],
        make_hurdle_licence=["yes"],
        title=["a licence"],
        requires=["lic"],
        on=["japan"],
        partnership=["jp-ph"],
    )
    assert asking.entry({})["hurdle"] == "licence"
    assert made == [
        {
            "kind": "requirement-stated",
            "hurdle": "licence",
            "document": "news",
            "quote": "signed the Agreement",
            "title": "a licence",
            "requires": "licence",
            "on": ["japan"],
            "partnership": "jp-ph",
        }
    ]


@pytest.mark.parametrize("answers", [{"make_party_tuvalu": ["no"]}, {"name": ["<"]}])
def test_who_says_no_types_another(answers):
    """Neither a no nor going back makes anything."""
    asking, _, made = signed(**answers)
    asking.interviewer.answers["party"] = ["tuvalu", "japan"]
    assert asking.entry({})["party"] == "japan"
    assert made == []


def test_a_name_like_one_that_is_there_is_made_only_if_one_says_yes():
    """Enter takes a slip for a slip."""
    asking, paper, made = signed()
    paper.answers["party"] = ["japam", "japan"]
    assert asking.entry({})["party"] == "japan"
    assert made == []


def test_names_are_described_by_questions_too():
    """The id follows from the name, and Enter agrees to it."""
    asking, paper, _ = interview(name=["Republic of Fiji"], type=["state"])
    assert asking.entry({"kind": "party"}) == {
        "kind": "party", "id": "republic-of-fiji", "name": "Republic of Fiji", "type": "state",
    }  # fmt: skip
    assert paper.asked == ["name", "id", "type"]
    asking, _, _ = interview(title=["A"], parties=["japan korea"])
    assert asking.entry({"kind": "partnership"})["parties"] == ["japan", "korea"]
    asking, _, _ = interview(title=["A treaty"], between=["japan, Republic of Korea"])
    assert asking.entry({"kind": "instrument"})["between"] == ["japan", "korea"]


def test_a_rule_is_a_field_like_others():
    """Braces hold it, as in YAML."""
    rule = "{when: [{consents: 2}], after: {number: 30, unit: days}}"
    asking, _, _ = interview(title=["T"], between=[f"+entry-into {rule}", ""])
    assert asking.entry({"kind": "instrument"})["entry_into_force"] == {
        "when": [{"consents": "2"}],
        "after": {"number": "30", "unit": "days"},
    }


def test_an_empty_kind_ends():
    """Enter alone says that nothing more is stated."""
    asking, _, _ = interview(document=["news"])
    with pytest.raises(Ended):
        asking.entry({})


def test_what_was_refused_is_asked_again_with_its_answer_proposed():
    """Of no field in particular, the last question comes again."""
    asking, paper, _ = interview(note=["better"])
    entry = {"kind": "signed", "document": "news", "party": "japan", "note": "bad"}
    assert asking.again(entry, ["note"])["note"] == "better"
    assert paper.questions[0].default == "bad"
    asking.again(entry, [])
    assert paper.asked[-1] == "partnership"


def test_one_way_of_yes_and_no():
    """The same words agree and disagree at every question."""
    agreed = [agrees(word, default=True) for word in ("y", " YES ", "true", "", "no", "False", "x")]
    assert agreed == [True, True, True, True, False, False, None]
    asking, _, _ = interview(
        document=["news"], kind=["req-st"], quote=["A spokesman left"], hurdle=["h"], title=["t"],
        on=["japan, korea"], partnership=["+each TRUE", "jp-ph"],
    )  # fmt: skip
    assert asking.entry({})["each"] == "yes"
