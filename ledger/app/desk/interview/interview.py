"""An entry asked for, field by field: what is known is not asked, and one can always go back.

Takes what is given already, and what the last entry leaves for the next; gives the entry that was
answered. What is not there yet (a party, a partnership, an instrument, a hurdle) is made on the
way, and is recorded before the interview goes on.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import attrs

from ledger.app.desk.interview import answer
from ledger.app.desk.interview.names_at_hand import KNOWN, NamesAtHand
from ledger.app.desk.interview.new_names import new_name
from ledger.app.desk.interview.plan import (
    DOCUMENT,
    KIND,
    QUOTE,
    STATES_A_HURDLE,
    WHEN,
    every_field,
    plan,
)
from ledger.app.desk.interview.question import (
    BACK,
    HINT,
    MORE,
    NOTHING,
    TEXT,
    Entry,
    Interviewer,
    Question,
    WentBack,
)
from ledger.app.desk.interview.text_at_hand import TextAtHand
from ledger.entries.mistakes import nearest
from ledger.entries.specs import CLAIM_KINDS, FieldSpec, kind_spec
from ledger.entries.text.scalars import word_meant, words_meant
from ledger.errors import ClaimsError
from ledger.sources.quotation.folding import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.sources.quotation.selector import QuoteChoice

STICKY = ("document", "partnership", "instrument", "occurred")
"""What an entry leaves for the next: the first two as they are, the others to agree to."""

_SILENT = ("document", "partnership")
_BACKS = re.compile(f"{BACK}+")
_SURROUNDING = ("prefix", "suffix")
_SHOWN = 5
"""So many kinds are named where a word fits several."""


class Ended(Exception):
    """Nothing more is to be recorded: the kind, or the first document, was left empty."""


@attrs.define(kw_only=True)
class Interview:
    """Interviews of one sitting: they share names, texts, and what stays from entry to entry.

    ``text_of`` takes a document's id; ``make`` records an entry at once.
    """

    interviewer: Interviewer
    names: NamesAtHand
    text_of: Callable[[str], TextAtHand | None]
    make: Callable[[Entry], None]
    sticky: Entry = attrs.Factory(dict)
    answers: Entry = attrs.Factory(dict)
    settled: set[str] = attrs.Factory(set)
    """The fields that are not asked, for they are given; going back leads to them all the same."""

    def entry(self, fields: Entry, *, before: Entry | None = None, last: bool = False) -> Entry:
        """One entry; ``fields`` are given. ``before`` are answers to agree to again.

        With ``last`` it begins at the last question: one has come back to it.

        Raises:
            Ended: the kind was left empty.
        """
        kind = str(fields.get("kind", ""))
        stays = self.sticky if kind in {"", *CLAIM_KINDS} else {}
        silent = {name: stays[name] for name in _SILENT if name in stays}
        self.answers = {**silent, **(before or {}), **fields}
        self.settled = {*silent, *fields}
        at = len(self._steps()) - 1 if last else 0
        back = last
        while at < len(steps := self._steps()):
            field = steps[at]
            if field.name in self.settled and not back:
                at += 1
                continue
            try:
                self._ask(field)
            except WentBack as went:
                at = max(at - went.steps, 0)
                back = True
                continue
            back = False
            at += 1
        return self.made()

    def again(self, entry: Entry, names: Sequence[str]) -> Entry:
        """The entry with some fields asked once more; of none of them, from its last question."""
        kind = str(entry["kind"])
        fields = [field for name, field in every_field(kind).items() if name in names]
        if not fields:
            return self.entry({}, before=entry, last=True)
        self.answers = dict(entry)
        try:
            for field in fields:
                self._ask(field)
        except WentBack:
            return self.entry({}, before=self.answers, last=True)
        return self.made()

    def text(self) -> TextAtHand | None:
        """The text of the document that is chosen, if one is."""
        return self.text_of(str(self.answers.get("document", "")))

    def keep(self, entry: Entry) -> None:
        """Remember what an entry leaves for the next, and what it named: it was recorded."""
        kind = str(entry["kind"])
        title = str(entry.get("title") or entry.get("name") or "")
        if "hurdle" in entry and kind in STATES_A_HURDLE:
            self.names.add("hurdle", str(entry["hurdle"]), title)
        elif kind not in CLAIM_KINDS and "id" in entry:
            self.names.add(kind, str(entry["id"]), title)
        if entry.get("kind") in CLAIM_KINDS:
            left = {name: entry[name] for name in STICKY if name in entry}
            if entry.get("document") != self.sticky.get("document"):
                self.sticky.pop("occurred", None)  # another article, another day
            self.sticky |= left

    def more(self, words: str) -> None:
        """Set a field that is not asked: ``asserted_by escudero``.

        Raises:
            WentBack: one went back from the question that it led to.
        """
        if "kind" not in self.answers:
            self.interviewer.tell("first the kind, then its fields")
            return
        fields = every_field(str(self.answers["kind"]))
        name, _, value = words.strip().partition(" ")
        if not name:
            self.interviewer.tell(f"fields: {', '.join(fields)}")
            return
        meant = word_meant(name, tuple(word.replace("_", "-") for word in fields))
        field = fields.get((meant or "").replace("-", "_"))
        if field is None:
            near = nearest(name, fields)
            self.interviewer.tell(f"no such field: {name}" + (f"; perhaps {near}" if near else ""))
            return
        if not value.strip():
            self._ask(field)
        elif not self._answered(field, value.strip()):
            return
        self.settled.add(field.name)

    def _steps(self) -> list[FieldSpec]:
        kind = self.answers.get("kind")
        if kind is None:
            return [DOCUMENT, KIND]
        opening = [DOCUMENT, KIND] if kind in CLAIM_KINDS else [KIND]
        return [*opening, *(field for field in plan(str(kind)) if self._wanted(field))]

    def _wanted(self, field: FieldSpec) -> bool:
        """A partnership is asked only where nothing else says which."""
        if field.name != "partnership":
            return True
        return not any(name in self.answers for name in ("instrument", "partnership")) and not (
            "hurdle" in self.answers and self.answers.get("kind") not in STATES_A_HURDLE
        )

    def _ask(self, field: FieldSpec) -> None:
        """Ask for one field until it is answered; what is typed instead of an answer is done.

        Raises:
            WentBack: the answer was ``<``.
            Ended: it was empty, and asked for the kind or for a document.
        """
        while True:
            line = self.interviewer.ask(self._question(field)).strip()
            if _BACKS.fullmatch(line):
                raise WentBack(len(line))
            if line.startswith(TEXT):
                self._show(line.removeprefix(TEXT).strip())
            elif line.startswith(MORE) and field is not QUOTE:
                self.more(line.removeprefix(MORE))
            elif self._answered(field, line):
                return

    def _answered(self, field: FieldSpec, line: str) -> bool:
        if not line:
            return self._agreed(field)
        if line == NOTHING and not field.required:
            for name in self._written_by(field):
                self.answers.pop(name, None)
            return True
        return self._take(field, line)

    def _agreed(self, field: FieldSpec) -> bool:
        """An empty line: what stands in brackets, or nothing."""
        default = self._default(field)
        if default:
            if field.name not in self.answers:
                return self._take(field, default)
            return True
        if field is KIND or field is DOCUMENT:
            raise Ended
        if field.required:
            self.interviewer.tell(f"{field.name} is needed: {field.help}")
            return False
        return True

    def _take(self, field: FieldSpec, line: str) -> bool:
        """Take an answer, if it is one; else say why not."""
        try:
            if field is KIND:
                self._kind(line)
            elif field.name == "quote":
                self._quote(line)
            elif field is WHEN:
                self._when(line)
            else:
                self._value(field, line)
        except ClaimsError as error:
            self.interviewer.tell(f"{error.message}; try: {error.fix}")
            return False
        except answer.NotTaken as refused:
            self.interviewer.tell(str(refused))
            return False
        except WentBack:
            return False
        return True

    def _value(self, field: FieldSpec, line: str) -> None:
        parts = answer.parts_of(field, line, self.names)
        values = [self._one(field, part) for part in parts]
        if field.name == "party" and field.many:
            several = len(values) > 1
            self.answers.pop("party" if several else "parties", None)
            self.answers["parties" if several else "party"] = values if several else values[0]
        else:
            self.answers[field.name] = values if field.many else values[0]

    def _one(self, field: FieldSpec, part: str) -> object:
        """One value; a name that is not there is made here and now."""
        kind = _names(field)
        if kind is None:
            return answer.value_of(field, part)
        if kind == "hurdle" and self.answers.get("kind") in STATES_A_HURDLE:
            return answer.new_hurdle(part, self.names, self.answers)
        meant = self.names.meant(kind, part)
        if meant is None:
            return new_name(self, kind, part)
        return meant

    def _kind(self, line: str) -> None:
        """The kind, and whatever else stands in the line."""
        word, _, rest = line.partition(" ")
        kind = word_meant(word, CLAIM_KINDS)
        if kind is None:
            raise answer.NotTaken(_no_kind(word))
        before = self.answers.get("kind")
        self.answers["kind"] = kind
        if before != kind:
            self.settled -= {field.name for field in plan(str(before))} if before else set()
        if rest.strip():
            self._words(kind, rest)
        self.interviewer.tell(f"{kind}: {kind_spec(kind).summary.splitlines()[0]}", level=1)

    def _words(self, kind: str, words: str) -> None:
        """What stands behind the kind in its line, as in the short form."""
        fields = {**every_field(kind), "occurred": WHEN}
        for name, value in answer.line_fields(kind, words, self.names).items():
            if name in {"occurred", "modality", "occurred_words"}:
                self.answers[name] = value
                self.settled.add("occurred")
            elif self._take(fields[name], value):
                self.settled.add(name)

    def _quote(self, line: str) -> None:
        """The words as they stand in the document; of two places, which one."""
        text = self.text()
        for name in _SURROUNDING:
            self.answers.pop(name, None)
        if text is None:
            self.answers["quote"] = line
            return
        choices = text.choices(line)
        if choices:
            self._choose(line, choices)
            return
        self.answers["quote"] = quote = fold(text.passage(line).exact)
        if quote != line:
            self.interviewer.tell(f"\u201c{quote}\u201d", level=1)

    def _choose(self, line: str, choices: Sequence[QuoteChoice]) -> None:
        """Which of the places of words that stand more than once."""
        places = {str(number): choice.context for number, choice in enumerate(choices, start=1)}
        for number, context in places.items():
            self.interviewer.tell(f"{number}. {context}", level=1)
        sentence = "the words stand there more than once; Enter types more of them"
        question = Question(name="which one", sentence=sentence, offers=places)
        number = self.interviewer.ask(question).strip()
        choice = choices[int(number) - 1] if number in places else None
        if choice is None or not (choice.prefix or choice.suffix):
            raise answer.NotTaken("give more of its words")
        around = {"prefix": choice.prefix, "suffix": choice.suffix}
        self.answers["quote"] = line
        self.answers |= {name: words for name, words in around.items() if words}

    def _when(self, line: str) -> None:
        """A day, words of one, or how the source puts it, in one line."""
        text = self.text()
        for name in self._written_by(WHEN):
            self.answers.pop(name, None)
        self.answers |= answer.when(line, None if text is None else text.published)

    def _written_by(self, field: FieldSpec) -> tuple[str, ...]:
        if field is WHEN:
            return ("occurred", "occurred_words", "modality")
        return ("party", "parties") if field.name == "party" else (field.name,)

    def _question(self, field: FieldSpec) -> Question:
        kind = _names(field)
        offers = dict.fromkeys(field.choices, "")
        if field is KIND:
            offers = {each: kind_spec(each).summary.splitlines()[0] for each in CLAIM_KINDS}
        elif kind is not None:
            offers = self.names.of(kind)
        elif field.name == "blocks":
            offers = {**self.names.of("instrument"), **self.names.of("hurdle")}
        text = self.text()
        quoting = field.name == "quote" and text is not None
        return Question(
            name="when" if field is WHEN else field.name,
            sentence=f"{field.help} ({HINT})",
            default=self._default(field),
            offers=offers,
            completions=text.completions if quoting and text is not None else None,
            look=text.look if quoting and text is not None else None,
        )

    def _default(self, field: FieldSpec) -> str:
        """What Enter means: what was answered before, else what the last entry leaves."""
        names = self._written_by(field)
        own = [answer.shown(self.answers[name]) for name in names if name in self.answers]
        if field is WHEN:
            own = [
                answer.shown(self.answers[name])
                for name in ("modality", "occurred", "occurred_words")
                if name in self.answers
            ]
        if own:
            return " ".join(own)
        claim = self.answers.get("kind") in CLAIM_KINDS
        if claim and field.name in STICKY and field.name in self.sticky:
            return answer.shown(self.sticky[field.name])
        return answer.proposal(field, self.answers, self.names)

    def _show(self, words: str) -> None:
        """A page of the document's text, or where words stand in it."""
        text = self.text()
        if text is None:
            self.interviewer.tell("no document is chosen yet")
        elif words:
            for line in text.near(words) or ["these words do not stand in it"]:
                self.interviewer.tell(line, level=1)
        else:
            text.seen = self.interviewer.show(text.text, text.seen)

    def made(self) -> Entry:
        """The answers that the kind has a field for, in the order of its fields."""
        kind = str(self.answers["kind"])
        names = [*every_field(kind), "parties", *_SURROUNDING]
        wanted = [name for name in dict.fromkeys(names) if name in self.answers]
        return {"kind": kind, **{name: self.answers[name] for name in wanted}}


def _names(field: FieldSpec) -> str | None:
    """The kind of thing that a field names, where it must be there; its own id names none."""
    return None if field.name == "id" else KNOWN.get(field.sort)


def _no_kind(word: str) -> str:
    """Why a word is no kind: it fits several, or none, and which is near."""
    fitting = words_meant(word, CLAIM_KINDS)
    if fitting:
        more = f" and {len(fitting) - _SHOWN} more" if len(fitting) > _SHOWN else ""
        return f"{word} fits several kinds: {', '.join(fitting[:_SHOWN])}{more}"
    near = nearest(word, CLAIM_KINDS)
    return f"no such kind: {word}; perhaps {near}" if near else f"no such kind: {word}"
