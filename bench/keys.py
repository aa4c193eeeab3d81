"""Keys that it takes to record: ``python -m bench.keys``.

The claims of four stories (``tests/stories``, real articles) are recorded by each way, and the keys
of each are counted: by prompts on prompt_toolkit's own input, answer by answer; in a file letter by
letter, ends of lines among them, but for the indents that an editor makes; by flags as the words of
a shell. An Enter and a Tab are a key each. What two parties did alike is one entry, by every way
that has one. Names and documents are there before. ``tests/cli/test_ways.py`` holds that all ways
give the same ledger.
"""

from __future__ import annotations

import io
import shlex
import statistics
import tempfile
import time
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput

from ledger.app import Ledger, init_ledger, open_ledger
from ledger.app.desk.fields import flag
from ledger.app.desk.interview.answer import shown
from ledger.app.desk.interview.plan import STATES_A_HURDLE, every_field
from ledger.app.desk.interview.text_at_hand import TextAtHand
from ledger.app.desk.names_offered import offered_names
from ledger.claims.vocabulary import Modality
from ledger.cli.call import Call
from ledger.cli.dialogue.conversation import Conversation
from ledger.cli.dialogue.prompts import Terminal
from ledger.entries.reader import EntryFile, EntryFormat, read_entries
from ledger.entries.short_form.abbreviation import abbreviated
from ledger.entries.short_form.blocks import whole_entries
from ledger.entries.specs import CLAIM_KINDS, KIND_NAMES, PARTIES, parties_spec
from ledger.entries.text.scalars import word_meant
from ledger.entries.text.tree import grown
from ledger.entries.write import entry_of, to_yaml
from ledger.sources.quotation.ends import between

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.app.desk.interview.question import Question

STORIES = sorted((Path(__file__).parent.parent / "tests" / "stories").glob("*.yaml"))
Entry = dict[str, object]
_STUCK = 9
_PARTIES = frozenset({"on", "participants", "authority", "asserted_by", "about", "by", "host"})


def story(path: Path) -> tuple[list[Entry], list[Entry]]:
    """The names and documents of a story, and its claims, article by article."""
    data = io.BytesIO(path.read_bytes())
    file = EntryFile(file=data, source=path.name, form=EntryFormat.YAML)
    entries = [entry_of(entry.command) for entry in read_entries(file)]
    names = [entry for entry in entries if entry["kind"] not in CLAIM_KINDS]
    claims = [entry for entry in entries if entry["kind"] in CLAIM_KINDS]
    articles = list(dict.fromkeys(str(claim["document"]) for claim in claims))
    return names, sorted(claims, key=lambda claim: articles.index(str(claim["document"])))


def joined(claims: Sequence[Entry]) -> list[Entry]:
    """The claims, those that follow each other and differ in their party alone as one entry."""
    entries: list[Entry] = []
    for _, group in groupby(claims, lambda claim: repr({**claim, "party": None})):
        alike = list(group)
        first = alike[0]
        if len(alike) > 1 and "party" in first and parties_spec(str(first["kind"])) is not None:
            rest = {name: value for name, value in first.items() if name != "party"}
            entries.append({**rest, PARTIES: [claim["party"] for claim in alike]})
        else:
            entries += alike
    return entries


def short_quote(quote: str, text: str) -> str:
    """The fewest first and last words that are a quote, or the quote."""
    words, shortest = quote.split(" "), quote
    for first in range(1, min(4, len(words))):
        for last in range(1, min(4, len(words) - first + 1)):
            short = f"{' '.join(words[:first])} .. {' '.join(words[-last:])}"
            passages = between(short, text) if len(short) < len(shortest) else ()
            if [passage.exact for passage in passages] == [quote]:
                shortest = short
    return shortest


