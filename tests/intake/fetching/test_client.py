"""Fetching from real servers that redirect, hang, lie, and lead to where nobody should go."""

from __future__ import annotations

import gzip
import socket
import ssl
import threading
import zlib
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address

import attrs
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from ledger.errors import ClaimsError
from ledger.intake.fetching import connection
from ledger.intake.fetching.address_guard import Network
from ledger.intake.fetching.client import fetch, post
from ledger.intake.fetching.limits import FetchLimits
from ledger.intake.fetching.refusals import (
    AnswerTooLarge,
    BadAddress,
    BadAnswer,
    BrokenPacking,
    NoEndOfRedirects,
    PrivateAddress,
    TooSlow,
    Unreachable,
    WrongMediaType,
)

LOCAL = Network(allow_private=True)
BOUNDS = FetchLimits(size=1_000_000, seconds=5.0)


def got(url, *, bounds=BOUNDS, network=LOCAL, **options):
    return fetch(url, bounds=bounds, network=network, **options)


def test_an_answer_has_its_bytes_type_and_status(site):
    """As the server has them; an error of HTTP is an answer too, and a refusal if asked for."""
    page = got(site.gives("/a", "héllo", type="Text/HTML; charset=utf-8"))
    assert (page.status, page.body, page.media_type) == (200, "héllo".encode(), "text/html")
    missing = got(site.url + "/b")
    assert missing.status == 404
    with pytest.raises(BadAnswer, match=r"/b answers 404 \(Not Found\)"):
        missing.expected()


def test_a_part_that_nobody_asked_for_is_not_taken_as_the_whole():
    """A cache that answers 206 gives a piece of an article, which would be captured as all."""
    with socket.create_server(("127.0.0.1", 0)) as place:

        def answer():
            caller, _ = place.accept()
            with caller, suppress(OSError):
                caller.recv(4096)
                caller.sendall(
                    b"HTTP/1.1 206 Partial Content\r\nContent-Type: text/plain\r\n"
                    b"Content-Range: bytes 0-3/90\r\nContent-Length: 4\r\n\r\nhalf"
                )

        thread = threading.Thread(target=answer)
        thread.start()
        with pytest.raises(BadAnswer, match=r"answers 206 \(Partial Content\)"):
            got(f"http://127.0.0.1:{place.getsockname()[1]}/").expected()
        thread.join()


def test_a_request_says_who_asks_and_nothing_else(site, monkeypatch):
    """A plain User-Agent; no cookies, no passwords, no proxy of the environment."""
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "HTTPS_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    site.gives("/b", "x", Set_Cookie="who=reader")
    got(site.gives("/a", status=302, Location="/b", Set_Cookie="who=reader; Path=/"))
    got(site.url + "/b")
    assert site.paths() == ["/a", "/b", "/b"]
    for _, _, headers, _ in site.asked:
        assert sorted(headers) == ["accept", "accept-encoding", "host", "user-agent"]
        assert headers["user-agent"] == "claim-ledger"


PLACES = {
    "http://2130706433/": "a number",
    "http://0177.0.0.1/": "broken|a number",
    "http://0x7f000001/": "a number",
    "http://0x7f.0.0.1/": "a number",
    "http://127.1/": "a number",
    "http://017700000001/": "a number",
    "http://127.0.0.1./": "a number",
    "http://127.0.0.1%2f.example/": "broken|escape",
    "http://\uff11\uff12\uff17.0.0.1/": "broken|this machine",
    "http://127\u30020\u30020\u30021/": "this machine",
    "http://localhost/": "this machine",
    "http://[::1]/": "this machine",
    "http://[::ffff:7f00:1]/": "this machine",
    "http://[0:0:0:0:0:ffff:127.0.0.1]/": "this machine",
    "http://[64:ff9b::127.0.0.1]/": "this machine",
    "http://[2002:7f00:1::]/": "this machine",
    "http://[fe80::1%25lo]/": "zone",
    "http://169.254.169.254/latest/meta-data/": "clouds keep their keys",
    "http://0.0.0.0/": "no public machine",
    "http://user@news.example/": "user name",
    "http://127.0.0.1:80@news.example/": "user name",
    "http://news.example\\@127.0.0.1/": "backslash",
    "http://news.example:0/": "port 0",
    "http://news.example:65536/": "port|broken",
    "http:///a": "no host",
    "//127.0.0.1/": "no http",
    "file:///etc/passwd": "no http",
    "gopher://127.0.0.1:70/": "no http",
    "ftp://127.0.0.1/": "no http",
    "javascript:alert(1)": "no http",
    "http://news.example/\r\nHost: x": "cannot be printed",
    "http://" + "a" * 3_000 + ".example/": "characters",
    "http://[::1/": "bracket",
    "": "no http",
}


