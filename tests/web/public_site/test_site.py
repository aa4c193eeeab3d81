"""The public site as files: whole, linked, public, and only what changed is written."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import copytree

import attrs
import msgspec
import pytest

from ledger import __version__
from ledger.app import Ledger, open_ledger
from ledger.app.at_hand import reading_once
from ledger.app.proofs.proof_files import check_file
from ledger.board import batches
from ledger.claims.commands import JudgeParties, RecordClaim, Retract
from ledger.claims.developments import OpinionStated
from ledger.claims.vocabulary import Verdict
from ledger.clock import FixedClock
from ledger.demo import tell
from ledger.web.public_site import kept_matters
from ledger.web.public_site import manifest as manifests
from ledger.web.public_site import publish as publications
from ledger.web.public_site.folder import alone
from ledger.web.public_site.groups import WHOLE
from ledger.web.public_site.pages import NEWS
from ledger.web.public_site.program import program
from ledger.web.public_site.publish import Published, publish
from ledger.web.public_site.refusals import (
    NotOurFolder,
    OtherSite,
    SiteBusy,
    SiteDamaged,
    SiteOfNewerProgram,
    SiteUnwritable,
    WouldPublish,
)
from ledger.web.routes import PAGES
from tests.web.public_site.walker import walk

NOON = FixedClock(datetime(2024, 12, 1, 12, tzinfo=UTC))
P = "mexico-korea-space"
JUDGEMENT = """
- kind: judgement
  party: mexico
  other: korea
  verdict: different
  reason: two names of one desk
  by: ana judge
"""


@attrs.define
class Publication:
    """A ledger with keys, and a folder for its site."""

    location: Path
    custody: Path
    site: Path

    def open(self, clock: FixedClock = NOON) -> Ledger:
        """The ledger, open."""
        return open_ledger(self.location, clock=clock, custody=self.custody, recorded_by="ana ruiz")

    def publish(
        self, clock: FixedClock = NOON, folder: Path | None = None, *, proofs: bool = False
    ) -> Published:
        """Bring the site up to date."""
        with self.open(clock) as ledger:
            return publish(ledger, folder or self.site, now=clock.now(), proofs=proofs)

    def files(self, folder: Path | None = None) -> dict[str, bytes]:
        """All files of the site, without the manifest."""
        root = folder or self.site
        return {
            str(path.relative_to(root)): path.read_bytes()
            for path in root.rglob("*")
            if path.is_file() and not path.name.startswith(".claims-site")
        }

    def record(self, topic: str = "=a new one") -> str:
        """One claim more, on words of a document that is there."""
        with self.open() as ledger:
            document = next(
                entry.event.document
                for entry in ledger.entries()
                if entry.type == "document.captured"
            )
            words = document.text.split(".")[0]
            (outcome,) = ledger.submit(
                [
                    RecordClaim(
                        document=document.id,
                        quote=words,
                        development=OpinionStated(topic=topic),
                        partnership=P,
                        note="seen by ana ruiz",
                    )
                ]
            )
        return outcome.id


@pytest.fixture(scope="module")
def template(tmp_path_factory) -> Path:
    """The story of the Convention, signed for, and its site."""
    folder = tmp_path_factory.mktemp("story")
    tell("alce", folder / "claims.db")
    with open_ledger(folder / "claims.db", clock=NOON, custody=folder / "keys") as ledger:
        ledger.new_key()
        ledger.checkpoint()
    Publication(folder / "claims.db", folder / "keys", folder / "site").publish()
    return folder


@pytest.fixture
def unpublished(template, tmp_path) -> Publication:
    """A copy of it, without its site."""
    copytree(template, tmp_path / "desk", ignore=lambda *_: {"site"})
    return Publication(
        tmp_path / "desk" / "claims.db", tmp_path / "desk" / "keys", tmp_path / "site"
    )


@pytest.fixture
def publication(template, unpublished) -> Publication:
    """A copy of it with its site, up to date."""
    copytree(template / "site", unpublished.site)
    return unpublished


def test_every_link_of_the_site_leads_to_a_file_of_it(publication):
    """From file to file, to a place that is on the page; no link leaves the site or is absolute."""
    publication.publish()
    reached, dead = walk(publication.site)
    assert dead == []
    tiles = {name for name in publication.files() if name.startswith("tile/")}
    assert publication.files().keys() - reached == tiles, (
        "tiles are for programs; all else is linked"
    )
    assert any(name.startswith("why/") for name in reached)


UNFOLLOWED = """
- {kind: party, id: kenya, name: Kenya}
- {kind: instrument, id: lone-pact, title: The lone pact, form: convention}
- {kind: document, id: lone, title: Kenya, publisher: Wire, published: 2024-06-12,
   text: Kenya joined.}
