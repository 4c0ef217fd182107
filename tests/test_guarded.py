"""What browsers are told to refuse on our behalf stands on every kind of answer."""

import httpx2
import pytest
from pydantic import SecretStr

from tests.support.apps import Person, make_board, trivet
from trivet.platform.ids import new_id
from trivet.platform.settings import Settings

STRANGER = "https://stranger.example"
FRIEND = "https://friend.example"


async def every_kind(owner: Person, http: httpx2.AsyncClient) -> dict[str, httpx2.Response]:
    """One answer of each kind."""
    board = await make_board(owner)
    read = await owner.ask("GET", f"/boards/{board.id}")
    same = {"If-None-Match": read.headers["ETag"]}
    from_elsewhere = {"Origin": STRANGER}
    found = {
        "json 200": read,
        "json 304": await owner.ask("GET", f"/boards/{board.id}", headers=same),
        "json 201": await owner.ask("POST", "/workspaces", {"name": "Acme"}),
        "problem 401": await http.get("/auth/me"),
        "problem 404": await owner.ask("GET", f"/boards/{new_id()}"),
        "nowhere 404": await http.get("/nowhere"),
        "problem 405": await http.put("/workspaces"),
        "problem 413": await http.post("/workspaces", content=b"x" * 2_000_000),
        "problem 421": await http.get("/auth/me", headers={"Host": "evil.example"}),
        "problem 422": await owner.ask("POST", "/workspaces", {}),
        "problem 429": await _too_many(http),
        "page 200": await http.get("/app/"),
        "file 404": await http.get("/app/none.js"),
        "redirect 307": await http.get("/"),
        "panel 200": await http.get("/miro/panel"),
        "health 200": await http.get("/healthz"),
        "description 200": await http.get("/openapi.json", headers=from_elsewhere),
    }
    for name, answer in found.items():
        assert answer.status_code == int(name.split()[1]), name
    return found


async def _too_many(http: httpx2.AsyncClient) -> httpx2.Response:
    for _ in range(11):
        answer = await http.post("/auth/local", json={"token": "x"})
    return answer


@pytest.mark.parametrize("public", [None, "https://trivet.test"])
async def test_every_kind_of_answer_is_guarded(settings: Settings, public: str | None) -> None:
    changes = {
        "public_url": public,
        "miro_client_id": "1",
        "miro_client_secret": SecretStr("secret"),
        "cors_origins": (FRIEND,),
    }
    async with trivet(settings.model_copy(update=changes)) as app:
        found = await every_kind(await app.owner(), app.http)
    for name, answer in found.items():
        headers = answer.headers
        policy = dict(
            part.partition(" ")[::2] for part in headers["Content-Security-Policy"].split("; ")
        )
        assert policy["default-src"] == "'none'", name
        assert "unsafe" not in headers["Content-Security-Policy"], name
        assert policy["base-uri"] == "'none'", name
        if name == "panel 200":
            assert policy["frame-ancestors"] == "https://miro.com https://*.miro.com"
        else:
            assert policy["frame-ancestors"] == "'none'", name
        assert headers["X-Content-Type-Options"] == "nosniff", name
        assert headers["Referrer-Policy"] == "same-origin", name
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin", name
        https = headers.get("Strict-Transport-Security")
        assert https == (None if public is None else "max-age=31536000"), name
        assert "Access-Control-Allow-Origin" not in headers, name
        assert headers["X-Request-ID"], name
        assert "Server" not in headers, name
        for once in ("Content-Security-Policy", "X-Content-Type-Options", "Cache-Control"):
            assert len(headers.get_list(once)) == 1, (name, once)


@pytest.mark.parametrize("path", ["/auth/me", "/healthz", "/app/", "/nowhere"])
async def test_a_configured_origin_may_read_every_answer(settings: Settings, path: str) -> None:
    changes = {"cors_origins": (FRIEND,), "rate_address": "1/minute"}
    async with trivet(settings.model_copy(update=changes)) as app:
        for _ in range(2):  # the second one is 429, where one may be
            answer = await app.http.get(path, headers={"Origin": FRIEND})
            assert answer.headers["Access-Control-Allow-Origin"] == FRIEND
            assert "RateLimit-Remaining" in answer.headers["Access-Control-Expose-Headers"]
        foreign = await app.http.get(path, headers={"Origin": STRANGER})
        assert "Access-Control-Allow-Origin" not in foreign.headers