@pytest.mark.parametrize(("url", "why"), PLACES.items())
def test_no_way_of_writing_leads_to_a_private_place(url, why):
    """Numbers in other notations, wrapped addresses, other schemes: one sentence each."""
    with pytest.raises((BadAddress, PrivateAddress)) as refused:
        fetch(url, bounds=BOUNDS)
    assert any(part in refused.value.message for part in why.split("|")), refused.value.message


@pytest.mark.parametrize("url", PLACES)
def test_no_redirect_leads_to_a_private_place(url, site):
    """The same, where a public page sends on to it: each redirect is checked as the first was."""
    start = site.gives("/start", status=302, Location=url or "x:")
    inside = Network(resolve=lambda host, _: ["127.0.0.1" if host == "news.example" else host])
    public = attrs.evolve(inside, allow_private=True)

    class Once(Network):
        """Lets the first request through, as if its server were public."""

        def refused(self, addresses):
            network = public if not site.asked else inside
            return network.refused(addresses)

    with pytest.raises(ClaimsError) as refused:
        got(start, network=Once(resolve=inside.resolve))
    assert isinstance(refused.value, BadAddress | PrivateAddress | Unreachable)
    assert site.paths() == ["/start"]


def test_a_name_that_changes_between_check_and_connection_wins_nothing(site, monkeypatch):
    """It is looked up once, and the connection goes to the very address that was checked."""
    answers, met = iter(["9.9.9.9", "127.0.0.1", "127.0.0.1"]), []

    class Sockets:
        def connect_tcp(self, host, *_):
            met.append(host)
            raise connection.httpcore2.ConnectError("nobody there")

    monkeypatch.setattr(connection.httpcore2, "SyncBackend", Sockets)
    with pytest.raises(Unreachable, match="nobody there"):
        fetch(
            f"http://news.example:{site.port}/",
            bounds=BOUNDS,
            network=Network(resolve=lambda *_: [next(answers)]),
        )
    assert met == ["9.9.9.9"]
    assert next(answers) == "127.0.0.1", "the name was looked up once"
    assert site.asked == []


@pytest.mark.parametrize("addresses", [["127.0.0.1"], ["9.9.9.9", "10.0.0.1"]])
def test_a_name_with_a_private_address_among_its_own_is_refused(addresses):
    """Even where the first is public: which of them is met is not left to chance."""
    network = Network(resolve=lambda *_: addresses)
    with pytest.raises(PrivateAddress, match=r"news\.example leads to") as refused:
        fetch("http://news.example/", bounds=BOUNDS, network=network)
    assert refused.value.address == addresses[-1]


def test_a_name_that_leads_nowhere_or_to_no_address_is_said(site):
    """So is a server that is not there; a name with several addresses is tried at each."""

    def nowhere(*_):
        raise socket.gaierror(-2, "Name or service not known")

    for resolve in (nowhere, lambda *_: [], lambda *_: ["news"]):
        with pytest.raises(Unreachable, match=r"news\.example leads"):
            fetch("http://news.example/", bounds=BOUNDS, network=Network(resolve=resolve))
    with pytest.raises(Unreachable, match="connection refused"):
        got("http://127.0.0.1:1/")
    both = attrs.evolve(LOCAL, resolve=lambda *_: ["127.0.0.2", "127.0.0.1"])
    site.gives("/a", "here")
    assert got(f"http://news.example:{site.port}/a", network=both).body == b"here"


def test_redirects_are_followed_to_their_end(site, other_site):
    """Over hosts, by relative addresses; where all of them are for good, the new address too."""
    end = other_site.gives("/end?b=1", "at last")
    site.gives("/2", status=308, Location=end)
    first = site.gives("/1", status=301, Location="2#part")
    answer = got(first)
    assert (answer.body, answer.url, answer.moved) == (b"at last", end, end)
    site.gives("/2", status=302, Location=end)
    answer = got(first)
    assert (answer.url, answer.moved) == (end, f"{site.url}/2")


def test_redirects_in_a_circle_and_without_end_are_refused(site):
    """With the reason; no request more than is allowed."""
    site.gives("/b", status=302, Location="/a")
    with pytest.raises(NoEndOfRedirects, match="circle"):
        got(site.gives("/a", status=302, Location="/b"))
    for number in range(20):
        site.gives(f"/{number}", status=302, Location=f"/{number + 1}")
    site.asked.clear()
    with pytest.raises(NoEndOfRedirects, match="more than 8 times"):
        got(site.url + "/0")
    assert len(site.asked) == 9


