"""Values that speak of a development, as text and back: its kind says which class it has.

Takes an attrs value with a field ``development``; gives the struct that stands for it in a text,
and the fields back. Of names, those that pages of the value ask for go along.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_type_hints

import attrs
import msgspec

from ledger.claims.as_json import plain
from ledger.claims.names import Names
from ledger.log.format import canonical
from ledger.log.format.claim_payloads import development_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.claims.developments import Development


def text_form(kind: type) -> type[msgspec.Struct]:
    """The fields of a class, of which a development is text."""
    hints: dict[str, Any] = get_type_hints(kind) | {"development": msgspec.Raw}
    fields = [(field.name, hints[field.name]) for field in attrs.fields(kind)]
    return msgspec.defstruct(kind.__name__, fields)


def written(form: type[msgspec.Struct], value: Any, **others: object) -> msgspec.Struct:  # noqa: ANN401 - any attrs value
    """A value in its form, ``others`` in place of its own fields."""
    fields = {field.name: getattr(value, field.name) for field in attrs.fields(type(value))}
    fields["development"] = msgspec.Raw(canonical.encode(plain(value.development, sparse=True)))
    return form(**(fields | others))


def fields_of(written: msgspec.Struct) -> dict[str, Any]:
    """The fields of a value that was written so.

    Raises:
        msgspec.MsgspecError, UnknownEventType: it was not written by this program.
    """
    fields = msgspec.structs.asdict(written)
    raw: msgspec.Raw = fields["development"]
    fields["development"] = None if bytes(raw) == b"null" else development_of(raw)
    return fields


def names_in(names: Names, development: Development | None, *ids: str) -> Names:
    """The names of what a development speaks of, and of these ids."""
    words = [*ids, *_words(plain(development))]
    asked = {part for word in words for part in (word, *word.split("/"))}
    return Names({name: names.by_id[name] for name in sorted(asked) if name in names.by_id})


def _words(value: object) -> Iterator[str]:
    """Every text in plain data."""
    match value:
        case str():
            yield value
        case dict():
            for part in value.values():
                yield from _words(part)
        case list():
            for part in value:
                yield from _words(part)
