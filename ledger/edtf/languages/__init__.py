"""The words for dates, a table for each language: English, Spanish, Korean.

Takes the words of a source; gives them in canonical words, once for each language that may
have written them. A further language is one more table. Absent: the grammar, which is one for all.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ledger.edtf.languages.english import ENGLISH
from ledger.edtf.languages.korean import KOREAN
from ledger.edtf.languages.spanish import SPANISH

if TYPE_CHECKING:
    from ledger.edtf.languages.language import Language

LANGUAGES = (ENGLISH, SPANISH, KOREAN)
_HANGUL = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")


def candidates(words: str) -> tuple[Language, ...]:
    """The languages in which the words may be written, told by their letters."""
    return (KOREAN,) if _HANGUL.search(words) else (ENGLISH, SPANISH)