- {kind: consent-deposited, document: lone, quote: Kenya joined, instrument: lone-pact,
   party: kenya, occurred: 2024-06-01}
"""


def test_an_instrument_that_nobody_follows_has_a_page_without_proofs(publication):
    """Nobody can be asked why it is so: its page has the state, and leads to no proof."""
    with publication.open() as ledger:
        ledger.import_entries(UNFOLLOWED)
    publication.publish()
    page = publication.files()["instruments/lone-pact.html"].decode()
    assert "The lone pact" in page
    assert "Kenya" in page
    assert "why/" not in page
    assert "why/" in publication.files()["instruments/alce-convention.html"].decode()
    assert walk(publication.site)[1] == []


UNNAMED = """
- {kind: document, id: ten, title: Ten, publisher: Wire, published: 2024-11-12,
   text: Ten of the eleven have joined. Brazil signed on Friday. Brazil has left.}
- {kind: consents-counted, document: ten, quote: Ten of the eleven have joined,
   instrument: alce-convention, count: 10, required: 11, stage: deposited, occurred: 2024-11-12,
   partnership: mexico-korea-space}
- {kind: signed, document: ten, quote: Brazil signed on Friday, instrument: alce-convention,
   party: mexico, occurred: 2019-11-08, partnership: mexico-korea-space}
