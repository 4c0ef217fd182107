"""Sign-in over HTTP: cookies for browsers, bearer tokens for programs."""

import httpx2
import pytest
from starlette.responses import Response

from tests.support.apps import Trivet
from trivet.auth.cookies import clear_cookies, set_cookies
from trivet.auth.models import User
from trivet.auth.sessions import SignedIn
from trivet.platform.clock import now
from trivet.platform.ids import new_id


async def sign_in(app: Trivet) -> httpx2.Response:
    """Follow a fresh link; the client keeps the cookies, as a browser would."""
    link = await app.runtime.sign_in_link()
    answer = await app.http.post("/auth/local", json={"token": link.partition("#")[2]})
    assert answer.status_code == 200, answer.text
    return answer


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


async def test_a_link_signs_in_and_sets_cookies_that_no_script_can_read(app: Trivet) -> None:
    answer = await sign_in(app)
    assert answer.headers["Cache-Control"] == "no-store"
    body = answer.json()
    assert body["token_type"] == "Bearer"
    assert (body["expires_in"], body["refresh_expires_in"]) == (900, 604800)
    cookies = dict(line.partition("=")[::2] for line in answer.headers.get_list("set-cookie"))
    assert cookies["trivet_access"].startswith(body["access_token"])
    assert "HttpOnly; Max-Age=900; Path=/; SameSite=lax" in cookies["trivet_access"]
    assert "HttpOnly; Max-Age=604800; Path=/auth; SameSite=lax" in cookies["trivet_refresh"]
    assert "HttpOnly" not in cookies["trivet_csrf"]
    assert cookies["trivet_csrf"].startswith(body["csrf_token"])


async def test_a_used_link_is_refused(app: Trivet) -> None:
    link = await app.runtime.sign_in_link()
    body = {"token": link.partition("#")[2]}
    await app.http.post("/auth/local", json=body)
    refused = await app.http.post("/auth/local", json=body)
    assert (refused.status_code, refused.json()["code"]) == (401, "invalid_sign_in_link")
    assert refused.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("token", ["", "a\u0000b", 7, None])
async def test_what_cannot_be_a_token_is_refused(app: Trivet, token: object) -> None:
    answer = await app.http.post("/auth/local", json={"token": token})
    assert answer.status_code == (401 if token == "" else 422)


