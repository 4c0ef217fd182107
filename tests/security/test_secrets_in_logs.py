"""Secrets stand in no line of the log, in no answer, and in no row: whatever comes, and whatever fails."""

import importlib
import json
import logging
import pkgutil
import re
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import suppress
from dataclasses import fields, is_dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import httpx2
import pytest
from pydantic import SecretStr
from sqlalchemy import insert, update

import trivet as trivet_package
from tests.auth.test_email_sign_in import browser, token
from tests.factories.github import ping
from tests.factories.github_accounts import give_github_account
from tests.factories.miro_accounts import give_miro_account
from tests.github.hooks import Hook, connect
from tests.legacy.upstream import Asked, Upstream, saying, upstream
from tests.realtime.conftest import served
from tests.realtime.followers import eventually, follow_at
from tests.support.apps import BASE, Person, Trivet, make_board, somebody, trivet
from tests.support.echo import Echo, Fault, echo
from tests.support.fake_github.keys import key_pair
from tests.support.mail import PASSWORD, mail_server
from tests.support.written import Written, written
from trivet import bootstrap
from trivet.auth.models import EmailLink, GitHubToken
from trivet.auth.people import PeopleQueries
from trivet.github.inbox import Inbox
from trivet.legacy.middleware import LegacyMiddleware
from trivet.miro.models import MiroToken
from trivet.platform.clock import now
from trivet.platform.crypto import Cipher
from trivet.platform.db.database import Dialect
from trivet.platform.errors import StartupError
from trivet.platform.ids import new_id
from trivet.platform.settings import LogFormat, Settings, SmtpSecurity
from trivet.platform.tasks.context import Bound, TaskContext
from trivet.platform.tasks.declarations import RetryPolicy, Task
from trivet.platform.telemetry.logging import Logger
from trivet.platform.telemetry.redaction import names_a_secret
from trivet.realtime import door

