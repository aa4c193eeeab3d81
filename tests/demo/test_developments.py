"""All 31 developments of the two articles, read back from a recorded ledger.

The table is the analyst's list of what the articles state, in their order; number 25 is stated
twice. It is compared with what the ledger holds, and never with the file it came from.
"""

from __future__ import annotations

import pytest

from ledger.clock import Clocks

DEVELOPMENTS = """
tdi-01-workshop-held                | workshop-held        | dialogue  | actual   | -                    | an aerospace technology workshop on 29 June 2022
tdi-02-joint-with-kari-and-alce     | workshop-held        | dialogue  | actual   | -                    | (KARI) and the Latin American
tdi-03-collaboration-asserted       | intent-stated        | dialogue  | actual   | -                    | asserted the collaboration of Mexico
tdi-04-capabilities-presented       | capability-presented | dialogue  | actual   | -                    | capabilities in aerospace technologies
tdi-05-kari-presents-plan-and-patents | capability-presented | dialogue | actual  | -                    | Korea’s international cooperation activities
tdi-06-korea-presents-launchers     | capability-presented | dialogue  | actual   | -                    | its launch space vehicles
tdi-07-aem-presents-satellites      | capability-presented | dialogue  | actual   | -                    | miniaturized satellites
tdi-08-aem-speakers-on-exhibitions  | capability-presented | dialogue  | actual   | -                    | “Executive Management
tdi-09-companies-aim-to-collaborate | joint-activity       | dialogue  | intended | -                    | Dereum Labs and Thrusters Unlimited
tdi-10-range-of-relations           | fact-reported        | unknown   | actual   | -                    | from student exchanges
tdi-11-air-bridge                   | fact-reported        | unknown   | actual   | -                    | serve as a bridge between
tdi-12-mexico-first-trading-partner | fact-reported        | unknown   | actual   | -                    | Korea’s most significant trading partner
tdi-13-korea-fourth-trading-partner | fact-reported        | unknown   | actual   | -                    | currently Mexico’s fourth-ranked
tdi-14-relations-strengthened       | fact-reported        | unknown   | actual   | -                    | strengthened their relations
tdi-15-strategic-partnership        | relation-established | dialogue  | actual   | -                    | Strategic Partnership for Mutual Prosperity
thx-16-delegation-hosted            | meeting-held         | dialogue  | actual   | -                    | hosted a high-level South Korean delegation
thx-17-willingness-and-interest     | interest-expressed   | dialogue  | actual   | daniel-camara-avalos | the willingness of the Government of Mexico
thx-18-kari-meets-institutions      | meeting-held         | dialogue  | actual   | -                    | delegation, led by President Sang-Ryool Lee
thx-19-points-discussed             | meeting-held         | dialogue  | actual   | -                    | Potential technology transfers
thx-20-interest-in-alce             | interest-expressed   | dialogue  | actual   | sang-ryool-lee       | We are interested in the establishment
thx-21-nine-of-eleven               | consents-counted     | deposited | actual   | -                    | With 9 of 11 required ratifications
thx-22-women-trained                | fact-reported        | unknown   | actual   | mexico               | training 50 women across 17
thx-23-areas-of-collaboration       | joint-activity       | dialogue  | possible | -                    | Earth observation and remote sensing
thx-24-agreement-lays-groundwork    | agreement-reported   | unknown   | actual   | -                    | the agreement lays the groundwork
thx-25a-research-to-gain            | opinion-stated       | unknown   | actual   | maria-vazquez        | Mexico stands to enhance
thx-25b-opportune-time              | opinion-stated       | unknown   | actual   | maria-vazquez        | This is an opportune time
thx-26-market-access                | fact-reported        | unknown   | possible | -                    | promising market access
thx-27-agreement-required           | requirement-stated   | unknown   | required | -                    | the two nations must negotiate and ratify
thx-28-approval-by-authorities      | requirement-stated   | unknown   | possible | -                    | may also require regulatory approval
thx-29-outer-space-treaty           | requirement-stated   | unknown   | possible | -                    | to ensure compliance with international laws
thx-30-discussions-expected         | joint-activity       | dialogue  | expected | -                    | Both sides are expected to continue
thx-31-sources-named                | sources-named        | unknown   | actual   | -                    | Sources: THX News, TACNA
"""  # noqa: E501, RUF001 - a table is read by its columns, a quote has its own marks