def typed_quote(quote: str, text: str) -> str:
    """The fewest keys that make a quote: its beginning and Tab, its ends, or all of it."""
    hand = TextAtHand(text=text)
    begun = (quote[:length] for length in range(3, len(quote)))
    with_tab = next((each for each in begun if [*hand.completions(each)] == [quote]), None)
    ends = short_quote(quote, text)
    return f"{with_tab}\t" if with_tab is not None and len(with_tab) < len(ends) else ends


def shortest(word: str, words: Sequence[str]) -> str:
    """The fewest letters that mean a word of a vocabulary."""
    plain = tuple(each.replace("_", "-") for each in words)
    spelled = word.replace("_", "-")
    parts = spelled.split("-")
    begun = [spelled[:length] for length in range(1, len(spelled))]
    begun += [
        f"{parts[0][:first]}-{parts[1][:second]}"
        for first in range(1, 4)
        for second in range(1, 4)
        if len(parts) > 1
    ]
    meant = [each for each in begun if word_meant(each, plain) == spelled]
    return min(meant, key=len, default=spelled)


class Typist:
    """Someone who knows what the articles state, and answers what is asked with few keys."""

    def __init__(self, claims: Sequence[Entry]) -> None:
        self._claims = list(claims)
        self.conversation: Conversation | None = None
        self.keys: list[int] = []
        self.enters: list[int] = []
        self.told: list[str] = []
        self._asked: list[str] = []
        self._begins = True

    def tell(self, line: str, level: int = 0) -> None:  # noqa: ARG002 - by this it is set in
        """Keep what is told: a refusal would stand there."""
        self.told.append(line)

    def show(self, text: str, start: int) -> int:
        """A text that is shown needs no keys."""
        return start + len(text)

    def ask(self, question: Question) -> str:
        """Type the answer, and count its keys."""
        if len(self.keys) == len(self._claims) and self._begins:
            return self._typed("", question)
        if self._begins:
            self.keys.append(0)
            self.enters.append(0)
            self._begins = False
        line = self._answer(question)
        self._asked.append(question.name)
        if self._asked[-_STUCK:].count(question.name) == _STUCK:
            raise RuntimeError(f"{question.name} is asked again and again: {self.told[-2:]}")
        self.keys[-1] += len(line) + 1
        self.enters[-1] += 1
        return self._typed(line, question)

    def _typed(self, line: str, question: Question) -> str:
        """The line as it stands once Enter is typed: Tab has written out what it can."""
        begun, tab, _ = line.partition("\t")
        if not tab:
            return line
        offers = question.completions or (lambda _: self._names_like(begun, question))
        whole = list(offers(begun))
        return whole[0] if len(whole) == 1 else begun

    @staticmethod
    def _names_like(begun: str, question: Question) -> list[str]:
        return [name for name in question.offers if name.startswith(begun)]

    @property
    def _claim(self) -> Entry:
        return self._claims[len(self.keys) - 1]

    def _answer(self, question: Question) -> str:
        assert self.conversation is not None
        claim, names = self._claim, self.conversation.names
        if question.name == "kind":
            document = str(claim["document"])
            if self.conversation.interview.answers.get("document") != document:
                return "<"
            return shortest(str(claim["kind"]), CLAIM_KINDS)
        if question.name == "record":
            line = next(self._missing(), "")
            self._begins = not line
            return line
        if question.name == "quote":
            text = self.conversation.interview.text()
            assert text is not None
            return typed_quote(str(claim["quote"]), text.text)
        if question.name == "when":
            wanted = self._when()
        elif question.name == "party":
            parties = claim.get(PARTIES) or [claim.get("party", "")]
            assert isinstance(parties, list)
            wanted = ",".join(_begun(names["party"], str(party)) for party in parties)
        else:
            wanted = self._wanted(question.name)
        if question.default in {wanted, self._wanted(question.name)} and question.default:
            return ""
        return wanted or ("-" if question.default else "")

    def _wanted(self, name: str) -> str:
        assert self.conversation is not None
        value = self._claim.get(name)
        names = self.conversation.names.get("party" if name in _PARTIES else name, {})
        if isinstance(value, list):
            return shown([_begun(names, shown(each)) for each in value])
        if value is None:
            return ""
        field = every_field(str(self._claim["kind"])).get(name)
        if field is not None and field.choices:
            return shortest(str(value), field.choices)
        begun = _begun(names, shown(value))
        new = name == "hurdle" and self._claim["kind"] in STATES_A_HURDLE
        return f"{begun}\t" if new and begun != value else begun

    def _when(self) -> str:
        claim = self._claim
        modality = claim.get("modality")
        words = [] if modality is None else [shortest(str(modality), tuple(Modality))]
        words += [str(claim[name]) for name in ("occurred", "occurred_words") if name in claim]
        return " ".join(words)

    def _missing(self) -> Iterator[str]:
        """What the claim has and was not asked for, and what it has not and stayed."""
        assert self.conversation is not None
        answers, claim = self.conversation.interview.answers, self._claim
        fields = every_field(str(claim["kind"]))
        for name in fields:
            now, wanted = shown(answers.get(name, "")), shown(claim.get(name, ""))
            if now != wanted and not (name == "party" and PARTIES in claim):
                yield f"+{shortest(name, tuple(fields))} {self._wanted(name) or '-'}"