BEGINNINGS = [b"", b"HTTP/1.1 200 OK\r\nX-A: ", b"HTTP/1.1 200 OK\r\nContent-Length: 60000\r\n\r\n"]


@pytest.mark.parametrize("beginning", BEGINNINGS)
def test_what_drips_ends_in_time(beginning, dripping):
    """Of the status, a header or the body: each byte comes in time, and all of it never."""
    with pytest.raises(TooSlow, match=r"within 0\.3 seconds"):
        got(dripping(beginning), bounds=attrs.evolve(BOUNDS, seconds=0.3))
    assert not dripping.to_the_end


def test_a_look_up_that_hangs_ends_in_time():
    """The system's own look-up has no limit: it is left behind."""
    ended, answers = threading.Event(), []

    def resolve(*_):
        answers.append(ended.wait(60))
        return ["9.9.9.9"]

    with pytest.raises(TooSlow):
        fetch(
            "http://news.example/",
            bounds=attrs.evolve(BOUNDS, seconds=0.2),
            network=Network(resolve=resolve),
        )
    assert not answers, "it goes on looking"
    ended.set()


def test_a_redirect_does_not_begin_the_time_again(site, dripping):
    """The limit is of the whole way."""
    with pytest.raises(TooSlow, match=r"within 0\.3 seconds"):
        got(
            site.gives("/a", status=302, Location=dripping(b"")),
            bounds=attrs.evolve(BOUNDS, seconds=0.3),
        )


def test_more_than_is_read_is_refused_whatever_it_says_of_its_length(site):
    """As sent, or unpacked: 30 kilobytes that hold 30 megabytes are stopped on their way."""
    small = attrs.evolve(BOUNDS, size=1_000)
    assert len(got(site.gives("/a", b"x" * 1_000), bounds=small).body) == 1_000
    zeros = b"\0" * 30_000_000
    bombs = {
        "": b"x" * 1_001,
        "gzip": gzip.compress(zeros),
        "deflate": zlib.compress(zeros),
        "x-gzip": gzip.compress(b"x" * 600) * 2,
    }
    for packing, body in bombs.items():
        site.gives("/a", body, Content_Encoding=packing)
        with pytest.raises(AnswerTooLarge, match=r"more than the 0\.001 MB"):
            got(site.url + "/a", bounds=small)


def test_packed_answers_are_unpacked(site):
    """gzip, of one member or several, deflate with its wrapping and without; nothing else."""
    bare = zlib.compressobj(wbits=-15)
    packed = {
        "gzip": [gzip.compress(b"words"), gzip.compress(b"wo") + gzip.compress(b"rds")],
        "deflate": [zlib.compress(b"words"), bare.compress(b"words") + bare.flush()],
        "identity": [b"words"],
    }
    for packing, bodies in packed.items():
        for body in bodies:
            assert got(site.gives("/a", body, Content_Encoding=packing)).body == b"words"
    for packing, body in {
        "br": b"x",
        "gzip, gzip": gzip.compress(gzip.compress(b"x")),
        "gzip": b"no gzip",
        "x-gzip": gzip.compress(b"words" * 100)[:-12],
    }.items():
        with pytest.raises(BrokenPacking):
            got(site.gives("/a", body, Content_Encoding=packing))


def test_a_type_that_is_not_read_is_refused_before_its_bytes_come(dripping, site):
    """By its name; an answer that names no type is read."""
    pages = attrs.evolve(BOUNDS, types=("text/*", "application/pdf"))
    film = b"HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\nContent-Length: 60000\r\n\r\n"
    with pytest.raises(WrongMediaType, match="is video/mp4"):
        got(dripping(film), bounds=pages)
    for name in ("text/plain", "application/pdf; x=y", ""):
        assert got(site.gives("/a", "x", type=name), bounds=pages).body == b"x"


