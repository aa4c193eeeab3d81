"""Letters as they are compared: without case and accents.

Takes text; gives text in which "Depósitos" and "DEPOSITOS" are the same. Absent: words, and what
is done with spaces.
"""

from __future__ import annotations

import unicodedata


def bare(text: str) -> str:
    """A text without case and accents, each letter of Korean in its parts.

    >>> bare("Méxicana"), bare("ﬁn de AÑO"), len(bare("한"))
    ('mexicana', 'fin de ano', 3)
    """
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
