"""Phrases of dates by language, with the days that each must give; published 12 June 2024.

The tests and `docs/dates.md` read the same table: tense (p past, f future, - untold), words,
EDTF; or the words and a part of the reason for which they are refused.
"""

ENGLISH = """
f|by the end of the year|../2024-12
-|12 and 13 June 2024|2024-06-12/2024-06-13
f|June 10-12|2024-06-10/2024-06-12
p|June 10-12|2024-06-10/2024-06-12
-|22 Apr 2016|2016-04-22
-|22 APR 2016|2016-04-22
-|12-Jun-2022|2022-06-12
-|2016-Apr-22|2016-04-22
-|Apr-2016|2016-04
-|Apr. 22, 2016|2016-04-22
-|22/04/2016|2016-04-22
-|04/22/2016|2016-04-22
-|04/04/2016|2016-04-04
-|by 22.04.2016|../2016-04-22
-|06/2024|2024-06
-|by 2024-06-12|../2024-06-12
-|2024-06-12 (Wednesday)|2024-06-12
p|12 June (Wednesday)|2024-06-12
-|12th of June 2024|2024-06-12
p|the 12th|2024-06-12
f|the 15th|2024-06-15
p|June the 12th|2024-06-12
-|on the morning of 12 June 2024|2024-06-12
-|12 June 2024 at 10:30|2024-06-12
-|3 p.m. on June 12, 2024|2024-06-12
-|last night|2024-06-11/2024-06-12
-|this morning|2024-06-12
-|the day before yesterday|2024-06-10
-|the 19th century|1800/1900
-|the 1800s|18XX
-|the early 1990s|1990/1995
-|by year-end|../2024-12
-|end-2024|2024-09/2024-12
-|mid-year|2024-04/2024-09
-|by the end of this month|../2024-06-30
-|Friday of last week|2024-06-07
-|19 December last year|2023-12-19
-|the 15th of next month|2024-07-15
-|the spring of next year|2025-21
-|the year before last|2022
-|from 1 January 2025|2025-01-01/..
-|as early as next month|2024-07/..
-|in June 2024 at the latest|../2024-06
-|later in the year|2024-06-12/2024-12-31
-|1Q 2024|2024-33
f|in the third quarter|2024-35
f|before July|../2024-06-30
p|since June|2024-06/..
p|over the weekend|2024-06-08/2024-06-09
f|this weekend|2024-06-15/2024-06-16
f|two weeks from now|2024-06-26~
-|by May or June 2024|../2024-06
-|this June|2024-06
"""

SPANISH = """
-|el pasado 19 de diciembre de 2022|2022-12-19
f|para 2025|../2025
p|del 10 al 12 de junio|2024-06-10/2024-06-12
-|desde el 10 hasta el 12 de junio de 2024|2024-06-10/2024-06-12
-|entre el 12 y el 13 de junio de 2024|2024-06-12/2024-06-13
-|12 y 13 de junio de 2024|2024-06-12/2024-06-13
-|antes de fin de año|../2024-12-31
-|antes de que termine el año|../2024-12
-|a finales de este mes|2024-06-21/2024-06-30
-|1.º de enero de 2024|2024-01-01
-|primero de mayo de 2024|2024-05-01
p|primero de mayo|2024-05-01
-|12 ago 2024|2024-08-12
-|hacia 2025|2025~
-|la mañana del 12 de junio de 2024|2024-06-12
-|12 de junio de 2024 a las 10 de la mañana|2024-06-12
-|mañana|2024-06-13
-|pasado mañana|2024-06-14
-|anteayer|2024-06-10
-|ayer por la mañana|2024-06-11
-|esta mañana|2024-06-12
-|anoche|2024-06-11/2024-06-12
-|siglo XIX|1800/1900
-|la década de 1990|199X
-|los años 1990|199X
-|el viernes de la semana pasada|2024-06-07
-|el pasado viernes|2024-05-31/2024-06-07
-|mayo pasado|2024-05
-|en septiembre próximo|2024-09
-|el próximo 15 de julio|2024-07-15
-|el próximo 15 de julio de 2024|2024-07-15
-|el pasado día 7|2024-06-07
p|el 12|2024-06-12
-|el 15 del próximo mes|2024-07-15
-|el 19 de diciembre del año pasado|2023-12-19
-|primera quincena de junio de 2024|2024-06-01/2024-06-16
-|a partir del 1 de enero de 2025|2025-01-01/..
-|a más tardar en junio de 2024|../2024-06
-|como muy tarde en 2025|../2025
-|en lo que va de año|2024-01-01/2024-06-12
-|lo que resta del año|2024-06-12/2024-12-31
-|3T 2024|2024-35
p|el pasado fin de semana|2024-06-08/2024-06-09
f|dentro de dos semanas|2024-06-26~
-|hace unos dos años|2022~
-|hace quince días|2024-05-29~
-|hace ocho días|2024-06-05~
f|dentro de 15 días|2024-06-26~
-|el mes que viene|2024-07
-|el año antepasado|2022
-|pasado el 15 de junio de 2024|2024-06-16/..
-|el 12 de los corrientes|2024-06-12
"""