"""


def test_claims_that_nobody_named_are_linked_whole(publication):
    """A page shows an id made from content by its beginning; its link leads to the claim itself."""
    with publication.open() as ledger:
        names = [each.id for each in ledger.import_entries(UNNAMED) if each.id != "ten"]
        ledger.submit([Retract(target=names[1], by="ledger", reason="misread")])
    publication.publish()
    page = publication.files()[f"partnerships/{P}/timeline.html"].decode()
    assert f'claims/{names[0]}.html" class="claim">{names[0][:8]}</a>' in page
    assert walk(publication.site)[1] == []


def test_it_works_under_any_prefix_and_in_a_folder(publication):
    """The same files, moved, still link to each other: no page knows where it stands."""
    publication.publish()
    moved = publication.site.with_name("elsewhere")
    publication.site.rename(moved)
    assert walk(moved)[1] == []
    assert not [name for name, text in publication.files(moved).items() if b"/site/" in text]


def test_every_public_page_of_the_web_is_there_in_each_of_its_forms(publication):
    """But for those that answer a question, which files cannot, and what is for the desk alone."""
    publication.publish()
    asked = {"/search", "/changes", "/partnerships/{partnership}/changes"}
    for_the_desk = {"/checks", "/specs", "/partnerships/{partnership}/brief"}
    names = {re.sub(r"\.[a-z]+$", "", name) for name in publication.files()}
    for page in PAGES:
        if page.path in asked | for_the_desk or page.path.startswith("/inbox"):
            continue
        pattern = re.sub(r"\{\w+:path\}", ".+", page.path.strip("/") or "index")
        pattern = re.sub(r"\{\w+\}", "[^/]+", pattern)
        assert any(re.fullmatch(pattern, name) for name in names), page.path
    for name in ("index.json", "index.csv", "feed.atom", "calendar.ics", "checkpoint"):
        assert name in publication.files()
    assert f"partnerships/{P}/feed.atom" in publication.files()


def test_each_tab_of_a_partnership_leads_somewhere(publication):
    """A page for the desk alone, as the brief, is not named where nothing leads to it."""
    publication.publish()
    page = publication.files()[f"partnerships/{P}.html"].decode()
    tabs = page.partition('class="tabs"')[2].partition("</nav>")[0]
    assert tabs.count("<li>") == tabs.count("<a ") > 5


def test_no_analyst_is_on_the_site(publication):
    """Neither who recorded, nor who judged, nor a note, in pages or in data."""
    claim = publication.record()
    with publication.open() as ledger:
        ledger.import_entries(JUDGEMENT)
    publication.publish()
    public = b"".join(publication.files().values())
    assert claim.encode() in public, "negative control: the claim is there"
    assert b"two names of one desk" in public, "negative control: the judgement is there"
    assert b"ana" not in re.findall(rb"\w+", public)


def test_the_same_ledger_and_day_give_the_same_bytes(publication):
    """Made new, made again, and brought up to date: to the byte the same."""
    publication.publish()
    publication.record()
    done = publication.publish()
    assert 0 < done.written < done.files / 2
    other = publication.site.with_name("other")
    publication.publish(folder=other)
    assert publication.files() == publication.files(other)
    assert manifests.read(
        publication.site, origin=_origin(publication), language="en"
    ) == manifests.read(other, origin=_origin(publication), language="en")


def test_what_is_taken_back_leaves_the_site_as_one_made_new(publication):
    """A claim that is retracted and restored, two parties judged one and then not: feeds too."""
    claim = publication.record()
    publication.publish()
    with publication.open() as ledger:
        slip = Retract(target=claim, by="ledger", reason="a slip")
        act, _ = ledger.submit([slip, _judged(Verdict.SAME)])
    _brought_up_to_date_as_made_new(publication)
    with publication.open() as ledger:
        restored = Retract(target=act.id, by="ledger", reason="it was none")
        ledger.submit([restored, _judged(Verdict.UNDECIDED)])
    _brought_up_to_date_as_made_new(publication)


def _brought_up_to_date_as_made_new(publication: Publication) -> None:
    done = publication.publish()
    other = publication.site.with_name(f"at-{done.position}")
    publication.publish(folder=other)
    files, made = publication.files(), publication.files(other)
    assert sorted(name for name in made if files.get(name) != made[name]) == []
    assert files.keys() == made.keys()
    assert {"feed.atom", f"partnerships/{P}/feed.atom"} <= made.keys()


def _judged(verdict: Verdict) -> JudgeParties:
    return JudgeParties(party="mexico", other="korea", verdict=verdict, reason="to try it")


def _origin(publication: Publication) -> str:
    with publication.open() as ledger:
        return ledger.origin


def test_nothing_new_writes_nothing(publication):
    """Not even a file's time changes."""
    publication.publish()
    times = {path: path.stat().st_mtime_ns for path in publication.site.rglob("*")}
    assert publication.publish().written == 0
    assert {path: path.stat().st_mtime_ns for path in publication.site.rglob("*")} == times


def test_a_new_claim_touches_its_partnership_and_what_is_over_all(publication):
    """Parties, and claims on other documents, stay as they are."""
    publication.publish()
    before = publication.files()
    claim = publication.record()
    publication.publish()
    after = publication.files()
    changed = {name for name in after if after[name] != before.get(name)}
    assert f"claims/{claim}.html" in changed
    assert {f"partnerships/{P}.html", f"partnerships/{P}/timeline.html", "index.html"} <= changed
    assert not [name for name in changed if name.startswith(("parties/", "static/", "tile/"))]
    assert len([name for name in changed if name.startswith("claims/")]) == 2  # HTML and JSON


