"""What is not there yet is made on the way: a party, a partnership, an instrument, a hurdle.

Takes the word that nothing is called by; asks what it takes to describe it, records it, and gives
its name. Who says no types another word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from ledger.app.desk.interview.answer import NotTaken, parts_of, value_of
from ledger.app.desk.interview.names_at_hand import KNOWN
from ledger.app.desk.interview.plan import every_field
from ledger.app.desk.interview.question import BACK, NOTHING, Entry, Question, WentBack, agrees
from ledger.entries.explain import slug_of
from ledger.errors import ClaimsError
from ledger.ids import is_slug

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ledger.app.desk.interview.names_at_hand import NamesAtHand
    from ledger.app.desk.interview.question import Interviewer
    from ledger.entries.specs import FieldSpec

_ASKED = {
    "party": ("name", "type"),
    "partnership": ("title", "parties"),
    "instrument": ("title", "between"),
    "hurdle": ("title", "requires", "on"),
}
"""What is asked of each; the rest can be told later, and adds to it."""


class Sitting(Protocol):
    """What a new name needs of the interview that it comes up in."""

    @property
    def interviewer(self) -> Interviewer:
        """Who is asked."""
        ...

    @property
    def names(self) -> NamesAtHand:
        """What is there already."""
        ...

    @property
    def make(self) -> Callable[[Entry], None]:
        """Records an entry at once."""
        ...

    @property
    def answers(self) -> Mapping[str, object]:
        """What was answered of the entry that is asked for."""
        ...

    @property
    def sticky(self) -> Mapping[str, object]:
        """What the entry before has left."""
        ...


def new_name(interview: Sitting, kind: str, word: str) -> str:
    """The name of what ``word`` is to be called by, once it is recorded.

    Raises:
        NotTaken: it is not to be made, or cannot be.
    """
    if kind == "document":
        raise NotTaken(f"no such document: {word}; keep it first: claims capture FILE")
    name = word if is_slug(word) else slug_of(word)
    if name is None:
        raise NotTaken(f"no such {kind}: {word}; a short name in letters a to z makes it")
    near = interview.names.near(kind, word)
    like = f" (like {near})" if near else ""
    _agree(interview, kind, word, like)
    entry = _entry(interview, kind, name, "" if name == word else word)
    interview.make(entry)
    title = str(entry.get("name") or entry.get("title") or "")
    interview.names.add(kind, name, title)
    return name


def _agree(interview: Sitting, kind: str, word: str, like: str) -> None:
    question = Question(
        name=f"make {kind} {word}",
        sentence=f"there is no such {kind}{like}; make it now? no types another",
        default="yes" if not like else "no",
        offers={"yes": "describe it now", "no": "type another"},
    )
    agreed = agrees(interview.interviewer.ask(question), default=not like)
    if not agreed:
        raise NotTaken(f"no such {kind}: {word}")


def _entry(interview: Sitting, kind: str, name: str, title: str) -> Entry:
    """The entry that describes it; a hurdle is stated, by the words that are quoted."""
    answers = interview.answers
    if kind == "hurdle":
        quoted = ("document", "quote", "prefix", "suffix", "partnership")
        given_by = {field: answers[field] for field in quoted if field in answers}
        entry: Entry = {"kind": "requirement-stated", "hurdle": name, **given_by}
        if "partnership" not in entry and "partnership" in interview.sticky:
            entry["partnership"] = interview.sticky["partnership"]
    else:
        entry = {"kind": kind, "id": name}
    fields = every_field(str(entry["kind"]))
    for field in _ASKED[kind]:
        _fill(interview, fields[field], entry, title)
    if kind == "instrument" and "partnership" in interview.sticky:
        entry["partnerships"] = [interview.sticky["partnership"]]
    elif kind == "instrument":
        only = list(interview.names.of("partnership"))
        _fill(interview, fields["partnerships"], entry, only[0] if len(only) == 1 else "")
    if kind == "hurdle" and "partnership" not in entry:
        _fill(interview, fields["partnership"], entry, "")
    return entry


def _fill(interview: Sitting, field: FieldSpec, entry: Entry, likely: str) -> None:
    """Ask for a field of what is made; ``likely`` is proposed where it can be its value."""
    default = likely if field.name in {"name", "title", "partnerships"} else ""
    kind = KNOWN.get(field.sort)
    offers = interview.names.of(kind) if kind else dict.fromkeys(field.choices, "")
    question = Question(name=field.name, sentence=field.help, default=default, offers=offers)
    tell = interview.interviewer.tell
    while True:
        line = interview.interviewer.ask(question).strip() or default
        if line.startswith(BACK):
            raise WentBack
        if line in {"", NOTHING}:
            if not field.required:
                return
            tell(f"{field.name} is needed: {field.help}")
            continue
        try:
            parts = parts_of(field, line, interview.names)
            values = [_one(interview, field, part) for part in parts]
        except (ClaimsError, NotTaken) as error:
            tell(str(error))
            continue
        entry[field.name] = values if field.many else values[0]
        return


def _one(interview: Sitting, field: FieldSpec, part: str) -> object:
    kind = KNOWN.get(field.sort)
    if kind is None:
        return value_of(field, part)
    meant = interview.names.meant(kind, part)
    return new_name(interview, kind, part) if meant is None else meant
