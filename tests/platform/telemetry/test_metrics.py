"""What is counted where it happens, without a server around it."""

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import httpx2
import pytest
from pydantic import SecretStr

from tests.support.measured import Measured, counted
from trivet.platform.cache.memory import MemoryCache
from trivet.platform.cache.port import CacheManager
from trivet.platform.clock import now
from trivet.platform.errors import StartupError
from trivet.platform.http.breaker import CircuitBreakers
from trivet.platform.http.guarded import GuardedHost, NotAnswered
from trivet.platform.http.tightest import Tightest
from trivet.platform.http.whole import NoAnswer, answered
from trivet.platform.pubsub.memory import MemoryPubSub
from trivet.platform.pubsub.publisher import Publisher
from trivet.platform.telemetry.counting import counting, folder_of_counts
from trivet.platform.telemetry.exposition import Reader, may_read
from trivet.platform.telemetry.metrics import DEFINED, UNMATCHED, request_answered
from trivet.platform.telemetry.process import weigh

URL = "http://vendor.test/things"
REQUESTS = "trivet_vendor_requests_total"


def test_every_metric_is_defined_as_prometheus_wants_it() -> None:
    for name, one in DEFINED.items():
        assert name == one.name
        assert name.startswith("trivet_")
        assert name.endswith("_total") == (one.kind == "counter"), name
        assert one.meaning.endswith("."), name
        assert one.kind != "histogram" or name.endswith("_seconds"), name
        assert not {"path", "id", "user", "account", "board"} & set(one.labels), name


def test_no_caller_makes_up_series() -> None:
    for number in range(50):
        request_answered(None, f"BREW{number}", 404, 0.001)
        request_answered("/made-up-here", f"BREW{number}", 200, 0.001)
    told = counted()
    methods = told.values("trivet_http_requests_total", "method")
    assert {method for method in methods if "BREW" in method} == set()
    assert told.of("trivet_http_requests_total", route=UNMATCHED, method="OTHER") >= 50
    assert told.of("trivet_http_requests_total", route="/made-up-here", status="2xx") == 50
    assert told.of("trivet_http_request_seconds_count", route="/made-up-here") == 50


@pytest.fixture
async def vendor() -> AsyncIterator[Callable[[httpx2.Response | Exception], GuardedHost]]:
    """A host that answers so."""
    clients: list[httpx2.AsyncClient] = []

    def made(outcome: httpx2.Response | Exception) -> GuardedHost:
        def answer(_: httpx2.Request) -> httpx2.Response:
            if isinstance(outcome, Exception):
                raise outcome
            return outcome

        clients.append(httpx2.AsyncClient(transport=httpx2.MockTransport(answer)))
        breakers = CircuitBreakers(threshold=1)
        return GuardedHost(clients[-1], breakers, "vendor.test", vendor="acme")

    yield made
    for each in clients:
        await each.aclose()


@pytest.mark.parametrize(
    ("outcome", "status", "said"),
    [
        (httpx2.Response(200), "200", "ok"),
        (httpx2.Response(404), "404", "refused"),
        (httpx2.Response(500), "500", "failed"),
        (httpx2.ConnectError("nobody there"), "none", "unreachable"),
    ],
)
async def test_requests_to_vendors_are_counted(
    vendor: Callable[[httpx2.Response | Exception], GuardedHost],
    outcome: httpx2.Response | Exception,
    status: str,
    said: str,
) -> None:
    before, host = counted(), vendor(outcome)
    try:
        await host.ask("GET", URL, headers={}, again=False)
    except NotAnswered:
        assert said in {"failed", "unreachable"}
    labels = {"vendor": "acme", "status": status, "outcome": said}
    assert counted().of(REQUESTS, **labels) == before.of(REQUESTS, **labels) + 1
    seconds = "trivet_vendor_request_seconds_count"
    assert counted().of(seconds, vendor="acme") == before.of(seconds, vendor="acme") + 1
    assert (await host.circuit()).open == (said == "unreachable")
    if said == "unreachable":
        with pytest.raises(NotAnswered, match="circuit"):
            await host.ask("GET", URL, headers={}, again=False)
        assert counted().of(REQUESTS, vendor="acme", outcome="not_sent") == 1


