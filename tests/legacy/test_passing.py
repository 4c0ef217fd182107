"""What is passed on as it came, what is taken away, and what is added."""

import gzip

import httpx2
import pytest

from tests.legacy.conftest import another, raw
from tests.legacy.upstream import OK, Asked, Upstream, saying
from tests.platform.web.test_problems import problem
from trivet.platform.settings import Settings


@pytest.mark.parametrize(
    "target",
    [
        "/api/widgets/a%2Fb%20c%C3%A9%7e~?q=a+b%20c&q=%7E~&&x==|^`{}'[]",
        "/api/widgets/a:b@c!$&'()*+,;=?",
        "/api//widgets//?a=1?b=2",
        "/api/widgets?redirect=http://x/../y#not".removesuffix("#not"),
    ],
)
async def test_path_and_query_are_kept_byte_by_byte(
    address: str, legacy: Upstream, target: str
) -> None:
    assert (await raw(address, f"GET {target} HTTP/1.1")).endswith(b"\r\n\r\nok")
    assert legacy.last.target == "/v1" + target.removesuffix("?")


async def test_headers_of_one_hop_stay_where_they_are(address: str, legacy: Upstream) -> None:
    legacy.answer = saying(
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: keep-alive, X-Inner\r\nX-Inner: 1\r\n"
        b"Keep-Alive: timeout=5\r\nProxy-Authenticate: Basic\r\nUpgrade: h2c\r\nTrailer: X-Sum\r\n"
        b"Date: Thu, 01 Jan 1970 00:00:00 GMT\r\nX-Own: 1\r\nX-Own: 2\r\n\r\nok"
    )
    answer = await raw(
        address,
        "POST /api/widgets HTTP/1.1",
        "Connection: X-Mine, keep-alive, Content-Length, X-Forwarded-For,X-Request-ID",
        *("X-Mine: 1", "Keep-Alive: 5", "TE: trailers", "Trailer: X-Sum", "Upgrade: h2c"),
        *("Proxy-Connection: keep-alive", "Proxy-Authorization: Basic eDp5"),
        *("Content-Length: 2", "X-Own: 1", "X-Own: 2", "X-Empty:"),
        body=b"hi",
    )
    gone = ("Connection", "X-Mine", "Keep-Alive", "TE", "Trailer", "Upgrade")
    for name in (*gone, "Proxy-Connection", "Proxy-Authorization"):
        assert legacy.last.all(name) == []
    assert legacy.last.all("X-Own") == ["1", "2"]
    assert legacy.last.one("X-Empty") == ""
    assert legacy.last.one("Content-Length") == "2"
    assert legacy.last.one("X-Forwarded-For") == "127.0.0.1"
    head = answer.partition(b"\r\n\r\n")[0].lower()
    for inner in (b"x-inner", b"keep-alive", b"proxy-authenticate", b"upgrade", b"trailer"):
        assert b"\r\n" + inner + b":" not in head
    assert head.count(b"\r\nx-own:") == 2
    assert head.count(b"\r\ndate:") == 1
    assert b"1970" not in head


async def test_the_service_is_told_whence_a_request_comes_by_us_alone(
    address: str, legacy: Upstream
) -> None:
    await raw(
        address,
        "GET /api/widgets HTTP/1.1",
        *("X-Forwarded-For: 10.0.0.1", "X-Forwarded-Proto: https", "Forwarded: for=evil"),
        *("X-Forwarded-Host: evil", "X-Real-IP: 10.0.0.2", "X_Forwarded_For: 10.0.0.3"),
        *("X-Forwarded-Prefix: /evil", "X-Request-ID: mine-1", "User-Agent: old/1"),
    )
    asked = legacy.last
    assert asked.one("Host") == legacy.authority
    # No proxy is trusted (TRIVET_TRUSTED_PROXIES), so that nobody's word is taken for it.
    assert asked.one("X-Forwarded-For") == "127.0.0.1"
    assert asked.one("X-Forwarded-Proto") == "http"
    assert asked.one("X-Forwarded-Host") == "trivet.test"
    assert asked.one("X-Request-ID") == "mine-1"
    assert (asked.one("Via") or "").startswith("1.1 trivet-")
    assert "evil" not in str(asked.headers)
    assert "10.0.0.2" not in str(asked.headers)
    assert asked.one("X_Forwarded_For") is None
    # Nothing else: no header of the library that sends it.
    expected = {"host", "x-forwarded-for", "x-forwarded-proto", "x-forwarded-host"}
    expected |= {"x-request-id", "via", "user-agent"}
    assert {name.lower() for name, _ in asked.headers} == expected