ROWS = [tuple(cell.strip() for cell in row.split("|")) for row in DEVELOPMENTS.split("\n") if row]


def held(ledger, name):
    """A claim as the ledger holds it."""
    claim = ledger.register().claim(name)
    assert claim is not None
    return claim


def test_the_table_has_all_31():
    """The numbers go from 1 to 31, and only 25 stands twice."""
    numbers = [int(row[0].split("-")[1].rstrip("ab")) for row in ROWS]
    assert [*range(1, 26), *range(25, 32)] == numbers


def test_nothing_else_is_recorded(ledger):
    """The ledger holds the claims of the table, and no other."""
    recorded = [entry.id for entry in ledger.entries() if entry.type == "claim.recorded"]
    assert [row[0] for row in ROWS] == recorded


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_development_is_read_back(ledger, row):
    """Kind, stage, modality, asserter and first words of each are what the article gives."""
    name, kind, stage, modality, asserter, words = row
    claim = held(ledger, name)
    found = (
        claim.development.kind,
        claim.development.stage,
        claim.modality,
        claim.asserted_by or "-",
        " ".join(claim.evidence.exact.split())[: len(words)],
    )
    assert (kind, stage, modality, asserter, words) == found


DATES = {
    "tdi-01-workshop-held": ("2022-06-29", "on 29 June 2022"),
    "tdi-03-collaboration-asserted": ("2022-06-29", None),
    "tdi-13-korea-fourth-trading-partner": ("2022-06-30", "currently"),
    "tdi-15-strategic-partnership": ("../2007-06-30", "for more than fifteen years"),
    "thx-16-delegation-hosted": ("../2024-06-12", None),
    "thx-17-willingness-and-interest": ("../2024-06-12", None),
    "thx-18-kari-meets-institutions": ("../2024-06-12", None),
    "thx-19-points-discussed": ("../2024-06-12", None),
    "thx-20-interest-in-alce": ("../2024-06-12", None),
    "thx-21-nine-of-eleven": ("2024-06-12", None),
}


def test_a_date_is_never_sharper_than_its_source(ledger):
    """What an article leaves open stays open, its own words next to it; no day, no date."""
    occurred = {row[0]: held(ledger, row[0]).occurred for row in ROWS}
    assert {
        name: (str(one.edtf), one.words) for name, one in occurred.items() if one is not None
    } == DATES


def test_one_workshop_and_one_delegation(ledger, told):
    """Seven accounts speak of the workshop, three of the delegation: one occasion each."""
    timeline = ledger.timeline(told.partnership, Clocks(valid_at=told.valid_at))
    assert [("aerospace-workshop-2022", 7), ("korean-delegation-2024", 3)] == [
        (moment.occasion, len(moment.stated)) for moment in timeline if moment.occasion
    ]


def test_the_figures_keep_their_comparator(ledger):
    """More than fifteen years is not fifteen years; nine of eleven is nine of eleven."""
    counted = held(ledger, "thx-21-nine-of-eleven").development
    trained = held(ledger, "thx-22-women-trained").development.figures
    assert ("more than 15 years", 9, 11, ["50 women", "17 countries"]) == (
        str(held(ledger, "tdi-15-strategic-partnership").development.duration),
        counted.count,
        counted.required,
        [str(one) for one in trained],
    )


@pytest.mark.parametrize(
    ("name", "party"),
    [
        ("Korean Aerospace Research Institute", "kari"),
        ("한국항공우주연구원", "kari"),
        ("Agencia Espacial Mexicana", "aem"),
        ("South Korea", "korea"),
        ("Secretaría de Relaciones Exteriores", "sre"),
    ],
)
def test_parties_go_by_their_other_names(ledger, name, party):
    """Both articles' names for one body, in their languages, are aliases of one party."""
    assert name in ledger.entities().parties[party].aliases