KOREAN = """
-|지난 11일|2024-06-11
-|지난 30일|2024-05-30
-|지난달|2024-05
-|2024년 6월 12일|2024-06-12
f|늦어도 내년 초|../2025-04
-|이달 말|2024-06-21/2024-06-30
-|올해 안에|2024
-|연내|2024
f|상반기|2024-40
f|3분기|2024-35
-|올 하반기|2024-41
-|2024년 1/4분기|2024-33
-|내년 상반기|2025-40
-|내년 초|2025-01/2025-04
-|지난해 말|2023-09/2023-12
-|오는 15일|2024-06-15
-|오는 7월 15일|2024-07-15
p|12일(현지시간)|2024-06-12
p|12일 오전 10시 30분|2024-06-12
p|6월 10~12일|2024-06-10/2024-06-12
-|2024년 6월 10~12일|2024-06-10/2024-06-12
p|6월 10일부터 12일까지|2024-06-10/2024-06-12
p|10~12일|2024-06-10/2024-06-12
-|지난달 10~12일|2024-05-10/2024-05-12
f|6월 말~7월 초|2024-06-21/2024-07-10
-|2024년 6월 12일과 13일|2024-06-12/2024-06-13
-|지난 10·11일|2024-06-10/2024-06-11
-|연말까지|../2024-12
-|올해 말까지|../2024-12
f|6월까지|../2024-06
-|오는 15일까지|../2024-06-15
-|2024년 6월 12일(수)|2024-06-12
-|2007년부터|2007/..
-|2022년 12월 19일 이전|../2022-12-19
-|2022년 12월 전|../2022-11-30
p|6월 3일 전|../2024-06-02
-|3일 전|2024-06-09
-|두 달 전|2024-04~
-|2년 전|2022~
-|15년 넘게|../2009-06-12
-|지난해 12월 19일|2023-12-19
-|재작년|2022
-|지난달 31일|2024-05-31
-|다음 달 3일|2024-07-03
-|이르면 다음 달|2024-07/..
-|2024년 6월 12일경|2024-06-12~
-|지난주 금요일|2024-06-07
-|오는 금요일|2024-06-14
-|지난 금요일|2024-05-31/2024-06-07
-|지난 주말|2024-06-08/2024-06-09
-|어젯밤|2024-06-11/2024-06-12
-|19세기|1800/1900
-|1990년대 초반|1990/1995
-|내년 봄|2025-21
-|지난 5월|2024-05
-|2024. 6. 12.|2024-06-12
f|2주 뒤|2024-06-26~
-|2023년 여름|2023-22
-|2023년 가을|2023-23
"""

REFUSED = """
-|22-Apr-16|two digits
-|03/04/2024|either order
-|03/04/24|two digits
-|Apr-16|names no year
-|last June|this year's or another's
-|next spring|this year's or another's
-|the 12th|names no month
f|the 11th|does not fit
p|by the end of the year|yet to come
f|before June|over before the publication
p|in the third quarter|does not fit
-|Thursday, 12 June 2024|is a Wednesday
p|Thursday, 12 June|is a Wednesday
-|Sunday of last week|from Monday, some from Sunday
-|over the weekend|two weekends
f|next weekend|two weekends
-|two weeks from now|another day
-|in 2019 and 2023|leaves out days
-|midnight on 12 June 2024|does not know
-|the first week of June 2024|does not know
-|the 90s|does not know
-|twelve|does not know
-|13/13/2024|no month
-|el pasado junio|the one of the publication
-|hace dos años y medio|does not know
-|el fin de semana|two weekends
-|지난 12일|the day of the publication
-|12일|names no month
-|지난 6월|the one of the publication
-|2024년 6월 12일(목)|is a Wednesday
-|이날|does not know
-|전날|does not know
-|같은 날|does not know
-|15년간|does not know
-|한국시간 13일|does not know
-|최근|does not know
-|2024년 13월|does not know
"""


def rows(table: str) -> list[tuple[str, str, str]]:
    """The lines of a table: tense, words, what they must give."""
    return [tuple(line.split("|")) for line in table.split("\n") if line]  # type: ignore[misc]
