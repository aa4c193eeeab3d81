"""Documents and claims that this ledger has under another id than the one that is given.

Takes commands and what was decided of those before; gives the commands with the ids that the
ledger has. So another desk's claims on an article find it under whatever id it was kept here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ledger.claims.commands import (
    CaptureDocument,
    CorrectClaim,
    DisputeClaim,
    RecordClaim,
    Retract,
)
from ledger.entries.fragment import Fragment
from ledger.ids import ClaimId, DocumentId, is_made

if TYPE_CHECKING:
    from ledger.claims.commands import Command
    from ledger.claims.decision.decision import Decision


@attrs.define
class OtherIds:
    """By the id that was given, the id under which the ledger has the document or the claim."""

    documents: dict[str, str] = attrs.Factory(dict)
    things: dict[str, str] = attrs.Factory(dict)

    def copy(self) -> OtherIds:
        """The same, to learn more without changing this."""
        return OtherIds(documents=dict(self.documents), things=dict(self.things))

    def applied(self, command: Command | Fragment) -> Command | Fragment:
        """The command, or what is right of an entry, with the ids that the ledger has."""
        if not self.documents and not self.things:
            return command
        match command:
            case Fragment():
                return command
            case CaptureDocument(document=document) if document.root in self.documents:
                root = DocumentId(self.documents[str(document.root)])
                return attrs.evolve(command, document=attrs.evolve(document, root=root))
            case RecordClaim():
                return self._claim(command)
            case CorrectClaim():
                return attrs.evolve(
                    command,
                    claim=ClaimId(self._thing(command.claim)),
                    becomes=self._claim(command.becomes),
                )
            case Retract():
                return attrs.evolve(
                    command,
                    target=self._thing(command.target),
                    document=self._document(command.document),
                )
            case DisputeClaim():
                return attrs.evolve(
                    command,
                    claim=ClaimId(self._thing(command.claim)),
                    document=self._document(command.document),
                )
        return command

    def learn(self, original: Command | Fragment, decision: Decision) -> None:
        """Take note of the id under which the ledger has what was given."""
        match original:
            case CaptureDocument(document=document) if document.id != decision.id:
                self.documents[document.id] = decision.id
            case RecordClaim(id=str() as name) if name != decision.id:
                self.things[name] = decision.id

    def _claim(self, command: RecordClaim) -> RecordClaim:
        """The claim on the document as it is here; an id made from content is made again."""
        if command.document not in self.documents:
            return command
        made = command.id is not None and is_made(command.id)
        return attrs.evolve(
            command,
            document=DocumentId(self.documents[command.document]),
            id=None if made else command.id,
        )

    def _document(self, name: DocumentId | None) -> DocumentId | None:
        return None if name is None else DocumentId(self.documents.get(name, name))

    def _thing(self, name: str) -> str:
        return self.things.get(name, self.documents.get(name, name))