CUT, NONE = "without a whole answer|reset", r"no answer in HTTP \([^\\']*\)$"
LIES = {
    "nothing": (b"", CUT),
    "no http": (b"SSH-2.0-OpenSSH_9.2\r\n", f"{NONE}|{CUT}"),
    "nonsense": (b"nonsense of a 'server'\r\n\r\n", NONE),
    "half": (b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf", CUT),
    "two lengths": (b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx", NONE),
    "endless header": (b"HTTP/1.1 200 OK\r\nX: " + b"x" * 200_000 + b"\r\n\r\n", f"{NONE}|reset"),
    "bad chunk": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", NONE),
}


@pytest.mark.parametrize("lie", LIES)
def test_what_is_no_whole_answer_is_said_so(lie):
    """A body that breaks off is told as that, what is no HTTP as that, and its bytes are not."""
    sent, reason = LIES[lie]
    with socket.create_server(("127.0.0.1", 0)) as place:

        def answer():
            caller, _ = place.accept()
            with caller, suppress(OSError):
                caller.recv(4096)
                caller.sendall(sent)

        thread = threading.Thread(target=answer)
        thread.start()
        with pytest.raises(Unreachable, match=reason):
            got(f"http://127.0.0.1:{place.getsockname()[1]}/")
        thread.join()


def test_a_certificate_must_name_the_host(tmp_path):
    """The connection goes to a checked address; TLS is held against the name, never the address."""
    authority, chain = certificate(tmp_path, "news.example")
    inside = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    inside.load_cert_chain(chain)
    with socket.create_server(("127.0.0.1", 0)) as place:
        port = place.getsockname()[1]

        def answer():
            for _ in range(3):
                caller, _ = place.accept()
                with caller, suppress(OSError), inside.wrap_socket(caller, server_side=True) as tls:
                    tls.recv(4096)
                    tls.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")

        thread = threading.Thread(target=answer)
        thread.start()
        trust = lambda: ssl.create_default_context(cafile=authority)  # noqa: E731
        network = Network(allow_private=True, resolve=lambda *_: ["127.0.0.1"], tls=trust)
        assert got(f"https://news.example:{port}/", network=network).body == b"ok"
        with pytest.raises(Unreachable, match=r"(?i)certificate"):
            got(f"https://other.example:{port}/", network=network)
        with pytest.raises(Unreachable, match=r"(?i)certificate"):
            got(f"https://news.example:{port}/", network=attrs.evolve(network, tls=None))
        thread.join()


def test_what_is_posted_arrives_and_no_redirect_takes_it_elsewhere(site):
    """The body, the headers that were given, and the answer of any status."""
    url = site.gives("/hook", "thanks", status=202)
    answer = post(url, b'{"a": 1}', headers={"Content-Type": "application/json"}, network=LOCAL)
    assert (answer.status, answer.body) == (202, b"thanks")
    method, path, headers, body = site.asked[0]
    assert (method, path, body) == ("POST", "/hook", b'{"a": 1}')
    assert headers["content-type"] == "application/json"
    site.gives("/hook", status=307, Location="/elsewhere")
    assert post(url, b"x", network=LOCAL).status == 307
    assert site.paths() == ["/hook", "/hook"]
    with pytest.raises(PrivateAddress):
        post(url, b"x")
    assert len(site.asked) == 2


def certificate(folder, name):
    """A certificate that signs itself, for a name; gives its file and the one with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName(
                [x509.DNSName(name), x509.IPAddress(ip_address("9.9.9.9"))]
            ),
            critical=False,
        )
        .sign(key, hashes.SHA256())
    )
    public = made.public_bytes(serialization.Encoding.PEM)
    secret = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    (folder / "authority.pem").write_bytes(public)
    (folder / "chain.pem").write_bytes(secret + public)
    return folder / "authority.pem", folder / "chain.pem"


@pytest.mark.parametrize(
    ("address", "own"),
    [("169.254.169.254", False), ("224.0.0.1", False), ("10.0.0.1", True), ("127.0.0.1", True)],
)
def test_a_way_that_opens_nothing_is_not_offered(address, own):
    """--allow-private opens one's own network; of the wire itself it says that it never does."""
    network = Network(resolve=lambda *_: [address])
    with pytest.raises(PrivateAddress) as refused:
        fetch("http://news.example/", bounds=BOUNDS, network=network)
    assert ("give --allow-private" in refused.value.fix) is own
    assert ("never this" in refused.value.fix) is not own
    allowed = attrs.evolve(network, allow_private=True)
    if not own:
        with pytest.raises(PrivateAddress, match="news") as again:
            fetch("http://news.example/", bounds=BOUNDS, network=allowed)
        assert again.value.fix == refused.value.fix


@pytest.mark.parametrize(
    ("status", "way"),
    [
        (401, "behind a login"),
        (403, "behind a login"),
        (404, "check the address"),
        (410, "check the address"),
        (418, "open it in a browser, and give"),
        (429, "try again later"),
        (500, "try again later"),
        (503, "try again later"),
    ],
)
def test_the_way_on_from_an_error_is_of_that_error(status, way):
    """Nobody signs in to what is gone, nor to a server that is at fault."""
    assert way in BadAnswer(url="http://a.example/", status=status, words="").fix
