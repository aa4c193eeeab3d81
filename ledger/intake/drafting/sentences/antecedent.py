"""Which instrument "it" is: the one that was named last in this paragraph, if one was.

Takes the sentences of a text in their order; gives an instrument and the words that mean it.
Absent: a guess. Where two instruments were named, or "another" one, nothing is in mind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.intake.drafting.mentions.names import Mention
    from ledger.intake.drafting.sentences.matching import RuleMatch
    from ledger.intake.drafting.sentences.sentence import Sentence
    from ledger.intake.drafting.wording import Wording


class Antecedent:
    """What is in mind while a text is read, one sentence after the other."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._read_up_to = 0
        self._instrument: str | None = None

    def read(self, wording: Wording, sentence: Sentence, mentions: Sequence[Mention]) -> None:
        """Take in a sentence: a heading and a new line end what was in mind."""
        if sentence.heading or "\n" in self._text[self._read_up_to : sentence.start]:
            self._instrument = None
        self._read_up_to = sentence.end
        named = {m.ids for m in mentions if m.kind == "instrument"}
        if named:
            ids = named.pop()
            self._instrument = ids[0] if not named and len(ids) == 1 else None
        elif wording.another is not None and wording.another.search(sentence.text):
            self._instrument = None

    def meant(self, wording: Wording, text: str, stated: RuleMatch) -> tuple[str, str] | None:
        """The instrument that is in mind, and the words of the clause that mean it."""
        if self._instrument is None or wording.meant is None or stated.rule is None:
            return None
        for match in wording.meant.finditer(text, *stated.clause):
            after = match.start() >= stated.verb[1]
            if match["it"] is None or after is not stated.rule.passive:
                return self._instrument, match[0].strip()
        return None
