"""The names that a ledger has, and where a text mentions them: by which name, in which form.

Takes parties, partnerships and instruments as values; gives ``NameIndex``, which reads a text in one
pass, however many names there are. Korean particles may stand on a name, and a name inside
another word is none: "한국과" mentions Korea, "한국항공우주연구원" does not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from ledger.claims.entities import Instrument, Partnership, Party
from ledger.claims.vocabulary import PartyKind
from ledger.intake.drafting.mentions.longer_names import is_part
from ledger.intake.drafting.mentions.states import STATES, StateNames

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ledger.claims.entities import Entity

_PLAIN = {
    code: base
    for code in range(0xC0, 0x250)
    if (base := unicodedata.normalize("NFD", chr(code))[0]).isascii()
} | dict(
    zip(
        map(ord, "\u2019\u2018\u2010\u2011\u2013\u00a0\n\t\r\u30fb\u318d"),
        "''---    ··",
        strict=True,
    )
)
_WORD = re.compile(r"[가-힣]+|[\u4e00-\u9fff]|[^\W_가-힣\u4e00-\u9fff]+")
# What may stand on a Korean name and leave it that name.
_PARTICLES = re.compile(
    r"(?:측|정부|간|등|양국|대표단|대통령|총리|외교부|국회|당국)?"
    r"(?:은|는|이|가|을|를|과|와|의|에|에서|에게|에는|에도|으로|로|도|만|및|까지|부터|보다|이나|나|"
    r"이라고|라고|이며|며|이고|고|과의|와의|과도|와도|에서의|에서는|으로부터|로부터|으로의|로의|이라는|라는|인)?"
)
_SIGN = "-·・"
_GENERIC = re.compile(
    r"(?i)[\s,]*\b(?:agreement|treaty|convention|protocol|pact|accord|memorandum|acuerdo|tratado|"
    r"convenio|convención|protocolo)$"
)
_ACRONYM = re.compile(r"\b[A-Z][A-Z-]{2,}\b")
_LONGEST = 200  # characters of a name that is looked for


def plain_text(text: str) -> str:
    """A text in plain small letters, each at its place: as long as the text itself.

    >>> plain_text("México\u2019s Año")
    "mexico's ano"
    """
    flat = text.translate(_PLAIN)
    low = flat.lower()
    if len(low) == len(text):
        return low
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in flat)


@attrs.frozen(kw_only=True)
class Mention:
    """Words of a text that name something: the ids that they may mean, none if it is not known.

    ``adjective`` is true of "Mexican", which names a State only as what something else is.
    """

    start: int
    end: int
    words: str
    kind: str
    ids: tuple[str, ...]
    adjective: bool = False

    @property
    def id(self) -> str | None:
        """The one id that is meant, or None where it is not known or not the only one."""
        return self.ids[0] if len(self.ids) == 1 else None


@attrs.frozen
class _NameForm:
    folded: str
    kind: str
    ids: tuple[str, ...]
    capital: bool
    exact: str | None  # a form that must stand letter by letter: SRE, not sre
    adjective: bool = False
    sign: bool = False


@attrs.frozen(kw_only=True, slots=False)
class NameIndex:
    """Parties, partnerships and instruments by id, and all that they are called."""

    parties: Mapping[str, Party]
    partnerships: Mapping[str, Partnership]
    instruments: Mapping[str, Instrument]

    @classmethod
    def of(cls, entities: Iterable[Entity]) -> NameIndex:
        """The names of descriptions, in their order."""
        parties: dict[str, Party] = {}
        partnerships: dict[str, Partnership] = {}
        instruments: dict[str, Instrument] = {}
        for entity in entities:
            match entity:
                case Party():
                    parties[entity.id] = entity
                case Partnership():
                    partnerships[entity.id] = entity
                case Instrument():
                    instruments[entity.id] = entity
        return cls(parties=parties, partnerships=partnerships, instruments=instruments)

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """What a text mentions, in its order; the longest name wins, and none overlap.

        Only a partnership's title takes nothing from the names in it: "Mexico and Korea".
        """
        folded, mentions, done = plain_text(text), [], 0
        for word in _WORD.finditer(folded):
            start = word.start()
            if start < done:
                continue
            for form in self._forms.get(_key(word[0]), ()):
                end = start + len(form.folded)
                if not folded.startswith(form.folded, start):
                    continue
                if not _stands(form, text, folded, start, end):
                    continue
                if form.kind == "party" and not form.sign and is_part(text, start, end):
                    done = end
                    break
                mentions.append(
                    Mention(
                        start=start,
                        end=end,
                        words=text[start:end],
                        kind=form.kind,
                        ids=form.ids,
                        adjective=form.adjective,
                    )
                )
                if form.kind != "partnership":
                    done = end
                    break
        return tuple(mentions)

    def state_of(self, party: str) -> str:
        """The State or union that a party belongs to; itself where it belongs to none."""
        seen = {party}
        while (described := self.parties.get(party)) is not None and described.part_of:
            if described.type is PartyKind.STATE or described.part_of in seen:
                break
            party = described.part_of
            seen.add(party)
        return party

    @cached_property
    def _forms(self) -> Mapping[str, tuple[_NameForm, ...]]:
        called: dict[tuple[str, str, bool, bool], dict[str, str]] = {}
        for kind, id_, written, adjective, sign in self._called():
            key = (plain_text(written.strip()), kind, adjective, sign)
            if 0 < len(key[0]) <= _LONGEST:
                called.setdefault(key, {})[id_] = written
        forms: dict[str, list[_NameForm]] = {}
        for (folded, kind, adjective, sign), ids in called.items():
            first = _WORD.search(folded)
            if first is None or first.start() > 0:
                continue
            written = next(iter(ids.values()))
            exact = written if written.isupper() and len(written) <= 5 else None  # noqa: PLR2004
            known_ids = tuple(id_ for id_ in ids if id_)
            form = _NameForm(folded, kind, known_ids, written[:1].isupper(), exact, adjective, sign)
            forms.setdefault(_key(first[0]), []).append(form)
        return {
            key: tuple(sorted(each, key=lambda form: (-len(form.folded), form.adjective)))
            for key, each in forms.items()
        }

    def _called(self) -> Iterator[tuple[str, str, str, bool, bool]]:
        """Kind, id (empty: a State that the ledger does not have), words, adjective, sign."""
        states = dict.fromkeys(range(len(STATES)), "")
        own: set[str] = set()
        for party in self.parties.values():
            for name in (party.name, *party.aliases):
                own.add(plain_text(name))
                yield "party", party.id, name, False, False
            if party.type is PartyKind.PERSON and (family := _family_name(party.name)):
                yield "party", party.id, family, False, False
            if (line := _line_of(party)) is not None:
                states[line] = party.id
        for line, id_ in states.items():
            yield from _of_state(STATES[line], id_, own)
        for partnership in self.partnerships.values():
            yield "partnership", partnership.id, partnership.title, False, False
        for instrument in self.instruments.values():
            for name in _titles(instrument.title, own):
                yield "instrument", instrument.id, name, False, False


def _family_name(name: str) -> str | None:
    """What a person is called after the first time: the last word of a name of letters."""
    words = name.split()
    last = words[-1] if len(words) > 1 else ""
    return last if len(last) > 2 and last[:1].isupper() else None  # noqa: PLR2004


def _of_state(
    state: StateNames, id_: str, own: set[str]
) -> Iterator[tuple[str, str, str, bool, bool]]:
    for name in state.names:
        if plain_text(name) not in own:
            yield "party", id_, name, False, False
    for name in state.adjectives:
        if plain_text(name) not in own:
            yield "party", id_, name, True, False
    for name in state.signs:
        yield "party", id_, name, False, True


def _key(word: str) -> str:
    """What a form is looked up by: a Korean word by its first syllable, for particles follow."""
    return word[0] if "가" <= word[0] <= "힣" else word


def _line_of(party: Party) -> int | None:
    """The line of the table of States that a party is, by its code or its names."""
    if party.part_of and party.type is not PartyKind.STATE:
        return None
    called = {plain_text(name) for name in (party.name, *party.aliases)}
    code = (party.code or "").upper()
    for number, state in enumerate(STATES):
        if code in state.codes or called & _plain_names(state):
            return number
    return None


def _plain_names(state: StateNames) -> set[str]:
    return set(map(plain_text, state.names))


def _titles(title: str, own: set[str]) -> Iterator[str]:
    """What an instrument may be called: its title, without what stands in brackets, its acronym."""
    bare = re.sub(r"\s*[(\[][^)\]]*[)\]]", "", title).strip()
    yield title
    if bare and bare != title:
        yield bare
    tail = bare
    while (first := re.match(r"[^\s\-–·]+[\s\-–·]+", tail)) and (
        plain_text(first[0].strip(" -–·")) in own or len(first[0].strip(" -–·")) == 1
    ):
        tail = tail[first.end() :]
    short = _GENERIC.sub("", tail)
    for name in (tail, short):
        words = name.split()
        proper = sum(word[:1].isupper() or "가" <= word[:1] <= "힣" for word in words)
        if name != bare and (proper >= 2 or (len(name) > 6 and "가" <= name[:1] <= "힣")):  # noqa: PLR2004
            yield name
    for acronym in _ACRONYM.findall(title):
        if plain_text(acronym) not in own:
            yield acronym


def _stands(form: _NameForm, text: str, folded: str, start: int, end: int) -> bool:
    """Whether a form stands here as a name: whole, and with its capitals."""
    after = folded[end : end + 1]
    before = folded[start - 1 : start]
    if form.sign:
        hanja = "\u4e00" <= form.folded <= "\u9fff"
        return hanja or after in set(_SIGN) or (before in set(_SIGN) and not after.isalpha())
    last = form.folded[-1]
    if "가" <= last <= "힣":
        rest = _WORD.match(folded, end)
        hangul = rest[0] if rest is not None and "가" <= rest[0][0] <= "힣" else ""
        return _PARTICLES.fullmatch(hangul) is not None
    if after.isalnum() and not "가" <= after <= "힣":
        return False
    if form.exact is not None:
        return text[start:end] == form.exact
    return not form.capital or text[start].isupper()
