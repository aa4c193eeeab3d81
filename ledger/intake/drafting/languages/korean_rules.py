"""The Korean rules of drafts, by kind: the first that fits a clause decides, firm ones first.

Gives ``RULES``. A Korean verb of the news is a noun with an ending: the rule finds the noun, and
the mood is read of what follows it. How rows are written is said in ``wording``.
"""

from __future__ import annotations

import attrs

from ledger.intake.drafting.wording import Lexicon

_NOUNS = {
    "treaty": r"(?:협정|조약|협약|의정서|자유무역협정|동반자협정|C?EPA|FTA|협정문|합의문|헌장|공동체)",
    "text": r"(?:<treaty>|합의서|약정|선언문|서한|문서|문안|문건|본문)",
    "talks": r"(?:협상|교섭)",
    "mou": r"(?:양해각서|업무협약|MOU|각서)",
    "loi": r"(?:의향서|공동선언문?|공동성명|공동발표문|LOI)",
    "house": r"(?:국회|의회|상원|하원|본회의|상임위|위원회|외교통일위원회|외통위|국무회의|내각|대통령|정부|의회가|중의원|참의원|유럽의회|헌법재판소)",
    "authority": r"(?:당국|위원회|국회|의회|정부|부처|산업부|국방부|외교부|규제기관|법원|청|이사회)",
    "approval": r"(?:승인|허가|인가|비준(?:\s?동의)?|동의|인증|면허|입법)",
    "meeting": r"(?:회담|회의|면담|협의|정상회담|회동|간담회|대화|공청회|접견|통화|전화\s?통화|만찬|오찬)",
    "workshop": r"(?:워크숍|세미나|콘퍼런스|컨퍼런스|포럼|심포지엄|학술대회|설명회|박람회)",
    "group": r"(?:공동위원회|공동위|실무그룹|작업반|협의체|협의회|위원회|사무국|태스크포스|TF|작업단)",
    "relation": r"(?:(?:특별\s?)?(?:포괄적\s?)?(?:전략적\s?)+(?:협력\s?)?동반자\s?관계|포괄적\s?동반자\s?관계|외교\s?관계|수교|동맹\s?관계)",
    "money": r"(?:(?:약\s?)?\d[\d,.]*(?:\s?[천백십]?[만억조천백])?(?:\s?\d[\d,]*[천백십]?[만억조]?)*\s?(?:달러|원|유로|엔|페소|파운드|위안))",
    "held": r"(?:개최|진행|열|주최|가졌|가진|갖|열렸|열린|실시|마련)",
}  # fmt: skip

_W = Lexicon(
    verbs={},
    nouns=_NOUNS,
    gap=r"[^\s.;!?]{0,8}\s?(?:[^\s.;!?]*\s+){0,%d}?[^\s.;!?]{0,6}?",
    edge="",
)
_r = _W.rule

