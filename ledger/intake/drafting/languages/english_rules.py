"""The English rules of drafts, by kind: the first that fits a clause decides, firm ones first.

Gives ``RULES`` and ``VERBS``. How rows are written is said in ``wording``.
"""

from __future__ import annotations

import attrs

from ledger.intake.drafting.languages.verbs import english
from ledger.intake.drafting.wording import Lexicon

VERBS = {
    "sign": english("sign") | english("ink") | english("conclude"),
    "initial": english("initial", double="l") | english("initial"),
    "ratify": english("ratify"),
    "approve": english("approve") | english("pass") | english("endorse") | english("back")
    | english("concur", double="r") | english("adopt") | english("authorise") | english("authorize") | english("vote") | english("clear"),
    "adopt": english("adopt"),
    "deposit": english("deposit") | english("hand over") | english("lodge") | english("exchange"),
    "accede": english("accede") | english("join"),
    "notify": english("notify") | english("inform"),
    "complete": english("complete") | english("conclude") | english("finalise") | english("finalize")
    | english("wrap up", "wrapped") | english("finish") | english("close"),
    "enter": english("enter") | english("come", "came", "come") | english("go", "went", "gone")
    | english("take", "took", "taken") | english("bring", "brought"),
    "apply": english("apply"),
    "end": english("end") | english("terminate") | english("cancel", double="l") | english("scrap", double="p")
    | english("abrogate") | english("annul", double="l"),
    "suspend": english("suspend") | english("halt") | english("freeze", "froze", "frozen") | english("pause")
    | english("stall") | english("interrupt") | english("break off", "broke", "broken")
    | english("collapse") | english("break down", "broke", "broken") | english("stop", double="p"),
    "resume": english("resume") | english("restart") | english("relaunch") | english("revive")
    | english("reopen") | english("restore") | english("reactivate"),
    "begin": english("begin", "began", "begun", double="n") | english("start") | english("launch")
    | english("open") | english("initiate") | english("kick off") | english("commence"),
    "continue": english("continue") | english("pursue") | english("carry on", "carried"),
    "amend": english("amend") | english("revise") | english("modify") | english("update"),
    "renew": english("renew") | english("extend") | english("prolong"),
    "expire": english("expire") | english("lapse"),
    "withdraw": english("withdraw", "withdrew", "withdrawn") | english("denounce")
    | english("quit", "quit", double="t") | english("leave", "left") | english("exit") | english("pull out", "pulled"),
    "establish": english("establish") | english("set up", "set") | english("create") | english("form")
    | english("launch") | english("found"),
    "dissolve": english("dissolve") | english("disband") | english("abolish"),
    "hold": english("hold", "held") | english("host") | english("organise") | english("organize")
    | english("convene") | english("conduct") | english("co-host") | english("stage") | english("chair")
    | english("have", "had") | english("attend") | english("close") | english("conclude") | english("take part in", "took") | english("wrap up", "wrapped"),
    "receive": english("receive") | english("welcome") | english("host"),
    "meet": english("meet", "met"),
    "discuss": english("discuss") | english("address") | english("review") | english("explore"),
    "visit": english("visit") | english("tour"),
    "travel": english("travel") | english("travel", double="l") | english("arrive") | english("fly", "flew", "flown"),
    "present": english("present") | english("showcase") | english("demonstrate") | english("exhibit")
    | english("unveil") | english("display") | english("introduce") | english("represent") | english("show", "showed", "shown"),
    "pledge": english("pledge") | english("commit") | english("commit", double="t") | english("promise")
    | english("allocate") | english("earmark") | english("announce") | english("provide") | english("offer")
    | english("contribute") | english("invest") | english("lend", "lent") | english("grant") | english("donate"),
    "pay": english("pay", "paid") | english("disburse") | english("transfer", double="r") | english("deliver"),
    "agree": english("agree") | english("pledge") | english("commit") | english("vow") | english("undertake", "undertook", "undertaken")
    | english("decide") | english("affirm") | english("reaffirm") | english("assert"),
    "upgrade": english("upgrade") | english("elevate") | english("raise") | english("establish")
    | english("forge") | english("announce") | english("enter into") | english("declare") | english("normalise") | english("normalize") | english("restore"),
    "cooperate": english("cooperate") | english("co-operate") | english("collaborate") | english("work together"),
    "grant": english("grant") | english("give", "gave", "given") | english("issue") | english("award"),
    "deny": english("deny") | english("reject") | english("refuse") | english("block") | english("veto")
    | english("vote down") | english("turn down") | english("strike down", "struck"),
    "file": english("file") | english("submit", double="t") | english("apply") | english("lodge")
    | english("send", "sent") | english("transmit", double="t") | english("table") | english("forward") | english("present"),
    "refer": english("refer", double="r") | english("request") | english("ask") | english("seek", "sought") | english("petition"),
    "rule": english("rule") | english("hold", "held") | english("find", "found") | english("uphold", "upheld")
    | english("conclude") | english("strike down", "struck"),
    "examine": english("examine") | english("review") | english("scrutinise") | english("scrutinize")
    | english("consider") | english("debate") | english("study"),
    "appeal": english("appeal") | english("challenge"),
    "waive": english("waive") | english("exempt") | english("lift"),
    "postpone": english("postpone") | english("delay") | english("put off", "put") | english("push back") | english("defer", double="r"),
    "miss": english("miss"),
    "propose": english("propose") | english("publish") | english("issue") | english("announce"),
    "make": english("make", "made") | english("enter") | english("lodge") | english("register") | english("attach"),
    "express": english("express") | english("voice") | english("convey") | english("signal", double="l")
    | english("reaffirm") | english("reiterate") | english("show", "showed", "shown") | english("declare"),
    "split": english("split", "split", double="t") | english("divide") | english("present"),
}  # fmt: skip

