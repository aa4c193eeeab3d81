"""What a rule saw becomes the fields of an entry, and what it left open becomes gaps.

Takes a match with its sentence, cast, date and speaker; gives fields in the import format, the
reasons for each, and ``Gap`` values. Which fields a kind has is said by ``entries.specs`` alone.
"""

from __future__ import annotations

import re

import attrs

from ledger.claims.vocabulary import Modality
from ledger.entries.figure_words import figure_of
from ledger.entries.specs import FieldSpec, takes_several, written_specs
from ledger.errors import ClaimsError
from ledger.intake.drafting.draft import Gap
from ledger.intake.drafting.mentions.names import Mention, NameIndex
from ledger.intake.drafting.roles import ROLES, TOPICS
from ledger.intake.drafting.sentences.cast import Cast
from ledger.intake.drafting.sentences.counting import number_of
from ledger.intake.drafting.sentences.dates import DateWords
from ledger.intake.drafting.sentences.statement import Certainty, DraftSpeaker
from ledger.intake.drafting.wording import Wording, WordingRule, group
from ledger.spoken import spoken

_FEW = 3  # words that may follow a date that ends what something is about
_TEXT = 200  # characters of a text that is filled from the words
_ITEM = re.compile(r"\s*\n\s*(?:[-*•·▪◦‣–]|\(?[0-9a-z]{1,2}[.)])?\s*|\s*;\s*")
_NAMES = re.compile(r"\s*(?:,|;|&|\band\b|\by\b|·|와|과)\s*")
_REST_OF_NUMBER = re.compile(r"(?<=\d)[.,]\d[^,;:.]*")
_EDGES = " \t\n,;:.-–—\"'“”‘’()"


