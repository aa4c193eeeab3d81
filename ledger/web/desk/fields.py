"""What a browser's form sends, read once and at hand where the request is refused.

Takes a request with a form; gives its fields, each with its values.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from ledger.errors import InvalidInput

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from starlette.requests import Request

FIELDS = 400
"""So many fields a form has at most."""
_NOT_TYPED = frozenset({"form", "act", "lang", "link"})

Fields = dict[str, list[str]]


class ManyFields(InvalidInput):
    """A form with more fields than ``FIELDS``."""

    code = "many-fields"
    http_status = 413

    def __init__(self) -> None:
        super().__init__(
            f"a form has at most {FIELDS} fields", fix="send entries to /entries instead"
        )


async def fields_of(request: Request) -> Fields:
    """The fields of a form; they stay with the request, for the page of a refusal.

    Raises:
        ManyFields: there are more than a form of this site can have.
    """
    body = (await request.body()).decode(errors="replace")
    try:
        fields = parse_qs(body, keep_blank_values=True, max_num_fields=FIELDS)
    except ValueError as error:
        raise ManyFields from error
    request.state.fields = fields
    return fields


def by_browser(request: Request) -> bool:
    """Whether a browser's form was read; a program that sends one names itself in a header."""
    return hasattr(request.state, "fields") and "authorization" not in request.headers


def typed(request: Request) -> Mapping[str, Sequence[str]]:
    """What a person typed or chose in the form, without what the page put in."""
    fields: Fields = getattr(request.state, "fields", {})
    return {
        name: values for name, values in fields.items() if name not in _NOT_TYPED and any(values)
    }
