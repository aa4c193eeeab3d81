"""Kinds of sentences: passive, nominal, in apposition, inverted, in doubt; all that each states."""

from __future__ import annotations

import pytest

from ledger.claims.entities import Instrument, Partnership, Party
from ledger.claims.vocabulary import PartyKind
from ledger.edtf import Edtf
from ledger.intake.drafting.mentions.names import NameIndex
from ledger.intake.drafting.proposer import proposal

NAMES = NameIndex.of(
    (
        Party(id="mexico", name="Mexico", code="MX", type=PartyKind.STATE),
        Party(id="korea", name="Republic of Korea", code="KR", type=PartyKind.STATE),
        Partnership(id="mexico-korea", title="Mexico and Korea", parties=("mexico", "korea")),
        Instrument(id="space-pact", title="Space Cooperation Pact", partnerships=("mexico-korea",)),
    )
)
DAY = Edtf("2024-06-12")


NEEDED = ("requirement-stated", "required")
RATIFIED = "ratification-reported"
MEMORANDUM = "memorandum-concluded"
NOT_CONCLUDED = {("negotiation-concluded", "denied")}
CONDITIONAL = {("entered-into-force", "conditional")}
REVIEWED = {("review-started", "actual")}
GRANTED = {("approval-granted", "actual")}


def proposed(language, text):
    """What a sentence gives: kind and modality of each draft."""
    drafts = proposal(text, names=NAMES, language=language, published=DAY).drafts
    return {(draft.kind, draft.fields.get("modality", "actual")) for draft in drafts}


@pytest.mark.parametrize(
    ("language", "text", "kind", "modality"),
    [
        # passive, without a word of who does it
        ("en", "The licence was issued on 3 May.", "approval-granted", "actual"),
        ("en", "Mexico's request was refused.", "approval-denied", "actual"),
        ("en", "The bill was voted down by 50 votes to 48.", "approval-denied", "actual"),
        ("en", "The requirement for a permit has been waived.", "requirement-waived", "actual"),
        ("en", "The signing of the treaty by Korea was postponed.", "postponed", "actual"),
        ("en", "Notice of termination was handed over in May.", "denounced", "actual"),
        ("en", "The court has been asked to rule on it.", "court-referral", "actual"),
        ("es", "El tratado fue denunciado por México.", "denounced", "actual"),
        ("es", "La licencia fue concedida el 3 de mayo.", "approval-granted", "actual"),
        ("es", "La solicitud fue presentada en mayo.", "application-filed", "actual"),
        ("es", "La solicitud fue rechazada.", "approval-denied", "actual"),
        ("es", "La firma, prevista para el lunes, ha quedado aplazada.", "postponed", "actual"),
        # nominal
        ("en", "Mexico gave notice of withdrawal.", "denounced", "actual"),
        ("en", "It is late, a target that Mexico failed to meet.", "target-missed", "actual"),
        ("en", "Mexico applied for a licence.", "application-filed", "actual"),
        ("es", "La ratificación por México se prevé para mayo.", RATIFIED, "expected"),
        ("es", "Corea concederá 50 millones de euros.", "funding-committed", "expected"),
        ("ko", "건설 허가가 났다.", "approval-granted", "actual"),
        ("ko", "양국은 11차례 협상을 벌였다.", "negotiation-round-held", "actual"),
        ("ko", "한국은 사업에 3천억 원을 지원한다.", "funding-committed", "expected"),
        # what must come first
        ("en", "An environmental permit is still needed.", *NEEDED),
        ("en", "Only after approval can it enter into force.", *NEEDED),
        ("es", "Tendría que ser ratificado por el Senado.", *NEEDED),
        ("es", "En Corea basta la aprobación del gabinete.", *NEEDED),
        ("es", "Sin la aprobación, no puede entrar en vigor.", *NEEDED),
        # in doubt, against the facts, denied
        ("en", "It is unclear whether Mexico will sign the pact.", "signed", "possible"),
        ("en", "Korea is unlikely to ratify the treaty.", RATIFIED, "possible"),
        ("en", "Had Korea signed the treaty, it would be glad.", "signed", "conditional"),
        ("es", "No hay planes de firmar un acuerdo.", "signed", "denied"),
        ("es", "El gobierno negó haber firmado el acuerdo.", "signed", "denied"),
        ("es", "Por ahora no se han abierto negociaciones.", "negotiation-opened", "denied"),
        ("ko", "협정이 발효될지는 불투명하다.", "entered-into-force", "possible"),
        ("ko", "한국이 협정에 서명했다면 달랐을 것이다.", "signed", "conditional"),
        ("ko", "협정 체결 계획은 없다.", "signed", "denied"),
        ("ko", "양국은 공동위원회를 신설하는 데 합의했다.", "body-established", "intended"),
        # a notice of withdrawal is no notice that one is ready
        ("en", "Mexico notified Korea of its withdrawal from the treaty.", "denounced", "actual"),
        # a committee is known by when it was set up, and does something else
        ("en", "A joint commission set up under the treaty met on Monday.", "body-met", "actual"),
    ],
)  # fmt: skip
def test_a_sentence_states_this_and_nothing_else(language, text, kind, modality):
    """One draft, of this kind and as certain as the words."""
    assert proposed(language, text) == {(kind, modality)}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The treaty takes effect 30 days after the second notification."),
        ("en", "Mexico called for the ratification to be put off."),
        ("en", "Mexico was to leave four such treaties by the end of 2023."),
        ("en", "No new legislation is required."),
        ("en", "The deadline to ratify the treaty is near."),
        ("es", "El plazo para ratificar es breve."),
    ],
)
def test_a_rule_a_call_and_a_deadline_are_no_act(language, text):
    """What a treaty lays down, what someone calls for and what a deadline is for was not done."""
    assert proposed(language, text) == set()