_NOUNS = {
    "treaty": (
        r"(?:agreements?|treat(?:y|ies)|conventions?|protocols?|pacts?|accords?|deals?|charters?|FTAs?|CEPA|EPA|"
        r"statutes?|compacts?|arrangements?|covenants?|final act|framework agreement|union treaty|concordat|exchanges? of (?:diplomatic )?notes|"
        r"RAA|ACSA|GSOMIA|VFA|SOFA|EDCA|MLAT|BIT|DTA|TIPP|RCEP|CPTPP|USMCA|START)"
    ),
    "text": r"(?:<treaty>|texts?|documents?|instruments?)",
    "talks": r"(?:negotiations?|talks|negotiating)",
    "mou": r"(?:memorand(?:um|a)(?: of (?:understanding|cooperation|agreement|intent))?|MOUs?|MoUs?|memorandums of understanding)",
    "loi": r"(?:letters? of (?:intent|interest)|(?:joint )?(?:declaration|statement)s? of (?:intent|interest)|joint (?:declaration|statement|communiqu[eé])|statement of principles)",
    "be": r"(?:is|are|was|were|be|been|being|gets?|got)",
    "house": (
        r"(?:(?:the |its |both |national |federal |joint |standing |select |lower |upper |constitutional )*(?:parliament|congress|senate|assembly|diet|bundestag|bundesrat|duma|knesset|"
        r"legislat(?:ure|ors)|lawmakers|MPs|chamber(?: of deputies)?|house(?: of \w+)?|committee|cabinet|council(?: of \w+)?|president|king|"
        r"government|voters|plenary|riksdag|sejm|supreme court|court))"
    ),
    "approval": r"(?:approvals?|consents?|concurrence|authori[sz]ations?|ratification|licen[cs]es?|permits?|permissions?|clearances?|sign-off|green light|go-ahead|endorsement|waivers?|legislation|two-thirds (?:vote|majority)|majority vote|ratify)",
    "authority": r"(?:authorit(?:y|ies)|agenc(?:y|ies)|regulators?|ministr(?:y|ies)|departments?|commission|council|parliament|congress|senate|committee|board|court|government|bureau|administration|office|institute)",
    "meeting": r"(?:meetings?|talks|consultations?|summits?|(?:public )?hearings?|dialogues?|discussions|(?:two-plus-two|2\+2|ministerial)(?: \w+)?|sessions?|receptions?|roundtables?|conversations?|phone calls?|video calls?|audiences?)",
    "workshop": r"(?:workshops?|seminars?|conferences?|symposi(?:um|a)|forums?|webinars?|colloqui(?:um|a)|trade fairs?)",
    "group": r"(?:(?:joint |working |standing |bilateral |ministerial |steering |mixed |high-level |technical )*(?:committees?|commissions?|councils?|working groups?|task forces?|secretariat|joint bod(?:y|ies)|body|agency|coordination group|panel|board))",
    "ordinal": r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|final|latest|next|last|new|another|\d{1,2}(?:st|nd|rd|th))",
    "capability": r"(?:capabilit(?:y|ies)|technolog(?:y|ies)|projects?|plans?|programs?|programmes?|achievements|experience|satellites?|vehicles?|systems?|products?|activities|prototypes?|exhibitions?|stations?|solutions|innovations|expertise)",
    "relation": (
        r"(?:(?:comprehensive |special |global |enhanced |deep )*(?:strategic |global )+(?:cooperative |comprehensive |cooperation |and )*(?:partnership|partners|alliance|relationship)"
        r"|comprehensive partnership|diplomatic (?:relations|ties)|reciprocal access partnership|quasi-alliance)"
    ),
    "joint": (
        r"(?:joint(?:ly)? (?:\w+ ){0,3}?(?:exercises?|drills?|patrols?|sails?|sailing|manoeuvres|maneuvers|research(?: and development)?|development|projects?|programs?|programmes?|studies|study|training|missions?|ventures?|production|initiatives?|exploration|operations?|work)"
        r"|(?:bilateral|trilateral|multilateral|combined|naval|military|maritime)(?: cooperative)?(?: \w+)? (?:exercises?|drills?|patrols?|activit(?:y|ies)|sails?|war games)|co-?development|co-?production|collaborations?|cooperations? (?:project|programme|program|activities)|exchange (?:programs?|programmes?))"
    ),
    "review": r"(?:reviews?|audits?|policy reviews?|reassessments?)",
    "rule_": r"(?:(?:proposed |interim |final |new |draft |temporary )*(?:rules?|regulations?|guidelines|rulemaking|exemptions?))",
    "money": r"(?:(?:US|A|C|NZ|HK|S)?[$€£¥₩]\s?\d[\d,.]*(?:\s?(?:thousand|million|billion|trillion|bn|m|tn)\b)?|\d[\d,.]*\s?(?:million|billion|trillion)?\s?(?:dollars|euros|won|yen|pesos|pounds|yuan|crowns|kroner|kronor|francs|rupees|roubles|rubles|dirhams|riyals|rand|soles|reais|ringgit|baht|rupiah|zloty|tenge))",
}  # fmt: skip

