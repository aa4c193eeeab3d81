"""Others are told: signed, in order, at least once, and nothing is missed."""

from __future__ import annotations

import itertools
import json
import signal
import socket
import subprocess
import sys
import threading
import time
from datetime import timedelta
from email import message_from_bytes, policy
from functools import partial

import attrs
import pytest
from aiosmtpd.controller import Controller
from standardwebhooks import Webhook
from standardwebhooks.webhooks import WebhookVerificationError

from ledger.app import init_ledger
from ledger.app.notify import runner as running
from ledger.app.notify.mail import NoMailServer, Post
from ledger.app.notify.place import outbox_of
from ledger.app.notify.receiver import (
    BadReceiver,
    NoSuchReceiver,
    ReceiverExists,
    ReceiversDamaged,
    receivers_of,
)
from ledger.app.notify.receivers import (
    add_receiver,
    overview,
    remove_receiver,
    retry_receiver,
    try_receiver,
)
from ledger.app.opened_file import LedgerReplaced
from ledger.views.words import words
from tests.app.notify.conftest import mailbox, webhook

STUCK = 60
"""Seconds after which what has not come never comes; the tests do not wait for them."""


def test_a_change_is_told_signed_as_standard_webhooks_has_it(telling, hook):
    """The standard's library believes it; not with another secret or another body."""
    secret = telling.add(hook)
    claim = telling.news()
    assert telling.run() == 1
    ((headers, body),) = hook.got
    Webhook(secret).verify(body, headers)
    with pytest.raises(WebhookVerificationError):
        Webhook(secret).verify(body + b" ", headers)
    with pytest.raises(WebhookVerificationError):
        Webhook("whsec_" + "A" * 44).verify(body, headers)
    content = json.loads(body)
    assert content["type"] == "partnership.changed"
    assert content["data"]["partnership"] == "p"
    assert claim in json.dumps(content["data"]["changes"])
    assert b"ana ruiz" not in body


def test_what_came_before_and_what_changes_nothing_is_not_told(telling, hook):
    """A receiver is told from when it was added on."""
    telling.news()
    telling.add(hook)
    assert telling.run() == 0
    telling.document("another", None)
    assert telling.run() == 0
    assert hook.got == []


def test_no_change_is_missed_and_each_goes_on_from_the_one_before(telling, hook):
    """The stretches of the log that messages cover follow each other without a gap."""
    telling.add(hook)
    for _ in range(3):
        telling.news()
        telling.run()
    ends = [(after, upto) for _, after, upto in hook.subjects]
    assert len(ends) == 3
    assert all(first[1] == second[0] for first, second in itertools.pairwise(ends))


def test_a_failed_message_is_tried_again_later_and_nothing_overtakes_it(telling, hook, monkeypatch):
    """After 500 the next of the same partnership waits; both come in their order."""
    monkeypatch.setattr(running, "BACK_OFF", (3_600,))
    telling.add(hook)
    hook.answers = [(500, {})]
    telling.news()
    assert telling.run() == 0
    telling.news()
    assert telling.run() == 0
    assert len(hook.got) == 1, "its next attempt is in an hour"
    retry_receiver(telling.ledger, "desk")
    assert telling.run() == 2
    uptos = [upto for _, _, upto in hook.subjects]
    assert uptos == sorted(uptos)
    assert hook.got[0][0]["webhook-id"] == hook.got[1][0]["webhook-id"], "the same message"
    assert hook.got[0][1] == hook.got[1][1]


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("3600", 3600),
        ("Wed, 21 Oct 2015 07:28:00 GMT", running.BACK_OFF[0]),
        ("Mon, 01 Jan 99999999999999999999 00:00:00 GMT", running.BACK_OFF[0]),
        ("Mon, 01 Jan 2027 00:00:00 +99999999999999999999", running.BACK_OFF[0]),
    ],
)
def test_a_receiver_that_asks_to_wait_is_left_alone(telling, hook, header, seconds):
    """Retry-After as seconds or as a moment; the past is no reason to hurry, nonsense is none."""
    telling.add(hook)
    hook.answers = [(503, {"retry-after": header})]
    telling.news()
    outbox = outbox_of(telling.ledger.log)
    before = outbox.now()
    telling.run()
    (message,) = outbox.messages("desk")
    assert before <= message.due_at - timedelta(seconds=seconds) <= outbox.now()


def test_410_stops_a_receiver_until_it_is_asked_to_begin_again(telling, hook):
    """What changes meanwhile waits, and comes then."""
    telling.add(hook)
    hook.answers = [(410, {})]
    telling.news()
    telling.run()
    telling.news()
    assert telling.run() == 0
    assert len(hook.got) == 1
    (each,) = overview(telling.ledger)
    assert each.standing.stopped is not None
    assert retry_receiver(telling.ledger, "desk") == 2
    assert telling.run() == 2


