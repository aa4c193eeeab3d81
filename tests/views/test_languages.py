"""Every sentence of a page comes from a catalogue: what is left in English is a source's own."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime

import attrs
import pytest

from ledger.app import open_ledger
from ledger.app.clocks import Clocks
from ledger.checks.registry import CHECKS
from ledger.claims.developments import KINDS
from ledger.claims.vocabulary import (
    ApprovalStep,
    Conclusion,
    ConsentAct,
    CourtFinding,
    PartyKind,
    Renewal,
    RuleForm,
    Verdict,
)
from ledger.cli.names import LANGUAGES as OFFERED
from ledger.clock import FixedClock
from ledger.demo import tell
from ledger.projections.changes.changed_clock import ChangedClock
from ledger.projections.hurdles.states import HurdleState
from ledger.projections.hurdles.steps import StepState
from ledger.projections.outlook import ProspectOutcome
from ledger.projections.policies import BodyState, ReviewState, RuleState
from ledger.projections.treaties.entry_into_force.mismatch import MismatchKind
from ledger.projections.treaties.terms import TermState
from ledger.projections.weighing.answer import Criterion, Reason, Rule
from ledger.projections.weighing.independence import Tie
from ledger.projections.weighing.standing_claims import Fall
from ledger.sources.kinds import Lineage, SourceKind
from ledger.views.data import data
from ledger.views.language.catalogue import catalogue
from ledger.views.pages.agenda import agenda_page
from ledger.views.pages.board import board_page
from ledger.views.pages.changes import all_changes_page, changes_page, disputes_page
from ledger.views.pages.documents import documents_page
from ledger.views.pages.head import PageHead
from ledger.views.pages.hurdles import hurdles_page
from ledger.views.pages.ledger.findings import findings_page
from ledger.views.pages.parties import parties_page
from ledger.views.pages.status import status_page
from ledger.views.pages.timeline import timeline_page
from ledger.views.pages.treaties.treaty import treaty_page
from ledger.views.pages.why import why_page
from ledger.views.words import LANGUAGES, Words, sentences, words

NOW = FixedClock(datetime(2024, 12, 1, 12, tzinfo=UTC))
SPACE, ALCE = "mexico-korea-space", "alce-convention"
KEPT = re.compile(r"(\{[^}]*\})")
WIDE = {code: code + 0xFEE0 for code in (*range(0x41, 0x5B), *range(0x61, 0x7B))}
WORD = re.compile(r"[A-Za-z]{3,}")
CLOSED = (
    *(ApprovalStep, Conclusion, ConsentAct, CourtFinding, PartyKind, Renewal, RuleForm, Verdict),
    *(HurdleState, StepState, ProspectOutcome, BodyState, ReviewState, RuleState),
    *(MismatchKind, TermState, Lineage, SourceKind),
)


def widened(text):
    """A pattern in wide letters, its places as they are."""
    return "".join(
        part if KEPT.fullmatch(part) else part.translate(WIDE) for part in KEPT.split(text)
    )


class Wide(Words):
    """A language whose every letter is wide, so that English stands out."""

    @property
    def texts(self):
        """The English catalogue in wide letters."""
        return {
            key: widened(text) for key, text in catalogue("en").items() if key != "large-numbers"
        } | {"large-numbers": "6 " + "million".translate(WIDE)}

    @property
    def sentences(self):
        """What answers hold, in wide letters."""
        return {pattern: widened(pattern) for pattern in sentences("es")}


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    """The story of the Convention."""
    folder = tmp_path_factory.mktemp("languages")
    told = tell("alce", folder / "claims.db")
    with open_ledger(told.location, clock=NOW, custody=folder / "custody") as opened:
        yield opened


def pages(ledger, spoken):
    """Every page of answers, by name."""
    clocks = Clocks(valid_at=date(2024, 12, 1))
    view, names = ledger.view(SPACE, clocks), ledger.names()
    graph = ledger.hurdle_graph(view)
    changed = ledger.diff(SPACE, 20, clocks)
    own = {"clocks": clocks, "words": spoken}
    head = PageHead(title="T", **own)
    return {
        "status": status_page(view.status, **own),
        "board": board_page(ledger.board(clocks), **own),
        "timeline": timeline_page(view.timeline, head=head, names=names),
        "hurdles": hurdles_page(view.hurdles, head=head, names=names, graph=graph),
        "agenda": agenda_page(ledger.agenda(clocks), head=PageHead(title=None, **own), names=names),
        "treaty": treaty_page(ledger.treaty(ALCE, clocks), **own),
        "disputes": disputes_page(ledger.disputes(clocks), **own),
        "documents": documents_page(ledger.documents(clocks), words=spoken),
        "parties": parties_page(ledger.parties(clocks), spoken),
        "changes": changes_page(changed, since="@20", words=spoken),
        "all changes": all_changes_page(ledger.diff_all(20, clocks), since="@20", words=spoken),
        "why": why_page(ledger.why(f"{ALCE}.consents", clocks), clocks="", words=spoken),
        "why in force": why_page(ledger.why(f"{ALCE}.in-force", clocks), clocks="", words=spoken),
        "checks": findings_page(ledger.check(clocks), (), clocks=clocks, words=spoken),
    }


def texts(value):
    """Every text in a value, ids and quotes included."""
    match value:
        case str():
            yield " ".join(value.split())
        case dict():
            for key, part in value.items():
                yield from texts(key)
                yield from texts(part)
        case list() | tuple():
            for part in value:
                yield from texts(part)


@pytest.fixture(scope="module")
def sources(ledger):
    """What sources and the desk wrote: every text of the log, the longest first."""
    events = json.loads(json.dumps(data([entry.event for entry in ledger.entries(limit=10_000)])))
    events = [event for event in events if event]
    for event in events:
        event.get("document", {}).pop("text", None) if isinstance(
            event.get("document"), dict
        ) else 0
    return sorted(set(texts(events)) | {"UTC", "EDTF"}, key=len, reverse=True)


NAMES = (
    "status", "board", "timeline", "hurdles", "agenda", "disputes", "documents", "parties",
    "changes", "all changes", "why", "why in force", "treaty", "checks",
)  # fmt: skip


def texts_of(block):
    """Every text of a block as it stands, the texts in its parts included."""
    match block:
        case str():
            yield block
        case tuple():
            for part in block:
                yield from texts_of(part)
        case _ if attrs.has(type(block)):
            yield from texts_of(attrs.astuple(block, recurse=False))


@pytest.mark.parametrize("name", NAMES)
def test_no_sentence_of_a_page_is_left_in_english(ledger, sources, name):
    """In a language of wide letters only what the log holds has plain ones."""
    left = []
    for block in pages(ledger, Wide("wide"))[name]:
        for text in map(" ".join, map(str.split, texts_of(block))):
            plain = text.replace(f"{ALCE}.in-force", "")
            for check in CHECKS:
                plain = plain.replace(check, "")
            for source in sources:
                plain = plain.replace(source, " ") if len(source) > 2 else plain
            left += WORD.findall(plain)
    assert [] == left


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_no_text_of_a_page_is_laid_out(ledger, name, language):
    """No text is set in, filled up or broken: where it stands is for what lays the page out."""
    for block in pages(ledger, words(language))[name]:
        assert [] == [text for text in texts_of(block) if text != " ".join(text.split())]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("closed", CLOSED, ids=lambda closed: closed.__name__)
def test_every_closed_word_is_spoken(language, closed):
    """No state and no kind stands in English on a page of another language."""
    assert [] == [code for code in closed if f"word-{code}" not in catalogue(language)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_its_sentence(language):
    """Kinds of development, reasons, criteria and ties."""
    wanted = [f"word-{kind}" for kind in KINDS]
    wanted += [f"reason-{code}" for code in (*Reason, *Fall, "disputed")]
    wanted += [f"criterion-{code}" for code in Criterion] + [f"tie-{code}" for code in Tie]
    wanted += [f"rule-{code}" for code in Rule]
    wanted += [f"clock-{clock}" for clock in ChangedClock]
    assert [] == [key for key in wanted if key not in catalogue(language)]


def test_the_command_offers_the_languages_that_there_are():
    """Help names them without reading one."""
    assert OFFERED == LANGUAGES


def test_quotes_are_never_translated(ledger):
    """The words of a source stand in a Korean page letter for letter."""
    clocks = Clocks(valid_at=date(2024, 12, 1))
    proofs = ledger.why(f"{ALCE}.consents", clocks)
    page = list(why_page(proofs, clocks="", words=words("ko")))
    quotes = {block.words for block in page if hasattr(block, "translation")}
    assert {" ".join(citation.quote.split()) for citation in proofs[0].won} <= quotes
