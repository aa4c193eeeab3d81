"""Which mistakes come only of another one that is told already: they are not told as well.

Takes the parts of what is submitted that were refused, and the mistakes of all; leaves out a
name that an entry would have given if it had been right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ledger.claims.commands import CaptureDocument, Describe, RecordClaim
from ledger.claims.decision.refusals import NotEntitled, NotKnown
from ledger.claims.developments import RequirementStated
from ledger.claims.entities import Party
from ledger.claims.events import DocumentCaptured
from ledger.claims.naming import folded, names_of
from ledger.entries.capture import document_in
from ledger.entries.fragment import PLACEHOLDER, Fragment
from ledger.entries.names_and_quotes import names_given

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ledger.claims.commands import Command
    from ledger.errors import ClaimsError
    from ledger.sources.document import Document

_ANY = "any"


@attrs.define
class FollowOn:
    """The names that refused parts would have given, each with the place of the first."""

    _places: dict[tuple[str, str], int] = attrs.Factory(dict)

    def refused(self, part: Command | Fragment, place: int) -> Iterator[DocumentCaptured]:
        """Take note of a part that is refused; gives a document whose words can be quoted."""
        for kind, name in _names(part):
            first = -1 if kind in {"party", None} else place  # parties may stand below
            self._places.setdefault((kind or _ANY, folded(name)), first)
        document = _document(part)
        if document is not None:
            yield DocumentCaptured(document=document)

    def left_out(self, problems: Iterable[ClaimsError]) -> list[ClaimsError]:
        """The mistakes without those that follow from others."""
        return [problem for problem in problems if not self._follows(problem)]

    def _follows(self, problem: ClaimsError) -> bool:
        match problem:
            case NotEntitled(entitled=entitled):
                return PLACEHOLDER in entitled
            case NotKnown(kind=kind, name=name):
                word = folded(name)
                kinds = [_ANY, *kind.replace(" or ", ", ").split(", ")]
                places = [self._places.get((each, word)) for each in kinds]
                return any(place is not None and place < (problem.index or 0) for place in places)
        return False


def _names(part: Command | Fragment) -> Iterator[tuple[str | None, str]]:
    match part:
        case Fragment():
            yield from names_given(part)
        case Describe(entity=Party() as party):
            yield from ((party.kind, name) for name in (party.id, *names_of(party)))
        case Describe(entity=entity):
            yield entity.kind, entity.id
        case CaptureDocument(document=document):
            yield "document", document.id
        case RecordClaim(id=name, development=development):
            if name is not None:
                yield "claim", name
            if isinstance(development, RequirementStated):
                yield "hurdle", development.hurdle


def _document(part: Command | Fragment) -> Document | None:
    if isinstance(part, Fragment):
        return document_in(part)
    return part.document if isinstance(part, CaptureDocument) else None