_W = Lexicon(
    verbs={name: tuple(forms) for name, forms in VERBS.items()},
    nouns=_NOUNS,
    front="".join(rf"(?<!\b{word} )" for word in ("a", "an", "the", "its", "their", "his", "her")),
)
_r = _W.rule
_FIRM = (
    # counts and votes stand before the acts that they count
    _r("court-referral", "opinion|ruling|court|tribunal", r"(?:<refer>~8~(?:(?:advisory )?opinion|ruling|judg[e]?ment|review)~4~(?:court|tribunal)|(?P<verb>referred|referring|refers|refer)~8~to the (?:\w+ ){0,3}(?:court|tribunal)|<refer> the (?:\w+ ){0,3}court~3~(?:for|to))"),
    _r("court-referral", "court|tribunal", r"(?:court|tribunal)(?: of \w+)*~2~(?P<verb>(?:has|have|had) been asked|was asked|were asked|is being asked) (?:to (?:rule|decide|review|give|determine|examine)|for)", passive=True),
    _r("court-opinion", "court|tribunal", r"(?:court|tribunal)(?: of \w+)*~3~<rule>~6~(?:constitution(?:al)?|unconstitutional|compatible|incompatible|treat(?:y|ies)|law|agreement)"),
    _r("instruments-related", "parallel|split|replac|side letter", r"(?:<split>~6~(?:into|as) (?:two|three|several|parallel)~3~(?:<text>|parts)|(?P<verb>replaces|replaced|will replace|supersedes)~4~<treaty>)"),
    # what must come first
    _r("requirement-stated", "must|need|require|has to|have to|hurdle|shall", r"(?P<verb>must|needs? to|ha(?:s|ve) (?:still )?to|(?:is|are) required to|will (?:need|have) to|still needs? to|shall)(?: \w+ly| also| first| still| now)?\s+(?P<topic>(?:negotiate|ratify|approve|be (?:\w+ )?(?:ratified|approved|signed|authori[sz]ed|cleared|endorsed|submitted|put)|obtain|secure|win|pass|adopt|enact|complete|sign|agree|seek|gain|receive|get|undergo)\b[^;:.]{0,160})", modality="required"),
    _r("requirement-stated", "requir|need|subject to|depend", r"(?P<verb>may|might|could|would)(?: also| still| first)*\s+(?:require|need|be subject to|depend on)\s+(?:\w+ ){0,4}?(?P<topic>(?:\w+ )?<approval>[^;:.]{0,160})", modality="possible"),
    _r("requirement-stated", "requir|need|subject to|depend|await|condition|contingent|pending|hing", r"(?P<verb>will (?:also |still )?(?:require|need)|requires?|needs?|(?:is|are|remains?) (?:still )?subject to|(?:is|are|still) (?:awaiting|pending)|awaits?|depends? on|(?:is|are) (?:conditional|contingent|conditioned|dependent) (?:on|upon)|hinges? on|requiring|subject to|pending)\s+(?:\w+ ){0,5}?(?P<topic>(?:\w+ )?<approval>[^;:.]{0,160})", modality="required"),
    _r("requirement-stated", "needed|required|necessary|outstanding|pending", r"(?<!\bno )(?<!\bno new )(?<!\bno further )(?<!\bno such )(?<!\bnot )(?P<topic>(?:(?:an?|the|any|both|prior|separate|further|\w+al|\w+ing) ){0,3}<approval>(?: (?:from|of|by|for|in) [^,;:.]{2,60}?)?) (?:is|are|will be) (?:still |also |first |therefore )?(?P<verb>needed|required|necessary|outstanding|pending)\b", modality="required"),
    _r("requirement-stated", "until|unless|only|before", r"(?P<verb>(?:can|will|may|shall|does|do|could)(?:not| not|n[\u2019']t| only))(?: \w+)? (?:enter|come|take|be|become|go|apply|proceed|start|begin)\b(?:(?!\b(?:approv|ratif|consent|sign)\w*)[^;:.]){0,60}?\b(?:until|unless|before|without|once|after|if)\b(?P<topic>(?=[^;:.]{0,100}(?:approv|ratif|consent|sign|exchang|notif|complet|deposit|licen[cs]|permi|clear|agree))[^;:.]{3,160})", modality="required"),
    _r("requirement-stated", "only", r"only (?:after|once|when|if|with) (?P<topic>(?=[^;:.]{0,80}(?:approv|ratif|consent|sign|exchang|notif|licen[cs]|permi))[^;:.]{3,120}?) (?P<verb>can|will|may|could|does) (?:the|it|this|they|both)\b", modality="required"),
    _r("requirement-stated", "compliance|comply", r"(?P<verb>to ensure|ensuring|ensure|requires?|must ensure) (?P<topic>compliance with[^,;:.]{3,140})"),
    # endings before beginnings: "withdrew its signature" is no signature
    _r("signature-withdrawn", "signature", r"<withdraw>~4~signature"),
    _r("reservation-withdrawn", "reservation", r"<withdraw>~4~reservations?"),
    _r("denunciation-withdrawn", "denunciation|withdrawal", r"(?P<verb>withdrew|revoked|cancelled|rescinded|reversed)~4~(?:denunciation|withdrawal from)"),
    _r("consent-withdrawn", "ratification", r"(?P<verb>withdrew|withdraws|withdraw|revoked|rescinded)~4~(?:ratification|instrument of ratification|consent)"),
    _r("application-withdrawn", "application", r"<withdraw>~4~application"),
    _r("denounced", "withdr|denounc|quit|exit|leav|left|pull", r"<withdraw>(?: from| out of| of)?~6~<treaty>", needs="name", unless=r"\b(?:two|three|four|five|six|seven|eight|nine|ten|\d+|several|some|all|many) (?:such |other |of (?:the|its|their) |\w+ )?(?:treaties|agreements|conventions|pacts)"),
    _r("denounced", "withdrawal|denunciation|withdraw|denounce|terminat", r"(?P<verb>notified|notifies|notify|informed|informs)~6~(?:withdrawal|denunciation|(?:decision|intention) to (?:withdraw|denounce|terminate|leave))", needs="name"),
    _r("denounced", "notice|notification|letter", r"(?P<verb>gave|gives|served|sent|handed in|handed over|submitted|delivered|received|filed)~4~(?:notice|notification|letter|instrument)s? of (?:termination|withdrawal|denunciation)"),
    _r("denounced", "notice|notification|letter", r"(?:notice|notification|letter|instrument)s? of (?:termination|withdrawal|denunciation)~2~<be>~1~(?P<verb>given|served|sent|handed|submitted|delivered|received|deposited|filed)", passive=True),
    _r("denounced", "withdrawal", r"(?P<verb>withdrawal|exit) from~6~<treaty>", needs="name"),
    _r("participation-suspended", "suspen|halt|froz|freez", r"<suspend>~3~(?:participation|implementation|application|obligations)~6~<treaty>", needs="name"),
    _r("participation-resumed", "resum|return", r"(?P<verb>resumed?|resumes|rejoined|rejoins|returned to|returns to)~3~(?:participation~4~)?<treaty>", needs="name"),
    _r("provisional-application-ended", "provisional", r"(?:<end>~4~provisional application|provisional application~4~(?P<verb>ended|ends|expired|ceased|was terminated))"),
    _r("provisionally-applied", "provisional", r"(?:(?P<verb>provisional application|provisional implementation)|(?:<apply>~3~provisionally|provisionally~1~(?P<verb2>apply|applies|applied|applying)|on a (?P<verb3>provisional) basis))"),
    _r("instrument-terminated", "cease", r"(?:<treaty>|\bit)~4~(?P<verb>ceases?|ceased) to (?:be (?:in force|in effect|valid)|apply|have effect|exist)", passive=True),
    _r("opened-for-signature", "signature", r"(?P<verb>open(?:ed|s)?|opening) for signature"),
    # talks
    _r("negotiation-round-held", "round", r"(?:<ordinal>|\w+) (?P<verb>rounds?) of (?:\w+ ){0,4}?<talks>", unless=r"(?:after|following) (?:[\w-]+ ){0,4}rounds of"),
    _r("negotiation-round-held", "round", r"(?:negotiators|delegations|negotiating teams|both sides|the two sides)~6~<ordinal> (?P<verb>round)\b"),
    _r("negotiation-round-held", "negotiations", r"(?P<verb>held|hold|holds|will hold|to hold)~4~negotiations\b"),
    _r("negotiation-round-held", "round", r"(?:negotiating|negotiation|talks) (?P<verb>rounds?)\b"),
    _r("negotiation-resumed", "resum|restart|relaunch|reviv|reopen|restor", r"<resume>~8~<talks>"),
    _r("negotiation-resumed", "resum|restart|relaunch|reviv|reopen", r"<talks>,?~8~<resume>", passive=True),
    _r("negotiation-suspended", "suspen|halt|freez|froz|paus|stall|brok|break|collaps|stop|interrupt", r"<suspend>~6~<talks>"),
    _r("negotiation-suspended", "suspen|halt|froz|paus|stall|brok|break|collaps|stop|interrupt", r"<talks>,?~10~<suspend>", passive=True),
    _r("negotiation-opened", "begin|began|begun|start|launch|open|initiat|kick|commenc", r"<begin>(?: of)?~8~<talks>"),
    _r("negotiation-opened", "launch|start|opening|beginning|commencement", r"(?P<verb>launch|start|opening|beginning|commencement) of~4~<talks>"),
    _r("negotiation-opened", "begin|began|begun|start|launch|open|initiat|kick|commenc", r"<talks>,?~8~<begin>", passive=True),
    _r("negotiation-concluded", "conclu|finali|complet|wrap|finish|clos", r"<complete>(?: of)?~6~<talks>", unless="<complete>~6~rounds? of|close to"),
    _r("negotiation-concluded", "conclu|finali|complet|wrap|finish|clos", r"<talks>~8~<complete>", passive=True),
    _r("negotiation-concluded", "agreement|deal|agreed|reach|finali", r"(?P<verb>reached|reaches|reach|struck|strikes|strike|clinched|clinch)~4~(?:agreement|deal|accord|pact)(?! (?:to|that))"),
    _r("negotiation-concluded", "in principle", r"(?:(?P<verb>agreed|agree|agrees|concluded|agreement|accord|deal)~6~in principle)", conclusion="in-principle"),
    _r("negotiation-concluded", "political agreement", r"(?P<verb>political agreement|political deal)", conclusion="political-agreement"),
    _r("negotiation-concluded", "finali", r"(?P<verb>finali[sz]ed|finali[sz]es|finali[sz]e)~5~<text>"),
    _r("negotiation-ongoing", "negotiat|talks", r"<talks>~3~(?P<verb>(?:(?:is|are|were|was|remains?|still) )?(?:still )?(?:ongoing|under ?way|in progress|going on|continuing)|continues?|continued|go on)\b"),
    _r("negotiation-ongoing", "negotiat", r"(?P<verb>(?:is|are|have been|has been|still|currently|continue|continues|continued) negotiating)"),
    # entry into force before anything that only mentions the treaty
    _r("rule-in-effect", "rule|regulation|exemption", r"<rule_>~6~<enter>(?: in)?to? ?(?:force|effect)", passive=True),
    _r("rule-in-effect", "rule|regulation|exemption", r"<rule_>~4~(?P<verb>takes? effect|took effect|became effective|is effective|in effect)", passive=True),
    _r("entered-into-force", "force|effect|effective", r"<enter> (?:fully |formally |officially |provisionally )?(?:in)?to (?:force|effect)", passive=True),
    _r("entered-into-force", "force|effect", r"<treaty>~8~(?P<verb>becomes? effective|became effective|is (?:now |already )?in (?:force|effect)|has been in (?:force|effect)|remains in (?:force|effect))", passive=True),
    _r("entered-into-force", "effect", r"(?P<verb>t(?:ook|akes?|aken|aking|ake) effect)\b", passive=True, unless=r"takes effect (?:\w+ ){1,3}(?:days?|weeks?|months?) (?:after|following|from)|takes effect on the (?:first|last)|(?:withdrawal|denunciation|tariffs?|bans?|sanctions|visas?|measures?|decision|laws?|order|resignation|increase|cuts?)~4~t(?:ake|ook|akes|aking)"),
    _r("entered-into-force", "entry into", r"(?P<verb>entry in(?:to)? (?:force|effect)|entry-into-force)", passive=True, needs="date", unless="(?:before|until|pending) (?:the |its )?entry"),
    _r("rule-in-effect", "final rule", r"<rule_>,?~2~(?P<verb>effective)\b", passive=True),
    # consent toward the others
    _r("consent-deposited", "deposit|hand|lodg|exchang", r"<deposit>~5~(?:instruments?|letters|documents?|notes?)~2~(?:of )?(?P<topic>ratification|accession|acceptance|approval)"),
    _r("consent-deposited", "instrument", r"(?:instruments?|letters|documents?) of (?:ratification|accession|acceptance|approval)~6~<deposit>", passive=True),
    _r("consent-deposited", "exchange of|deposit of", r"(?P<verb>exchange|deposit) of (?:the |their |its )?instruments? of (?P<topic>ratification|accession|acceptance|approval)", needs="date", unless="(?:after|following|upon|until|before|pending) the (?:exchange|deposit)"),
    _r("consent-deposited", "hand", r"(?P<verb>handed|hands|handing)~4~instruments? of (?P<topic>ratification|accession|acceptance|approval)"),
    _r("consent-deposited", "acced|accession|join", r"(?P<verb>acceded|accedes|accede|acceding) to~6~(?:<treaty>|it\b)", act="accession"),
    _r("consent-deposited", "accession", r"(?P<verb>accession) (?:of [\w ]{2,40})?to~6~<treaty>", act="accession", needs="date"),
    _r("party-notified", "notif|inform", r"<notify>~8~(?:complet\w+|procedures|requirements|ratification|note verbale|had (?:been )?ratified|agreement|treaty)", unless="withdrawal|denunciation|(?:decision|intention) to"),
    _r("party-notified", "notif", r"(?P<verb>notified|notifies|has notified|had notified)(?= (?-i:[A-Z])\w+(?: on| in|,|\.| earlier| last| this| yesterday| today))", needs="parties"),
    _r("party-notified", "procedure|requirement", r"(?P<verb>completed|completes|complete|completing|completion of|concluded)~5~(?:internal|domestic|constitutional|legal|parliamentary|national|ratification|own|necessary|required) (?:\w+ )?(?:procedures|requirements|process|formalities)"),
    _r("party-notified", "note verbale|diplomatic note", r"(?P<verb>sends?|sent|send|delivered|exchanged|transmitted|exchange|exchange of)~4~(?:notes? verbales?|diplomatic notes?)"),
    _r("signature-withdrawn", "become", r"(?P<verb>(?:(?:do|does|did|will|would) not|no longer) (?:intends? to |plans? to )?become (?:a )?part(?:y|ies))"),
    _r("reservation-made", "declaration", r"<make>~1~(?P<topic>(?:a |an |its )?declarations? (?:excluding|under|upon|limiting|that it|on (?:the )?(?:territorial|scope))[^,;.]{0,120})"),
    _r("reservation-made", "reservation|declaration", r"<make>~3~(?P<topic>(?:reservations?|interpretative declarations?)[^,;.]{0,120})"),
    # steps at home
    _r("domestic-approval-lapsed", "approval|ratification", r"(?P<verb>revoked|repealed|annulled|rescinded)~4~(?:approval|ratification (?:law|act))"),
    _r("approval-denied", "reject|vot|den|block|refus|veto|turn|str", r"(?:<authority>|<house>)~4~<deny>~8~(?:<text>|<approval>|application|request|deal|bill|proposal|plan|sale|export|motion|resolution)", unless=r"\bden(?:y|ies|ied|ying) (?:that|having|\w+ing\b|any|reports?|claims?)"),
    _r("approval-denied", "reject|vot|den|block|refus|veto|turn|str", r"(?:<treaty>|<approval>|application|request|bill|proposal|plan)~3~<be>~1~<deny>~3~by~4~(?:<authority>|<house>)", passive=True),
    _r("domestically-approved", "sign", r"<sign>~3~ratification (?:bill|law|act|decree)", step="head-of-state"),
    _r("domestically-approved", "ratif", r"<house>~6~<ratify>", needs="nothing"),
    _r("domestically-approved", "approv|pass|endors|back|adopt|authori|vot|clear", r"<house>~6~<approve>~12~(?:<treaty>|ratification|ratify|accession|resolution|bill|law)"),
    _r("domestically-approved", "approv|pass|endors|back|adopt|ratif", r"(?:<treaty>|ratification|bill|accession)~6~<approve>~5~(?:by|in)~4~<house>", passive=True),
    _r("domestically-approved", "ratif", r"<ratify>~4~by~3~<house>", passive=True),
    _r("domestically-approved", "approv|pass|endors|back|adopt", r"(?P<verb>approved|passed|endorsed|backed|adopted)~1~by~3~(?:parliament|congress|senate|assembly|diet|bundestag|legislature|lawmakers|chamber|house|duma|knesset)", passive=True),
    _r("domestically-approved", "gave|give|grant|provid", r"<house>~6~(?P<verb>gave|gives?|given|granted|grants?|give|provided|provides)~4~(?:approval|consent|nod|green light|go-ahead|concurrence|advice and consent)~6~(?:<treaty>|ratification|bill|it\b)"),
    _r("domestically-approved", "vote", r"<house>~4~(?P<verb>voted|votes|vote)~2~(?:\d+|unanimously|overwhelmingly|narrowly)~6~(?:to|for|in favou?r|against)\b"),
    _r("domestically-approved", "approval|consent|backing|endorsement", r"(?:<treaty>|bill|it|which)~4~(?P<verb>won|gained|received|secured|obtained|cleared)~3~(?:<house>(?:[\u2019']s)?|parliamentary|congressional|legislative)~2~(?:approval|consent|backing|endorsement|concurrence)", passive=True),
    _r("domestically-approved", "clear|pass|sail", r"(?:<treaty>|ratification|bill)~3~(?P<verb>cleared|passed|sailed through|has cleared|has passed)~2~(?:parliament|congress|senate|assembly|lower house|upper house|chamber|diet)\b", passive=True),
    _r("domestically-approved", "approv|concurr|ratific", r"(?P<verb>approval|concurrence|ratification) (?:by|of|from|in)~3~<house>", needs="date", passive=True),
    _r("domestically-approved", "vote", r"(?P<verb>adopted|approved|passed|ratified|voted(?! down))~3~by~3~\d{1,4}(?: votes)?~2~(?:to|against|in favou?r)", passive=True),
    _r("approval-granted", "grant|give|gave|issu|award|approv|authori|clear|adopt", r"<authority>~6~(?:<grant>~6~(?:approvals?|consent|authori[sz]ation|licen[cs]es?|concessions?|permits?|clearance|permission|green light|waiver|exemption|certificat\w+)|(?P<verb2>approved|approves|authori[sz]ed|cleared|clears|authori[sz]es)~8~(?:sale|transfer|export|licen[cs]e|project|launch|deal|plan|application|request|package|merger|takeover|acquisition|transaction|investment))"),
    _r("approval-granted", "grant|issu|award|receiv|obtain|approv", r"(?P<verb>received|obtained|secured|won|granted|was granted|were granted|obtains|receives|secures)~4~(?:approvals?|authori[sz]ations?|licen[cs]es?|concessions?|permits?|clearances?|permission|green light|waivers?|consent)~3~(?:from|by|of|to)\b"),
    _r("approval-granted", "grant|issu|award|given|approv", r"(?:licen[cs]es?|concessions?|permits?|authori[sz]ations?|clearances?|certificates?|waivers?|visas?|approvals?)~8~<be>~2~(?P<verb>granted|issued|awarded|given)\b", passive=True, unless="(?:parliament|congress|senate|assembly)"),
    _r("approval-denied", "voted down|reject|defeat", r"(?:<treaty>|ratification|bill|motion)~6~<be>~1~(?P<verb>voted down|rejected|defeated)\b", passive=True),
    _r("approval-denied", "reject|den|refus|turn", r"(?:applications?|requests?|licen[cs]es?|permits?)~8~<be>~1~(?P<verb>rejected|refused|denied|turned down)\b", passive=True),
    _r("decision-appealed", "appeal|challeng", r"(?:decision|ruling|refusal|judg[e]?ment|denial)~6~(?:that|which)~4~(?P<verb>appealed|challenged|has appealed|is appealing)"),
    _r("decision-appealed", "appeal|challeng", r"<appeal>~5~(?:decision|ruling|denial|rejection|judg[e]?ment|refusal)"),
    _r("requirement-waived", "waiv|exempt|lift", r"<waive>~6~(?:requirements?|licen[cs]e|licen[cs]ing|restrictions?|from|obligation|visa)"),
    _r("requirement-waived", "waiv|lift", r"(?:requirements?|obligations?|restrictions?|need for)~8~<be>~2~(?P<verb>waived|lifted)\b", passive=True),
    _r("approval-lapsed", "lapse|expir", r"(?:licen[cs]e|permit|approval|authori[sz]ation|authority)~3~<expire>"),
    _r("approval-renewed", "renew|extend", r"<renew>~5~(?:licen[cs]e|permit|approval|authori[sz]ation)"),
    _r("application-filed", "fil|submit|appl|lodg|sent|send|tabl|forward|present", r"<file>~8~(?:to|with|before)~3~(?:parliament|congress|senate|assembly|diet|house|court|regulators?|authorit(?:y|ies)|council|commission|committee|department|ministry|legislature)"),
    _r("application-filed", "tabled in", r"(?P<verb>tabled) in (?:both |the |each )?(?:houses?|parliament|congress|senate|assembly|chambers?)", passive=True),
    _r("application-filed", "appl", r"(?P<verb>applied|applies|apply|applying|has applied) (?:to [^.,;]{2,40}? )?for (?:\w+ ){0,3}?(?:<approval>|export|construction|operating|observer)"),
    _r("application-filed", "application|request", r"<file>~4~(?:applications?|formal requests?|licen[cs]e requests?)"),
    _r("review-started", "refer", r"(?P<verb>referred|refers|refer)~6~to~4~(?:committee|commission|council|court)", passive=True),
    _r("review-started", "scrutin|examin|consider|review|debat", r"(?:committee|parliament|congress|senate|assembly|commission|council|house|diet)~4~(?:<begin>~6~(?:scrutiny|examination|review|debate|consideration|deliberation)|(?P<verb2>is (?:examining|considering|debating|reviewing|scrutini[sz]ing)|are (?:examining|considering|debating|reviewing)|took up))"),
    _r("review-started", "review|examin|assess|scrutin|consult", r"(?:authorit(?:y|ies)|agenc(?:y|ies)|regulators?|commission|board|department|ministry)~2~<begin>~4~(?:review|examination|assessment|scrutiny|public consultation)s?\b(?! (?:of|into))"),
    _r("policy-review-extended", "review", r"(?P<verb>extended|extends|extend|prolonged)~5~<review>"),
    _r("policy-review-ended", "review", r"(?:(?P<verb>completed|completes|concluded|concludes|finished|ended|wrapped up)~5~<review>|<review>~6~(?P<verb2>was completed|has been completed|concluded|ended|is complete|has concluded|was concluded))"),
    _r("policy-review-started", "review", r"(?P<verb>launched|launches|began|begins|begun|started|starts|ordered|orders|announced|announces|opened|initiated|initiates|is conducting|is carrying out|launch)~5~<review> (?:of|into)(?P<topic>[^,;:.]{3,140})"),
    _r("rule-proposed", "rule|regulation", r"(?P<verb>proposed|proposes|published|publishes|issued|issues|released|releases|announced|unveiled)~3~(?P<topic><rule_>[^,;:.]{0,140})"),
    # the life of a treaty
    _r("memorandum-concluded", "memorand|mou", r"(?:<sign>|(?P<verb2>exchanged|exchanges|exchange|reached|agreed(?: on)?))~10~<mou>(?:~8~(?:on|for|to|in|regarding|covering|of) (?P<topic>[^,;:.]{3,120}))?"),
    _r("memorandum-concluded", "memorand|mou", r"<mou>~14~<be>~2~(?:<sign>|(?P<verb2>exchanged))", passive=True),
    _r("memorandum-concluded", "memorand|mou", r"(?P<verb>signing|signature|conclusion) of~6~<mou>"),
    _r("memorandum-concluded", "memorand|mou", r"<mou> \((?P<verb>(?:19|20)\d\d)\)|(?:(?:19|20)\d\d) (?P<verb2>memorandum of understanding)"),
    _r("intent-stated", "letter|declaration|statement|communiqu", r"(?:<sign>|(?P<verb2>issued|issues|adopted|adopts|released|exchanged|issue|adopt))~6~(?P<topic><loi>[^,;.]{0,120})"),
    _r("text-initialled", "initial", r"<initial>~8~<text>"),
    _r("text-initialled", "initial", r"(?:(?<=which )|(?<=it )|(?<=that ))(?:was|were|had been|has been) (?P<verb>initial+ed)\b", passive=True),
    _r("text-initialled", "initial", r"<text>~6~<be>~2~<initial>", passive=True),
    _r("instrument-renewed", "renew|exten|prolong", r"<renew>~6~<treaty>"),
    _r("instrument-renewed", "renew|exten|prolong", r"<treaty>~6~<be>~2~<renew>", passive=True),
    _r("instrument-expired", "expir|lapse", r"<treaty>~6~<expire>", passive=True),
    _r("instrument-amended", "amend|revis|modif|updat", r"<amend>~6~(?P<topic><treaty>[^,;.]{0,100})"),
    _r("instrument-amended", "amend|revis|modif|updat", r"(?P<topic><treaty>)~6~<be>~2~<amend>", passive=True),
    _r("instrument-amended", "amend", r"(?P<verb>amendments?) to (?:the |its )?(?P<topic>[^,;.]{0,60}<treaty>)", needs="date"),
    _r("instrument-terminated", "terminat|end|cancel|scrap|abrogat|annul", r"<end>~6~<treaty>", needs="name"),
    _r("instrument-suspended", "suspen|freez|froz|halt|paus", r"(?P<verb>suspended|suspends|suspend|froze|freezes|halted|paused)~5~<treaty>", needs="name", unless="(?:ratification|signing|signature|vote|talks|negotiations) (?:of|on|over|about)"),
    _r("instrument-resumed", "resum|restor|reactivat", r"<resume>~5~<treaty>", needs="name"),
    _r("term-stated", "valid|force|run|last|remain", r"<treaty>~6~(?P<verb>is valid|remains? (?:valid|in force|in effect)|will (?:run|last|remain in force)|runs?|lasts?)\s+(?:until|for|through|to)\b"),
    _r("joint-activity", "joint", r"(?P<topic><joint>[^,;:.]{0,60}?) <be>~2~(?P<verb>conducted|carried out|launched|completed|staged|held)\b", passive=True, needs="party"),
    _r("text-adopted", "adopt", r"<adopt>~6~(?:treaty|convention|protocol|final act|text|statute)"),
    _r("text-adopted", "adopted", r"(?:treaty|convention|protocol|final act|statute), (?P<verb>adopted) (?:in|on|by|at)\b", passive=True),
    _r("text-adopted", "adopt", r"(?:treaty|convention|protocol|final act|text|statute)~6~<be>~2~<adopt>", passive=True),
    _r("signed", "sign|ink", r"<sign>~10~<text>"),
    _r("signed", "conclud", r"(?P<verb>concluded|concludes) (?:(?!on |of |that |with |talks |negotiat|round)[\w-]+ ){0,5}?<treaty>"),
    _r("signed", "ceremony", r"(?P<verb>signing|signature) ceremony~6~(?:took place|takes place|will take place|was held|will be held)", passive=True),
    _r("signed", "sign|ink|conclud", r"<text>~10~<be>~2~(?P<verb>signed|inked|concluded)", passive=True),
    _r("signed", "signed|concluded", r"(?-i:^|(?<=\n))(?P<verb>signed|concluded)\b[^.;]{2,140}?, (?:the |this |a |an )?(?:[\w-]+ ){0,6}?<text>", passive=True),
    _r("signed", "signed", r"(?-i:^)(?P<verb>signed) (?:in|on|at)\b", needs="date"),
    _r("signed", "sign", r"<text>,?~3~(?P<verb>signed) (?:by|in|on|between|with|last|this|yesterday)\b", passive=True),
    _r("signed", "signing|signature", r"(?:after|following|since|witness(?:ed|es|ing)?|attend(?:ed|ing)?|oversaw|at|hailed|with) the (?P<verb>signing|signature)(?: ceremony)? (?:of|for)~8~<text>"),
    _r("signed", "signing|signature", r"(?P<verb>signing|signature)(?: ceremony)? (?:of|for)~8~<text>", needs="date"),
    _r("signed", "signed", r"(?P<verb>signed)(?: \w+)? (?:by|between)\b", passive=True, needs="date"),
    _r("signed", "signed", r"(?:it|which|that|both) (?:was|were|had been|has been) (?:\w+ )?(?P<verb>signed)\b", passive=True),
    _r("ratification-reported", "ratif", r"<ratify>(?![- ]?(?:procedure|process|law|bill))"),
    _r("ratification-reported", "ratification", r"(?P<verb>ratification) (?:by|of)\b", needs="date"),
    _r("ratification-reported", "ratification", r"(?:after|following|since|welcom(?:ed|es)|hailed|complet(?:ed|es)) (?:\S+ ){0,3}?(?P<verb>ratification)(?! (?:process|procedure|bill))"),
    _r("ratification-reported", "follow", r"(?P<verb>follow shortly|follow suit|do the same|do likewise)"),
    _r("target-missed", "deadline|target|goal", r"(?:(?P<verb>failed to meet|fails to meet|missed|fell short of|did not meet|has not met)~3~(?:deadline|target|goal)|(?:deadline|target|goal)~4~(?P<verb>failed to meet|missed|did not meet|has not met|fell short of))"),
    # expectations
    _r("postponed", "postpon|delay|put off|push|defer", r"<postpone>~8~(?:until|till|to|by|signing|signature|launch|entry|ratification|vote|visit|summit|meeting|talks|deadline)"),
    _r("postponed", "postpon|delay|put off|push|defer", r"(?:signing|signature|launch|entry|ratification|vote|visit|summit|meeting|talks|deadline)~10~<be>~2~<postpone>", passive=True),
    _r("target-missed", "miss|deadline|target|achieved|met", r"(?:<miss>~4~(?:deadline|target|date)|(?:deadline|target)~4~(?:(?:was|were) (?P<verb2>missed)|(?:was|were) not (?P<verb3>met|achieved)|passed without))"),
    _r("term-stated", "valid|remain|run|last", r"(?P<verb>(?:is|are|remains?) valid|will (?:run|last|remain in force)|remains? in force) (?:until|for|through)\b"),
    _r("instrument-renewed", "extended|renewed|prolonged", r"<be> (?P<verb>extended|renewed|prolonged)~1~(?:until|through|for (?:another|a further|\w+ (?:more )?years?))\b", passive=True, needs="nothing"),
    # bodies
    _r("body-met", "meeting|session", r"(?P<verb>held|holds?|hold|holding|opened|opens) its (?:[\w-]+ )?(?:meeting|session)\b"),
    _r("body-met", "committee|commission|council|working group|task force", r"(?:meeting|session) of (?:the |a )?(?:[\w-]+ ){0,3}?<group>~8~(?P<verb>took place|takes place|will take place|was held|will be held|ended|ends|concluded|concludes|opened|opens|closed)\b"),
    _r("body-met", "committee|commission|council|working group|task force", r"<group>~8~(?P<verb>met|meets|convened|held (?:its|their|a|the)[\w -]{0,30}(?:meeting|session)|holds (?:its|a))\b"),
    _r("body-dissolved", "dissol|disband|abol", r"(?:<dissolve>~5~<group>|<group>~8~<be>~1~<dissolve>)"),
    _r("body-established", "establish|set|creat|form|launch|found", r"<establish>~4~(?P<topic>(?:a |an |the |new )*<group>[^,;.]{0,100})"),
    _r("body-established", "establish|set|creat|form|launch", r"<group>~1~(?P<verb>set up|established|created|formed|launched) (?:in|by|under|last|this)\b", passive=True),
    _r("body-established", "establish|set|creat|form|launch|found", r"<group>~4~<be>~1~<establish>", passive=True),
    # money
    _r("funding-disbursed", "paid|pay|disburs|transfer|deliver", r"(?:<pay>~6~<money>|<money>~8~<be>~1~<pay>)(?P<topic>[^,;.]{0,120})"),
    _r("funding-committed", "pledg|commit|promis|alloc|earmark|announc|provid|offer|contribut|invest|lend|lent|grant|donat", r"<pledge>~8~<money>(?P<topic>[^,;.]{0,120})"),
    _r("funding-disbursed", "payment|tranche|instalment", r"<ordinal>~2~<money> (?P<verb>payment|tranche|instal?ment)"),
    _r("joint-activity", "jointly", r"(?P<verb>jointly) (?P<topic>(?:develop|build|produce|design|explore|launch|manufacture|operate|conduct|train|research)\w*\b[^;:.]{3,140})", needs="party"),
    _r("approval-granted", "approv|authori|clear", r"(?P<verb>approved|authori[sz]ed|cleared|approves|authori[sz]es)~4~(?:sale|export|transfer)s? of\b", needs="name"),
    _r("intent-stated", "letter of intent", r"(?P<topic>letters? of intent)~2~(?P<verb>signed)\b", passive=True),
    # relations
    _r("relation-established", "partner|relation|ties|alliance", r"<upgrade>~10~(?P<topic><relation>)"),
    _r("relation-established", "partner|relation|ties|alliance", r"(?:(?P<verb>have had|has had|have|has|had|enjoy|share|maintain|maintained|shared) (?:a |an )?)(?P<topic><relation>(?: (?:for|of|on) (?:[A-Z]\w+|and|the|of)(?: (?:[A-Z]\w+|and|of))*)?)", needs="nothing"),
)  # fmt: skip

