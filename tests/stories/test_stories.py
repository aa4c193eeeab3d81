"""Four real stories, in the kinds that say what their sources say: they import and read true.

Each file is one partnership, from real articles that are quoted in a few words. What is asserted
is what an analyst would say who read them all.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pytest

from ledger.app import Ledger
from ledger.clock import Clocks, FixedClock
from ledger.edtf import Tristate
from ledger.log.stores.memory import MemoryLog
from ledger.projections.outlook import ProspectOutcome
from ledger.views.pages.head import PageHead
from ledger.views.pages.status import status_page
from ledger.views.pages.timeline import timeline_page
from ledger.views.text.layout import text_lines

HERE = Path(__file__).parent
SHARED = HERE.parents[2] / "shared" / "reference" / "stories"
NOW = datetime(2026, 3, 31, 12, tzinfo=UTC)


@cache
def told(path):
    """A ledger in which a story was imported whole."""
    clock = FixedClock(NOW)
    ledger = Ledger(MemoryLog(clock=clock), clock=clock)
    ledger.import_entries(path)
    return ledger


def on(day, published_by=None):
    """Clocks of a day, of what could be read by another."""
    limit = None if published_by is None else date.fromisoformat(published_by)
    return Clocks(valid_at=date.fromisoformat(day), published_by=limit)


def instrument(status, name):
    return next(state for state in status.instruments if state.id == name)


def party(state, name):
    return next(position for position in state.participation if position.party == name)


@pytest.mark.parametrize("path", sorted(SHARED.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_story_in_its_first_kinds_still_imports_whole(path):
    """Kinds and fields that are new take nothing away from a file of before."""
    ledger = told(path)
    assert len(ledger.board(on("2026-03-15"))) == 1


class TestAustraliaTuvalu:
    """Falepili Union: signed by both, in force, and a memorandum that is described."""

    @pytest.fixture
    def ledger(self):
        return told(HERE / "australia-tuvalu.yaml")

    def test_it_is_in_force_since_28_august_2024(self, ledger):
        """As one source declares; both had signed on one day, by one entry."""
        status = ledger.status("australia-tuvalu", on("2026-01-01"))
        falepili = instrument(status, "falepili")
        assert (status.stage, falepili.in_force.now) == ("in-force", Tristate.YES)
        assert str(falepili.in_force.day.latest) == "2024-08-28"
        assert {"australia", "tuvalu"} == {one.party for one in falepili.participation}

    def test_the_memorandum_is_an_instrument_of_its_own(self, ledger):
        """At its stage, and no treaty: in 2018 the partnership was at a memorandum."""
        status = ledger.status("australia-tuvalu", on("2018-06-01"))
        assert status.stage == "memorandum"
        assert instrument(status, "security-mou").stage == "memorandum"


class TestEuMercosur:
    """One agreement split in two, signed by all sides, a court asked, provisional application."""

    @pytest.fixture
    def ledger(self):
        return told(HERE / "eu-mercosur.yaml")

    @pytest.fixture
    def status(self, ledger):
        return ledger.status("eu-mercosur", on("2026-03-15"))

    @pytest.mark.parametrize("name", ["emta", "empa"])
    def test_both_texts_are_signed_by_all_sides(self, status, name):
        """The source says that the text was signed, of no side by name."""
        signed = instrument(status, name).participation
        assert {"eu", "argentina", "brazil", "paraguay", "uruguay"} == {
            one.party for one in signed if str(one.signature.span.latest) == "2026-01-17"
        }

    def test_no_day_of_entry_into_force_and_none_of_provisional_application(self, status):
        """The note of the Union is only announced: no day comes out that no source states."""
        force = instrument(status, "emta").in_force
        assert (force.day, force.now, force.computed.provisional) == (None, Tristate.NO, None)

    def test_what_the_press_calls_ratified_is_no_notification(self, status):
        """Argentina notified by 12 March; Uruguay and Brazil are said to have ratified."""
        emta = instrument(status, "emta")
        argentina = party(emta, "argentina").consent.span
        assert (argentina.earliest, str(argentina.latest)) == (None, "2026-03-12")
        assert emta.consents.named == ("argentina",)
        assert str(party(emta, "uruguay").ratified.span.latest) == "2026-02-26"
        assert party(emta, "brazil").consent.span is None

    def test_the_negotiation_was_concluded_and_the_whole_split_in_two(self, status):
        """Finalised is no adopted text; the two legal texts are related to the whole."""
        whole = instrument(status, "association")
        assert (whole.stage, whole.negotiation.conclusion) == ("negotiated", "political-agreement")
        assert {("split-into", "emta"), ("split-into", "empa")} == {
            (one.relation, one.other) for one in whole.related
        }

    def test_the_court_is_a_hurdle_from_the_day_it_was_asked(self, ledger):
        """Not on 10 January, when the Council had authorised the signature."""
        before = {one.id: one for one in ledger.hurdles("eu-mercosur", on("2026-01-10"))}
        assert "cjeu-opinion" not in before
        assert before["council-signature"].state == "granted"
        now = {one.id: one for one in ledger.hurdles("eu-mercosur", on("2026-01-21"))}
        assert now["cjeu-opinion"].state == "under-review"
        assert now["cjeu-opinion"].blocks == ("ep-consent",)

    def test_all_27_member_states_and_the_four_must_ratify(self, status):
        """A group of 27: each has a hurdle of its own."""
        shares = [one for one in status.hurdles if one.id.startswith("mixed-ratification/")]
        assert len(shares) == 27 + 4

    def test_what_is_foreseen_says_on_what_it_depends(self, status):
        """Brazil, expected in February, is said to have ratified by 12 March."""
        outcomes = {
            (one.kind, getattr(one.development, "party", None)): one.outcome
            for one in status.outlook
        }
        assert outcomes["ratification-reported", "brazil"] is ProspectOutcome.MET
        assert outcomes["ratification-reported", "paraguay"] is ProspectOutcome.OPEN
        conditions = [one.citation.condition for one in status.outlook if one.citation.condition]
        assert conditions == ["as soon as one Mercosur country ratifies"]

    def test_nothing_is_contested(self, status):
        """All these accounts agree."""
        assert status.contested == ()


class TestJapanPhilippines:
    """Reciprocal access: three authorities, a vote, two steps at home, notes exchanged."""

    @pytest.fixture
    def ledger(self):
        return told(HERE / "japan-philippines-defence.yaml")

    def test_it_is_in_force_since_11_september_2025(self, ledger):
        """Computed from the notes of 12 August, and as it was announced."""
        status = ledger.status("japan-philippines-defence", on("2025-10-01"))
        raa = instrument(status, "raa")
        assert (str(raa.in_force.day.latest), raa.in_force.now) == ("2025-09-11", Tristate.YES)
        assert raa.in_force.mismatch is None

    def test_the_president_and_the_senate_contradict_nobody(self, ledger):
        """Two steps at home, with the Senate's vote; and Japan's Diet, "ratified" by one paper."""
        status = ledger.status("japan-philippines-defence", on("2025-10-01"))
        home = party(instrument(status, "raa"), "philippines").home
        assert [(one.step, str(one.when.span.latest)) for one in home] == [
            ("head-of-state", "2024-11-05"),
            ("chamber", "2024-12-16"),
        ]
        assert status.contested == ()

    def test_in_october_2024_the_review_blocks_the_senate(self, ledger):
        """As one could read it then: three authorities at it, concurrence required, signed."""
        clocks = on("2024-10-01", "2024-10-01")
        status = ledger.status("japan-philippines-defence", clocks)
        assert status.stage == "signed"
        hurdles = {one.id: one for one in status.hurdles}
        assert {"raa-senate": "required", "raa-review": "under-review"} == {
            name: one.state for name, one in hurdles.items()
        }
        assert hurdles["raa-review"].blocks == ("raa-senate",)
        assert {("dnd", "under-review"), ("dfa", "under-review"), ("customs", "under-review")} == {
            (one.authority, one.state) for one in hurdles["raa-review"].authorities
        }

    def test_the_timeline_reads_as_one_would_tell_it(self, ledger):
        """The vote, the step, the side letter, the authorities, each in its line."""
        view = ledger.view("japan-philippines-defence", on("2025-10-01"))
        page = timeline_page(
            view.timeline,
            head=PageHead(title=view.title, clocks=on("2025-10-01")),
            names=view.names,
        )
        text = " ".join(" ".join(text_lines(page)).split())
        for words in (
            "Agreed Minutes to the RAA is a side letter to Japan-Philippines Reciprocal Access",
            "at home (head of state)",
            "at home (chamber), 19 to 0, 0 abstained",
            "review started by Department of National Defense, Department of Foreign Affairs and",
            "Japan said to have ratified Japan-Philippines Reciprocal Access Agreement",
            "two thirds of the members required",
        ):
            assert words in text


class TestKoreaUae:
    """한-UAE CEPA: head-counts, two parliaments, the rule in the article's own words."""

    @pytest.fixture
    def ledger(self):
        return told(HERE / "korea-uae.yaml")

    def test_both_signed_and_each_parliament_is_one_hurdle(self, ledger):
        """Two papers state Korea's; the submission is only planned."""
        status = ledger.status("korea-uae", on("2024-06-01"))
        assert status.stage == "signed"
        assert {"parliaments/korea", "parliaments/uae"} == {one.id for one in status.hurdles}
        assert {one.state for one in status.hurdles} == {"required"}
        korea = next(one for one in status.hurdles if one.id == "parliaments/korea")
        assert {"ygosu-2024-05-29", "kmib-2024-05-30"} == {one.document for one in korea.evidence}

    def test_if_the_last_note_came_in_june_it_is_in_force_on_1_august(self, ledger):
        """The first day of the second month after it."""
        status = ledger.status("korea-uae", on("2024-06-15"))
        computed = instrument(status, "korea-uae-cepa").in_force.computed
        assert str(computed.earliest_if_today) == "2024-08-01"

    def test_thirty_delegates_on_each_side(self, ledger):
        """The head-count stands in the line of the round."""
        view = ledger.view("korea-uae", on("2024-06-15"))
        page = timeline_page(
            view.timeline,
            head=PageHead(title=view.title, clocks=on("2024-06-15")),
            names=view.names,
        )
        text = " ".join(" ".join(text_lines(page)).split())
        assert "Republic of Korea and United Arab Emirates, 30 delegates on each side" in text


def test_what_31_parties_face_alike_is_one_row():
    """The page stays short, and the count says how many hurdles there are."""
    status = told(HERE / "eu-mercosur.yaml").status("eu-mercosur", on("2026-03-15"))
    lines = text_lines(status_page(status, clocks=on("2026-03-15")))
    text = " ".join(" ".join(lines).split())
    assert f"Outstanding hurdles ({len(status.hurdles)})" in text
    assert text.count("ratification by all EU member states and Mercosur states (each of") == 1
    assert "Paraguay to ratify EU-Mercosur Interim Trade Agreement" in text


@pytest.mark.parametrize(
    ("story", "partnership", "day"),
    [
        ("australia-tuvalu", "australia-tuvalu", "2026-01-01"),
        ("japan-philippines-defence", "japan-philippines-defence", "2025-10-01"),
    ],
)
def test_what_is_in_force_has_nothing_outstanding(story, partnership, day):
    """The scrutiny and the review are overtaken, and what was announced has come."""
    status = told(HERE / f"{story}.yaml").status(partnership, on(day))
    assert status.hurdles == ()
    assert "entered-into-force" not in {
        one.kind for one in status.outlook if one.outcome is ProspectOutcome.OVERDUE
    }
