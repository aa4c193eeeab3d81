"""Whose act a sentence states, and of which day: main clauses, what hangs on them, who speaks."""

from __future__ import annotations

import pytest

from ledger.claims.entities import Instrument, Partnership, Party
from ledger.claims.vocabulary import PartyKind
from ledger.edtf import Edtf
from ledger.intake.drafting.languages import WORDINGS
from ledger.intake.drafting.languages.verbs import spanish
from ledger.intake.drafting.mentions.names import NameIndex
from ledger.intake.drafting.proposer import proposal
from ledger.intake.drafting.wording import Form

NAMES = NameIndex.of(
    (
        Party(id="mexico", name="Mexico", code="MX", type=PartyKind.STATE),
        Party(id="korea", name="Republic of Korea", code="KR", type=PartyKind.STATE),
        Party(id="sre", name="Secretariat of Foreign Affairs", aliases=("SRE",), part_of="mexico"),
        Partnership(id="mexico-korea", title="Mexico and Korea", parties=("mexico", "korea")),
        Instrument(id="space-pact", title="Space Cooperation Pact", partnerships=("mexico-korea",)),
    )
)
DAY = Edtf("2024-06-12")


def fields(language, text, kind):
    """The fields of the only draft of a kind."""
    drafts = proposal(text, names=NAMES, language=language, published=DAY).drafts
    (draft,) = [draft for draft in drafts if draft.kind == kind]
    return draft.fields


def kinds(language, text):
    """The kinds of all drafts."""
    return [
        draft.kind for draft in proposal(text, names=NAMES, language=language, published=DAY).drafts
    ]


RATIFIED, SIGNED = "ratification-reported", "signed"


@pytest.mark.parametrize(
    ("language", "text", "kind", "parties"),
    [
        # a clause with a subject of its own does not take that of the main clause
        ("en", "Mexico waits, while the islands ratified it in 2022.", RATIFIED, []),
        ("es", "Solo México falta: Emiratos lo ratificó en 2022.", RATIFIED, []),
        ("en", "Mexico, which ratified the treaty in 2019, wrote to Korea.", RATIFIED, ["mexico"]),
        # what is done to a subject is not done by it
        ("en", "Mexico hopes that the treaty will be ratified.", RATIFIED, []),
        ("en", "The treaty was ratified by Mexico.", RATIFIED, ["mexico"]),
        ("en", "The agreement that Mexico signed in March is new.", SIGNED, ["mexico"]),
        ("en", "Mexico met Korea to discuss the treaty signed in 2019.", SIGNED, []),
        # the subject follows
        ("en", "After signing the agreement, Mexico left for Seoul.", SIGNED, ["mexico"]),
        ("en", "Having ratified the convention, Mexico is at ease.", RATIFIED, ["mexico"]),
        ("en", "Signed in Rome last year, the treaty covers satellites.", SIGNED, []),
        # who only says it takes no part
        ("en", "Mexico said Korea signed the agreement last week.", SIGNED, ["korea"]),
        ("es", "Corea firmó el tratado, según informó la SRE.", SIGNED, ["korea"]),
    ],
)
def test_the_party_is_the_subject_of_its_own_verb(language, text, kind, parties):
    """Neither the main clause's subject, nor the speaker, nor whom it was discussed with."""
    stated = fields(language, text, kind)
    party = [stated["party"]] if "party" in stated else stated.get("parties", [])
    assert party == parties


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("en", "Only seven have ratified it.", 7),
        ("en", "So far seven of them have ratified the convention.", 7),
        ("es", "Sólo siete lo han ratificado.", 7),
        ("ko", "현재까지 7개국만 비준했다.", 7),
    ],
)
def test_so_many_is_a_count_and_no_act_of_a_party(language, text, count):
    """A number that stands for parties is counted."""
    assert fields(language, text, "consents-counted")["count"] == count
    assert kinds(language, text) == ["consents-counted"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        # a number of parties that nobody names
        ("en", "Several countries have ratified the convention."),
        ("es", "Varios países ya ratificaron la convención."),
        ("ko", "여러 나라가 협약을 비준했다."),
        # what someone is asked for, thanked or blamed for
        ("en", "Korea urged Mexico to sign the agreement."),
        ("en", "The two countries called on others to ratify the convention."),
        ("en", "Mexico thanked Korea for ratifying the treaty."),
        ("es", "Corea pidió a México firmar el acuerdo."),
        ("ko", "한국은 멕시코에 협정 서명을 촉구했다."),
        # a relative clause of which nobody says who met
        ("en", "The joint committee, which met in Seoul last week, will report."),
    ],
)
def test_what_nobody_says_of_a_party_is_not_proposed(language, text):
    """A request states no act, and a number of parties no party."""
    assert kinds(language, text) == []


