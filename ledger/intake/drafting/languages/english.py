"""The English words of drafts: how certain, who says it, where a clause begins, what is counted.

Gives ``ENGLISH``. The rules stand in ``english_rules``.
"""

from __future__ import annotations

import re

from ledger.claims.vocabulary import Modality
from ledger.edtf.languages.english import ENGLISH as DATES
from ledger.intake.drafting.languages.english_rules import RULES, VERBS
from ledger.intake.drafting.languages.verbs import all_forms
from ledger.intake.drafting.wording import Form, Mood, Wording, counting, with_numbers

_SKIP = (
    r"(?:(?:\w+ly|also|now|already|soon|then|still|yet|later|ever|first|together|jointly|again|be|been|"
    r"being|have|having|continue to|proceed with|proceed to|help|begin to|start to|move to) )*"
)

_NAMES = r"[^\s,;:.]+(?: [^\s,;:.]+){0,7}"


def _mood(words: str, modality: Modality) -> Mood:
    return Mood(pattern=re.compile(rf"\b(?:{words})\s+{_SKIP}$", re.IGNORECASE), modality=modality)


_BEFORE = (
    _mood(
        r"(?:became|become|becomes|was) (?:the |one of the )[\w -]{0,40}(?:country|state|nation|member|party|government|first|last|latest|second|third)(?: \w+){0,2} to"
        r"|(?:voted|managed|went on)(?: (?!not\b|against\b)[\w\u2019'-]+){0,5}? to",
        Modality.ACTUAL,
    ),
    _mood(
        rf"(?:whether|unclear if|doubt(?:s|ed|ful)? (?:that|whether|if))(?: or not)?(?: {_NAMES})?(?: (?:will|would|should|can|could|to))?"
        r"|(?:is|are|was|were|seems?|looks?) (?:highly |very )?unlikely to",
        Modality.POSSIBLE,
    ),
    _mood(rf"(?-i:Had) (?!not\b){_NAMES}", Modality.CONDITIONAL),
    _mood(
        rf"(?:not|n[\u2019']t|never|without) rul(?:e|ed|ing) out(?: that)?(?: {_NAMES})?",
        Modality.POSSIBLE,
    ),
    _mood(
        r"(?:has|have|had|did|does|do|was|were|is|are|will|would|can|could|may|must|should) (?:not|never)"
        r"|never|cannot|(?:not|n[\u2019']t|never)(?: yet)? (?:managed?|been able|able|wish|want|intend(?:ed)?) to|(?:has|have|had|did|does|do|was|were|is|are|wo|would|ca|could)n[\u2019']t"
        r"|(?:has|have) yet to|yet to|failed to|fail(?:s|ed|ing)? to|refus(?:ed|es|ing) to|declin(?:ed|es) to"
        r"|without|neither|nor|no(?: \w+){0,2}|not(?: been)?|denied(?: that \w+ (?:had|has))?|instead of"
        rf"|(?:neither {_NAMES} nor|no|none of) {_NAMES}|nobody|no one|(?:not true|untrue|false) that {_NAMES}"
        r"|(?:refusal|failure|inability|unable|unwilling) to|(?:voted|decided|chose|opted|agreed) not to",
        Modality.DENIED,
    ),
    _mood(r"as not (?:\w+)? ?", Modality.DENIED),
    _mood(
        r"must|ha(?:s|ve|d) to|need(?:s|ed)? to|(?:is|are|was|were|be) (?:required|obliged|bound) to"
        r"|required to|requir(?:es|ed|ing)|ought to|still to be",
        Modality.REQUIRED,
    ),
    _mood(
        r"(?:can|could|may|might) (?:the|this|it|they|both)(?: [\w-]+){0,3}|may|might|can|could|possibly|perhaps|potentially|(?:is|are) able to"
        r"|(?:is|are|was|were) (?:considering|weighing|mulling|contemplating)|consider(?:s|ed)?|mull(?:s|ed)?"
        r"|weigh(?:s|ed)?|threaten(?:s|ed|ing)? to",
        Modality.POSSIBLE,
    ),
    _mood(
        r"would(?: only)?|were to|should|had (?:the|this|it|they|both)(?: \w+){0,3}? been",
        Modality.CONDITIONAL,
    ),
    _mood(
        r"(?:plan|intend|aim|want|hope|seek|vow|pledge|promise|agree|decide|undertake|commit|resolve|"
        r"wish|offer|prepare|propose|try|attempt|work|push)(?:s|ed|d|ning|ing|es|hing)? (?:on |for |themselves )?to"
        r"|sought to|undertook to|intend(?:s|ed)? to|intention to|plan(?:s)? to|planning to|willing to|ready to|"
        r"commitment to|decision to|desire to|agreed on|keen to|prepared to|determined to|would like to"
        r"|interest(?:ed)? in|so as to|in order to|goal of|aim of|with a view to|bid to|effort(?:s)? to"
        r"|will now|is now to",
        Modality.INTENDED,
    ),
    _mood(
        r"will (?:the|this|it|they|both)(?: [\w-]+){0,3}|will|shall|(?:is|are|was|were|be) (?:expected|likely|set|due|scheduled|slated|poised|about|bound|going) to"
        r"|expected to|set to|due to|scheduled to|slated to|likely to|poised to|about to|on track to"
        r"|(?:is|are|was|were) to|near(?:s|ing|ed)?|close to|ahead of|await(?:s|ing)?|pending|prior to|"
        r"(?:before|until) (?:it|they|he|she)|before|until|expect(?:s|ed|ing)?|anticipat(?:es|ed)|on the verge of|upcoming|planned|forthcoming"
        r"|(?:ahead of|pending|before|until|await(?:s|ing)?|expected|upcoming|planned) (?:the|its|their|a)"
        r"|(?:ahead of|pending|before|until|await(?:s|ing)?) (?:the|its|their) \w+",
        Modality.EXPECTED,
    ),
    _mood(r"if|unless|provided|once|as soon as|when", Modality.CONDITIONAL),
    _mood(r"to", Modality.INTENDED),
)

