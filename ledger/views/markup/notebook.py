"""An answer as a small table of HTML, for a notebook: its plain data, every text escaped.

Takes an answer or a list of them; gives markup with the fields of ``--json``. Lists have a row
for each answer, of which long ones show the first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from ledger.views.data import data
from ledger.views.markup.elements import element, markup, table
from ledger.views.text.letters import safe

if TYPE_CHECKING:
    from collections.abc import Sequence

ROWS = 200
"""So many rows of a list are shown; the list itself has all."""
_LETTERS = 300  # of a text


def html(answer: object) -> Markup:
    """An answer, or a list of answers, as a table; of an empty one, that it is empty."""
    return _value(data(answer)) or element("p", "nothing")


def _value(plain: object) -> Markup:
    match plain:
        case dict():
            rows = [(name, _value(value)) for name, value in plain.items()]
            return table(("field", "value"), rows) if rows else Markup("")
        case [dict(), *_]:
            return _rows([row for row in plain if isinstance(row, dict)])
        case list():
            return Markup(", ").join(map(_value, plain))
        case None:
            return Markup("")
        case _:
            text = safe(str(plain))
            return Markup("{}").format(text if len(text) <= _LETTERS else f"{text[:_LETTERS]}…")


def _rows(plain: Sequence[dict[str, object]]) -> Markup:
    heads = list(dict.fromkeys(head for row in plain for head in row))
    shown = [[_value(row.get(head)) for head in heads] for row in plain[:ROWS]]
    parts = [table(heads, shown)]
    if len(plain) > ROWS:
        parts.append(element("p", f"{len(plain) - ROWS} more rows are not shown"))
    return markup(parts)
