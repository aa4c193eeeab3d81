"""What sentences of general language state: kinds, modalities and parties, in three languages."""

from __future__ import annotations

import pytest

from ledger.claims.entities import Instrument, Partnership, Party
from ledger.claims.vocabulary import PartyKind
from ledger.edtf import Edtf
from ledger.intake.drafting.languages import WORDINGS
from ledger.intake.drafting.mentions.names import NameIndex
from ledger.intake.drafting.proposer import proposal

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

STATED = [
    # English: what a verb says, active and passive, and in headlines
    ("en", "Mexico signed an agreement with South Korea.", "signed", "actual"),
    ("en", "The treaty was signed by Mexico in Seoul on 3 June 2024.", "signed", "actual"),
    ("en", "Mexico and Korea sign mining pact", "signed", "actual"),
    ("en", "Mexico will sign the treaty next month.", "signed", "expected"),
    ("en", "Mexico has not signed the agreement.", "signed", "denied"),
    ("en", "Neither Mexico nor Korea signed the agreement.", "signed", "denied"),
    ("en", "None of the parties signed the agreement.", "signed", "denied"),
    ("en", "Nobody ratified the convention.", "ratification-reported", "denied"),
    ("en", "It is not true that Mexico signed the agreement.", "signed", "denied"),
    ("en", "Mexico's refusal to sign the agreement was criticised.", "signed", "denied"),
    ("en", "Mexico plans to sign the agreement.", "signed", "intended"),
    ("en", "Mexico may sign the agreement this year.", "signed", "possible"),
    ("en", "Mexico would sign the agreement.", "signed", "conditional"),
    ("en", "Mexico has yet to ratify the convention.", "ratification-reported", "denied"),
    ("en", "Korea ratified the convention in May.", "ratification-reported", "actual"),
    ("en", "The Mexican Senate approved the treaty.", "domestically-approved", "actual"),
    ("en", "Mexico deposited its instrument of ratification.", "consent-deposited", "actual"),
    ("en", "Mexico acceded to the convention on 3 May 2024.", "consent-deposited", "actual"),
    ("en", "The treaty entered into force on 1 June 2024.", "entered-into-force", "actual"),
    ("en", "The pact is expected to enter into force in July.", "entered-into-force", "expected"),
    ("en", "Mexico withdrew from the treaty.", "denounced", "actual"),
    ("en", "Had the pact been ratified, they could.", "ratification-reported", "conditional"),
    ("es", "Las partes se reúnen en Seúl.", "meeting-held", "actual"),
    ("es", "México está dispuesto a una alianza.", "interest-expressed", "actual"),
    ("ko", "양국은 비준서를 교환했다.", "consent-deposited", "actual"),
    ("ko", "양국 해군은 부산 앞바다에서 연합훈련을 실시했다.", "joint-activity", "actual"),
    ("es", "México retiró ayer la denuncia del tratado.", "denunciation-withdrawn", "actual"),
    ("ko", "서명식은 이달 말로 미뤄질 가능성이 있다.", "postponed", "possible"),
    ("en", "Mexico and Korea launched negotiations on trade.", "negotiation-opened", "actual"),
    ("en", "Talks between Mexico and Korea were suspended.", "negotiation-suspended", "actual"),
    ("en", "Mexico and Korea concluded negotiations.", "negotiation-concluded", "actual"),
    ("en", "Mexico must ratify the agreement.", "requirement-stated", "required"),
    ("en", "The sale is subject to approval by Congress.", "requirement-stated", "required"),
    ("en", "Mexico and Korea signed an MoU on ports.", "memorandum-concluded", "actual"),
    ("en", "Mexico hosted a seminar on satellites.", "workshop-held", "actual"),
    ("en", "Officials of Mexico met their Korean counterparts.", "meeting-held", "actual"),
    ("en", "Mexico submitted the treaty to the Senate.", "application-filed", "actual"),
    ("en", "Mexico pledged $20 million for the centre.", "funding-committed", "actual"),
    ("en", "They upgraded ties to a strategic partnership.", "relation-established", "actual"),
    ("en", "The Senate gave its consent to the treaty.", "domestically-approved", "actual"),
    ("en", "Its entry into force is contingent on ratification.", "requirement-stated", "required"),
    ("en", "Mexico and Korea held the third round of talks.", "negotiation-round-held", "actual"),
    ("en", "Mexico and Korea will jointly develop a satellite.", "joint-activity", "expected"),
    ("en", "The licence expired in March.", "approval-lapsed", "actual"),
    ("en", "The treaty shall enter into force in July.", "entered-into-force", "expected"),
    ("en", "Its entry into force is expected on 1 July 2024.", "entered-into-force", "expected"),
    ("en", "The treaty takes effect on 1 July 2024.", "entered-into-force", "expected"),
    # Spanish
    ("es", "La entrada en vigor está prevista para julio.", "entered-into-force", "expected"),
    ("es", "México firmó un acuerdo con Corea del Sur.", "signed", "actual"),
    ("es", "El tratado fue firmado por México.", "signed", "actual"),
    ("es", "México firmará el convenio el próximo mes.", "signed", "expected"),
    ("es", "México no ha ratificado el tratado.", "ratification-reported", "denied"),
    ("es", "Ni México ni Corea firmaron el tratado.", "signed", "denied"),
    ("es", "Ninguno de los países firmó el tratado.", "signed", "denied"),
    ("es", "Nadie ratificó el tratado.", "ratification-reported", "denied"),
    ("es", "El Senado de México aprobó el tratado.", "domestically-approved", "actual"),
    ("es", "El convenio entró en vigor el 1 de junio de 2024.", "entered-into-force", "actual"),
    ("es", "El convenio entraría en vigor en julio.", "entered-into-force", "conditional"),
    ("es", "México debe ratificar el convenio.", "requirement-stated", "required"),
    ("es", "Suscribieron un memorando de entendimiento.", "memorandum-concluded", "actual"),
    ("es", "México depositó su instrumento de ratificación.", "consent-deposited", "actual"),
    ("es", "Se reanudaron las negociaciones con Corea.", "negotiation-resumed", "actual"),
    ("es", "México recibió a una delegación coreana.", "meeting-held", "actual"),
    # Korean
    ("ko", "협정 발효는 다음 달로 예정돼 있다.", "entered-into-force", "expected"),
    ("ko", "멕시코와 한국은 협정에 서명했다.", "signed", "actual"),
    ("ko", "멕시코는 협정에 서명할 예정이다.", "signed", "expected"),
    ("ko", "멕시코는 협정에 서명하지 않았다.", "signed", "denied"),
    ("ko", "멕시코는 협정에 서명한 적이 없다.", "signed", "denied"),
    ("ko", "멕시코는 협약을 비준하지 아니하였다.", "ratification-reported", "denied"),
    ("ko", "멕시코가 협정에 서명했다는 보도는 사실이 아니다.", "signed", "denied"),
    ("ko", "멕시코는 협정에 서명하기로 했다.", "signed", "intended"),
    ("ko", "한국은 협약을 비준했다.", "ratification-reported", "actual"),
    ("ko", "한국 국회는 비준동의안을 통과시켰다.", "domestically-approved", "actual"),
    ("ko", "협정은 지난 1일 발효됐다.", "entered-into-force", "actual"),
    ("ko", "협정은 다음 달 발효될 예정이다.", "entered-into-force", "expected"),
    ("ko", "한국과 멕시코는 양해각서를 체결했다.", "memorandum-concluded", "actual"),
    ("ko", "양국은 협상을 타결했다.", "negotiation-concluded", "actual"),
    ("ko", "발효하려면 국회의 승인을 받아야 한다.", "requirement-stated", "required"),
]  # fmt: skip

