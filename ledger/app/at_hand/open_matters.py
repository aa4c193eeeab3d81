"""What is open in a partnership: what is due, the days to come and what is contested, as text too.

Takes a partnership's view; gives ``OpenMatters``, and reads back what was written of them. To look
at all partnerships is most of what a page over all of them costs, and most are as they were.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_type_hints

import attrs
import msgspec

from ledger.claims.as_json import plain
from ledger.claims.names import NAMELESS, Names
from ledger.decoding import decoder
from ledger.log.format import canonical
from ledger.log.format.claim_payloads import development_of
from ledger.projections.agenda import Due, agenda
from ledger.projections.contests import Contest
from ledger.projections.dates_to_come import DateToCome, dates_to_come

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.projections.status import PartnershipView


@attrs.frozen(kw_only=True)
class OpenMatters:
    """What is open in one partnership, each in its own order."""

    dues: tuple[Due, ...]
    dates: tuple[DateToCome, ...]
    contests: tuple[Contest, ...]

    @classmethod
    def of(cls, view: PartnershipView) -> OpenMatters:
        """What a view shows to be open."""
        return cls(dues=agenda(view), dates=dates_to_come(view), contests=view.contested)

    def text(self) -> bytes:
        """All of it as text, from which ``read`` gives the same."""
        dues = [_with_text(due) for due in self.dues]
        dates = [_with_text(date, names=_named(date)) for date in self.dates]
        return msgspec.json.encode((dues, dates, self.contests))

    @classmethod
    def read(cls, text: bytes | msgspec.Raw) -> OpenMatters:
        """What was written.

        Raises:
            msgspec.MsgspecError, UnknownEventType: it was not written by this program.
        """
        dues, dates, contests = _TEXT.decode(text)
        return cls(
            dues=tuple(Due(**_with_development(due)) for due in dues),
            dates=tuple(DateToCome(**_with_development(date)) for date in dates),
            contests=contests,
        )


def _form(kind: type) -> type[msgspec.Struct]:
    """The fields of a class, of which a development is text: its kind says which class it has."""
    hints: dict[str, Any] = get_type_hints(kind) | {"development": msgspec.Raw}
    fields = [(field.name, hints[field.name]) for field in attrs.fields(kind)]
    return msgspec.defstruct(kind.__name__, fields)


_FORMS = {kind: _form(kind) for kind in (Due, DateToCome)}


_TEXT: msgspec.json.Decoder[
    tuple[list[msgspec.Struct], list[msgspec.Struct], tuple[Contest, ...]]
] = decoder(
    tuple[list[_FORMS[Due]], list[_FORMS[DateToCome]], tuple[Contest, ...]]  # type: ignore[valid-type]
)


def _with_text(matter: Due | DateToCome, **others: object) -> msgspec.Struct:
    """A matter with its development as text."""
    fields = {field.name: getattr(matter, field.name) for field in attrs.fields(type(matter))}
    fields["development"] = msgspec.Raw(canonical.encode(plain(matter.development, sparse=True)))
    return _FORMS[type(matter)](**(fields | others))


def _with_development(written: msgspec.Struct) -> dict[str, Any]:
    """The fields of a matter that was written so."""
    fields = msgspec.structs.asdict(written)
    raw: msgspec.Raw = fields["development"]
    fields["development"] = None if bytes(raw) == b"null" else development_of(raw)
    return fields


def _named(date: DateToCome) -> Names:
    """The names of what a day's development speaks of; no page of the day asks for others."""
    if date.development is None:
        return NAMELESS
    words = _words(plain(date.development))
    ids = {part for word in words for part in (word, *word.split("/"))}
    by_id = date.names.by_id
    return Names({name: by_id[name] for name in sorted(ids) if name in by_id})


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