def test_after_the_last_attempt_a_message_is_given_up_and_shown(telling, hook, monkeypatch):
    """A receiver that was down for days: nothing is dropped; ``retry`` sends it."""
    monkeypatch.setattr(running, "BACK_OFF", (0, 0))
    telling.add(hook)
    hook.answers = [(500, {})] * 3
    telling.news()
    for _ in range(4):
        telling.run()
    assert len(hook.got) == 3
    assert overview(telling.ledger)[0].standing.given_up == 1
    retry_receiver(telling.ledger, "desk")
    assert telling.run() == 1


def test_the_attempts_reach_over_three_days():
    """A receiver that is down for a day is told when it comes back."""
    assert timedelta(days=3) <= timedelta(seconds=sum(running.BACK_OFF)) <= timedelta(days=4)


def test_a_redirect_is_not_followed_and_no_private_address_is_met(telling, hook):
    """Loopback only with the owner's word, and no answer leads there (SSRF)."""
    telling.add(hook)
    hook.answers = [(302, {"location": hook.url})]
    telling.news()
    assert telling.run() == 0
    assert len(hook.got) == 1
    remove_receiver(telling.ledger, "desk")
    by_name = hook.url.replace("127.0.0.1", "localhost")
    add_receiver(telling.ledger, webhook("desk", by_name))
    telling.news()
    assert telling.run() == 0
    assert len(hook.got) == 1
    assert overview(telling.ledger)[0].standing.error.startswith("private-address")


def test_an_address_of_the_own_network_in_figures_is_taken_by_name_alone(telling):
    """With the owner's word; where clouds keep their keys, with nobody's."""
    add_receiver(telling.ledger, webhook("desk", "http://10.0.0.8/hook", private=True))
    with pytest.raises(BadReceiver):
        add_receiver(telling.ledger, webhook("keys", "http://169.254.169.254/", private=True))


@pytest.mark.parametrize("length", [1 << 17, 1 << 40])
def test_what_a_receiver_says_behind_its_status_makes_no_difference(telling, hook, length):
    """It has the message, however long its page of thanks is, and whether it ends."""
    telling.add(hook)
    hook.answers = [(200, {"content-type": "text/html", "content-length": str(length)})]
    telling.news()
    assert telling.run() == 1
    assert overview(telling.ledger)[0].standing.waiting == 0


def test_a_receiver_that_is_removed_meanwhile_ends_nothing(telling, hook):
    """Another desk removes it between the list of receivers and its turn."""
    telling.add(hook)
    receiver = receivers_of(telling.ledger).one("desk")
    telling.news()
    remove_receiver(telling.ledger, "desk")
    running.gather(telling.ledger, outbox_of(telling.ledger.log), receiver)
    assert telling.run() == 0


def test_one_that_hangs_holds_up_nobody_else(telling, hook):
    """The other receivers are told meanwhile: neither is answered before both were asked."""
    telling.add(hook)
    add_receiver(telling.ledger, webhook("slow", hook.url, private=True))
    both = threading.Barrier(2, timeout=STUCK)
    hook.hold = both.wait
    telling.news()
    assert telling.run() == 2
    assert not both.broken, "both at once, not one after the other"


def test_two_runners_at_once_send_each_message_once(telling, hook):
    """Whoever holds the lease works; the other one finds nothing to do."""
    telling.add(hook)
    telling.news()
    asked, answer = threading.Event(), threading.Event()

    def hold():
        asked.set()
        assert answer.wait(STUCK)

    hook.hold = hold
    sending = threading.Thread(target=telling.run)
    sending.start()
    assert asked.wait(STUCK)
    assert telling.run() == 0, "while the other one waits for its answer"
    answer.set()
    sending.join()
    assert len(hook.got) == 1
    assert outbox_of(telling.ledger.log).messages("desk") == []


def test_a_kill_at_any_moment_at_most_repeats(telling, hook):
    """Killed while it sends, again and again: all arrives, in order, with the same ids."""
    telling.add(hook)
    hook.hold = partial(time.sleep, 0.05)
    code = (
        "import sys; from ledger.app import open_ledger;"
        "from ledger.app.notify.receiver import receivers_of;"
        "from ledger.app.notify.runner import Runner;"
        "ledger = open_ledger(sys.argv[1], custody=sys.argv[2]);"
        "runner = Runner(ledger=ledger, receivers=receivers_of(ledger), lease=0.01);"
        "[runner.once() for _ in range(50)]"
    )
    windows = []
    for _ in range(3):
        telling.news()
        windows.append(telling.ledger.size() - 1)
        before = len(hook.got)
        words = [sys.executable, "-c", code, telling.location, telling.folder / "keys"]
        process = subprocess.Popen(list(map(str, words)))
        while len(hook.got) == before and process.poll() is None:
            time.sleep(0.005)
        process.send_signal(signal.SIGKILL)
        process.wait()
    time.sleep(0.1)
    telling.run(lease=0.01)
    assert outbox_of(telling.ledger.log).messages("desk") == []
    distinct = list(dict.fromkeys(hook.subjects))
    assert distinct == sorted(distinct, key=lambda each: each[2])
    assert distinct[-1][2] == windows[-1]
    assert all(first[2] == second[1] for first, second in itertools.pairwise(distinct))
    ids = {headers["webhook-id"] for headers, _ in hook.got}
    assert len(ids) == len(distinct), "a repeat has the id of the first"