NOTHING = [
    ("en", "Has Mexico ratified the Space Cooperation Pact?"),
    ("en", "The weather in Mexico was fine on Monday."),
    ("en", "She signed the guest book with a smile."),
    ("es", "¿Ratificará México el tratado?"),
    ("es", "Hacía buen tiempo en México."),
    ("ko", "멕시코가 협정에 서명했을까?"),
    ("ko", "멕시코의 날씨는 맑았다."),
]

COUNTS = [
    ("en", "Nine of the eleven required ratifications have been received.", 9, 11),
    ("en", "With 9 of 11 required ratifications, the agency is near.", 9, 11),
    ("es", "Nueve de los once países requeridos lo han hecho.", 9, 11),
    ("ko", "11개국 중 9개국이 비준했다.", 9, 11),
]


def drafts(language: str, text: str):
    """The drafts of a text of the day."""
    return proposal(text, names=NAMES, language=language, published=DAY).drafts


@pytest.mark.parametrize(("language", "text", "kind", "modality"), STATED)
def test_a_sentence_states_its_kind_as_it_says_it(language, text, kind, modality):
    """Kind and modality follow from the words, in whichever form the verb stands."""
    drafted = {
        draft.kind: draft.fields.get("modality", "actual") for draft in drafts(language, text)
    }
    assert drafted.get(kind) == modality