class AtATerminal(Typist):
    """The same person, whose keys go through the terminal's own lines."""

    def __init__(self, claims: Sequence[Entry], pipe: PipeInput) -> None:
        super().__init__(claims)
        self._pipe = pipe
        self._terminal = Terminal(color=False, output=DummyOutput())

    def _typed(self, line: str, question: Question) -> str:
        self._pipe.send_text(f"{line}\r")
        return self._terminal.ask(question)


def _begun(names: dict[str, str], name: str) -> str:
    """The fewest letters that mean a name."""
    if name not in names:
        return name
    begun = (name[:length] for length in range(3, len(name)))
    others = [other for other in names if other != name]
    return next(
        (
            each
            for each in begun
            if each not in names and not any(other.startswith(each) for other in others)
        ),
        name,
    )


def by_prompts(ledger: Ledger, claims: Sequence[Entry], typist: Typist | None = None) -> Typist:
    """Record claims by prompts; gives who typed them."""
    typist = typist or Typist(joined(claims))
    typist.conversation = Conversation(
        call=Call(),
        ledger=ledger,
        interviewer=typist,
        dry_run=False,
        replace=False,
        names=offered_names(ledger),
    )
    typist.conversation.hold({}, once=False)
    return typist


def at_a_terminal(ledger: Ledger, claims: Sequence[Entry]) -> Typist:
    """Record claims by prompts, each key through the terminal's own lines."""
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        return by_prompts(ledger, claims, AtATerminal(joined(claims), pipe))


def by_flags(claim: Entry) -> list[str]:
    """The words of a shell that record a claim."""
    words = ["record", str(claim["kind"])]
    for name, value in claim.items():
        for each in value if isinstance(value, list) else [value]:
            if value is True:
                words.append(flag(name))
            elif value is not False and name != "kind":
                words += [flag(name), shown(each)]
    return words


def in_short_form(
    claims: Sequence[Entry], texts: dict[str, str], codes: dict[str, str]
) -> list[Entry]:
    """The blocks of a file in the short form, in the fewest keys.

    Quotes by their ends where that is shorter, kinds by their beginnings, parties by their codes.
    """
    short = [
        {**claim, "quote": short_quote(str(claim["quote"]), texts[str(claim["document"])])}
        for claim in claims
    ]
    blocks = []
    for block in abbreviated(short):
        ((head, items),) = block.items()
        assert isinstance(items, list)
        blocks.append({head: [_in_fewest_keys(item, codes) for item in items]})
    return blocks