@pytest.mark.parametrize(
    "header", [None, "Bearer", "Bearer ", "Bearer x", "Basic eDp5", "Bearer trv_x", "Bearer ü"]
)
async def test_without_an_accepted_token_nobody_is_let_in(app: Trivet, header: str | None) -> None:
    headers = {} if header is None else {b"Authorization": header.encode("latin-1")}
    answer = await app.http.get("/auth/me", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (401, "not_authenticated")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


async def test_me_says_who_calls_and_what_the_token_may_do(app: Trivet) -> None:
    await sign_in(app)
    me = (await app.http.get("/auth/me")).json()
    assert (me["name"], me["instance_admin"], me["kind"]) == ("Owner", True, "session")
    assert me["scopes"] == ["read", "write", "admin", "miro"]


async def test_a_change_by_cookie_needs_the_csrf_token_of_the_session(app: Trivet) -> None:
    token = (await sign_in(app)).json()["csrf_token"]
    body = {"name": "bot", "scopes": ["read"]}
    for headers in ({}, {"X-CSRF-Token": "0" * 64}):
        refused = await app.http.post("/auth/tokens", json=body, headers=headers)
        assert (refused.status_code, refused.json()["code"]) == (403, "csrf_failed")
    made = await app.http.post("/auth/tokens", json=body, headers={"X-CSRF-Token": token})
    assert made.status_code == 201
    assert made.headers["Cache-Control"] == "no-store"


async def test_a_header_wins_over_a_cookie_and_needs_no_csrf_token(app: Trivet) -> None:
    session = (await sign_in(app)).json()
    made = await app.http.post(
        "/auth/tokens", json={"name": "bot"}, headers=bearer(session["access_token"])
    )
    assert made.status_code == 201
    assert (await app.http.get("/auth/me", headers=bearer("x"))).status_code == 401


async def test_an_api_token_is_shown_once_and_stops_when_it_is_deleted(app: Trivet) -> None:
    headers = bearer((await sign_in(app)).json()["access_token"])
    made = (await app.http.post("/auth/tokens", json={"name": "bot"}, headers=headers)).json()
    assert made["scopes"] == ["read"]
    page = (await app.http.get("/auth/tokens", headers=headers)).json()
    assert [token["id"] for token in page["items"]] == [made["id"]]
    assert made["token"] not in str(page)
    app.http.cookies.clear()
    assert (await app.http.get("/auth/me", headers=bearer(made["token"]))).status_code == 200
    # A cookie is for sessions: it travels by itself.
    app.http.cookies.set("trivet_access", made["token"])
    assert (await app.http.get("/auth/me")).status_code == 401
    app.http.cookies.clear()
    gone = await app.http.delete(f"/auth/tokens/{made['id']}", headers=headers)
    assert gone.status_code == 204
    assert (await app.http.get("/auth/me", headers=bearer(made["token"]))).status_code == 401


async def test_a_token_that_only_reads_changes_nothing(app: Trivet) -> None:
    headers = bearer((await sign_in(app)).json()["access_token"])
    made = (await app.http.post("/auth/tokens", json={"name": "bot"}, headers=headers)).json()
    refused = await app.http.post(
        "/workspaces", json={"name": "Acme"}, headers=bearer(made["token"])
    )
    assert (refused.status_code, refused.json()["code"]) == (403, "insufficient_scope")
    assert refused.json()["scope"] == "write"


async def test_tokens_are_listed_in_pages_with_a_link(app: Trivet) -> None:
    headers = bearer((await sign_in(app)).json()["access_token"])
    for name in ("one", "two", "three"):
        await app.http.post("/auth/tokens", json={"name": name}, headers=headers)
    first = await app.http.get("/auth/tokens?limit=2", headers=headers)
    assert 'rel="next"' in first.headers["Link"]
    cursor = first.json()["next_cursor"]
    second = await app.http.get(f"/auth/tokens?limit=2&cursor={cursor}", headers=headers)
    names = [token["name"] for page in (first, second) for token in page.json()["items"]]
    assert names == ["one", "two", "three"]
    assert second.json()["next_cursor"] is None
    for wrong in ("x", "WyJ4Il0", "W10"):
        answer = await app.http.get(f"/auth/tokens?cursor={wrong}", headers=headers)
        assert answer.status_code == 422


async def test_a_program_refreshes_by_body_and_a_browser_by_cookie(app: Trivet) -> None:
    session = (await sign_in(app)).json()
    without = await app.http.post("/auth/refresh")
    assert (without.status_code, without.json()["code"]) == (403, "csrf_failed")
    by_cookie = await app.http.post(
        "/auth/refresh", headers={"X-CSRF-Token": session["csrf_token"]}
    )
    assert by_cookie.status_code == 200
    assert "set-cookie" in by_cookie.headers
    assert by_cookie.json()["csrf_token"] == session["csrf_token"]
    app.http.cookies.clear()
    token = by_cookie.json()["refresh_token"]
    by_body = await app.http.post("/auth/refresh", json={"refresh_token": token})
    assert by_body.status_code == 200
    assert "set-cookie" not in by_body.headers
    nothing = await app.http.post("/auth/refresh")
    assert (nothing.status_code, nothing.json()["code"]) == (401, "invalid_refresh_token")


async def test_a_reused_refresh_token_ends_the_session_although_it_is_refused(app: Trivet) -> None:
    tokens = [(await sign_in(app)).json()["refresh_token"]]
    app.http.cookies.clear()
    for _ in range(2):
        answer = await app.http.post("/auth/refresh", json={"refresh_token": tokens[-1]})
        tokens.append(answer.json()["refresh_token"])
    codes = []
    for token in (tokens[0], tokens[2]):
        answer = await app.http.post("/auth/refresh", json={"refresh_token": token})
        codes.append((answer.status_code, answer.json()["code"]))
    assert codes == [(401, "refresh_token_reused"), (401, "invalid_refresh_token")]


@pytest.mark.parametrize("body", [None, {}, {"everywhere": True}])
async def test_after_signing_out_the_token_is_refused_at_once(
    app: Trivet, body: dict[str, bool] | None
) -> None:
    session = (await sign_in(app)).json()
    headers = bearer(session["access_token"])
    assert (await app.http.get("/auth/me", headers=headers)).status_code == 200
    left = await app.http.post("/auth/logout", json=body, headers=headers)
    assert left.status_code == 204
    assert not app.http.cookies
    assert (await app.http.get("/auth/me", headers=headers)).status_code == 401
    answer = await app.http.post("/auth/refresh", json={"refresh_token": session["refresh_token"]})
    assert answer.status_code == 401


def test_behind_https_cookies_travel_by_https_only() -> None:
    at = now()
    user = User(id=new_id(), name="Ada", instance_admin=False, created_at=at, updated_at=at)
    session = SignedIn(user, new_id(), "a", "r", "c")
    for https in (True, False):
        response = Response()
        set_cookies(response, session, https=https)
        clear_cookies(response, https=https)
        lines = response.headers.getlist("set-cookie")
        assert len(lines) == 6
        assert all(("; Secure" in line) is https for line in lines)


async def test_a_token_with_the_scope_miro_alone_reads_and_changes_nothing(app: Trivet) -> None:
    headers = bearer((await sign_in(app)).json()["access_token"])
    body = {"name": "bridge", "scopes": ["miro"]}
    made = (await app.http.post("/auth/tokens", json=body, headers=headers)).json()
    assert made["scopes"] == ["miro"]
    app.http.cookies.clear()
    for method, path in (("GET", "/workspaces"), ("POST", "/workspaces"), ("GET", "/auth/me")):
        body = {"name": "Acme"}
        refused = await app.http.request(method, path, json=body, headers=bearer(made["token"]))
        assert (refused.status_code, refused.json()["code"]) == (403, "insufficient_scope")