_SOFT = (
    _r("sources-named", "source", r"^(?P<verb>sources?)\s*:\s*(?P<topic>[^\n]{3,400})"),
    _r("workshop-held", "workshop|seminar|conference|symposi|forum|webinar|colloqui|fair", r"<hold>~8~<workshop>(?! (?:room|call|that|table))"),
    _r("workshop-held", "workshop|seminar|conference|symposi|forum|webinar", r"<workshop>~8~(?:<be>~2~<hold>|(?P<verb2>took place|takes place|will take place))", passive=True),
    _r("workshop-held", "workshop|seminar|conference|symposi|forum|webinar", r"<workshop>,? (?P<verb>held|hosted|organi[sz]ed|convened) (?=on|in|by|at|from|with|jointly|last|this|yesterday)", passive=True),
    _r("workshop-held", "workshop|seminar|conference|symposi", r"(?P<verb>was|is|were) (?:a |the |an )?(?:\w+ )?<workshop> (?:with|between|of)\b", roles="participants=all"),
    _r("workshop-held", "held this|organi", r"(?P<verb>held|organi[sz]ed|hosted) (?:this|it|them) (?:through|with|together|in|jointly)\b"),
    _r("visit-made", "visit", r"<visit>(?! by)(?=\s+(?:to )?(?:the |its |their |neighbou?ring )?(?-i:[A-Z]))", unless="(?:the|a|of) visiting"),
    _r("visit-made", "visit|trip", r"(?P<verb>paid|pays|pay|made|makes|make|began|begins|concluded|wraps up|is on|arrived (?:in|for|on)|arrives|embarked on|kicked off)~8~(?:visit|trip|tour)"),
    _r("visit-made", "visit", r"(?:during|on|in) (?:a|an|his|her|their|the)~4~(?P<verb>visit|trip) to\b"),
    _r("visit-made", "travel|arriv|fl", r"<travel> (?:to|in)\s+(?=[A-Z])", needs="party"),
    _r("meeting-held", "receiv|welcom|host", r"<receive>~6~(?:delegations?|counterparts?|ministers?|president|ambassadors?|officials?|envoys?|premier|prime minister)"),
    _r("meeting-held", "meet|met", r"(?:(?P<verb>met|meets|meet)(?: \w+ly)?(?: in (?-i:[A-Z])\w+| on \w+day| again| here)?(?: with| between)?|(?P<verb>meeting) (?:with|between))(?! (?:the )?(?:\w+ )?(?:conditions?|requirements?|criteria|targets?|deadlines?|needs?|obligations?|demand|standards?|goals?))(?=\s+(?:his|her|their|senior|top|(?:the )?(?-i:[A-Z])|(?:the )?(?:foreign|prime|defen[cs]e|president|minister|leaders?|officials|counterparts?|delegation))|[.,]|\s(?:in|on|at|for|to)\b)"),
    _r("meeting-held", "spoke|phone|call", r"(?P<verb>spoke|speaks|talked|held a call)(?: \w+)? (?:by (?:tele)?phone |on the phone )?with\b(?=\s+(?:his|her|their|(?-i:[A-Z])))", needs="party"),
    _r("meeting-held", "meeting|talks|consult|summit|hearing|dialog|discuss|session|recept|roundtable|call|audience|conversation", r"<hold>(?! back)~6~<meeting>"),
    _r("meeting-held", "meeting|talks|consult|summit|hearing|dialog|discuss|session", r"<meeting>~6~(?:<be>~1~(?P<verb>held|hosted|convened)|(?P<verb2>took place|takes place|will take place))", passive=True),
    _r("meeting-held", "discuss", r"(?:points?|topics?|issues?|matters?|subjects?|items?|agenda)(?: \w+)? (?P<verb>discussed|addressed|covered|raised|on the agenda)(?: \w+)? (?:included?|were|was|are|:)(?P<topic>[^;]{3,400})"),
    _r("meeting-held", "discuss|talks", r"(?P<verb>discussed|discusses|talks focused on|talks covered|exchanged views on|held discussions on)\b(?P<topic>(?! exhibitions?)[^,;:.]{3,160})", needs="party"),
    _r("capability-presented", "present|showcas|demonstrat|exhibit|unveil|display|introduc|represent|show|discuss", r"(?:<present>|(?P<verb2>discussed|gave (?:a |an )?presentations? (?:on|of)|gives? (?:a |an )?presentation on|briefed on))~4~(?P<topic>(?:[^,;:.]{0,80}?)<capability>[^;:.]{0,140})", needs="nothing", unless="<present>~3~(?:opportunit|bill|credentials|market access|promising)"),
    _r("capability-presented", "present|showcas|demonstrat|exhibit|unveil|display", r"(?P<topic><capability>[^,;:.]{0,60}?) <be>~1~(?P<verb>presented|showcased|demonstrated|exhibited|unveiled|displayed)", passive=True),
    _r("interest-expressed", "interest|willing|desire|readiness|keen", r"(?:<express>|(?P<verb2>reaffirms?|confirms?|underlines?|showed))~4~(?:interest|willingness|desire|readiness|support|wish|hope|determination|commitment)(?: of [^,;.]{2,40})?~3~(?:in|for|to|of)\b(?P<topic>[^,;:.]{3,160})"),
    _r("interest-expressed", "interested|willing|keen|eager|ready", r"(?P<verb>(?:is|are|was|were|remain|remains) (?:\w+ )?(?:interested in|willing to|keen (?:to|on)|eager to|ready to|open to))(?P<topic>[^,;:.\u201d\"]{3,160})"),
    _r("interest-expressed", "look", r"(?P<verb>looks? forward to|looking forward to|welcomes? the prospect of)(?P<topic>[^,;:.\u201d\"]{3,160})"),
    _r("intent-stated", "agree|consensus|plan", r"(?P<verb>agreed (?:on (?!\w+day\b)|that)|reached (?:a )?consensus (?:on|to)|announced plans? to|unveiled plans? to|agreement to)(?P<topic>[^;:.]{3,160})"),
    _r("intent-stated", "assert|agree|pledg|commit|vow|undert|decid|affirm|reaffirm", r"<agree>(?: (?:on )?\w+day)?(?: on| in)?(?: \w+)? (?:to|the (?:collaboration|cooperation|intention|commitment)|their (?:collaboration|cooperation|intention|commitment))\b(?P<topic>[^;:.]{3,160})", needs="nothing"),
    _r("intent-stated", "plan|intend|aim|seek|apply|soon", r"(?P<verb>as soon as (?:at least )?)(?P<topic>[^,;:.]{3,140}ratif\w+[^,;.]{0,80})"),
    _r("joint-activity", "discussion|cooperat|collaborat|work|dialog|joint|co-", r"(?P<verb>(?:will|are expected to|is expected to|to|agreed to|plan to|aims? to|they aim to|hope to|expected to|would|may|could)\s+(?:\w+ly )?(?:continue|advance|pursue|develop|conduct|carry out|launch|strengthen|deepen|expand|promote|explore|start))~4~(?P<topic>(?:future |further |their |new |bilateral )*(?:discussions|dialogue|cooperation|collaborations?|<joint>|exchanges|consultations|contacts)[^;:.]{0,140})"),
    _r("joint-activity", "joint|co-|collab", r"(?P<verb>kicked off|kick off|kicks off|wrapped up|participated in|participate in|participates in|will participate in|joined|conducted|conducts|conduct|carried out|carry out|held|hold|holds|launched|launches|began|begin|begins|completed|undertook|undertake|developing|develop|started|staged|took part in)~4~(?P<topic><joint>[^,;:.]{0,120})"),
    _r("joint-activity", "cooperat|collaborat|work together", r"<cooperate>~3~(?P<topic>(?:on|in|with|to)\b[^,;:.]{3,120})", needs="parties"),
    _r("joint-activity", "areas|fields", r"(?:(?P<verb>potential|possible|priority|proposed) )?(?:areas|fields) (?:of|for) (?:\w+ )?(?:collaboration|cooperation)(?: \w+)? (?:include[sd]?|are|were|:)(?P<topic>[^;]{3,400})"),
    _r("fact-reported", "memorand|mou", r"<mou> (?P<verb>provides for|covers|allows|envisages|foresees|sets out|includes|commits)\b(?P<topic>[^;:.]{3,160})"),
    _r("agreement-reported", "agreement|treaty|pact|deal|convention|accord", r"(?:the|this|that) (?:\w+ ){0,2}<treaty> (?P<verb>lays|covers|provides|allows|enables|permits|facilitates|includes|sets|aims|establishes|foresees|creates|paves|contains|commits|obliges|stipulates|states|governs|regulates)\b(?P<topic>[^,;:.]{0,100})"),
    _r("opinion-stated", "undermin|infring|threat|seen as|criticis|criticiz|controvers", r"(?P<verb>substantially infringing|infring(?:es|ing)|undermin(?:es|ing)|threatens?|seen as|regarded as|(?:was|were|has been) critici[sz]ed)(?P<topic>[^;:.]{3,160})"),
    _r("fact-reported", "allow|enabl|permit|facilitat|pave|make it easier|covers", r"<treaty>~6~(?P<verb>(?:will|would|is expected to|is designed to|aims to) (?:allow|enable|permit|facilitate|make it easier|cover|provide|pave|let|remove|reduce|eliminate|open|scrap|abolish|lift|cut|lower|raise|set|grant|give|oblige|extend|create|bar|ban|protect|exempt|ease|guarantee|ensure|simplify|replace|double)|allowing|enabling)(?P<topic>[^;:.]{3,160})"),
    _r("opinion-stated", "hail|prais|condemn|critici|slam|descri|oppos|concern|warn", r"(?P<verb>hailed|hails|praised|praises|condemned|condemns|criticised|criticized|slammed|described|opposes?|opposed|expressed concern|voiced concern|warned)(?= (?:that|over|about|the|it|as|its|against|of)\b)(?P<topic>[^;:.]{3,160})"),
    _r("funding-committed", "grant|loan|aid|assist|package|fund|financ", r"(?:<money>~3~(?P<verb>grant|loan|aid|assistance|package|funding|financing|credit)|(?P<verb>grant|loan|aid|assistance|package|funding|financing|credit line|contract|deal)~3~(?:worth|of|totall?ing|valued at|amounting to)~2~<money>)(?P<topic>[^,;.]{0,120})"),
    _r("funding-disbursed", "hand|deliver|donat|transfer|turn", r"(?P<verb>handed over|hands over|delivered|delivers|donated|donates|turned over|transferred)~5~(?P<topic>(?:radars?|vessels?|ships?|boats?|aircraft|helicopters?|equipment|systems?|vehicles?|vaccines|drones|missiles|frigates?|corvettes?)[^,;.]{0,100})"),
    _r("funding-committed", "provid|suppl|transfer|donat|deliver", r"(?P<verb>will (?:provide|supply|donate|deliver|transfer)|(?:is|are) to (?:provide|supply|deliver|transfer)|plans? to (?:provide|supply|deliver|transfer|donate))~5~(?P<topic>(?:radars?|vessels?|ships?|boats?|aircraft|helicopters?|equipment|systems?|vehicles?|vaccines|drones|missiles|frigates?|corvettes?)[^,;.]{0,100})"),
    _r("fact-reported", "votes from|voted against", r"(?P<verb>no votes? from|voted against|votes against)(?P<topic>[^;:.]{3,160})"),
    _r("fact-reported", "trading partner|export market|investor|supplier|largest|ranked", r"(?P<topic>(?:\w+[\u2019']s |the )?(?:\w+[- ](?:ranked|largest|biggest|significant|important)|most \w+|(?:\w+ )?largest|biggest|main|principal|top) (?:\w+ ){0,2}(?:(?P<verb>trading partner|trade partner|export market|export destination|investor|supplier|source of imports|donor|destination)s?)[^,;:.]{0,80})", needs="party"),
    _r("fact-reported", "relations|ties", r"(?:relations|ties|relationship)~6~(?P<verb>range|ranges|date back|dates back|span|spans|extend|extends|go back|cover|covers)(?P<topic>[^;:.]{3,160})"),
    _r("fact-reported", "relations|ties", r"(?P<verb>strengthened|deepened|expanded|developed|diversified|maintain|maintained) (?:their |its |bilateral )*(?P<topic>(?:relations|ties|relationship)[^;:.]{3,140})", needs="party"),
    _r("fact-reported", "bridge|hub|gateway", r"(?P<verb>serves?|acts?|functions?|served|acted) as (?P<topic>(?:a |an |the )?(?:\w+ )?(?:bridge|hub|gateway|link|corridor|platform)[^;:.]{3,140})", needs="nothing"),
    _r("fact-reported", "market access|opportunit", r"(?P<verb>presents?|offers?|offering|opens?|opening|creates?) (?P<topic>(?:\w+ ){0,3}(?:market access|new markets|tariff-free access|duty-free access)[^;:.]{0,120})", modality="possible"),
    _r("fact-reported", "train", r"(?P<verb>training|trained|has trained|have trained) (?P<topic>(?:more than |over |some |about |nearly )?\d[\d,.]* [^;:.]{3,120})"),
    _r("fact-reported", "quota|tariff|trade|export|import|invest|percent|%|per cent", r"(?P<topic>(?:(?:two-way |bilateral |total |annual |\w+ )?(?:trade|exports?|imports?|investments?|tariffs?|quotas?)[^;:.]{0,60}?(?P<verb>reached|totall?ed|stood at|amounted to|rose|fell|grew|increased|decreased|worth|exceeded|hit|was|were|of|at|by)\s+[^;.]{0,30}?(?:[$€£¥]|\d)[^;:]{2,80}?(?=[,;:.](?:\s|$)|$)))"),
    _r("fact-reported", "grew|rose|fell|increas|decreas|climb|drop|surg|jump|declin|doubl|tripl|exceed|reach|total|amount", r"(?P<topic>(?:[\w\u2019'-]+ ){1,6}?(?P<verb>grew|rose|fell|increased|decreased|climbed|dropped|surged|jumped|declined|expanded|doubled|tripled|exceeded|reached|totall?ed|amounted to)(?: \w+)?(?: by| to| at)? (?:about |nearly |over |more than |some |almost )?[$\u20ac\u00a3\u00a5]?\d[^;:]{0,60})"),
    _r("fact-reported", "quota|tariff", r"(?P<topic>\d[\d,.]*[\s\u2010\u2011-]?(?:tonnes?|tons?|%)[^;:.]{0,40}?(?P<verb>quota|tariff)[^;:]{0,60})"),
)  # fmt: skip

