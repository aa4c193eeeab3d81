"""The relative clauses inside a sentence: "The pact, which is not binding, was signed".

Takes a sentence; gives where they stand, and the sentence without them. Each is read for itself,
and what stands around them is read as if they were not there. Absent: what they state.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ledger.intake.drafting.sentences.sentence import Sentence

if TYPE_CHECKING:
    from ledger.intake.drafting.wording import Wording


@attrs.frozen
class RelativeClauses:
    """A sentence, and the places of the relative clauses inside it."""

    sentence: Sentence
    spans: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, wording: Wording, sentence: Sentence) -> RelativeClauses:
        """Those that the language marks: most stand between two commas."""
        if wording.embedded is None:
            return cls(sentence, ())
        spans = (match.span() for match in wording.embedded.finditer(sentence.text))
        return cls(sentence, tuple(spans))

    def hold(self, place: int) -> bool:
        """Whether a place of the sentence is inside one of them."""
        return any(start <= place < end for start, end in self.spans)

    def left_out(self) -> Sentence:
        """The sentence with white space where they stand, so that every place stays as it is."""
        text = self.sentence.text
        for start, end in self.spans:
            text = text[:start] + " " * (end - start) + text[end:]
        return attrs.evolve(self.sentence, text=text)