NUMBERS = {
    word: value
    for word, value in DATES.phrases.items()
    if value.isdigit() and word.isalpha() and not word.endswith(("th", "rst", "cond", "ird"))
}
_PERSON = r"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)[A-ZÁÉÍÓÚÑ][\w.\u2019'&-]*(?:[ ,]+(?:of|de|del|la|the|and|for|[A-ZÁÉÍÓÚÑ][\w.\u2019'&-]*)){0,9}"
_SAY = (
    r"(?:said|says|stated|states|announced|announces|added|adds|noted|notes|remarked|remarks|"
    r"confirmed|confirms|declared|declares|explained|reported|reports|stressed|emphasi[sz]ed|"
    r"underlined|argued|argues|warned|warns|claimed|claims|reiterated|affirmed|commented|wrote|tweeted|posted)"
)

_ROLE = (
    r"(?:minister|ministry|president|secretary|ambassador|commissioner|governor|director|envoy|"
    r"negotiator|senator|chairman|chairwoman|spokes(?:man|woman|person)|chancellor|premier|government)"
)
_NOT_WHO = r"(?!(?:on|in|at|that|this|last|it|its|they|their|he|his|she|her|we|there|during|after|before|when|by|a statement)\b|\w+day\b|(?:the|an?) (?:\w+ ){0,3}(?:agreement|treaty|deal|pact|accord|convention)\b)"

_NOT_TO = r"(?<!\bto )(?<!\bto the )(?<!\bto its )"
"""Before a body that decides: one to which a bill only goes has not approved it."""