async def test_the_request_id_is_the_same_on_both_sides(
    http: httpx2.AsyncClient, legacy: Upstream
) -> None:
    legacy.answer = saying(OK.replace(b"\r\n\r\n", b"\r\nX-Request-ID: other\r\n\r\n"))
    answer = await http.get("/api/widgets")
    assert answer.headers.get_list("X-Request-ID") == [legacy.last.one("X-Request-ID")]


async def test_a_redirect_is_passed_on_and_not_followed(
    http: httpx2.AsyncClient, legacy: Upstream
) -> None:
    to = b"HTTP/1.1 302 Found\r\nLocation: /api/elsewhere\r\nContent-Length: 0\r\n\r\n"
    legacy.answer = saying(to)
    answer = await http.get("/api/widgets")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/api/elsewhere")
    assert len(legacy.asked) == 1


async def test_what_is_packed_stays_packed(address: str, legacy: Upstream) -> None:
    packed = gzip.compress(b"a widget " * 100)
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(packed)
    legacy.answer = saying(head + packed)
    answer = await raw(address, "GET /api/widgets HTTP/1.1", "Accept-Encoding: gzip;q=0.5, br")
    head, _, body = answer.partition(b"\r\n\r\n")
    assert body == packed
    assert b"content-encoding: gzip" in head
    assert legacy.last.one("Accept-Encoding") == "gzip;q=0.5, br"


@pytest.mark.parametrize(
    ("method", "answered", "status"),
    [
        ("HEAD", b"200 OK\r\nContent-Length: 1234", 200),
        ("HEAD", b"304 Not Modified\r\nContent-Length: 1234", 304),
        ("OPTIONS", b"204 No Content\r\nAllow: GET, PUT", 204),
        ("DELETE", b"204 No Content", 204),
        ("GET", b'304 Not Modified\r\nETag: "1"\r\nContent-Length: 1234', 304),
        ("GET", b"418 I'm a teapot\r\nContent-Length: 0", 418),
        ("GET", b"503 Unavailable\r\nContent-Length: 0\r\nRetry-After: 5", 503),
    ],
)
async def test_answers_without_a_body_end_where_they_should(
    http: httpx2.AsyncClient, legacy: Upstream, method: str, answered: bytes, status: int
) -> None:
    legacy.answer = saying(b"HTTP/1.1 " + answered + b"\r\n\r\n")
    answer = await http.request(method, "/api/widgets")
    assert (answer.status_code, answer.content) == (status, b"")
    for line in answered.split(b"\r\n")[1:]:
        name, _, value = line.decode().partition(": ")
        if (name, status) != ("Content-Length", 304):
            assert answer.headers[name] == value
    # The connection is still good on both sides.
    legacy.answer = saying(OK)
    assert (await http.get("/api/widgets")).text == "ok"


async def test_security_headers_are_ours_where_the_service_sets_none(
    http: httpx2.AsyncClient, legacy: Upstream
) -> None:
    legacy.answer = saying(OK.replace(b"\r\n\r\n", b"\r\nReferrer-Policy: origin\r\n\r\n"))
    headers = (await http.get("/api/widgets")).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers.get_list("Referrer-Policy") == ["origin"]


async def test_a_page_of_the_service_is_served_from_our_address_by_rules_of_its_own(
    http: httpx2.AsyncClient, legacy: Upstream
) -> None:
    page = b"<script>alert(document.domain)</script>"
    legacy.answer = saying(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n"
        b"Content-Security-Policy: script-src 'unsafe-inline'\r\n\r\n%b" % (len(page), page)
    )
    answer = await http.get("/api/widgets")
    assert answer.content == page
    assert answer.headers["Content-Type"] == "text/html"
    assert answer.headers.get_list("Content-Security-Policy") == ["script-src 'unsafe-inline'"]


async def test_a_get_without_a_body_gets_none(http: httpx2.AsyncClient, legacy: Upstream) -> None:
    await http.get("/api/widgets")
    assert legacy.last.all("Content-Length") == legacy.last.all("Transfer-Encoding") == []
    await http.post("/api/widgets", content=b"")
    assert legacy.last.one("Content-Length") == "0"


async def test_an_address_that_leads_back_is_told(settings: Settings, legacy: Upstream) -> None:
    async def asks_again(asked: Asked) -> None:
        via = [("Via", value) for value in asked.all("Via")]
        answer = await http.get("/api/widgets", headers=via)
        await asked.say(b"HTTP/1.1 %d Again\r\nContent-Length: 0\r\n\r\n" % answer.status_code)

    legacy.answer = asks_again
    async with another(settings) as http:
        assert (await http.get("/api/widgets")).status_code == 502
        via = legacy.last.one("Via")
        refused = await http.get("/api/widgets", headers={"Via": f"1.0 edge, {via}"})
    told = problem(refused, 502, "legacy_loop")
    assert "TRIVET_LEGACY_API_URL" in (told.detail or "")
    assert len(legacy.asked) == 1