def test_another_day_is_on_every_page_that_says_one(publication):
    """Pages say the day that they are of; those of claims and documents have none."""
    publication.publish()
    before = publication.files()
    publication.publish(FixedClock(NOON.now() + timedelta(days=1)))
    after = publication.files()
    assert b"2 December 2024" in after[f"partnerships/{P}.html"]
    assert all(after[name] == before[name] for name in after if name.startswith("claims/"))


def test_of_partnerships_that_did_not_change_what_is_open_is_not_worked_out_again(
    publication, monkeypatch
):
    """Only the one that a claim was recorded of is looked at; the pages are those made new."""
    with publication.open() as ledger:
        ledger.import_entries(
            "- {kind: partnership, id: quiet, title: A Convention, parties: [mexico, korea]}"
        )
    publication.publish()
    publication.record()
    asked = []

    def views(log, clocks, wanted):
        asked.extend(wanted)
        return batches.views(log, clocks, wanted)

    monkeypatch.setattr(reading_once, "views", views)
    publication.publish()
    assert asked == [P]
    kept = publication.site / kept_matters.NAME
    kept.write_bytes(kept.read_bytes().replace(b"[[],[],[]]", b"[[],[], []]"))
    asked.clear()
    publication.record(topic="=another one")
    publication.publish()
    assert set(asked) == {P, "quiet"}, "what was changed by others is not believed"
    publication.publish(folder=publication.site.with_name("other"))
    assert publication.files() == publication.files(publication.site.with_name("other"))


def test_a_folder_that_keeps_less_is_brought_up_to_date(publication):
    """As an older program left it, without the newest changes and what is open."""
    publication.publish()
    before = manifests.read(publication.site, origin=_origin(publication), language="en")
    kept = {kept_matters.NAME, NEWS}
    assert kept < before.files.keys()
    whole = before.groups[WHOLE]
    older = msgspec.structs.replace(
        before,
        files={name: file for name, file in before.files.items() if name not in kept},
        groups=before.groups
        | {WHOLE: msgspec.structs.replace(whole, files=sorted(set(whole.files) - kept))},
    )
    (publication.site / manifests.NAME).write_bytes(manifests.encoded(older))
    for name in kept:
        (publication.site / name).unlink()
    publication.record()
    _brought_up_to_date_as_made_new(publication)
    assert kept < {path.name for path in publication.site.iterdir()}


def test_what_was_erased_is_gone_from_the_site(publication):
    """The document's words are in no file; its page says that it was erased, and why."""
    publication.publish()
    with publication.open() as ledger:
        document = next(
            entry.event.document for entry in ledger.entries() if entry.type == "document.captured"
        )
    words = document.text.split(".")[0].split("\n")[0].encode()
    assert words in publication.files()[f"documents/{document.id}.json"], "negative control"
    kept = [publication.site / name for name in (kept_matters.NAME, NEWS)]
    with publication.open() as ledger:
        ledger.erase(document.id, reason="by order of a court", with_claims=True)
    publication.publish()
    assert not [name for name, text in publication.files().items() if words in text]
    assert not [file for file in kept if words in file.read_bytes()]
    assert b"by order of a court" in publication.files()[f"documents/{document.id}.html"]
    assert walk(publication.site)[1] == []


def test_a_new_checkpoint_takes_the_place_of_the_old_one_with_its_tiles(publication):
    """Partial tiles that a larger one covers go; the checkpoint is that of the command."""
    publication.publish()
    old = {name for name in publication.files() if name.startswith("tile/")}
    publication.record()
    with publication.open() as ledger:
        note = str(ledger.checkpoint())
    done = publication.publish()
    assert publication.files()["checkpoint"].decode() == note
    assert done.removed == len(old - publication.files().keys()) > 0


