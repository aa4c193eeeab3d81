"""Which event follows from capturing a document: a new one, one that gains excerpts, or none.

Takes a document, ``Register`` and today; gives a ``Decision``, or raises ``Refused``. What was
captured stays as it is: a document that is kept as excerpts can only gain some at its end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ledger.claims.decision.refusals import (
    AlreadyOtherwise,
    BadName,
    Decision,
    NotKnown,
    Overtaken,
    Refusals,
    Refused,
)
from ledger.claims.events import DocumentCaptured
from ledger.ids import is_slug
from ledger.sources.document import (
    EXCERPT_BREAK,
    Document,
    check_registered,
    join_excerpts,
    sha256_of,
)
from ledger.sources.kinds import Extent, Lineage
from ledger.sources.pages.publication import check_published
from ledger.sources.quotation.folding import fold

if TYPE_CHECKING:
    from datetime import date

    from ledger.claims.decision.register import Register

ERASED = Overtaken(field=None, now="erased", position=None)


def capture(document: Document, register: Register, today: date) -> Decision:
    """The capture of a document; of one that is there, the excerpts that it has not yet."""
    refusals = Refusals()
    if document.root is not None and register.document(document.root) is None:
        near = register.near("document", document.root)
        refusals.add(NotKnown("document", document.root, near), "root")
    check_id(document.id, refusals)
    captured = register.document(document.id)
    if captured is None and (erased := register.erased(f"document:{document.id}")) is not None:
        return _erased(document, erased, register)
    if captured is None and document.lineage is Lineage.ORIGINAL:
        same = register.same_text(document.sha256)
        captured = None if same is None else register.document(same.id)
    if captured is None:
        refusals.trying("published", lambda: check_published(document.published, today))
        refusals.trying("language", lambda: check_registered(document.language))
    refusals.refuse()
    if captured is None:
        return Decision(id=document.id, events=(DocumentCaptured(document=document),))
    gained = _gained(document, captured)
    differing = [
        field.name
        for field in attrs.fields(Document)
        if field.name not in {"id", "sha256"}
        and (field.name != "text" or gained is None)
        and _differs(field, document, captured)
    ]
    if differing:
        refusals.add(_otherwise(captured, differing), differing[0])
    refusals.refuse()
    return _extended(captured, gained or (), register)


def check_id(name: str, refusals: Refusals) -> None:
    """An id that is typed can be read as nothing else: neither a position nor a kind of event."""
    if not is_slug(name):
        refusals.add(BadName(name), "id")


def _extended(captured: Document, gained: tuple[str, ...], register: Register) -> Decision:
    """The document with excerpts at its end, where every place in it stays what it was."""
    if not gained:
        return Decision(id=captured.id, events=())
    text = join_excerpts((captured.text, *gained))
    extended = attrs.evolve(captured, text=text, sha256=sha256_of(text))
    revision = len(register.captures(captured.id))
    count = "an excerpt" if len(gained) == 1 else f"{len(gained):,} excerpts"
    return Decision(
        id=captured.id,
        events=(DocumentCaptured(document=extended, revision=revision),),
        notes=(f"{captured.id} gains {count}: what was kept of it before stays as it was",),
    )


def _gained(document: Document, captured: Document) -> tuple[str, ...] | None:
    """The excerpts that are not kept yet; None where the two are not both excerpts."""
    if not document.extent is captured.extent is Extent.EXCERPTS:
        return None
    kept = [fold(excerpt) for excerpt in captured.text.split(EXCERPT_BREAK)]
    new = dict.fromkeys(document.text.split(EXCERPT_BREAK))
    return tuple(
        excerpt for excerpt in new if not any(fold(excerpt) in earlier for earlier in kept)
    )


def _otherwise(captured: Document, differing: list[str]) -> AlreadyOtherwise:
    fix = (
        "choose another id"
        if "text" in differing
        else f"use document {captured.id}; for a reprint, give its lineage and its root"
    )
    return AlreadyOtherwise("document", captured.id, differing, fix)


def _erased(document: Document, tags: frozenset[str], register: Register) -> Decision:
    """A document whose words were erased is there already, and its words stay out of the log.

    Of one that had gained excerpts nobody can say any more which they were.
    """
    gained = register.erased(f"document:{document.id}:1") is not None
    if f"text:{document.sha256}" not in tags and not (gained and _is_excerpts(document)):
        fix = "choose another id; this document was erased"
        error = AlreadyOtherwise("document", document.id, ["text"], fix)
        raise Refused([error.about("text")])
    return Decision(id=document.id, events=(), overtaken=(ERASED,))


def _is_excerpts(document: Document) -> bool:
    return document.extent is Extent.EXCERPTS


def _differs(field: attrs.Attribute[object], document: Document, captured: Document) -> bool:
    """Whether a detail was given, and is another one than the ledger holds."""
    value = getattr(document, field.name)
    is_stated = field.default is attrs.NOTHING or value != field.default
    return bool(is_stated and value != getattr(captured, field.name))
