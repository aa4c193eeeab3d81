"""What the news calls States and unions, in English, Spanish and Korean: one line for each.

Gives ``STATES``. A ledger's party gets these names where its code, or one of its names, is in a
line. A name of a State that the ledger does not have is seen all the same: "North Korea" is not
Korea.
"""

from __future__ import annotations

import attrs

# codes | English names | English adjectives | Spanish names | Spanish adjectives | Korean names ||
# signs that stand for it next to another: 한-UAE, 韓 | its capital, which often stands for it
_LINES = """
KR KOR|South Korea,Republic of Korea,ROK,Korea|South Korean,Korean|Corea del Sur,República de Corea,Corea|surcorean,corean|한국,대한민국|한,韓|Seoul,Seúl,서울
KP PRK|North Korea,Democratic People's Republic of Korea,DPRK|North Korean|Corea del Norte|norcorean|북한,조선민주주의인민공화국|北|Pyongyang,Pionyang,평양
MX MEX|Mexico,United Mexican States|Mexican|México,Estados Unidos Mexicanos|mexican|멕시코|墨|
US USA|United States of America,United States,U.S.,US,USA|American,U.S.|Estados Unidos,EE.UU.,EE. UU.,EEUU|estadounidens|미국,미합중국|미,美|Washington,Wáshington,워싱턴
JP JPN|Japan|Japanese|Japón|japon|일본|일,日|Tokyo,Tokio,도쿄
CN CHN|People's Republic of China,China|Chinese|República Popular China,China|chin|중국,중화인민공화국|중,中|Beijing,Pekín,베이징
PH PHL|Philippines,Republic of the Philippines|Philippine,Filipino|Filipinas|filipin|필리핀|比|Manila,마닐라
AU AUS|Australia|Australian|Australia|australian|호주,오스트레일리아|호,濠|Canberra,캔버라
NZ NZL|New Zealand,Aotearoa New Zealand||Nueva Zelanda,Nueva Zelandia|neozelandes|뉴질랜드||Wellington,웰링턴
TV TUV|Tuvalu|Tuvaluan|Tuvalu|tuvaluan|투발루||
AE ARE|United Arab Emirates,UAE|Emirati|Emiratos Árabes Unidos,EAU,Emiratos|emiratí|아랍에미리트,아랍에미리트연합||Abu Dhabi,Abu Dabi,아부다비
SA SAU|Saudi Arabia,Kingdom of Saudi Arabia|Saudi|Arabia Saudita,Arabia Saudí|saudí|사우디아라비아,사우디||Riyadh,Riad,리야드
QA QAT|Qatar|Qatari|Catar,Qatar|catarí|카타르||
IN IND|India|Indian|India|indi|인도|印|New Delhi,Nueva Delhi,뉴델리
ID IDN|Indonesia|Indonesian|Indonesia|indonesi|인도네시아||Jakarta,Yakarta,자카르타
VN VNM|Vietnam,Viet Nam|Vietnamese|Vietnam|vietnamit|베트남||Hanoi,Hanói,하노이
TH THA|Thailand|Thai|Tailandia|tailandes|태국||Bangkok,방콕
MY MYS|Malaysia|Malaysian|Malasia|malasi|말레이시아||
SG SGP|Singapore|Singaporean|Singapur|singapurens|싱가포르||
TW TWN|Taiwan|Taiwanese|Taiwán|taiwanes|대만||Taipei,Taipéi,타이베이
GB GBR|United Kingdom,Great Britain,Britain,UK,U.K.|British,U.K.,UK|Reino Unido,Gran Bretaña|británic|영국|영,英|London,Londres,런던
FR FRA|France|French|Francia|frances|프랑스|불,佛|Paris,París,파리
DE DEU|Germany|German|Alemania|aleman|독일|독,獨|Berlin,Berlín,베를린
IT ITA|Italy|Italian|Italia|italian|이탈리아|伊|Rome,Roma,로마
ES ESP|Spain|Spanish|España|español|스페인|西|Madrid,마드리드
PT PRT|Portugal|Portuguese|Portugal|portugues|포르투갈||
NL NLD|Netherlands,The Netherlands|Dutch|Países Bajos|neerlandes|네덜란드|蘭|
BE BEL|Belgium|Belgian|Bélgica|belg|벨기에||
PL POL|Poland|Polish|Polonia|polac|폴란드||Warsaw,Varsovia,바르샤바
HU HUN|Hungary|Hungarian|Hungría|húngar|헝가리||
AT AUT|Austria|Austrian|Austria|austríac|오스트리아||
IE IRL|Ireland|Irish|Irlanda|irlandes|아일랜드||
CH CHE|Switzerland|Swiss|Suiza|suiz|스위스||
NO NOR|Norway|Norwegian|Noruega|norueg|노르웨이||
SE SWE|Sweden|Swedish|Suecia|suec|스웨덴||
FI FIN|Finland|Finnish|Finlandia|finlandes|핀란드||
DK DNK|Denmark|Danish|Dinamarca|danes|덴마크||
CZ CZE|Czech Republic,Czechia|Czech|República Checa,Chequia|chec|체코||
RO ROU|Romania|Romanian|Rumania,Rumanía|ruman|루마니아||
UA UKR|Ukraine|Ukrainian|Ucrania|ucranian|우크라이나||Kyiv,Kiev,키이우
RU RUS|Russian Federation,Russia|Russian|Federación de Rusia,Rusia|rus|러시아|러,露|Moscow,Moscú,모스크바
KZ KAZ|Kazakhstan|Kazakh|Kazajistán|kazaj|카자흐스탄||Astana,아스타나
UZ UZB|Uzbekistan|Uzbek|Uzbekistán|uzbek|우즈베키스탄||
MN MNG|Mongolia|Mongolian|Mongolia|mongol|몽골||
TR TUR|Türkiye,Turkey|Turkish|Turquía|turc|튀르키예,터키||Ankara,앙카라
IL ISR|Israel|Israeli|Israel|israelí|이스라엘||
EG EGY|Egypt|Egyptian|Egipto|egipci|이집트||
ZA ZAF|South Africa|South African|Sudáfrica|sudafrican|남아프리카공화국,남아공||
KE KEN|Kenya|Kenyan|Kenia|kenian|케냐||
NG NGA|Nigeria|Nigerian|Nigeria|nigerian|나이지리아||
MA MAR|Morocco|Moroccan|Marruecos|marroquí|모로코||
CA CAN|Canada|Canadian|Canadá|canadiens|캐나다|加|Ottawa,오타와
BR BRA|Brazil,Federative Republic of Brazil|Brazilian|Brasil|brasileñ|브라질||
AR ARG|Argentina,Argentine Republic|Argentine,Argentinian|Argentina|argentin|아르헨티나||Buenos Aires,부에노스아이레스
CL CHL|Chile|Chilean|Chile|chilen|칠레||Santiago,산티아고
PE PER|Peru|Peruvian|Perú|peruan|페루||
CO COL|Colombia|Colombian|Colombia|colombian|콜롬비아||Bogotá,보고타
EC ECU|Ecuador|Ecuadorian,Ecuadorean|Ecuador|ecuatorian|에콰도르||
BO BOL|Bolivia|Bolivian|Bolivia|bolivian|볼리비아||
PY PRY|Paraguay|Paraguayan|Paraguay|paraguay|파라과이||
UY URY|Uruguay|Uruguayan|Uruguay|uruguay|우루과이||
VE VEN|Venezuela|Venezuelan|Venezuela|venezolan|베네수엘라||
CR CRI|Costa Rica|Costa Rican|Costa Rica|costarricens|코스타리카||
PA PAN|Panama|Panamanian|Panamá|panameñ|파나마||
GT GTM|Guatemala|Guatemalan|Guatemala|guatemaltec|과테말라||
HN HND|Honduras|Honduran|Honduras|hondureñ|온두라스||
SV SLV|El Salvador|Salvadoran|El Salvador|salvadoreñ|엘살바도르||
NI NIC|Nicaragua|Nicaraguan|Nicaragua|nicaragüens|니카라과||
CU CUB|Cuba|Cuban|Cuba|cuban|쿠바||
DO DOM|Dominican Republic|Dominican|República Dominicana|dominican|도미니카공화국||
FJ FJI|Fiji|Fijian|Fiyi|fiyian|피지||
PG PNG|Papua New Guinea||Papúa Nueva Guinea||파푸아뉴기니||
EU EUE|European Union,EU|European Union,EU|Unión Europea,UE|europe|유럽연합,EU||Brussels,Bruselas,브뤼셀
XM XMS|Mercosur,Southern Common Market|Mercosur|Mercosur|mercosur|메르코수르,남미공동시장||
XA XAS|ASEAN,Association of Southeast Asian Nations|ASEAN|ASEAN|asean|아세안||
XU XUN|United Nations,UN,U.N.|UN,U.N.|Naciones Unidas,ONU|onusian|유엔,국제연합||
"""


@attrs.frozen(kw_only=True)
class StateNames:
    """What one State is called: its names, adjectives of it, and signs that stand for it."""

    codes: tuple[str, ...]
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    signs: tuple[str, ...]


_ENDINGS = ("o", "a", "os", "as", "", "e", "es", "as", "s")


def _spanish(stems: str) -> list[str]:
    """The forms of Spanish adjectives from their stems: mexican- gives mexicano and mexicanas."""
    return [stem + ending for stem in stems.split(",") if stem for ending in _ENDINGS]


def _line(line: str) -> StateNames:
    codes, english, adjectives, spanish, stems, korean, signs, capitals = line.split("|")
    names = [*english.split(","), *spanish.split(","), *korean.split(","), *capitals.split(",")]
    return StateNames(
        codes=tuple(codes.split()),
        names=tuple(dict.fromkeys(filter(None, names))),
        adjectives=tuple(dict.fromkeys(filter(None, [*adjectives.split(","), *_spanish(stems)]))),
        signs=tuple(filter(None, signs.split(","))),
    )


STATES = tuple(map(_line, _LINES.strip().splitlines()))
"""Some seventy States and unions of which the news of partnerships speaks most."""