def test_each_claims_proof_stands_next_to_its_page_and_is_verified_with_the_site_alone(publication):
    """Under the site's own checkpoint, by the ledger's key; what came later has none yet."""
    with publication.open() as ledger:
        keys = ledger.custody.keys(ledger.origin)
    late = publication.record()
    publication.publish(proofs=True)
    files = publication.files()
    proofs = {name for name in files if name.endswith(".tlog-proof")}
    claims = {
        name.removesuffix(".html")
        for name in files
        if re.match(r"claims/c(?!ustody)\w+\.html", name)
    }
    assert {f"claims/{late}"} == claims - {name.removesuffix(".tlog-proof") for name in proofs}
    for name in sorted(proofs):
        assert files[name].endswith(b"\n\n" + files["checkpoint"])
        page = files[name.replace(".tlog-proof", ".html")].decode()
        assert f'href="{Path(name).name}"' in page
    publication.location.unlink()
    for name in sorted(proofs):
        reading = check_file(publication.site / name, keys)
        assert reading.claim.id == Path(name).stem
        assert reading.quote.stands


def test_proofs_go_when_they_are_not_asked_for_and_are_the_same_however_the_site_came_to_be(
    publication,
):
    """A new checkpoint makes them again, for the claim too that it covers now."""
    publication.publish(proofs=True)
    claim = publication.record()
    with publication.open() as ledger:
        ledger.checkpoint()
    publication.publish(proofs=True)
    other = publication.site.with_name("other")
    publication.publish(folder=other, proofs=True)
    assert publication.files() == publication.files(other)
    assert f"claims/{claim}.tlog-proof" in publication.files()
    publication.publish()
    publication.publish(folder=other.with_name("third"))
    assert publication.files() == publication.files(other.with_name("third"))
    assert b"ana" not in re.findall(rb"\w+", b"\n".join(publication.files().values()))


@pytest.mark.parametrize("language", ["es", "ko"])
def test_the_words_around_are_in_the_language_that_was_asked_for(unpublished, language):
    """The answers are the same; a site of one language is not written over by another's."""
    with unpublished.open() as ledger:
        publish(ledger, unpublished.site, now=NOON.now(), language=language)
    assert f'<html lang="{language}">'.encode() in unpublished.files()["index.html"]
    with pytest.raises(OtherSite, match="another language"):
        unpublished.publish()


def test_a_folder_of_others_is_left_alone(unpublished):
    """Whatever is in it: nothing is written, nothing is taken away."""
    unpublished.site.mkdir()
    (unpublished.site / "thesis.txt").write_text("mine")
    with pytest.raises(NotOurFolder):
        unpublished.publish()
    assert [path.name for path in unpublished.site.iterdir()] == ["thesis.txt"]


def test_a_file_is_no_folder(unpublished):
    """Nor can a folder be made below one."""
    unpublished.site.write_text("mine")
    with pytest.raises(NotOurFolder, match="is a file"):
        unpublished.publish()
    with pytest.raises(SiteUnwritable):
        unpublished.publish(folder=unpublished.site / "below")
    assert unpublished.site.read_text() == "mine"


def test_what_others_put_next_to_the_site_stays(publication):
    """A host's own files, as CNAME, are not the site's, and no reason to refuse."""
    publication.publish()
    (publication.site / "CNAME").write_text("ledger.example")
    publication.record()
    publication.publish()
    assert (publication.site / "CNAME").read_text() == "ledger.example"


def test_the_site_of_another_ledger_is_not_written_over(publication, tmp_path):
    """Its origin is another one."""
    publication.publish()
    tell("mexico-korea", tmp_path / "b.db")
    with (
        open_ledger(tmp_path / "b.db", clock=NOON, custody=tmp_path / "k") as other,
        pytest.raises(OtherSite, match="another ledger"),
    ):
        publish(other, publication.site, now=NOON.now())