@pytest.mark.parametrize(
    ("language", "text", "kinds"),
    [
        (
            "en",
            "Talks on the treaty opened in 2019 and broke down twice.",
            {"negotiation-opened", "negotiation-suspended"},
        ),
        (
            "es",
            "Las negociaciones, iniciadas en 2020 e interrumpidas un año, se retomaron en marzo.",
            {"negotiation-opened", "negotiation-suspended", "negotiation-resumed"},
        ),
    ],
)
def test_talks_can_begin_break_down_and_go_on_in_a_clause(language, text, kinds):
    """Each verb of theirs states something, but not what they are for."""
    assert {kind for kind, _ in proposed(language, text)} == kinds


def test_who_acts_stands_with_the_verb_that_he_belongs_to():
    """Of "signed in 2020, has not been ratified by Mexico" Mexico is no signer."""
    text = "El tratado, firmado en 2020 en Seúl, aún no ha sido ratificado por México."
    drafts = proposal(text, names=NAMES, language="es", published=DAY).drafts
    assert {draft.kind: draft.fields.get("party") for draft in drafts} == {
        "signed": None,
        "ratification-reported": "mexico",
    }


def test_korean_names_before_between_belong_to_the_treaty():
    """A treaty between two States that one parliament passes is passed by the one."""
    names = NameIndex.of((*NAMES.parties.values(), *NAMES.partnerships.values()))
    text = "멕시코와 한국 간 협정 비준동의안이 한국 국회를 통과했다."
    (draft,) = proposal(text, names=names, language="ko", published=DAY).drafts
    assert draft.fields["party"] == "korea"


def test_what_a_korean_speaker_will_do_is_his_own_act():
    """Who says that he would support someone is the one who pays."""
    text = "한국 정부는 멕시코에 500만 달러를 지원하겠다고 밝혔다."
    (draft,) = proposal(text, names=NAMES, language="ko", published=DAY).drafts
    assert (draft.fields["funder"], draft.fields["recipient"]) == ("korea", "mexico")


def test_days_counted_in_korean_are_no_day_of_the_month():
    """Thirty days after is not the 30th."""
    text = "협정은 통보일로부터 30일 뒤 발효한다."
    (draft,) = proposal(text, names=NAMES, language="ko", published=DAY).drafts
    assert "occurred" not in draft.fields