_FIRM = (
    _r("court-referral", "재판소|법원|사법", r"(?:사법재판소|재판소|법원|헌법재판소)(?:에|의)~4~(?P<verb>의뢰|제소|회부|청구|요청)"),
    _r("court-opinion", "재판소|법원", r"(?:사법재판소|재판소|법원|헌법재판소)(?:는|은|가|이)~8~(?P<verb>판결|결정|판단)(?=[했하])"),
    # what must come first
    _r("requirement-stated", "비준|승인|허가|동의|절차|인가|입법", r"(?P<topic>(?:[^\s,.;]+\s){0,4}?(?:<approval>|국내\s?절차)(?:\s?절차)?(?:를|을|이|가)?\s*(?:모두\s)?(?P<verb>거쳐야|받아야|얻어야|마쳐야|필요(?:하|로|한)|요구된|요구한|요구되))", modality="required"),
    _r("requirement-stated", "비준|승인|절차|동의", r"(?P<topic>(?:[^\s,.;]+\s){0,3}?(?:<approval>)(?:\s?절차)?(?:를|을)?\s?(?P<verb>거쳐|거친 뒤|거치면|마치면|남겨두고|앞두고|완료되면|끝나면|받으면|얻으면)(?!\s?(?:발효했|발효됐)))", modality="required"),
    _r("requirement-stated", "해야|하여야|돼야|되어야", r"(?P<topic>(?:[^\s,.;]+\s){0,4}?(?P<verb>비준|체결|협상|승인|서명|통과|개정)(?:해야|하여야|돼야|되어야)[^,.;]{0,60})", modality="required"),
    _r("application-filed", "제출|신청|상정|회부|부의", r"(?:(?:비준\s?동의안|동의안|신청서|요청서|법안)(?:을|를|이|가)?~3~(?P<verb>제출|상정|회부|부의|접수)|(?:국회|의회|당국|위원회|법원)에~4~(?P<verb>제출|신청))"),
    _r("signature-withdrawn", "서명", r"서명(?:을)?\s?(?P<verb>철회|취소)"),
    _r("denunciation-withdrawn", "탈퇴|폐기", r"(?:탈퇴|폐기)(?:\s?통보|\s?결정)?(?:를|을)?\s?(?P<verb>철회|번복)"),
    _r("denounced", "탈퇴|폐기|파기", r"<text>(?:에서|을|를)?~3~(?P<verb>탈퇴|폐기|파기)"),
    _r("participation-suspended", "효력|이행|참여", r"<treaty>~3~(?:참여|이행|적용)(?:을|를)?\s?(?P<verb>중단|정지)"),
    _r("provisional-application-ended", "잠정", r"잠정\s?(?:적용|발효)(?:을|를|이|가)?~2~(?P<verb>종료|중단)"),
    _r("provisionally-applied", "잠정", r"(?P<verb>잠정\s?(?:적용|발효))"),
    _r("opened-for-signature", "서명", r"서명(?:을 위해|에)\s?(?P<verb>개방)"),
    _r("text-initialled", "가서명", r"(?P<verb>가서명)(?=[했하됐된한될할]|$)"),
    # talks
    _r("negotiation-resumed", "재개", r"<talks>(?:을|를|이|가)?~4~(?P<verb>재개)"),
    _r("negotiation-suspended", "중단|결렬|중지|보류|교착", r"(?P<verb>중단|결렬|중지|보류)(?:됐던|되었던|된|했던|한)\s~4~<talks>"),
    _r("negotiation-suspended", "중단|결렬|중지|보류|교착", r"<talks>(?:을|를|이|가|은|는)?~4~(?P<verb>중단|결렬|중지|보류|교착)"),
    _r("negotiation-concluded", "타결|종결|타협", r"(?P<verb>타결|최종\s?합의|원칙적\s?합의|잠정\s?합의)"),
    _r("negotiation-concluded", "종료|마무리|종결|완료", r"<talks>(?:을|를|이|가)?~2~(?P<verb>종료|마무리|종결|완료)"),
    _r("negotiation-round-held", "차|라운드|공식|협상", r"(?:제?\s?\d{1,2}차\s?(?:공식\s?)?<talks>|공식\s?<talks>|<talks>\s?라운드)(?:이|가|을|를|은|는)?~4~(?P<verb>진행|개최|열렸|열린|열|시작)"),
    _r("negotiation-suspended", "결렬", r"(?P<verb>결렬)(?=[됐되]|하)"),
    _r("negotiation-round-held", "차례", r"\d{1,2}\s?차례(?:의)?\s?(?:공식\s?)?<talks>(?:을|를|이|가)?~2~(?P<verb>벌였|벌인|진행|개최|열렸|열린|가졌|했)"),
    _r("negotiation-opened", "개시|시작|착수|출범|선언", r"<talks>(?:을|를|이|가|에)?~3~(?P<verb>개시|시작|착수|출범)"),
    _r("negotiation-ongoing", "진행|협상", r"<talks>(?:을|를|이|가)?~2~(?P<verb>진행\s?중|벌이고 있|이어가고 있|계속하고 있|계속되고 있)"),
    # entry into force and consent
    _r("rule-in-effect", "시행", r"(?:규칙|규정|시행령|고시|개정안)(?:이|가|은|는)?~4~(?P<verb>시행|발효)"),
    _r("entered-into-force", "발효", r"(?<!야 )(?P<verb>발효)(?!(?:되|하)려면|\s?요건|\s?절차|\s?시점|에 필요|를 (?:위|기점|계기|앞두))", passive=False),
    _r("entered-into-force", "효력", r"효력(?:을|이)?\s?(?P<verb>발생|갖게|발휘)"),
    _r("consent-deposited", "기탁|교환", r"(?:비준서|가입서|수락서|승인서)(?:를|을|가|이)?~4~(?P<verb>기탁|교환)(?![되된한할될하]*\s?(?:뒤|후|면|날|때))"),
    _r("consent-deposited", "가입", r"<treaty>에~2~(?P<verb>가입)", act="accession"),
    _r("party-notified", "통보|통지|서한|완료", r"(?:(?:국내|내부)\s?절차(?:를|을|가)?~2~(?P<verb>완료|마무리|마쳤|마친|마치고|끝냈|끝내고)|(?:비준|절차|완료)(?:\s?완료)?(?:를|을|사실을)?~3~(?P<verb>통보|통지)(?!(?:한|된|받은)?\s?(?:날|일(?:로)?부터|시점)))", unless=r"(?:통보|통지|완료|교환)(?:한|된)?\s?(?:날|일)(?:로)?부터"),
    _r("reservation-made", "유보", r"(?P<topic>(?:[^\s,.;]+\s){0,3}?유보(?:를|을)?)\s?(?P<verb>선언|제출|첨부)"),
    # steps at home
    _r("target-missed", "목표|시한", r"(?:목표|시한)~6~(?P<verb>이루지 못|달성하지 못|지키지 못|넘겼|못 미쳤|미달)"),
    _r("application-filed", "신청", r"(?:<approval>|사용|운항|취항)(?:을|를)?\s?(?P<verb>신청)(?=[했하한])"),
    _r("review-started", "심사|심의", r"[가-힣]{1,12}(?:청|부|처|원|위원회|당국)(?:는|은|가|이)\s(?:[^\s,.]+\s){0,4}?(?:심사|심의)(?:에|를|을)?\s?(?P<verb>착수|시작|개시|들어갔|돌입)"),
    _r("approval-denied", "부결|거부|반려|불허|기각", r"(?:<house>|<authority>|<treaty>|동의안|신청|요청|승인)~6~(?P<verb>부결|거부|반려|불허|기각)"),
    _r("domestically-approved", "통과|의결|가결|처리|비준", r"(?:<house>(?:는|은|가|이|에서|를|을)?|본회의에서|본회의를)~8~(?P<verb>통과|의결|가결|처리|비준)(?!\s?(?:절차|동의))"),
    _r("domestically-approved", "승인", r"(?:국회|의회|상원|하원|중의원|참의원|국무회의|내각|본회의)(?:는|은|가|이|에서|의)?~6~(?P<verb>승인)(?!\s?(?:절차|여부|동의))(?=[을를]?\s?(?:했|하|됐|된|한|얻|$))"),
    _r("domestically-approved", "통과|의결|가결", r"(?:비준\s?동의안|동의안|비준안)(?:이|가|을|를)?~6~(?P<verb>통과|의결|가결|승인)"),
    _r("approval-granted", "승인|허가|인가|허용", r"<authority>(?:는|은|가|이|로부터|의|에서)?~6~(?P<verb>승인|허가|인가)(?!\s?(?:절차|여부|을 받아야))(?=[을를]?\s?(?:했|하|됐|된|한|받|얻|획득|내줬|내주|부여|$))"),
    _r("approval-granted", "났|나왔|내려졌|떨어졌", r"<approval>(?:이|가)\s(?P<verb>났|나왔|내려졌|떨어졌)"),
    _r("decision-appealed", "항소|항고|불복|이의", r"(?:결정|판결|처분|불허)(?:에|을|를)?~3~(?P<verb>항소|항고|불복|이의)(?=[했하를\s])"),
    _r("requirement-waived", "면제", r"(?P<verb>면제)(?=[했하됐된한받])"),
    _r("review-started", "심사|심의|검토", r"<house>(?:는|은|가|이|에서)?~5~(?:심사|심의|검토)(?:에|를|을)?\s?(?P<verb>착수|시작|개시|들어갔|돌입)"),
    _r("policy-review-started", "재검토", r"(?P<topic>(?:[^\s,.;]+\s){0,4}?재검토)(?:에|를|을)?\s?(?P<verb>착수|시작|지시|개시)"),
    # the life of a treaty
    _r("memorandum-concluded", "양해각서|업무협약|mou|각서", r"(?P<topic>(?:[^\s,.;]+\s){0,4}?)<mou>(?:\([^)]{1,20}\))?(?:을|를|에|이|가)?~4~(?P<verb>체결|서명|교환|맺었|맺은|맺|서명식)"),
    _r("intent-stated", "의향서|공동선언|공동성명|loi", r"(?P<topic>(?:[^\s,.;]+\s){0,4}?<loi>)(?:을|를|에|이|가)?~3~(?P<verb>체결|서명|채택|교환|발표)"),
    _r("instrument-renewed", "연장|갱신", r"<treaty>(?:을|를|이|가)?~4~(?P<verb>연장|갱신)"),
    _r("instrument-expired", "만료", r"<treaty>(?:이|가|의)?~4~(?P<verb>만료)"),
    _r("instrument-amended", "개정", r"(?P<topic><treaty>)(?:을|를|이|가)?~3~(?P<verb>개정)(?!안)"),
    _r("instrument-suspended", "정지|중단", r"<treaty>(?:의)?\s?(?:효력|이행)(?:을|를|이|가)?~2~(?P<verb>정지|중단)"),
    _r("instrument-terminated", "종료|해지", r"<treaty>(?:을|를|이|가)?~2~(?P<verb>종료|해지)"),
    _r("text-adopted", "채택", r"(?:협약|의정서|조약|결의안|문안)(?:을|를|이|가)?~3~(?P<verb>채택)"),
    _r("signed", "서명|체결|조인", r"<text>(?:\([^)]{1,20}\))?(?:에|을|를|이|가)?~4~(?P<verb>(?<!가)서명|체결|조인)(?!에\s|을\s?위|과\s?관련|\s?문제|\s?방안|\s?가능성|\s?여부|의\s|\s?임박|(?:을|이)?\s?(?:연기|미뤄|미루|보류))"),
    _r("signed", "서명|체결", r"<text>(?:은|는|이|가)~8~(?P<verb>(?<!가)서명|체결)(?=[했됐됩])"),
    _r("signed", "서명식|체결식", r"(?P<verb>서명식|체결식)(?:을|를|이|가)?\s?(?:개최|진행|가졌|열)"),
    _r("ratification-reported", "비준", r"(?P<verb>비준)(?!\s?(?:동의|절차|서|안))"),
    _r("postponed", "연기|미뤄|보류", r"(?:서명|발효|비준|회담|방문|협상|표결)(?:을|를|이|가)?~3~(?P<verb>연기|미뤄|보류)"),
    _r("body-met", "위원회|공동위|협의체|협의회", r"(?:제?\s?\d{1,2}차\s?)?<group>(?:가|이|를|을)?~4~(?P<verb>개최|열렸|열린|열고|열었)"),
    _r("body-dissolved", "해산|해체|폐지", r"<group>~3~(?P<verb>해산|해체|폐지)"),
    _r("body-established", "설립|구성|설치|신설|출범|발족|만들", r"(?P<topic><group>)(?:를|을|이|가)?~3~(?P<verb>설립|구성|설치|신설|출범|발족)"),
    _r("funding-disbursed", "지급|지불|송금|집행", r"(?P<topic><money>[^,.;]{0,60}?)(?P<verb>지급|지불|송금|집행)"),
    _r("funding-committed", "지원|투자|출연|제공|약속|기여|공여", r"(?P<topic><money>[^,.;]{0,60}?)(?P<verb>지원|투자|출연|제공|약속|기여|공여)"),
    _r("relation-established", "관계|수교", r"(?P<topic><relation>)(?:를|을|로|으로)?~3~(?P<verb>격상|수립|맺|발전|구축|선언|유지)"),
)  # fmt: skip