def test_a_folder_with_the_ledger_or_the_keys_is_never_public(publication):
    """Whatever the folder is called: what stands in it would be given away."""
    with publication.open() as ledger, pytest.raises(WouldPublish, match="the ledger"):
        publish(
            ledger,
            publication.location.parent,
            now=NOON.now(),
            spared={publication.location: "the ledger"},
        )


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"{", SiteDamaged),
        (b"[]", SiteDamaged),
        (b'{"form": 1}', SiteDamaged),
        (b"\xff\xfe", SiteDamaged),
        (b'{"form": 99, "more": []}', SiteOfNewerProgram),
    ],
)
def test_a_list_of_files_that_is_none_is_refused(publication, content, error):
    """Nothing is written over what cannot be read."""
    publication.publish()
    (publication.site / manifests.NAME).write_bytes(content)
    with pytest.raises(error):
        publication.publish()


def test_two_at_once_do_not_write_one_folder(publication):
    """The second one says that it waits for nobody."""
    with alone(publication.site), pytest.raises(SiteBusy):
        publication.publish()


def test_a_link_to_elsewhere_is_not_followed(publication, tmp_path):
    """What stands outside of the folder is never written."""
    publication.publish()
    outside = tmp_path / "outside"
    outside.mkdir()
    for path in (publication.site / "claims").iterdir():
        path.unlink()
    (publication.site / "claims").rmdir()
    (publication.site / "claims").symlink_to(outside)
    with pytest.raises(SiteUnwritable):
        publication.publish()
    assert list(outside.iterdir()) == []


def test_a_file_that_went_missing_or_lost_its_end_is_made_again(publication):
    """By the next run, which finds it gone or of another size."""
    publication.publish()
    before = publication.files()
    (publication.site / "index.html").unlink()
    page = publication.site / f"partnerships/{P}.html"
    page.write_bytes(page.read_bytes()[:-9])
    publication.publish()
    assert publication.files() == before


def test_a_kill_in_the_middle_leaves_a_site_that_the_next_run_repairs(unpublished):
    """Killed at several moments of its work, for real; then whole, and nothing is left over."""
    whole = unpublished.site.with_name("whole")
    unpublished.publish(folder=whole)
    code = (
        "import sys; from datetime import datetime, UTC; from pathlib import Path;"
        "from ledger.app import open_ledger; from ledger.clock import FixedClock;"
        "from ledger.web.public_site.publish import publish;"
        "clock = FixedClock(datetime(2024, 12, 1, 12, tzinfo=UTC));"
        "ledger = open_ledger(sys.argv[1], clock=clock, custody=sys.argv[2]);"
        "publish(ledger, Path(sys.argv[3]), now=clock.now())"
    )
    for share in (0.02, 0.4, 0.8):
        words = [
            sys.executable,
            "-c",
            code,
            unpublished.location,
            unpublished.custody,
            unpublished.site,
        ]
        running = subprocess.Popen(list(map(str, words)))
        wanted = len(unpublished.files(whole)) * share
        while running.poll() is None and len(list(unpublished.site.rglob("*.*"))) < wanted:
            time.sleep(0.005)
        running.send_signal(signal.SIGKILL)
        running.wait()
    listed = json.loads((unpublished.site / manifests.NAME).read_text())
    assert listed["unfinished"], "negative control: it was in the middle"
    (unpublished.site / "claims" / ".left.html.part").write_text("half")
    (unpublished.site / "claims" / "c-of-an-earlier-run.html").write_text("stray")
    unpublished.publish()
    assert unpublished.files() == unpublished.files(whole)


def test_a_site_of_other_code_is_made_again(publication, monkeypatch):
    """The version is the same, as in a checkout; what comes out the same keeps its time."""
    publication.publish()
    page = publication.site / "index.html"
    whole = page.read_bytes()
    before = manifests.read(publication.site, origin=_origin(publication), language="en")
    left = {**before.files, "index.html": manifests.SiteFile.of(b"of other code")}
    page.write_bytes(b"of other code")
    older = msgspec.structs.replace(before, files=left)
    (publication.site / manifests.NAME).write_bytes(manifests.encoded(older))
    publication.publish()
    assert page.read_bytes() == b"of other code", "negative control: it is believed"
    monkeypatch.setattr(publications, "program", lambda: "0.1.0 other")
    assert publication.publish().written == 1
    assert page.read_bytes() == whole