@pytest.mark.parametrize(
    ("language", "text", "step"),
    [
        ("en", "The treaty was approved by the cabinet and sent to parliament.", "cabinet"),
        ("en", "The cabinet approved the treaty and submitted it to the Senate.", "cabinet"),
        ("en", "The treaty was approved by parliament.", "parliament"),
        ("es", "El tratado fue aprobado por el gabinete y enviado al Congreso.", "cabinet"),
        ("es", "El Congreso aprobó el tratado.", "parliament"),
    ],
)
def test_a_body_to_which_a_bill_goes_has_not_approved_it(language, text, step):
    """The step is of the body that approved; where it goes next is another act."""
    drafts = proposal(text, names=NAMES, language=language, published=DAY).drafts
    steps = [d.fields.get("step") for d in drafts if d.kind == "domestically-approved"]
    assert steps == [step]


def _quotes(language, text):
    drafts = proposal(text, names=NAMES, language=language, published=DAY).drafts
    return {(draft.kind, draft.quote) for draft in drafts}


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("en", "The memorandum, which is not binding, was signed on 12 June.", MEMORANDUM),
        ("en", "The pact, which covers space, entered into force on 4 May.", "entered-into-force"),
        ("en", "Mexico, whose senate met in May, ratified the pact on 4 June.", RATIFIED),
        ("en", "The treaty, which covers space, trade and visas, was ratified by Korea.", RATIFIED),
        ("es", "El memorando, que no es vinculante, fue firmado el 12 de junio.", MEMORANDUM),
        ("es", "El pacto, el cual cubre el espacio, entró en vigor en mayo.", "entered-into-force"),
        ("es", "México, cuyo senado votó en mayo, ratificó el pacto el 4 de junio.", RATIFIED),
    ],
)
def test_a_clause_within_a_sentence_hides_nothing_and_is_quoted_with_it(language, text, kind):
    """What goes on behind a relative clause is read with its subject, and the quote is whole."""
    assert (kind, text) in _quotes(language, text)


@pytest.mark.parametrize(
    ("language", "text", "party"),
    [
        ("en", "Korea, which signed with Mexico in 2023, ratified the pact on 4 June.", "korea"),
        ("en", "The pact, which Mexico rejects, was ratified by Korea on 4 June.", "korea"),
        ("es", "Corea, que firmó con México en 2023, ratificó el pacto el 4 de junio.", "korea"),
    ],
)
def test_whom_a_clause_within_a_sentence_names_does_not_act_in_the_sentence(language, text, party):
    """Only the subject of the sentence ratified; whoever the inner clause names did not."""
    drafts = proposal(text, names=NAMES, language=language, published=DAY).drafts
    ratified = [draft.fields for draft in drafts if draft.kind == RATIFIED]
    assert [fields["party"] for fields in ratified] == [party]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The pact has been ratified by seven of eleven countries."),
        ("es", "El pacto ha sido ratificado por siete de once países."),
    ],
)
def test_a_number_of_states_behind_the_verb_is_a_count_and_no_ratification_of_nobody(
    language, text
):
    """Who ratified is not said: only how many."""
    assert _quotes(language, text) == {("consents-counted", text)}


@pytest.mark.parametrize(
    ("language", "text", "stated"),
    [
        ("es", "Faltan dos depósitos para que el pacto entre en vigor.", set()),
        ("es", "No precisó cuándo se remitirá el texto al Congreso.", set()),
        ("en", "The minister declined to say when Korea would ratify the pact.", set()),
        (
            "ko",
            "협약은 비준서가 기탁된 날부터 90일 후 발효한다.",
            {("entered-into-force", "expected")},
        ),
        ("ko", "공정거래위원회는 합병을 조건부로 승인했다.", {("approval-granted", "actual")}),
        (
            "es",
            "El tribunal admitió a trámite la demanda y se espera que resuelva pronto.",
            REVIEWED,
        ),
        ("en", "Mexico's Telecommunications Institute granted it a concession.", GRANTED),
    ],
)
def test_what_is_only_spoken_of_is_not_proposed_as_stated(language, text, stated):
    """A purpose, a question left open and the start of a term state nothing that happened."""
    assert proposed(language, text) == stated


