"""The played Miro gives tokens as Miro does: once for a code, anew for a refresh token."""

from urllib.parse import parse_qsl, urlencode, urlsplit

import httpx2
import jwt
import pytest

from tests.miro.asking import CALLBACK, Scene, told
from tests.support.fake_miro import faults
from tests.support.fake_miro.refusals import Refused
from tests.support.time import HeldTime


def page(scene: Scene, **further: str) -> str:
    """The consent page, with what the app asks for."""
    asked = {
        "response_type": "code",
        "client_id": scene.app.client_id,
        "redirect_uri": CALLBACK,
        "state": "s",
        **further,
    }
    return f"{scene.miro.authorize_url}?{urlencode(asked)}"


def sent(location: str) -> dict[str, str]:
    """What somebody who was sent back brings."""
    return dict(parse_qsl(urlsplit(location).query))


def code(scene: Scene) -> str:
    return sent(scene.miro.consent(page(scene), scene.ada, scene.acme))["code"]


async def exchanged(scene: Scene, given: str, redirect_uri: str = CALLBACK) -> httpx2.Response:
    return await scene.form(grant_type="authorization_code", code=given, redirect_uri=redirect_uri)


async def refreshed(scene: Scene, given: str) -> httpx2.Response:
    return await scene.form(grant_type="refresh_token", refresh_token=given)


async def works(scene: Scene, token: str) -> bool:
    answer = await scene.asking.by(token).get("/v1/oauth-token")
    assert answer.status_code in {200, 401}
    return answer.status_code == 200


async def test_consent_is_exchanged_for_a_token_of_that_person(scene: Scene) -> None:
    back = scene.miro.consent(page(scene), scene.ada, scene.acme)
    brought = sent(back)
    assert back.startswith(f"{CALLBACK}?")
    assert brought.keys() == {"code", "state", "client_id", "team_id"}
    assert (brought["state"], brought["team_id"]) == ("s", scene.acme.id)
    given = (await exchanged(scene, brought["code"])).json()
    assert (given["token_type"], given["expires_in"]) == ("bearer", 3599)
    assert (given["user_id"], given["team_id"]) == (scene.ada.id, scene.acme.id)
    assert given["scope"] == "boards:read boards:write"
    context = (await scene.asking.by(given["access_token"]).get("/v1/oauth-token")).json()
    assert context["user"] == {"type": "user", "id": scene.ada.id, "name": "Ada"}
    assert context["team"]["id"] == scene.acme.id
    assert context["scopes"] == ["boards:read", "boards:write"]


async def test_a_code_works_once(scene: Scene) -> None:
    given = code(scene)
    assert (await exchanged(scene, given)).status_code == 200
    assert (await exchanged(scene, given)).status_code == 400


async def test_a_code_works_for_ten_minutes(scene: Scene) -> None:
    time = HeldTime()
    scene.miro.world.clock = time.now
    early, late = code(scene), code(scene)
    time.pass_(seconds=599)
    assert (await exchanged(scene, early)).status_code == 200
    time.pass_(seconds=1)
    assert (await exchanged(scene, late)).status_code == 400


async def test_a_code_is_for_where_it_was_sent(scene: Scene) -> None:
    assert (await exchanged(scene, code(scene), "http://127.0.0.1:9/elsewhere")).status_code == 400
    with pytest.raises(Refused):
        scene.miro.consent(page(scene, redirect_uri="http://127.0.0.1:9/e"), scene.ada, scene.acme)


async def test_the_secret_has_to_be_right(scene: Scene) -> None:
    answer = await scene.form(
        grant_type="authorization_code",
        code=code(scene),
        redirect_uri=CALLBACK,
        client_secret="another",
    )
    assert told(answer) == (401, "invalid_client")


async def test_a_refresh_ends_both_old_tokens_at_once(scene: Scene) -> None:
    old = (await exchanged(scene, code(scene))).json()
    new = (await refreshed(scene, old["refresh_token"])).json()
    assert new["user_id"] == scene.ada.id
    assert not await works(scene, old["access_token"])
    assert (await refreshed(scene, old["refresh_token"])).status_code == 400
    assert await works(scene, new["access_token"])