@pytest.mark.parametrize(("language", "text"), NOTHING)
def test_what_states_nothing_gives_no_draft(language, text):
    """Questions, the weather, and a verb with another object."""
    assert [draft.kind for draft in drafts(language, text)] == []


@pytest.mark.parametrize(("language", "text", "count", "required"), COUNTS)
def test_a_count_is_read_in_digits_and_in_words(language, text, count, required):
    """How many, of how many that it takes."""
    (draft,) = [each for each in drafts(language, text) if each.kind == "consents-counted"]
    assert (draft.fields["count"], draft.fields["required"]) == (count, required)


def test_what_something_depends_on_is_not_stated():
    """The condition is a field of what depends on it, and no draft of its own."""
    (draft,) = drafts("en", "If Mexico ratifies it, the treaty will enter into force in July.")
    assert draft.kind == "entered-into-force"
    assert draft.fields["modality"] == "conditional"
    assert draft.fields["condition"] == "If Mexico ratifies it"


def test_north_korea_is_not_korea():
    """A State that the ledger does not have is no party, and its words stand in the gap."""
    (draft,) = drafts("en", "North Korea ratified the convention.")
    assert "party" not in draft.fields
    (gap,) = [gap for gap in draft.gaps if gap.field == "party"]
    assert (gap.required, gap.words) == (True, "North Korea")


def test_both_countries_are_the_parties_of_the_partnership():
    """Where the document mentions the parties of one partnership, "both countries" are they."""
    text = "Mexico is far from Korea. Both countries signed the treaty."
    (draft,) = drafts("en", text)
    assert draft.fields["parties"] == ["mexico", "korea"]
    assert any("Both countries" in reason for reason in draft.because)


def test_who_says_so_is_a_party_a_gap_or_nobody():
    """A party that speaks is the asserter; another name is a gap; "officials said" is anonymous."""
    (party,) = drafts("en", "Mexico signed the treaty, according to the SRE.")
    assert party.fields["asserted_by"] == "sre"
    (other,) = drafts("en", "Mexico signed the treaty, said Ana Robles.")
    assert [gap.words for gap in other.gaps if gap.field == "asserted_by"] == ["Ana Robles"]
    (nobody,) = drafts("en", "Mexico signed the treaty, officials said.")
    assert nobody.fields["anonymous"] is True


def test_a_date_is_no_more_precise_than_its_words():
    """In May is a month; without a day of publication, yesterday is a gap with its words."""
    (month,) = drafts("en", "Korea ratified the convention in May.")
    assert month.fields["occurred"] == "2024-05"
    (draft,) = proposal(
        "Korea ratified the convention yesterday.", names=NAMES, language="en"
    ).drafts
    assert "occurred" not in draft.fields
    assert any(gap.field == "occurred" and "yesterday" in str(gap.words) for gap in draft.gaps)


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("en", "Mexico signed the treaty in Rome last week.", "2024-06-02/2024-06-09"),
        ("en", "Mexico agreed on Monday to sign the treaty.", None),
        ("en", "Mexico said on Friday it would sign the treaty.", None),
        ("en", "Mexico signed the treaty for the next ten years.", None),
        ("es", "México firmó el martes 25 el tratado.", None),
        ("ko", "외교부는 협정에 서명했다고 12일 밝혔다.", None),
    ],
)
def test_a_day_of_another_verb_is_not_taken(language, text, day):
    """The day on which it was agreed or told, how long it lasts, half of a date: none is taken."""
    signed = [draft for draft in drafts(language, text) if draft.kind == "signed"]
    assert [draft.fields.get("occurred") for draft in signed] == [day]


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("en", "Mexico signed the treaty in the 1990s.", "199X"),
        ("en", "Mexico signed the treaty on 5/6/2024.", None),
        ("en", "Mexico signed the treaty on 2019-06-31.", None),
        ("en", "Mexico signed the treaty on June 31, 2019.", None),
        ("en", "Mexico signed the treaty in May 2019/20.", None),
        ("es", "México firmó el tratado el 5/6/2019.", None),
        ("ko", "멕시코는 1990년대에 협정에 서명했다.", "199X"),
    ],
)
def test_a_part_of_a_date_is_not_taken_for_the_date(language, text, day):
    """The 1990 of "1990s" would be more precise, "6/2024" of "5/6/2024" perhaps another month."""
    (draft,) = [draft for draft in drafts(language, text) if draft.kind == "signed"]
    assert draft.fields.get("occurred") == day