def test_it_follows_until_it_is_stopped(telling, hook):
    """What is recorded by another process is told soon."""
    telling.add(hook)
    came = threading.Event()
    hook.hold = came.set
    runner = running.Runner(ledger=telling.ledger, receivers=receivers_of(telling.ledger))
    thread = threading.Thread(target=runner.follow)
    thread.start()
    telling.news()
    assert came.wait(STUCK)
    runner.stop()
    thread.join(STUCK)
    assert not thread.is_alive()
    assert len(hook.got) == 1


def test_it_ends_when_another_file_was_put_in_the_ledgers_place(telling):
    """It would follow a file in which nobody records any more, and go on for ever."""
    runner = running.Runner(ledger=telling.ledger, receivers=receivers_of(telling.ledger))
    place = telling.location
    for suffix in ("", "-wal", "-shm"):
        place.with_name(place.name + suffix).rename(place.with_name(f"old.db{suffix}"))
    init_ledger(place)
    timer = threading.Timer(STUCK, runner.stop)
    timer.start()
    with pytest.raises(LedgerReplaced):
        runner.follow()
    timer.cancel()


def test_words_that_were_erased_are_not_sent_any_more(telling, hook):
    """A message holds positions alone: its words are read as it goes out."""
    telling.add(hook)
    hook.answers = [(500, {})]
    telling.news()
    telling.run()
    assert b"statement 1." in hook.got[0][1]
    telling.ledger.erase("m", reason="by order", with_claims=True)
    retry_receiver(telling.ledger, "desk")
    telling.run()
    assert b"statement 1." not in hook.got[1][1]


def test_only_the_partnerships_that_were_asked_for_are_told(telling, hook):
    """One that the ledger does not follow is refused by name."""
    from ledger.app.refusals import NoSuchSubject  # noqa: PLC0415 - next to its only use

    with pytest.raises(NoSuchSubject):
        telling.add(hook, subjects=("nowhere",))
    telling.add(hook, subjects=("p",))
    telling.news()
    assert telling.run() == 1


def test_neither_an_address_nor_a_secret_is_in_what_is_shown(telling, hook):
    """Lists, errors and the words of a receiver have its host alone."""
    secret = telling.add(hook)
    telling.news()
    telling.run()
    shown = repr(overview(telling.ledger)) + repr(receivers_of(telling.ledger).all())
    assert secret not in shown
    assert "hidden" not in shown
    assert "127.0.0.1" in shown
    rows = telling.location.read_bytes()
    assert secret.encode() not in rows
    assert b"hidden" not in rows


@pytest.mark.parametrize(
    "url",
    [
        "HTTP://LOCALHOST:1/hidden",
        "http://localhost:1/\u00e4?token=hidden",
        f"http://localhost:1/hidden{'/hidden' * 40}",
    ],
)
def test_an_address_is_not_shown_however_it_is_written(telling, url):
    """In capitals, with an umlaut, longer than a message shows of one."""
    add_receiver(telling.ledger, webhook("desk", url))
    telling.news()
    telling.run()
    (each,) = overview(telling.ledger)
    assert each.standing.error.startswith("private-address")
    assert "hidden" not in repr(each)
    assert "hidden" not in (try_receiver(telling.ledger, "desk", None).error or "hidden")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "ftp://example.org/",
        "https://",
        "https://u:p@example.org/",
        "example.org",
        "https://exa mple.org/hidden",
        "https://example.org:99999/hidden",
        "https://example.org/hidden\nX: y",
        "http://127.1/hidden",
        "http://127.0.0.1:9/hidden",
        "http://10.0.0.8/hidden",
        "http://[::1]:1/hidden",
        "http://[::ffff:127.0.0.1]/hidden",
        "http://169.254.169.254/hidden",
    ],
)
def test_what_nothing_can_be_sent_to_is_refused(telling, url):
    """Before anything is kept, and without the address."""
    with pytest.raises(BadReceiver) as refused:
        add_receiver(telling.ledger, webhook("desk", url))
    assert "hidden" not in str(refused.value)
    with pytest.raises(BadReceiver):
        add_receiver(telling.ledger, mailbox("desk", "no address\nBcc: x@example.org"))
    with pytest.raises(BadReceiver):
        add_receiver(telling.ledger, mailbox("Not a name", "a@example.org"))
    assert receivers_of(telling.ledger).all() == ()