ENGLISH = Wording(
    tag="en",
    name="English",
    rules=RULES,
    before=_BEFORE,
    after=(),
    forms=all_forms(VERBS),
    meaning={
        Form.PAST: Modality.ACTUAL,
        Form.PRESENT: Modality.ACTUAL,
        Form.GERUND: Modality.ACTUAL,
        Form.NOUN: Modality.ACTUAL,
        Form.BASE: Modality.ACTUAL,
        Form.FUTURE: Modality.EXPECTED,
        Form.CONDITIONAL: Modality.CONDITIONAL,
        Form.SUBJUNCTIVE: Modality.INTENDED,
    },
    clause=re.compile(
        r";\s*|:\s+(?=[A-Z\u00c0-\u00dd])|\s[\u2013\u2014]\s|,?\s+(?:while|whereas|although|though|but)\s+"
        r"|,\s+(?:which|who|where|when|with(?!\s+\d)|after|before|and(?=\s+(?:\w{3,}ed|is|are|was|were|has|have|had|will|would|could|may|it|they|he|she|its)\b)|as|following|under which|paving|marking|making|"
        r"bringing|because|so)\s+|\s+(?:and then|after having|and that)\s+"
        r"|(?P<back>,\s+)(?=(?:(?:also|still|not|since|later|then|now|never) )*(?:has|have|had|is|are|was|were|will|would|must|may|can|could|should|said|says)\s)"
        r"|\s+and\s+(?=(?:later |then |subsequently )?(?:ratified|approved|signed|denounced|terminated|adopted|rejected|endorsed) (?:by|in|on)\b)"
        r"|\s+and\s+(?=(?:agreed|pledged|discussed|announced|called|held|met|vowed|decided|reaffirmed|urged|expressed|welcomed|presented|invited|visited|will|would|is|are|was|were|has|have)\b)",
        re.IGNORECASE,
    ),
    speech=(
        re.compile(
            rf"[,.!?]?[\u201d\"\u2019']?[,.]?\s+(?!states\b){_SAY}\s+(?P<who>{_NOT_WHO}(?:[\w\u2019'-]+ ){{0,5}}?{_PERSON})"
            rf"(?!\w| (?:(?:has|have|had|is|was|will|would|may|must) )?(?:\w+ed|sign|join|ratify)\b)"
        ),
        re.compile(
            rf"\b[Aa]ccording to (?P<who>(?:the |a |an )?(?:[\w\u2019'-]+ ){{0,5}}?{_PERSON})"
        ),
        re.compile(
            rf"(?P<who>{_PERSON})(?:,[^,]{{2,80}},)? (?:has |have |had |also |later )*(?:{_SAY}|told (?:reporters|journalists|lawmakers|[Pp]arliament|a \w+|the \w+|[A-Z]\w+))\b"
            rf"(?= (?-i:[A-Z])[\w-]+(?: [A-Z][\w-]+)* (?:\w+ed|has|had|have|will|would|is|are|was|were|may|must)\b| that\b| in a\b| (?:on )?\w+day\b| (?:this|last|earlier|late) \w+| yesterday| today|,? [\u201c\"]|:| it\b| he\b| she\b| they\b| the\b| \w+ (?:had|has|will|would)\b|\s*[.,])"
        ),
        re.compile(
            rf"(?P<who>\b(?:[Hh]e|[Ss]he|[Tt]hey|[Tt]he (?:[\w-]+ ){{0,3}}?{_ROLE}))(?: (?:also|has|had|later|\w+ly))? {_SAY}\b"
        ),
        re.compile(rf"[\u201d\"\u2019'],?\s+{_SAY} (?P<who>the (?:[\w-]+ ){{0,3}}?{_ROLE})\b"),
        re.compile(
            rf"(?P<who>{_PERSON}) (?:said |stated |announced )?in (?:a|its|their|an) (?:\w+ )?(?:statement|communiqu[eé]|interview|press release)"
        ),
    ),
    finite=re.compile(
        r"\b(?:have|has|had|having|is|are|was|were|be|been|being|will|would|shall|should|may|might"
        r"|must|can|could|do|does|did|that|which)\b| (?:and|the|of)$"
    ),
    counted=re.compile(
        r"(?i)\b(?:days?|weeks?|months?|years?) (?:after|following|from|upon) (?:[\w-]+ ){0,5}$"
    ),
    unnamed=re.compile(
        r"(?i)\b(?:(?:\w+ )?(?:sources?|officials?|diplomats|insiders|people familiar)(?: close to [\w ]{2,40}| with knowledge[\w ]{0,40}| who asked not to be named)?,? (?:said|say|told|familiar)"
        r"|according to (?:\w+ )?(?:sources?|officials|diplomats|people familiar)|a source (?:said|told)|on condition of anonymity|it (?:is|was) reported that|reportedly)\b"
    ),
    condition=re.compile(
        r"(?i)(?:^|[\s,;(\"'\u201c\u2018\u00ab])(?P<condition>(?:if|unless|provided that|as soon as|once|in the event that|on condition that|should (?=the|a|[A-Z]))\s[^;.!?]{3,160}?)(?=,\s|[;.!?]|$)"
    ),
    sides=re.compile(
        r"(?i)\b(?:both|the two|two) (?:these )?(?:countries|nations|states|sides|parties|governments|partners|states\u2019|leaders|delegations|peoples)\b"
    ),
    location=re.compile(
        r"(?i)\b(?:in|at|near|into|across|throughout|outside|inside|within|around)\s+(?:the\s+)?(?:\w+ of )?$"
    ),
    company=re.compile(
        r"(?i)\b(?:with|between|alongside|together with|counterparts? (?:from|of)|met)\s+(?:[\w\u2019'-]+\s+){0,6}?$"
    ),
    agent=re.compile(r"(?i)\bby\s+(?:[\w\u2019'-]+\s+){0,5}?$"),
    actor=re.compile(
        r"(?i)^\s+(?:(?:and \w+|foreign|prime|defen[cs]e|trade|finance|high-level|government|space|deputy|vice|state|chief|cabinet|senior|\w+al)\s+)*(?:government|delegations?|officials?|authorit(?:y|ies)|presidents?|ministers?|ministry|"
        r"parliament|congress|senate|cabinet|representatives?|side|embassy|ambassador|counterparts?|leaders?|"
        r"house|assembly|diet|lawmakers?|negotiators?|chancellor|king|emperor|premier|secretary|envoy|governments|forces|troops|navy|army)\b"
    ),
    joined=re.compile(
        r"(?i)^(?:[\u2019']s)?(?:\s*\([^)]{1,30}\))?(?:\s*,)?\s*(?:,|and|&|/|-|\u2013|as well as|along with|together with|then)?\s*(?:and|the|then|also|by|with|its|of)?\s*(?:(?:the|Republic|Government|Kingdom|State|former|foreign|prime|minister|president|ministry|of|countries|nations|people|governments) ){0,6}$"
    ),
    topic=re.compile(
        r"(?i)\b(?!(?:in|at) (?-i:[A-Z]))(?:on|about|for|in|regarding|concerning|to|of|including|towards?|aimed at|over|covering)\s+(?P<topic>(?!(?:19|20)\d\d\b)[^,;:.!?\u201d\"]{3,160})"
    ),
    quoting=re.compile(r"[\u201c\"]([^\u201c\u201d\"]{25,1000})[\u201d\"]"),
    hosting=re.compile(
        r"(?i)(?:host|held|hold|organi|convene|received?|welcomed?|conduct|stage|chair|co-host)"
    ),
    numbers=NUMBERS,
    counts=counting(
        NUMBERS,
        (
            r"(?i)\b(?P<count><n>)(?: (?:countries|states|members|nations|parties|signatories))? (?:out )?of (?:the |its )?(?P<required><n>)"
            r"(?P<what> (?:required|necessary|needed|ratifications|instruments|countries|states|members|member states|signatories|parties)[\w ]{0,40})"
        ),
        (
            r"(?i)\b(?P<count><n>)(?: (?:countries|states|members|nations|parties|signatories))?[\w ]{0,30}? (?:have|has|had) (?:now |already |so far )?(?P<what>ratified|signed|acceded|approved|deposited)[^.;]{0,80}?(?:of|out of) (?:the )?(?P<required><n>)"
        ),
        (
            r"(?i)\b(?:the )?(?P<needed><n>) (?:more|further|additional|remaining) (?:countries |states |members )?(?P<what>ratifications?|must (?:ratify|sign|approve)|(?:are|is) (?:needed|required)|need to (?:ratify|sign|approve)|signatures?|instruments?)"
        ),
        (
            r"(?i)\b(?P<what>ratified|signed|approved) by (?P<count><n>) (?:of (?:the |its )?(?P<members><n>) )?(?:countries|states|members|member states|nations|parties)"
        ),
        (
            r"(?i)\b(?<!no )(?P<count><n>)(?: (?:countries|states|members|member states|nations|parties|signatories|of (?:them|the (?:countries|states|members|parties|signatories))))? (?:have|has|had) (?:now |already |so far |formally |only )?(?P<what>ratified|signed|acceded|approved|deposited)"
        ),
        (
            r"(?i)\b(?:needs?|requires?|must be) (?:at least |the )?(?P<what>ratified by |ratifications? (?:by|from|of) |ratifications? )?(?:at least )?(?P<required><n>) (?:ratifications|countries|states|members|instruments|member states)"
        ),
    ),
    votes=with_numbers(
        NUMBERS,
        r"(?i)(?:\b(?P<for><n>) votes?(?: in favou?r)?(?:,? (?:to|against|and)|,)\s(?P<against><n>)\b"
        r"|\b(?:voted|votes?|by|of) (?P<for2>\d{1,4})(?: to |-|\u2013)(?P<against2>\d{1,4})\b)"
        r"(?: votes?)?(?: against)?(?:,? (?:with |and )?(?P<abstained><n>) (?:abstentions?|abstaining|abstained))?",
    ),
    steps=(
        (re.compile(_NOT_TO + r"\bcommittee\b", re.IGNORECASE), "committee"),
        (
            re.compile(
                _NOT_TO
                + r"\b(?:senate|lower house|upper house|house of|chamber|bundestag|bundesrat|lok sabha)\b",
                re.IGNORECASE,
            ),
            "chamber",
        ),
        (
            re.compile(
                _NOT_TO
                + r"\b(?:parliament|congress|assembly|diet|legislature|lawmakers|knesset|duma|mps|riksdag|sejm)\b",
                re.IGNORECASE,
            ),
            "parliament",
        ),
        (re.compile(r"(?i)\b(?:cabinet|council of ministers|government)\b"), "cabinet"),
        (re.compile(r"(?i)\bcouncil\b"), "council"),
        (re.compile(r"(?i)\breferendum|voters\b"), "referendum"),
        (re.compile(r"(?i)\b(?:constitutional court|supreme court|court)\b"), "court"),
        (
            re.compile(r"(?i)\b(?:president|king|queen|emperor|emir|head of state)\b"),
            "head-of-state",
        ),
    ),
    of_nouns=(
        Mood(
            pattern=re.compile(
                r"[^.;,]{0,80}?\b(?:is|are|was) (?:expected|scheduled|planned|due|set|foreseen|slated)\b|[^.;,]{0,60}?\bwill (?:take place|be held|follow|come)\b",
                re.IGNORECASE,
            ),
            modality=Modality.EXPECTED,
        ),
    ),
    roughly=re.compile(
        r"(?i)\b(?:around|about|roughly|approximately|some|nearly|almost|up to|at most|fewer than|less than|more than|over|an estimated) (?:the )?$"
    ),
    refuted=re.compile(
        r"(?i)\b(?:den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|refut(?:es|ed|ing)) (?:\w+ ){0,3}?(?:reports?|claims?|rumou?rs?|suggestions?|allegations?|speculation|that)\b"
        r"|\b(?:reports?|claims?|rumou?rs?|suggestions?|allegations?) (?:that|of)\b(?=.*?\b(?:is|are|was|were) (?:\w+ )?(?:false|untrue|wrong|incorrect|unfounded|baseless|fake|not true|denied|dismissed|inaccurate)\b)"
    ),
    past=re.compile(r"(?i)(?:was|were|had been)\b"),
    meant=re.compile(
        r"\b(?:(?P<it>[Ii]t)|[Tt]h(?:e|is) (?:agreement|treaty|convention|protocol|pact|accord|deal))\b(?! (?:is|was) (?:un)?(?:likely|clear|true|possible|said|reported|expected that))"
    ),
    another=re.compile(
        r"(?i)\b(?:an?|another|new|separate|second|further|earlier|previous|old|other) (?:[\w-]+ ){0,4}(?:agreement|treaty|convention|protocol|pact|accord|deal)\b"
    ),
    asked=re.compile(
        r"(?i)\b(?:urg|ask|request|press|invit|encourag|demand|persuad|implor|remind|thank|accus|blam|prais|congratulat|critici[sz]|advis|warn|tell|told|call(?:s|ed|ing)? (?:up)?on|call(?:s|ed|ing)? for|appeal)\w*\s"
        r"(?:[\w\u2019'-]+ ){0,7}?(?:to(?: be)?|for|of|against|over)\s+(?:\w+ly )?$"
        r"|\b(?:deadline|time|period|process|procedures?|conditions?|requirements?|pressure|campaign) (?:to|for|of) $"
        r"|\b(?:(?:declin|refus)ed to (?:say|specify|comment)|(?:did not|didn[\u2019']t) (?:say|specify|disclose)|without (?:saying|specifying)) (?:when|if|how|where)\s(?:[\w\u2019'-]+ ){0,7}?$"
        r"|\bwhether\s(?:(?!(?:will|would|can|could|may|might) )[\w\u2019'-]+ ){0,8}?$"
    ),
    voice=re.compile(
        r"(?i)\b(?:is|are|was|were|be|been|being|gets?|got)\s+(?:(?:\w+ly|also|not|never|yet|since|already|now|then|first|later)\s+)*$"
    ),
    relative=re.compile(r"\b(?:which|who|where)\b"),
    embedded=re.compile(
        r",\s+(?:which|who|whose)\b[^,;:]*(?:,[^,;:]*){0,4}?,(?=\s+(?:(?:also|still|not|since|later|then|now|never|already|formally|finally) )*"
        r"(?:has|have|had|is|are|was|were|will|would|must|may|can|could|should|said|says|\w{2,}ed|took|takes?|came|comes?|enters?|began|begins?|held|holds?|met|goes|went)\s)"
    ),
    bare=re.compile(r"\b(?:to|not)\s+$"),
    leading=re.compile(r"(?:After|Before|Having|By|On|Upon|While|Since)\b"),
    subject=re.compile(
        r"(?<!\w)(?:(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|[Ss]ome|[Ss]everal|[Mm]ost|[Mm]any|[Oo]thers?|[Cc]ritics|[Oo]fficials)\s+[\w-]|[A-Z][\w-]+)"
    ),
    quantity=re.compile(
        r"(?i)\b(?:several|some|most|many|few|others?|(?:a )?(?:number|majority|handful|half|dozens?|scores|third) of|more|fewer|less|\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b"
        r"(?: (?:of|the|them|its|\w*countries|\w*states|members|parties|nations|signatories|governments|others|than)){0,4} (?:(?:has|have|had|will|would|already|also|yet|not|so|far|now|still|since) ){0,4}$"
    ),
    attribute=re.compile(
        r"(?i)\b(?!(?:end|beginning|start|middle|half|quarter|summer|spring|autumn|fall|winter|morning|evening|night|week|month|as|outside|because|instead|ahead|early|late)\b)\w+ of (?:the )?$"
    ),
    attributed=(
        re.compile(r"(?i)(?:^|\b)(?:an?|the|its|their|his|her|our|this|that|\w+[\u2019']s?) $"),
        re.compile(
            r" (?!(?:in|on|at|by|to|with|and|or|but|for|from|after|before|when|while|as|that|which|who|during|under|following|of|between|over|until|said|says|is|are|was|were|will|has|have|had|it|they|he|she)\b)[a-z]"
        ),
    ),
    purpose=re.compile(
        r"\b(?:to (?!the\b|an?\b|its\b|their\b)[a-z]+|in preparation for|ahead of)\b"
    ),
    pronoun=re.compile(r"(?i)he|she|they"),
    reporting=re.compile(rf"(?i){_SAY}(?: \w+){{0,2}}?\s+(?:on\s+)?$"),
    figures=re.compile(
        r"(?P<figure>(?:US|A|C|NZ|HK|S)?[$€£¥₩]\s?\d[\d,.]*(?:\s?(?:to|-|\u2013)\s?[$€£¥]?\d[\d,.]*)?(?:\s?(?:thousand|million|billion|trillion|bn|m|tn)\b)?"
        r"|\b\d[\d,.]*\s?(?:million|billion|trillion)?\s?(?:%|per ?cent|percentage points)"
        r"|\b\d[\d,.]*(?:\s?(?:million|billion|trillion))? (?:dollars|euros|won|yen|pesos|pounds|yuan|crowns|kroner|kronor|francs|rupees|roubles|rubles|dirhams|riyals|rand|soles|reais|ringgit|baht|rupiah|zloty|tenge|tonnes|tons|people|women|men|students|troops|jobs|companies|satellites|countries|years|megawatts|MW|kilomet(?:er|re)s|km|barrels|scholarships|engineers|workers|participants|projects|units|boats|vehicles|households)\b)",
        re.IGNORECASE,
    ),
)