def test_a_korean_sentence_goes_on_over_the_end_of_a_full_line():
    """A line of Korean is full with half as many characters: each is as wide as two."""
    line = "대한민국과 멕시코는 2024년 6월 3일 서울에서 열린 회의에서 항공우주 분야"
    text = f"{line}\n협력 협정에 서명했다."
    (draft,) = [draft for draft in drafts("ko", text) if draft.kind == "signed"]
    assert draft.quote == text
    assert draft.fields["occurred"] == "2024-06-03"
    assert draft.fields["parties"] == ["korea", "mexico"]


def test_what_it_is_about_ends_before_its_date():
    """The day has a field of its own."""
    (draft,) = drafts("en", "Mexico and Korea signed an MoU on space mining on 3 June 2024.")
    assert draft.fields["subject"] == "space mining"
    assert draft.fields["occurred"] == "2024-06-03"


def test_a_heading_that_the_text_repeats_is_left_out():
    """One draft of the signature, from the sentence and not from the heading."""
    text = (
        "Mexico and Korea sign pact\n\nMexico and Korea signed the Space Cooperation Pact today.\n"
    )
    (draft,) = drafts("en", text)
    assert draft.quote.startswith("Mexico and Korea signed")


def test_words_that_stand_twice_get_what_tells_them_apart():
    """A quote that stands in the text twice carries the words around it."""
    text = "First. Mexico signed the treaty. Then. Mexico signed the treaty."
    (draft,) = drafts("en", text)
    assert draft.prefix or draft.suffix


def test_a_language_without_rules_is_told_and_not_guessed():
    """A document in Italian gives no drafts, and a note says why."""
    proposed = proposal("L'Argentina ha firmato.", names=NAMES, language="it", published=DAY)
    assert proposed.drafts == ()
    assert "no rules for it" in proposed.notes[0]


def test_the_same_text_gives_the_same_drafts():
    """No clock, no chance."""
    text = " ".join(sentence for _, sentence, *_ in STATED)
    assert proposal(text, names=NAMES, published=DAY) == proposal(text, names=NAMES, published=DAY)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Officials met in Mexico City on Monday.", []),
        ("New Mexico signed an agreement with the Korea Aerospace Research Institute.", []),
        ("Un buque cruzó el Golfo de México.", []),
        ("Se reunieron en la Ciudad de México.", []),
        ("Corea abrió una oficina en Nuevo México.", ["Corea"]),
        ("Mexico Signs Space Pact With Korea", ["Mexico", "Korea"]),
        ("Mexico Space Agency Signs Pact With Hanyang University", ["Mexico"]),
        ("The president of Mexico visited Korea.", ["Mexico", "Korea"]),
    ],
)
def test_a_name_within_a_longer_name_is_no_mention(text, words):
    """Words before or behind make another name of it; a headline in capitals does not."""
    assert [mention.words for mention in NAMES.mentions(text)] == words


@pytest.mark.parametrize(
    "text",
    [
        "Nine of the eleven states have ratified the ALCE, the agency said.",
        "Ten states have ratified the ALCE and confirmed that Mexico signed the treaty.",
        "According to the states that have ratified the ALCE, Mexico signed the treaty.",
        "Según los estados que han ratificado el ALCE, México firmó el tratado.",
        "Diez estados han ratificado el ALCE y confirmaron que México firmó el tratado.",
        "Ministers said Mexico signed the treaty.",
    ],
)
def test_who_says_so_is_a_name_or_a_role_and_no_sentence(text):
    """Words with a verb name nobody, and what is reported of a State is not said by it."""
    drafts = proposal(text, names=NAMES, published=DAY).drafts
    assert drafts
    for draft in drafts:
        assert "asserted_by" not in draft.fields
        words = [gap.words or "" for gap in draft.gaps if gap.field == "asserted_by"]
        assert not any(" ratif" in each or " han " in each or "have" in each for each in words)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("It enters into force 30 days after the second ratification.", {"entered-into-force"}),
        ("Entrará en vigor 30 días después de la segunda ratificación.", {"entered-into-force"}),
        ("Ratification of the treaty by Mexico came on Monday.", {"ratification-reported"}),
    ],
)
def test_days_counted_from_a_ratification_state_none(text, kinds):
    """From what they are counted may still be to come."""
    drafts = proposal(text, names=NAMES, published=DAY).drafts
    assert {draft.kind for draft in drafts} <= kinds
    assert all(draft.kind in kinds for draft in drafts)


