"""Questions and answers that make an entry: the prompts of ``claims record``, without a terminal.

Takes the fields of a kind, the names that the ledger knows, and a way to ask; gives entries.
``<`` goes back one question. ``ledger.cli.prompts`` asks on a terminal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import attrs

from ledger.claims.entries.specs import CLAIM_KINDS, FieldSpec, Sort, field_specs, kind_spec

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

BACK = "<"
Entry = dict[str, object]


class WentBack(Exception):  # noqa: N818 - a step, not an error
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


class Interviewer(Protocol):
    """Whoever asks and tells: a terminal, or a test."""

    def ask(self, question: Question, *, value: int | None = None) -> str:
        """One line of answer; ``value`` is which one of a list, from 1."""
        ...

    def tell(self, line: str) -> None:
        """Say something that needs no answer."""
        ...


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
    """An interview for one claim, and for the names that must be known before it."""

    interviewer: Interviewer
    names: dict[str, dict[str, str]]
    added: list[Entry] = attrs.Factory(list)

    def claim(self, given: Entry) -> Entry:
        """An entry for a claim; ``given`` holds what need not be asked, such as its document."""
        first = [field for field in field_specs(CLAIM_KINDS[0]) if field.name == "document"]
        return self._answers([*first, _KIND], given)

    def again(self, entry: Entry, name: str) -> Entry:
        """The same entry with one field asked anew: what was recorded there was refused."""
        field = next(field for field in field_specs(str(entry["kind"])) if field.name == name)
        return {**entry, **self._answers([field], {})}

    def _answers(self, fields: Sequence[FieldSpec], given: Entry) -> Entry:
        """Ask for each field in turn; once the kind is known, for the fields of the kind."""
        answers = dict(given)
        asked = [field for field in fields if field.name not in given]
        at = 0
        while at < len(plan := _plan(asked, answers, given)):
            field = plan[at]
            try:
                value = self._value(field, answers.get(field.name))
            except WentBack:
                at = max(at - 1, 0)
                continue
            answers.pop(field.name, None)
            if value not in ("", []):
                answers[field.name] = value
            at += 1
        wanted = {"kind", *given, *(field.name for field in plan)}
        return {name: value for name, value in answers.items() if name in wanted}

    def _value(self, field: FieldSpec, before: object) -> object:
        return self._list(field) if field.many else self._one(field, before=before)

    def _list(self, field: FieldSpec) -> list[str]:
        """One value a line until an empty line; ``<`` takes the last one back."""
        values: list[str] = []
        while True:
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
            elif not answer or self._is_known(field, answer):
                return answer

    def _question(self, field: FieldSpec, *, required: bool, before: object) -> Question:
        choices = dict.fromkeys(field.choices, "")
        if field is _KIND:
            choices = {kind: kind_spec(kind).summary for kind in CLAIM_KINDS}
        return Question(
            name=field.name,
            sentence=field.help,
            holds=field.holds,
            required=required,
            many=field.many,
            offers=choices or self.names.get(KNOWN.get(field.sort, ""), {}),
            proposal=before if isinstance(before, str) else "",
        )

    def _is_known(self, field: FieldSpec, name: str) -> bool:
        """Whether an answer can be used; an unknown name can be added here and now."""
        if field.choices:
            if name in field.choices:
                return True
            self.interviewer.tell(f"no such {field.name}: {name}; Tab shows the words")
            return False
        if field.sort is Sort.DOCUMENT and name not in self.names["document"]:
            self.interviewer.tell(f"no such document: {name}; keep it first: claims capture FILE")
            return False
        if field.sort in ADDABLE and name not in self.names[KNOWN[field.sort]]:
            return self._add(KNOWN[field.sort], name)
        return True

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
            entry = self._answers(fields, {"kind": kind, "id": name})
        except WentBack:
            return False
        self.added.append(entry)
        self.names[kind][name] = str(entry.get("name") or entry.get("title") or "")
        return True


_KIND = FieldSpec(
    name="kind",
    help="what it states (Tab lists the kinds)",
    sort=Sort.CHOICE,
    type=str,
    required=True,
    choices=CLAIM_KINDS,
)


def _plan(asked: Sequence[FieldSpec], answers: Entry, given: Entry) -> list[FieldSpec]:
    """The questions in their order; those of a kind follow once the kind is chosen."""
    plan = list(asked)
    if _KIND in plan and "kind" in answers:
        names = {*given, *(field.name for field in plan)}
        fields = field_specs(str(answers["kind"]))
        plan += [field for field in fields if field.name not in names and field.name != "id"]
    return plan


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
