"""The types of what a face puts together for a program: receipts, lists, texts.

Takes the classes of the rooms; gives a type for each such answer of ``--json``. Nothing of it is
loaded when a command runs: mypy holds the dicts to these types, and ``json_schema`` reads them.
"""

from __future__ import annotations

from typing import Annotated, Literal, NotRequired, TypedDict

from ledger.app.contract.envelopes import ErrorData, ProblemsData
from ledger.app.submission.submit import Outcome
from ledger.edtf import Edtf
from ledger.projections.changes.preview import Preview
from ledger.projections.hurdles.graph import HurdleGraph
from ledger.projections.hurdles.hurdle import Hurdle
from ledger.sources.kinds import Lineage, SourceKind
from ledger.views.answer_types import FeedData, Joined, Plain
from ledger.views.briefs.brief import Brief


class Submitted(TypedDict):
    """What was recorded, and what was there already; ``preview`` is of a dry run.

    ``left_out`` is of another desk's export: what it misses, each a sentence that says why.
    """

    recorded: int
    already: int
    dry_run: bool
    import_id: str | None
    outcomes: Annotated[object, Plain(tuple[Outcome, ...])]
    preview: Annotated[object, Plain(Preview | None)]
    left_out: NotRequired[list[str]]


class UndoneData(TypedDict):
    """An import that was taken back; ``undo`` is the id of that, null where nothing was.

    ``taken_back`` are the ids of claims, documents and acts, ``described`` what is described as it
    was before; ``stays`` and ``since`` are sentences.
    """

    import_id: str
    undo: str | None
    dry_run: bool
    taken_back: list[str]
    described: list[str]
    stays: list[str]
    since: list[str]


class CapturedData(TypedDict):
    """The document that was kept, or was there already."""

    id: str
    new: bool
    position: int | None
    sha256: str
    characters: int
    title: str
    publisher: str
    kind: Annotated[object, Plain(SourceKind)]
    language: str | None
    url: str | None
    published: Annotated[object, Plain(Edtf | None)]
    lineage: Annotated[object, Plain(Lineage)]
    root: str | None
    original: str | None
    notes: list[str]


class ImportedFeedsData(TypedDict):
    """The feeds of a list that are followed now, that were, and that cannot be."""

    added: list[FeedData]
    already: list[str]
    unusable: list[str]


class ExportedFeedsData(TypedDict):
    """How many feeds were written as OPML, and where; the text where no file was named."""

    feeds: int
    file: str | None
    opml: str | None


class BriefData(TypedDict):
    """A brief as values; the file it became, its format and size, where it was written."""

    file: str | None
    format: str | None
    bytes: int | None
    brief: Annotated[object, Plain(Brief)]


class GapData(TypedDict):
    """A field of a draft that its words do not settle, and what it may be."""

    field: str
    holds: str
    required: bool
    candidates: list[str]
    words: str | None


class DraftData(TypedDict):
    """One draft as an entry, its place, what led to it, what it lacks; the claim that states it."""

    entry: dict[str, object]
    start: int
    end: int
    because: list[str]
    gaps: list[GapData]
    recorded: str | None


class RefusedDraftData(TypedDict):
    """A line of a proposer that is no draft, and why."""

    reason: str
    written: str


class DraftsData(TypedDict):
    """What was proposed of a document, in the order of its words; null: it is not recorded yet."""

    document: str | None
    proposer: str
    drafts: list[DraftData]
    refused: list[RefusedDraftData]
    notes: list[str]


class ErasedData(TypedDict):
    """An event whose words are gone, and the position of the event that records so."""

    id: str
    position: int
    recorded: int


class EventPlace(TypedDict):
    """An event and its position."""

    id: str
    position: int


class ErasureData(TypedDict):
    """What was erased, or would be; ``before`` is the position of an earlier erasure."""

    erased: list[ErasedData]
    would_erase: list[EventPlace]
    quoting: list[EventPlace]
    before: int | None


class InitialisedData(TypedDict):
    """A ledger that is ready, the triggers that were made again, the time zone that it keeps."""

    ledger: str
    restored: list[str]
    timezone: str | None


class CopiedData(TypedDict):
    """A copy that was verified: how many events, and the root of their tree in Base64."""

    source: str
    target: str
    size: int
    root: str


class RebuiltData(TypedDict):
    """The board made again: its rows, true up to a position."""

    partnerships: int
    position: int


class KindData(TypedDict):
    """A kind of entry, and what it states."""

    kind: str
    summary: str


class CheckData(TypedDict):
    """A check, its group, and what must be so."""

    name: str
    group: str
    summary: str


class Completion(TypedDict):
    """The script that teaches a shell to complete."""

    shell: Literal["bash", "zsh", "fish"]
    script: str


class Grants(TypedDict):
    """Who may do what, as SQL."""

    sql: str


class FeatureText(TypedDict):
    """A feature to start from, as Gherkin."""

    feature: str


class HurdleList(TypedDict):
    """The hurdles of a partnership."""

    hurdles: Annotated[object, Plain(tuple[Hurdle, ...])]


HURDLES = Annotated[object, Joined((HurdleList, HurdleGraph))]
"""The hurdles with the graph of what waits for what."""


class ConsistencyData(TypedDict):
    """A proof that the ledger only grew: its hashes in Base64, and its file."""

    old: int
    new: int
    proof: list[str]
    file: str


class ExportedData(TypedDict):
    """What an export wrote."""

    folder: str
    size: int
    files: int


class EntriesExported(TypedDict):
    """Entries that were written to a file, or stand in the answer; and what was left out."""

    file: str | None
    count: int
    signed: bool
    left_out: list[str]
    entries: list[dict[str, object]]


class StandardExported(TypedDict):
    """Claims in a format of others, written to a file or standing in the answer."""

    file: str | None
    format: str
    count: int
    text: str | None


class NewReceiver(TypedDict):
    """A receiver that was added; its secret is shown this once."""

    name: str
    means: str
    secret: str | None


class ReceiverData(TypedDict):
    """A receiver: where it is, how far it was told, what waits and what was given up.

    ``gone``: the ledger has no row of it, so that nobody knows how far; ``position`` is -1 then.
    """

    name: str
    means: str
    place: str
    subjects: list[str]
    position: int
    waiting: int
    given_up: int
    stopped: str | None
    error: str | None
    gone: bool


class RetriedData(TypedDict):
    """A receiver, and how many messages it is about."""

    name: str
    messages: int


class NotifiedData(TypedDict):
    """How many messages arrived, and which did not and why."""

    sent: int
    failed: list[str]


class PublishedData(TypedDict):
    """A site as it stands in a folder, and what was done for it."""

    folder: str
    position: int
    files: int
    written: int
    removed: int


class ProofText(TypedDict):
    """A proof file, as text."""

    proof: str


class TokenData(TypedDict):
    """Who has a token, what it opens (read, propose, record), and since when."""

    name: str
    may: str
    made_at: str


class NewToken(TypedDict):
    """A token, shown this once."""

    name: str
    may: str
    token: str


class ServedData(TypedDict):
    """Where the pages of a ledger are served; ``link`` opens a session that may record."""

    url: str
    link: str | None


class WitnessData(TypedDict):
    """Where a witness listens, and its public key."""

    url: str
    key: str


class SpecMistakes(TypedDict):
    """The mistakes in features, each as an error."""

    mistakes: list[ErrorData | ProblemsData]


class ReportFile(TypedDict):
    """Where a report was written."""

    report: str