SIGNED = "Mexico signed the Space Cooperation Pact."


@pytest.mark.parametrize(
    ("language", "text", "instrument"),
    [
        ("en", f"{SIGNED} It entered into force in 2023.", "space-pact"),
        ("en", f"{SIGNED} Korea ratified it in 2023.", "space-pact"),
        ("en", f"{SIGNED} The treaty enters into force in 2025.", "space-pact"),
        ("es", f"{SIGNED} El acuerdo entró en vigor en 2023.", "space-pact"),
        ("ko", "멕시코는 Space Cooperation Pact를 체결했다. 협정은 2023년 발효됐다.", "space-pact"),
        # not certain: another paragraph, another treaty in between, "it" is Korea
        ("en", f"{SIGNED}\n\nIt entered into force in 2023.", None),
        ("en", f"{SIGNED} Korea has an older treaty. It entered into force in 2023.", None),
        ("en", f"{SIGNED} It ratified in 2023.", None),
    ],
)
def test_it_is_the_instrument_that_the_paragraph_named_last(language, text, instrument):
    """Where that is certain; else the instrument is left to a person."""
    last = drafts(language, text)[-1]
    assert last.fields.get("instrument") == instrument


@pytest.mark.parametrize(
    ("language", "text", "kinds"),
    [
        ("en", "Reports that Mexico has ratified the convention are false.", ["denied"]),
        ("en", "The minister denied reports that Korea had signed the treaty.", ["denied"]),
        ("en", "She denied reports that Korea had agreed to lower tariffs.", []),
        ("es", "La ministra desmintió que México haya ratificado el convenio.", ["denied"]),
        ("ko", "정부는 한국이 협정에 서명했다는 보도를 부인했다.", ["denied"]),
        ("en", "The treaty does not require ratification by the Senate.", []),
        ("es", "El acuerdo no requiere ratificación parlamentaria.", []),
        ("en", "Around nine of the eleven required ratifications have been received.", []),
        ("es", "Casi nueve de los once países han ratificado el convenio.", []),
    ],
)
def test_what_is_denied_or_roughly_counted_states_no_more_than_that(language, text, kinds):
    """A denied report is a denial; nothing that must come first, and no count, is made of it."""
    assert [draft.fields.get("modality") for draft in drafts(language, text)] == kinds


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Mexico was set to sign the treaty on Monday.", None),
        ("Mexico is set to sign the treaty on Monday.", "2024-06-17"),
        ("Mexico was due to sign the treaty in May 2023.", "2023-05"),
        ("Mexico was due to sign the treaty last month.", "2024-05"),
    ],
)
def test_a_day_of_what_was_expected_may_be_past(text, day):
    """The words alone do not say whether Monday has been: the day is left to a person."""
    (draft,) = drafts("en", text)
    assert (draft.fields["modality"], draft.fields.get("occurred")) == ("expected", day)


def test_rounds_that_led_to_a_signing_are_no_round_of_its_day():
    """Eleven rounds of talks before a signature were held on days that nobody says."""
    text = (
        "Mexico and Korea signed the Space Cooperation Pact on Monday after eleven rounds of talks."
    )
    assert [draft.kind for draft in drafts("en", text)] == ["signed"]
    text = "Mexico and Korea held the third round of talks on Monday."
    assert [draft.kind for draft in drafts("en", text)] == ["negotiation-round-held"]


def test_a_word_that_leads_to_a_rule_stands_in_all_that_the_rule_reads():
    """A rule is tried where one of its cues stands; none reads a sentence without one."""
    unled = {
        (rule.kind, rule.cues, text)
        for language, text, *_ in STATED
        for rule in WORDINGS[language].rules
        if rule.pattern.search(text) and not any(cue in text.lower() for cue in rule.cues)
    }
    assert not unled