_LAST = (
    _r("intent-stated", "plan|intend|aim|seek|hope|will seek", r"(?P<verb>plans?|intends?|aims?|hopes?|seeks?|(?:is|are) (?:also |currently )?(?:planning|seeking|aiming|trying|hoping|looking)) to (?P<topic>(?:strengthen|secure|reach|finali[sz]e|deepen|expand|conclude|sign|ratify|begin|start|launch|develop|build|create|establish|increase|cooperate|work|boost|enhance|advance|pursue|promote)\b[^;:.]{3,160})", needs="party"),
    _r("opinion-stated", "regret|deplor|lament|welcom", r"(?P<verb>regret(?:s|ted)?|deplored?|lament(?:s|ed)?|welcom(?:es|ed))(?= (?:that|(?:the|this|its|their) (?:\w+ ){0,2}(?:decision|agreement|ratification|signing|move|step|announcement|progress|approval|result|ruling|withdrawal|delay)))(?P<topic>[^;:.]{3,160})"),
    _r("opinion-stated", "complain|argu|fear|insist|contend|maintain|believ", r"(?P<verb>complain(?:ed|s)?|argue[sd]?|fear(?:ed|s)?|insist(?:ed|s)?|contend(?:ed|s)?|maintain(?:ed|s)|believe[sd]?) that\b(?P<topic>[^;:]{3,200})"),
    _r("opinion-stated", "critics|opponents|activists|analysts|experts", r"\b(?:critics|opponents|activists|analysts|experts|observers|campaigners)(?: \w+)? (?P<verb>sa(?:y|id)|argue[sd]?|warn(?:ed)?|fear(?:ed)?)\b(?P<topic>[^;:]{3,200})"),
    _r("fact-reported", "first|third|second|largest", r"(?P<topic>(?:the |its |Japan\u2019s |\w+[\u2019']s )?(?:first|second|third|fourth|fifth|largest) (?:such |of its kind|\w+ )(?:\w+ ){0,3}?(?P<verb><treaty>|visit|summit|pact|partner|country|nation)[^;:.]{0,100})", needs="party"),
)  # fmt: skip

RULES = (*_FIRM, *(attrs.evolve(rule, soft=True) for rule in (*_SOFT, *_LAST)))
"""All rules, in the order in which they are tried."""
