"""The Korean words of drafts: how certain, who says it, where a clause begins, what is counted.

Gives ``KOREAN``. The rules stand in ``korean_rules``. Endings follow their verb, so that how
certain it is stands after it.
"""

from __future__ import annotations

import re

from ledger.claims.vocabulary import Modality
from ledger.intake.drafting.languages.korean_rules import RULES
from ledger.intake.drafting.wording import Form, Mood, Wording, counting, with_numbers

_P = r"(?:식|안)?(?:을|를|이|가|은|는|도|에|에는|에도|절차를|절차가)?\s*"


def _mood(words: str, modality: Modality) -> Mood:
    return Mood(pattern=re.compile(rf"{_P}(?:{words})"), modality=modality)


NUMBERS = {
    **{word: str(value) for value, word in enumerate(("한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열", "열한", "열두"), start=1)},
    "하나": "1",
    "둘": "2",
    "셋": "3",
    "넷": "4",
}  # fmt: skip
_PERSON = r"(?<![가-힣])[가-힣A-Za-z·]{1,20}?(?:\s[가-힣A-Za-z·]{2,12}?){0,4}?"
_SAY = r"(?:밝혔|말했|전했|강조했|설명했|발표했|덧붙였|평가했|언급했|주장했|보도했|지적했|당부했)"