@pytest.mark.parametrize(
    ("language", "text", "kind", "modality"),
    [
        (
            "en",
            "Mexico's lower house voted on Monday to ratify the treaty.",
            "domestically-approved",
            None,
        ),
        ("en", "Mexico became the 30th country to ratify the convention.", RATIFIED, None),
        (
            "es",
            "México se convirtió en el país número 30 en ratificar la convención.",
            RATIFIED,
            None,
        ),
        ("en", "Mexico is considering withdrawing from the treaty.", "denounced", "possible"),
        ("en", "Mexico threatened to withdraw from the treaty.", "denounced", "possible"),
        ("en", "Mexico has not ruled out signing the treaty.", SIGNED, "possible"),
        ("es", "Se espera que el acuerdo sea firmado en julio.", SIGNED, "expected"),
        (
            "es",
            "De ratificarse el tratado, entrará en vigor en julio.",
            "entered-into-force",
            "conditional",
        ),
        ("es", "El acuerdo no será renovado.", "instrument-renewed", "denied"),
        (
            "ko",
            "한국 국회는 협정 비준동의안을 통과시키지 못했다.",
            "domestically-approved",
            "denied",
        ),
        ("ko", "멕시코 정부는 협정 서명설을 부인했다.", SIGNED, "denied"),
        ("ko", "협상 연내 타결도 불가능하지 않다.", "negotiation-concluded", "possible"),
    ],
)
def test_how_certain_follows_from_the_verb_that_governs(language, text, kind, modality):
    """That they voted to ratify is done; "considering" and "not ruled out" are open."""
    assert fields(language, text, kind).get("modality") == modality


@pytest.mark.parametrize(
    ("language", "text", "kind", "day"),
    [
        ("en", "On Monday, Mexico agreed to sign the treaty in July.", SIGNED, "2024-07"),
        ("en", "On Monday, Mexico agreed to sign the treaty.", SIGNED, None),
        ("es", "El lunes México acordó firmar el tratado en julio.", SIGNED, "2024-07"),
        (
            "en",
            "Mexico, which ratified the treaty in 2019, has said that Korea must ratify it.",
            "requirement-stated",
            None,
        ),
        (
            "en",
            "The agreement, ratified by Mexico in 2022, has not entered into force.",
            "entered-into-force",
            None,
        ),
        (
            "en",
            "The agreement, ratified by Mexico in 2022, has not entered into force.",
            RATIFIED,
            "2022",
        ),
        # a day that says which of several is meant, and what a meeting is for
        ("en", "Mexico ratified a 1987 convention.", RATIFIED, None),
        ("en", "Mexico ratified the convention of 1987.", RATIFIED, None),
        ("es", "El convenio de 1971 fue modificado en 2015.", "instrument-amended", "2015"),
        ("en", "Mexico and Korea held talks on the 2030 strategy.", "meeting-held", None),
        ("en", "Mexico and Korea held talks to prepare the summit in June.", "meeting-held", None),
        ("en", "Mexico and Korea held talks in Seoul on Monday.", "meeting-held", "2024-06-10"),
        # the present of what is to come
        ("en", "The agreement expires in December.", "instrument-expired", "2024-12"),
        ("es", "El comité conjunto se reunirá en Seúl en octubre.", "body-met", "2024-10"),
    ],
)
def test_the_day_is_that_of_its_own_verb(language, text, kind, day):
    """Not that of the main clause, of an apposition, of a name, or of what it is done for."""
    assert fields(language, text, kind).get("occurred") == day


@pytest.mark.parametrize(
    ("language", "text", "said_by"),
    [
        ("en", "“We signed the deal,” President Kim told reporters in Seoul.", None),
        ("en", "“Our friends in Korea said Mexico will be great partners for us,” he said.", None),
        ("ko", 'SRE는 "기업들이 오래 기다려 온 협정의 시작"이라고 밝혔다.', "sre"),
    ],
)
def test_who_speaks_stands_outside_the_quotation_marks(language, text, said_by):
    """Neither a word of what is said nor whom it is told to is the speaker."""
    (draft,) = proposal(text, names=NAMES, language=language, published=DAY).drafts
    assert draft.fields.get("asserted_by") == said_by


def test_a_pronoun_leaves_open_who_speaks_and_offers_who_spoke_last():
    """“She said” is a gap, with the last speaker as a candidate."""
    text = (
        "Mexico signed the treaty, according to the SRE. "
        "“This treaty is good for both of our peoples,” she said."
    )
    draft = proposal(text, names=NAMES, language="en", published=DAY).drafts[-1]
    (gap,) = [gap for gap in draft.gaps if gap.field == "asserted_by"]
    assert (draft.kind, gap.words, gap.candidates) == ("opinion-stated", "she", ("sre",))
    assert draft.fields["topic"] == "This treaty is good for both of our peoples"


def test_what_cannot_be_until_something_else_is_a_requirement():
    """What is in force only after something else states a requirement, and no denial."""
    texts = {
        "en": "The treaty cannot enter into force until Mexico has ratified it.",
        "es": "El tratado no podrá entrar en vigor hasta que México lo ratifique.",
    }
    for language, text in texts.items():
        assert kinds(language, text)[0] == "requirement-stated"
        assert "entered-into-force" not in kinds(language, text)


def test_a_cue_is_letters_of_the_sentence():
    """A rule is tried where a sentence has one of its cues, letter by letter, in small letters."""
    odd = [
        (wording.tag, rule.kind, cue)
        for wording in WORDINGS.values()
        for rule in wording.rules
        for cue in rule.cues
        if cue != cue.lower() or set(cue) & set("[](){}?+*|\\")
    ]
    assert odd == []


@pytest.mark.parametrize(
    ("verb", "stem", "forms"),
    [
        ("invertir", "inviert", {"invirtió", "invierten", "invirtiendo"}),
        ("concluir", "concluy", {"concluyó", "concluyeron", "concluye"}),
        ("seguir", "sigu", {"siguió", "sigan"}),
        ("reunir", "reún", {"reunió", "reunirse"}),
    ],
)
def test_spanish_verbs_close_their_vowel_in_the_past(verb, stem, forms):
    """The preterite of -ir verbs, and the infinitive with its pronoun."""
    made = spanish(verb, stem)
    assert forms <= made.keys()
    assert made[f"{verb}lo"] is Form.BASE
