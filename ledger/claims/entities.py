"""What claims are about: parties, partnerships and instruments, as the ledger describes them.

A description is an editorial act of the ledger's owner, not a claim of the news: it names
things, so that claims can point at them. A later description takes the place of an earlier one.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

import attrs
import msgspec

from ledger.claims.developments.fields import Text, described
from ledger.claims.entry_into_force import EntryIntoForceRule
from ledger.claims.entry_into_force.whole_day import whole_day
from ledger.claims.vocabulary import InstrumentForm, PartyKind
from ledger.ids import InstrumentId, PartnershipId, PartyId

Clause = Annotated[str, msgspec.Meta(min_length=1, max_length=2000)]


@attrs.frozen(kw_only=True)
class Member:
    """A party's membership of a group, in its days (occurred clock), both included."""

    party: PartyId = described("the member")
    since: date | None = attrs.field(
        default=None,
        converter=whole_day,
        metadata={"help": "its first day as a member, if it was not there from the start"},
    )
    until: date | None = attrs.field(
        default=None,
        converter=whole_day,
        metadata={"help": "its last day as a member, if it left"},
    )

    def belongs(self, day: date) -> bool:
        """Whether it is a member at the end of a day."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )


@attrs.frozen(kw_only=True)
class Party:
    """An actor: a State, one of its bodies, an organisation, a company, a person, a group."""

    kind: ClassVar[str] = "party"

    id: PartyId = described("a short name for links, such as mexico")
    name: Text = described("the full name")
    type: PartyKind = described("what sort of actor", default=PartyKind.OTHER)
    code: Text | None = described("a code, such as the ISO 3166 code of a State", default=None)
    aliases: tuple[Text, ...] = described("other names, in any language", default=())
    part_of: PartyId | None = described("the party it belongs to", default=None)
    members: tuple[Member, ...] = described("who belongs to it, if it is a group", default=())


@attrs.frozen(kw_only=True)
class Partnership:
    """A dealing between parties that someone follows."""

    kind: ClassVar[str] = "partnership"

    id: PartnershipId = described("a short name for links, such as mexico-korea-space")
    title: Text = described("how a reader would name it")
    parties: tuple[PartyId, ...] = described("between whom")


@attrs.frozen(kw_only=True)
class Instrument:
    """A treaty, convention or agreement, concluded or still to be negotiated.

    ``between`` names the sides of a closed instrument; an open convention leaves it empty.
    """

    kind: ClassVar[str] = "instrument"

    id: InstrumentId = described("a short name for links, such as alce-convention")
    title: Text = described("its title")
    partnerships: tuple[PartnershipId, ...] = described("which partnerships follow it", default=())
    between: tuple[PartyId, ...] = described("its sides, if it is closed to others", default=())
    depositary: PartyId | None = described("who keeps the instruments of consent", default=None)
    opened_for_signature: date | None = attrs.field(
        default=None,
        converter=whole_day,
        metadata={"help": "the day from which it could be signed"},
    )
    article: Text | None = described("the article on entry into force", default=None)
    clause: Clause | None = described("its words on entry into force", default=None)
    entry_into_force: EntryIntoForceRule | None = described(
        "the same as a rule, from which the day is computed", default=None
    )
    form: InstrumentForm | None = described("what it is called", default=None)


Entity = Party | Partnership | Instrument