NO_SENSE = "of-no-sense-to-anybody"
FAILING = Task("failing_task", retry=RetryPolicy(()), secret_args=frozenset({"secret"}))


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Whatever is sent here is looked at, however much there was before."""
    return settings.model_copy(update={"rate_limits": False})


@pytest.fixture
def log_format(dialect: Dialect) -> LogFormat:
    """Either format with one of the databases: neither has to do with the other."""
    return LogFormat.JSON if dialect is Dialect.SQLITE else LogFormat.CONSOLE


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch, log_format: LogFormat) -> Iterator[Written]:
    with written(monkeypatch, log_format) as kept:
        yield kept


@pytest.fixture
def configured(settings: Settings) -> Settings:
    """Every secret that can be set is set; nobody is where the addresses lead."""
    away = "http://127.0.0.1:9"
    given: dict[str, Any] = {
        "public_url": BASE,
        "master_key": SecretStr("bWFzdGVyLWtleS1vZi10aGUtdGVzdHMtMzItYnl0ZXM"),
        "github_url": away,
        "github_api_url": away,
        "github_client_id": "Iv1.trivet",
        "github_client_secret": _configured("github-client"),
        "github_app_id": "7",
        "github_app_slug": "trivet",
        "github_poll_s": 0,
        "github_app_private_key": SecretStr(key_pair().private),
        "github_app_webhook_secret": _configured("app-webhook"),
        "miro_url": away,
        "miro_api_url": away,
        "miro_client_id": "34587645",
        "miro_client_secret": _configured("miro-client"),
        "miro_webhook_secret": _configured("miro-webhook"),
        "smtp_password": _configured("smtp-password"),
    }
    return settings.model_copy(update=given)


def _configured(name: str) -> SecretStr:
    return SecretStr(f"{name}-0a1b2c3d4e5f")


def secrets_of(settings: Settings) -> dict[str, str]:
    """The secrets of the settings, by their names; of addresses the password."""
    found = {}
    for name in type(settings).model_fields:
        value = getattr(settings, name)
        if isinstance(value, SecretStr):
            secret = value.get_secret_value()
            found[name] = urlsplit(secret).password or "" if "://" in secret else secret
    # A PEM file is written as it is or in pieces.
    lines = found.pop("github_app_private_key", "").splitlines()
    found |= {f"line {number} of the key": line for number, line in enumerate(lines[1:-2])}
    return {name: secret for name, secret in found.items() if secret}


def given_to(settings: Settings) -> list[str]:
    """The secrets of the settings as they are."""
    values = [getattr(settings, name) for name in type(settings).model_fields]
    return [value.get_secret_value() for value in values if isinstance(value, SecretStr)]


async def everywhere(
    kept: Written, http: httpx2.AsyncClient, secret: str, *, in_paths: bool = True
) -> None:
    """Send a secret where it belongs, and where it does not."""
    headers: list[dict[str, str]] = [
        {"Authorization": f"Bearer {secret}"},
        {"Authorization": f"Token {secret}"},
        {"Proxy-Authorization": f"Bearer {secret}"},
        {"X-Api-Key": secret},
        {"X-CSRF-Token": secret},
        {"X-Webhook-Secret": secret},
        {"X-Hub-Signature-256": secret},
        {"X-User-Id": secret[:60]},
        {"User-Agent": "curl/8", "Referer": f"{BASE}/app/?token={secret}"},
        *({"Cookie": f"{name}={secret}"} for name in ("trivet_access", "trivet_refresh", "other")),
        {"Cookie": f"trivet_access={NO_SENSE}; trivet_csrf={secret}"},
    ]
    for sent in headers:
        for method, path in (
            *(("GET", "/auth/me"), ("GET", "/api/boards"), ("POST", "/auth/refresh")),
            *(("POST", "/auth/logout"), ("POST", "/webhooks/github"), ("POST", "/api/webhook")),
        ):
            kept.heard(await http.request(method, path, headers=sent))
    queries = [{name: secret} for name in ("token", "access_token", "code", "state", "cursor", "q")]
    for query in queries:
        for path in ("/auth/me", "/oauth/callback", "/search", "/nowhere", "/healthz"):
            kept.heard(await http.get(path, params=query))
    bodies: list[Any] = [{"token": [secret]}, {"token": {"is": secret}}, secret, [secret], None]
    for body in bodies:
        for path in (
            "/auth/local",
            "/auth/refresh",
            "/auth/email/callback",
            "/invitations/preview",
        ):
            kept.heard(await http.post(path, json=body))
            kept.heard(await http.post(path, content=f"token={secret}"))
    if in_paths:
        for path in ("/nowhere/{}", "/cards/{}", "/boards/{}", "/invitations/{}/accept", "/app/{}"):
            for method in ("GET", "POST", "PATCH"):
                kept.heard(await http.request(method, path.format(secret)))


async def test_what_people_come_with(
    app: Trivet, kept: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = (await app.runtime.sign_in_link()).partition("#")[2]
    session = (await app.http.post("/auth/local", json={"token": link})).json()
    app.http.cookies.clear()
    owner = Person(app.http, session["user"]["id"], session["access_token"])
    made = await owner.post("/auth/tokens", {"name": "Tool", "scopes": ["read"]})
    workspace = await owner.post("/workspaces", {"name": "Acme"})
    path = f"/workspaces/{workspace['id']}/invitations"
    asked = {"emails": ["bob@example.com"], "role": "member"}
    invited = (await owner.post(path, asked))["items"][0]["link"].partition("#")[2]
    looks = {
        "link": link,
        "access": session["access_token"],
        "refresh": session["refresh_token"],
        "api": made["token"],
        "invitation": invited,
    }
    kept.keep(**looks, csrf=session["csrf_token"])
    for secret in looks.values():
        await everywhere(kept, app.http, secret)
    await everywhere(kept, app.http, session["csrf_token"], in_paths=False)

    async def fails(_: PeopleQueries) -> None:
        try:
            raise ValueError(f"first {looks}")
        except ValueError as error:
            error.add_note(f"with {looks}")
            raise ExceptionGroup("then", [RuntimeError(*looks.values())]) from error

    monkeypatch.setattr(PeopleQueries, "me", fails)
    eve = await somebody(app, "Eve")
    kept.keep(eve=eve.token)
    kept.heard(await eve.ask("GET", "/auth/me", status=500, headers={"X-Api-Key": made["token"]}))
    assert "unexpected error" in kept.log.getvalue()
    await app.runtime.work_off()
    await kept.nowhere(app)


async def test_what_a_socket_is_opened_with(
    app: Trivet, owner: Person, kept: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "FIRST_MESSAGE_S", 0.01)
    board = await make_board(owner)
    api = (await owner.post("/auth/tokens", {"name": "Tool", "scopes": ["read"]}))["token"]
    kept.keep(access=owner.token, api=api)
    async with served(app) as (address, _):
        # As if somebody asked uvicorn itself to say all that we let it.
        logging.getLogger("uvicorn.error").setLevel(logging.INFO)
        follow = follow_at(address)
        for secret in (owner.token, api):
            async with follow(board, Person(owner.http, owner.id, secret)) as one:
                await one.next("hello")
            async with follow(board, headers={"Authorization": f"Bearer {secret}"}) as one:
                await one.next("hello")
            async with follow(board, headers={"Cookie": f"trivet_access={secret}"}) as one:
                await one.message() if secret == owner.token else await one.closed()
            async with follow(board, token=secret) as one:
                assert (await one.closed())[0] == 4401
            monkeypatch.setattr(door, "FIRST_MESSAGE_S", 5.0)
            async with follow(board) as one:
                await one.send({"type": "auth", "token": secret})
                await one.next("hello")
                await one.send({"type": "nonsense", "token": secret})
                assert (await one.closed())[0] == 4409
            monkeypatch.setattr(door, "FIRST_MESSAGE_S", 0.01)
        await eventually(lambda: kept.log.getvalue().count("socket closed") >= 8)
    await kept.nowhere(app)


@pytest.fixture(params=Fault, ids=lambda fault: fault.name.lower())
async def vendor(request: pytest.FixtureRequest) -> AsyncIterator[Echo]:
    async with echo(request.param) as vendor:
        yield vendor


def at(vendor: Echo, settings: Settings) -> Settings:
    """Settings of a Trivet to which that vendor is GitHub and Miro."""
    names = ("github_url", "github_api_url", "miro_url", "miro_api_url")
    return settings.model_copy(update=dict.fromkeys(names, vendor.address))


async def test_what_is_sent_to_a_vendor_to_sign_somebody_in(
    vendor: Echo, configured: Settings, kept: Written
) -> None:
    settings = at(vendor, configured)
    kept.keep(**secrets_of(settings), github_code="code-of-githubs", miro_code="code-of-miros")
    kept.keep(brought="access-token-of-miros", brought_refresh="refresh-token-of-miros")
    async with trivet(settings) as app:
        owner = await app.owner()
        async with browser(app) as one:
            leads = (await one.get("/auth/github/login")).headers["location"]
            state = parse_qs(urlsplit(leads).query)["state"][0]
            kept.keep(github_state=state, github_browser=one.cookies["trivet_oauth"])
            back = {"code": "code-of-githubs", "state": state}
            assert kept.heard(await one.post("/auth/github/callback", json=back)).status_code >= 400
            leads = (await one.get("/oauth/login")).headers["location"]
            state = parse_qs(urlsplit(leads).query)["state"][0]
            kept.keep(miro_state=state, miro_browser=one.cookies["trivet_miro"])
            back = {"code": "code-of-miros", "state": state}
            answer = kept.heard(await one.get("/oauth/callback", params=back))
            assert "miro_error=" in answer.headers["location"]
        brought = {"id": "3458764500000000001", "name": "Ada"}
        brought |= {
            "access_token": "access-token-of-miros",
            "refresh_token": "refresh-token-of-miros",
        }
        assert kept.heard(await owner.ask("POST", "/api/users", brought)).status_code >= 400
        id_token = {"id_token": "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl"}
        kept.keep(id_token=id_token["id_token"])
        assert kept.heard(await app.http.post("/auth/miro/session", json=id_token)).is_error
        await app.runtime.work_off()
        assert all(
            settings_secret.get_secret_value() in vendor.said
            for settings_secret in (settings.github_client_secret, settings.miro_client_secret)
            if settings_secret is not None
        ), "it was never asked"
        await kept.nowhere(app)


async def test_what_is_sent_to_a_vendor_in_somebodys_name(
    vendor: Echo, configured: Settings, kept: Written
) -> None:
    settings = at(vendor, configured)
    tokens = {
        "github": "gho_" + "a1" * 18,
        "miro": "eyJtaXJvLm9yaWdpbiI6ImV1MDEifQ_a1a1a1a1a1a1a1a1a1a1",
        "refresh": "a-refresh-token-of-no-known-form",
    }
    kept.keep(**secrets_of(settings), **tokens)
    async with trivet(settings) as app:
        owner = await app.owner()
        await give_github_account(app.runtime, owner.id, "ada", tokens["github"])
        await give_miro_account(app.runtime, owner.id, "3458764500000000001", tokens["miro"])
        workspace = (await owner.post("/workspaces", {"name": "Acme"}))["id"]
        board = "/api/boards/uXjVOne%3D"
        shape = {"data": {"content": "Lift off", "shape": "circle"}}
        for method, path, body in (
            ("GET", "/github/repositories?refresh=true", None),
            ("POST", f"/workspaces/{workspace}/repositories", {"full_name": "acme/rocket"}),
            ("GET", "/api/boards", None),
            ("GET", f"{board}/shapes", None),
            ("POST", f"{board}/shapes", shape),
            ("POST", f"{board}/sync", None),
            ("GET", "/api/auth/status", None),
            ("POST", "/api/cards", {"boardId": "uXjVOne=", "cards": [{"data": {"title": "A"}}]}),
        ):
            kept.heard(await owner.ask(method, path, body))
        for model in (GitHubToken, MiroToken):
            async with app.runtime.units.write() as unit:
                await unit.session.run(
                    update(model).values(
                        expires_at=now() - timedelta(minutes=1),
                        refresh_token=Cipher(app.runtime.keys).encrypt(tokens["refresh"]),
                        refresh_expires_at=now() + timedelta(days=1),
                        refused_at=None,
                    )
                )
        for path in ("/github/repositories?refresh=true", "/api/auth/status"):
            kept.heard(await owner.ask("GET", path))
        await app.runtime.work_off()
        assert tokens["github"] in vendor.said, "it was never asked"
        assert tokens["miro"] in vendor.said, "it was never asked"
        page = (await owner.get(f"/workspaces/{workspace}/tasks"))["items"]
        assert not any(secret in json.dumps(page) for secret in kept.secrets)
        await kept.nowhere(app)


async def test_what_webhooks_come_with(
    configured: Settings, kept: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret, second = "secret-of-a-webhook-0a1b2c3d", "another-secret-of-it-0a1b2c3d"
    kept.keep(**secrets_of(configured), first=secret, second=second)
    assert configured.miro_webhook_secret is not None
    of_miro = configured.miro_webhook_secret.get_secret_value()
    async with trivet(configured) as app:
        owner = await app.owner()
        workspace = (await owner.post("/workspaces", {"name": "Acme"}))["id"]
        repository = await connect(owner, workspace, secret=secret)
        hook = Hook(app.http, secret)
        kept.heard(await hook.send("ping", ping()))
        kept.heard(await Hook(app.http, second).send("ping", ping()))
        kept.heard(await hook.send("ping", {}, headers={"X-Hub-Signature-256": f"sha1={secret}"}))
        kept.heard(await hook.send("ping", {}, body=secret.encode()))
        path = f"/workspaces/{workspace}/repositories"
        kept.heard(await owner.ask("PATCH", f"{path}/{repository['id']}", {"secret": second}))
        kept.heard(await owner.ask("PATCH", f"{path}/{repository['id']}", {"secret": [second]}))
        kept.heard(await owner.ask("POST", path, {"full_name": "no name", "secret": second}))
        kept.heard(await owner.ask("GET", path))
        for event in ({"challenge": "abc"}, {"nonsense": 1}, [1], "x" * 100):
            headers = {"X-Webhook-Secret": of_miro}
            kept.heard(await app.http.post("/api/webhook", json=event, headers=headers))
            for end in ("", "x", "/", "/x", "%00"):
                kept.heard(await app.http.post(f"/api/webhook/{of_miro}{end}", json=event))
        kept.heard(await app.http.get(f"/api/webhook/{of_miro}"))

        async def fails(*_: Any, **__: Any) -> None:
            raise RuntimeError(f"with {of_miro} and {given_to(configured)}")

        monkeypatch.setattr(Inbox, "keep", fails)
        kept.heard(await Hook(app.http, second).send("ping", ping()))
        await app.runtime.work_off()
        await kept.nowhere(app)


async def test_what_the_mail_server_is_told(
    settings: Settings, kept: Written, tmp_path: Path
) -> None:
    async with mail_server(SmtpSecurity.STARTTLS, tmp_path) as server:
        sent = server.settings(settings, public_url=BASE)
        wrong = "another-password-0a1b2c3d"
        kept.keep(password=PASSWORD, wrong=wrong)
        for password, refusal in ((PASSWORD, f"550 Is it {PASSWORD}?"), (wrong, None)):
            changed = sent.model_copy(update={"smtp_password": SecretStr(password)})
            async with trivet(changed) as app, browser(app) as one:
                if refusal is not None:
                    server.to_recipient.append(refusal)
                    server.to_data.append("550 No.")
                for address in ("ada@example.com", "bob@example.com", "eve@example.com"):
                    kept.heard(await one.post("/auth/email", json={"email": address}))
                kept.keep(**{f"browser {password}": one.cookies["trivet_email"]})
                await app.runtime.work_off()
                if refusal is not None:
                    link = await token(server)
                    kept.keep(mailed=link)
                    kept.heard(await app.http.post("/auth/email/callback", json={"token": link}))
                await kept.nowhere(app)


@pytest.mark.parametrize(
    "changes",
    [
        {"database_url": "postgresql://trivet:pass-word-0a1b@127.0.0.1:9/trivet"},
        {"database_url": "postgresql://trivet:p%40ss-word-0a1b@127.0.0.1:9/trivet?ssl=nonsense"},
        {
            "database_url": "postgresql://trivet:pass-word-0a1b@127.0.0.1:9/trivet",
            "redis_url": "redis://:word-of-redis-0a1b@127.0.0.1:9/0",
            "master_key": "bWFzdGVyLWtleS1vZi10aGUtdGVzdHMtMzItYnl0ZXM",
        },
        {"master_key": "no-key-at-all-0a1b2c3d"},
        {"github_app_id": "7", "github_app_private_key": "no-key-at-all-0a1b2c3d"},
    ],
    ids=["database", "odd database", "redis", "key", "key of an app"],
)
async def test_what_keeps_it_from_starting(
    changes: dict[str, str], kept: Written, tmp_path: Path
) -> None:
    settings = Settings.model_validate({"data_dir": tmp_path, **changes})
    kept.keep(**secrets_of(settings))
    said = ""
    with suppress(StartupError):
        try:
            runtime = bootstrap.build(settings)
        except StartupError as error:
            said += str(error)
            raise
        try:
            await runtime.start(working=False)
        except Exception as error:
            said += str(error)
            Logger("trivet.test").error("it did not start", exc_info=error)
        finally:
            await runtime.stop()
    kept.logged_nothing()
    assert not any(secret in said for secret in kept.secrets)


async def body(_context: TaskContext, args: Mapping[str, Any]) -> None:
    raise LookupError(f"nobody has {args['secret']}")


async def test_what_a_failing_task_speaks_of(configured: Settings, kept: Written) -> None:
    looks = {
        "github": "ghp_" + "a1" * 18,
        "fine_grained": "github_pat_" + "a1" * 20,
        "miro": "eyJtaXJvLm9yaWdpbiI6ImV1MDEifQ_0a1b2c3d4e5f6a7b8c9d",
        "logfire": "pylf_v1_eu_0a1b2c3d4e5f",
    }
    of_settings = secrets_of(configured)
    assert len(of_settings) > 20
    kept.keep(**of_settings, **looks, sealed="trv_" + "sealed" * 6)
    async with trivet(configured, bound=[Bound(FAILING, body)]) as app:
        async with app.runtime.units.write() as unit:
            unit.enqueue(FAILING.call({"secret": "trv_" + "sealed" * 6}))
        await app.runtime.work_off()
        log = logging.getLogger("a.library")
        logger = Logger("trivet.test")
        for secret in (*given_to(configured), *looks.values()):
            log.debug("it said %s", secret)
            log.warning("it said (%r)", {"deep": [secret]})
            logger.info("said", what={"deep": [secret]}, more=[f"<{secret}>"])
            try:
                raise LookupError(f"with {secret}")
            except LookupError as error:
                logger.error("failed", exc_info=error)
                log.exception("failed with %s", secret)
        await kept.nowhere(app)
    said = kept.log.getvalue()
    assert said.count("LookupError") > 10
    assert "[redacted]" in said


async def test_what_the_database_says_of_a_row(
    app: Trivet, dialect: Dialect, kept: Written
) -> None:
    """A row that is refused is told of by the names of its table and columns, and by no value."""
    kept.keep(row="what-somebody-wrote-0a1b2c3d")
    link = {
        "id": new_id(),
        "token_hash": "what-somebody-wrote-0a1b2c3d",
        "email": "what-somebody-wrote-0a1b2c3d\n\nin lines",
        "browser_hash": "a" * 64,
        "expires_at": now(),
        "created_at": now(),
    }
    logger = Logger("trivet.test")
    columns = EmailLink.__table__.columns.keys()
    row = {name: value for name, value in link.items() if name in columns}
    for _ in range(2):
        try:
            async with app.runtime.units.write() as unit:
                await unit.session.run(insert(EmailLink).values(row))
                if dialect is Dialect.POSTGRESQL:
                    await unit.session.run(update(EmailLink).values(expires_at=None))
                else:
                    await unit.session.run(insert(EmailLink).values(row))
        except Exception as error:
            logger.error("it failed", exc_info=error)
    said = kept.log.getvalue()
    assert "IntegrityError" in said
    assert ("DETAIL:  [redacted]" in said) is (dialect is Dialect.POSTGRESQL)
    await kept.nowhere(app)


async def _cuts(asked: Asked) -> None:
    await asked.body()
    asked.cut()


async def test_what_a_legacy_service_is_sent(settings: Settings, kept: Written) -> None:
    secrets = {
        "basic": "dXNlcjpwYXNzd29yZC1vZi10aGVpcnM=",
        "bearer": "a-token-of-theirs-0a1b2c3d",
        "session": "a-session-of-theirs-0a1b2c3d",
        "query": "a-key-of-theirs-0a1b2c3d",
        "said": "a-secret-of-the-service-0a1b2c3d",
    }
    kept.keep(**secrets)
    answers = [
        saying(
            f"HTTP/1.1 {status}\r\nX-Key: {secrets['said']}\r\nContent-Length: 0\r\n\r\n".encode()
        )
        for status in ("200 OK", "401 No", "500 Failed")
    ]
    async with upstream() as legacy:
        changed = settings.model_copy(
            update={"legacy_api_url": legacy.address, "legacy_routes": ("/api/cards/*",)}
        )
        async with trivet(changed) as app:
            for answer in (*answers, saying(b"nonsense\r\n\r\n"), _cuts):
                legacy.answer = answer
                await _asked(app, legacy, secrets)
            await kept.nowhere(app)
    assert "legacy /api/cards/*" in kept.log.getvalue()
    assert LegacyMiddleware.__name__ not in kept.log.getvalue()  # nothing broke on our side


async def _asked(app: Trivet, legacy: Upstream, secrets: Mapping[str, str]) -> None:
    before = len(legacy.asked)
    for scheme in ("basic", "bearer"):
        await app.http.post(
            f"/api/cards/7?key={secrets['query']}",
            json={"password": secrets["query"]},
            headers={
                "Authorization": f"{scheme.title()} {secrets[scheme]}",
                "Cookie": f"session={secrets['session']}",
            },
        )
    assert len(legacy.asked) > before
    assert legacy.last.one("Authorization") == f"Bearer {secrets['bearer']}"


async def test_what_names_a_request_is_in_no_line(
    app: Trivet, owner: Person, kept: Written
) -> None:
    """An `Idempotency-Key` is kept with its answer, for who sent it; the log has none."""
    key = f"key-{uuid4()}"
    kept.keep(idempotency_key=key)
    for body in ({"name": "Acme"}, {"name": "Acme"}, {"name": "Other"}, {"name": 7}):
        kept.heard(await owner.ask("POST", "/workspaces", body, headers={"Idempotency-Key": key}))
    kept.logged_nothing()


async def test_what_strangers_call_things_moves_no_cursor(app: Trivet, kept: Written) -> None:
    """Names in a log line cannot clear a terminal, nor fake a line of their own."""
    for name in ("%1b]0;owned%07", "%1b[2J%1b[H", "x%0d%0aINFO%20all%20is%20well", "%c2%9b31m"):
        await app.http.get(f"/nowhere/{name}")
        await app.http.get("/nowhere", headers={"User-Agent": "\x1b[2J", "X-Request-ID": "\x1b[2J"})
    await app.http.get("/nowhere/%e2%80%aeevil")
    lines = kept.log.getvalue().split("\n")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", kept.log.getvalue())
    assert sum("/nowhere" in line for line in lines) == 9
    assert not any(line.startswith("INFO") for line in lines)


def test_libraries_tell_no_headers_however_much_they_are_to_say(kept: Written) -> None:
    kept.keep(header="a-header-of-theirs-0a1b2c3d")
    for name in (
        *("httpcore2.http11", "httpx2", "websockets.server", "uvicorn.error", "uvicorn.access"),
        *("celery.worker.strategy", "kombu.pidbox", "urllib3.connectionpool", "sqlalchemy.engine"),
    ):
        logging.getLogger(name).debug("< Cookie: session=a-header-of-theirs-0a1b2c3d")
    kept.logged_nothing()


def test_what_holds_a_secret_does_not_show_it() -> None:
    """Whatever is printed of our own objects, in a log line or a traceback, has no token in it."""
    shown = []
    for module in pkgutil.walk_packages(trivet_package.__path__, "trivet."):
        if module.name.startswith("trivet.migrations."):
            continue  # run by Alembic alone
        for name, kind in vars(importlib.import_module(module.name)).items():
            if isinstance(kind, type) and is_dataclass(kind) and kind.__module__ == module.name:
                shown += [
                    f"{module.name}.{name}.{one.name}"
                    for one in fields(kind)
                    if one.repr and one.type in {str, "str", "str | None", str | None}
                    if names_a_secret(one.name)
                ]
    assert shown == []
