"""The door to the network, against a faulty server on loopback and against functions in its place."""

from __future__ import annotations

import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from biblio.errors import LinkError
from biblio.http import Client, Failure, FunctionTransport, Headers, Limits, Outcome, Request, Response
from biblio.http.guard import is_private, private_host
from biblio.http.pace import Pace, retry_after
from biblio.http.reach import reachable
from tests.faulty_server import Faulty, serving

QUICK = Limits(deadline=1.0, per_second=1000)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Certificate and key of 127.0.0.1, signed by nobody else."""
    program = shutil.which("openssl")
    if program is None:
        pytest.skip("the program openssl is needed to make a certificate")
    file = tmp_path_factory.mktemp("certificate") / "both.pem"
    subject = ("-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-days", "2")
    key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", str(file))
    made = subprocess.run([program, "req", "-x509", *key, *subject], capture_output=True, check=True)
    file.write_bytes(file.read_bytes() + made.stdout)
    return file


@pytest.fixture(scope="module")
def server() -> Iterator[Faulty]:
    with serving() as running:
        yield running


@pytest.fixture
def client() -> Iterator[Client]:
    with Client(allow_private=True, limits=QUICK) as made:
        yield made


@pytest.mark.parametrize(
    ("path", "status", "final", "hops"),
    [
        ("/ok", 200, "/ok", []),
        ("/moved", 200, "/ok/new", [301, 308]),
        ("/for-now#part", 200, "/ok/now#part", [302]),
        ("/cookie", 200, "/cookie", [302]),
        ("/to-utf8", 200, "/ok/ä", [302]),
        ("/to-endless", 200, "/ok", [302]),
        ("/gone", 410, "/gone", []),
        ("/500", 500, "/500", []),
    ],
)
def test_answers(server: Faulty, client: Client, path: str, status: int, final: str, hops: list[int]) -> None:
    answer = client.fetch(server.url + path)
    assert (answer.status, answer.final_url, answer.error) == (status, server.url + final, "")
    assert [hop.status for hop in answer.hops] == hops


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/loop", "redirect-loop"),
        ("/ever-on", "redirect-loop"),
        ("/to-mail", "scheme"),
        ("/reset", "reset"),
        ("/slow-headers", "timeout"),
    ],
)
def test_failures_are_values(server: Faulty, client: Client, path: str, kind: str) -> None:
    begun = time.monotonic()
    answer = client.fetch(server.url + path)
    assert answer.error == kind
    assert answer.status == 0
    assert answer.failure is not None
    assert answer.failure.words
    assert time.monotonic() - begun < QUICK.deadline + 2


@pytest.mark.parametrize(
    ("path", "why", "title"),
    [
        ("/slow-body", "timeout", b"Slow"),
        ("/endless", "cap", b"Endless"),
        ("/bomb", "cap", b"Bomb"),
        ("/truncated", "reset", b"Short"),
    ],
)
def test_a_body_cut_short_is_kept(server: Faulty, client: Client, path: str, why: str, title: bytes) -> None:
    answer = client.fetch(server.url + path)
    assert answer.status == 200
    assert answer.response is not None
    assert answer.response.incomplete == why
    assert title in answer.body
    assert len(answer.body) <= QUICK.cap


def test_refused_connections(client: Client) -> None:
    with serving() as ended:
        url = ended.url
    assert client.fetch(url).error == "refused"


def test_hosts_that_cannot_exist(client: Client) -> None:
    assert client.fetch("http://nowhere.invalid/").error == "nxdomain"


@pytest.mark.parametrize(
    "url", ["ftp://example.org/a", "http://", "http://[::1", "mailto:ann@example.org", "nonsense", ""]
)
def test_what_is_no_web_address_is_not_asked(client: Client, url: str) -> None:
    assert client.fetch(url).error in ("scheme", "invalid-url")


PRIVATE = [
    "127.0.0.1", "localhost", "a.localhost", "printer.local", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1",
    "127.1",
    "10.1.2.3", "192.168.1.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "[::1]", "[::]",
    "[fe80::1]", "[fc00::1]", "[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]",
]  # fmt: skip


@pytest.mark.parametrize("host", PRIVATE)
def test_private_hosts_are_never_asked(host: str) -> None:
    asked: list[str] = []

    def answer(request: Request) -> Outcome:
        asked.append(request.url)
        return Response(200)

    with Client(transport=FunctionTransport(answer)) as client:
        assert client.fetch(f"http://{host}/").error == "private"
        redirect = Response(302, Headers((("Location", f"http://{host}/admin"),)))
    with Client(transport=FunctionTransport(lambda request: redirect)) as client:
        redirected = client.fetch("http://example.org/")
        assert redirected.error == "private"
        assert redirected.hops[0].status == 302
    assert not asked


@pytest.mark.parametrize(
    "host", ["example.org", "93.184.215.14", "[2606:2800:21f:cb07:6820:80da:af6b:8b2c]", "lan.example.org", "1e100.net"]
)
def test_public_hosts_may_be_asked(host: str) -> None:
    assert not private_host(host)


def test_names_are_looked_at_after_they_are_resolved(server: Faulty, monkeypatch: pytest.MonkeyPatch) -> None:
    port = server.server_address[1]
    monkeypatch.setattr("socket.getaddrinfo", lambda *args, **kwargs: [(2, 1, 6, "", ("127.0.0.1", port))])
    before = len(server.asked)
    with Client(limits=QUICK) as client:
        assert client.fetch(f"http://rebinding.example.org:{port}/ok").error == "private"
    assert len(server.asked) == before
    assert is_private("127.0.0.1")


def test_offline_opens_no_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr("socket.socket", refuse)
    monkeypatch.setattr("socket.getaddrinfo", refuse)
    with Client(offline=True) as client:
        assert client.fetch("https://example.org/").error == "offline"
        failure = client.network_failure(["https://example.org/"])
    assert failure is not None
    assert failure.kind == "offline"


def test_says_who_asks(server: Faulty) -> None:
    with Client(allow_private=True, limits=QUICK, contact="mailto:ann@example.org") as client:
        client.fetch(server.url + "/ok/agent")
        client.fetch(server.url + "/ok/agent", as_browser=True)
    agents = [agent for path, agent, _ in server.asked if path == "/ok/agent"]
    assert agents[0].startswith("biblio-footnotes/")
    assert "mailto:ann@example.org" in agents[0]
    assert agents[1].startswith("Mozilla")


def test_a_host_that_wants_a_pause_gets_it(server: Faulty, client: Client) -> None:
    assert client.fetch(server.url + "/busy").status == 429
    before = len(server.asked)
    answer = client.fetch(server.url + "/ok")
    assert answer.error == "paused"
    assert answer.failure is not None
    assert 3500 < answer.failure.wait <= 3601
    assert len(server.asked) == before


@pytest.mark.parametrize(
    ("status", "value", "low", "high"),
    [
        (429, "7", 7, 7),
        (503, "120", 120, 120),
        (429, "", 1, 60),
        (429, "nonsense", 1, 60),
        (503, "", 0, 0),
        (200, "7", 0, 0),
        (429, "Wed, 21 Oct 2015 07:28:00 GMT", 0, 0),
        (429, "Wed, 21 Oct 2215 07:28:00 GMT", 1e9, 1e11),
    ],
)
def test_retry_after(status: int, value: str, low: float, high: float) -> None:
    assert low <= retry_after(status, value) <= high


def test_pace_holds_hosts_apart() -> None:
    pace = Pace(at_once=1, per_second=20)
    soon = time.monotonic() + 5
    assert pace.begin("a", soon) == 0
    assert pace.begin("b", soon) == 0
    assert pace.begin("a", time.monotonic() + 0.05) > 0, "the one turn of host a is taken"
    pace.end("a")
    first = time.monotonic()
    assert pace.begin("a", soon) == 0
    assert time.monotonic() - first < 1


def test_no_more_than_two_requests_at_once(server: Faulty) -> None:
    server.most_at_once = server.at_once
    before = server.at_once
    with Client(allow_private=True, limits=QUICK) as client:
        threads = [threading.Thread(target=client.fetch, args=(f"{server.url}/nap?{n}",)) for n in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert server.times("/nap?3") == 1
    assert server.most_at_once <= before + 2


def test_certificates(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(certificate) as secure:
        with Client(allow_private=True, limits=QUICK) as client:
            assert client.fetch(secure.url + "/ok").error == "tls"
            assert client.fetch(secure.url + "/ok", verify=False).status == 200
            assert client.fetch(secure.url + "/ok").error == "tls", "the careless look leaves no open door"
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))
        with Client(allow_private=True, limits=QUICK) as client:
            assert client.fetch(secure.url + "/ok").status == 200


def test_a_proxy_of_the_environment_is_used(server: Faulty, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", server.url)
    with Client(limits=QUICK) as client:
        assert client.network_failure(["http://example.org/"]) is None
        assert client.fetch("http://example.org/ok").status == 404, "the server is no proxy, but it was asked"
        assert client.fetch("http://127.0.0.1/ok").error == "private"
    assert server.times("http://example.org/ok") == 1


def test_a_proxy_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving() as ended:
        url = ended.url
    monkeypatch.setenv("http_proxy", url)
    monkeypatch.setenv("https_proxy", url)
    with Client(limits=QUICK) as client:
        assert client.fetch("http://example.org/").error == "proxy"
        assert client.fetch("https://example.org/").error == "proxy"


def test_asking_a_closed_client_is_misuse() -> None:
    client = Client()
    client.close()
    with pytest.raises(LinkError):
        client.fetch("http://example.org/")


def test_a_function_can_stand_for_the_network() -> None:
    def answer(request: Request) -> Outcome:
        return Failure("reset", "gone") if request.url.endswith("/x") else Response(200, body=b"hello")

    with Client(transport=FunctionTransport(answer), limits=QUICK) as client:
        assert client.fetch("http://example.org/a").body == b"hello"
        assert client.fetch("http://example.com/x").error == "reset"
        assert client.network_failure(["http://example.org/a"]) is None


def test_the_network_is_there_when_one_host_answers() -> None:
    def connect(host: str, port: int, deadline: float) -> Failure | None:
        return Failure("nxdomain", host) if host == "a" else None

    assert reachable([("a", 80), ("b", 80)], connect, seconds=2) is None


@pytest.mark.parametrize("kind", ["nxdomain", "dns", "unreachable", "timeout"])
def test_no_network_is_noticed_at_once(kind: str) -> None:
    asked: list[str] = []

    def connect(host: str, port: int, deadline: float) -> Failure | None:
        asked.append(host)
        return Failure(kind, f"{host} is not there")

    failure = reachable([("a.example.org", 80)], connect, seconds=5)
    assert failure == Failure(kind, "a.example.org is not there")
    assert asked == ["a.example.org", "example.com"], "a host that exists is tried before the network is given up"


def test_hanging_connections_are_given_up() -> None:
    end = threading.Event()

    def connect(host: str, port: int, deadline: float) -> Failure | None:
        end.wait(10)
        return None

    begun = time.monotonic()
    failure = reachable([("a", 80), ("b", 80)], connect, seconds=1.0)
    end.set()
    assert failure is not None
    assert failure.kind == "timeout"
    assert time.monotonic() - begun < 3


def test_another_method_and_a_lane_of_its_own() -> None:
    sent: list[Request] = []

    def echo(request: Request) -> Outcome:
        sent.append(request)
        return Response(429, Headers((("Retry-After", "30"),))) if request.lane else Response(200)

    with Client(transport=FunctionTransport(echo)) as client:
        client.fetch("https://example.org/save", method="POST", body=b"url=x", follow=False)
        client.fetch("https://example.org/index", lane="example.org index")
        refused = client.fetch("https://example.org/index", lane="example.org index")
        beside = client.fetch("https://example.org/")
    assert (sent[0].method, sent[0].body) == ("POST", b"url=x")
    assert refused.error == "paused", "the lane wants to be left alone"
    assert beside.status == 200, "the rest of the host does not"