async def test_short_answers_of_vendors_are_counted_too() -> None:
    before = counted()
    transport = httpx2.MockTransport(lambda _: httpx2.Response(502))
    async with httpx2.AsyncClient(transport=transport) as http:
        with pytest.raises(NoAnswer):
            await answered(http, "POST", URL, vendor="acme", data={"a": "b"})
    labels = {"vendor": "acme", "status": "502", "outcome": "failed"}
    assert counted().of(REQUESTS, **labels) == before.of(REQUESTS, **labels) + 1


async def test_what_is_dropped_on_the_way_to_others_is_counted() -> None:
    before = counted().of("trivet_publisher_dropped_total")
    publisher = Publisher(MemoryPubSub(), capacity=2)
    for number in range(5):
        publisher.put("a", b"%d" % number)
    assert counted().of("trivet_publisher_dropped_total") == before + 3
    await asyncio.sleep(0)


async def test_of_all_accounts_the_one_with_least_left_is_known() -> None:
    tightest = Tightest(CacheManager(MemoryCache(), "acme"))
    soon = now().timestamp() + 60
    assert await tightest.current() is None
    for account, left in (("ada", 800), ("bob", 50), ("cyd", 400)):
        await tightest.note(account, 1000, left, soon)
    found = await tightest.current()
    assert found is not None
    assert (found.left, found.limit) == (50, 1000)
    await tightest.note("bob", 1000, 900, soon)  # his hour began anew
    await tightest.note("dan", 1000, 10, soon - 120)  # long over
    found = await tightest.current()
    assert found is not None
    assert found.left == 900


TOKEN = SecretStr("a token that is long enough")
HERE = {"host": "127.0.0.1:8000"}
BEARER = {"authorization": f"Bearer {TOKEN.get_secret_value()}"}


@pytest.mark.parametrize(
    ("address", "headers", "token", "verdict"),
    [
        ("127.0.0.1", HERE, None, Reader.WELCOME),
        ("::1", {"host": "[::1]:8000"}, TOKEN, Reader.WELCOME),
        ("::ffff:127.0.0.1", {"host": "LOCALHOST"}, None, Reader.WELCOME),
        ("127.0.0.1", {}, None, Reader.NOT_FROM_THERE),
        ("127.0.0.1", {"host": "127.0.0.1.evil.example"}, None, Reader.NOT_FROM_THERE),
        ("127.0.0.1", {**HERE, "origin": "http://127.0.0.1:8000"}, None, Reader.NOT_FROM_THERE),
        ("203.0.113.9", HERE, None, Reader.NOT_FROM_THERE),
        ("127.0.0.1", {**HERE, "x-forwarded-for": "127.0.0.1"}, None, Reader.NOT_FROM_THERE),
        ("127.0.0.1", {"forwarded": "for=127.0.0.1"}, TOKEN, Reader.TOKEN_WRONG),
        ("203.0.113.9", {}, None, Reader.NOT_FROM_THERE),
        ("203.0.113.9", BEARER, None, Reader.NOT_FROM_THERE),
        (None, {}, None, Reader.NOT_FROM_THERE),
        ("nobody", {}, TOKEN, Reader.TOKEN_WRONG),
        ("203.0.113.9", {}, TOKEN, Reader.TOKEN_WRONG),
        ("203.0.113.9", {"authorization": "Bearer guessed"}, TOKEN, Reader.TOKEN_WRONG),
        (
            "203.0.113.9",
            {"authorization": f"Basic {TOKEN.get_secret_value()}"},
            TOKEN,
            Reader.TOKEN_WRONG,
        ),
        ("203.0.113.9", BEARER, TOKEN, Reader.WELCOME),
        ("127.0.0.1", {**BEARER, "via": "1.1 caddy"}, TOKEN, Reader.WELCOME),
    ],
)
def test_who_may_read(
    address: str | None, headers: dict[str, str], token: SecretStr | None, verdict: Reader
) -> None:
    assert may_read(address, headers, token) is verdict


def test_this_process_is_weighed() -> None:
    weigh()
    told = counted()
    assert told.of("trivet_processes") == 1
    if sys.platform == "linux":
        assert told.of("trivet_process_resident_memory_bytes") > 10 * 1024 * 1024
        assert told.of("trivet_process_open_fds") > 3
        assert 0 < told.of("trivet_process_start_time_seconds") <= now().timestamp() + 1
    before = told.of("trivet_process_cpu_seconds_total")
    weigh()
    assert counted().of("trivet_process_cpu_seconds_total") >= before > 0


# Several processes.