async def test_a_refresh_whose_answer_is_lost_has_ended_the_old_tokens(scene: Scene) -> None:
    old = (await exchanged(scene, code(scene))).json()
    scene.miro.fault("POST", "/v1/oauth/token", faults.lost())
    with pytest.raises(httpx2.RemoteProtocolError):
        await refreshed(scene, old["refresh_token"])
    assert not await works(scene, old["access_token"])
    assert (await refreshed(scene, old["refresh_token"])).status_code == 400


async def test_an_access_token_lasts_an_hour_and_a_refresh_token_60_days(scene: Scene) -> None:
    time = HeldTime()
    scene.miro.world.clock = time.now
    given = (await exchanged(scene, code(scene))).json()
    time.pass_(minutes=59)
    assert await works(scene, given["access_token"])
    time.pass_(minutes=1)
    assert not await works(scene, given["access_token"])
    time.pass_(days=59)
    given = (await refreshed(scene, given["refresh_token"])).json()
    time.pass_(days=60)
    assert (await refreshed(scene, given["refresh_token"])).status_code == 400


async def test_an_app_may_have_tokens_that_do_not_expire(scene: Scene) -> None:
    scene.app.expiring = False
    given = (await exchanged(scene, code(scene))).json()
    assert given.keys().isdisjoint({"refresh_token", "expires_in"})


async def test_a_revoked_token_is_dead_and_its_refresh_token_too(scene: Scene) -> None:
    given = (await exchanged(scene, code(scene))).json()
    body = {
        "accessToken": given["access_token"],
        "clientId": scene.app.client_id,
        "clientSecret": scene.app.client_secret,
    }
    assert (await scene.asking.by(None).post("/v2/oauth/revoke", body)).status_code == 204
    assert not await works(scene, given["access_token"])
    assert (await refreshed(scene, given["refresh_token"])).status_code == 400
    assert (await scene.asking.by(None).post("/v2/oauth/revoke", body)).status_code == 404


async def test_a_request_needs_a_token_that_works(scene: Scene) -> None:
    assert told(await scene.asking.by(None).get("/v2/boards")) == (401, "tokenNotProvided")
    assert told(await scene.asking.by("none").get("/v2/boards")) == (401, "tokenNotFound")
    scene.miro.uninstall(scene.app)
    assert told(await scene.asking.get("/v2/boards")) == (401, "tokenNotFound")


async def test_an_app_does_what_its_scopes_say(scene: Scene) -> None:
    reader = scene.by(scene.ada, scene.miro.app(scopes=("boards:read",)))
    assert (await reader.get(scene.path)).status_code == 200
    answer = await reader.post(f"{scene.path}/shapes", {})
    assert told(answer) == (403, "insufficientPermissions")


async def test_who_sits_before_the_browser_is_sent_back_at_once(scene: Scene) -> None:
    http = scene.asking.http
    waiting = await http.get(page(scene))
    assert (waiting.status_code, waiting.headers["content-type"]) == (200, "text/html")
    scene.miro.sits_here(scene.ada, scene.acme)
    back = await http.get(page(scene))
    assert back.status_code == 302
    given = await exchanged(scene, sent(back.headers["location"])["code"])
    assert given.json()["user_id"] == scene.ada.id


async def test_an_id_token_says_who_has_the_board_open(scene: Scene) -> None:
    token = scene.miro.id_token(scene.ada, scene.app, scene.acme)
    said = jwt.decode(token, scene.app.client_secret, algorithms=["HS256"])
    assert said.keys() == {"iss", "sub", "user", "team", "iat", "exp"}
    assert (said["iss"], said["sub"]) == ("miro", scene.app.client_id)
    assert (said["user"], said["team"]) == (scene.ada.id, scene.acme.id)
    with pytest.raises(jwt.InvalidSignatureError):
        jwt.decode(token, scene.miro.app().client_secret, algorithms=["HS256"])
    ended = scene.miro.id_token(scene.ada, scene.app, lasts_s=-1)
    with pytest.raises(jwt.ExpiredSignatureError):
        jwt.decode(ended, scene.app.client_secret, algorithms=["HS256"])