def test_a_day_of_one_act_is_not_the_day_of_another():
    """The pact was signed in September; that it is not ratified is of no day."""
    text = "지난해 9월 서명한 협정은 아직 국회 비준을 받지 못했다."
    (draft,) = proposal(text, names=NAMES, language="ko", published=DAY).drafts
    assert draft.fields["modality"] == "denied"
    assert "occurred" not in draft.fields


def test_words_are_not_cut_within_a_number():
    """A purpose that ends in a figure has all of it."""
    text = "Mexico handed over radars worth 1.6 billion pesos under a programme."
    (draft,) = proposal(text, names=NAMES, language="en", published=DAY).drafts
    assert draft.fields["purpose"] == "radars worth 1.6 billion pesos under a programme"


@pytest.mark.parametrize(
    ("language", "text", "stated"),
    [
        ("en", "“If Mexico ratifies the pact, Korea will follow,” the minister said.", set()),
        ("es", '"Si México firma el convenio, Corea lo hará", dijo.', set()),
        ("es", "“Si el Senado lo aprueba, entrará en vigor en enero”, dijo.", CONDITIONAL),
        ("ko", "멕시코는 협약을 비준했는지 밝히지 않았다.", set()),
        ("ko", "국회는 협정에 국회 동의가 필요한지 물었다.", set()),
        ("en", "Officials discussed whether the pact needs approval by Congress.", set()),
        ("en", "Mexico and Korea did not manage to conclude negotiations.", NOT_CONCLUDED),
        ("es", "México no logró concluir las negociaciones.", NOT_CONCLUDED),
        ("es", "México no consiguió firmar el convenio.", {("signed", "denied")}),
    ],
)
def test_a_condition_a_question_or_a_failure_is_no_fact(language, text, stated):
    """Quotation marks hide no "if", whether it is so is open, and what failed is denied."""
    assert proposed(language, text) == stated


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("en", "Talks will resume in January, the two ministries said.", "2025-01"),
        ("es", "Las negociaciones se reanudarán en enero, los dos ministros dijeron.", "2025-01"),
        ("en", "The pact entered into force in May, 12 states said.", "2024-05"),
        ("en", "The committee will meet in June, seven years after.", "2024-06"),
        ("en", "The pact was signed on May 3, 2024 in Lima.", "2024-05-03"),
        ("en", "The pact entered into force on Friday, 12 April 2024.", "2024-04-12"),
    ],
)
def test_a_number_behind_a_comma_is_no_day(language, text, day):
    """What stands behind the comma counts ministries, States or years."""
    (draft,) = proposal(text, names=NAMES, language=language, published=DAY).drafts
    assert draft.fields["occurred"] == day


@pytest.mark.parametrize(
    ("language", "text", "amount"),
    [
        ("ko", "한국은 300억 원을 지원했다.", "300억 원"),
        ("ko", "한국은 3조 5천억 원을 지원하기로 했다.", "3조 5천억 원"),
        ("es", "México aportará 40 millones de dólares.", "40 millones de dólares"),
        ("es", "México aportó 3 mil 500 millones de pesos al fondo.", None),
    ],
)
def test_an_amount_is_taken_whole_or_not_at_all(language, text, amount):
    """A sum in words that are not read leaves the field open."""
    (draft,) = proposal(text, names=NAMES, language=language, published=DAY).drafts
    assert draft.fields.get("amount") == amount


def test_who_says_it_stands_before_the_saying_and_the_parties_keep_their_act():
    """Korean names the ministry behind what it says: the two States signed."""
    text = "한국과 멕시코는 10일 서울에서 우주 협정에 서명했다고 외교부가 밝혔다."
    (draft,) = proposal(text, names=NAMES, language="ko", published=DAY).drafts
    assert draft.fields["parties"] == ["korea", "mexico"]
    (gap,) = [gap for gap in draft.gaps if gap.field == "asserted_by"]
    assert gap.words == "외교부"


def test_a_quote_ends_with_a_whole_word():
    """The end that joins two Korean clauses belongs to its verb."""
    text = "멕시코와 한국은 3차 회의를 열었으나 합의에 이르지 못했다고 한다."
    quotes = {d.quote for d in proposal(text, names=NAMES, language="ko", published=DAY).drafts}
    assert all(quote in text and not text.split(quote)[1][:1].isalnum() for quote in quotes)
    assert quotes
