"""What the threat model in SECURITY.md says, where it spans places or nothing else shows it."""

import asyncio
import json
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import httpx2
import pytest
from fastapi.routing import iter_route_contexts
from pydantic import SecretStr
from sqlalchemy import select

from tests.factories.github import PullRequests, branch, check_run, push, status
from tests.github.hooks import SECRET, Scene
from tests.miro.connected import connected
from tests.miro.whiteboards import shapes
from tests.support.apps import BASE, Board, Json, Person, Trivet, make_board, make_card, trivet
from tests.support.fake_miro import MiroServer
from tests.workspaces.test_invitations_http import invite, proving
from trivet.auth.models import RefreshToken
from trivet.miro.likeness import is_like
from trivet.platform.db.database import Dialect
from trivet.platform.settings import Settings
from trivet.views.plain import plain

EVIL = "https://evil.example"
MARKUP = (
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "<svg onload=alert(1)>",
    "[x](javascript:alert(1))",
    "{{constructor.constructor('alert(1)')()}}",
    "=HYPERLINK(EVIL)",
    "\u202egnp.exe\u202c",
    "\U0001f4a5" * 200,
    "a\u0301" * 200,
)


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Whatever is sent here is looked at, however much there was before."""
    return settings.model_copy(update={"rate_limits": False})


@pytest.fixture
async def board(owner: Person) -> Board:
    return await make_board(owner)


@pytest.fixture
async def scene(app: Trivet, owner: Person) -> Scene:
    return await Scene.set(app, owner)


def plain_json(answer: httpx2.Response) -> Any:
    """What an answer says; it is JSON, and no browser takes it for anything else."""
    assert answer.headers["Content-Type"].partition(";")[0] in {
        "application/json",
        "application/problem+json",
    }
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    return answer.json()


# A stolen token.


async def test_whoever_has_an_access_token_can_make_an_api_token_that_outlives_it(
    app: Trivet, owner: Person
) -> None:
    """It is listed, it stands in the audit log, signing out everywhere does not end it, deleting it does."""
    thief = Person(app.http, owner.id, owner.token)
    made = await thief.post("/auth/tokens", {"name": "bot", "scopes": ["admin"]})
    kept = Person(app.http, owner.id, made["token"])
    assert [each["id"] for each in (await owner.get("/auth/tokens"))["items"]] == [made["id"]]
    told = [each["type"] for each in (await owner.get("/auth/audit"))["items"]]
    assert "api_token.created" in told
    await owner.ask("POST", "/auth/logout", {"everywhere": True}, status=204)
    await thief.ask("GET", "/auth/me", status=401)
    await kept.ask("GET", "/auth/me", status=200)
    again = await app.owner()
    await again.delete(f"/auth/tokens/{made['id']}")
    await kept.ask("GET", "/auth/me", status=401)


async def test_whoever_has_an_invitation_that_is_not_bound_comes_in_as_whoever_they_are(
    app: Trivet, owner: Person
) -> None:
    workspace = (await owner.post("/workspaces", {"name": "Acme"}))["id"]
    (link,) = await invite(owner, workspace, "bob@example.com", bound=False)
    shown = (await app.http.post("/invitations/preview", json={"token": link})).json()
    assert shown["workspace_name"] == "Acme"
    assert (await app.http.post(f"/invitations/{link}/accept")).status_code == 401
    eve = await proving(app, "Eve", "eve@example.com")
    assert (await eve.post(f"/invitations/{link}/accept", None, status=200))["role"] == "member"
    bob = await proving(app, "Bob", "bob@example.com")
    await bob.ask("POST", f"/invitations/{link}/accept", status=404)
    told = [each["type"] for each in (await owner.get(f"/workspaces/{workspace}/audit"))["items"]]
    assert {"member.added", "invitation.accepted"} <= set(told)


# A forged or replayed delivery.


async def test_a_captured_delivery_changes_nothing_by_whatever_name_event_or_hook(
    scene: Scene,
) -> None:
    """Its headers are not signed; what it says is, and that is known already, or older than what is."""
    card = await scene.card()
    pull = PullRequests(1, branch="work", title=card["key"])
    of_branches = {"pusher_type": "user", "description": None}
    captured: dict[str, Json] = {
        "create": {**branch(f"{card['key']}-x"), **of_branches, "master_branch": "main"},
        "push": push(f"{card['key']}-x", "c" * 40, minute=1),
        "pull_request": pull.at(2, "opened"),
        "check_run": check_run("ci", "failure", minute=3),
        "status": status("ci", "failure", minute=3),
    }
    for event, payload in captured.items():
        await scene.deliver(event, payload)
    assert await scene.column_of(card) == "Review"
    await scene.owner.post(f"/cards/{card['id']}/move", {"column_id": scene.board.columns[0]}, 200)
    shown, before = await scene.owner.get(f"/cards/{card['id']}"), await scene.events(card)
    for payload in captured.values():
        for event in (*captured, "delete", "pull_request_review", "repository", "installation"):
            for headers in (
                {},
                {"X-GitHub-Hook-ID": "7"},
                {"X-GitHub-Hook-Installation-Target-Type": "integration"},
            ):
                answer = await scene.hook.send(event, payload, guid=str(uuid4()), headers=headers)
                assert answer.status_code < 500
    await scene.worked_on()
    assert await scene.column_of(card) == "Backlog"
    moved = [each for each in await scene.events(card) if each["type"] == "card.moved"]
    assert moved == [each for each in before if each["type"] == "card.moved"]
    now_shown = await scene.owner.get(f"/cards/{card['id']}")
    assert now_shown["pull_requests"][0]["state"] == shown["pull_requests"][0]["state"]
    assert now_shown["branches"] == shown["branches"]
    # What told of an end does not tell of a beginning.
    gone = {**branch(f"{card['key']}-x", minute=9), **of_branches}
    await scene.deliver("delete", gone)
    await scene.deliver("create", gone)
    assert "branches" not in await scene.owner.get(f"/cards/{card['id']}")


async def test_whoever_has_the_secret_of_a_repository_can_tell_of_whatever_did_not_happen(
    scene: Scene,
) -> None:
    """It is all that a delivery is known by. A new secret ends it; people can move the card back."""
    card = await scene.card()
    forged = PullRequests(7, title=card["key"]).at(1, "closed", merged=True)
    await scene.deliver("pull_request", forged)
    assert await scene.column_of(card) == "Done"
    path = f"/workspaces/{scene.board.workspace_id}/repositories/{scene.repository['id']}"
    await scene.owner.patch(path, {"secret": "n" * 20})
    again = PullRequests(8, title=card["key"]).at(2, "opened")
    assert (await scene.hook.send("pull_request", again)).status_code == 401


# A hostile member.


async def test_what_people_write_is_answered_as_they_wrote_it_and_never_as_a_page(
    owner: Person, board: Board
) -> None:
    for text in MARKUP:
        card = await make_card(owner, board, title=text[:400], description=text)
        await owner.post(f"/cards/{card['id']}/comments", {"body": text})
        await owner.post(f"/cards/{card['id']}/checklist", {"text": text[:400]})
        for accepted in ("*/*", "text/html", "image/svg+xml"):
            found = plain_json(
                await owner.ask("GET", f"/cards/{card['id']}", headers={"Accept": accepted})
            )
            assert (found["title"], found["description"]) == (text[:400], text)
    for path in (f"/boards/{board.id}", "/search?q=alert", "/auth/me/export", "/me/cards"):
        plain_json(await owner.ask("GET", path, headers={"Accept": "text/html"}, status=200))
    wrong = await owner.ask("GET", f"/boards/{quote(MARKUP[0])}", headers={"Accept": "text/html"})
    assert MARKUP[0] not in wrong.text
    plain_json(wrong)


async def test_what_one_takes_along_is_no_table_in_which_a_formula_would_be_worked_out(
    owner: Person, board: Board
) -> None:
    """The only export there is: JSON, which no spreadsheet opens by itself."""
    await make_card(owner, board, title='=HYPERLINK("https://evil.example")')
    answer = await owner.ask("GET", "/auth/me/export", headers={"Accept": "text/csv"}, status=200)
    assert "=HYPERLINK" in json.dumps(plain_json(answer))
    described = (await owner.http.get("/openapi.json")).json()
    kinds = {
        kind
        for path in described["paths"].values()
        for operation in path.values()
        for response in operation["responses"].values()
        for kind in response.get("content", ())
    }
    assert kinds <= {"application/json", "application/problem+json", "text/plain"}


def test_a_text_of_nothing_but_beginnings_is_read_at_once() -> None:
    """Were each beginning followed to the end of the text, one card would stop everybody for a minute."""
    for beginning in ("[@", "[@a](user:", "**", "`", "# ", "- [ ] ", "\n> "):
        text = (beginning * 50_000)[:100_000]
        assert len(plain(text)) <= len(text)
    for beginning in ("<a", "</", "<a <", "&#"):
        text = (beginning * 500_000)[:1_000_000]
        assert is_like({"data": {"content": text}}, "text", {"type": "text", "data": {}}) is False


async def test_a_hostile_description_does_not_stop_the_search(owner: Person, board: Board) -> None:
    await make_card(owner, board, title="One", description="needle " + "[@" * 45_000)
    found = await owner.get("/search?q=needle")
    assert [each["card"]["title"] for each in found["items"]] == ["One"]


# A malicious whiteboard item.


async def test_what_stands_on_a_whiteboard_is_data_and_nothing_else(
    settings: Settings, fake_miro: MiroServer
) -> None:
    async with connected(settings, fake_miro) as there, listening() as elsewhere:
        await there.connect(there.owner, there.ada)
        plan = fake_miro.board(MARKUP[0][:60], there.ada, team=fake_miro.team())
        said = [*MARKUP, f'<a href="{elsewhere.address}">x</a>', f"<img src={elsewhere.address}>"]
        for text in said:
            fake_miro.shape(plan, text)
        board = f"/api/boards/{quote(plan.id, safe='')}"
        for path in (shapes(plan), board, "/api/boards", f"/api/cache/{quote(plan.id, safe='')}"):
            answer = await there.owner.ask("GET", path, headers={"Accept": "text/html"}, status=200)
            plain_json(answer)
        items = (await there.owner.get(shapes(plan)))["items"]
        assert {each["data"]["content"] for each in items} == set(said)
        assert elsewhere.asked == 0
        # Nothing of it became a card, or is found among ours.
        assert (await there.owner.get("/search?q=alert"))["items"] == []


# An address that somebody gives us.


class Elsewhere:
    """A server that nobody should ask.

    Args:
        address: where it is.
        asked: how often somebody connected.
    """

    def __init__(self, address: str) -> None:
        self.address = address
        self.asked = 0


class listening:  # noqa: N801 - used as a function
    """`async with listening() as elsewhere:`"""

    async def __aenter__(self) -> Elsewhere:
        self._server = await asyncio.start_server(self._asked, "127.0.0.1", 0)
        port = self._server.sockets[0].getsockname()[1]
        self._elsewhere = Elsewhere(f"http://127.0.0.1:{port}")
        return self._elsewhere

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        await self._server.wait_closed()

    async def _asked(self, _: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._elsewhere.asked += 1
        writer.close()


async def test_no_address_that_somebody_gives_us_is_asked(scene: Scene) -> None:
    async with listening() as elsewhere:
        url = elsewhere.address
        card = await scene.card(title=url, description=f"![x]({url}) <img src={url}> {url}")
        path = f"/cards/{card['id']}"
        await scene.owner.post(f"{path}/links", {"url": url, "title": url})
        await scene.owner.post(f"{path}/comments", {"body": f"![x]({url}) [@x]({url})"})
        await scene.owner.ask("POST", f"{path}/pull-requests", {"url": f"{url}/acme/rocket/pull/1"})
        for name in (
            url,
            f"{url}/acme",
            "../../user",
            "acme/..",
            "acme/rocket?x=",
            "a@127.0.0.1/b",
        ):
            body = {"full_name": name, "secret": SECRET}
            repositories = f"/workspaces/{scene.board.workspace_id}/repositories"
            await scene.owner.ask("POST", repositories, body)
        told = PullRequests(1, title=card["key"], more={"url": url, "html_url": url, "body": url})
        payload = told.at(1, "opened")
        payload["repository"] |= {"html_url": url, "url": url, "hooks_url": url, "pulls_url": url}
        payload["sender"] = payload["pull_request"]["user"] = {
            "login": "eve",
            "id": 7,
            "avatar_url": url,
            "url": url,
        }
        await scene.deliver("pull_request", payload)
        check = status("ci", "success", minute=2)
        await scene.deliver("status", {**check, "target_url": url, "url": url, "avatar_url": url})
        headers = {
            "Host": elsewhere.address.removeprefix("http://"),
            "Origin": url,
            "Referer": url,
            "X-Forwarded-Host": url,
            "X-Forwarded-For": "127.0.0.1",
            "Forwarded": f"host={url}",
        }
        for address in ("/auth/me", "/oauth/login", "/auth/github/login", "/nowhere"):
            query = {"returnUrl": url, "return_to": url}
            await scene.app.http.get(address, params=query, headers=headers)
        await scene.worked_on()
        assert elsewhere.asked == 0


# A hostile page in the same browser.

PUBLIC_POSTS = {
    "/webhooks/github",
    "/api/webhook",
    "/api/webhook/{secret}",
    "/invitations/preview",
    "/auth/local",
    "/auth/refresh",
    "/auth/email",
    "/auth/email/callback",
    "/auth/github/callback",
    "/auth/miro/session",
}
"""Nobody is signed in there: a cookie adds nothing."""


@pytest.fixture
async def victim(app: Trivet) -> AsyncIterator[httpx2.AsyncClient]:
    """The browser of somebody who is signed in, with all that it sends by itself."""
    transport = httpx2.ASGITransport(app.app, raise_app_exceptions=False)
    async with httpx2.AsyncClient(transport=transport, base_url=BASE) as browser:
        link = (await app.runtime.sign_in_link()).partition("#")[2]
        answer = await browser.post("/auth/local", json={"token": link})
        assert answer.status_code == 200
        yield browser


async def test_a_cookie_alone_changes_nothing_at_any_route(
    app: Trivet, victim: httpx2.AsyncClient
) -> None:
    """What a foreign page can have a browser send: its cookies, and no header of ours."""
    some_id = "01a1fff8-8cb8-73c7-aae8-5f72dc5963ae"
    tried = 0
    for route in iter_route_contexts(app.app.routes):
        for method in sorted({"POST", "PUT", "PATCH", "DELETE"} & set(route.methods or ())):
            path = str(route.path)
            if path in PUBLIC_POSTS:
                continue
            address = path.replace("{index}", "0")
            while "{" in address:
                before, _, rest = address.partition("{")
                address = before + some_id + rest.partition("}")[2]
            for content_type in ("application/json", "text/plain"):
                headers = {"Origin": EVIL, "Content-Type": content_type}
                answer = await victim.request(method, address, content="{}", headers=headers)
                assert (answer.status_code, answer.json()["code"]) == (403, "csrf_failed"), path
                assert "Access-Control-Allow-Origin" not in answer.headers
                tried += 1
    assert tried > 150


async def test_no_foreign_page_signs_a_browser_in_as_somebody_else(
    app: Trivet, victim: httpx2.AsyncClient
) -> None:
    """A form cannot send JSON, and whatever else it sends is no sign-in, however good the link."""
    before = dict(victim.cookies)
    link = (await app.runtime.sign_in_link()).partition("#")[2]
    secret = json.dumps({"token": link})
    for kind in (
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
    ):
        for path in (
            "/auth/local",
            "/auth/email/callback",
            "/auth/github/callback",
            "/auth/refresh",
        ):
            headers = {"Content-Type": kind, "Origin": EVIL}
            answer = await victim.post(path, content=secret, headers=headers)
            assert answer.status_code in {403, 404, 415, 422}, path
            assert "set-cookie" not in answer.headers
    for path in ("/auth/github/callback", "/oauth/callback"):
        answer = await victim.get(path, params={"code": "of-somebody-else", "state": "theirs"})
        assert "set-cookie" not in answer.headers
    assert dict(victim.cookies) == before
    # It was good all the time.
    assert (await app.http.post("/auth/local", json={"token": link})).status_code == 200


async def test_nothing_that_is_read_by_a_cookie_is_shown_to_a_foreign_page(
    victim: httpx2.AsyncClient,
) -> None:
    for path in ("/auth/me", "/workspaces", "/me/cards", "/openapi.json", "/app/"):
        answer = await victim.get(path, headers={"Origin": EVIL})
        assert answer.status_code == 200
        assert "Access-Control-Allow-Origin" not in answer.headers
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]


async def test_whoever_sets_our_cookies_from_a_neighbouring_host_has_one_act_as_them(
    app: Trivet, victim: httpx2.AsyncClient, owner: Person
) -> None:
    """A page below the same domain can put its own session in place of ours; it learns nothing of ours."""
    eve = await proving(app, "Eve", "eve@example.com")
    own = (await victim.get("/auth/me")).json()["id"]
    victim.cookies.set("trivet_access", eve.token, domain="trivet.test", path="/")
    assert own == owner.id
    assert (await victim.get("/auth/me")).json()["id"] == eve.id
    changed = await victim.patch("/auth/me", json={"name": "x"}, headers={"X-CSRF-Token": "0" * 64})
    assert changed.status_code == 403


# A leaked copy.


@pytest.mark.parametrize("dialect", [Dialect.SQLITE], ids=str)  # a file that can be copied
async def test_a_copy_of_the_database_tells_what_people_wrote_and_opens_nothing(
    settings: Settings, tmp_path: Path
) -> None:
    async with trivet(settings) as app:
        owner = await app.owner()
        await make_card(owner, await make_board(owner), title="Of interest to competitors")
        async with app.runtime.units.read() as unit:
            hashes = list((await unit.session.scalars(select(RefreshToken.token_hash))).all())
    copy = tmp_path / "copy"
    copy.mkdir()
    for path in settings.data_dir.glob("trivet.db*"):
        shutil.copy(path, copy)
    assert any(b"Of interest to competitors" in path.read_bytes() for path in copy.iterdir())
    other = settings.model_copy(
        update={
            "data_dir": copy,
            "master_key": SecretStr("b3RoZXItbWFzdGVyLWtleS1vZi10aGUtdGVzdC0zMmI"),
        }
    )
    async with trivet(settings) as app:
        assert hashes
        for found in hashes:
            for secret in (found, f"trr_{found}"):
                answer = await app.http.post("/auth/refresh", json={"refresh_token": secret})
                assert answer.status_code == 401
                answer = await app.http.get(
                    "/auth/me", headers={"Authorization": f"Bearer {secret}"}
                )
                assert answer.status_code == 401
    async with trivet(other) as stolen:
        # Keys of their own sign nothing that the original takes, and open nothing that it sealed.
        thief = await stolen.owner()
    async with trivet(settings) as app:
        answer = await app.http.get("/auth/me", headers={"Authorization": f"Bearer {thief.token}"})
        assert answer.status_code == 401