_SOFT = (
    _r("sources-named", "출처|자료", r"^(?P<verb>출처|자료)\s*[:=]\s*(?P<topic>[^\n]{2,300})"),
    _r("workshop-held", "워크숍|세미나|콘퍼런스|컨퍼런스|포럼|심포지엄|학술대회|설명회|박람회", r"<workshop>(?:을|를|이|가)?~5~(?P<verb><held>)"),
    _r("visit-made", "방문|방한|방미|순방", r"(?P<verb>방문|방한|방미|방중|방일|순방|국빈\s?방문)(?!단|객|\s?문제|\s?일정|\s?중)", needs="party"),
    _r("meeting-held", "만나|만났|회동", r"(?P<verb>만나|만났|만난|회동)", needs="party"),
    _r("meeting-held", "회담|회의|면담|협의|회동|간담회|대화|공청회|접견|통화", r"<meeting>(?:을|를|이|가)?~4~(?P<verb><held>|했|하고|나눴|나누고)"),
    _r("meeting-held", "논의|의견", r"(?P<topic>(?:(?![^\s]*(?:은|는|이|가)\s)[^\s,.;]+\s){0,5}?(?![^\s]*(?:은|는|이|가)\s)[^\s,.;]+(?:를|을|에 대해|방안을))\s?(?:심도 있게\s)?(?P<verb>논의)(?=[했하한])", needs="party"),
    _r("capability-presented", "소개|선보|공개|시연|발표|전시", r"(?P<topic>(?:[^\s,.;]+\s){0,4}?(?:기술|위성|발사체|역량|성과|계획|시스템|사업)(?:을|를)?)~1~(?P<verb>소개|선보였|선보인|선보이|시연|발표|전시)"),
    _r("interest-expressed", "관심|의사|의지|희망", r"(?P<topic>(?:[^\s,.;]+\s){0,6}?[^\s,.;]+(?:에|에 대한|하고 싶다는|할))\s?(?:큰\s|깊은\s|강한\s)?(?:관심|의사|의지|뜻)(?:을|를)?\s?(?P<verb>표명|표했|보였|밝혔|나타냈|전했|재확인)"),
    _r("intent-stated", "하기로", r"(?P<topic>(?:[^\s,.;]+\s){0,8}?[^\s,.;]+)하기로\s?(?P<verb>합의|약속|했|결정|뜻을 모)"),
    _r("joint-activity", "공동|협력|합동|연합", r"(?P<topic>(?:[^\s,.;]+\s){0,3}?(?:공동\s?(?:연구|개발|훈련|사업|생산|조사|탐사|프로젝트)|합동\s?훈련|연합\s?훈련))(?:을|를|이|가)?~2~(?P<verb>실시|진행|추진|시작|수행|착수)"),
    _r("joint-activity", "협력", r"(?P<topic>(?:[^\s,.;]+\s){0,4}?협력)(?:을|를)?\s?(?:더욱\s|지속적으로\s|계속\s)?(?P<verb>강화|확대|추진|지속|심화)", needs="party"),
    _r("fact-reported", "교역|수출|수입|투자|교역액|무역|물동량|관광객|방문객|승객", r"(?P<topic>(?:교역액|교역량|교역\s?규모|물동량|관광객|방문객|승객|수출|수입|무역|투자)[^,.;]{0,40}?\d[\d,.]*[^,.;]{0,30}?(?P<verb>(?<=[러원명톤건유로%])(?:였|이었)|집계|기록|달했|달한|달하|이르|증가|감소|늘었|줄었|돌파|넘))"),
    _r("fact-reported", "담겼|담았|담긴|포함|규정", r"(?P<topic>(?:<treaty>|<mou>)(?:\([^)]{1,20}\))?(?:에는|엔|에|은|는|안에)\s[^.;]{4,160}?)(?P<verb>담겼|담았|담긴|포함됐|포함했|규정했|규정하)"),
    _r("opinion-stated", "입장|주장|우려|지적|반발|반대", r"(?P<topic>(?:[^\s.;]+\s){1,14}?[^\s.;]+(?:다는|라는|다며|라며|다고))\s(?P<verb>입장|주장|우려|지적|반발|반대)"),
    _r("opinion-stated", "환영|비판|규탄|유감", r"(?P<topic>(?:[^\s.;]+\s){1,8}?)(?P<verb>환영|비판|규탄|유감을\s?(?:표명|표시))(?=[했한하])", needs="party"),
    _r("fact-reported", "개방|관세|철폐", r"(?P<topic>(?:[^\s;]+\s){0,10}?\d[\d,.]*%[^;]{0,40}?(?:시장|관세|품목)[^;]{0,20}?)(?P<verb>개방|철폐|인하|감축)"),
    _r("fact-reported", "교역국|교역 상대|교역상대|파트너|투자국", r"(?P<topic>(?:[^\s,.;]+\s){0,4}?(?:최대|제?\s?\d위|\d대|(?:\d|첫|두|세|네|다섯|여섯|일곱|여덟|아홉|열)\s?번째)\s?(?:큰\s?)?(?P<verb>교역국|교역\s?상대국|수출\s?시장|투자국|교역\s?파트너))", needs="party"),
)  # fmt: skip

RULES = (*_FIRM, *(attrs.evolve(rule, soft=True) for rule in _SOFT))
"""All rules, in the order in which they are tried."""