@attrs.define(kw_only=True)
class Filling:
    """One draft in the making: what is known of a match, and the fields so far."""

    kind: str
    names: NameIndex
    wording: Wording
    sentence: str
    clause: tuple[int, int]
    verb: tuple[int, int]
    match: re.Match[str] | None
    rule: WordingRule | None
    cast: Cast
    mentions: tuple[Mention, ...]
    certainty: Certainty
    date: DateWords | None
    speaker: DraftSpeaker | None
    condition: str | None
    partnership: str | None
    partnerships: tuple[str, ...]
    meant: tuple[str, str] | None = None
    fields: dict[str, object] = attrs.Factory(dict)
    because: list[str] = attrs.Factory(list)
    words: dict[str, str] = attrs.Factory(dict)
    candidates: dict[str, tuple[str, ...]] = attrs.Factory(dict)

    def fill(self) -> None:
        """Fill what the words settle."""
        self._parties()
        self._topic()
        self._instrument()
        if self.rule is not None:
            self.fields |= {k: v for k, v in self.rule.fixed.items() if k != "modality"}
        self._figures()
        self._steps()
        self._vote()
        self._modality()
        self._when()
        self._asserter()
        specs = {spec.name for spec in written_specs(self.kind)}
        if self.partnership and "partnership" in specs:
            self.fields["partnership"] = self.partnership
        elif self.partnerships:
            self.candidates["partnership"] = self.partnerships

    def gaps(self) -> tuple[Gap, ...]:
        """What is left for a person: required fields, and those that the words leave open."""
        left = []
        several = takes_several(self.kind) and "parties" in self.fields
        for spec in written_specs(self.kind):
            open_ = spec.name in self.words or spec.name in self.candidates
            if spec.name in self.fields or spec.name in {"document", "quote"}:
                continue
            required = spec.required and not (spec.name == "party" and several)
            if required or open_:
                left.append(
                    Gap(
                        field=spec.name,
                        holds=f"{spec.help} ({spec.holds})",
                        required=required,
                        candidates=self.candidates.get(spec.name, ()),
                        words=self.words.get(spec.name),
                    )
                )
        return tuple(left)

    def _parties(self) -> None:
        roles = (self.rule.roles if self.rule is not None else "") or ROLES.get(self.kind, "")
        specs = {spec.name: spec for spec in written_specs(self.kind)}
        for role in roles.split():
            field, _, part = role.partition("=")
            ids = self._part(part)
            if not ids or field not in specs:
                continue
            self._party_field(specs[field], ids)
        if self.cast.sides and self.partnership:
            self.because.append(
                spoken(
                    "“{words}” are the parties of {partnership}",
                    words=self.cast.sides,
                    partnership=self.partnership,
                )
            )
        first = next((role.partition("=")[0] for role in roles.split()), None)
        if (
            self.cast.strangers
            and first
            and first not in self.fields
            and "parties" not in self.fields
        ):
            self.words[first] = ", ".join(self.cast.strangers)
        for mention in self.cast.doubtful:
            if first:
                self.candidates[first] = mention.ids

    def _party_field(self, spec: FieldSpec, ids: tuple[str, ...]) -> None:
        if spec.many:
            self.fields[spec.name] = list(ids)
        elif len(ids) == 1:
            self.fields[spec.name] = ids[0]
        elif takes_several(self.kind) and spec.name == "party":
            self.fields["parties"] = list(ids)
        else:
            self.candidates[spec.name] = ids

    def _part(self, part: str) -> tuple[str, ...]:
        cast = self.cast
        match part:
            case "states" | "acting-states":
                ids = cast.together if part == "states" else cast.acting
                if not ids and self.kind == "domestically-approved" and len(cast.places) == 1:
                    ids = cast.places  # "lawmakers in Seoul"
                return tuple(dict.fromkeys(map(self.names.state_of, ids)))
            case "host":
                return cast.actors if self._receives() else ()
            case "rest":
                host = self.fields.get("host")
                return tuple(id_ for id_ in cast.everyone if id_ != host)
            case "receivers":
                others = (id_ for id_ in (*cast.objects, *cast.places) if id_ not in cast.actors)
                return tuple(others)[:1]
            case "first":
                return cast.actors[:1]
            case "all":
                return cast.everyone
            case _:
                ids = getattr(cast, part)
                assert isinstance(ids, tuple)  # noqa: S101 - a part of the cast
                return ids

    def _receives(self) -> bool:
        """Whether a single subject holds it and does not hold it with another."""
        verb = self.sentence[slice(*self.verb)].lower()
        hosting = self.wording.hosting.match(verb) is not None
        return len(self.cast.actors) == 1 and hosting and not self._meets()

    def _meets(self) -> bool:
        return self.kind in {"meeting-held", "negotiation-round-held"} and bool(self.cast.company)

    def _topic(self) -> None:
        field = TOPICS.get(self.kind)
        specs = {spec.name: spec for spec in written_specs(self.kind)}
        if field is None or field not in specs:
            return
        words = self._without_date(self._topic_words(required=specs[field].required))
        if not words:
            return
        if specs[field].many:
            split = _NAMES if self.kind == "sources-named" else _ITEM
            items = [self._short(item) for item in split.split(words) if item.strip(_EDGES)]
            self.fields[field] = list(dict.fromkeys(item for item in items if item))[:20]
        else:
            self.fields[field] = self._short(words)

    def _topic_words(self, *, required: bool) -> str | None:
        if self.match is not None and (place := group(self.match, "topic")) is not None:
            return self._whole_number(place)
        if self.rule is None and self.kind == "opinion-stated":
            return self._quoted()
        rest = self.sentence[self.verb[1] : self.clause[1]]
        after = self.verb[1] if self.match is None else max(self.verb[1], self.match.end())
        topic = self.wording.topic.search(self.sentence, after, self.clause[1])
        date = self.date
        if topic and not (date and date.start <= topic.start("topic") < date.end):
            return self._whole_number(topic.span("topic"))
        if not required:
            return None
        if self.kind == "opinion-stated":
            return self._quoted() or self.sentence
        return rest if len(rest.strip(_EDGES)) > 2 else self.sentence[slice(*self.clause)]  # noqa: PLR2004

    def _whole_number(self, place: tuple[int, int]) -> str:
        """The words at a place, on to the next mark where they would end within a number."""
        start, end = place
        rest = _REST_OF_NUMBER.match(self.sentence, end)
        return self.sentence[start : end if rest is None else min(rest.end(), self.clause[1])]

    def _without_date(self, words: str | None) -> str | None:
        """The words without a date at their end that the entry has in a field of its own."""
        if words is None or self.date is None:
            return words
        if words.strip(_EDGES) in self.date.words:
            return None
        topic, date, rest = words.partition(self.date.words)
        return topic if date and len(topic) > 2 and len(rest.split()) < _FEW else words  # noqa: PLR2004

    def _quoted(self) -> str | None:
        match = self.wording.quoting.search(self.sentence)
        return None if match is None else match[1]

    def _short(self, words: str) -> str:
        words = " ".join(words.split()).strip(_EDGES)
        if len(words) <= _TEXT:
            return words
        return words[:_TEXT].rsplit(" ", 1)[0].strip(_EDGES)

    def _instrument(self) -> None:
        specs = {spec.name: spec for spec in written_specs(self.kind)}
        if "instrument" not in specs:
            return
        titled = [m for m in self.mentions if m.kind == "instrument"]
        inside = [m for m in titled if self.clause[0] <= m.start < self.clause[1]] or titled
        ids = tuple(dict.fromkeys(id_ for m in inside for id_ in m.ids))
        if len(ids) == 1:
            self.fields["instrument"] = ids[0]
            self.because.append(spoken("“{words}” names the instrument", words=inside[0].words))
        elif ids:
            self.candidates["instrument"] = ids
        elif self.meant is not None:
            self.fields["instrument"], words = self.meant
            self.because.append(
                spoken("“{words}” is the instrument that was named before it", words=words)
            )
        elif specs["instrument"].required:
            followed = self.partnership
            self.candidates["instrument"] = tuple(
                instrument.id
                for instrument in self.names.instruments.values()
                if followed and followed in instrument.partnerships
            )

    def _figures(self) -> None:
        specs = {spec.name: spec for spec in written_specs(self.kind)}
        name = next((n for n in ("figures", "amount") if n in specs), None)
        if name is None or self.wording.figures is None:
            return
        figures = []
        for match in self.wording.figures.finditer(self.sentence, *self.clause):
            words = match["figure"].strip(" ,.")
            try:
                figure_of(words)
            except ClaimsError:
                continue
            figures.append(words)
        if figures:
            self.fields[name] = figures if specs[name].many else figures[0]

    def _steps(self) -> None:
        if self.kind != "domestically-approved":
            return
        for pattern, step in self.wording.steps:
            if pattern.search(self.sentence, *self.clause):
                self.fields["step"] = step
                return

    def _vote(self) -> None:
        """The vote that a clause counts, where the kind has one."""
        has_vote = any(spec.name == "vote" for spec in written_specs(self.kind))
        if not has_vote or self.wording.votes is None:
            return
        match = self.wording.votes.search(self.sentence, *self.clause)
        if match is None:
            return
        names = {"in_favour": "for", "against": "against", "abstained": "abstained"}
        groups = match.groupdict()
        words = {field: groups.get(name) or groups.get(f"{name}2") for field, name in names.items()}
        counts = {
            field: number
            for field, written in words.items()
            if written and (number := number_of(self.wording, written)) is not None
        }
        if {"in_favour", "against"} <= counts.keys():
            self.fields["vote"] = counts

    def _modality(self) -> None:
        fixed = None if self.rule is None else self.rule.fixed.get("modality")
        modality = Modality(str(fixed)) if fixed else self.certainty.modality
        if self.condition and modality in {
            Modality.CONDITIONAL,
            Modality.EXPECTED,
            Modality.INTENDED,
        }:
            modality = Modality.CONDITIONAL
            self.fields["condition"] = self._short(self.condition)
        if modality is not Modality.ACTUAL:
            self.fields["modality"] = modality.value
            if self.certainty.words and not fixed:
                self.because.append(
                    spoken("“{words}”: {modality}", words=self.certainty.words, modality=modality)
                )

    def _when(self) -> None:
        if self.date is None:
            return
        if self.date.date is None:
            self.words["occurred"] = f"{self.date.words} ({self.date.why})"
            return
        self.fields["occurred"] = str(self.date.date)
        self.fields["occurred_words"] = self.date.words
        self.because.append(spoken("“{words}” is {day}", words=self.date.words, day=self.date.date))

    def _asserter(self) -> None:
        speaker = self.speaker
        if speaker is None:
            return
        if speaker.anonymous:
            self.fields["anonymous"] = True
        elif speaker.id is not None:
            self.fields["asserted_by"] = speaker.id
        else:
            self.words["asserted_by"] = speaker.words or ""
            if speaker.candidates:
                self.candidates["asserted_by"] = speaker.candidates
        if speaker.words and not self.words.get("asserted_by"):
            self.because.append(spoken("“{words}” says so", words=speaker.words))