def test_names_are_taken_once_and_removed_once(telling, hook):
    """A second one, and one that is not there, are errors with a way out."""
    telling.add(hook)
    with pytest.raises(ReceiverExists):
        telling.add(hook)
    telling.news()
    telling.run()
    assert remove_receiver(telling.ledger, "desk") == 0
    with pytest.raises(NoSuchReceiver):
        remove_receiver(telling.ledger, "desk")
    (telling.folder / "keys/receivers").joinpath(
        next((telling.folder / "keys/receivers").iterdir()).name
    ).write_text("{")
    with pytest.raises(ReceiversDamaged):
        receivers_of(telling.ledger).all()


def test_a_test_message_says_so_and_moves_nothing(telling, hook):
    """It is signed as others are."""
    secret = telling.add(hook)
    assert try_receiver(telling.ledger, "desk", None).error is None
    ((headers, body),) = hook.got
    Webhook(secret).verify(body, headers)
    assert json.loads(body)["type"] == "test"


class Box:
    """A mail server's hands."""

    def __init__(self) -> None:
        self.mails: list[bytes] = []
        self.answer = "250 OK"

    async def handle_DATA(self, server, session, envelope) -> str:  # noqa: ARG002, N802 - its name
        """Take a mail."""
        if self.answer.startswith("250"):
            self.mails.append(envelope.content)
        return self.answer


@pytest.fixture
def box():
    """A mail server on loopback."""
    made = Box()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(made, hostname="127.0.0.1", port=port)
    controller.start()
    made.post = Post(
        host="127.0.0.1",
        port=port,
        secure=False,
        sender="ledger@example.org",
    )
    yield made
    controller.stop()


def test_a_digest_is_in_the_language_of_who_sends_it(telling, box, monkeypatch):
    """Subject, headings and the line at its end; what sources say stays."""
    add_receiver(telling.ledger, mailbox("desk", "desk@example.org"))
    telling.news()
    monkeypatch.setattr(running, "_time_for_digest", lambda *_: True)
    assert telling.run(mail=attrs.evolve(box.post, words=words("es"))) == 1
    mail = message_from_bytes(box.mails[0], policy=policy.default)
    assert mail["Subject"].startswith("Cambios: ")
    assert mail["Content-Language"] == "es"
    assert "posición @" in mail.get_content()
    assert "position" not in mail.get_content()


def test_a_digest_tells_of_all_that_changed_when_its_time_has_come(telling, box, monkeypatch):
    """One mail for all partnerships, no sooner than so many hours after the one before."""
    add_receiver(telling.ledger, mailbox("desk", "desk@example.org"))
    telling.news()
    assert telling.run(mail=box.post) == 0, "a day has not passed"
    monkeypatch.setattr(running, "_time_for_digest", lambda *_: True)
    assert telling.run(mail=box.post) == 1
    (raw,) = box.mails
    mail = message_from_bytes(raw, policy=policy.default)
    assert mail["To"] == "desk@example.org"
    assert "A and B" in mail["Subject"]
    text = mail.get_content()
    assert "statement 1." in text or "1 of 11" in text
    assert telling.ledger.origin in text
    assert telling.run(mail=box.post) == 0, "nothing new"


def test_a_mail_server_that_refuses_or_is_not_there_is_tried_again(telling, box, monkeypatch):
    """The digest waits, and is sent once it is taken."""
    monkeypatch.setattr(running, "_time_for_digest", lambda *_: True)
    add_receiver(telling.ledger, mailbox("desk", "desk@example.org"))
    telling.news()
    box.answer = "451 later"
    assert telling.run(mail=box.post) == 0
    assert "451" in overview(telling.ledger)[0].standing.error
    box.answer = "250 OK"
    retry_receiver(telling.ledger, "desk")
    assert telling.run(mail=box.post) == 1
    assert try_receiver(telling.ledger, "desk", box.post).error is None
    telling.news()
    assert telling.run() == 0
    assert "no-mail-server" in overview(telling.ledger)[0].standing.error


@pytest.mark.parametrize("url", ["http://mail", "smtp://", "smtp://mail:x"])
def test_what_is_no_server_for_mail_is_refused(url):
    """By the name of the setting that is wrong, with how to write it."""
    with pytest.raises(NoMailServer, match="CLAIMS_SMTP is no address"):
        Post.of(url, sender="a@example.org", password=None)
    with pytest.raises(NoMailServer, match="CLAIMS_MAIL_FROM is not set"):
        Post.of("smtp://mail", sender=None, password=None)
    assert Post.of(None, sender=None, password=None) is None
    assert "secret" not in repr(Post.of("smtps://u@m", sender="a@b", password="secret"))  # noqa: S106
