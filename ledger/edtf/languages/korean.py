"""The Korean words for dates.

Korean goes from the large to the small (year, month, day), attaches its particles, and puts
limits after their dates; the grammar reads years first too, and limits are put in front.
"""

from __future__ import annotations

from ledger.edtf.languages.language import Language, meaning
from ledger.edtf.vocabulary import MONTH_NAMES, WEEKDAYS

_WEEKDAYS = "월화수목금토일"
_AFTER = r"(?=\s*(?:전|뒤|후|넘게|이상)(?!까지|부터))"

_SYNONYMS = {
    "by": "늦어도",
    "since": "이르면",
    "about": "약|대략",
    "postby": "까지|까지는|이전|이전에|이전까지",
    "postsince": "부터|이후|이래|이후에|이후로",
    "postbefore": "전|전에",
    "postafter": "뒤|뒤에|후|후에",
    "postabout": "경|경에|께|쯤|무렵|전후|즈음",
    "postmorethan": "넘게|이상",
    "to": "에서",
    "and": "과|와|및",
    "or": "또는|혹은|이나",
    "start": "초|초순|상순",
    "early": "초반",
    "mid": "중순|중반|중엽",
    "late": "후반",
    "end": "말|하순",
    "h1": "상반기",
    "h2": "하반기",
    "end year": "연말|년말|세밑",
    "start year": "연초|년초",
    "end this year": "올 연말|올해 연말|올연말",
    "start this year": "올 초|올해 초|올초|올 연초|올해 연초",
    "end month": "월말",
    "start month": "월초",
    "spring": "봄",
    "summer": "여름",
    "autumn": "가을",
    "winter": "겨울",
    "this year spring": "올봄|올 봄",
    "this year summer": "올여름|올 여름",
    "this year autumn": "올가을|올 가을",
    "this year winter": "올겨울|올 겨울",
    "this year": "올해|올|금년|금년도|연내|올해 안|올해 내|연내에",
    "last year": "지난해|작년|지난 해",
    "next year": "내년|명년",
    "beforelast year": "재작년|지지난해",
    "afternext year": "내후년",
    "earlier this year": "올해 들어|올 들어",
    "this month": "이달|이번 달|이번달|금월",
    "last month": "지난달|지난 달",
    "next month": "다음 달|다음달|내달|새달",
    "beforelast month": "지지난달|지지난 달|저저번 달",
    "afternext month": "다다음 달|다다음달",
    "this week": "이번 주|이번주|금주",
    "last week": "지난주|지난 주",
    "next week": "다음 주|다음주|내주",
    "beforelast week": "지지난주|지지난 주",
    "afternext week": "다다음 주|다다음주",
    "this quarter": "이번 분기|이번분기",
    "last quarter": "지난 분기|지난분기|직전 분기",
    "next quarter": "다음 분기|다음분기",
    "weekend": "주말",
    "this weekend": "이번 주말|이번주말",
    "last weekend": "지난 주말|지난주말|지난주 주말",
    "next weekend": "다음 주말|다음주 주말|다음 주 주말",
    "today": "오늘|금일|오늘 오전|오늘 오후|오늘 아침",
    "yesterday": "어제",
    "tomorrow": "내일|명일",
    "daybefore": "그제|그저께",
    "dayafter": "모레",
    "lastnight": "어젯밤|지난밤|간밤",
    "tonight": "오늘 밤|오늘밤",
    "recent": "지난",
    "coming": "오는",
    "1 month": "한 달|한달",
    "2 month": "두 달|두달",
    "3 month": "석 달|세 달|석달",
    "4 month": "넉 달|네 달|넉달",
    "5 month": "다섯 달",
    "6 month": "여섯 달|반년|반 년",
    "1 week": "일주일|1주일",
    "2 day": "이틀",
    "3 day": "사흘",
    "4 day": "나흘",
    "5 day": "닷새",
    "6 day": "엿새",
    "10 day": "열흘",
    "about 15 day": "보름",
    "1 year": "일 년|일년",
    "": (
        "안에|안으로|내에|안|내|중에|중으로|중|에는|에|의|은|는|기간|"
        "오전|오후|새벽|아침|낮|저녁|밤|오전에|오후에"
    ),
}

KOREAN = Language(
    name="Korean",
    spaced=False,
    phrases={
        **{f"month{n}": name for n, name in enumerate(MONTH_NAMES, start=1)},
        **{f"month0{n}": name for n, name in enumerate(MONTH_NAMES[:9], start=1)},
        **{
            f"{letter}요일{end}": name
            for letter, name in zip(_WEEKDAYS, WEEKDAYS, strict=True)
            for end in ("", "인", "날")
        },
        **{unit: unit for unit in ("year", "month", "week")},  # put in place below
        **meaning(_SYNONYMS),
    },
    before=(
        (r"\(?\s*현지\s*(?:시간|시각)(?:으로|\s*기준)?\s*\)?", " "),
        (rf"\(\s*([{_WEEKDAYS}])(?:요일)?\s*\)", r" \1요일 "),
        (r"[0-9]{1,2}\s*시(?:\s*[0-9]{1,2}\s*분)?(?:쯤|경|께)?", " "),
        (
            r"([0-9]{1,2})\s*[\u00b7\u318d\u30fb\u2027\u22c5\u119e]\s*(?=[0-9]{1,2}\s*일)",
            r"\1 and ",
        ),
        (r"([0-9]{3}0)\s*년대", r" \1s "),
        (r"([0-9]{4})\s*년도?(?!\s*(?:여(?!름)|간|째))", r" \1 "),
        (r"([0-9]{1,2})\s*세기", r" century \1 "),
        (r"(?<![0-9])([1-4])\s*(?:/\s*4\s*)?분기", r" q\1 "),
        (r"(?<![0-9])(1[0-2]|0?[1-9])\s*월\s*", r" month\1 "),
        (rf"([0-9]{{1,3}})\s*년{_AFTER}", r" \1 year "),
        (r"([0-9]{1,3})\s*(?:개월|달)(?!\s*(?:여|간|째))", r" \1 month "),
        (rf"([0-9]{{1,3}})\s*주일?{_AFTER}", r" \1 week "),
        (
            rf"(?<!month[0-9] )(?<!month[0-9][0-9] )(?<![0-9])([0-9]{{1,3}})\s*일{_AFTER}",
            r" \1 day ",
        ),
        (r"(?<![0-9])([0-9]{1,2})\s*일(?!\s*(?:간|째|동안))", r" day \1 "),
        (r"\s+", " "),
    ),
)