_HERD = """
import os
from trivet.platform.telemetry.counting import counting, folder_of_counts
with counting(together=True):
    from trivet.platform.telemetry.exposition import exposition
    from trivet.platform.telemetry.metrics import SOCKETS, request_answered
    from trivet.platform.telemetry.process import weigh
    folder = folder_of_counts()

    def child():
        weigh()
        SOCKETS.inc(3)
        request_answered("/herd", "GET", 200, 0.01)

    def born(read):
        if os.fork() == 0:
            child()
            os.write(done, b"x")
            os.read(read, 1)
            os._exit(0)

    ready, done = os.pipe()
    first, kill_first = os.pipe()
    second, kill_second = os.pipe()
    born(first)
    born(second)
    os.read(ready, 1), os.read(ready, 1)
    print(exposition().decode(), "=====", sep="")
    os.write(kill_first, b"x")
    os.wait()
    print(exposition().decode())
    os.write(kill_second, b"x")
    os.wait()
assert not folder.exists() and folder_of_counts() is None
"""


def test_processes_that_count_together_are_told_of_as_one() -> None:
    ended = subprocess.run(
        [sys.executable, "-W", "error", "-c", _HERD],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PROMETHEUS_MULTIPROC_DIR": ""},
    )
    assert ended.returncode == 0, ended.stderr
    both, one = (Measured(text) for text in ended.stdout.split("====="))
    for told in (both, one):  # what the dead counted stays
        assert told.of("trivet_http_requests_total", route="/herd") == 2
        assert told.of("trivet_http_request_seconds_count", route="/herd") == 2
    assert (both.of("trivet_processes"), both.of("trivet_sockets_open")) == (2, 6)
    assert (one.of("trivet_processes"), one.of("trivet_sockets_open")) == (1, 3)


_BROKEN = """
import os
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from trivet.platform.telemetry.counting import counting, folder_of_counts
with counting(together=True):
    from trivet.platform.telemetry import exposition
    from trivet.platform.telemetry.metrics import request_answered
    request_answered("/whole", "GET", 200, 0.01)
    # One that died before it had written anything.
    (folder_of_counts() / "counter_4194305.db").touch()
    # Two that are asked at once, after another one died.
    (folder_of_counts() / "gauge_livesum_4194305.db").touch()
    remove, both = os.remove, Barrier(2, timeout=60)

    def removed(path):
        both.wait()
        remove(path)

    os.remove = removed
    with ThreadPoolExecutor(2) as threads:
        for told in [threads.submit(exposition.exposition) for _ in range(2)]:
            print(told.result().decode(), "=====", sep="")
"""


def test_what_cannot_be_read_hides_nothing_else() -> None:
    ended = subprocess.run(
        [sys.executable, "-W", "error", "-c", _BROKEN],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    for text in ended.stdout.split("=====")[:2]:
        assert Measured(text).of("trivet_http_requests_total", route="/whole") == 1


_KILLED = """
import os
from trivet.platform.telemetry.counting import counting, folder_of_counts
with counting(together=True):
    if os.fork() == 0:
        os.write(1, str(folder_of_counts()).encode() + b"\\n")
        os.read(0, 1)  # until it may end
    os._exit(0)  # as if by SIGKILL
"""


def test_what_the_killed_leave_goes_when_nobody_counts_there(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delitem(sys.modules, "prometheus_client")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    others = tmp_path / "trivet-metrics-of-others"
    others.mkdir()
    with subprocess.Popen(
        [sys.executable, "-c", _KILLED],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "TMPDIR": str(tmp_path)},
    ) as parent:
        assert parent.stdin is not None
        assert parent.stdout is not None
        left = Path(parent.stdout.readline().decode().strip())
        assert parent.wait() == 0
        with counting(together=True):
            assert left.exists()  # its child lives
        parent.stdin.close()
        assert parent.stdout.read() == b""  # now it does not
    with counting(together=True):
        assert set(tmp_path.iterdir()) == {others, folder_of_counts()}
    assert list(tmp_path.iterdir()) == [others]


def test_one_process_writes_no_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", str(tmp_path))  # somebody else's
    with counting(together=False):
        assert folder_of_counts() is None
        assert "PROMETHEUS_MULTIPROC_DIR" not in os.environ
    assert list(tmp_path.iterdir()) == []


def test_where_no_folder_can_be_made_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "prometheus_client")
    monkeypatch.setattr("tempfile.tempdir", "/nowhere/at/all")
    with pytest.raises(StartupError, match="TMPDIR"), counting(together=True):
        raise AssertionError("it began")
