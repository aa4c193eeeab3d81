"""What is open in a partnership: what is due, the days to come and what is contested, as text too.

Takes a partnership's view; gives ``OpenMatters``, and reads back what was written of them. To look
at all partnerships is most of what a page over all of them costs, and most are as they were.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import msgspec

from ledger.app.at_hand.development_text import fields_of, names_in, text_form, written
from ledger.decoding import decoder
from ledger.projections.agenda import Due, agenda
from ledger.projections.contests import Contest
from ledger.projections.dates_to_come import DateToCome, dates_to_come

if TYPE_CHECKING:
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
        dues = [written(_FORMS[Due], due) for due in self.dues]
        dates = [
            written(_FORMS[DateToCome], date, names=names_in(date.names, date.development))
            for date in self.dates
        ]
        return msgspec.json.encode((dues, dates, self.contests))

    @classmethod
    def read(cls, text: bytes | msgspec.Raw) -> OpenMatters:
        """What was written.

        Raises:
            msgspec.MsgspecError, UnknownEventType: it was not written by this program.
        """
        dues, dates, contests = _TEXT.decode(text)
        return cls(
            dues=tuple(Due(**fields_of(due)) for due in dues),
            dates=tuple(DateToCome(**fields_of(date)) for date in dates),
            contests=contests,
        )


_FORMS = {kind: text_form(kind) for kind in (Due, DateToCome)}


_TEXT: msgspec.json.Decoder[
    tuple[list[msgspec.Struct], list[msgspec.Struct], tuple[Contest, ...]]
] = decoder(
    tuple[list[_FORMS[Due]], list[_FORMS[DateToCome]], tuple[Contest, ...]]  # type: ignore[valid-type]
)