def _in_fewest_keys(item: Entry, codes: dict[str, str]) -> Entry:
    """A line with its kind by its beginning and parties by their codes."""
    (line, text), *rest = item.items()
    kind, *words = line.split(" ")
    if kind not in CLAIM_KINDS or not words:
        return item
    coded = [codes.get(word.rstrip(","), word.rstrip(",")) for word in words]
    return {" ".join([shortest(kind, KIND_NAMES), *coded]): text, **dict(rest)}


def codes_of(names: Sequence[Entry]) -> dict[str, str]:
    """The codes of parties that have one, by id, in small letters as one types them."""
    return {str(name["id"]): str(name["code"]).lower() for name in names if name.get("code")}


def keys_of_blocks(blocks: Sequence[Entry], claims: Sequence[Entry]) -> list[float]:
    """The keys of each claim in the short form: its lines, and its part of what a block shares."""
    keys: list[float] = []
    for block in blocks:
        ((head, items),) = block.items()
        assert isinstance(items, list)
        each = [_typed(to_yaml([item])) for item in items]
        numbers = [len(list(whole_entries(grown({"claims": [item]})))) for item in items]
        shared = (len(head) + len("- :\n")) / sum(numbers)
        for length, number in zip(each, numbers, strict=True):
            keys += [length / number + shared] * number
    assert len(keys) == len(claims)
    return keys


def _typed(text: str) -> int:
    """The keys of a text: an editor indents, and folds no line."""
    lines = text.splitlines()
    return sum(len(line.lstrip()) + 1 for line in lines)


def opened(folder: Path, names: Sequence[Entry]) -> Ledger:
    """A new ledger with names and documents."""
    place = folder / "claims.db"
    init_ledger(place)
    ledger = open_ledger(place, custody=folder / "custody")
    ledger.import_entries(to_yaml(names))
    return ledger


def texts_of(ledger: Ledger, claims: Sequence[Entry]) -> dict[str, str]:
    """The texts of the documents that claims quote."""
    documents = {str(claim["document"]) for claim in claims}
    return {
        name: document.text
        for name in documents
        if (document := ledger.register().document(name)) is not None
    }


def main() -> None:
    """Print a row for each way: keys and Enters for each claim, and what was refused."""
    counts: dict[str, list[float]] = {"prompts": [], "short form": [], "yaml": [], "flags": []}
    enters: list[float] = []
    refused: list[str] = []
    seconds = 0.0
    for path in STORIES:
        names, claims = story(path)
        with tempfile.TemporaryDirectory() as folder, opened(Path(folder), names) as ledger:
            began = time.perf_counter()
            typist = at_a_terminal(ledger, claims)
            seconds += time.perf_counter() - began
            for entry, keys, times in zip(joined(claims), typist.keys, typist.enters, strict=True):
                parties = entry.get(PARTIES)
                apart = isinstance(parties, list) and parties_spec(str(entry["kind"])) is not None
                several = len(parties) if isinstance(parties, list) and apart else 1
                counts["prompts"] += [keys / several] * several
                enters += [times / several] * several
            refused += [line for line in typist.told if "try:" in line]
            blocks = in_short_form(claims, texts_of(ledger, claims), codes_of(names))
            counts["short form"] += keys_of_blocks(blocks, claims)
            counts["yaml"] += [float(_typed(to_yaml([claim]))) for claim in claims]
            counts["flags"] += [
                float(len(shlex.join(["claims", *by_flags(claim)]))) for claim in claims
            ]
    print(f"{'way':<12}{'claims':>8}{'median':>8}{'mean':>8}{'most':>8}")
    for way, keys_of in counts.items():
        mean, median = statistics.mean(keys_of), statistics.median(keys_of)
        print(f"{way:<12}{len(keys_of):>8}{median:>8.0f}{mean:>8.0f}{max(keys_of):>8.0f}")
    print(f"Enters by prompts: median {statistics.median(enters):.0f}, most {max(enters):.0f}")
    print(f"refusals by prompts: {len(refused)}; seconds of the machine: {seconds:.1f}")
    for line in refused:
        print(f"  {line}")


if __name__ == "__main__":
    main()
