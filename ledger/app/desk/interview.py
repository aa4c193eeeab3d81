"""Questions and answers that make an entry: the prompts of ``claims record``, without a terminal.

Takes the fields of a kind, the names that the ledger knows, and a way to ask; gives entries.
``<`` goes back one question. A face asks: on a terminal it is ``ledger.cli.dialogue.prompts``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING, Protocol, TypeGuard

import attrs

from ledger.app.desk.fields import figure
from ledger.claims.developments import Figure
from ledger.claims.naming import folded
from ledger.entries.explain import slug_of
from ledger.entries.mistakes import nearest
from ledger.entries.specs import CLAIM_KINDS, FieldSpec, Sort, field_specs, kind_spec
from ledger.entries.text.scalars import plain_value
from ledger.entries.text.tree import Scalar
from ledger.errors import ClaimsError
from ledger.ids import is_slug

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BACK = "<"
Entry = dict[str, object]


class WentBack(Exception):
    """The answer was ``<``."""


@attrs.frozen(kw_only=True)
class Question:
    """One thing to ask for: what it means, what it holds, and the words that Tab offers."""

    name: str
    sentence: str
    holds: str = "text"
    required: bool = True
    many: bool = False
    offers: Mapping[str, str] = attrs.Factory(dict)
    proposal: str = ""
    meant: str = ""
    """What an empty answer means, where it means something."""


class Interviewer(Protocol):
    """Whoever asks and tells: a terminal, or a test."""

    def ask(self, question: Question, *, value: int | None = None) -> str:
        """One line of answer; ``value`` is which one of a list, from 1."""
        ...

    def tell(self, line: str) -> None:
        """Say something that needs no answer."""
        ...


SURROUNDING = ("prefix", "suffix")
"""What is asked only where a quote stands in its document more than once."""

FEW = 8
"""More words than this are not told after a slip: they would fill the screen."""

KNOWN = {
    Sort.PARTY: "party",
    Sort.PARTNERSHIP: "partnership",
    Sort.INSTRUMENT: "instrument",
    Sort.DOCUMENT: "document",
    Sort.HURDLE: "hurdle",
}
"""The sorts whose values are names of the ledger, and the kind of entry that names one."""

ADDABLE = {Sort.PARTY, Sort.PARTNERSHIP, Sort.INSTRUMENT}
"""What an interview can name on the way; a document must be captured, a hurdle is stated."""


@attrs.define(kw_only=True)
class Interview:
    """An interview for one claim, and for the names that must be known before it.

    ``names`` are offered; ``captured`` tells of a document that is not among them.
    """

    interviewer: Interviewer
    names: dict[str, dict[str, str]]
    captured: Callable[[str], bool]
    called: Collection[str] = ()
    """What parties are called next to their ids, folded: names, aliases, codes."""
    added: list[Entry] = attrs.Factory(list)

    def claim(self, fields: Entry, before: Entry | None = None) -> Entry:
        """An entry for a claim; ``given`` holds what need not be asked, such as its document.

        With the answers of ``before`` it starts at the last question, as if one went back.
        """

        def plan(answers: Entry) -> list[FieldSpec]:
            asked = [*_OPENING, *(_rest(str(answers["kind"])) if "kind" in answers else ())]
            return [field for field in asked if field.name not in fields]

        start = 0 if before is None else -1
        return self._answers(plan, fields, before=before or {}, start=start)

    def again(self, entry: Entry, names: Sequence[str]) -> Entry:
        """The same entry with some fields asked again: what stood there was refused.

        Raises:
            WentBack: one wants to go further back than to the first of them, or there is none.
        """
        if not names:
            raise WentBack
        fields = [field for field in field_specs(str(entry["kind"])) if field.name in names]
        kept = {field: value for field, value in entry.items() if field not in names}
        return self._answers(lambda _: fields, kept, before=entry, leave=True)

    def _answers(
        self,
        plan: Callable[[Entry], Sequence[FieldSpec]],
        fields: Entry,
        *,
        before: Entry,
        start: int = 0,
        leave: bool = False,
    ) -> Entry:
        """Ask one question after another; the plan may follow from the answers so far.

        What was answered ``before`` is proposed again; ``start`` is the first question, from 0.

        With ``leave``, going back from the first question leaves by ``WentBack``.
        """
        answers = {**before, **fields}
        at = start % len(plan(answers))
        while at < len(plan(answers)):
            field = plan(answers)[at]
            try:
                value = self._value(field, answers.get(field.name))
            except WentBack:
                if leave and at == 0:
                    raise
                at = max(at - 1, 0)
                continue
            answers.pop(field.name, None)
            if value not in ("", []):
                answers[field.name] = value
            at += 1
        wanted = [*fields, *(field.name for field in plan(answers))]
        return {name: answers[name] for name in wanted if name in answers}

    def _value(self, field: FieldSpec, before: object) -> object:
        value = self._list(field, before) if field.many else self._one(field, before=before)
        if field.type is not Figure or not value:
            return value
        each = [
            figure(field.name, written)
            for written in ([value] if isinstance(value, str) else value)
        ]
        return each if field.many else each[0]

    def _list(self, field: FieldSpec, before: object) -> list[str]:
        """One value a line until an empty line; ``<`` takes the last one back."""
        values = [value for value in before if isinstance(value, str)] if _is_list(before) else []
        while True:
            if values:
                self.interviewer.tell(f"  so far: {', '.join(values)}")
            try:
                answer = self._one(field, number=len(values) + 1, optional=bool(values))
            except WentBack:
                if not values:
                    raise
                values.pop()
                continue
            if not answer:
                return values
            values.append(answer)

    def _one(
        self,
        field: FieldSpec,
        *,
        before: object = None,
        number: int | None = None,
        optional: bool = False,
    ) -> str:
        required = field.required and not optional
        question = self._question(field, required=required, before=before)
        while True:
            answer = self.interviewer.ask(question, value=number).strip()
            if answer == BACK:
                raise WentBack
            if not answer and required:
                self.interviewer.tell(f"{field.name} is needed: {field.help} ({BACK} goes back)")
            elif not answer or self._usable(field, answer):
                return answer

    def _question(self, field: FieldSpec, *, required: bool, before: object) -> Question:
        choices = dict.fromkeys(field.choices, "")
        if field is _KIND:
            choices = {kind: kind_spec(kind).summary for kind in CLAIM_KINDS}
        return Question(
            name=field.name,
            sentence=field.help,
            holds="a kind" if field is _KIND else field.holds,
            required=required,
            many=field.many,
            offers=choices or self.names.get(KNOWN.get(field.sort, ""), {}),
            proposal=before if isinstance(before, str) else "",
            meant=field.default if isinstance(field.default, str) else "",
        )

    def _usable(self, field: FieldSpec, name: str) -> bool:
        """Whether an answer can be used; an unknown name can be added here and now."""
        if len(field.choices) > FEW and name not in field.choices:
            near = nearest(name, field.choices)
            meant = f"perhaps {near}; " if near else ""
            self.interviewer.tell(f"no such {field.name}: {name}; {meant}Tab shows them all")
            return False
        try:
            if field.type is Figure:
                figure(field.name, name)
            else:
                plain_value(field, Scalar(name), typed=False)
        except ClaimsError as error:
            self.interviewer.tell(f"{error.message}; try: {error.fix}")
            return False
        is_document = name in self.names["document"]
        if field.sort is Sort.DOCUMENT and not is_document and not self.captured(name):
            self.interviewer.tell(f"no such document: {name}; keep it first: claims capture FILE")
            return False
        if field.sort not in ADDABLE or name in self.names[KNOWN[field.sort]]:
            return True
        if field.sort is Sort.PARTY and folded(name) in self.called:
            return True
        if field.sort is Sort.PARTY and not is_slug(name):
            short = slug_of(name)
            way = f"a short name adds it{f', such as {short}' if short else ''}"
            self.interviewer.tell(f"no such party: {name}; {way}")
            return False
        return self._add(KNOWN[field.sort], name)

    def _add(self, kind: str, name: str) -> bool:
        wanted = Question(
            name=f"add {kind} {name}",
            sentence=f"{name} is no known {kind}; add it?",
            holds="yes or no",
            offers={"yes": "name it now", "no": "type another"},
            proposal="yes",
        )
        if not yes(self.interviewer.ask(wanted)):
            return False
        described = {"party": ("name", "type")}.get(kind, ("title", "parties", "between"))
        fields = [field for field in field_specs(kind) if field.name in described]
        try:
            started: Entry = {"kind": kind, "id": name}
            entry = self._answers(lambda _: fields, started, before={}, leave=True)
        except WentBack:
            return False
        self.added.append(entry)
        self.names[kind][name] = str(entry.get("name") or entry.get("title") or "")
        return True


_KIND = FieldSpec(
    name="kind",
    help="what it states",
    sort=Sort.CHOICE,
    type=str,
    required=True,
    choices=CLAIM_KINDS,
)


_DOCUMENT = next(field for field in field_specs(CLAIM_KINDS[0]) if field.name == "document")
_OPENING = (_DOCUMENT, _KIND)
_UNASKED = {"document", "id", *SURROUNDING}


def _rest(kind: str) -> Iterator[FieldSpec]:
    """The questions of a kind behind its document."""
    return (field for field in field_specs(kind) if field.name not in _UNASKED)


def _is_list(value: object) -> TypeGuard[list[object]]:
    return isinstance(value, list)


def yes(answer: str) -> bool:
    """Whether an answer agrees; an empty one does not.

    >>> yes("Yes"), yes(""), yes("no")
    (True, False, False)
    """
    return answer.strip().lower() in {"y", "yes"}


def summary(entries: Sequence[Entry]) -> Iterator[str]:
    """What would be recorded, one field a line."""
    for entry in entries:
        yield ""
        for name, value in entry.items():
            shown = ", ".join(map(str, value)) if isinstance(value, list) else value
            yield f"  {name:<14} {shown}"
