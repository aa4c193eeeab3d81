"""Which party a word means: its id, or a name, alias or code that it alone has.

Takes references as they are written and ``Register``; gives ids. A word that two parties share, or
that none has, is refused with those that are near: who is meant is asked, never guessed.
"""

from __future__ import annotations

import re
from functools import cache
from gettext import NullTranslations, translation
from typing import TYPE_CHECKING, TypeVar

import attrs

from ledger.claims.decision.refusals import (
    AmbiguousParty,
    MovedName,
    NoSuchCode,
    NotKnown,
    OtherStatesCode,
    Refusals,
)
from ledger.claims.subjects import PARTY_FIELDS
from ledger.claims.vocabulary import PartyKind
from ledger.evolution import evolved
from ledger.ids import PartyId
from ledger.late import late
from ledger.letters import bare

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pycountry

    from ledger.claims.decision.register import Register
    from ledger.claims.entities import Party
else:
    pycountry = late("pycountry")

V = TypeVar("V")

_CODES = ("alpha_2", "alpha_3", "alpha_4", "numeric")
_CODE = re.compile(r"[A-Za-z]{2,4}|[0-9]{3}")


def folded(name: str) -> str:
    """A name without case, accents and double spaces, as it is compared.

    >>> folded("  Agencia  ESPACIAL Méxicana ")
    'agencia espacial mexicana'
    """
    if name.isascii():  # most are, and have no accents
        return " ".join(name.casefold().split())
    return " ".join(bare(name).split())


def names_of(party: Party) -> frozenset[str]:
    """Everything that a party is called, folded: name, aliases, code."""
    called = (party.name, *party.aliases, *((party.code,) if party.code else ()))
    return frozenset(map(folded, called))


def same_publisher(name: str, other: str, register: Register) -> bool:
    """Whether two names are of one publisher: the same but for case, or names of one party.

    A publisher has aliases as every party has: those of the party that bears its name.
    """
    one_name, other_name = folded(name), folded(other)
    if one_name == other_name:
        return True
    ids = {party.id for party in register.called(one_name)}
    return not ids.isdisjoint(party.id for party in register.called(other_name))


def party_id(reference: str, register: Register) -> PartyId:
    """The id of the party that is meant.

    Raises:
        NotKnown: no party has this id or name; the nearest ids and names are suggested.
        AmbiguousParty: several parties are called so, or one is and another was (MovedName).
    """
    if register.party(reference) is not None or f"party:{reference}" in register.gaps:
        return PartyId(reference)
    name = folded(reference)
    # Last, what a party was called once: an older file still means the same by its words.
    once = register.once_called(name)
    called = register.called(name) or _of_code(reference, register) or once
    if len(called) > 1:
        raise AmbiguousParty(reference, [_told(candidate) for candidate in called])
    before = [_told(party) for party in once if called and party.id != called[0].id]
    if before:  # which of them the words mean depends on when they were written
        raise MovedName(reference, _told(called[0]), before)
    if called:
        return called[0].id
    near = register.near("party", reference)
    candidates = [_told(party) for name in near if (party := register.party(name)) is not None]
    raise NotKnown("party", reference, near, candidates)


def _of_code(reference: str, register: Register) -> tuple[Party, ...]:
    """The parties with another code of the State that has this one: KR, KOR and 410 are one."""
    if not _CODE.fullmatch(reference):
        return ()
    parties = {
        party.id: party
        for code in _same_state().get(reference.upper(), ())
        for party in register.called(folded(code))
        if party.type is PartyKind.STATE
    }
    return tuple(parties[name] for name in sorted(parties))


def with_ids(value: V, register: Register, refusals: Refusals, *fields: str) -> V:
    """The value with its references to parties as ids; what cannot be told is noted."""
    changed: dict[str, object] = {}
    for field in fields or _party_fields(type(value)):  # type: ignore[arg-type]  # it has a hash
        reference = getattr(value, field, None)
        if reference is None or reference == ():
            continue
        named: str | tuple[str, ...]
        if isinstance(reference, tuple):
            named = tuple(
                one_id(name, register, refusals, f"{field}.{place}" if fields else name)
                for place, name in enumerate(reference)
            )
        elif isinstance(reference, str):
            named = one_id(reference, register, refusals, field if fields else reference)
        else:
            continue
        if named != reference:
            changed[field] = named
    return evolved(value, changed)


@cache
def _party_fields(kind: type) -> tuple[str, ...]:
    """The fields of a class that name parties, by name."""
    return tuple(sorted(PARTY_FIELDS & attrs.fields_dict(kind).keys()))


def one_id(reference: str, register: Register, refusals: Refusals, field: str) -> str:
    """One id; a problem bears the field's name, or in a development the word itself."""
    try:
        return party_id(reference, register)
    except (NotKnown, AmbiguousParty) as problem:
        refusals.add(problem, field)
        return reference


def check_code(party: Party, refusals: Refusals) -> None:
    """A State's code is one of ISO 3166, of today or withdrawn; other actors have their own."""
    if party.type is not PartyKind.STATE or party.code is None:
        return
    code = party.code.upper()
    owners = [state for state in _states() if code in _codes_of(state)]
    if owners:
        called = frozenset(map(folded, (party.name, *party.aliases)))
        if not any(called & _names_of_state(state) for state in owners):
            for state in _states():
                if called & _names_of_state(state):
                    own = ", ".join(_codes_of(state))
                    name = str(getattr(owners[0], "name", code))
                    refusals.add(OtherStatesCode(party, name, own), "code")
                    return
        return
    near = None
    for name in (party.name, *party.aliases):
        try:
            near = near or pycountry.countries.lookup(name).alpha_3
        except LookupError:
            continue
    refusals.add(NoSuchCode(party.code, near), "code")


def _codes_of(state: object) -> tuple[str, ...]:
    """The codes of a State, the shortest first."""
    return tuple(code for field in _CODES if (code := getattr(state, field, None)))


def _names_of_state(state: object) -> frozenset[str]:
    """What ISO 3166 calls a State in English, Spanish and Korean, folded."""
    names = (getattr(state, field, None) for field in ("name", "official_name", "common_name"))
    return frozenset(
        folded(words.gettext(name)) for name in names if name for words in _translations()
    )


@cache
def _translations() -> tuple[NullTranslations, ...]:
    """The names of States as they are, and in the other languages of the ledger's readers."""
    others = (
        translation("iso3166-1", pycountry.LOCALES_DIR, languages=[language], fallback=True)
        for language in ("es", "ko")
    )
    return (NullTranslations(), *others)


@cache
def _same_state() -> dict[str, tuple[str, ...]]:
    """All codes of a State, by each of them."""
    codes: dict[str, tuple[str, ...]] = {}
    for state in _states():
        own = _codes_of(state)
        for code in own:
            codes[code] = tuple(dict.fromkeys((*codes.get(code, ()), *own)))
    return codes


def _states() -> Iterator[object]:
    """Every State of ISO 3166, of today and withdrawn."""
    yield from pycountry.countries
    yield from pycountry.historic_countries


def _told(party: Party) -> str:
    return f"{party.id} ({party.name})"