KOREAN = Wording(
    tag="ko",
    name="Korean",
    rules=RULES,
    before=(),
    after=(
        _mood(
            r"(?:될|할|받을)지(?:는|도)?\s?(?:[^\s.,]+\s)?(?:불투명|미지수|불확실|알 수 없)",
            Modality.POSSIBLE,
        ),
        _mood(r"(?:했|됐|하였|되었|받았)(?:다|더라)면", Modality.CONDITIONAL),
        _mood(r"불가능하지\s?않|배제하지\s?않", Modality.POSSIBLE),
        _mood(
            r"(?:시키|하|되|받|열리|이루어지)?지\s?(?:는\s?|도\s?)?(?:않|못|아니)|설(?:을|은)?\s?(?:부인|일축)|(?:했|됐|되었|받았)다는\s[^.,]{0,12}사실(?:이|은)?\s아니|(?:한|된|받은)\s?(?:적|바|일)(?:이|은|도)?\s?없|(?:할\s)?계획(?:은|이|도)?\s?없|(?:을|를)?\s?거부|불가능|안\s?(?:했|됐|된)|못\s?(?:했|하)|무산|거부|실패|불발",
            Modality.DENIED,
        ),
        _mood(r"(?:해|하여|되어|돼|받아|거쳐|마쳐)야|필요|(?:할|될)\s?의무", Modality.REQUIRED),
        _mood(
            r"(?:할|될|질|을\s?할)\s?(?:수|지도|가능성)|가능|(?:을|를)?\s?검토", Modality.POSSIBLE
        ),
        _mood(r"(?:하|되|이루어지|받으)면|(?:할|될)\s?(?:경우|시\s)|시\s", Modality.CONDITIONAL),
        _mood(
            r"(?:할|될)\s?(?:계획|방침|의향|의사|생각)|하기로|키로|하는\s?(?:데|것에)\s?(?:뜻을|의견|합의)|하자는|해\s?달라|해\s?줄|하려|하고자|하겠|(?:을|를)?\s?(?:추진|희망|목표|모색)|계획|위해|위한",
            Modality.INTENDED,
        ),
        _mood(
            r"(?:할|될|받을|열릴|가질|이뤄질)\s?(?:예정|것|전망|듯|것으로)|(?:하|되)는\s?대로|[^.,]{0,14}(?:예정|전망)|예상|임박|앞두|앞둔|될|된다|한다|할\s|할$",
            Modality.EXPECTED,
        ),
        _mood(
            r"(?:하고|되고|진행)?\s?(?:있|중)|(?:했|하였|됐|되었|한|된|받|마쳤|가졌|갖|열|이뤄|거쳤|시켰|하며|하고|돼|되어|해|하면서)",
            Modality.ACTUAL,
        ),
    ),
    forms={},
    meaning=dict.fromkeys(Form, Modality.ACTUAL),
    clause=re.compile(
        r";\s*|(?<=[했됐였었겠])(?:으며|고|지만|으나|는데|다며|다면서)[,]?\s+|(?<=[하되이])(?:며|지만|는데)[,]?\s+|(?<=하고),?\s+|(?<=[열갖가]고),?\s+|(?<=만나),?\s+|(?<=방문해),?\s+|(?<=[가-힣]해),\s+|(?<=되고),?\s+|(?<=[한된] 데 )이어\s+|(?<=[한된] )(?:뒤|후),?\s+"
    ),
    speech=(
        re.compile(
            rf"(?:[다라]고|[다라]며),?\s(?P<who>{_PERSON})(?:은|는|이|가)\s(?:[가-힣\d]+\s){{0,3}}?{_SAY}"
        ),
        re.compile(
            rf"(?P<who>{_PERSON})(?:은|는|이|가)\s(?:[^.\"“”]{{0,80}}[\"“][^\"“”]{{1,600}}[\"”]|[^.\"“”]{{0,160}}?)(?:이?라고|다고|고|라며|다며|면서)?\s?(?:[가-힣]+\s){{0,3}}?{_SAY}"
        ),
        re.compile(rf"(?P<who>{_PERSON})에\s?따르면"),
        re.compile(rf"(?P<who>{_PERSON})(?:은|는)\s(?:이날\s)?(?:성명|보도자료|브리핑|기자회견)"),
    ),
    unnamed=re.compile(
        r"(?:한\s)?(?:소식통|관계자|외교\s?소식통|고위\s?관계자|정부\s?관계자)(?:은|는|이|가|에\s?따르면|들은|들에\s?따르면)"
    ),
    condition=re.compile(
        r"(?:^|[\s,(\"'\u201c\u2018\u300c\u300e])(?P<condition>(?:만약|만일)?\s?[^,.;!?]{3,120}?(?:하면|되면|완료되면|마치면|경우)),?\s"
    ),
    sides=re.compile(r"(?:양국|양측|두\s?나라|양\s?정상|양국\s?정상|양자)(?=[은는이가의 ,도간]|$)"),
    location=re.compile(r"(?!x)x"),
    company=re.compile(r"(?!x)x"),
    agent=re.compile(r"(?!x)x"),
    actor=re.compile(r"^(?:은|는|이|가|\s)"),
    joined=re.compile(r"^(?:과|와|·|,|-|및|\s)+$"),
    topic=re.compile(r"(?!x)x(?P<topic>x)"),
    quoting=re.compile(r"[\u201c\"]([^\u201c\u201d\"]{12,1000})[\u201d\"]"),
    roughly=re.compile(r"(?:약|거의|대략|최대|이상)\s?$"),
    refuted=re.compile(
        r"[^.,]{0,120}?[다는란](?:는)?\s(?:일각의\s)?(?:보도|소문|주장|의혹|설|관측)(?:를|을|은|는|이|가)?[^.]{0,24}?(?:부인|사실무근|사실이?\s?아니|일축|허위)"
    ),
    meant=re.compile(
        r"(?:(?P<it>x(?!x)x)|(?<![가-힣])(?:이|동|해당|그)?\s?(?:협정|조약|협약|의정서)(?=[은는이가을를에의]))"
    ),
    another=re.compile(
        r"(?:새로운|새|별도의|다른|기존|이전)\s(?:[가-힣]+\s){0,2}(?:협정|조약|협약|의정서)"
    ),
    asks=re.compile(
        r"(?:을|를|하도록|하라고|해\s?달라고|할\s것을)?\s?(?:강력히\s|거듭\s|조속히\s)?(?:촉구|요구|요청|당부|권고|제안)"
        r"|(?:[했됐한된]는?|(?<=[했됐한된]))지(?:를|는|도|에\s?대해)?\s"
    ),
    finite=re.compile(r"협정|조약|협약|의정서|각서|합의|회담|회의|이날|양국|관계자들"),
    subject=re.compile(r"[가-힣](?:은|는|이|가)\s"),
    quantity=re.compile(
        r"(?:일부|여러|대다수|상당수|몇몇|많은|\d+개)\s?(?:국|나라|국가|회원국|당사국)\S{0,3}\s(?:\S+\s){0,2}$"
    ),
    attributed=(re.compile(r""), re.compile(r"\s?(?:뒤|후(?!반)|만에|이내|째)")),
    own=re.compile(
        r"(?:하|되|키)?겠다고|(?:할|될)\s?(?:계획|방침)이?라고|기로\s?(?:했|결정했)다고"
    ),
    spoken_words=4,
    hosting=re.compile(r"(?:개최|주최|열|마련|실시)"),
    numbers=NUMBERS,
    counts=counting(
        NUMBERS,
        r"(?P<required><n>)\s?개?(?:국|회원국|나라|당사국)(?:\s?가운데|\s?중(?:에서)?)\s?(?P<count><n>)\s?(?:개?국|개\s?나라|곳)(?P<what>[^,.;]{0,30})",
        r"(?:필요한|요구되는|발효에 필요한)\s?(?P<required><n>)\s?(?:개국|건|개)[^,.;]{0,20}?(?:가운데|중)\s?(?P<count><n>)\s?(?:개국|건|개)(?P<what>[^,.;]{0,30})",
        r"(?P<count><n>)\s?개국(?:이|가|만|은)(?:\s?(?:이미|아직|현재))?\s?(?P<what>비준|서명|기탁)(?=[했하을])",
        r"(?P<needed><n>)\s?개국(?:의|이)?\s?(?:추가|더)\s?(?P<what>비준|서명|기탁)",
        r"(?:최소\s)?(?P<required><n>)\s?개국(?:의|이)?\s?(?P<what>비준)(?:해야|이 필요|을 얻)",
    ),
    votes=with_numbers(
        NUMBERS,
        r"찬성\s?(?P<for>\d{1,4})(?:표|명|인)?,?\s?반대\s?(?P<against>\d{1,4})(?:표|명|인)?(?:,?\s?기권\s?(?P<abstained>\d{1,4})(?:표|명|인)?)?",
    ),
    steps=(
        (re.compile(r"(?:상임위|외통위|외교통일위원회|위원회)"), "committee"),
        (re.compile(r"(?:상원|하원|중의원|참의원)"), "chamber"),
        (re.compile(r"(?:국회|의회|본회의)"), "parliament"),
        (re.compile(r"(?:국무회의|내각|각의|정부)"), "cabinet"),
        (re.compile(r"이사회"), "council"),
        (re.compile(r"국민투표"), "referendum"),
        (re.compile(r"(?:재판소|법원)"), "court"),
        (re.compile(r"(?:대통령|국왕|총독)"), "head-of-state"),
    ),
    chained=re.compile(r"(?:을|를)?\s?(?:하고|짓고|하며|하여|받고|거쳐|맺고|열고)(?!\s?있)"),
    foreseen=(
        Mood(pattern=re.compile(r"기로|키로|계획|방침|목표|겠다"), modality=Modality.INTENDED),
        Mood(pattern=re.compile(r"예정|전망|것으로"), modality=Modality.EXPECTED),
    ),
    reported=re.compile(r"\s*(?:오전|오후)?\s*(?:밝혔|발표|말했|전했|공시|보도)"),
    figures=re.compile(
        r"(?P<figure>(?<![\d조억만천백])\d[\d,.]*\s?(?:[조억만천백]+\s?(?:\d[\d,.]*\s?[조억만천백]+\s?)*)?(?:원|달러|유로|엔|위안|파운드|페소)|\d[\d,.]*\s?%|\d[\d,.]*\s?(?:명|개국|건|척|기|개사|여\s?명|톤|대|년)(?![가-힣]))"
    ),
)
