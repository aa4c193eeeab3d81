"""The built-in proposer: a text becomes drafts by the rules of its language.

Takes a text, its language, its day of publication and the names of a ledger; gives a ``Proposal``.
The same values give the same drafts, every time. Absent: a model, and words of its own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from ledger.claims.vocabulary import Modality
from ledger.edtf import Edtf
from ledger.intake.drafting.draft import Draft, Proposal
from ledger.intake.drafting.filling import Filling
from ledger.intake.drafting.languages import WORDINGS, language_of
from ledger.intake.drafting.mentions.dealings import partnerships_in
from ledger.intake.drafting.mentions.names import NameIndex
from ledger.intake.drafting.passage import passage, told_apart
from ledger.intake.drafting.sentences.antecedent import Antecedent
from ledger.intake.drafting.sentences.cast import Cast, Clause, cast
from ledger.intake.drafting.sentences.exclusions import continues, is_excluded, of_a_quantity
from ledger.intake.drafting.sentences.matching import (
    RuleMatch,
    has,
    is_passive,
    opinion_in,
    stated_in,
)
from ledger.intake.drafting.sentences.occurrence import looking_back, occurrence
from ledger.intake.drafting.sentences.relative_clauses import RelativeClauses
from ledger.intake.drafting.sentences.sentence import Sentence, sentences
from ledger.intake.drafting.sentences.statement import (
    Certainty,
    certainty,
    condition,
    form_of,
    speaker,
)
from ledger.intake.drafting.wording import Form, group
from ledger.spoken import Word, spoken

if TYPE_CHECKING:
    from ledger.intake.drafting.mentions.names import Mention
    from ledger.intake.drafting.sentences.dates import DateWords
    from ledger.intake.drafting.sentences.statement import DraftSpeaker
    from ledger.intake.drafting.wording import Wording

LONGEST = 1_000_000
"""Characters of a text that are read: an article has thousands, a treaty a few hundred thousand."""

MOST = 500
"""Drafts of one document: a text that states more is cut into parts by its reader."""


def proposal(
    text: str,
    *,
    names: NameIndex,
    language: str | None = None,
    published: Edtf | None = None,
    dates: bool = True,
) -> Proposal:
    """What a document states, as drafts, in the order of its words.

    ``language`` is a tag, as the document has it; None leaves it to the letters of each sentence.
    ``published`` is what relative dates count from. ``dates`` is false to leave dates out.
    """
    tag = None if language is None else language.partition("-")[0]
    if tag is not None and tag not in WORDINGS:
        known_tags = ", ".join(WORDINGS)
        return Proposal(drafts=(), notes=(f"there are no rules for {tag}, only for {known_tags}",))
    notes: tuple[str, ...] = ()
    if len(text) > LONGEST:
        notes = (f"the first {LONGEST:,} characters were read",)
        text = text[:LONGEST]
    reading = _TextReader(text=text, names=names, published=published, dates=dates)
    for sentence in sentences(text):
        if len(reading.drafts) >= MOST:
            note = f"more than {MOST} drafts: the rest of the text was not read"
            return Proposal(drafts=reading.placed(), notes=(*notes, note))
        wording = WORDINGS.get(language_of(sentence.text, tag))
        if wording is not None:
            reading.read(sentence, wording)
    return Proposal(drafts=reading.placed(), notes=notes)


@attrs.define(kw_only=True, slots=False)
class _TextReader:
    """One text while it is read."""

    text: str
    names: NameIndex
    published: Edtf | None
    dates: bool
    drafts: list[tuple[Draft, bool]] = attrs.Factory(list)

    def __attrs_post_init__(self) -> None:
        self.mentions = self.names.mentions(self.text)
        self.next_mention = 0
        self.partnerships = partnerships_in(self.mentions, self.names)
        self.partnership = self.partnerships[0] if len(self.partnerships) == 1 else None
        followed = self.names.partnerships.get(self.partnership or "")
        self.sides = tuple(followed.parties) if followed is not None else ()
        self.antecedent = Antecedent(self.text)
        self.spoke: str | None = None

    def read(self, sentence: Sentence, wording: Wording) -> None:
        """Add the drafts of a sentence."""
        mentions = self._within(sentence)
        if sentence.question:
            return
        self.antecedent.read(wording, sentence, mentions)
        within = RelativeClauses.of(wording, sentence)
        main = within.left_out()
        outside = tuple(m for m in mentions if not within.hold(m.start))
        said_by = self._speaker(wording, main, outside)
        stated = [(each, main, outside) for each in stated_in(wording, main)]
        if within.spans:
            stated += [
                (each, sentence, mentions)
                for each in stated_in(wording, sentence)
                if within.hold(each.verb[0])
            ]
        if not stated and (opinion := opinion_in(wording, sentence.text, said_by)) is not None:
            stated = [(opinion, sentence, mentions)]
        drafts = [
            (draft, each.clause)
            for each, part, named in stated
            if (draft := self._draft(wording, part, named, each, said_by)) is not None
        ]
        required = {clause for draft, clause in drafts if draft.kind in _FIRST}
        for draft, clause in drafts:
            if clause in required and _only_after(draft):
                continue  # "must be ratified before it enters into force" states what must come
            self.drafts.append((draft, sentence.heading))

    def _speaker(
        self, wording: Wording, sentence: Sentence, mentions: tuple[Mention, ...]
    ) -> DraftSpeaker | None:
        """Who says it; a pronoun may be whoever was named last as saying something."""
        said_by = speaker(wording, sentence.text, mentions)
        if said_by is None or said_by.anonymous:
            return said_by
        if said_by.id is not None:
            self.spoke = said_by.id
        elif wording.pronoun is not None and wording.pronoun.fullmatch(said_by.words or ""):
            return attrs.evolve(said_by, candidates=(self.spoke,) if self.spoke else ())
        else:
            self.spoke = None
        return said_by

    def _within(self, sentence: Sentence) -> tuple[Mention, ...]:
        """The mentions of a sentence, by their places in it; sentences come in order."""
        while (
            self.next_mention < len(self.mentions)
            and self.mentions[self.next_mention].start < sentence.start
        ):
            self.next_mention += 1
        within = []
        at = self.next_mention
        while at < len(self.mentions) and self.mentions[at].end <= sentence.end:
            mention = self.mentions[at]
            within.append(
                attrs.evolve(
                    mention, start=mention.start - sentence.start, end=mention.end - sentence.start
                )
            )
            at += 1
        return tuple(within)

    def _draft(
        self,
        wording: Wording,
        sentence: Sentence,
        mentions: tuple[Mention, ...],
        stated: RuleMatch,
        said_by: DraftSpeaker | None,
    ) -> Draft | None:
        text = sentence.text
        certain = certainty(wording, text, stated.verb, stated.clause)
        firm = stated.rule is None or not stated.rule.soft
        denied = certain.modality is Modality.DENIED
        if denied and (not firm or stated.kind in _FIRST):
            return None  # that nothing must come first is for a person to say of which hurdle
        if stated.kind in {"requirement-stated", "consents-counted"}:
            certain = Certainty(Modality.ACTUAL)
        if sentence.heading and (certain.words or "").lower() == "to":
            certain = Certainty(Modality.EXPECTED, certain.words)  # "Mexico, Korea to sign pact"
        if is_excluded(wording, text, stated):
            return None
        passive = is_passive(wording, text, stated)
        clause = Clause(
            wording=wording,
            sentence=text,
            mentions=mentions,
            verb=stated.verb,
            span=stated.clause,
        )
        parts = self._cast(clause, stated, said_by, passive=passive)
        if not parts.everyone and of_a_quantity(wording, text, stated):
            return None  # "several have ratified it": whose act it is nobody says
        if not (firm or parts.everyone or parts.doubtful) and continues(stated):
            return None  # "the committee, which met last week": who met is unsure
        when = None
        if self.dates:
            if wording.past is not None and wording.past.match(certain.words or ""):
                when = looking_back(wording, text, stated, self.published)
            else:
                when = occurrence(wording, text, stated, certain.modality, self.published)
            certain, when = self._still_to_come(wording, text, stated, certain, when)
        if stated.rule is not None and not has(stated.rule.needs, mentions, when):
            return None
        filling = Filling(
            kind=stated.kind,
            names=self.names,
            wording=wording,
            sentence=text,
            clause=stated.clause,
            verb=stated.verb,
            match=stated.match,
            rule=stated.rule,
            cast=parts,
            mentions=mentions,
            certainty=certain,
            date=when,
            speaker=said_by,
            condition=condition(wording, text),
            partnership=self.partnership,
            partnerships=self.partnerships,
            meant=self.antecedent.meant(wording, text, stated),
        )
        words = " ".join(self._written(sentence, *stated.span).split())
        filling.because.append(_stated(words, stated.kind, wording.name))
        filling.fields |= stated.fields
        filling.fill()
        start, end = passage(text, stated, parts.actors, mentions)
        return Draft(
            kind=stated.kind,
            quote=self._written(sentence, start, end),
            start=sentence.start + start,
            end=sentence.start + end,
            fields=_ordered(filling.fields),
            because=tuple(filling.because),
            gaps=filling.gaps(),
        )

    def _written(self, sentence: Sentence, start: int, end: int) -> str:
        """What the text says at a place of a sentence, with what was cut out for reading."""
        return self.text[sentence.start + start : sentence.start + end]

    def _cast(
        self, clause: Clause, stated: RuleMatch, said_by: DraftSpeaker | None, *, passive: bool
    ) -> Cast:
        """Who plays which part; at a passive verb without a "by", who stands right before it."""
        parts = cast(
            clause,
            sides=self.sides,
            about=_topic(stated),
            speaker=(0, 0) if said_by is None else said_by.span,
            since=stated.span[0] if passive else 0,
        )
        if not passive or parts.agents:
            return parts
        acting = _of_relative(clause)
        others = tuple(id_ for id_ in parts.subject if id_ not in acting)
        return attrs.evolve(parts, subject=acting, objects=(*others, *parts.objects))

    def _still_to_come(
        self,
        wording: Wording,
        text: str,
        stated: RuleMatch,
        certain: Certainty,
        when: DateWords | None,
    ) -> tuple[Certainty, DateWords | None]:
        """A verb of the present with a day after the publication is expected: "takes effect"."""
        published = self.published
        present = form_of(wording, text[slice(*stated.verb)]) is Form.PRESENT
        past = when is not None and stated.kind not in _AHEAD
        if past or published is None or certain.words is not None or not present:
            return certain, when
        later = occurrence(wording, text, stated, Modality.EXPECTED, published)
        first = None if later is None or later.date is None else later.date.earliest
        if later is None or first is None or published.latest is None or first <= published.latest:
            return certain, when
        return Certainty(Modality.EXPECTED, later.words), later

    def placed(self) -> tuple[Draft, ...]:
        """The drafts, each once: what a heading says is left out where the text says it too."""
        body = {draft.kind for draft, heading in self.drafts if not heading}
        seen: set[tuple[str, str, str]] = set()
        placed = []
        for draft, heading in self.drafts:
            key = (draft.kind, draft.quote, str(draft.fields.get("instrument")))
            if key in seen or (heading and draft.kind in body):
                continue
            seen.add(key)
            placed.append(told_apart(self.text, draft))
        return tuple(placed)


_AHEAD = {"instrument-expired", "entered-into-force", "meeting-held", "visit-made", "body-met"}
"""Kinds of which the news tells in the present what is to come: "expires in December"."""

_FIRST = {"requirement-stated", "consents-counted"}
"""Kinds that say what must come before an entry into force."""


def _only_after(draft: Draft) -> bool:
    """Whether a draft says of an entry into force no more than that it is still to come."""
    fields = draft.fields
    return draft.kind == "entered-into-force" and "modality" in fields and "occurred" not in fields


def _of_relative(clause: Clause) -> tuple[str, ...]:
    """Who stands right before a verb that follows its object: "the treaty that Mexico signed"."""
    return tuple(
        m.id
        for m in clause.mentions
        if m.kind == "party"
        and m.id
        and not m.adjective
        and _NEXT.fullmatch(clause.sentence, m.end, clause.verb[0])
    )


_NEXT = re.compile(r"\s+(?:(?:has|have|had|already|also) )*")


_APART = {
    "meeting-held",
    "workshop-held",
    "capability-presented",
    "interest-expressed",
    "opinion-stated",
}


def _topic(stated: RuleMatch) -> tuple[int, int] | None:
    """The words that a statement is about, where whom they name takes no part in it."""
    if stated.match is None or stated.kind not in _APART:
        return None
    return group(stated.match, "topic")


def _ordered(fields: dict[str, object]) -> dict[str, object]:
    """Fields in the order of a hand-written entry: what it is, how certain, when, who says so."""
    last = (
        "modality",
        "condition",
        "occurred",
        "occurred_words",
        "asserted_by",
        "anonymous",
        "partnership",
    )
    head = {name: value for name, value in fields.items() if name not in last}
    return head | {name: fields[name] for name in last if name in fields}


def _stated(words: str, kind: str, language: str) -> str:
    """Which words state it, and by the rules of which language."""
    code = Word(kind)
    match language:
        case "Spanish":
            return spoken("“{words}” states {kind} (Spanish)", words=words, kind=code)
        case "Korean":
            return spoken("“{words}” states {kind} (Korean)", words=words, kind=code)
    return spoken("“{words}” states {kind} (English)", words=words, kind=code)