def test_the_program_is_the_bytes_of_its_code(tmp_path):
    """A file more or less, one with other bytes or another name; not its time, nor who calls it."""
    (tmp_path / "views").mkdir()
    (tmp_path / "cli").mkdir()
    page = tmp_path / "views" / "page.py"
    page.write_text("a = 1")
    seen = [program.__wrapped__(tmp_path)]
    os.utime(page, (1, 1))
    (tmp_path / "cli" / "verb.py").write_text("b = 1")
    assert seen == [program.__wrapped__(tmp_path)]
    for change in (
        lambda: page.write_text("a = 2"),
        lambda: page.rename(page.with_name("pages.py")),
        lambda: (tmp_path / "views" / "style.css").write_text(""),
    ):
        change()
        seen.append(program.__wrapped__(tmp_path))
    assert len(set(seen)) == 4
    assert seen[0].startswith(f"{__version__} ")


def test_a_site_that_begins_to_change_says_so_and_keeps_its_list(publication):
    """One word of the manifest changes; where it is not as this program writes it, all of it."""
    publication.publish()
    file = publication.site / manifests.NAME
    whole = manifests.read(publication.site, origin=_origin(publication), language="en")
    begun = manifests.begun(publication.site, whole)
    assert begun == manifests.encoded(msgspec.structs.replace(whole, unfinished=True))
    file.write_bytes(file.read_bytes().replace(b'"unfinished":false', b'"unfinished": false'))
    assert manifests.begun(publication.site, whole) == begun
    file.unlink()
    assert manifests.begun(publication.site, whole) == begun


_HREF = re.compile(rb'(?:href="|^URL:)([^"\r]*)', re.MULTILINE)


def test_feeds_and_calendars_of_a_site_whose_address_is_known_have_whole_links(publication):
    """Each to a file of the site; a feed names itself; pages stay relative, and work anywhere."""
    address = "https://desk.example/ledger"
    with publication.open() as ledger:
        publish(ledger, publication.site, now=NOON.now(), base=address)
    files = publication.files()
    feeds = [name for name in files if name.endswith(".atom")]
    assert {"feed.atom", f"partnerships/{P}/feed.atom"} == {*feeds}
    for name in feeds:
        assert f'rel="self" href="{address}/{name}"'.encode() in files[name]
    links = {link for name in feeds for link in _HREF.findall(files[name])}
    dated = f"partnerships/{P}/calendar.ics"
    unfolded = {name: files[name].replace(b"\r\n ", b"") for name in ("calendar.ics", dated)}
    to_next = f"{address}/partnerships/{P}/next.html".encode()
    for text in unfolded.values():
        assert text.count(b"BEGIN:VEVENT") == text.count(b"URL:" + to_next) > 0
    for link in links:
        assert link.decode().removeprefix(f"{address}/") in files, link
    assert walk(publication.site)[1] == []
    pages = [text for name, text in files.items() if name.endswith(".html")]
    assert not [text for text in pages if b"desk.example" in text]


def test_another_address_makes_the_feeds_again_and_none_makes_them_relative(publication):
    """It belongs to what they follow from; claims, which say no address, stay as they are."""
    addresses = ("https://a.example", "https://b.example", None)
    for base in addresses:
        with publication.open() as ledger:
            publish(ledger, publication.site, now=NOON.now(), base=base)
            other = publication.site.with_name(f"new-{addresses.index(base)}")
            publish(ledger, other, now=NOON.now(), base=base)
        assert publication.files() == publication.files(other)
    feed = publication.files()["feed.atom"]
    assert b'rel="self" href="feed.atom"' in feed
    assert b".example" not in b"".join(_HREF.findall(feed)).replace(b"diario.example", b"")
