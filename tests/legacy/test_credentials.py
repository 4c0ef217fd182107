"""Who calls Trivet is Trivet's business; who calls the legacy service is that service's."""

from base64 import b64encode
from datetime import timedelta

import httpx2
import jwt
import pytest

from tests.legacy.conftest import raw
from tests.legacy.upstream import OK, Upstream, saying
from tests.support.apps import Person, Trivet
from trivet.auth import access_tokens, cookies
from trivet.auth.api_token_format import new_api_token
from trivet.legacy.credentials import cookies_of_others, holds_our_token, is_our_cookie
from trivet.platform.clock import now
from trivet.platform.ids import new_id
from trivet.platform.keys import Keys

THEIRS = jwt.encode({"iss": "legacy", "sub": "1"}, "k" * 32, algorithm="HS256")


@pytest.fixture
def keys(app: Trivet) -> Keys:
    return app.runtime.keys


async def test_a_browser_of_trivet_brings_nothing_of_it_along(
    http: httpx2.AsyncClient, app: Trivet, legacy: Upstream
) -> None:
    link = await app.runtime.sign_in_link()
    await http.post("/auth/local", json={"token": link.partition("#")[2]})
    secrets = dict(http.cookies)
    assert set(secrets) >= {cookies.ACCESS, cookies.CSRF}
    http.cookies.set("theme", "dark")
    await http.post("/api/widgets", json={}, headers={"X-CSRF-Token": secrets[cookies.CSRF]})
    assert legacy.last.all("Cookie") == ["theme=dark"]
    assert legacy.last.one("X-CSRF-Token") is None
    assert not any(secret in str(legacy.last.headers) for secret in secrets.values())


async def test_a_program_of_trivet_brings_no_token_along(
    http: httpx2.AsyncClient, owner: Person, legacy: Upstream
) -> None:
    made = await owner.post("/auth/tokens", {"name": "bot", "scopes": ["miro"]})
    for token in (owner.token, made["token"]):
        for header in ("Authorization", "Proxy-Authorization", "X-Api-Key"):
            for value in (f"Bearer {token}", f"bearer  {token}", token):
                await http.get("/api/widgets", headers={header: value, "X-User-Id": "7"})
                assert token not in str(legacy.last.headers)
                assert legacy.last.one(header) is None
                assert legacy.last.one("X-User-Id") == "7"


@pytest.mark.parametrize(
    "value", [f"Bearer {THEIRS}", "Basic bWU6c2VjcmV0", "Bearer try_this_one", "Token abc, x=1", ""]
)
async def test_what_a_client_of_the_legacy_service_sends_passes(
    http: httpx2.AsyncClient, legacy: Upstream, value: str
) -> None:
    await http.get("/api/widgets", headers={"Authorization": value, "Cookie": "session=1; a=b"})
    assert legacy.last.one("Authorization") == value
    assert legacy.last.all("Cookie") == ["session=1; a=b"]


def test_tokens_are_known_by_their_looks_also_when_they_have_ended(keys: Keys) -> None:
    ours = access_tokens.issue(keys, new_id(), new_id())
    claims = {"iss": access_tokens.ISSUER, "exp": now() - timedelta(days=1)}
    ended = jwt.encode(claims, "k" * 32, algorithm="HS256")
    for token in (ours, ended, new_api_token(), "trr_" + "a" * 40, "trl_abcdefgh"):
        basic = b64encode(f"x:{token}".encode()).decode()
        for value in (f"Bearer {token}", f'a="{token}"', f"trivet.v1, bearer.{token}"):
            assert holds_our_token(value)
        assert holds_our_token(f"Basic {basic}")
    for value in (THEIRS, "eyJ.eyJ.x", "Basic !", "Basic YQ", "a.b.c", "trv_short", "country_code"):
        assert not holds_our_token(value)


def test_our_cookies_are_known_however_they_are_written(keys: Keys) -> None:
    names = [value for name, value in vars(cookies).items() if name.isupper() and name != "PREFIX"]
    names = [name for name in names if isinstance(name, str)]
    assert cookies.ACCESS in names
    assert all(name.startswith(cookies.PREFIX) for name in names)
    for name in names:
        for pair in (f"{name}=x", f" {name} =x", f"={name}=x", f"\xa0{name}=x", f"\t= {name}=x"):
            assert is_our_cookie(pair)
    assert cookies_of_others("a=1; trivet_access=x;=trivet_csrf=y; b=2;trivet_x") == "a=1; b=2"
    assert (
        cookies_of_others(f"trivet_access=x; t={access_tokens.issue(keys, new_id(), new_id())}")
        == ""
    )
    assert (
        cookies_of_others("a_trivet_access=1; a=trivet_access")
        == "a_trivet_access=1; a=trivet_access"
    )


async def test_the_legacy_service_cannot_set_our_cookies_nor_clear_them(
    address: str, legacy: Upstream
) -> None:
    legacy.answer = saying(
        b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n"
        b"Set-Cookie: trivet_access=evil; Path=/\r\n"
        b"set-cookie:  trivet_csrf =evil; Domain=example\r\n"
        b"Set-Cookie: =trivet_access=evil\r\n"
        b"Set-Cookie: \xa0trivet_access=evil\r\n"
        b"Set-Cookie: trivet_refresh\r\n"
        b'Clear-Site-Data: "cookies"\r\n'
        b"Set-Cookie: session=1; HttpOnly\r\n"
        b"Set-Cookie: theme=dark\r\n\r\n"
    )
    answer = await raw(address, "GET /api/widgets HTTP/1.1")
    set_ = [line for line in answer.split(b"\r\n") if line.lower().startswith(b"set-cookie")]
    assert set_ == [b"set-cookie: session=1; HttpOnly", b"set-cookie: theme=dark"]
    assert b"clear-site-data" not in answer.lower()


async def test_the_cookies_of_one_person_are_not_sent_for_the_next(
    address: str, legacy: Upstream
) -> None:
    legacy.answer = saying(OK.replace(b"\r\n\r\n", b"\r\nSet-Cookie: session=ada; Path=/\r\n\r\n"))
    for _ in range(2):
        assert b"session=ada" in await raw(address, "GET /api/widgets HTTP/1.1")
    assert [asked.all("Cookie") for asked in legacy.asked] == [[], []]
